"""Plain text as scraped, or as written, to a draft."""

import re
from dataclasses import replace
from datetime import date

from retrieval.errors import FileEmpty
from retrieval.ingest.dates import find_date
from retrieval.ingest.draft import Draft, Piece
from retrieval.ingest.front_matter import split_front_matter
from retrieval.ingest.layout import pieces_of
from retrieval.ingest.metadata import Metadata, read_metadata
from retrieval.ingest.phrases import phrases, words_of
from retrieval.model import Role

# A page states its date near the top.
_PIECES_OF_HEAD = 12

_LABEL = re.compile(
    r"^([^\W\d_][^\d\n:：]{2,40}?)\s{0,3}[:：]?\s{0,3}"
    r"(?:\d{1,2}:\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?,?\s)?"
    r"(?=\d|[^\W\d_]{3,}\.? \d{1,2},? \d{4})"
)


def read_plain(text: str) -> Draft:
    """Return a text's draft: its pieces, and the metadata of its front matter and date label.

    Raises FileEmpty when nothing but front matter is in it.
    """
    front = split_front_matter(text)
    pieces = pieces_of(front.body)
    if not pieces:
        raise FileEmpty
    metadata, problems = read_metadata(front.stated)
    pieces, labelled = _take_date_label(pieces)
    return Draft(
        tuple(pieces),
        metadata.over(labelled),
        problems=tuple(problems),
        broken=front.error,
        has_stated_metadata=front.is_there,
    )


def _take_date_label(pieces: list[Piece]) -> tuple[list[Piece], Metadata]:
    """Part a label such as "date 2025-03-31" from what it is glued to, and read it."""
    for at, piece in enumerate(pieces[:_PIECES_OF_HEAD]):
        found = _labelled_date(piece.text)
        if found is None:
            continue
        published, end = found
        label = replace(piece, text=piece.text[:end].strip(), role=Role.FURNITURE)
        rest = piece.text[end:].strip()
        remainder = [replace(piece, text=rest)] if rest else []
        return [*pieces[:at], label, *remainder, *pieces[at + 1 :]], Metadata(published=published)
    return pieces, Metadata()


def _labelled_date(text: str) -> tuple[date, int] | None:
    """Return the day that a label at the start of a line states, and where it ends."""
    label = _LABEL.match(text)
    if label is None or not phrases("published").equal(words_of(label[1])):
        return None
    try:
        found = find_date(text[label.end() :])
    except ValueError:
        return None
    if found is None:
        return None
    published, length = found
    rest = text[label.end() + length :].strip()
    if rest.startswith("by ") and len(rest.split()) <= 6:
        return published, len(text)
    # "Published on 3 March 2024, the report ..." is a sentence.
    if rest and not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "|•·–—-"):
        return None
    return published, label.end() + length
