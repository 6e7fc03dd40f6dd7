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
# How far off a verb is looked for: there first where most are, since looking takes time.
_REACHES = (60, 150, 400)
_LONGEST_VERB = 30


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
    for reach in _REACHES:
        low, high = max(0, start - reach), min(len(sentence), end + reach)
        verbs = _verbs(sentence[low:high], start - low, end - low, words)
        if not verbs:
            continue
        away, verb = min(verbs)
        # What begins farther off may have been cut, and none that was not seen is nearer.
        is_all = low == 0 and high == len(sentence)
        if is_all or reach == _REACHES[-1] or away <= reach - _LONGEST_VERB:
            return verb
    return Verb(Tense.UNKNOWN, "")


def _verbs(sentence: str, start: int, end: int, words: DateWords) -> list[tuple[int, Verb]]:
    """Return the verbs, each with how far it is from [start:end], and the longer ones alone."""
    found: list[tuple[Tense, re.Match[str]]] = []
    # The longer matches first: "was due to end" before "was", "is closed" before "closed".
    for tense, pattern in (
        (Tense.UNKNOWN, words.either),
        (Tense.FUTURE, words.future),
        (Tense.UNKNOWN, words.present),
        (Tense.PAST, words.past),
    ):
        taken = [match.span() for _, match in found]
        found += [
            (tense, match)
            for match in pattern.finditer(sentence)
            if not any(_overlap(match, *span) for span in (*taken, (start, end)))
        ]
    return [
        (_distance(sentence, match, start, end, words), Verb(tense, match[0]))
        for tense, match in found
    ]


def _overlap(match: re.Match[str], start: int, end: int) -> bool:
    return match.start() < end and start < match.end()


def _distance(sentence: str, match: re.Match[str], start: int, end: int, words: DateWords) -> int:
    behind = match.start() >= end
    low, high = (end, match.start()) if behind else (match.end(), start)
    between = sentence[low:high]
    clauses = len(words.apart.findall(between))
    return len(between) + _CLAUSE * clauses + _BEHIND * behind
