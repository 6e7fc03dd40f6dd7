"""The order of the candidates: rank-bm25's score and a few signals that it cannot see.

Each signal is a sum over the asked words of how rare the word is, times how much of a question
such a word carries, so all are on the scale of the first score.
"""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from retrieval.model import Form, Hit, Passage
from retrieval.parsing import AskedWord, Question
from retrieval.reading import Reading, SentenceReading
from retrieval.wanted import Wanted, holds

# Weights of the signals beside the first score, tuned on one half of SQuAD
# 1.1's articles and held on the other half (hit@1 81.9 -> 84.9); they are not fitted to any
# dossier, and halving or doubling one moves at most one question of tests/evaluation.
SURFACE_WEIGHT = 0.77
PAIR_WEIGHT = 0.41
SENTENCE_WEIGHT = 0.86
WANTED_FACTOR = 1.3
NEAR_WEIGHT = 0.5

# BM25's saturation, and its length penalty for a sentence, milder than for a passage: long
# sentences are the rule in the news, with some 14 terms (25 words) each.
_SATURATION = 1.5
_USUAL_SENTENCE = 14.0
_LENGTH_SHARE = 0.4


class Parts(NamedTuple):
    """What each signal adds to a score.

    first: rank-bm25's score, 0 for a paragraph that was only looked at beside another. surface:
    words in the form in which they were asked. pairs: asked words that follow each other. sentence:
    the best sentence. near: words that only the paragraphs beside it hold.
    """

    first: float
    surface: float
    pairs: float
    sentence: float
    near: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with all its signals added up, and the sentence that matched best."""

    reading: Reading
    score: float
    best_sentence: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class Weigher:
    """How much each asked word of one question is worth in one dossier.

    containing: how many of `total` passages hold a term.
    """

    containing: Callable[[str], int]
    total: int

    def rarity(self, word: AskedWord) -> float:
        """Return the idf of the commonest of the word's terms, in nats, never negative."""
        known = max((self.containing(term) for term in word.terms), default=0)
        if not known:
            known = max((self._holding(form) for form in word.forms), default=0)
        return math.log(1 + (self.total - known + 0.5) / (known + 0.5))

    def _holding(self, form: Form) -> int:
        return min(self.containing(term) for term in form.terms)

    def worth(self, word: AskedWord) -> float:
        """Return the rarity, less for words that are common in any text."""
        return word.weight * word.emphasis * self.rarity(word)


def rank(
    hits: Sequence[Hit],
    question: Question,
    read: Callable[[Passage], Reading],
    weigher: Weigher,
) -> list[Ranked]:
    """Return the candidates in their final order, best first, ties by passage id."""
    worths = [(word, weigher.worth(word)) for word in question.words]
    pairs = _asked_pairs(question.words, dict(worths))
    ranked = [_rank_one(hit, read(hit.passage), worths, pairs, question.wanted) for hit in hits]
    return sorted(ranked, key=lambda item: (-item.score, item.reading.passage.id))


Worths = Sequence[tuple[AskedWord, float]]
Pairs = Sequence[tuple[Collection[tuple[str, str]], float]]


def _rank_one(hit: Hit, reading: Reading, worths: Worths, pairs: Pairs, wanted: Wanted) -> Ranked:
    surface = sum(worth for word, worth in worths if word.folded in reading.surface)
    adjacent = sum(worth for forms, worth in pairs if not reading.pairs.isdisjoint(forms))
    scores = [_sentence_score(s, worths) * _fit(s, wanted) for s in reading.sentences] or [0.0]
    best = max(range(len(scores)), key=lambda i: scores[i])
    parts = Parts(
        hit.score,
        SURFACE_WEIGHT * surface,
        PAIR_WEIGHT * adjacent,
        SENTENCE_WEIGHT * scores[best],
        NEAR_WEIGHT * _near(reading, worths),
    )
    return Ranked(reading, sum(parts), best, parts)


def _near(reading: Reading, worths: Worths) -> float:
    """Return the worth of the words that only the paragraphs beside this one hold."""
    return sum(
        worth * word.share_in(reading.near)
        for word, worth in worths
        if not word.share_in(reading.terms)
    )


def _fit(sentence: SentenceReading, wanted: Wanted) -> float:
    """Return more than 1 for a sentence that holds the kind of thing that is asked for."""
    if wanted is Wanted.ANYTHING or not holds(sentence.sentence.text, wanted):
        return 1.0
    return WANTED_FACTOR


def _sentence_score(sentence: SentenceReading, worths: Worths) -> float:
    """Return BM25 of a sentence, with the rarity of words among passages."""
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(sentence.terms) / _USUAL_SENTENCE
    score = 0.0
    for word, worth in worths:
        count = _times(sentence.terms, word)
        score += worth * count * (_SATURATION + 1) / (count + _SATURATION * length)
    return score


def _times(terms: Sequence[str], word: AskedWord) -> float:
    """Return how often a word is said, other forms counting as much as they stand for it."""
    asked = sum(terms.count(term) for term in word.terms)
    if not word.forms:
        return asked
    said = (form.share * min(terms.count(term) for term in form.terms) for form in word.forms)
    return max(asked, *said)


def _asked_pairs(words: Sequence[AskedWord], worths: dict[AskedWord, float]) -> Pairs:
    """Return the pairs of asked words that follow each other, worth the mean of the two."""
    return [
        (
            {(a, b) for a in first.single_terms for b in second.single_terms},
            (worths[first] + worths[second]) / 2,
        )
        for first, second in pairwise(words)
        if second.position - first.position <= 2
    ]
