"""Enough evidence? Between answer, nearest and nothing, and what to say if it is not enough.

`confidence` says how likely the best passages answer. Beside it stand a few plain rules: orders to
the bot, everyday words alone, and a name that the dossier never mentions are never answered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.confidence import coverage, covers, gather, is_unknown, word_weight
from retrieval.model import Outcome
from retrieval.orders import is_order
from retrieval.parsing import TOPIC_WEIGHT, AskedWord, Question
from retrieval.ranking import Ranked

# From this confidence on quotes are an answer, below it the nearest passages: it is likelier than
# not that one of them answers. `python -m tests.evaluation.fit` prints what other values reach.
LEAST_CONFIDENCE = 0.5

# Everyday words alone prove something only together, and this much of them.
ENOUGH_COVERAGE = 0.55
CLOSE_COVERAGE = 0.15
# A message that reads like an order may still be a question ("Pretend talks: what were they?").
ENOUGH_FOR_AN_ORDER = 0.8

_AN_ORDER = "This reads like an instruction to the bot, which only looks things up in the dossier."
_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome, and for anything but an answer the sentence that says why."""

    outcome: Outcome
    reason: str = ""
    confidence: float = 0.0


def judge(
    question: Question,
    ranked: Sequence[Ranked],
    containing: Callable[[str], int],
    total: int,
    least_confidence: float = LEAST_CONFIDENCE,
) -> Verdict:
    """Return whether the candidates, best first, hold enough of the question to answer it."""
    if not total:
        return Verdict("nothing", "The dossier is empty.")
    if not question.words:
        return Verdict("nothing", "Your message holds no words that could be looked up.")
    order = is_order(question.query.text)
    if not ranked:
        return Verdict("nothing", _AN_ORDER if order else _none_occur(question))
    weighted = [(word_weight(word, containing, total), word) for word in question.words]
    best = max(ranked[:_LOOKED_AT], key=lambda item: coverage(weighted, item))
    covered = coverage(weighted, best)
    missing = [word for word in question.words if not covers(word, best)]
    if order and covered < ENOUGH_FOR_AN_ORDER:
        return Verdict("nothing", _AN_ORDER)
    found = [word for word in question.words if word not in missing]
    names = [w for w in question.words if w.is_name and is_unknown(w, containing)]
    reason = _reason(names, missing, found)
    if all(word.weight < TOPIC_WEIGHT for word in found):
        return _judge_trivial(question, found, missing, covered, reason)
    confidence = gather(question, ranked, containing, total).confidence
    if confidence >= least_confidence and not names:
        return Verdict("answer", confidence=confidence)
    outcome: Outcome = "nearest" if covered >= CLOSE_COVERAGE else "nothing"
    return Verdict(outcome, reason, confidence)


def _judge_trivial(
    question: Question,
    found: Sequence[AskedWord],
    missing: Sequence[AskedWord],
    covered: float,
    reason: str,
) -> Verdict:
    """Everyday words prove something only together, all of them and more than one.

    Unless they are all that was typed, as in a search box.
    """
    if (len(found) > 1 or question.is_keywords) and not missing:
        return Verdict("answer", confidence=covered)
    is_close = len(found) > 1 and covered >= ENOUGH_COVERAGE
    return Verdict("nearest" if is_close else "nothing", reason, 0.0)


def _none_occur(question: Question) -> str:
    names = [word for word in question.words if word.is_name]
    if names:
        return _not_mentioned(names)
    if len(question.words) == 1:
        return f"The word “{question.words[0].text}” does not occur in the dossier."
    return "None of the words in your question occur in the dossier."


def _reason(
    names: Sequence[AskedWord], missing: Sequence[AskedWord], found: Sequence[AskedWord]
) -> str:
    if names:
        return _not_mentioned(names)
    if found and all(word.weight < TOPIC_WEIGHT for word in found):
        listed = _listed([word.text for word in found])
        return f"The dossier shares only everyday words with your question: {listed}."
    if not missing:
        return "The words of your question stand there, but not as an answer to it."
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
