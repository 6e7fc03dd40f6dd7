"""What a follow-up replaces in the question before: "and in 2024?" the year, "and Turkey?" a name.

Years, months and weekdays give way to others, an office to another office with the name beside it,
and a name to the name in the same place: after the same preposition, or after none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.parsing import AskedWord, Question
from retrieval.phrasebook import phrasebook
from retrieval.stopwords import role_words
from retrieval.tokenization import Token, tokenize

Run = tuple[AskedWord, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """The words of an earlier question that a later one replaces; false when there are none."""

    words: frozenset[AskedWord] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words)

    def holds(self, word: AskedWord) -> bool:
        """Return whether a word is replaced."""
        return word in self.words


def replaced_in(question: Question, formers: Sequence[Question], *, is_part: bool) -> Replaced:
    """Return what the question replaces in former ones.

    is_part: the question is only a part of one, so what it names stands in the place of another.
    """
    found: set[AskedWord] = set()
    for former in formers:
        if any(_is_time(word, question.language) for word in question.words):
            found.update(word for word in former.words if _is_time(word, former.language))
        if is_part:
            found.update(_roles(question, former))
            found.update(_names(question, former))
    return Replaced(frozenset(found))


def _is_time(word: AskedWord, language: str) -> bool:
    return word.text[0].isdigit() or word.folded in phrasebook(language).words("time")


def _roles(question: Question, former: Question) -> Iterator[AskedWord]:
    """Yield the offices in the former question, if the question names one, and whose they are."""
    if not any(word.folded in role_words(question.language) for word in question.words):
        return
    runs = _runs(former)
    for word in former.words:
        if word.folded in role_words(former.language):
            yield word
            beside = (word.position - 1, word.position + 1)
            for run in runs:
                if run[0].position in beside or run[-1].position in beside:
                    yield from run


def _names(question: Question, former: Question) -> Iterator[AskedWord]:
    """Yield the name in the former question that the one of the question stands for."""
    new, old = _runs(question), _runs(former)
    if len(new) != 1 or not old:
        return
    place = _preposition(new[0], question)
    same = [run for run in old if _preposition(run, former) == place]
    if len(same) == 1:
        yield from same[0]
    elif len(old) == 1:
        yield from old[0]


def _runs(question: Question) -> list[Run]:
    """Return the names of a question; words side by side are one name."""
    runs: list[list[AskedWord]] = []
    for word in question.words:
        if not word.is_name or _is_time(word, question.language):
            continue
        if runs and word.position == runs[-1][-1].position + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [tuple(run) for run in runs]


def _preposition(run: Sequence[AskedWord], question: Question) -> str:
    """Return the preposition before a name, with or without an article between; else nothing."""
    book = phrasebook(question.language)
    tokens: list[Token] = tokenize(question.read, question.language)[: run[0].position]
    while tokens and tokens[-1].folded in book.words("determiner"):
        tokens.pop()
    before = tokens[-1].folded if tokens else ""
    return before if before in ("about", *book.words("preposition")) else ""
