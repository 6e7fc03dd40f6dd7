"""Named arrays in one file that is mapped into memory, whole or not at all.

A file is a line of JSON that says where each array lies, then the arrays. It is written beside its
place, forced to the disk and renamed, so that whoever opens it finds the old file or the new one.
Every byte of it is checked when it is opened; that is read through a small buffer, not through the
mapping, so that the memory of the process holds only what questions then touch.
"""

import json
import mmap
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from retrieval.errors import IndexDamaged
from retrieval.strings import Arrays

# The first bytes of each file; the number changes with the layout.
MAGIC = b"dossier index 1\n"
TEMPORARY = ".tmp"

# Arrays begin at multiples of this, so that they can be read in the largest units.
_ALIGNED = 64
# Read at a time when a file is checked; one sum of it is kept.
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """What a file holds: its arrays, mapped, and what was said of them when it was written."""

    arrays: Arrays
    facts: Mapping[str, str]


def save_arrays(path: Path, arrays: Arrays, facts: Mapping[str, str]) -> None:
    """Put the arrays in the place of whatever stands at this path. Raises OSError."""
    descriptor, temporary = tempfile.mkstemp(TEMPORARY, f"{path.name}.", path.parent)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            _write(file, arrays, facts)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    _force_folder(path.parent)


def load_arrays(path: Path) -> Stored:
    """Return what stands in the file, mapped. Raises OSError, and IndexDamaged."""
    with path.open("rb") as file:
        head, begin = _read_head(file, path)
        if _checksum(file, head, begin) != head["checksum"]:
            raise IndexDamaged(path, "its checksum does not match")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    arrays = {
        name: np.frombuffer(mapped, dtype, count, begin + offset)
        for name, (dtype, count, offset) in head["arrays"].items()
    }
    return Stored(arrays, head["facts"])


def read_facts(path: Path) -> Mapping[str, str]:
    """Return what was said of a file's arrays, unchecked. Raises OSError, and IndexDamaged."""
    with path.open("rb") as file:
        facts: Mapping[str, str] = _read_head(file, path)[0]["facts"]
        return facts


def _write(file: BinaryIO, arrays: Arrays, facts: Mapping[str, str]) -> None:
    places: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, array.size, offset)
        offset += -(-array.nbytes // _ALIGNED) * _ALIGNED
    head = {"facts": dict(facts), "arrays": places, "checksum": "0" * 32}
    begin = _write_head(file, head)
    for array in arrays.values():
        file.write(np.ascontiguousarray(array).data)
        file.write(bytes(-array.nbytes % _ALIGNED))
    head["checksum"] = _checksum(file, head, begin)
    _write_head(file, head)


def _write_head(file: BinaryIO, head: Mapping[str, Any]) -> int:
    """Write the first line, padded; return where the arrays begin."""
    line = json.dumps(head).encode()
    room = -(len(MAGIC) + len(line) + 1) % _ALIGNED
    file.seek(0)
    file.write(MAGIC + line + b" " * room + b"\n")
    return file.tell()


def _read_head(file: BinaryIO, path: Path) -> tuple[dict[str, Any], int]:
    if file.read(len(MAGIC)) != MAGIC:
        raise IndexDamaged(path, "it does not begin as an index does")
    try:
        head: dict[str, Any] = json.loads(file.readline())
        return {key: head[key] for key in ("facts", "arrays", "checksum")}, file.tell()
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(path, "its first line cannot be read") from error


def _checksum(file: BinaryIO, head: Mapping[str, Any], begin: int) -> str:
    """Return a digest of the first line and of all that comes after it.

    A sum for each block, and a digest of the sums: quicker than a digest of everything, and no
    byte, block or length can change alone without it. What may have been changed on purpose is
    not its concern.
    """
    file.seek(begin)
    buffer = bytearray(_BLOCK)
    words: npt.NDArray[np.uint64] = np.frombuffer(buffer, dtype=np.uint64)
    total = blake2b(json.dumps([head["facts"], head["arrays"]]).encode(), digest_size=16)
    while read := file.readinto(buffer):  # type: ignore[attr-defined]
        buffer[read:] = bytes(_BLOCK - read)
        block = int(np.add.reduce(words)) ^ read
        total.update(block.to_bytes(8, "little"))
    return total.hexdigest()


def _force_folder(folder: Path) -> None:
    """Force the rename to the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
