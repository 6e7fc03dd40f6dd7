"""How good the answers are, all of it: every split, beside peers, and what each signal is worth.

    python -m tests.evaluation.report [--json]

Per split: hits, refusals and false refusals by kind of question, stock engines on the same
passages, whether the confidence means what it says, and what typing errors, other spellings, filler
and order cost. Then each signal off in turn. Intervals are 95 %, by bootstrap. A few minutes on one
core. Of the test split only these figures are looked at, never its questions.
"""

# ruff: noqa: T201

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.answering import Answering
from retrieval.evaluation import Report, evaluate
from retrieval.reporting import engines_object, format_engines, format_report, report_object
from retrieval.stock import has_single_answer
from tests.evaluation.ablation import ABLATIONS, Ablation, changes, changes_object, format_changes
from tests.evaluation.calibration import Calibration, calibrate, joined
from tests.evaluation.peers import Asked, Ranks, peer_ranks, read_splits
from tests.evaluation.variations import VARIATIONS, Cost, Vary, costs, format_costs

# The others hold too few questions to tell what a signal is worth.
ABLATED = ("training", "test")


@dataclass(frozen=True)
class SplitReport:
    """What is measured of one split."""

    report: Report
    engines: Ranks
    calibration: Calibration
    costs: Mapping[str, Cost]

    def as_text(self) -> str:
        """Return four tables, one below the other."""
        return "\n\n".join(
            (
                format_report(self.report, misses=False),
                format_engines(self.engines),
                self.calibration.as_text(),
                format_costs(self.costs),
            )
        )

    def as_object(self) -> dict[str, object]:
        """Return the same figures."""
        return {
            "kinds": report_object(self.report),
            "engines": engines_object(self.engines),
            "calibration": self.calibration.as_object(),
            "variations": {name: cost.as_object() for name, cost in self.costs.items()},
        }


def report_split(
    split: Sequence[Asked], variations: Mapping[str, Vary] = VARIATIONS
) -> SplitReport:
    """Ask the dossiers of a split everything."""
    answerings = {asked.name: Answering(asked.dossier) for asked in split}
    graded = {a.name: evaluate(answerings[a.name].ask, a.questions).grades for a in split}
    grades = tuple(grade for asked in split for grade in graded[asked.name])
    ours = [grade.rank for grade in grades if has_single_answer(grade.question)]
    return SplitReport(
        Report(grades),
        {"this bot": ours, **peer_ranks(split)},
        joined([calibrate(answerings[name], found) for name, found in graded.items()]),
        costs(split, lambda asked: answerings[asked.name].ask, variations),
    )


def report_object_of(
    splits: Mapping[str, Sequence[Asked]], ablations: Mapping[str, Ablation] = ABLATIONS
) -> dict[str, object]:
    """Return split -> figures, and signals -> split -> changes."""
    return {
        "splits": {name: report_split(split).as_object() for name, split in splits.items()},
        "signals": {
            name: changes_object(changes(split, ablations))
            for name, split in splits.items()
            if name in ABLATED
        },
    }


def main() -> None:
    """Print the report as text, or as one JSON object."""
    splits = read_splits()
    if "--json" in sys.argv:
        print(json.dumps(report_object_of(splits), ensure_ascii=False))
        return
    for name, split in splits.items():
        asked = sum(len(one.questions) for one in split)
        print(f"== {name}: {len(split)} dossiers, {asked} questions\n", flush=True)
        print(report_split(split).as_text(), end="\n\n", flush=True)
    for name in ABLATED:
        print(f"== {name}: points with one signal off (* surely not 0)\n", flush=True)
        print(format_changes(changes(splits[name])), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
