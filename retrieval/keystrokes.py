"""How likely one word was typed for another: an edit distance that knows fingers and keyboards."""

from functools import cache

# What an error costs; 1 is a letter replaced by one that neither hand nor ear confuses. Chosen on
# generated errors in words of the invented dossiers: `python -m tests.evaluation.typos`.
SWAPPED = 0.6
DOUBLED = 0.5
MISSING = 0.8
EXTRA = 0.8
NEIGHBOUR_KEY = 0.7
OTHER_VOWEL = 0.75
OTHER_LETTER = 1.0
FIRST_LETTER = 0.4

_ROWS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("qwertzuiop", "asdfghjkl", "yxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    ("ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو"),
)
_VOWELS = frozenset("aeiouyаеиоуыэюя")


def typing_cost(typed: str, meant: str, most: float = 9.0) -> float:
    """Return what it costs to have typed one word for the other; more than `most` if it exceeds it.

    Letters missing, too many, replaced or swapped are counted, those of a doubled letter less, an
    error in the first letter more.
    """
    before: list[float] = []
    row = [_start(column) for column in range(len(meant) + 1)]
    for i, letter in enumerate(typed):
        two_before, before = before, row
        row = [_start(i + 1)]
        for j, other in enumerate(meant):
            at_start = FIRST_LETTER if i == j == 0 else 0.0
            cost = min(
                before[j] + (0.0 if letter == other else _replaced(letter, other) + at_start),
                before[j + 1] + (DOUBLED if typed[i - 1 : i] == letter else EXTRA),
                row[j] + (DOUBLED if meant[j - 1 : j] == other else MISSING),
            )
            if i and j and letter == meant[j - 1] and other == typed[i - 1] and letter != other:
                cost = min(cost, two_before[j - 1] + SWAPPED)
            row.append(cost)
        if min(row) > most and (not before or min(before) > most):
            return most + 1
    return row[-1]


def _start(letters: int) -> float:
    return letters * EXTRA + (FIRST_LETTER if letters else 0.0)


def _replaced(letter: str, other: str) -> float:
    if other in _neighbours().get(letter, ()):
        return NEIGHBOUR_KEY
    return OTHER_VOWEL if letter in _VOWELS and other in _VOWELS else OTHER_LETTER


@cache
def _neighbours() -> dict[str, set[str]]:
    """Return the keys beside each key, on any of the keyboards."""
    found: dict[str, set[str]] = {}
    for rows in _ROWS:
        for nth, row in enumerate(rows):
            for place, key in enumerate(row):
                beside = row[max(place - 1, 0) : place + 2]
                above = rows[nth - 1][place : place + 2] if nth else ""
                for other in set(beside + above) - {key}:
                    found.setdefault(key, set()).add(other)
                    found.setdefault(other, set()).add(key)
    return found
