"""How much of each asked word a sentence or a paragraph holds, in any of its forms.

A word held as asked is worth its weight times its idf; held in another form, the form's share of
the smaller of the two idfs, so that a rare word is not proved by a common one.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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

    def in_words(self, terms: Sequence[str]) -> Held:
        """Return what a run of terms holds of each word."""
        held = self._held([w for t in terms if (w := self._by_term.get(t))])
        self._add_phrases(held, [p for t in terms if (p := self._phrases.get(t))], terms)
        return held

    def in_set(self, terms: frozenset[str]) -> Held:
        """Return what a set of terms holds of each word."""
        held = self._held([self._by_term[term] for term in self._by_term.keys() & terms])
        self._add_phrases(held, [self._phrases[t] for t in self._phrases.keys() & terms], terms)
        return held

    def _held(self, found: Iterable[Mapping[int, float]]) -> Held:
        held = [0.0] * len(self.words)
        for worths in found:
            for number, worth in worths.items():
                if worth > held[number]:
                    held[number] = worth
        return held

    def _add_phrases(
        self, held: Held, found: Iterable[Sequence[_Phrase]], terms: Collection[str]
    ) -> None:
        """Add the phrases of which all terms are there. found: those whose first one is."""
        for phrases in found:
            for phrase in phrases:
                if phrase.worth > held[phrase.word] and all(t in terms for t in phrase.terms):
                    held[phrase.word] = phrase.worth


def either(held: Iterable[Held]) -> Held:
    """Return the most that is held of each word by any of several, at least one."""
    return [max(worths) for worths in zip(*held, strict=True)]
