"""One process of the bot per data folder.

Two would fetch the same updates and send the same messages. The lock belongs to the open file, so
the system drops it when the process ends, however it ends; the file left behind means nothing.
"""

import fcntl
import os
from pathlib import Path

from bot.errors import StoreLocked

NAME = "dossier.lock"


class FolderLock:
    """The right to write in a data folder, held from `take` until `release`."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, folder: Path) -> "FolderLock":
        """Take the folder for this process; raises StoreLocked when another one holds it."""
        path = folder / NAME
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid = _written_pid(descriptor)
            os.close(descriptor)
            raise _locked(folder, path, pid) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        return cls(descriptor)

    def release(self) -> None:
        """Give the folder back; a second time does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _written_pid(descriptor: int) -> int | None:
    written = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
    return int(written) if written.isdecimal() else None


def _locked(folder: Path, path: Path, pid: int | None) -> StoreLocked:
    who = "another process" if pid is None else f"process {pid}"
    stop = "Stop that one" if pid is None else f"Stop that one (kill {pid})"
    return StoreLocked(
        f"The folder {folder} is in use: {who} of the bot is running with it. "
        f"{stop}, or give this one a DATA_DIR of its own.",
        path,
        pid,
    )
