"""Plain text to pieces: lines, with hard-wrapped ones joined into the paragraphs they were.

Scraped text separates paragraphs by one newline or by blank lines, and mail-like text wraps at a
column. A line was wrapped when the next line's first word would not have fitted behind it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.ingest.draft import Piece
from retrieval.model import Role

_BULLET = re.compile(r"^(?:[-*•‣▪◦●–—·]|\(?\d{1,2}[.)])\s+(?=\S)")
_HASHES = re.compile(r"^#{1,6}\s+(?=\S)")
_CLOSING_HASHES = re.compile(r"\s#+$")
_SENTENCE_END = re.compile(r"[.!?…:;。！？؟۔։।]\s?['\"’”»)\]]*$")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]")
_BROKEN_WORD = re.compile(r"\w[-\u2010]$")
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"

# Mail and plain-text pages wrap at 60 to 100 columns; a wider line was never wrapped.
_WIDEST_COLUMN = 105
_NARROWEST_COLUMN = 40


def pieces_of(text: str) -> list[Piece]:
    """Return the lines of a text in order, wrapped ones joined, each without white space around.

    A line of `#` marks in front is a heading; a bullet or number in front makes a listed piece,
    and stays part of its text.
    """
    groups = _groups(text)
    column = _column(groups)
    return [
        piece
        for number, lines in enumerate(groups)
        for line in _joined(lines, column)
        for piece in _piece(line, number)
    ]


def ends_sentence(text: str) -> bool:
    """Return whether a line ends as a sentence does, closing quotes and brackets aside."""
    return bool(_SENTENCE_END.search(text.rstrip()))


def is_bare_link(text: str) -> bool:
    """Return whether a line is one or more addresses, with at most a bullet in front."""
    bare = _BULLET.sub("", text)
    return bool(_URL.search(bare)) and not re.search(r"[^\W_]{2,}", _URL.sub("", bare))


def _groups(text: str) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip(_INVISIBLE + " \t").strip():
            groups[-1].append(line.rstrip())
        elif groups[-1]:
            groups.append([])
    return [lines for lines in groups if lines]


def _piece(line: str, group: int) -> list[Piece]:
    text = line.strip(_INVISIBLE.replace("\u200c", "").replace("\u200d", "") + " \t").strip()
    heading = _HASHES.match(text)
    if heading:
        bare = _CLOSING_HASHES.sub("", text[heading.end() :]).rstrip()
        return [Piece(bare, group, Role.HEADING)]
    listed = bool(_BULLET.match(text))
    linked = is_bare_link(text) or (listed and _names_a_link(text))
    return [Piece(text, group, listed=listed, linked=linked)] if text else []


def _names_a_link(text: str) -> bool:
    """Return whether a list item is a few words and the address they stand for."""
    words = _URL.sub("", text).split()
    return bool(_URL.search(text)) and len(words) <= 8 and not ends_sentence(text)


def _column(groups: Sequence[Sequence[str]]) -> int | None:
    """Return the column at which a text is wrapped, or None when it is not.

    It is wrapped when most lines that are followed by another are full, and most of the full ones
    break off inside a sentence.
    """
    lengths = sorted(len(line) for lines in groups for line in lines if " " in line.strip())
    if not lengths or len(lengths) < 3:
        return None
    fitting = [length for length in lengths if length <= _WIDEST_COLUMN]
    # A few lines may be longer: an address, a table. The wrapped ones are by far the most.
    if len(fitting) < 0.9 * len(lengths):
        return None
    column = fitting[-1]
    if column < _NARROWEST_COLUMN:
        return None
    pairs = [pair for lines in groups for pair in pairwise(lines)]
    full = [line for line, following in pairs if _is_full(line, following, column)]
    broken = [line for line in full if not ends_sentence(line)]
    wraps = len(full) >= 2 and len(full) >= 0.5 * len(pairs) and len(broken) >= 0.6 * len(full)
    return column if wraps else None


def _is_full(line: str, following: str, column: int) -> bool:
    first = following.split(maxsplit=1)[0]
    width = 1 if _UNSPACED.match(first) else len(first) + 1
    # Wrapping programs differ by a character or two in what they count.
    return len(line) + width > column - 2


def _joined(lines: Sequence[str], column: int | None) -> list[str]:
    joined = [lines[0]]
    last = lines[0]
    for line in lines[1:]:
        if _continues(last, line, column):
            joined[-1] = _join(joined[-1], line.strip())
        else:
            joined.append(line)
        last = line
    return joined


def _continues(line: str, following: str, column: int | None) -> bool:
    start = following.lstrip()
    if _BULLET.match(start) or _HASHES.match(start) or is_bare_link(line) or is_bare_link(start):
        return False
    cased_middle = start[:1].islower() and not ends_sentence(line) and len(line) > 30
    if column is None:
        # Even where nothing else is wrapped, no paragraph starts in lower case after a comma.
        return cased_middle and len(line) <= _WIDEST_COLUMN
    if len(line) > _WIDEST_COLUMN:
        return False
    if _BROKEN_WORD.search(line) and start[:1].isalpha():
        return True
    indented = following[:1].isspace() and not line[:1].isspace()
    if indented and ends_sentence(line):
        return False
    return cased_middle or _is_full(line, following, column)


def _join(first: str, second: str) -> str:
    if _UNSPACED.match(first[-1]) and _UNSPACED.match(second):
        return first + second
    # A word broken at its own hyphen: "North-" and "South".
    if _BROKEN_WORD.search(first) and second[:1].isalpha():
        return first + second
    return f"{first} {second}"
