"""Drafts and manifests to a dossier: what needs all files at once.

That is the documents' ids, the metadata that manifests state, and the furniture that shows by
being repeated. What came out for a file is kept as long as nothing it depends on changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from retrieval.chunking import split_passages
from retrieval.ingest.dossier import Dossier, Problem, build_dossier
from retrieval.ingest.draft import Draft
from retrieval.ingest.manifest import Manifest
from retrieval.ingest.metadata import Metadata
from retrieval.ingest.repetition import Unit, find_repeated, units_of
from retrieval.ingest.roles import assign_roles
from retrieval.ingest.scanning import document_ids
from retrieval.ingest.word_lists import ALIASES, SYNONYMS, WordList, entries_of
from retrieval.model import Block, Document, Passage, Role, Source

_NO_PARAGRAPH = (
    "holds no paragraph that could be quoted; all of it looks like headings or page furniture. "
    "If it is meant as a document, write it in sentences."
)


@dataclass(slots=True)
class _Made:
    """What was made of one draft so far."""

    draft: Draft
    units: tuple[Unit, ...]
    repeated: frozenset[int] | None = None
    blocks: tuple[Block, ...] = ()
    document: Document | None = None
    passages: tuple[Passage, ...] = ()


class Assembly:
    """Builds dossiers, and remembers what it made of each draft."""

    def __init__(self) -> None:
        self._made: dict[str, _Made] = {}
        self._inputs: tuple[object, ...] = ()
        self._dossier: Dossier | None = None

    def build(
        self,
        drafts: Mapping[str, Draft],
        manifests: Mapping[str, Manifest],
        word_lists: Mapping[str, WordList],
        problems: Sequence[Problem],
    ) -> Dossier:
        """Return the dossier of drafts, manifests and lists, each by its path below the folder.

        problems: what is known to be wrong already; lines about metadata and lists are added.
        """
        inputs = (dict(drafts), dict(manifests), dict(word_lists), list(problems))
        if self._dossier is None or not _same(inputs, self._inputs):
            self._dossier = self._build(*inputs)
            self._inputs = inputs
        return self._dossier

    def _build(
        self,
        drafts: dict[str, Draft],
        manifests: dict[str, Manifest],
        word_lists: dict[str, WordList],
        problems: list[Problem],
    ) -> Dossier:
        stated, lines = _statements(drafts, manifests)
        drafts = {name: d for name, d in drafts.items() if not _is_about_folder(name, d, stated)}
        self._made = {name: self._kept(name, draft) for name, draft in drafts.items()}
        repeated = find_repeated({name: made.units for name, made in self._made.items()})
        ids = document_ids(drafts)
        for name, made in self._made.items():
            _make(made, repeated.get(name, frozenset()))
            metadata = stated.get(name, Metadata()).over(made.draft.metadata)
            _describe(made, ids[name], name, metadata)
            lines += [Problem(name, line) for line in _complaints(made)]
        parts = [(m.document, m.passages) for m in self._made.values() if m.document is not None]
        lines += [
            Problem(name, line) for name, made in word_lists.items() for line in made.problems
        ]
        title, about, examples = _words(manifests)
        return build_dossier(
            parts,
            sorted([*problems, *lines], key=lambda problem: problem.path),
            title=title,
            about=about,
            examples=examples,
            synonyms=_lines_of(SYNONYMS, word_lists),
            aliases=tuple(entries_of(line) for line in _lines_of(ALIASES, word_lists)),
        )

    def _kept(self, name: str, draft: Draft) -> _Made:
        made = self._made.get(name)
        if made is not None and made.draft is draft:
            return made
        units = units_of([piece.text for piece in draft.pieces if piece.role is None])
        return _Made(draft, units)


def _same(inputs: tuple[object, ...], earlier: tuple[object, ...]) -> bool:
    # Drafts that were not read again are the same objects, so this compares no texts.
    return inputs == earlier


def _make(made: _Made, repeated: frozenset[int]) -> None:
    if made.repeated != repeated:
        made.repeated = repeated
        made.blocks = assign_roles(made.draft, repeated)


def _describe(made: _Made, identifier: str, name: str, metadata: Metadata) -> None:
    titles = (block.text for block in made.blocks if block.role is Role.TITLE)
    document = Document(
        id=identifier,
        source=Source(PurePosixPath(name)),
        blocks=made.blocks,
        title=metadata.title or next(titles, None),
        publisher=metadata.publisher,
        published=metadata.published,
        url=metadata.url,
        language=metadata.language,
        restated=bool(metadata.restated),
    )
    if made.document != document:
        made.document, made.passages = document, split_passages(document)


def _complaints(made: _Made) -> list[str]:
    lines = list(made.draft.problems)
    if made.draft.broken is not None:
        lines.append(str(made.draft.broken))
    if not made.passages:
        lines.append(_NO_PARAGRAPH)
    return lines


def _statements(
    drafts: Mapping[str, Draft], manifests: Mapping[str, Manifest]
) -> tuple[dict[str, Metadata], list[Problem]]:
    """Return what manifests state about each file; the manifest nearest to it wins."""
    stated: dict[str, Metadata] = {}
    problems = []
    for path in sorted(manifests, key=lambda name: (-name.count("/"), name)):
        manifest = manifests[path]
        problems += [Problem(path, line) for line in manifest.problems]
        folder = PurePosixPath(path).parent
        for entry, metadata in manifest.entries.items():
            name = str(folder / entry.removeprefix("./"))
            if name in drafts:
                stated[name] = stated.get(name, Metadata()).over(metadata)
            else:
                line = f'names "{entry}", and no such document is there. Check the spelling.'
                problems.append(Problem(path, line))
    return stated, problems


def _is_about_folder(name: str, draft: Draft, stated: Mapping[str, Metadata]) -> bool:
    """Return whether a file is a README about the folder, and not a document in it."""
    is_readme = PurePosixPath(name).stem.casefold() == "readme"
    return is_readme and not draft.has_stated_metadata and name not in stated


def _lines_of(file_name: str, word_lists: Mapping[str, WordList]) -> tuple[str, ...]:
    """Return the lines of all files of that name, wherever below the folder they are."""
    return tuple(
        line
        for name, listed in sorted(word_lists.items())
        if PurePosixPath(name).name == file_name
        for line in listed.lines
    )


def _words(manifests: Mapping[str, Manifest]) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return title, about and examples, each from the outermost manifest that states it."""
    outermost = sorted(manifests, key=lambda name: (name.count("/"), name))
    ordered = [manifests[name] for name in outermost]
    title = next((manifest.title for manifest in ordered if manifest.title), None)
    about = next((manifest.about for manifest in ordered if manifest.about), None)
    examples = next((manifest.examples for manifest in ordered if manifest.examples), ())
    return title, about, examples
