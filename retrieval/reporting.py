"""A measurement of graded questions as tables for people, and as an object for programs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.evaluation import ALL_KINDS, Ask, Grade, GradedQuestion, Report, evaluate
from retrieval.intervals import Interval, mean_interval
from retrieval.model import Passage
from retrieval.stock import STOCK, has_single_answer, ranks_by

# What is measured of a kind of question, in the order of the columns.
_MEASURES: Mapping[str, Callable[[Grade], float | None]] = {
    "hit@1": lambda grade: _if_answerable(grade, grade.rank == 1),
    "hit@3": lambda grade: _if_answerable(grade, grade.rank is not None and grade.rank <= 3),
    "refused": lambda grade: None if grade.question.is_answerable else float(grade.declined),
    "false ref.": lambda grade: _if_answerable(grade, grade.declined),
}


@dataclass(frozen=True, slots=True)
class Measurement:
    """How questions went, and where other engines have the first right passage.

    engines: name -> place for each question that one passage answers; first of all, ours.
    """

    report: Report
    engines: Mapping[str, Sequence[int | None]]

    def as_text(self) -> str:
        """Return the table by kind, what missed, and the table of the engines."""
        beside = "On what one passage answers, beside stock rank-bm25:"
        return f"{format_report(self.report)}\n\n{beside}\n{format_engines(self.engines)}"

    def as_object(self) -> dict[str, object]:
        """Return the same figures, without the questions that missed."""
        return {"kinds": report_object(self.report), "engines": engines_object(self.engines)}


def measure(
    ask: Ask, passages: Sequence[Passage], questions: Sequence[GradedQuestion]
) -> Measurement:
    """Ask every question, and ask rank-bm25 as it comes beside."""
    report = evaluate(ask, questions)
    single = [question for question in questions if has_single_answer(question)]
    places = [grade.rank for grade in report.grades if has_single_answer(grade.question)]
    stock = {name: ranks_by(build(passages), single) for name, build in STOCK.items()}
    return Measurement(report, {"this bot": places, **stock})


def format_report(report: Report, *, misses: bool = True) -> str:
    """Return a plain-text table, a line per kind with 95 % intervals, then what missed."""
    header = f"{'kind':<20}{'n':>5}" + "".join(f"{name:>17}" for name in (*_MEASURES, "MRR"))
    lines = [header, *(_row(report, kind) for kind in (*report.kinds, ALL_KINDS))]
    if misses and report.misses:
        lines += ["", "Missed:", *(_miss(grade) for grade in report.misses)]
    return "\n".join(lines)


def report_object(report: Report) -> dict[str, object]:
    """Return kind -> n, mrr, and per measure share, low and high; None where nothing counts."""
    return {kind: _kind_object(report, kind) for kind in (*report.kinds, ALL_KINDS)}


def format_engines(ranks: Mapping[str, Sequence[int | None]]) -> str:
    """Return a line per engine with hit@1 and hit@3, from the places of its first right passage."""
    lines = [f"{'engine':<20}{'hit@1':>17}{'hit@3':>17}"]
    for name, places in ranks.items():
        line = f"{name:<20}"
        for hits in (hits_within(places, 1), hits_within(places, 3)):
            line += f"{format_share(share_of(hits), mean_interval(hits)):>17}"
        lines.append(line)
    return "\n".join(lines)


def engines_object(ranks: Mapping[str, Sequence[int | None]]) -> dict[str, object]:
    """Return engine -> hit@1 and hit@3, each with share, low and high."""
    return {
        name: {f"hit@{depth}": share_object(hits_within(places, depth)) for depth in (1, 3)}
        for name, places in ranks.items()
    }


def share_object(values: Sequence[float]) -> dict[str, float | None] | None:
    """Return the mean of values with its interval, None of none."""
    interval = mean_interval(values)
    return {"share": share_of(values), **interval._asdict()} if interval else None


def hits_within(places: Sequence[int | None], depth: int) -> list[float]:
    """Return 1.0 for each place that is at most `depth`, 0.0 for the rest."""
    return [float(place is not None and place <= depth) for place in places]


def format_share(share: float | None, interval: Interval | None) -> str:
    """Return a share as "62% (51-73)", or a dash where there is none."""
    if share is None or interval is None:
        return "-"
    return f"{share:.0%} ({100 * interval.low:.0f}-{100 * interval.high:.0f})"


def share_of(values: Sequence[float]) -> float | None:
    """Return the mean of values, None of none."""
    return sum(values) / len(values) if values else None


def _if_answerable(grade: Grade, value: bool) -> float | None:
    return float(value) if grade.question.is_answerable else None


def _values(report: Report, kind: str, measure: str) -> list[float]:
    value_of = _MEASURES[measure]
    grades = (g for g in report.grades if kind in (ALL_KINDS, g.question.kind))
    return [value for value in map(value_of, grades) if value is not None]


def _row(report: Report, kind: str) -> str:
    tally = report.tally(kind)
    columns = [_values(report, kind, measure) for measure in _MEASURES]
    shown = "".join(f"{format_share(share_of(c), mean_interval(c)):>17}" for c in columns)
    mrr = "-" if tally.mrr is None else f"{tally.mrr:.3f}"
    return f"{kind:<20}{tally.answerable + tally.unanswerable:>5}{shown}{mrr:>17}"


def _kind_object(report: Report, kind: str) -> dict[str, object]:
    tally = report.tally(kind)
    measured = {name: share_object(_values(report, kind, name)) for name in _MEASURES}
    return {"n": tally.answerable + tally.unanswerable, "mrr": tally.mrr, **measured}


def _miss(grade: Grade) -> str:
    return f"  {grade.question.id}  {grade.outcome:<8}  {grade.question.question}"
