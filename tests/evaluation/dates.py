"""Measure how often dates without a year are worked out right, beside dateparser.

    python -m tests.evaluation.dates [--errors]

dateparser is given each expression alone, with the document's date as base, once by its own
choice between past and future and once by the tense that our rules found. --errors lists ours of
the half that is not held back; the other half's stay unread.
"""

# ruff: noqa: T201

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2s
from pathlib import Path
from time import perf_counter

import dateparser  # type: ignore[import-untyped]

from retrieval.date_words import date_words
from retrieval.dates import dates_in
from retrieval.model import Granularity, Resolved
from retrieval.periods import season_number
from retrieval.tense import Tense, verb_of

TABLE = Path(__file__).with_name("dates.tsv")
NOTHING = "-"
_SEASONS = ("spring", "summer", "autumn", "winter")


@dataclass(frozen=True)
class Case:
    """One expression; expected: one value a bracket, all the same."""

    language: str
    published: date | None
    expected: str
    sentence: str
    before: str
    start: int
    end: int


Judge = Callable[[Case], str]


def read_cases(held_back: bool) -> list[Case]:
    return [case for case in _cases() if _is_held(case) == held_back]


def _cases() -> Iterator[Case]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, published, expected, text = line.split("\t")
            before, _, sentence = text.rpartition(" < ")
            opened, closed = sentence.index("["), sentence.index("]")
            plain = re.sub(r"[\[\]]", "", sentence)
            day = None if published == "none" else date.fromisoformat(published)
            before = re.sub(r"[\[\]]", "", before)
            yield Case(language, day, expected, plain, before, opened, closed - 1)


def _is_held(case: Case) -> bool:
    return blake2s(case.sentence.encode(), digest_size=1).digest()[0] % 2 == 1


def ours(case: Case) -> str:
    found = dates_in(case.sentence, case.published, case.language, case.before)
    here = [r for r in found if r.start < case.end and case.start < r.end]
    return written(here[0]) if here else NOTHING


def dateparser_alone(case: Case) -> str:
    return _dateparser(case, "current_period")


def dateparser_with_tense(case: Case) -> str:
    words = date_words(case.language)
    assert words is not None
    verb = verb_of(case.sentence, case.start, case.end, words)
    return _dateparser(case, "future" if verb.tense is Tense.FUTURE else "past")


def _dateparser(case: Case, prefer: str) -> str:
    if case.published is None:
        return NOTHING
    base = datetime.combine(case.published, datetime.min.time())
    data = dateparser.date.DateDataParser(
        languages=[case.language],
        settings={
            "RELATIVE_BASE": base, "PREFER_DATES_FROM": prefer, "RETURN_TIME_AS_PERIOD": False,
        },
    ).get_date_data(case.sentence[case.start : case.end])  # fmt: skip
    if data.date_obj is None:
        return NOTHING
    day: date = data.date_obj.date()
    if data.period == "week":
        return f"{day:%G-W%V}"
    shapes = {"month": "%Y-%m", "year": "%Y"}
    return day.strftime(shapes.get(str(data.period), "%Y-%m-%d"))


def written(resolved: Resolved) -> str:
    first, last = resolved.first, resolved.last
    if resolved.granularity is Granularity.WEEK:
        return f"{first:%G-W%V}"
    if resolved.granularity is Granularity.SEASON:
        return f"{first.year}-{_SEASONS[season_number(first)]}"
    if resolved.granularity is Granularity.DAY and first != last:
        return f"{first}..{last}"
    shapes = {Granularity.YEAR: "%Y", Granularity.MONTH: "%Y-%m", Granularity.DAY: "%Y-%m-%d"}
    return first.strftime(shapes[resolved.granularity])


def precision_and_recall(judge: Judge, cases: Sequence[Case]) -> tuple[float, float]:
    """Return the share of what is worked out that is right, and of what could be that is."""
    said = [(case, judge(case)) for case in cases]
    claimed = [case.expected == value for case, value in said if value != NOTHING]
    wanted = [case.expected == value for case, value in said if case.expected != NOTHING]
    return sum(claimed) / max(1, len(claimed)), sum(wanted) / len(wanted)


def main() -> None:
    judges = {
        "ours": ours,
        "dateparser, alone": dateparser_alone,
        "dateparser, our tense": dateparser_with_tense,
    }
    halves = {"open": read_cases(held_back=False), "held back": read_cases(held_back=True)}
    for name, judge in judges.items():
        for half, cases in halves.items():
            began = perf_counter()
            precision, recall = precision_and_recall(judge, cases)
            each = (perf_counter() - began) / len(cases) * 1000
            print(f"{name:22} {half:10} {len(cases):4} precision {precision:6.1%} "
                  f"recall {recall:6.1%} {each:.3f} ms")  # fmt: skip
    if "--errors" in sys.argv[1:]:
        for case in halves["open"]:
            if (value := ours(case)) != case.expected:
                print(case.language, case.published, case.expected, value, case.sentence)


if __name__ == "__main__":
    main()
