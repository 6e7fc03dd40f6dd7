"""What can go wrong in retrieval, as one tree.

    RetrievalError
    ├── FolderNotFound            the dossier folder is missing or not a folder
    ├── IndexDamaged              the index on disk is not what was written; it is built anew
    └── DocumentUnreadable        one file cannot become a document; the others still can
        ├── FileTooLarge          over the size limit, so it was not read
        ├── FileEmpty             nothing but white space
        ├── FileNotText           binary, whatever its name says
        ├── FileUnopened          the system refused: permission, dangling link, not a file
        ├── NothingExtracted      a page without an article in it
        └── MetadataUnreadable    front matter or a manifest that cannot be parsed

"Nothing found" is no error; it is an `Abstention`.
"""

from pathlib import Path


class RetrievalError(Exception):
    """The root of everything this package raises on purpose."""


class FolderNotFound(RetrievalError):
    """The dossier folder is missing, or is not a folder."""

    def __init__(self, folder: Path) -> None:
        what = "is a file, not a folder" if folder.exists() else "does not exist"
        super().__init__(
            f"The dossier folder {folder} {what}. Create it and put .txt, .md or .html files in, "
            "or point DOSSIER_DIR (or --dossier) at another folder."
        )
        self.folder = folder


class IndexDamaged(RetrievalError):
    """The index on disk is not what was written there."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The index {path} is damaged: {reason}. It is built anew.")
        self.path = path
        self.reason = reason


class DocumentUnreadable(RetrievalError):
    """A file cannot become a document. The message is one line for a person."""


class FileTooLarge(DocumentUnreadable):
    """The file is over the size limit; it was not read."""

    def __init__(self, size_bytes: int, max_bytes: int) -> None:
        super().__init__(
            f"is {size_bytes / 1e6:.1f} MB and the limit is {max_bytes / 1e6:.1f} MB, so it was "
            "not read. Split it, or keep only the article's text."
        )
        self.size_bytes = size_bytes
        self.max_bytes = max_bytes


class FileEmpty(DocumentUnreadable):
    """The file holds nothing but white space."""

    def __init__(self) -> None:
        super().__init__("is empty, so there is nothing to quote. Fill it, or delete it.")


class FileNotText(DocumentUnreadable):
    """The file's bytes are not text, whatever its name says."""

    def __init__(self, looks_like: str | None) -> None:
        guess = f" (it looks like {looks_like})" if looks_like else ""
        super().__init__(
            f"is not a text file{guess}, whatever its name says. Save its text as UTF-8."
        )
        self.looks_like = looks_like


class FileUnopened(DocumentUnreadable):
    """The operating system would not give the file's content."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}. {remedy}")
        self.reason = reason
        self.remedy = remedy


class NothingExtracted(DocumentUnreadable):
    """A document was parsed and no article text was found in it."""

    def __init__(self) -> None:
        super().__init__(
            "has no article text that could be told apart from the page around it. "
            "Save the article itself as .txt or .md."
        )


class MetadataUnreadable(DocumentUnreadable):
    """Front matter or a manifest cannot be parsed.

    line: 1-based where the parser says so.
    """

    def __init__(self, what: str, cause: str, line: int | None = None) -> None:
        where = f" at line {line}" if line is not None else ""
        super().__init__(
            f"has {what} that cannot be read{where}: {cause}. "
            "Mend it; until then what it states stays unknown."
        )
        self.what = what
        self.cause = cause
        self.line = line
