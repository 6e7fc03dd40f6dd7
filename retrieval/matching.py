"""How much of each asked word a sentence or a paragraph holds, in any of its forms.

A word held as asked is worth its weight times its idf; held in another form, the form's share of
the smaller of the two idfs, so that a rare word is not proved by a common one.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from retrieval.model import Form
from retrieval.parsing import AskedWord

# What is held of each asked word, in their order.
Held = list[float]


@dataclass(frozen=True, slots=True)
class Weigher:
    """How much each asked word of one question is worth in one dossier.

    containing: how many of `total` passages hold a term.
    """

    containing: Callable[[str], int]
    total: int

    def rarity(self, word: AskedWord) -> float:
        """Return the idf of the commonest of the word's terms, in nats, never negative.

        Of a word that the dossier lacks, that of the commonest of its forms.
        """
        known = max((self.containing(term) for term in word.terms), default=0)
        if not known:
            known = max((self._holding(form) for form in word.forms), default=0)
        return self.idf(known)

    def worth(self, word: AskedWord) -> float:
        """Return the rarity, less for words that are common in any text."""
        return self._weight(word) * self.rarity(word)

    def most(self, word: AskedWord) -> float:
        """Return what a passage is worth that holds the word as asked."""
        return self._weight(word) * self.idf(max(map(self.containing, word.terms), default=0))

    def of_form(self, word: AskedWord, form: Form) -> float:
        """Return what a passage is worth that holds the word only in this form."""
        asked = max(map(self.containing, word.terms), default=0)
        return form.share * word.weight * min(self.idf(self._holding(form)), self.idf(asked))

    def of_term(self, word: AskedWord, term: str) -> float:
        """Return what a passage is worth that holds the word as asked, by this of its terms."""
        return self._weight(word) * self.idf(self.containing(term))

    def idf(self, holding: int) -> float:
        """Return the idf of what so many passages hold, in nats, after Robertson and Lucene."""
        return math.log(1 + (self.total - holding + 0.5) / (holding + 0.5))

    def _weight(self, word: AskedWord) -> float:
        return word.weight * word.emphasis

    def _holding(self, form: Form) -> int:
        return min(map(self.containing, form.terms))


class _Phrase(NamedTuple):
    terms: tuple[str, ...]
    word: int
    worth: float


class Matcher:
    """Tells what is held of the words of one question."""

    def __init__(self, words: Sequence[AskedWord], weigher: Weigher) -> None:
        self.words = words
        self.most = [weigher.most(word) for word in words]
        self._by_term: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self._phrases: defaultdict[str, list[_Phrase]] = defaultdict(list)
        self._full_names = _full_names(words)
        for number, word in enumerate(words):
            for form in word.forms:
                self._add(number, form.terms, weigher.of_form(word, form))
            for term in word.terms:
                self._add(number, (term,), weigher.of_term(word, term))

    def _add(self, number: int, terms: tuple[str, ...], worth: float) -> None:
        if len(terms) > 1:
            self._phrases[terms[0]].append(_Phrase(terms, number, worth))
        elif terms:
            worths = self._by_term[terms[0]]
            worths[number] = max(worth, worths.get(number, 0.0))

    @property
    def total(self) -> float:
        """What a passage would be worth that holds every word as asked."""
        return sum(self.most)

    def held(self, terms: frozenset[str]) -> Held:
        """Return what a text with these terms holds of each word."""
        held = [0.0] * len(self.words)
        for term in self._by_term.keys() & terms:
            for number, worth in self._by_term[term].items():
                if worth > held[number]:
                    held[number] = worth
        for term in self._phrases.keys() & terms:
            for phrase in self._phrases[term]:
                if phrase.worth > held[phrase.word] and terms.issuperset(phrase.terms):
                    held[phrase.word] = phrase.worth
        for given, family in self._full_names:
            if held[family]:  # a text that has said "Ada Brandt" goes on with "Brandt"
                held[given] = max(held[given], self.most[given])
        return held


def _full_names(words: Sequence[AskedWord]) -> list[tuple[int, int]]:
    """Return each given name with the family name at the end of its run, by their numbers."""
    names = []
    last = None
    for number in reversed(range(len(words))):
        word = words[number]
        follows = last is not None and words[number + 1].position == word.position + 1
        if word.is_name and follows and last is not None:
            names.append((number, last))
        else:
            last = number if word.is_name else None
    return names


def either(held: Iterable[Held]) -> Held:
    """Return the most that is held of each word by any of several, at least one."""
    return [max(worths) for worths in zip(*held, strict=True)]
