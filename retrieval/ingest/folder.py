"""The dossier folder, read again and again: only what changed is parsed, nothing good is lost.

A file that went bad (half written, wrong encoding, no permission) leaves its last good version in
place until it is mended or removed. One reader is used by one thread at a time.
"""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from retrieval.errors import FolderNotFound
from retrieval.ingest.assembly import Assembly
from retrieval.ingest.dossier import Dossier, Problem
from retrieval.ingest.draft import Draft
from retrieval.ingest.manifest import Manifest, read_manifest
from retrieval.ingest.memory import Memory
from retrieval.ingest.scanning import Found, scan
from retrieval.ingest.source import Limits, read_bytes, read_draft
from retrieval.ingest.word_lists import WordList, read_word_list

__all__ = ["Dossier", "FolderReader", "Limits", "Problem", "read_folder"]


class FolderReader:
    """Reads a folder into a dossier, and remembers what it parsed."""

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        self._folder = folder
        self._limits = limits or Limits()
        self._drafts: Memory[Draft] = Memory(self._read_draft)
        self._manifests: Memory[Manifest] = Memory(self._read_manifest)
        self._word_lists: Memory[WordList] = Memory(self._read_word_list)
        self._assembly = Assembly()

    def read(self, progress: Callable[[int, int], None] | None = None) -> Dossier:
        """Return the dossier as the folder now stands, with a problem for all that is not in it.

        progress: called with the number of files done and of all, after each.
        Raises FolderNotFound.
        """
        if not self._folder.is_dir():
            raise FolderNotFound(self._folder)
        files = scan(self._folder)
        for done, found in enumerate(files, 1):
            self._visit(found)
            if progress is not None:
                progress(done, len(files))
        names = {found.name for found in files}
        memories = (self._drafts, self._manifests, self._word_lists)
        for memory in memories:
            memory.forget_all_but(names)
        return self._assembly.build(
            self._drafts.values(),
            self._manifests.values(),
            self._word_lists.values(),
            [problem for memory in memories for problem in memory.problems()],
        )

    def _visit(self, found: Found) -> None:
        if found.is_manifest:
            self._manifests.visit(found)
        elif found.is_word_list:
            self._word_lists.visit(found)
        else:
            self._drafts.visit(found)

    def _read_draft(self, found: Found, previous: Draft | None) -> Draft:
        draft = read_draft(found, self._limits)
        if draft.broken is not None and previous is not None:
            raise draft.broken
        return draft

    def _read_manifest(self, found: Found, previous: Manifest | None) -> Manifest:
        return read_manifest(read_bytes(found, self._limits))

    def _read_word_list(self, found: Found, previous: WordList | None) -> WordList:
        return read_word_list(PurePosixPath(found.name).name, read_bytes(found, self._limits))


def read_folder(folder: Path, limits: Limits | None = None) -> Dossier:
    """Return the dossier of a folder that is read once. Raises FolderNotFound."""
    return FolderReader(folder, limits).read()
