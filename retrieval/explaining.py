"""Why a reply is as it is: what each word counted, what each passage holds, what decided.

An explanation is made from what answering works with anyway, so it cannot say anything else than
what was done.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, fields

from retrieval.confidence import BIAS, WEIGHTS, Evidence
from retrieval.matching import Weigher
from retrieval.model import Abstention, Answer, Form, FormKind, Outcome, Quote
from retrieval.parsing import AskedWord, Question
from retrieval.ranking import Parts, Ranked
from retrieval.reading import Reading
from retrieval.reasons import Reason
from retrieval.wanted import Wanted


@dataclass(frozen=True, slots=True)
class ExplainedWord:
    """An asked word. weight: 0..1, how much of a question such a word carries.

    rarity: its idf in the dossier, in nats. forms: in what the dossier has it, as asked first;
    empty where it has nothing of the kind. is_carried: from an earlier question, which this one
    follows.
    """

    text: str
    weight: float
    rarity: float
    is_name: bool
    forms: tuple[Form, ...]
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """An asked word that a passage holds, and as what.

    is_around: not the passage itself, only the heading above it or its document's title.
    """

    word: str
    form: Form
    is_around: bool = False


@dataclass(frozen=True, slots=True)
class ExplainedPassage:
    """A quoted passage with what it holds of the question, what it lacks, and its score's parts."""

    quote: Quote
    held: tuple[Held, ...]
    lacks: tuple[str, ...]
    score: float
    parts: Parts


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about the question and its best passage, and how much it spoke for an answer.

    effect: value times weight, in log odds; negative where it spoke against.
    """

    name: str
    value: float
    weight: float

    @property
    def effect(self) -> float:
        """How far it moved the confidence, in log odds."""
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that led to a reply.

    wanted: the kind of thing asked for. passages: those quoted, in their order. confidence: 0..1,
    None where no passage was found to be confident about; least_confidence: from which on quotes
    are an answer. facts: those that are not nought, strongest first; bias: what the confidence
    begins from, in log odds. follows: the question that this one was taken to follow, or nothing.
    """

    question: str
    language: str
    wanted: Wanted
    words: tuple[ExplainedWord, ...]
    understood: tuple[tuple[str, str], ...]
    passages: tuple[ExplainedPassage, ...]
    confidence: float | None
    least_confidence: float
    facts: tuple[Fact, ...]
    outcome: Outcome
    reason: Reason | None
    bias: float = BIAS
    follows: str = ""


def explain(
    question: Question,
    ranked: Sequence[Ranked],
    result: Answer | Abstention,
    weigher: Weigher,
    evidence: Evidence | None,
    least_confidence: float,
) -> Explanation:
    """Return why this question got this result.

    ranked: all candidates. evidence: None where there is none.
    """
    by_id = {item.reading.passage.id: item for item in ranked}
    return Explanation(
        question=question.query.text,
        language=question.language,
        wanted=question.wanted,
        words=tuple(
            _explain_word(word, weigher, question.query.carried) for word in question.words
        ),
        understood=question.query.understood,
        passages=tuple(
            _explain_passage(quote, by_id[quote.passage.id], question.words)
            for quote in result.quotes
        ),
        confidence=evidence.confidence if evidence else None,
        least_confidence=least_confidence,
        facts=_facts(evidence) if evidence else (),
        outcome=result.outcome,
        reason=result.reason,
        follows=question.query.follows,
    )


def _explain_word(word: AskedWord, weigher: Weigher, carried: Collection[str]) -> ExplainedWord:
    is_held = any(weigher.containing(term) for term in word.terms)
    forms = (_as_asked(word), *word.forms) if is_held else word.forms
    weight = word.weight * word.emphasis
    is_carried = word.text in carried
    return ExplainedWord(word.text, weight, weigher.rarity(word), word.is_name, forms, is_carried)


def _explain_passage(quote: Quote, item: Ranked, words: Sequence[AskedWord]) -> ExplainedPassage:
    held, lacks = [], []
    for word in words:
        found = _held(word, item.reading)
        if found is None:
            lacks.append(word.text)
        else:
            held.append(found)
    return ExplainedPassage(quote, tuple(held), tuple(lacks), item.score, item.parts)


def _held(word: AskedWord, reading: Reading) -> Held | None:
    for terms, is_around in ((reading.terms, False), (reading.context, True)):
        form = _best_form(word, terms.__contains__)
        if form is not None:
            return Held(word.text, form, is_around)
    return None


def _best_form(word: AskedWord, is_there: Callable[[str], bool]) -> Form | None:
    if any(is_there(term) for term in word.terms):
        return _as_asked(word)
    there = [form for form in word.forms if all(is_there(term) for term in form.terms)]
    return max(there, key=lambda form: form.share, default=None)


def _as_asked(word: AskedWord) -> Form:
    return Form(word.terms, 1.0, FormKind.ASKED, word.text)


def _facts(evidence: Evidence) -> tuple[Fact, ...]:
    facts = [fact for fact in _all_facts(evidence) if fact.effect]
    return tuple(sorted(facts, key=lambda fact: -abs(fact.effect)))


def _all_facts(evidence: Evidence) -> Iterator[Fact]:
    for fact, weight in zip(fields(evidence), WEIGHTS, strict=True):
        yield Fact(fact.name, getattr(evidence, fact.name), weight)
