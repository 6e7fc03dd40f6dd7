"""Follow-up questions: "and when was that?", "why?", "what about the fine?", "who else?"

A message that lacks its subject (see lacking.py) takes it from the question before: its names and
topic words, but not what the new message replaces. Where its form leaves open whether it lacks one,
whoever answers decides by the evidence. A question that is whole by itself takes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.lacking import Message, lacks_subject, read_message, wants_more
from retrieval.model import Form
from retrieval.parsing import TOPIC_WEIGHT, AskedWord, Question
from retrieval.replacing import Replaced, replaced_in
from retrieval.wanted import Wanted

# What a carried word counts beside those of the message: as much where the message has none or
# only names another of the kind ("and in 2024?"), less where it asks something of its own. Chosen
# on the exchanges of tests/retrieval/exchanges.py, which hold from 0.4 to 0.7.
EMPHASIS_ALONE = 1.0
EMPHASIS_REPLACING = 0.8
EMPHASIS_BESIDE = 0.5


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was asked before, as far as a follow-up may mean it.

    questions: at least one, oldest first, each of the others a follow-up of the one before it.
    shown: the ids of the passages that they were answered with.
    """

    questions: tuple[str, ...]
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """How a message hangs on earlier questions.

    parts: these, each with only the words that are carried. emphasis: 0..1, what such a word counts
    beside those of the message. is_sure: the message lacks its subject whatever the dossier holds.
    wants_more: it asks for what was not shown yet. wanted: the kind of thing asked for.
    """

    parts: tuple[Question, ...]
    emphasis: float
    is_sure: bool
    wants_more: bool
    wanted: Wanted


def find_link(question: Question, earlier: Sequence[Question]) -> Link | None:
    """Return how a question hangs on the earlier ones, oldest first; None when it does not."""
    message = read_message(question)
    is_sure = lacks_subject(message)
    if is_sure is None or not earlier:
        return None
    is_more = wants_more(message)
    parts = _carried_along(earlier)
    replaced = Replaced() if is_more else replaced_in(question, parts, is_part=message.is_part)
    kept = [replace(part, words=_kept(part, message, replaced)) for part in parts]
    if not any(part.words for part in kept) and not is_more:
        return None
    wanted = question.wanted
    is_same = is_more or (message.is_part and (replaced or message.begins == "connective"))
    if wanted is Wanted.ANYTHING and is_same:
        wanted = _wanted_of(earlier)
    return Link(tuple(kept), _emphasis(message), is_sure, is_more, wanted)


def joined(question: Question, link: Link, parts: Sequence[Question]) -> Question:
    """Return the question with the words that it carries.

    question, parts: that of the link, and its parts, with all their forms.
    """
    words = list(question.words)
    carried: list[AskedWord] = []
    for part in parts:
        # Two places further, so that no carried word stands beside one of another question.
        after = max((word.position for word in [*words, *carried]), default=0) + 3
        carried += [
            replace(word, position=after + word.position, emphasis=link.emphasis)
            for word in part.words
        ]
    query = replace(
        question.query,
        groups=question.query.groups + tuple(_group(word) for word in carried),
        understood=tuple(
            dict.fromkeys(pair for q in (question, *parts) for pair in q.query.understood)
        ),
        carried=tuple(dict.fromkeys(word.text for word in carried)),
        follows=parts[-1].query.text if parts else "",
    )
    return replace(
        question,
        query=query,
        words=(*words, *carried),
        is_keywords=False,
        wanted=link.wanted,
        wants_more=link.wants_more,
    )


def _group(word: AskedWord) -> tuple[Form, ...]:
    """Return the ways to say a carried word, each counting less."""
    forms = (*(Form((term,), 1.0, text=word.text) for term in word.terms), *word.forms)
    return tuple(replace(form, share=form.share * word.emphasis) for form in forms)


def _carried_along(earlier: Sequence[Question]) -> list[Question]:
    """Return the earlier questions, each with the words that the later ones did not replace."""
    parts: list[Question] = []
    for question in earlier:
        message = read_message(question)
        if parts and not wants_more(message):
            replaced = replaced_in(question, parts, is_part=message.is_part)
            parts = [replace(p, words=_kept(p, message, replaced)) for p in parts]
        parts.append(question)
    return parts


def _kept(part: Question, message: Message, replaced: Replaced) -> tuple[AskedWord, ...]:
    """Return the words of an earlier question that a message carries.

    A question with words of its own needs no everyday words of the other, unless it has only those.
    """
    asked = {word.folded for word in message.question.words}
    asked |= {term for word in message.question.words for term in word.terms}
    left = [
        word
        for word in part.words
        if word.folded not in asked and asked.isdisjoint(word.terms) and not replaced.holds(word)
    ]
    topics = [word for word in left if word.is_name or word.weight >= TOPIC_WEIGHT]
    is_own = not message.is_part and bool(message.question.words)
    return tuple(topics if is_own and topics else left)


def _wanted_of(earlier: Sequence[Question]) -> Wanted:
    kinds = (question.wanted for question in reversed(earlier))
    return next((kind for kind in kinds if kind is not Wanted.ANYTHING), Wanted.ANYTHING)


def _emphasis(message: Message) -> float:
    if not message.question.words:
        return EMPHASIS_ALONE
    return EMPHASIS_REPLACING if message.is_part else EMPHASIS_BESIDE
