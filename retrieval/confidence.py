"""How likely the best passages answer, as a number between 0 and 1.

A logistic model over a handful of facts about a question and its best passage. What tells most:
whether the words that are no names stand in the passage, and in one sentence of it; whether a name
or another word is unknown to the dossier; and whether the passage holds the kind of thing that is
asked for. Scores are not among the facts: their size means nothing across questions.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass

from retrieval.parsing import TOPIC_WEIGHT, AskedWord, Question
from retrieval.ranking import Ranked
from retrieval.reading import Reading
from retrieval.wanted import Wanted, holds

# Fitted on the training dossiers of tests/evaluation, to whether a right quote was among those
# shown; `python -m tests.evaluation.fit` prints them anew, with what they reach on dossiers that
# were left out of the fit.
BIAS = -3.36
WEIGHTS = (
    2.66,  # best
    2.42,  # first
    1.87,  # topic
    0.39,  # sentence
    -1.87,  # exact
    0.76,  # missed
    0.35,  # unknown
    -0.27,  # near
    0.38,  # is_wanted
    -0.40,  # lacks
    -0.24,  # sentence_lacks
    -0.61,  # has_name
    -0.41,  # lacks_name
    1.38,  # is_keywords
    -0.32,  # is_short
)

# What a word in every passage still weighs, beside 1.0 for one that the dossier lacks.
_LEAST_RARITY = 0.35
# A word found only in the heading or title says what the passage is about, not what it says.
_CONTEXT_SHARE = 0.6
_LOOKED_AT = 5
_FEW_WORDS = 2

Weighted = Sequence[tuple[float, AskedWord]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Facts about a question and its best passage; shares are 0..1 of the question's weight.

    best, first: the share of the question in the best covered of the first passages, and in the
    first. topic, sentence: the share of its words that are no names in the first passage, and in
    its best sentence. exact: the share found as asked. missed: the weight of topic words that the
    first passage lacks. unknown: the share that the whole dossier lacks. near: the share that only
    the paragraphs beside it hold. The rest are 1 or 0: is_wanted: a kind of thing is asked for;
    lacks, sentence_lacks: and the passage, or its sentence, holds none. has_name, lacks_name: a
    name is asked for, and one the dossier lacks. is_keywords, is_short: of the question.
    """

    best: float
    first: float
    topic: float
    sentence: float
    exact: float
    missed: float
    unknown: float
    near: float
    is_wanted: float
    lacks: float
    sentence_lacks: float
    has_name: float
    lacks_name: float
    is_keywords: float
    is_short: float

    @property
    def confidence(self) -> float:
        """The estimated share of such questions that the first passages answer."""
        total = BIAS + sum(w * fact for w, fact in zip(WEIGHTS, astuple(self), strict=True))
        return 1 / (1 + math.exp(-total))


def gather(
    question: Question, ranked: Sequence[Ranked], containing: Callable[[str], int], total: int
) -> Evidence:
    """Return the evidence for a question with words and at least one candidate, best first."""
    weighted = [(word_weight(word, containing, total), word) for word in question.words]
    reading = ranked[0].reading
    sentences = reading.sentences
    sentence = sentences[ranked[0].best_sentence] if sentences else None
    in_sentence = frozenset(sentence.terms) if sentence else frozenset[str]()
    plain = [(weight, word) for weight, word in weighted if not word.is_name]
    unknown = [word for word in question.words if is_unknown(word, containing)]
    is_wanted = question.wanted is not Wanted.ANYTHING
    shown = sentence.sentence.text if sentence else ""
    return Evidence(
        best=max(coverage(weighted, item) for item in ranked[:_LOOKED_AT]),
        first=coverage(weighted, ranked[0]),
        topic=_share(plain, lambda word: covers(word, ranked[0])),
        sentence=_share(plain, lambda word: word.share_in(in_sentence)),
        exact=_share(weighted, lambda w: float(not reading.terms.isdisjoint(w.terms))),
        missed=sum(
            weight
            for weight, word in plain
            if word.weight >= TOPIC_WEIGHT and not covers(word, ranked[0])
        ),
        unknown=_share(weighted, lambda word: float(word in unknown)),
        near=_share(
            weighted,
            lambda w: 0.0 if w.share_in(reading.terms) else w.share_in(reading.near),
        ),
        is_wanted=float(is_wanted),
        lacks=float(is_wanted and not _holds(question, reading, reading.passage.text)),
        sentence_lacks=float(is_wanted and not _holds(question, reading, shown)),
        has_name=float(len(plain) < len(weighted)),
        lacks_name=float(any(word.is_name for word in unknown)),
        is_keywords=float(question.is_keywords),
        is_short=float(len(question.words) <= _FEW_WORDS),
    )


def _holds(question: Question, reading: Reading, text: str) -> bool:
    return holds(text, question.wanted, reading.language)


def coverage(weighted: Weighted, item: Ranked) -> float:
    """Return the share of a question that a passage holds, its heading and title counting less."""
    return _share(weighted, lambda word: covers(word, item))


def covers(word: AskedWord, item: Ranked) -> float:
    """Return how much of a word a passage holds, less if only its heading or title does."""
    reading = item.reading
    return max(word.share_in(reading.terms), _CONTEXT_SHARE * word.share_in(reading.context))


def is_unknown(word: AskedWord, containing: Callable[[str], int]) -> bool:
    """Return whether the dossier holds the word in none of its forms."""
    return not word.forms and not any(containing(term) for term in word.terms)


def word_weight(word: AskedWord, containing: Callable[[str], int], total: int) -> float:
    """Return what a word weighs by its kind and by how rare it is in the dossier."""
    held_by = max(containing(term) for term in word.terms) or max(
        (containing(form.terms[0]) for form in word.forms), default=0
    )
    rarity = math.log((total + 1) / (held_by + 1)) / math.log(total + 1)
    return word.weight * word.emphasis * (_LEAST_RARITY + (1 - _LEAST_RARITY) * rarity)


def _share(weighted: Weighted, held: Callable[[AskedWord], float]) -> float:
    """Return the share of the weight that is held; 1.0 where there is nothing to hold."""
    total = sum(weight for weight, _ in weighted)
    return sum(weight * held(word) for weight, word in weighted) / total if total else 1.0
