"""Which files of the dossier folder are documents, and what they are called.

Hidden files and folders, manifests, word lists and files of other kinds are no documents. A line
is said about what a person may have meant as one: another text format, or a name that cannot be
read.
"""

import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from retrieval.errors import FileUnopened
from retrieval.ingest.manifest import FILE_NAME
from retrieval.ingest.word_lists import FILE_NAMES as WORD_LISTS

TEXT_SUFFIXES = frozenset({".txt"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
WEBPAGE_SUFFIXES = frozenset({".html", ".htm"})
READ_SUFFIXES = TEXT_SUFFIXES | MARKDOWN_SUFFIXES | WEBPAGE_SUFFIXES

_UNREAD_KINDS = {
    ".pdf": "PDF", ".doc": "Word", ".docx": "Word", ".odt": "OpenDocument", ".rtf": "RTF",
    ".epub": "EPUB", ".pages": "Pages", ".xhtml": "XHTML", ".mhtml": "web archive",
    ".rst": "reStructuredText", ".tex": "LaTeX", ".eml": "mail",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signature:
    """What changes when a file's content changes."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or the reason why it cannot be. name: its path below the folder.

    is_manifest, is_word_list: it is about the documents, and none itself.
    """

    name: str
    path: Path
    signature: Signature | None = None
    error: FileUnopened | None = None
    is_manifest: bool = False
    is_word_list: bool = False


def scan(folder: Path) -> list[Found]:
    """Return the files below a folder that are to be read, and those that cannot be, by name."""
    root = Path(os.path.realpath(folder))
    return sorted(_walk(root, root), key=lambda found: found.name)


def document_ids(names: Collection[str]) -> dict[str, str]:
    """Return each file's document id: its stem, or where files share it, as much path as needed."""
    level = dict.fromkeys(names, 0)
    while True:
        ids = {name: _id_at(name, level[name]) for name in names}
        count = Counter(ids.values())
        rivals = [name for name in names if count[ids[name]] > 1 and level[name] < 2]
        if not rivals:
            return ids
        for name in rivals:
            level[name] += 1


def _id_at(name: str, level: int) -> str:
    path = PurePosixPath(name)
    return (path.stem, str(path.with_suffix("")), name)[level]


def _walk(folder: Path, root: Path) -> Iterator[Found]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        if folder != root:
            reason = f"is a folder that cannot be opened ({error.strerror})"
            yield _refused(folder, root, reason, "Give the bot read permission.")
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _entry(entry, root)


def _entry(entry: os.DirEntry[str], root: Path) -> Iterator[Found]:
    path = Path(entry.path)
    suffix = path.suffix.lower()
    wanted = suffix in READ_SUFFIXES or entry.name == FILE_NAME
    if entry.is_symlink() and _leaves(path, root):
        if wanted or path.is_dir():
            reason = "is a link out of the dossier folder, which is not followed"
            yield _refused(path, root, reason, "Put the file itself into the folder.")
    elif entry.is_dir():
        if wanted:
            remedy = "Files in it are read; rename it to be rid of this line."
            yield _refused(path, root, "is a folder, though named like a document", remedy)
        # A link to a folder inside would show the same files twice, or go round in circles.
        if not entry.is_symlink():
            yield from _walk(path, root)
    elif wanted:
        yield _file(path, root)
    elif suffix in _UNREAD_KINDS:
        kind = _UNREAD_KINDS[suffix]
        reason = f"is a {kind} file, a kind that is not read"
        yield _refused(path, root, reason, "Save its text as .txt, .md or .html.")


def _file(path: Path, root: Path) -> Found:
    name = _name(path, root)
    try:
        status = path.stat()
    except OSError as error:
        if path.is_symlink():
            return _refused(path, root, "is a link to nothing", "Mend the link, or delete it.")
        return _refused(path, root, f"cannot be opened ({error.strerror})", "Check the file.")
    if not stat.S_ISREG(status.st_mode):
        return _refused(path, root, "is no regular file", "Put a file in its place.")
    signature = Signature(
        status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
    )  # fmt: skip
    return Found(
        name,
        path,
        signature,
        is_manifest=path.name == FILE_NAME,
        is_word_list=path.name in WORD_LISTS,
    )


def _leaves(path: Path, root: Path) -> bool:
    target = Path(os.path.realpath(path))
    return target != root and root not in target.parents


def _refused(path: Path, root: Path, reason: str, remedy: str) -> Found:
    return Found(_name(path, root), path, error=FileUnopened(reason, remedy))


def _name(path: Path, root: Path) -> str:
    """Return a path below the folder with "/" in it; bytes that are no text are spelled out."""
    relative = path.relative_to(root).as_posix()
    return relative.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
