"""How well questions with known answers are answered: hits, ranks, refusals, by kind.

A question file holds one JSON object a line: `id`, `question`, `kind`, `docs` (documents that hold
the answer; none if the dossier does not say), `answers` (regular expressions, all to be found in
one quote of one of those documents), and for comparisons `answers_by_doc`.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from retrieval.model import Abstention, Answer, Quote

Ask = Callable[[str], Answer | Abstention]

ALL_KINDS = "all"


@dataclass(frozen=True, slots=True)
class GradedQuestion:
    """A question whose answer is known; no `docs` means that the dossier does not hold it."""

    id: str
    question: str
    kind: str
    docs: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    answers_by_doc: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_answerable(self) -> bool:
        """Whether the dossier holds the answer."""
        return bool(self.docs)


@dataclass(frozen=True, slots=True)
class Grade:
    """How one question went.

    rank: place of the first right quote among those shown, from 1; None if none was, and for a
    comparison also if one of its documents lacks its quote. declined: not an answer.
    """

    question: GradedQuestion
    outcome: str
    rank: int | None
    reason: str = ""

    @property
    def declined(self) -> bool:
        """Whether no answer was given; close passages may have been shown."""
        return self.outcome != "answer"

    @property
    def is_miss(self) -> bool:
        """Whether someone should look at it: no right quote shown, or answered out of nothing."""
        return self.rank is None if self.question.is_answerable else not self.declined


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over some questions; a rate of no questions is None.

    Hits count right quotes among those shown, be they offered as an answer or as closest
    passages; false_refusals are answerable questions that were declined, whatever was shown.
    """

    answerable: int
    first: int
    first_three: int
    reciprocal_ranks: float
    false_refused: int
    unanswerable: int
    refused: int

    @property
    def hit_at_1(self) -> float | None:
        """Share of answerable questions whose first quote is right."""
        return _share(self.first, self.answerable)

    @property
    def hit_at_3(self) -> float | None:
        """Share of answerable questions with a right quote among the first three."""
        return _share(self.first_three, self.answerable)

    @property
    def mrr(self) -> float | None:
        """Mean of 1 / rank of the first right quote, 0 where there is none."""
        return _share(self.reciprocal_ranks, self.answerable)

    @property
    def refusals(self) -> float | None:
        """Share of unanswerable questions that were declined."""
        return _share(self.refused, self.unanswerable)

    @property
    def false_refusals(self) -> float | None:
        """Share of answerable questions that were declined."""
        return _share(self.false_refused, self.answerable)


@dataclass(frozen=True, slots=True)
class Report:
    """All grades in the order of the questions, and their tallies by kind."""

    grades: tuple[Grade, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds in the order in which they first occur."""
        return tuple(dict.fromkeys(grade.question.kind for grade in self.grades))

    @property
    def misses(self) -> tuple[Grade, ...]:
        """The grades that someone should look at."""
        return tuple(grade for grade in self.grades if grade.is_miss)

    def tally(self, kind: str = ALL_KINDS) -> Tally:
        """Return the counts over one kind of question, or over all."""
        grades = [g for g in self.grades if kind in (ALL_KINDS, g.question.kind)]
        answerable = [g for g in grades if g.question.is_answerable]
        others = [g for g in grades if not g.question.is_answerable]
        ranks = [g.rank for g in answerable if g.rank is not None]
        return Tally(
            answerable=len(answerable),
            first=sum(rank == 1 for rank in ranks),
            first_three=sum(rank <= 3 for rank in ranks),
            reciprocal_ranks=sum(1 / rank for rank in ranks),
            false_refused=sum(g.declined for g in answerable),
            unanswerable=len(others),
            refused=sum(g.declined for g in others),
        )


def load_questions(path: Path) -> tuple[GradedQuestion, ...]:
    """Return the questions of a file, in its order.

    Raises ValueError, naming the line, where one is not an object with the fields above.
    """
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                message = f"{path.name}, line {number}: not a graded question ({error!r})."
                raise ValueError(message) from error
    return tuple(questions)


def evaluate(ask: Ask, questions: Iterable[GradedQuestion]) -> Report:
    """Ask every question and return how each went."""
    return Report(tuple(_grade(question, ask(question.question)) for question in questions))


def is_document(document_id: str, listed: str) -> bool:
    """Return whether a listed name means this document: "000" means "000" and "000-title"."""
    rest = document_id.removeprefix(listed)
    return document_id.startswith(listed) and (not rest or not rest[0].isalnum())


def _question(fields: Mapping[str, object]) -> GradedQuestion:
    by_doc = fields.get("answers_by_doc") or {}
    if not isinstance(by_doc, dict):
        raise TypeError("answers_by_doc is not an object")
    return GradedQuestion(
        id=str(fields["id"]),
        question=str(fields["question"]),
        kind=str(fields["kind"]),
        docs=_texts(fields.get("docs")),
        answers=_patterns(fields.get("answers")),
        answers_by_doc={str(doc): _patterns(patterns) for doc, patterns in by_doc.items()},
    )


def _texts(value: object) -> tuple[str, ...]:
    if value is not None and not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list")
    return tuple(str(item) for item in value or ())


def _patterns(value: object) -> tuple[str, ...]:
    patterns = _texts(value)
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
    return patterns


def _grade(question: GradedQuestion, reply: Answer | Abstention) -> Grade:
    reason = str(reply.reason.kind) if reply.reason else ""
    return Grade(question, reply.outcome, _rank(question, reply.quotes), reason)


def _rank(question: GradedQuestion, quotes: Sequence[Quote]) -> int | None:
    if question.answers_by_doc:
        ranks = [_first(quotes, (doc,), need) for doc, need in question.answers_by_doc.items()]
        return None if None in ranks else min(rank for rank in ranks if rank is not None)
    return _first(quotes, question.docs, question.answers)


def _first(quotes: Sequence[Quote], docs: Sequence[str], answers: Sequence[str]) -> int | None:
    """Return the place of the first quote of one of the documents that holds all answers."""
    for place, quote in enumerate(quotes, start=1):
        listed = any(is_document(quote.citation.document_id, doc) for doc in docs)
        if listed and all(re.search(answer, quote.text, re.IGNORECASE) for answer in answers):
            return place
    return None


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None
