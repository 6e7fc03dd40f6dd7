"""An HTML page to a draft: the article through trafilatura, metadata from the page's own tags.

trafilatura is only imported when there is a page to read; it takes a third of a second and some
30 MB. Its own metadata is not used: it guesses dates and names where the page states none.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from retrieval.errors import NothingExtracted
from retrieval.ingest.draft import Draft, Piece
from retrieval.ingest.metadata import Metadata, read_metadata
from retrieval.model import Role

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
# Many pages part their paragraphs by empty lines, which trafilatura takes for spaces. A letter that
# no text uses is carried through it in their place.
_PARTING = "\ue000"
_EMPTY_LINES = re.compile(r"(?:<br\s*/?>(?:\s|&nbsp;)*){2,}", re.IGNORECASE)
_SITE_SUFFIX = re.compile(r"\s+[|–—-]\s+")

_ARTICLE_TYPES = ("article", "posting", "report", "webpage")

# Where a page states each field, the surest first; each is an XPath on the whole page.
_META = "//meta[translate(@{0},'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')='{1}']/@content"  # noqa: E501
_DATES = (
    _META.format("property", "article:published_time"),
    _META.format("name", "article:published_time"),
    _META.format("itemprop", "datepublished"),
    _META.format("property", "og:published_time"),
    _META.format("name", "dc.date.issued"),
    _META.format("name", "dc.date"),
    _META.format("name", "dcterms.date"),
    _META.format("name", "date"),
    _META.format("name", "pubdate"),
    _META.format("name", "publish-date"),
    _META.format("name", "citation_publication_date"),
    "//time[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime",
)
_TITLES = (_META.format("property", "og:title"), _META.format("name", "twitter:title"))
_PUBLISHERS = (
    _META.format("property", "og:site_name"),
    _META.format("name", "dc.publisher"),
    _META.format("name", "application-name"),
)
_URLS = ("//link[@rel='canonical']/@href", _META.format("property", "og:url"))
_LANGUAGES = (
    "/html/@lang",
    _META.format("property", "og:locale"),
    _META.format("http-equiv", "content-language"),
)


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that a page names in its first kilobytes, or None."""
    head = data[:4096]
    found = _CHARSET.search(head) or _XML_ENCODING.search(head)
    return found[1].decode("ascii", "ignore") if found else None


def read_webpage(text: str) -> Draft:
    """Return a page's draft.

    Raises NothingExtracted when no article can be told apart from the page around it.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - see above
    from trafilatura.utils import load_html  # noqa: PLC0415

    tree = load_html(_EMPTY_LINES.sub(f" {_PARTING} ", text))
    if tree is None:
        raise NothingExtracted
    metadata, problems = _metadata(tree)
    heading = _only_heading(tree)
    document = bare_extraction(
        tree, with_metadata=False, include_comments=False, include_tables=True, favor_recall=True
    )
    body = getattr(document, "body", None)
    pieces = list(_pieces(body)) if body is not None else []
    if not any(piece.role is None for piece in pieces):
        raise NothingExtracted
    title = metadata.title or heading
    return Draft(
        tuple(_titled(pieces, title, heading)),
        metadata.over(Metadata(title=title)),
        structured=True,
        problems=tuple(problems),
    )


def _metadata(tree: Any) -> tuple[Metadata, list[str]]:
    linked = _linked_data(tree)
    publisher = _first(tree, _PUBLISHERS) or _name_of(linked.get("publisher"))
    stated = {
        "title": _first(tree, _TITLES) or linked.get("headline") or _page_title(tree, publisher),
        "publisher": publisher,
        "date": _first(tree, _DATES) or linked.get("datePublished"),
        "url": _first(tree, _URLS) or linked.get("url"),
        "language": _first(tree, _LANGUAGES) or linked.get("inLanguage"),
    }
    # A relative canonical link, or a language written out, states nothing that could be used; a
    # page's author will not mend it, so only the date, which a reader would miss, gives a line.
    metadata, problems = read_metadata(stated)
    return metadata, [problem for problem in problems if problem.startswith("states date")]


def _first(tree: Any, paths: tuple[str, ...]) -> str | None:
    for path in paths:
        for value in tree.xpath(path):
            text = " ".join(str(value).split())
            if text:
                return text
    return None


def _page_title(tree: Any, publisher: str | None) -> str | None:
    """Return the <title>, without the publisher's name behind it."""
    found = _first(tree, ("//head/title/text()", "//title/text()"))
    if found is None or publisher is None:
        return found
    *parts, last = _SITE_SUFFIX.split(found)
    if parts and last.casefold() == publisher.casefold():
        return found[: len(found) - len(last)].rstrip(" |–—-")
    return found


