"""Whether a place in a sentence is about what was or what will be, by the nearest verb."""

import re
from enum import IntEnum
from typing import NamedTuple

from retrieval.date_words import DateWords

# What a clause's end and standing after the expression count, in characters. Weekdays stand behind
# their verb in most sentences; tuned on the half of tests/evaluation/dates.tsv that is not held
# back, where anything from 20 to 80 and from 5 to 30 gives the same.
_CLAUSE = 40
_BEHIND = 15


class Tense(IntEnum):
    """The sign of the time that a verb puts between its sentence and what it tells."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


class Verb(NamedTuple):
    """The verb that an expression goes with; text is empty where there is none."""

    tense: Tense
    text: str


def verb_of(sentence: str, start: int, end: int, words: DateWords) -> Verb:
    """Return the verb to which an expression at [start:end] of a sentence belongs."""
    verbs: list[tuple[Tense, re.Match[str]]] = []
    # The longer matches first: "was due to end" before "was", "is closed" before "closed".
    for tense, pattern in (
        (Tense.UNKNOWN, words.either),
        (Tense.FUTURE, words.future),
        (Tense.UNKNOWN, words.present),
        (Tense.PAST, words.past),
    ):
        taken = [match.span() for _, match in verbs]
        verbs += [
            (tense, match)
            for match in pattern.finditer(sentence)
            if not any(_overlap(match, *span) for span in (*taken, (start, end)))
        ]
    if not verbs:
        return Verb(Tense.UNKNOWN, "")
    tense, nearest = min(verbs, key=lambda verb: _distance(sentence, verb[1], start, end, words))
    return Verb(tense, nearest[0])


def _overlap(match: re.Match[str], start: int, end: int) -> bool:
    return match.start() < end and start < match.end()


def _distance(
    sentence: str, match: re.Match[str], start: int, end: int, words: DateWords
) -> tuple[int, int]:
    behind = match.start() >= end
    low, high = (end, match.start()) if behind else (match.end(), start)
    between = sentence[low:high]
    clauses = len(words.apart.findall(between))
    return len(between) + _CLAUSE * clauses + _BEHIND * behind, match.start()
