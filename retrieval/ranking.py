"""The order of the candidates: rank-bm25's score and a few signals that it cannot see.

Each signal is a sum over the asked words of how rare the word is, times how much of a question
such a word carries, so all are on the scale of the first score.
"""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.model import Hit, Passage
from retrieval.parsing import AskedWord, Question
from retrieval.reading import Reading, SentenceReading

# Weights of the signals beside the first score, tuned on one half of SQuAD
# 1.1's articles and held on the other half (hit@1 81.9 -> 84.9); they are not fitted to any
# dossier, and halving or doubling one moves at most one question of tests/evaluation.
SURFACE_WEIGHT = 0.77
PAIR_WEIGHT = 0.41
SENTENCE_WEIGHT = 0.86

# BM25's saturation, and its length penalty for a sentence, milder than for a passage: long
# sentences are the rule in the news, with some 14 terms (25 words) each.
_SATURATION = 1.5
_USUAL_SENTENCE = 14.0
_LENGTH_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with all its signals added up, and the sentence that matched best."""

    reading: Reading
    score: float
    best_sentence: int


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
        return math.log(1 + (self.total - known + 0.5) / (known + 0.5))

    def worth(self, word: AskedWord) -> float:
        """Return the rarity, less for words that are common in any text."""
        return word.weight * self.rarity(word)


def rank(
    hits: Sequence[Hit],
    question: Question,
    read: Callable[[Passage], Reading],
    weigher: Weigher,
) -> list[Ranked]:
    """Return the candidates in their final order, best first, ties by passage id."""
    worths = [(word, weigher.worth(word)) for word in question.words]
    pairs = _asked_pairs(question.words, dict(worths))
    ranked = [_rank_one(hit, read(hit.passage), worths, pairs) for hit in hits]
    return sorted(ranked, key=lambda item: (-item.score, item.reading.passage.id))


Worths = Sequence[tuple[AskedWord, float]]
Pairs = Sequence[tuple[Collection[tuple[str, str]], float]]


def _rank_one(hit: Hit, reading: Reading, worths: Worths, pairs: Pairs) -> Ranked:
    surface = sum(worth for word, worth in worths if word.folded in reading.surface)
    adjacent = sum(worth for forms, worth in pairs if not reading.pairs.isdisjoint(forms))
    scores = [_sentence_score(sentence, worths) for sentence in reading.sentences] or [0.0]
    best = max(range(len(scores)), key=lambda i: scores[i])
    score = (
        hit.score
        + SURFACE_WEIGHT * surface
        + PAIR_WEIGHT * adjacent
        + SENTENCE_WEIGHT * scores[best]
    )
    return Ranked(reading, score, best)


def _sentence_score(sentence: SentenceReading, worths: Worths) -> float:
    """Return BM25 of a sentence, with the rarity of words among passages."""
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(sentence.terms) / _USUAL_SENTENCE
    score = 0.0
    for word, worth in worths:
        count = sum(sentence.terms.count(term) for term in word.terms)
        score += worth * count * (_SATURATION + 1) / (count + _SATURATION * length)
    return score


def _asked_pairs(words: Sequence[AskedWord], worths: dict[AskedWord, float]) -> Pairs:
    """Return the pairs of asked words that follow each other, worth the mean of the two."""
    return [
        ({(a, b) for a in first.terms for b in second.terms}, (worths[first] + worths[second]) / 2)
        for first, second in pairwise(words)
        if second.position - first.position <= 2
    ]
