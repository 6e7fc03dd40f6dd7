"""The short lines of a page's body: headings, lists, and labels of what is furniture."""

from collections.abc import Sequence

from retrieval.ingest.furniture import Sign, is_name_line
from retrieval.ingest.lines import Line
from retrieval.model import Role

_LONGEST_HEADING_WORDS = 14
_LONGEST_LINK_LABEL_WORDS = 8


def mark_link_leads(lines: Sequence[Line]) -> None:
    """The line that announces a list of links goes with it, and so does the label above both."""
    links = False
    for line in reversed(lines):
        if links and line.is_open and not line.listed:
            announces = line.text.rstrip().endswith((":", "：")) and ". " not in line.text
            label = not line.is_prose and line.words <= _LONGEST_LINK_LABEL_WORDS
            if (announces and line.words <= 30) or label:
                line.role = Role.FURNITURE
            links = announces and line.words <= 30
        else:
            links = line.sign is Sign.LINK


def mark_headings(lines: Sequence[Line]) -> None:
    """Decide the short lines of the body by what stands around them."""
    left = [line for line in lines if line.role is not Role.FURNITURE]
    last_prose = max((at for at, line in enumerate(left) if line.is_prose), default=-1)
    rows = _rows(left)
    for at, line in enumerate(left):
        if not line.is_open:
            continue
        if line.given is Role.HEADING:
            line.role = Role.HEADING
        elif line.listed or line.is_prose or line.words > _LONGEST_HEADING_WORDS:
            line.role = Role.PARAGRAPH
        elif at > last_prose:
            line.role = _role_at_end(line, left[at + 1 :])
        else:
            line.role = _role_in_row(at, rows[at], left)


def _rows(lines: Sequence[Line]) -> dict[int, range]:
    """Return, for each short line, the stretch of short lines that it stands in."""
    rows: dict[int, range] = {}
    start = 0
    for at in range(len(lines) + 1):
        if at == len(lines) or lines[at].is_prose or lines[at].listed or not lines[at].is_open:
            rows |= dict.fromkeys(range(start, at), range(start, at))
            start = at + 1
    return rows


def _role_in_row(at: int, row: range, lines: Sequence[Line]) -> Role:
    """Short lines above prose are headings, unless there are more than two, or a colon above."""
    announced = row.start > 0 and lines[row.start - 1].text.endswith((":", "："))
    if announced and len(row) > 1:
        return Role.PARAGRAPH
    return Role.HEADING if len(row) <= 2 or at == row.stop - 1 else Role.PARAGRAPH


def _role_at_end(line: Line, below: Sequence[Line]) -> Role:
    if below and below[0].listed:
        return Role.HEADING
    label = line.sign in (Sign.BYLINE, Sign.DATE) or is_name_line(line.text)
    return Role.FURNITURE if label else Role.PARAGRAPH


def mark_empty_headings(lines: Sequence[Line]) -> None:
    """A heading with nothing but furniture below it is a label of that furniture."""
    pending: list[Line] = []
    furniture = False
    for line in lines:
        if line.role is Role.PARAGRAPH:
            pending, furniture = [], False
        elif line.role is Role.HEADING:
            if furniture:
                _empty(pending)
                pending = []
            pending.append(line)
            furniture = False
        elif line.role is Role.FURNITURE and line.sign is not Sign.WORDLESS:
            furniture = True
    _empty(pending)


def _empty(headings: Sequence[Line]) -> None:
    for line in headings:
        line.role = Role.FURNITURE
