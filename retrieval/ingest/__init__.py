"""Files to documents and passages, in reading order.

- `folder`: the reader of a dossier folder; start there. `dossier`: what it returns.
- `scanning` finds the files, `memory` knows which changed, `source` picks a reader for each.
- `plain`, `markdown`, `webpage`: the readers. `decoding`, `layout`, `front_matter` help them;
  `metadata` and `dates` check what they found stated, `manifest` what is stated beside the files,
  `word_lists` what they know of its words and names.
- `draft` is what a reader hands on. `roles` tells article from furniture in it, step by step:
  `lines` and `parting` (by the signs in `furniture` and `phrases`), `duplicates`, `heads`,
  `tails`, `headings`; `repetition` knows what other pages repeat.
- `assembly` joins all of it into a dossier.
"""

from retrieval.ingest.folder import Dossier, FolderReader, Limits, Problem, read_folder

__all__ = ["Dossier", "FolderReader", "Limits", "Problem", "read_folder"]
