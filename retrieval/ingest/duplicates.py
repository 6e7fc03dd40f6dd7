"""What a page says twice: captions, bylines, pull quotes."""

from collections.abc import Sequence

from retrieval.ingest.furniture import Sign, is_name_line
from retrieval.ingest.lines import Line
from retrieval.ingest.phrases import words_of
from retrieval.ingest.repetition import key_of
from retrieval.model import Role

_LONGEST_CAPTION_WORDS = 35


def mark_duplicates(lines: Sequence[Line]) -> None:
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


def mark_caption_twins(lines: Sequence[Line]) -> None:
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
