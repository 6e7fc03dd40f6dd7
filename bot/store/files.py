"""The files of the database: who may read them, and the copy made before a migration.

SQLite gives `-wal` and `-shm` the mode of the database file, so that one has to be right before it
is first opened.
"""

import os
from pathlib import Path

from bot.errors import StoreError

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def create_folder(folder: Path) -> None:
    """Make the folder, for this user only, unless it is there; raises StoreError."""
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The data folder {folder} cannot be made ({error.strerror}). "
            "Name another one in DATA_DIR, or make it yourself.",
            folder,
        ) from error


def create_private(path: Path) -> None:
    """Make an empty file that only this user may read; make an existing one so; raises OSError."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE))
    for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        if file.exists():
            file.chmod(PRIVATE_FILE)


def backup_path(path: Path, step: str) -> Path:
    """Return where the copy from before this step is kept."""
    return path.with_name(f"{path.name}.before-{step}")


def forget_backups(path: Path) -> None:
    """Delete the copies made before earlier steps; they hold people's words too."""
    for copy in path.parent.glob(f"{path.name}.before-*"):
        copy.unlink(missing_ok=True)
