"""Words of other languages and what English news would say for them.

A list is read when a question in its language first comes. The longest run of words that is a
headword counts, as it is written, or else by the stems of its language; the list's own inflected
forms stand for what a stemmer does not bring together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from sys import intern

from retrieval.folding import fold
from retrieval.tokenization import Token, stems

LONGEST_HEADWORD = 4
# Only so many of the English words given are looked up; the lists put the usual ones first.
MOST_SENSES = 4

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Translated:
    """English words for `length` words of a question from `start` on."""

    start: int
    length: int
    english: tuple[str, ...]


class Translator:
    """One language's list."""

    def __init__(self, lines: Iterable[str], language: str) -> None:
        self._language = language
        self._by_words: dict[Words, tuple[str, ...]] = {}
        self._by_stems: dict[Words, tuple[str, ...]] = {}
        for line in lines:
            headwords, found, english = line.partition("#")[0].partition("=")
            words = tuple(intern(word.strip()) for word in english.split(",") if word.strip())
            for form in headwords.split("|") if found else ():
                _add(self._by_words, tuple(fold(form).split()), words)
                _add(self._by_stems, stems(form, language), words)

    def translate(self, tokens: Sequence[Token]) -> list[Translated]:
        """Return what the words mean, longest runs first, no word twice."""
        found: list[Translated] = []
        start = 0
        while start < len(tokens):
            longest = self._longest(tokens[start : start + LONGEST_HEADWORD], start)
            if longest:
                found.append(longest)
            start += longest.length if longest else 1
        return found

    def _longest(self, tokens: Sequence[Token], start: int) -> Translated | None:
        for length in range(len(tokens), 0, -1):
            run = tokens[:length]
            words = tuple(word for token in run for word in fold(token.text).split())
            stemmed = tuple(stem for token in run for stem in stems(token.text, self._language))
            english = self._by_words.get(words) or self._by_stems.get(stemmed)
            if english:
                return Translated(start, length, english[:MOST_SENSES])
        return None


def _add(index: dict[Words, tuple[str, ...]], key: Words, english: tuple[str, ...]) -> None:
    # Most forms have one meaning: then all forms of a headword share one tuple.
    known = index.get(key)
    if key:
        index[key] = english if known is None else tuple(dict.fromkeys((*known, *english)))


@cache
def translator(language: str) -> Translator | None:
    """Return the translator of that language, None where there is no list."""
    file = resources.files("retrieval.lexicon") / "translations" / f"{language}.txt"
    if not file.is_file():
        return None
    return Translator(file.read_text(encoding="utf-8").splitlines(), language)
