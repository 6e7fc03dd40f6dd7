"""One file to a draft: its bytes within the limits, its text, and the reader of its kind."""

from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from retrieval.errors import FileTooLarge, FileUnopened
from retrieval.ingest.decoding import decode
from retrieval.ingest.draft import Draft
from retrieval.ingest.plain import read_plain
from retrieval.ingest.scanning import MARKDOWN_SUFFIXES, WEBPAGE_SUFFIXES, Found


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read. max_file_bytes: a larger file is refused by its size, unread."""

    max_file_bytes: int = 20_000_000


def read_draft(found: Found, limits: Limits) -> Draft:
    """Return the draft of a file.

    Raises DocumentUnreadable, in one of its kinds, with a line for a person.
    """
    data = read_bytes(found, limits)
    suffix = PurePosixPath(found.name).suffix.lower()
    if suffix in WEBPAGE_SUFFIXES:
        from retrieval.ingest.webpage import declared_charset, read_webpage  # noqa: PLC0415

        decoded = decode(data, declared_charset(data))
        draft = read_webpage(decoded.text)
    elif suffix in MARKDOWN_SUFFIXES:
        from retrieval.ingest.markdown import read_markdown  # noqa: PLC0415

        decoded = decode(data)
        draft = read_markdown(decoded.text)
    else:
        decoded = decode(data)
        draft = read_plain(decoded.text)
    if decoded.problem is None:
        return draft
    return replace(draft, problems=(decoded.problem, *draft.problems))


def read_bytes(found: Found, limits: Limits) -> bytes:
    """Return a file's bytes, never more than the limit; raises FileTooLarge or FileUnopened."""
    if found.error is not None:
        raise found.error
    size = found.signature.size if found.signature else 0
    if size > limits.max_file_bytes:
        raise FileTooLarge(size, limits.max_file_bytes)
    try:
        with found.path.open("rb") as file:
            data = file.read(limits.max_file_bytes + 1)
    except OSError as error:
        reason = f"cannot be opened ({error.strerror})"
        raise FileUnopened(reason, "Give the bot permission to read it.") from error
    if len(data) > limits.max_file_bytes:
        raise FileTooLarge(len(data), limits.max_file_bytes)
    return data
