"""What is spelt right in English: the words of our own lists, and the forms that words may have."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import takewhile

from retrieval.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4
_SHORTEST_STEM = 3

_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ier", "y"), ("ily", "y"), ("es", ""), ("es", "e"), ("s", ""),
    ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("ers", ""),
    ("ers", "e"), ("est", ""), ("ly", ""), ("ness", ""), ("less", ""), ("ful", ""), ("able", ""),
    ("able", "e"), ("ment", ""), ("ments", ""), ("'s", ""), ("al", ""), ("ation", "e"),
    ("ion", ""), ("ion", "e"), ("or", "e"), ("or", ""), ("ity", ""), ("ity", "e"), ("ive", ""),
    ("ive", "e"), ("ist", ""), ("ism", ""), ("ship", ""), ("man", ""), ("men", ""),
)  # fmt: skip
_BEGINNINGS = ("un", "re", "non", "pre", "anti", "over", "under", "out", "mis", "dis", "in", "co")

# Endings that a word may have instead of one another.
_INFLECTIONS = frozenset(("", "s", "es", "d", "ed", "r", "er", "rs", "ers", "st", "est", "n", "y",
                          "ly", "e", "ing"))  # fmt: skip


@cache
def english_words() -> frozenset[str]:
    """Return the folded words of the English lists and of the translations' English side."""
    lexicon = files("retrieval.lexicon")
    texts = [_read(file) for file in lexicon.iterdir() if file.name.endswith("_en.txt")]
    texts += [_read(file) for file in lexicon.joinpath("synonyms", "en").iterdir()]
    texts += [_english_side(_read(f)) for f in lexicon.joinpath("translations").iterdir()]
    written = {word for text in texts for word in _WORD.findall(text)}
    return frozenset(word.lower() if word.isascii() else fold(word) for word in written)


def base_forms(word: str) -> Iterator[str]:
    """Yield a word and what it may be an English form of, whether or not there is such a word."""
    yield word
    for beginning in ("", *_BEGINNINGS):
        if word.startswith(beginning) and len(word) - len(beginning) >= _SHORTEST:
            bare = word[len(beginning) :]
            yield bare
            yield from _without_ending(bare)


def differ_in_ending(word: str, other: str) -> bool:
    """Return whether two words differ but in an ending, so that both may be right."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False))
    same = sum(1 for _ in alike)
    if word[same : same + 1] == word[same - 1 : same]:  # a letter doubled, as in "couldd"
        return False
    return same >= _SHORTEST - 1 and word[same:] in _INFLECTIONS and other[same:] in _INFLECTIONS


def _without_ending(word: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        is_doubled = not instead and stem.endswith(ending[0])
        if stem != word and len(stem) >= _SHORTEST_STEM and not is_doubled:
            yield stem + instead
            if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
                yield stem[:-1]


def _read(file: Traversable) -> str:
    lines = file.read_text(encoding="utf-8").splitlines() if file.name.endswith(".txt") else []
    return "\n".join(line for line in lines if not line.startswith("#"))


def _english_side(text: str) -> str:
    return "\n".join(line.partition(" = ")[2] for line in text.splitlines())