def _only_heading(tree: Any) -> str | None:
    headings = tree.xpath("//h1")
    text = " ".join(headings[0].text_content().split()) if len(headings) == 1 else ""
    return text or None


def _linked_data(tree: Any) -> dict[str, object]:
    """Return the JSON-LD object that describes the article, or an empty one."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(str(script))
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kinds = thing.get("@type")
            kind = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
            if any(name in kind.lower() for name in _ARTICLE_TYPES):
                return thing
    return {}


def _things(data: object) -> Iterator[dict[str, object]]:
    found = data if isinstance(data, list) else [data]
    for thing in found:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph if isinstance(inner, dict))


def _name_of(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    name = value.get("name") if isinstance(value, dict) else value
    return name if isinstance(name, str) else None


def _pieces(body: Any) -> Iterator[Piece]:
    for group, element in enumerate(body):
        yield from _pieces_of(element, group)


def _pieces_of(element: Any, group: int) -> Iterator[Piece]:
    """Yield the pieces of one element of trafilatura's tree: p, head, list, quote, table, code."""
    if element.tag == "head":
        yield from _piece(element, group, Role.HEADING)
    elif element.tag == "list":
        for item in element.iter("item"):
            yield from _piece(item, group, None, listed=True)
    elif element.tag == "table":
        for row in element.iter("row"):
            cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell")]
            row_text = " | ".join(cell for cell in cells if cell)
            yield from _text_pieces(row_text.replace(_PARTING, ""), group)
    elif element.tag == "quote" and len(element):
        yield from _text_pieces(element.text, group)
        for inner in element:
            yield from _pieces_of(inner, group)
            yield from _text_pieces(inner.tail, group)
    elif element.tag != "graphic":
        yield from _piece(element, group, None)
    yield from _text_pieces(element.tail if element.getparent().tag == "body" else None, group)


def _piece(element: Any, group: int, role: Role | None, *, listed: bool = False) -> Iterator[Piece]:
    nested = {"item", "list"} if element.tag == "item" else set()
    for piece in _text_pieces("".join(_own_text(element, nested)), group):
        yield replace(piece, role=role, listed=listed)


def _own_text(element: Any, nested: set[str]) -> Iterator[str]:
    """Yield an element's words, without those of the items nested in it."""
    yield element.text or ""
    for child in element:
        if child.tag not in nested:
            yield " " if child.tag == "lb" else ""
            yield from _own_text(child, nested)
        yield child.tail or ""


def _text_pieces(text: str | None, group: int) -> Iterator[Piece]:
    for part in (text or "").split(_PARTING):
        folded = " ".join(part.split())
        if folded:
            yield Piece(folded, group)


def _titled(pieces: list[Piece], title: str | None, heading: str | None) -> Iterator[Piece]:
    """Yield the pieces with the title marked; the page repeats it in its first heading."""
    wanted = {" ".join(text.casefold().split()) for text in (title, heading) if text}
    for piece in pieces:
        is_title = piece.role is Role.HEADING and piece.text.casefold() in wanted
        yield Piece(piece.text, piece.group, Role.TITLE) if is_title else piece
        if is_title:
            wanted = set()
