"""The words of a language that are surely spelt right, and what may have been meant by others."""

from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

from retrieval.base_forms import endings
from retrieval.english import base_forms, english_counts, english_names, inflections
from retrieval.folding import fold
from retrieval.giving_back import give_memory_back
from retrieval.keystrokes import respellings
from retrieval.nearby import Nearby, may_be_near, nearby_arrays
from retrieval.stopwords import LISTED_LANGUAGES, everyday_words, stop_words
from retrieval.strings import Strings, string_arrays
from retrieval.tokenization import stems, tokenize
from retrieval.word_sets import WordSet

# A word looks like one of the language if every three letters of it stand together in so many.
_USUAL = 3


class RightWords:
    """Words of a language, folded, and their forms."""

    def __init__(self, words: WordSet, language: str) -> None:
        self._words = words
        self._language = language
        self._endings = endings(language)
        self._stems = WordSet() if language == "en" else WordSet(_first_stems(words, language))
        runs = Counter(run for word in words for run in _threes(word))
        self._usual_runs = WordSet(run for run, times in runs.items() if times >= _USUAL)
        del runs
        meant = sorted(filter(may_be_near, {*words, *self._forms()}), key=_by_length)
        # Some 60,000 words and forms take 1 MB so, and 8 MB as objects.
        self._meant = Strings(string_arrays("meant", meant, is_looked_up=True), "meant")
        self._near = Nearby(nearby_arrays("right", meant), "right")
        del meant
        give_memory_back()

    def holds(self, word: str) -> bool:
        """Return whether a word is one of the language, or a form of one by its rules."""
        if word in self._words:
            return True
        if self._language != "en":
            known = any(stem in self._stems for stem in stems(word, self._language)[:1])
            return known or bool(self._endings.base_forms(word, self._words.__contains__))
        return any(form in self._words and form not in english_names() for form in base_forms(word))

    def is_listed(self, word: str) -> bool:
        """Return whether a word is one of the language as it stands."""
        return word in self._words

    def is_everyday(self, word: str) -> bool:
        """Return whether a word is one of those that are used most."""
        return word in stop_words(self._language) or word in everyday_words(self._language)

    def times(self, word: str) -> int:
        """Return how often our lists have a word or what it is a form of; English words only."""
        if self._language != "en":
            return 0
        counts = english_counts()
        return max(counts[form] for form in base_forms(word))

    def is_usual(self, word: str) -> bool:
        """Return whether a word looks like one of the language, by its runs of three letters."""
        return all(run in self._usual_runs for run in _threes(word))

    def one_error_away(self, word: str) -> set[str]:
        """Return words, and regular forms of words, for which another may have been typed."""
        near = {self._meant[number] for number in self._near.one_error_away(word)}
        return near | {self._meant[number] for number in self._meant.numbers(respellings(word))}

    def two_errors_away(self, word: str) -> set[str]:
        """Return words of nearly the same letters."""
        return {self._meant[number] for number in self._near.two_errors_away(word)}

    def _forms(self) -> set[str]:
        if self._language != "en":
            return set()
        names = english_names()
        bases = (word for word in self._words if word.isascii() and word not in names)
        return {form for word in bases for form in inflections(word)}


@lru_cache(maxsize=16)
def right_words(words: WordSet, language: str) -> RightWords:
    """Return what is known of words; made once for the same words, which takes 0.3 s."""
    return RightWords(words, language)


@cache
def listed_words(language: str) -> WordSet:
    """Return the words of a language other than English of which a translation is listed."""
    if language not in LISTED_LANGUAGES or language == "en":
        return WordSet()
    file = files("retrieval.lexicon").joinpath("translations", f"{language}.txt")
    lines = file.read_text(encoding="utf-8").splitlines()
    sides = (line.partition(" = ")[0] for line in lines if not line.startswith("#"))
    found = {token.folded for side in sides for token in tokenize(side, language)}
    return WordSet(found | {fold(word) for word in stop_words(language)})


def _first_stems(words: WordSet, language: str) -> set[str]:
    return {stem for word in words for stem in stems(word, language)[:1]}


def _threes(word: str) -> set[str]:
    framed = f"#{word}#"
    return {framed[at : at + 3] for at in range(len(framed) - 2)}


def _by_length(word: str) -> tuple[int, str]:
    return len(word), word
