"""Enough evidence? Between answer, nearest and nothing, and why it is not enough.

`confidence` says how likely the best passages answer. Beside it stand a few plain rules: orders to
the bot, everyday words alone, and a name that the dossier never mentions are never answered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.confidence import coverage, covers, gather, is_unknown, says, word_weight
from retrieval.model import Outcome
from retrieval.orders import order_kind
from retrieval.parsing import TOPIC_WEIGHT, AskedWord, Question
from retrieval.ranking import Ranked
from retrieval.reasons import Reason, ReasonKind
from retrieval.small_talk import small_talk
from retrieval.wanted import Wanted

# From this confidence on quotes are an answer, below it the nearest passages: it is likelier than
# not that one of them answers. `python -m tests.evaluation.fit` prints what other values reach.
LEAST_CONFIDENCE = 0.5

# Everyday words alone prove something only together, and this much of them.
ENOUGH_COVERAGE = 0.55
CLOSE_COVERAGE = 0.15
# A message that reads like an order may still be a question ("Pretend talks: what were they?").
ENOUGH_FOR_AN_ORDER = 0.8

_LOOKED_AT = 5
# More words than these make a reason hard to read.
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome, and for anything but an answer the reason why."""

    outcome: Outcome
    reason: Reason | None = None
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
        return _nothing(Reason(ReasonKind.EMPTY_DOSSIER))
    if talk := _talk(question):
        return _nothing(Reason(talk))
    kind = order_kind(question.read, question.language)
    order = Reason(kind) if kind else None
    if not question.words:
        return _nothing(order or Reason(ReasonKind.NO_WORDS))
    if not ranked:
        return _nothing(order or _none_occur(question))
    weighted = [(word_weight(word, containing, total), word) for word in question.words]
    best = max(ranked[:_LOOKED_AT], key=lambda item: coverage(weighted, item))
    covered = coverage(weighted, best)
    if order and (order.kind is not ReasonKind.ORDER or covered < ENOUGH_FOR_AN_ORDER):
        return _nothing(order)
    missing = [word for word in question.words if not covers(word, best)]
    found = [word for word in question.words if word not in missing]
    names = [w for w in question.words if w.is_name and is_unknown(w, containing)]
    if all(word.weight < TOPIC_WEIGHT for word in found):
        return _judge_trivial(question, found, missing, covered, _reason(names, missing, found))
    evidence = gather(question, ranked, containing, total)
    unsaid = _new_words_unsaid(question, missing)
    is_about_it = _says_something(found, best)
    if evidence.confidence >= least_confidence and is_about_it and not names and not unsaid:
        return Verdict("answer", confidence=evidence.confidence)
    lacking = question.wanted if evidence.empty else Wanted.ANYTHING
    reason = _reason(names, unsaid or missing, found, lacking)
    is_close = covered >= CLOSE_COVERAGE and _says_any(question, ranked[:_LOOKED_AT])
    return Verdict("nearest" if is_close else "nothing", reason, evidence.confidence)


def _says_any(question: Question, ranked: Sequence[Ranked]) -> bool:
    """Return whether any of the passages says any of the words, and not only the same ideas."""
    return any(
        says(word, item.reading.terms | item.reading.context)
        for item in ranked
        for word in question.words
    )


def _says_something(found: Sequence[AskedWord], best: Ranked) -> bool:
    """Return whether a passage says a word that carries a topic, and not only the same idea."""
    terms = best.reading.terms | best.reading.context
    return any(word.weight >= TOPIC_WEIGHT and says(word, terms) for word in found)


def _new_words_unsaid(question: Question, missing: Sequence[AskedWord]) -> Sequence[AskedWord]:
    """Return what a follow-up itself names, where the best passage holds nothing of that.

    "And in 2024?" is not answered by what was said of 2023.
    """
    is_new = bool(question.query.carried)
    new = [w for w in question.words if is_new and w.emphasis == 1.0 and w.weight >= TOPIC_WEIGHT]
    return new if all(word in missing for word in new) else ()


def _talk(question: Question) -> ReasonKind | None:
    """Return what kind of small talk a message is, unless it follows a question: "really?"."""
    return None if question.query.follows else small_talk(question.read, question.language)


def _nothing(reason: Reason) -> Verdict:
    return Verdict("nothing", reason)


def _judge_trivial(
    question: Question,
    found: Sequence[AskedWord],
    missing: Sequence[AskedWord],
    covered: float,
    reason: Reason,
) -> Verdict:
    """Everyday words prove something only together, all of them and more than one.

    Unless they are all that was typed, as in a search box.
    """
    if (len(found) > 1 or question.is_keywords) and not missing:
        return Verdict("answer", confidence=covered)
    is_close = len(found) > 1 and covered >= ENOUGH_COVERAGE
    return Verdict("nearest" if is_close else "nothing", reason, 0.0)


def _none_occur(question: Question) -> Reason:
    names = [word for word in question.words if word.is_name]
    if names:
        return _not_mentioned(names)
    if len(question.words) == 1:
        return Reason(ReasonKind.WORD_UNKNOWN, (question.words[0].text,))
    return Reason(ReasonKind.NONE_OCCUR)


def _reason(
    names: Sequence[AskedWord],
    missing: Sequence[AskedWord],
    found: Sequence[AskedWord],
    lacking: Wanted = Wanted.ANYTHING,
) -> Reason:
    if names:
        return _not_mentioned(names)
    if found and all(word.weight < TOPIC_WEIGHT for word in found):
        return Reason(ReasonKind.EVERYDAY_ONLY, _texts(found))
    if missing:
        return Reason(ReasonKind.WORDS_LACKING, _texts(_heaviest(missing)))
    if lacking is not Wanted.ANYTHING:
        return Reason(ReasonKind.KIND_LACKING, wanted=lacking)
    return Reason(ReasonKind.NOT_AN_ANSWER)


def _heaviest(missing: Sequence[AskedWord]) -> list[AskedWord]:
    """Return the missing words that carry a topic, or all where none does."""
    return [word for word in missing if word.weight >= TOPIC_WEIGHT] or list(missing)


def _not_mentioned(names: Sequence[AskedWord]) -> Reason:
    """Names that stand side by side in the question are one name: “Ada Lovelace”."""
    joined: list[list[AskedWord]] = []
    for word in names:
        if joined and word.position == joined[-1][-1].position + 1:
            joined[-1].append(word)
        else:
            joined.append([word])
    texts = dict.fromkeys(" ".join(word.text for word in run) for run in joined)
    return Reason(ReasonKind.NAME_UNKNOWN, tuple(texts)[:_MOST_NAMED])


def _texts(words: Sequence[AskedWord]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.text for word in words))[:_MOST_NAMED]
