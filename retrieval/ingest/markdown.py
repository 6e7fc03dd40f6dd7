"""Markdown to a draft: marks dropped, links reduced to their text, headings kept as headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from retrieval.errors import FileEmpty
from retrieval.ingest.draft import Draft, Piece
from retrieval.ingest.front_matter import split_front_matter
from retrieval.ingest.metadata import Metadata, read_metadata
from retrieval.model import Role

_TAG = re.compile(r"<[^<>]*>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DROPPED_ELEMENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_CELL_BREAK = " | "


def read_markdown(text: str) -> Draft:
    """Return a Markdown text's draft; its first top-level heading is the title.

    Raises FileEmpty when nothing but front matter is in it.
    """
    front = split_front_matter(text)
    metadata, problems = read_metadata(front.stated)
    pieces = [piece for piece in _pieces(_parser().parse(front.body)) if piece.text]
    if not pieces:
        raise FileEmpty
    pieces, title = _with_title(pieces, metadata.title)
    metadata = metadata.over(Metadata(title=title))
    return Draft(
        tuple(pieces),
        metadata,
        structured=True,
        problems=tuple(problems),
        broken=front.error,
        has_stated_metadata=front.is_there,
    )


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _with_title(pieces: list[Piece], stated: str | None) -> tuple[list[Piece], str | None]:
    """Make the first top-level heading the title, if it stands before any prose."""
    for at, piece in enumerate(pieces):
        if piece.role is Role.TITLE:
            others = [
                Piece(p.text, p.group, Role.HEADING) if p.role is Role.TITLE else p
                for p in pieces[at + 1 :]
            ]
            return [*pieces[:at], piece, *others], piece.text
    return pieces, stated


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Yield a piece for each heading, paragraph, list item, table row and block of code."""
    place = _Place()
    for token in tokens:
        place.enter(token)
        if token.type == "inline" and place.row is not None:
            place.row.append(_text_of(token))
        elif token.type == "inline":
            yield _piece(token, place)
        elif token.type == "tr_close" and place.row is not None:
            yield Piece(_CELL_BREAK.join(cell for cell in place.row if cell), place.group)
            place.row = None
        elif token.type in ("fence", "code_block"):
            yield Piece(token.content.strip("\n").rstrip(), place.group)
        elif token.type == "html_block":
            yield Piece(_without_tags(token.content), place.group)


@dataclass(slots=True)
class _Place:
    """Where in the document the tokens have come to. row: the cells so far, inside a table row."""

    group: int = 0
    items: int = 0
    row: list[str] | None = None
    role: Role | None = None

    def enter(self, token: Token) -> None:
        """Take note of what a token opens or closes."""
        if token.level == 0 and token.nesting >= 0:
            self.group += 1
        if token.type == "heading_open":
            self.role = Role.TITLE if token.tag == "h1" else Role.HEADING
        elif token.type == "heading_close":
            self.role = None
        elif token.type in ("list_item_open", "list_item_close"):
            self.items += token.nesting
        elif token.type == "tr_open":
            self.row = []


def _piece(token: Token, place: _Place) -> Piece:
    text = _text_of(token)
    if place.role is not None:
        return Piece(text, place.group, place.role)
    links = any(child.type in ("link_open", "image") for child in token.children or ())
    linked = links and not _outside_links(token)
    return Piece(text, place.group, listed=place.items > 0, linked=linked)


def _outside_links(token: Token) -> str:
    """Return the words of a piece that stand outside its links and pictures."""
    outside, depth = [], 0
    for child in token.children or ():
        if child.type in ("link_open", "link_close"):
            depth += child.nesting
        elif depth == 0 and child.type in ("text", "code_inline"):
            outside.append(child.content)
    return re.sub(r"[\W_]+", "", "".join(outside))


def _text_of(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "image"):
            parts.append(child.content)
        elif child.type != "html_inline" or child.content.lower().startswith("<br"):
            parts.append(" " if child.nesting == 0 else "")
    return re.sub(r"[ \t\n]+", " ", "".join(parts)).strip()


def _without_tags(html: str) -> str:
    text = _TAG.sub(" ", _COMMENT.sub(" ", _DROPPED_ELEMENT.sub(" ", html)))
    return " ".join(unescape(text).split())
