"""A few questions that the dossier answers, and a sentence on what it is about; both by rule.

Names are runs of capitalised words inside sentences. Nothing here knows a language's grammar
beyond English question frames; a dossier in another language gets its bare names as questions.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Protocol

from retrieval.answering import Answering
from retrieval.index.building import Indexable
from retrieval.languages import language_of
from retrieval.model import Answer
from retrieval.stopwords import address_words, everyday_words, role_words, stop_words

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚƏĞĪİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽА-ЯЁЄІЇҐ"
_CAPITALISED = rf"[{_CAPITAL}][\w’'-]*[^\W_]"
_NAME = re.compile(rf"\b{_CAPITALISED}(?:[ –-]{_CAPITALISED}){{1,4}}")
_PERSON_BEFORE = re.compile(rf"\b(\w+) ({_CAPITALISED}(?: {_CAPITALISED}){{1,2}})")
_PERSON_AFTER = re.compile(
    rf"\b({_CAPITALISED}(?: {_CAPITALISED}){{1,2}}), ((?:[\w’'-]+ ?){{1,8}})"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_TIME = re.compile(rf"\bin ((?:(?:{_MONTH}) )?(?:1[6-9]|20)\d\d)\b")

# A large dossier is told by its first passages; reading them all would take minutes.
_READ = 1_000

# A question that names a thing of more words than this is clumsy.
_LONGEST_NAME = 40
# So many candidates of each pattern are tried before giving up on it.
_TRIED = 12


class Described(Indexable, Protocol):
    """A dossier with what its manifest says of it."""

    @property
    def title(self) -> str | None:
        """The dossier's name."""
        ...

    @property
    def about(self) -> str | None:
        """One sentence on what it is about."""
        ...

    @property
    def examples(self) -> tuple[str, ...]:
        """Questions that its editor proposes."""
        ...


def example_questions(dossier: Described, answering: Answering, count: int = 3) -> tuple[str, ...]:
    """Return up to `count` questions that get an answer, each from another passage.

    The editor's own come first, then questions made from people, names and dates in turn.
    """
    chosen: list[str] = []
    quoted: set[str] = set()
    for question in (*dossier.examples, *_made_questions(dossier)):
        if len(chosen) == count:
            break
        passage = _answered_by(answering, question)
        if passage is not None and question not in chosen and passage not in quoted:
            chosen.append(question)
            quoted.add(passage)
    return tuple(chosen)


def describe(dossier: Described) -> str:
    """Return one sentence on what the dossier is about: its manifest's, else one made by rule."""
    if stated := dossier.about or dossier.title:
        return stated if stated.endswith((".", "!", "?")) else f"{stated}."
    count = len(dossier.documents)
    if not count:
        return "The dossier is empty."
    documents = "One document" if count == 1 else f"{count} documents"
    names = [name for name, _ in _names(dossier).most_common(3)]
    about = f" about {_enumerated(names)}" if names else ""
    return f"{documents}{about}{_span(dossier)}."


def _answered_by(answering: Answering, question: str) -> str | None:
    """Return the passage that answers first, or None where the question gets no answer."""
    reply = answering.ask(question)
    return reply.quotes[0].passage.id if isinstance(reply, Answer) and reply.quotes else None


def _made_questions(dossier: Described) -> Iterator[str]:
    languages = Counter(language_of(document) for document in dossier.documents)
    names = _names(dossier)
    if languages and languages.most_common(1)[0][0] != "en":
        return iter(list(names)[:_TRIED])
    texts = [passage.text for passage in dossier.passages[:_READ]]
    people = [f"Who is {name}?" for name in _people(texts)]
    things = [
        f"What does the dossier say about {_with_article(name, texts)}?"
        for name, _ in names.most_common()
        if not any(name.split()[-1] in person for person in people)
    ]
    times = [f"What happened in {time}?" for time in _times(texts)]
    return _in_turn(people[:_TRIED], things[:_TRIED], times[:_TRIED])


def _in_turn(*kinds: Sequence[str]) -> Iterator[str]:
    """Yield one of each kind, then the next of each: people, things, times, people …"""
    for questions in zip_longest(*kinds):
        yield from (question for question in questions if question)


def _people(texts: Sequence[str]) -> list[str]:
    """Return names that stand beside a word for what a person is, most often named first."""
    roles = role_words("en")
    found = []
    for text in texts:
        for match in _PERSON_AFTER.finditer(text):
            words = match[2].lower().split()
            if words[0] == "who" or roles.intersection(words):
                found.append(match[1])
        found += [m[2] for m in _PERSON_BEFORE.finditer(text) if m[1].lower() in roles]
    names = [n for n in dict.fromkeys(found) if _is_name(n) and _without_role(n) == n]
    return sorted(names, key=lambda name: -sum(name in text for text in texts))


def _names(dossier: Described) -> Counter[str]:
    """Return names of several words and the number of passages that hold each."""
    counts: Counter[str] = Counter()
    for passage in dossier.passages[:_READ]:
        found = {_without_role(match[0]) for match in _NAME.finditer(passage.text)}
        counts.update(sorted(name for name in found if " " in name and _is_name(name)))
    return counts


def _without_role(name: str) -> str:
    """Return what follows the last word for what a person is: “President Ada Byron”, Ada Byron."""
    words = name.removesuffix("’s").removesuffix("'s").split(" ")
    roles = [place for place, word in enumerate(words) if word.lower() in role_words("en")]
    return " ".join(words[roles[-1] + 1 :]) if roles else " ".join(words)


def _is_name(name: str) -> bool:
    """Return whether a run of capitalised words names something: not “On Monday”, not “The”."""
    words = re.split(r"[ –-]", name.lower())
    common = stop_words("en") | everyday_words("en") | address_words("en")
    return (
        len(name) <= _LONGEST_NAME
        and words[0] not in stop_words("en")
        and any(word not in common for word in words)
    )


def _with_article(name: str, texts: Sequence[str]) -> str:
    """Return the name with “the” where the dossier mostly writes it so."""
    pattern = re.compile(rf"(\bthe )?\b{re.escape(name)}\b", re.IGNORECASE)
    uses = [match[1] for text in texts for match in pattern.finditer(text)]
    return f"the {name}" if sum(use is not None for use in uses) * 2 > len(uses) else name


def _times(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(match[1] for text in texts for match in _TIME.finditer(text)))


def _span(dossier: Described) -> str:
    dates = sorted(document.published for document in dossier.documents if document.published)
    if not dates or len(dates) < len(dossier.documents):
        return ""
    first, last = _spelt(dates[0]), _spelt(dates[-1])
    return f", {first}" if first == last else f", {first} to {last}"


def _spelt(day: date) -> str:
    return f"{day.day} {_MONTH.split('|')[day.month - 1]} {day.year}"


def _enumerated(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
