"""What was read of each file, kept by its signature: the last good value, and what is wrong now."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from retrieval.errors import DocumentUnreadable
from retrieval.ingest.dossier import Problem
from retrieval.ingest.scanning import Found, Signature

Value = TypeVar("Value")

# A file changed again within the tick of the file system's clock would look unchanged, so one
# that is younger than this when it is read will be read once more.
_CLOCK_TICK_NS = 20_000_000


@dataclass(slots=True)
class _Entry(Generic[Value]):
    signature: Signature | None = None
    value: Value | None = None
    error: DocumentUnreadable | None = None


class Memory(Generic[Value]):
    """Reads files through `read(found, previous value)`, and only those that changed.

    A file that cannot be read is tried again at every visit, because permissions may change
    without a trace in what is remembered.
    """

    def __init__(self, read: Callable[[Found, Value | None], Value]) -> None:
        self._read = read
        self._entries: dict[str, _Entry[Value]] = {}

    def visit(self, found: Found) -> None:
        """Read a file if it changed; when that fails, keep the value it had."""
        entry = self._entries.setdefault(found.name, _Entry())
        unchanged = entry.signature is not None and entry.signature == found.signature
        if unchanged and entry.error is None:
            return
        try:
            entry.value = self._read(found, entry.value)
        except DocumentUnreadable as error:
            entry.error, entry.signature = error, None
        else:
            entry.error, entry.signature = None, _settled(found.signature)

    def forget_all_but(self, names: Collection[str]) -> None:
        """Forget the files that are gone."""
        for name in self._entries.keys() - set(names):
            del self._entries[name]

    def values(self) -> dict[str, Value]:
        """Return the last good value of every file that has one, by name in order."""
        return {
            name: entry.value
            for name, entry in sorted(self._entries.items())
            if entry.value is not None
        }

    def problems(self) -> list[Problem]:
        """Return a line for every file that could not be read at its last visit."""
        return [
            Problem(name, str(entry.error), kept_previous=entry.value is not None)
            for name, entry in sorted(self._entries.items())
            if entry.error is not None
        ]


def _settled(signature: Signature | None) -> Signature | None:
    if signature is None or time.time_ns() - signature.modified_ns < _CLOCK_TICK_NS:
        return None
    return signature
