"""What a reader makes of one file, before its neighbours are known.

Whether a line is page furniture can depend on the other documents (what many pages repeat is no
part of any article), so a reader hands on a draft, and `roles` turns drafts into blocks.
"""

from dataclasses import dataclass

from retrieval.errors import MetadataUnreadable
from retrieval.ingest.metadata import Metadata
from retrieval.model import Role


@dataclass(frozen=True, slots=True)
class Piece:
    """One line or paragraph of a file.

    group: counts stretches between blank lines, so pieces of one group stood together.
    role: what the format itself says (a Markdown heading); None where it says nothing.
    listed: an item of a list. linked: made of links and nothing else.
    """

    text: str
    group: int
    role: Role | None = None
    listed: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A parsed file.

    structured: the format tells headings from paragraphs, so roles need not be guessed.
    problems: lines for a person about metadata that had to be left out. broken: front matter is
    there and cannot be parsed. has_stated_metadata: front matter is there, readable or not.
    """

    pieces: tuple[Piece, ...]
    metadata: Metadata
    structured: bool = False
    problems: tuple[str, ...] = ()
    broken: MetadataUnreadable | None = None
    has_stated_metadata: bool = False
