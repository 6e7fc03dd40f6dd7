"""Enough evidence? How much of a question the best passages hold, and what to say if too little.

Coverage is the share of the question, word by word, that one passage holds. A word weighs by its
kind (parsing.AskedWord.weight) and by how rare it is in the dossier; both, because a word that
every paragraph of eighty holds tells nothing, and a word that eighty paragraphs lack may still be
an everyday one. Scores are not looked at: their size and sign mean nothing across questions.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.model import Outcome
from retrieval.orders import is_order
from retrieval.parsing import TOPIC_WEIGHT, AskedWord, Question
from retrieval.reading import Reading

# Chosen on the questions of tests/evaluation/questions over invented dossiers; to redo it,
# change one and run `python -m tests.evaluation.gate`, which prints refusals per kind.
ENOUGH_COVERAGE = 0.55
CLOSE_COVERAGE = 0.15
# A message that reads like an order may still be a question ("Pretend talks: what were they?").
ENOUGH_FOR_AN_ORDER = 0.8

_AN_ORDER = "This reads like an instruction to the bot, which only looks things up in the dossier."

# A word found only in the heading or title says what the passage is about, not what it says.
_CONTEXT_SHARE = 0.6
# What a word in every passage still weighs, beside 1.0 for one that the dossier lacks.
_LEAST_RARITY = 0.35
_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome, and for anything but an answer the sentence that says why."""

    outcome: Outcome
    reason: str = ""
    coverage: float = 0.0


def judge(
    question: Question,
    candidates: Sequence[Reading],
    containing: Callable[[str], int],
    total: int,
) -> Verdict:
    """Return whether the candidates, best first, hold enough of the question to answer it."""
    if not total:
        return Verdict("nothing", "The dossier is empty.")
    if not question.words:
        return Verdict("nothing", "Your message holds no words that could be looked up.")
    if not candidates:
        order = is_order(question.query.text)
        return Verdict("nothing", _AN_ORDER if order else _none_occur(question))
    weights = [_weight(word, containing, total) for word in question.words]
    coverage, missing = max(
        (_coverage(question.words, weights, reading) for reading in candidates[:_LOOKED_AT]),
        key=lambda result: result[0],
    )
    unknown = [w for w in question.words if not any(containing(term) for term in w.terms)]
    return _verdict(question, coverage, missing, unknown)


def _verdict(
    question: Question,
    coverage: float,
    missing: Sequence[AskedWord],
    unknown: Sequence[AskedWord],
) -> Verdict:
    found = [word for word in question.words if word not in missing]
    trivial = all(word.weight < TOPIC_WEIGHT for word in found)
    names = [word for word in unknown if word.is_name]
    # Everyday words prove something only together, all of them and more than one; unless they are
    # all that was typed, as in a search box.
    several = len(found) > 1 or question.is_keywords
    enough = several and not missing if trivial else coverage >= ENOUGH_COVERAGE
    if is_order(question.query.text) and coverage < ENOUGH_FOR_AN_ORDER:
        return Verdict("nothing", _AN_ORDER, coverage)
    if enough and not names:
        return Verdict("answer", coverage=coverage)
    close = len(found) > 1 and coverage >= ENOUGH_COVERAGE if trivial else True
    outcome: Outcome = "nearest" if close and coverage >= CLOSE_COVERAGE else "nothing"
    return Verdict(outcome, _reason(names, missing, found, trivial), coverage)


def covers(word: AskedWord, reading: Reading) -> float:
    """Return 1 if the passage's own words hold the asked word, less if only its heading does."""
    if not reading.terms.isdisjoint(word.terms):
        return 1.0
    return 0.0 if reading.context.isdisjoint(word.terms) else _CONTEXT_SHARE


def _coverage(
    words: Sequence[AskedWord], weights: Sequence[float], reading: Reading
) -> tuple[float, list[AskedWord]]:
    shares = [covers(word, reading) for word in words]
    covered = sum(weight * share for weight, share in zip(weights, shares, strict=True))
    missing = [word for word, share in zip(words, shares, strict=True) if not share]
    return covered / sum(weights), missing


def _weight(word: AskedWord, containing: Callable[[str], int], total: int) -> float:
    held_by = max(containing(term) for term in word.terms)
    rarity = math.log((total + 1) / (held_by + 1)) / math.log(total + 1)
    return word.weight * (_LEAST_RARITY + (1 - _LEAST_RARITY) * rarity)


def _none_occur(question: Question) -> str:
    names = [word for word in question.words if word.is_name]
    if names:
        return _not_mentioned(names)
    if len(question.words) == 1:
        return f"The word “{question.words[0].text}” does not occur in the dossier."
    return "None of the words in your question occur in the dossier."


def _reason(
    names: Sequence[AskedWord],
    missing: Sequence[AskedWord],
    found: Sequence[AskedWord],
    trivial: bool,
) -> str:
    if names:
        return _not_mentioned(names)
    if trivial and found:
        listed = _listed([word.text for word in found])
        return f"The dossier shares only everyday words with your question: {listed}."
    listed = _listed([word.text for word in _heaviest(missing)])
    return f"The closest passage does not speak of {listed}."


def _heaviest(missing: Sequence[AskedWord]) -> list[AskedWord]:
    """Return the missing words that carry a topic, or all where none does."""
    return [word for word in missing if word.weight >= TOPIC_WEIGHT] or list(missing)


def _not_mentioned(names: Sequence[AskedWord]) -> str:
    """Names that stand side by side in the question are one name: “Ada Lovelace”."""
    joined: list[list[AskedWord]] = []
    for word in names:
        if joined and word.position == joined[-1][-1].position + 1:
            joined[-1].append(word)
        else:
            joined.append([word])
    listed = _listed([" ".join(word.text for word in run) for run in joined])
    return f"The dossier does not mention {listed}."


def _listed(texts: Sequence[str]) -> str:
    quoted = [f"“{text}”" for text in dict.fromkeys(texts)][:3]
    if len(quoted) == 1:
        return quoted[0]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
