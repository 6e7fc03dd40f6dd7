"""How likely one word was typed for another: an edit distance that knows fingers and ears."""

from functools import cache

# What an error costs; 1 is a letter replaced by one that neither hand nor ear confuses. Chosen on
# generated errors in words of the invented dossiers: `python -m tests.evaluation.typos`.
SWAPPED = 0.55
DOUBLED = 0.5
MISSING = 0.8
EXTRA = 0.8
NEIGHBOUR_KEY = 0.7
SOUNDS_ALIKE = 0.6
OTHER_VOWEL = 0.75
OTHER_LETTER = 1.0
FIRST_LETTER = 0.4

# Letters written for one another by people who write as they hear.
_ALIKE = (
    "f=ph k=ck k=ch k=c s=c z=s ks=x n=kn r=wr w=wh t=th ie=ei y=i ie=y ey=y ee=ea ee=ie e=ea "
    "oo=ou u=ou or=er ar=er re=er tion=sion tion=cion j=g j=dg kw=qu sh=ch c=sc s=sc f=gh g=gh "
    "ei=ai er=our or=our ance=ence ant=ent able=ible full=ful aw=au o=au"
)

_ROWS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("qwertzuiop", "asdfghjkl", "yxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    ("ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو"),
)
_LONGEST_SOUND = 4
VOWELS = frozenset("aeiouyаеиоуыэюя")


def typing_cost(typed: str, meant: str, most: float = 9.0) -> float:
    """Return what it costs to have typed one word for the other; more than `most` if it exceeds it.

    Letters missing, too many, replaced or swapped are counted, those of a doubled letter less, and
    letters that sound alike together; an error in the first letter more.
    """
    rows = [[_start(column) for column in range(len(meant) + 1)]]
    for i, letter in enumerate(typed):
        above = rows[-1]
        row = [_start(i + 1)]
        for j, other in enumerate(meant):
            at_start = FIRST_LETTER if i == j == 0 else 0.0
            cost = min(
                above[j] + (0.0 if letter == other else _replaced(letter, other) + at_start),
                above[j + 1] + (DOUBLED if typed[i - 1 : i] == letter else EXTRA),
                row[j] + (DOUBLED if meant[j - 1 : j] == other else MISSING),
            )
            if i and j and letter == meant[j - 1] and other == typed[i - 1] and letter != other:
                at_start = FIRST_LETTER / 2 if i == j == 1 else 0.0
                cost = min(cost, rows[-2][j - 1] + SWAPPED + at_start)
            for sound, same in _alike().get((letter, other), ()):
                if typed.endswith(sound, 0, i + 1) and meant.endswith(same, 0, j + 1):
                    before = rows[i + 1 - len(sound)][j + 1 - len(same)]
                    at_start = FIRST_LETTER / 2 if before == 0.0 and i < len(sound) else 0.0
                    cost = min(cost, before + SOUNDS_ALIKE + at_start)
            row.append(cost)
        rows.append(row)
        if min(map(min, rows[-_LONGEST_SOUND:])) > most:
            return most + 1
    return rows[-1][-1]


def respellings(word: str) -> set[str]:
    """Return what a word may be that was written as it is heard, one sound of it."""
    found = set()
    for pairs in _alike().values():
        for sound, same in pairs:
            at = word.find(sound)
            while at >= 0:
                found.add(word[:at] + same + word[at + len(sound) :])
                at = word.find(sound, at + 1)
    return found


def _start(letters: int) -> float:
    return letters * EXTRA + (FIRST_LETTER if letters else 0.0)


def _replaced(letter: str, other: str) -> float:
    if other in _neighbours().get(letter, ()):
        return NEIGHBOUR_KEY
    return OTHER_VOWEL if letter in VOWELS and other in VOWELS else OTHER_LETTER


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


@cache
def _alike() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return the spellings of one sound by the last letters of both, in both directions."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for pair in _ALIKE.split():
        one, other = pair.split("=")
        found.setdefault((one[-1], other[-1]), []).append((one, other))
        found.setdefault((other[-1], one[-1]), []).append((other, one))
    return found
