"""What is spelt right in English: the words of our own lists, and the forms that words may have."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from retrieval.folding import fold
from retrieval.word_sets import WordCounts, WordSet

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_AFTER_BEGINNING = 6
_SHORTEST_STEM = 3

_BEGINNINGS = ("un", "re", "non", "pre", "anti", "over", "under", "out", "mis", "dis")
# Endings before which a last e falls and a last consonant may be doubled.
_BEGIN_WITH_VOWEL = ("ed", "ing", "er", "ers", "est", "able")
_BEGIN_WITH_Y = (("ies", "y"), ("ied", "y"), ("ier", "y"), ("iers", "y"), ("iest", "y"),
                 ("ily", "y"), ("iness", "y"), ("iful", "y"))  # fmt: skip
_OTHER_ENDINGS = (
    ("'s", ""), ("ly", ""), ("bly", "ble"), ("ally", ""), ("lly", "l"), ("ness", ""), ("less", ""),
    ("ful", ""), ("fully", ""), ("ment", ""), ("ments", ""), ("al", ""), ("al", "e"), ("al", "a"),
    ("ation", "e"), ("ation", ""), ("ations", "e"), ("ations", ""), ("ion", ""), ("ion", "e"),
    ("ions", ""), ("ions", "e"), ("ity", ""), ("ity", "e"), ("ities", ""), ("ities", "e"),
    ("ive", ""), ("ive", "e"), ("ism", ""), ("ship", ""), ("ships", ""),
)  # fmt: skip
_NEEDS_ES = ("s", "x", "z", "ch", "sh")
_VOWELS = frozenset("aeiou")
_KEEP_E = ("ee", "oe", "ye")
_ENDS_IN_ONE_CONSONANT = re.compile(r"(?:^|[^aeiou]|qu)[aeiouy][^aeiouwxy]$")
_ENDS_IN_HARD_C = re.compile(r"[aeiou]c$")
_IS_ONE_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy]+[^aeiouy]+")


def english_words() -> WordSet:
    """Return the folded words of the English lists and of the translations' English side."""
    return english_counts().words


@cache
def english_counts() -> WordCounts:
    """Return how often each of english_words stands in the lists, which tells how usual it is.

    What has many synonyms, fields and translations is said more often than what has none.
    """
    counts: Counter[str] = Counter()
    for text in _texts():
        counts.update(_folded(text))
    return WordCounts(counts)


@cache
def english_names() -> WordSet:
    """Return those of english_words that are usual names, which have no regular forms."""
    return WordSet(_folded(_read(files("retrieval.lexicon").joinpath("names_en.txt"))))


def base_forms(word: str) -> Iterator[str]:
    """Yield a word and what it would be an English form of, were there such a word.

    By the rules of spelling: "stopped" is a form of "stop", "stoped" and "stopes" are of none.
    """
    yield word
    yield from _without_ending(word)
    for beginning in _BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= _SHORTEST_AFTER_BEGINNING:
            bare = word[len(beginning) :]
            yield bare
            yield from _without_ending(bare)


def inflections(word: str) -> tuple[str, ...]:
    """Return the forms in -s, -ed and -ing that an English word has if it has any."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"
    if word.endswith("e"):
        return f"{word}s", f"{word}d", f"{word[:-1]}ing"
    must_double = _ENDS_IN_ONE_CONSONANT.search(word) and _IS_ONE_SYLLABLE.fullmatch(word)
    stem = word + word[-1] if must_double else word
    if _ENDS_IN_HARD_C.search(word):
        stem += "k"
    return f"{word}es" if word.endswith(_NEEDS_ES) else f"{word}s", f"{stem}ed", f"{stem}ing"


def _without_ending(word: str) -> Iterator[str]:
    if word.endswith("s"):
        yield from _singular(word)
    for ending in _BEGIN_WITH_VOWEL:
        if word.endswith(ending):
            yield from _before_vowel(word.removesuffix(ending))
    for ending, instead in (*_BEGIN_WITH_Y, *_OTHER_ENDINGS):
        stem = word.removesuffix(ending)
        is_plays = instead == "y" and stem[-1:] in _VOWELS
        if stem != word and len(stem) >= _SHORTEST_STEM and not is_plays:
            yield stem + instead


def _singular(word: str) -> Iterator[str]:
    stem = word[:-1]
    if len(stem) >= _SHORTEST_STEM and not stem.endswith(_NEEDS_ES):
        yield stem
    if stem.endswith(tuple(f"{end}e" for end in (*_NEEDS_ES, "o"))):
        yield stem[:-1]


def _before_vowel(stem: str) -> Iterator[str]:
    """Yield what a stem may be that an ending with a vowel follows."""
    if len(stem) < _SHORTEST_STEM:
        return
    if _ENDS_IN_HARD_C.search(stem[:-1]) and stem[-1] == "k":
        yield stem[:-1]
    yield f"{stem}e"
    if _ENDS_IN_ONE_CONSONANT.search(stem[:-1]) and stem[-1] == stem[-2]:
        yield stem[:-1]
    must_double = _ENDS_IN_ONE_CONSONANT.search(stem) and _IS_ONE_SYLLABLE.fullmatch(stem)
    if not must_double and (stem[-1] != "e" or stem.endswith(_KEEP_E)):
        yield stem


def _folded(text: str) -> Iterator[str]:
    written = (match.group() for match in _WORD.finditer(text))
    return (word.lower() if word.isascii() else fold(word) for word in written)


def _texts() -> Iterator[str]:
    lexicon = files("retrieval.lexicon")
    yield from (_read(file) for file in lexicon.iterdir() if file.name.endswith("_en.txt"))
    for folder in ("synonyms", "fields"):
        yield from map(_read, lexicon.joinpath(folder, "en").iterdir())
    yield from (_english_side(_read(f)) for f in lexicon.joinpath("translations").iterdir())


def _read(file: Traversable) -> str:
    lines = file.read_text(encoding="utf-8").splitlines() if file.name.endswith(".txt") else []
    return "\n".join(line for line in lines if not line.startswith("#"))


def _english_side(text: str) -> str:
    return "\n".join(line.partition(" = ")[2] for line in text.splitlines())
