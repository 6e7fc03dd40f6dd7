"""A stemmer for Azerbaijani, which Snowball lacks: the longest suffix goes, again and again.

The suffixes are data, with vowel harmony spelled out; see `lexicon/suffixes/az.txt` for how they
chain. Some bare stems lose an ending that only looks like one; their inflected forms lose it too,
so they still meet.
"""

from functools import cache
from importlib import resources

SHORTEST_STEM = 3


def stem_azerbaijani(word: str) -> str:
    """Return the stem of a word in lower case, dotless ı told from i."""
    suffixes, longest = _suffixes(), _longest()
    while True:
        most = min(longest, len(word) - SHORTEST_STEM)
        ending = next((n for n in range(most, 0, -1) if word[-n:] in suffixes), 0)
        if not ending:
            return word
        word = word[:-ending]


@cache
def _suffixes() -> frozenset[str]:
    file = resources.files("retrieval.lexicon") / "suffixes" / "az.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def _longest() -> int:
    return max(map(len, _suffixes()), default=0)
