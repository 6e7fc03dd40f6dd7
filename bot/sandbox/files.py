"""Files people and the bot sent, in memory, the oldest forgotten beyond a bound.

A file's path is only a key of a dictionary, so no path can lead anywhere else.
"""

import hashlib
from dataclasses import dataclass

from bot.sandbox.wire import Json

KEPT_FILES = 200
KEPT_BYTES = 200_000_000
MAX_DOWNLOAD_BYTES = 20_000_000
MAX_UPLOAD_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file's content with what was said of it; folder is the first part of its path."""

    id: str
    unique_id: str
    path: str
    name: str
    mime: str
    content: bytes

    def as_file(self) -> Json:
        """Return the fields that every kind of file has in the API."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }

    def as_named_file(self) -> Json:
        """Return the fields of a document: the common ones, the name and the type."""
        return self.as_file() | {"file_name": self.name, "mime_type": self.mime}


class FileStore:
    """Files by their id, and by the path they are downloaded from."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._count = 0

    def add(self, folder: str, name: str, mime: str, content: bytes) -> StoredFile:
        """Keep a file and return it with its new id and path."""
        digest = hashlib.sha256(content).hexdigest()
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        ending = suffix.lower() if suffix.isascii() and suffix.isalnum() else "bin"
        path = f"{folder}/file_{self._count}.{ending}"
        file = StoredFile(
            f"SANDBOX{self._count:06d}{digest[:24]}", digest[:15], path, name, mime, content
        )
        self._count += 1
        self._files[file.id] = file
        self._forget_oldest()
        return file

    def find(self, file_id: str) -> StoredFile | None:
        """Return the file with this id, if it is still kept."""
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Return the file with exactly this path, if it is still kept."""
        return next((file for file in self._files.values() if file.path == path), None)

    def _forget_oldest(self) -> None:
        while len(self._files) > KEPT_FILES or (
            len(self._files) > 1
            and sum(len(file.content) for file in self._files.values()) > KEPT_BYTES
        ):
            del self._files[next(iter(self._files))]
