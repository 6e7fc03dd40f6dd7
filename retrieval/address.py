"""Which words of a message are spoken to the bot, and ask the dossier nothing.

"hello dear bot, can you tell me", "sorry to bother you but", "I'm preparing a talk and need to
know": phrases of `lexicon/phrases/`, and whole clauses in which people speak of themselves while
another clause asks. Single words are not enough to tell: "help" and "source" may be what a question
is about.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from retrieval.phrasebook import Phrasebook, SpokenWord, phrasebook, spoken_words
from retrieval.stopwords import stop_words

Span = tuple[int, int]

# What is spoken to the bot wherever it stands; where a clause begins; as a clause of its own, or
# where one ends; and after other words of that kind.
ANYWHERE = frozenset({"address"})
BEGINNING = frozenset({"address", "opener", "greeting", "how_are_you"})
ENDING = frozenset({"thanks", "farewell", "closing"})
ALONE = frozenset(
    {"reaction", "vocative", "closing", "thanks", "farewell", "how_are_you", "greeting"}
)
VOCATIVE = frozenset({"vocative"})
_POINTING = ("pronoun", "demonstrative")
_LEAST_OF_ITS_OWN = 2
_INTRODUCTION = frozenset({"self"})

_BREAK = re.compile(r"[,.;:!?…\n()\[\]،؛؟。—–]|\s-+\s")
_ASKS = re.compile(r"\s*[?؟]")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|„[^“”]*[“”]")
# Nobody introduces themselves at greater length before a question.
_LONGEST_INTRODUCTION = 8


def spoken_to_bot(text: str, language: str) -> tuple[Span, ...]:
    """Return the stretches of a text that are spoken to the bot, as [start, end) in characters."""
    return _spoken_to_bot(text, language)


# A question is read again for each button under its reply.
@lru_cache(maxsize=256)
def _spoken_to_bot(text: str, language: str) -> tuple[Span, ...]:
    words = spoken_words(text)
    book = phrasebook(language)
    breaks = _breaks(text, words)
    spoken = _phrases(words, breaks, book)
    spoken |= _about_the_asker(text, words, breaks, spoken, book, stop_words(language))
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    kept = {at for at in spoken if not _is_inside(words[at], quoted)}
    firsts = (at for at in sorted(kept) if at - 1 not in kept)
    lasts = (at for at in sorted(kept) if at + 1 not in kept)
    return tuple((words[a].start, words[b].end) for a, b in zip(firsts, lasts, strict=True))


def without_address(text: str, language: str) -> str:
    """Return the text with a blank for every character that is spoken to the bot."""
    for start, end in spoken_to_bot(text, language):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _breaks(text: str, words: Sequence[SpokenWord]) -> set[int]:
    """Return the numbers of the words that begin a clause, and of the place after the last."""
    between = range(1, len(words))
    found = {at for at in between if _BREAK.search(text, words[at - 1].end, words[at].start)}
    return {0, len(words)} | found


def _phrases(words: Sequence[SpokenWord], breaks: set[int], book: Phrasebook) -> set[int]:
    """Return the numbers of the words that phrases take up."""
    spoken: set[int] = set()
    at, begins = 0, True
    while at < len(words):
        begins = begins or at in breaks
        end = _end_of_phrase(words, at, begins, breaks, book)
        if end == at:
            at, begins = at + 1, False
        else:
            spoken.update(range(at, end))
            at = end
            begins = begins or at in breaks
    return spoken


def _end_of_phrase(
    words: Sequence[SpokenWord], at: int, begins: bool, breaks: set[int], book: Phrasebook
) -> int:
    """Return where the words spoken to the bot from `at` on end; `at` if there are none."""
    ends = [at]
    said = book.said_at(words, at, BEGINNING if begins else ANYWHERE)
    if said:
        ends.append(said.end)
    alone = book.said_at(words, at, ALONE if begins else ENDING)
    if alone and alone.end in breaks:
        ends.append(alone.end)
    if begins and at and at not in breaks:  # after other such words: "hello dear bot"
        named = book.said_at(words, at, VOCATIVE)
        if named:
            ends.append(named.end)
    return max(ends)


def _about_the_asker(
    text: str,
    words: Sequence[SpokenWord],
    breaks: set[int],
    spoken: set[int],
    book: Phrasebook,
    idle: Collection[str],
) -> set[int]:
    """Return the numbers of the words of clauses in which people speak of themselves or the bot.

    Such a clause counts where another one asks, and as far as it does not name what it is about; a
    question with "he" or "it" may well mean something in a clause before it.
    """
    clauses = list(_clauses(breaks))
    asking = [c for c in clauses if _asks(text, words, c, spoken, book)]
    said_who = [c for c in clauses if len(clauses) > 1 and _introduces(text, words, c, book)]
    found = {at for clause in said_who for at in clause}
    if not asking:
        return found
    refers = any(_refers(words, clause, book, idle) for clause in asking)
    for clause in clauses:
        may_be_meant = refers and clause.start < asking[-1].start
        if clause not in asking and not may_be_meant:
            found.update(_spoken_of(text, words, clause, spoken, book))
    return found


def _refers(
    words: Sequence[SpokenWord], clause: range, book: Phrasebook, idle: Collection[str]
) -> bool:
    """Return whether a question may mean something that was said before it.

    idle: words that carry no topic; a question of nearly nothing else is about what came before.
    """
    said = [words[at].folded for at in clause]
    if any(word in book.words(kind) for word in said for kind in _POINTING):
        return True
    return sum(word not in idle for word in said) < _LEAST_OF_ITS_OWN


def _clauses(breaks: set[int]) -> Iterator[range]:
    edges = sorted(breaks)
    for start, end in pairwise(edges):
        yield range(start, end)


def _asks(
    text: str, words: Sequence[SpokenWord], clause: range, spoken: set[int], book: Phrasebook
) -> bool:
    """Return whether a clause is a question that says more than words spoken to the bot."""
    left = [words[at].folded for at in clause if at not in spoken]
    asking = book.words("question")
    marked = _ASKS.match(text, words[clause[-1]].end) is not None
    return len(left) > 1 and (marked or any(word in asking for word in left))


def _introduces(text: str, words: Sequence[SpokenWord], clause: range, book: Phrasebook) -> bool:
    """Return whether people say who they are: "I'm Peter from the Gazette", "I live in Lund"."""
    if any(book.said_at(words, at, _INTRODUCTION) for at in clause[:2]):
        return True
    is_me = [words[at].folded in book.words("me_being") for at in clause[:2]]
    return len(clause) > 2 and all(is_me) and text[words[clause[2]].start].isupper()


def _spoken_of(
    text: str, words: Sequence[SpokenWord], clause: range, spoken: set[int], book: Phrasebook
) -> Iterator[int]:
    """Yield the words of a clause about oneself, but not what it says that it is about."""
    left = (
        at for at in clause if at not in spoken or words[at].folded in book.words("first_person")
    )
    begins = words[next(left, clause.start)].folded in book.words("first_person")
    if begins or any(
        words[at].folded in book.words("second_person") for at in clause if at not in spoken
    ):
        yield from _before_topic(text, words, clause, book, is_short_enough=begins)


def _before_topic(
    text: str,
    words: Sequence[SpokenWord],
    clause: range,
    book: Phrasebook,
    *,
    is_short_enough: bool,
) -> Iterator[int]:
    """Yield the words of a clause before what it says it is about; none where it names something.

    A short clause that begins with "I" may hold names ("I am Peter from the Gazette").
    """
    named = any(text[words[at].start].isupper() for at in clause[1:] if len(words[at].folded) > 1)
    if named and not (is_short_enough and len(clause) <= _LONGEST_INTRODUCTION):
        return
    for at in clause:
        after = words[at + 1].folded if at + 1 < clause.stop else ""
        if words[at].folded in book.words("intro") and after not in book.words("no_topic"):
            return
        yield at


def _is_inside(word: SpokenWord, spans: Sequence[Span]) -> bool:
    return any(start <= word.start < end for start, end in spans)
