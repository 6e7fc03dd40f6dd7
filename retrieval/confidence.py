"""How likely the best passages answer, as a number between 0 and 1.

A logistic model over a handful of facts about a question and its best passage. What tells most:
how many of the question's words the passage says, in whatever words that say the same; whether the
names that are asked for stand there or around it; and whether something does that could fill the
question's blank. Scores are not among the facts: their size means nothing across questions.
"""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import astuple, dataclass

from retrieval.model import FormKind
from retrieval.parsing import TOPIC_WEIGHT, AskedWord, Question
from retrieval.ranking import Ranked
from retrieval.reading import Reading
from retrieval.slots import Blank
from retrieval.unsaid import says_unknown

# Fitted on the training dossiers of tests/evaluation, to whether a right quote was among those
# shown; `python -m tests.evaluation.fit` prints them anew, with what they reach on dossiers that
# were left out of the fit.
BIAS = -3.80
WEIGHTS = (
    2.35,  # first
    -1.42,  # exact
    2.15,  # said
    -1.15,  # unmet
    0.36,  # missed
    1.18,  # sentence
    -0.90,  # last
    1.64,  # names
    0.90,  # wanted
    -0.65,  # empty
    -0.92,  # hardly
    -0.72,  # unsaid
    2.15,  # words
    1.14,  # is_keywords
)

# What a word in every passage still weighs, beside 1.0 for one that the dossier lacks.
_LEAST_RARITY = 0.35
# A word found only in the heading or title says what the passage is about, not what it says.
_CONTEXT_SHARE = 0.6
_MANY_WORDS = 6
_MANY_UNMET = 3
# A blank filled no better than this is hardly filled.
_HARDLY_FILLED = 0.4

Weighted = Sequence[tuple[float, AskedWord]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Facts about a question and its best passage.

    A word is said by itself, in another spelling, or by one that says the same, but not by one
    that is only of the same idea. Shares are 0..1. first: the share of the question's weight that
    the passage holds, ideas counting too. exact: that found as asked. said: of the words that are
    no names, those that the passage says, each counting alike. unmet: how many it does not say, as
    a share of three. missed: the weight of topic words that it lacks altogether. sentence: of all
    words, those that the best sentence says. last: whether it says the last word that is no name.
    names: those that stand in the passage, beside or above it. wanted: how much of the question a
    sentence holds that has the kind of thing asked for. words: how many there are that are no
    names, as a share of six. The rest are 1 or 0. empty, hardly: nothing fills the question's
    blank, or hardly anything does. unsaid: the best sentence says that something is not known.
    is_keywords: of the question.
    """

    first: float
    exact: float
    said: float
    unmet: float
    missed: float
    sentence: float
    last: float
    names: float
    wanted: float
    empty: float
    hardly: float
    unsaid: float
    words: float
    is_keywords: float

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
    item = ranked[0]
    reading = item.reading
    sentence = reading.sentences[item.best_sentence] if reading.sentences else None
    in_sentence = frozenset(sentence.terms) if sentence else frozenset[str]()
    plain = [word for word in question.words if not word.is_name]
    said = [says(word, reading.terms) for word in plain]
    filled = _filled(question, reading)
    return Evidence(
        first=coverage(weighted, item),
        exact=_share(weighted, lambda w: float(not reading.terms.isdisjoint(w.terms))),
        said=_mean(said),
        unmet=min(said.count(0.0), _MANY_UNMET) / _MANY_UNMET,
        missed=_missed(weighted, item),
        sentence=_mean([says(word, in_sentence) for word in question.words]),
        last=says(plain[-1], in_sentence) if plain else 1.0,
        names=_names_around(question, reading),
        wanted=min(1.0, item.signals.wanted / item.asked) if item.asked else 0.0,
        empty=float(filled == 0.0),
        hardly=float(filled is not None and 0.0 < filled <= _HARDLY_FILLED),
        unsaid=float(sentence is not None and says_unknown(sentence.sentence.text)),
        words=min(len(plain), _MANY_WORDS) / _MANY_WORDS,
        is_keywords=float(question.is_keywords),
    )


def _filled(question: Question, reading: Reading) -> float | None:
    """Return how well a sentence of the passage fills the question's blank, None without one."""
    blank = Blank(question)
    if not blank.is_known:
        return None
    sentences = (sentence.sentence.text for sentence in reading.sentences)
    return max((blank.filled_by(text, reading.language) for text in sentences), default=0.0)


def _missed(weighted: Weighted, item: Ranked) -> float:
    plain = ((w, word) for w, word in weighted if not word.is_name and word.weight >= TOPIC_WEIGHT)
    return sum(weight for weight, word in plain if not covers(word, item))


def _names_around(question: Question, reading: Reading) -> float:
    """Return the share of names that stand in a passage, beside or above it; 1.0 without names."""
    around = reading.terms | reading.near | reading.context
    return _mean([float(says(word, around) > 0) for word in question.words if word.is_name])


def says(word: AskedWord, terms: Collection[str]) -> float:
    """Return how much of a word these terms say, leaving out what is only of the same idea."""
    if any(term in terms for term in word.terms):
        return 1.0
    same = (form for form in word.forms if form.kind is not FormKind.RELATED)
    return max((f.share for f in same if all(t in terms for t in f.terms)), default=0.0)


def _mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares) if shares else 1.0


def coverage(weighted: Weighted, item: Ranked) -> float:
    """Return the share of a question that a passage holds, its heading and title counting less."""
    return _share(weighted, lambda word: covers(word, item))


def covers(word: AskedWord, item: Ranked) -> float:
    """Return how much of a word a passage holds, less if only its heading or title does."""
    reading = item.reading
    return max(word.share_in(reading.terms), _CONTEXT_SHARE * word.share_in(reading.context))


def is_unknown(word: AskedWord, containing: Callable[[str], int]) -> bool:
    """Return whether the dossier holds the word in no form that says the same."""
    says = (form for form in word.forms if form.kind is not FormKind.RELATED)
    return not any(says) and not any(containing(term) for term in word.terms)


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
