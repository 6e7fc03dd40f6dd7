"""The index of a dossier on disk: opened where it fits, else built and put there.

It fits when the dossier, the word lists and the analysis are those it was built from. Of several
processes that want the same one, one builds and the others wait for it. Where nothing can be
written, an index is built in memory and answers as well.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from retrieval.errors import IndexDamaged
from retrieval.index.building import Written, segment_arrays
from retrieval.index.changes import Digests, changes_since
from retrieval.index.extension import extend
from retrieval.index.file import TEMPORARY, load_arrays, read_facts, save_arrays
from retrieval.index.index import Index
from retrieval.index.segment import Segment, open_segment
from retrieval.index.version import analysis_version

SUFFIX = ".index"

Facts = dict[str, str]

# The index of a dossier that nobody opened for so long is cleared away.
FORGOTTEN_AFTER_S = 30 * 24 * 3600
# An index of fewer passages is sooner built anew than extended.
EXTENDED_FROM = 20_000
# When so much of it changed, it is built anew.
MOST_CHANGED = 0.05


@dataclass(frozen=True, slots=True)
class Opened:
    """An index ready to be asked. notes: what somebody who runs the bot may want to know."""

    index: Index
    is_new: bool = False
    notes: tuple[str, ...] = ()


class Keeper:
    """Keeps the index of one dossier folder in a folder of its own.

    folder: where indexes are kept. dossier_folder: whose index this is. version: what the arrays
    depend on beside the dossier.
    """

    def __init__(
        self,
        folder: Path,
        dossier_folder: Path,
        version: str | None = None,
        extended_from: int = EXTENDED_FROM,
    ) -> None:
        name = blake2b(os.fsencode(dossier_folder.resolve()), digest_size=8).hexdigest()
        self.path = folder / f"{name}{SUFFIX}"
        self._version = version
        self._extended_from = extended_from
        self._digests = Digests()
        self._kept: tuple[dict[str, str], Segment] | None = None

    def open(self, dossier: Written, digest: str) -> Opened:
        """Return the index of a dossier. digest: changes whenever the dossier does."""
        facts = {"dossier": digest, "analysis": self._version or analysis_version()}
        index, notes = self._load(facts, dossier)
        if index is not None:
            return Opened(index)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _locked(self.path.with_suffix(".lock")):
                # Another process may have built it while this one waited.
                index, _ = self._load(facts, dossier)
                return Opened(index) if index is not None else self._build(dossier, facts, notes)
        except OSError as error:
            note = f"The index cannot be kept in {self.path.parent}: {error}. It stays in memory."
            return Opened(Index(open_segment(segment_arrays(dossier))), True, (*notes, note))

    def _load(self, facts: Facts, dossier: Written) -> tuple[Index | None, tuple[str, ...]]:
        """Return the index on disk as it is, or extended by what changed; None if it is no use."""
        try:
            # Arrays of another version may have other names: they are not even opened.
            if read_facts(self.path)["analysis"] != facts["analysis"]:
                return None, ()
            kept, segment = self._stored()
        except IndexDamaged as error:
            return None, (str(error),)
        except OSError:
            return None, ()
        if kept == facts:
            return Index(segment), ()
        if len(segment.passages) < self._extended_from:
            return None, ()
        removed, added = changes_since(segment, dossier, self._digests)
        if (
            len(added.passages) > MOST_CHANGED * len(segment.passages)
            or len(removed) > MOST_CHANGED * len(segment.documents) + 1
        ):
            return None, ()
        return extend(segment, removed, added), ()

    def _stored(self) -> tuple[Facts, Segment]:
        """Return what the file holds, mapped once as long as it stays the same."""
        facts = dict(read_facts(self.path))
        if self._kept is None or self._kept[0] != facts:
            stored = load_arrays(self.path)
            self._kept = dict(stored.facts), open_segment(stored.arrays)
        with suppress(OSError):  # so that it is not taken for one that nobody wants
            os.utime(self.path)
        return self._kept

    def _build(self, dossier: Written, facts: Facts, notes: tuple[str, ...]) -> Opened:
        self._clear_away()
        arrays = segment_arrays(dossier)
        try:
            save_arrays(self.path, arrays, facts)
        except OSError as error:
            note = f"The index cannot be kept at {self.path}: {error}. It stays in memory."
            return Opened(Index(open_segment(arrays)), True, (*notes, note))
        return Opened(Index(self._stored()[1]), True, notes)

    def _clear_away(self) -> None:
        """Delete what builders that were killed left, and indexes that nobody opens any more."""
        # Only who holds the lock writes, so what is there of this name is nobody's.
        for path in self.path.parent.glob(f"{self.path.name}.*{TEMPORARY}"):
            path.unlink(missing_ok=True)
        for path in self.path.parent.glob(f"*{SUFFIX}"):
            if time.time() - path.stat().st_mtime > FORGOTTEN_AFTER_S:
                path.unlink(missing_ok=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock among processes, which the system drops when this one ends, however it ends."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
