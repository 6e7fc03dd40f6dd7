"""A quoted word or phrase: asked for exactly as it is written, and found only so.

Case does not count, nor which white space, hyphen or apostrophe is typed; everything else does:
no other form of the word, no other spelling, no synonym.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from retrieval.folding import clean

# What opens a quotation, and what may close it. One that opens with a single mark, which is also
# the apostrophe, does so before a letter, and closes behind one: "the workers' hall" opens none.
_PAIRS = {
    "“": "”“", "„": "“”", "”": "”", '"': '"”', "«": "»", "»": "«", "‹": "›", "「": "」", "＂": "＂",
    "‘": "’‘", "‚": "‘’", "'": "'", "’": "’", "`": "`´'",
}  # fmt: skip
_APOSTROPHES = frozenset("‘’'`‚")
# "Rock 'n' roll" quotes nothing, and neither do two marks with half a page between them.
_SHORTEST = 2
_LONGEST = 200
# A text with more quotations than this is no question that means each.
MOST = 8
_ENDS_SENTENCE = re.compile(r"[.?!؟…]\s|[?!؟]$")
_JOINED_BY = r"(?:\s+|\s*[-\u2010\u2011\u2013]\s*)"


def quotations(text: str) -> list[tuple[int, int]]:
    """Return where quoted words stand, without their marks; whole sentences are not meant so.

    No more than the first few.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text) and len(found) < MOST:
        end = _closing(text, at) if text[at] in _PAIRS else None
        if end is None:
            at += 1
            continue
        if _is_wording(text, at + 1, end):
            found.append((at + 1, end))
        at = end + 1
    return found


def holds_all(text: str, wordings: Iterable[str]) -> bool:
    """Return whether a text holds all of these wordings, each exactly."""
    written = clean(text).casefold()
    return all(_pattern(wording).search(written) for wording in wordings)


def _closing(text: str, at: int) -> int | None:
    """Return where the quotation that opens here closes; None where it does not."""
    opening = text[at]
    is_apostrophe = opening in _APOSTROPHES
    if is_apostrophe and (text[:at][-1:].isalnum() or not text[at + 1 : at + 2].isalnum()):
        return None
    ends = (_next(text, mark, at + 1, skip_inside=is_apostrophe) for mark in _PAIRS[opening])
    return min((end for end in ends if end is not None), default=None)


def _next(text: str, mark: str, at: int, *, skip_inside: bool) -> int | None:
    """Return where a mark stands next; those inside of words may be skipped."""
    farthest = at + _LONGEST
    end = text.find(mark, at, farthest)
    while skip_inside and end >= 0 and _is_inside_word(text, end):
        end = text.find(mark, end + 1, farthest)
    return end if end >= 0 else None


def _is_inside_word(text: str, at: int) -> bool:
    return text[at - 1].isspace() or text[at + 1 : at + 2].isalnum()


def _is_wording(text: str, start: int, end: int) -> bool:
    words = text[start:end].strip()
    return sum(map(str.isalnum, words)) >= _SHORTEST and not _ENDS_SENTENCE.search(words)


@lru_cache(maxsize=256)
def _pattern(wording: str) -> re.Pattern[str]:
    words = re.findall(r"[^\s\-\u2010\u2011\u2013]+", clean(wording).casefold().strip(" .,;:!?"))
    return re.compile(rf"(?<!\w){_JOINED_BY.join(map(re.escape, words))}(?!\w)")
