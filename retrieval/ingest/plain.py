"""Plain text as scraped, or as written, to a draft."""

import re
from dataclasses import replace

from retrieval.errors import FileEmpty
from retrieval.ingest.draft import Draft, Piece
from retrieval.ingest.front_matter import split_front_matter
from retrieval.ingest.layout import pieces_of
from retrieval.ingest.metadata import Metadata, read_date, read_metadata
from retrieval.ingest.phrases import phrases, words_of
from retrieval.model import Role

# A page states its date near the top.
_PIECES_OF_HEAD = 12

_DATE = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|\d{1,2}\.\d{1,2}\.\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\.?,?\s+\d{4}"
    r"|[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
)
_LABELLED = re.compile(
    rf"^(?P<label>[^\W\d_][^\d\n:：]{{1,40}}?)\s*[:：]?\s*(?P<date>{_DATE})(?!\d)"
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
        found = _LABELLED.match(piece.text)
        if found is None or not phrases("published").equal(words_of(found["label"])):
            continue
        rest = piece.text[found.end() :].strip()
        # "Published on 3 March 2024, the report ..." is a sentence.
        if rest and not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "|•·–—-"):
            continue
        try:
            published = read_date(found["date"])
        except ValueError:
            continue
        label = replace(piece, text=found[0].strip(), role=Role.FURNITURE)
        remainder = [replace(piece, text=rest)] if rest else []
        return [*pieces[:at], label, *remainder, *pieces[at + 1 :]], Metadata(published=published)
    return pieces, Metadata()
