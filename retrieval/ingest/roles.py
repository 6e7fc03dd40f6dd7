"""Drafts to blocks: which piece is the title, a heading, a paragraph, or page furniture.

Each step below decides some pieces and leaves the others; what no step decides is a paragraph,
because a sentence of the article must not be lost. Where the format tells headings from
paragraphs (Markdown, HTML), only furniture is looked for.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.ingest.draft import Draft, Piece
from retrieval.ingest.furniture import (
    Sign,
    is_labelled_date,
    is_name_line,
    is_trail,
    sign_of,
)
from retrieval.ingest.layout import ends_sentence
from retrieval.ingest.parting import belongs_to_appeal, part_piece
from retrieval.ingest.phrases import words_of
from retrieval.ingest.repetition import key_of
from retrieval.ingest.tails import mark_tails
from retrieval.model import Block, Role

_LONGEST_HEADING_WORDS = 14
_LONGEST_CAPTION_WORDS = 35
_STANDFIRST_WORDS = 8
_LONGEST_LINK_LABEL_WORDS = 8
_PROSE_ABOVE_DATE = 1
_ALWAYS_FURNITURE = frozenset({Sign.WORDLESS, Sign.TAIL, Sign.LABEL, Sign.LINK, Sign.CAPTION})


@dataclass(slots=True)
class Line:
    """A piece on its way to a block. role: None as long as no step has decided."""

    text: str
    group: int
    role: Role | None
    given: Role | None
    sign: Sign
    listed: bool
    appeal: bool
    words: int

    @property
    def is_open(self) -> bool:
        """Whether the line may still become anything."""
        return self.role is None

    @property
    def is_prose(self) -> bool:
        """Whether the line reads as a sentence or more, rather than as a headline or label."""
        return not looks_like_headline(self.text, self.words)


def looks_like_headline(text: str, words: int) -> bool:
    """Return whether a line ends without a full stop, or is one short question."""
    if words > 30 or len(text) > 200:
        return False
    if not ends_sentence(text):
        return True
    return text.rstrip(" '\"’”»").endswith(("?", "؟", "？")) and words <= 14 and ". " not in text


def assign_roles(draft: Draft, repeated: Collection[int] = frozenset()) -> tuple[Block, ...]:
    """Return the blocks of a draft in order; all its text is in them.

    repeated: keys of lines and sentences that are furniture because many documents hold them.
    """
    lines = [line for piece in draft.pieces for line in _lines(piece, repeated)]
    _mark_signs(lines)
    _spread_appeals(lines)
    _mark_duplicates(lines)
    _mark_caption_twins(lines)
    _mark_datelines(lines, structured=draft.structured)
    if draft.structured:
        mark_tails(lines)
        _keep_given_roles(lines)
    else:
        _mark_head(lines)
        mark_tails(lines)
        _mark_link_leads(lines)
        _mark_headings(lines)
    _mark_empty_headings(lines)
    return tuple(Block(line.role or Role.PARAGRAPH, line.text) for line in lines)


def _lines(piece: Piece, repeated: Collection[int]) -> Iterator[Line]:
    sign = Sign.LINK if piece.linked else sign_of(piece.text)
    whole = _line(piece, piece.text, piece.role, sign)
    if piece.role in (Role.TITLE, Role.FURNITURE):
        yield whole
    elif piece.role is Role.HEADING or sign in _ALWAYS_FURNITURE:
        whole.role = None
        yield whole
    elif repeated and key_of(piece.text) in repeated:
        whole.role = Role.FURNITURE
        yield whole
    else:
        yield from _parted(piece, sign, repeated)


def _parted(piece: Piece, sign: Sign, repeated: Collection[int]) -> Iterator[Line]:
    parts = part_piece(piece.text, repeated)
    for part in parts:
        role = Role.FURNITURE if part.furniture else None
        own_sign = sign if len(parts) == 1 else sign_of(part.text)
        yield replace(_line(piece, part.text, role, own_sign), appeal=part.appeal)


def _line(piece: Piece, text: str, role: Role | None, sign: Sign) -> Line:
    count = len(words_of(text))
    return Line(text, piece.group, role, piece.role, sign, piece.listed, False, count)


def _mark_signs(lines: Sequence[Line]) -> None:
    for line in lines:
        if line.is_open and line.sign in _ALWAYS_FURNITURE:
            line.role = Role.FURNITURE


def _spread_appeals(lines: Sequence[Line]) -> None:
    """Take the pieces beside an appeal with it where they speak of us and to you."""
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        beside = False
        for at in order:
            line = lines[at]
            if beside and line.is_open and line.given is None and belongs_to_appeal(line.text):
                line.role, line.appeal = Role.FURNITURE, True
            beside = line.appeal or (beside and line.role is Role.FURNITURE)


def _mark_duplicates(lines: Sequence[Line]) -> None:
    """A caption stands twice in a row (as alternative text and below); a pull quote later again."""
    first_at: dict[int, int] = {}
    previous = -1
    for at, line in enumerate(lines):
        if line.sign is Sign.WORDLESS:
            continue
        earlier = first_at.setdefault(key_of(line.text), at)
        if earlier != at and line.is_open and _may_repeat(line):
            line.role = Role.FURNITURE
            in_a_row = previous == earlier
            if lines[earlier].is_open and _goes_too(lines, earlier, in_a_row=in_a_row):
                lines[earlier].role = Role.FURNITURE
        previous = at


def _may_repeat(line: Line) -> bool:
    """Return whether a second time means furniture; a short heading may well come twice."""
    return line.is_prose or line.words > 4 or _is_short_name(line)


def _goes_too(lines: Sequence[Line], at: int, *, in_a_row: bool) -> bool:
    """Return whether the first of two equal lines is furniture as well."""
    if in_a_row and _is_caption_pair(lines, at):
        return True
    return at > 0 and _is_short_name(lines[at])


def _is_short_name(line: Line) -> bool:
    return is_name_line(line.text) and line.words <= 4 and not line.is_prose


def _is_caption_pair(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if line.words > _LONGEST_CAPTION_WORDS:
        return False
    above = [other for other in lines[:at] if other.is_open and other.words >= 4]
    return line.is_prose or bool(above)


def _mark_caption_twins(lines: Sequence[Line]) -> None:
    """The alternative text of a picture is the start of the caption beside it."""
    for at, line in enumerate(lines):
        if line.sign is not Sign.CAPTION:
            continue
        caption = words_of(line.text)
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(lines) and lines[beside].is_open:
                words = words_of(lines[beside].text)
                if len(words) >= 3 and caption[: len(words)] == words:
                    lines[beside].role = Role.FURNITURE


def _keep_given_roles(lines: Sequence[Line]) -> None:
    for line in lines:
        if line.is_open:
            line.role = line.given or Role.PARAGRAPH


def _mark_datelines(lines: Sequence[Line], *, structured: bool) -> None:
    """Dates and bylines stand above the article or below its standfirst; a chronicle has many."""
    bare = [line for line in lines if line.sign is Sign.DATE and not is_labelled_date(line.text)]
    prose = 0
    for line in lines:
        if not line.is_open or line.given is Role.HEADING or line.listed:
            continue
        near_top = prose <= _PROSE_ABOVE_DATE
        if line.sign is Sign.DATE:
            if is_labelled_date(line.text) or (len(bare) < 3 and near_top):
                line.role = Role.FURNITURE
        elif line.sign is Sign.BYLINE and near_top and (prose or structured):
            line.role = Role.FURNITURE
        elif line.is_prose:
            prose += 1


def _mark_head(lines: Sequence[Line]) -> None:
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
        if line.sign in (Sign.NONE, Sign.BYLINE) and not is_trail(line.text)
    ]  # fmt: skip
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
    if line.sign is Sign.BYLINE or is_trail(line.text):
        return True
    return line.sign is not Sign.DATE and is_name_line(line.text)


def _mark_link_leads(lines: Sequence[Line]) -> None:
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


def _mark_headings(lines: Sequence[Line]) -> None:
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


def _mark_empty_headings(lines: Sequence[Line]) -> None:
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
