"""The top of a page: section labels, title, standfirst, byline and date, in any order."""

from collections.abc import Sequence

from retrieval.ingest.furniture import (
    Sign,
    is_labelled_date,
    is_name_line,
    is_section,
    is_trail,
)
from retrieval.ingest.lines import Line
from retrieval.model import Role

_STANDFIRST_WORDS = 8
_PROSE_ABOVE_DATE = 1


def mark_datelines(lines: Sequence[Line], *, structured: bool) -> None:
    """Dates and bylines stand above the article or below its standfirst; a chronicle has many."""
    bare = [line for line in lines if line.sign is Sign.DATE and not is_labelled_date(line.text)]
    prose = 0
    names = range(0) if structured else _names_below_standfirst(lines)
    for at, line in enumerate(lines):
        if not line.is_open or line.given is Role.HEADING or line.listed:
            continue
        near_top = prose <= _PROSE_ABOVE_DATE
        if line.sign is Sign.DATE:
            if is_labelled_date(line.text) or (len(bare) < 3 and near_top):
                line.role = Role.FURNITURE
        elif (line.sign is Sign.BYLINE and near_top and (prose or structured)) or (
            at in names and not structured
        ):
            line.role = Role.FURNITURE
        elif line.is_prose:
            prose += 1


def _names_below_standfirst(lines: Sequence[Line]) -> range:
    """Return where one or two names stand between the first two paragraphs: who wrote it, where."""
    left = [at for at, line in enumerate(lines) if line.is_open]
    prose = [at for at in left if lines[at].is_prose][:2]
    if len(prose) < 2 or lines[prose[0]].text.endswith((":", "：")):
        return range(0)
    between = [at for at in left if prose[0] < at < prose[1] and lines[at].sign is not Sign.DATE]
    dated = any(line.sign is Sign.DATE for line in lines[prose[0] : prose[1]])
    names = all(is_name_line(lines[at].text) and lines[at].words > 1 for at in between)
    return range(prose[0] + 1, prose[1]) if dated and names and len(between) <= 2 else range(0)


def mark_head(lines: Sequence[Line]) -> None:
    """Decide everything above the first line of prose: title, standfirst, byline, labels."""
    first = next((at for at, line in enumerate(lines) if line.is_open and line.is_prose), None)
    if first is None:
        _mark_notes(lines)
        return
    head = [line for line in lines[:first] if line.is_open and not line.listed]
    scraped = any(line.role is Role.FURNITURE for line in lines[:first])
    title = _title_among(head, scraped)
    above = title is not None
    for line in head:
        if line is title:
            line.role, above = Role.TITLE, False
        elif above or _is_head_label(line):
            line.role = Role.FURNITURE
    for line in lines[:first]:
        if line.is_open and line.listed and line.words <= 3:
            line.role = Role.FURNITURE
        elif line.is_open and line.words >= _STANDFIRST_WORDS:
            line.role = Role.PARAGRAPH


def _mark_notes(lines: Sequence[Line]) -> None:
    """A text without a sentence is a list or a note: its first line is the title of the others."""
    left = [line for line in lines if line.is_open]
    for at, line in enumerate(left):
        is_title = at == 0 and len(left) > 1 and not line.listed
        line.role = Role.TITLE if is_title else Role.PARAGRAPH


def _title_among(head: Sequence[Line], scraped: bool) -> Line | None:
    candidates = [
        line
        for line in head
        if line.sign in (Sign.NONE, Sign.BYLINE)
        and not is_trail(line.text)
        and not is_section(line.text)
    ]
    if not candidates:
        return None
    whole = [line for line in candidates if line.words >= 4 or len(line.text) >= 24]
    if whole:
        named = [line for line in whole if line.sign is Sign.NONE]
        return (named or whole)[0]
    if len(candidates) == 1 and candidates[0].words == 1 and scraped:
        return None
    return max(candidates, key=lambda line: line.words)


def _is_head_label(line: Line) -> bool:
    if line.sign is Sign.BYLINE or is_trail(line.text) or is_section(line.text):
        return True
    return line.sign is not Sign.DATE and is_name_line(line.text)
