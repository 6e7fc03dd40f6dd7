"""Fit the weights of `retrieval.ranking` on the training dossiers, and print them.

    python -m tests.evaluation.fit_ranking

The weights are those under which the right passages are likeliest to come first (a softmax over
each question's candidates), held close to the prior by a ridge penalty, none below nought. Every
dossier is also ranked by a fit on all the others; what that reaches is what to expect of dossiers
nobody has seen. The test dossiers are never read here.
"""

# ruff: noqa: T201

import re
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.answering import Answering
from retrieval.evaluation import GradedQuestion, is_document, load_questions
from retrieval.ingest import read_folder
from retrieval.model import Passage
from retrieval.ranking import Ranked, Signals
from tests.evaluation.sets import DOSSIERS, QUESTIONS, SEEDS, TRAINING

Array = npt.NDArray[np.float64]
RIDGE = 0.5
# What one unit of the first score is worth in log odds, where the fit starts.
SCALE = 4.0
ROUNDS = 80
# Tuned on SQuAD 1.1 for the four signals that it had; none for those that it had not.
PRIOR = Signals(
    first=1.0,
    surface=0.77,
    pairs=0.41,
    sentence=0.86,
    wanted=0.25,
    filled=0.0,
    unsaid=0.0,
    covered=0.0,
    near=0.5,
    near_names=0.5,
    context=0.0,
    document=0.0,
    topic=0.0,
)


@dataclass(frozen=True)
class Case:
    """A question's candidates: their signals, as shares of its worth, and which are right."""

    dossier: str
    kind: str
    signals: Array
    right: npt.NDArray[np.bool_]


def main() -> None:
    """Print the weights and what they reach, also on dossiers that were left out."""
    cases = [case for name in TRAINING for case in read(name)]
    prior = np.array(PRIOR) * SCALE
    show("prior", [(case.kind, place(case, prior)) for case in cases])
    show("left out", [found for name in TRAINING for found in left_out(cases, name)])
    weights = fit(cases)
    show("all", [(case.kind, place(case, weights)) for case in cases])
    show("development", [(case.kind, place(case, weights)) for case in read("development")])
    print(f"\nscale {weights[0]:.2f}\nWEIGHTS = Signals(")
    for name, weight in zip(Signals._fields, weights / weights[0], strict=True):
        print(f"    {name}={weight:.2f},")
    print(")")


def read(name: str) -> list[Case]:
    """Return a case for every question that the dossier answers."""
    answering = Answering(read_folder(SEEDS if name == "development" else DOSSIERS / name))
    return [
        case(name, graded, answering.ranked(graded.question))
        for graded in load_questions(QUESTIONS / f"{name}.jsonl")
        if graded.is_answerable
    ]


def case(name: str, graded: GradedQuestion, ranked: list[Ranked]) -> Case:
    """Return a question's candidates as arrays."""
    signals = np.array([item.signals for item in ranked]).reshape(-1, len(Signals._fields))
    scale = (ranked[0].asked if ranked else 0.0) or 1.0
    right = np.array([is_right(item.reading.passage, graded) for item in ranked], dtype=bool)
    return Case(name, graded.kind, signals / scale, right)


def is_right(passage: Passage, graded: GradedQuestion) -> bool:
    """Return whether a passage answers the question, for a comparison one of its documents'."""
    wanted = graded.answers_by_doc or dict.fromkeys(graded.docs, graded.answers)
    return any(
        is_document(passage.document_id, listed)
        and all(re.search(answer, passage.text, re.IGNORECASE) for answer in answers)
        for listed, answers in wanted.items()
    )


def fit(cases: list[Case]) -> Array:
    """Return the weights by Newton's method with an active set for those held at nought."""
    telling = [case for case in cases if case.right.any() and not case.right.all()]
    start = np.array(PRIOR) * SCALE
    weights = start.copy()
    for _ in range(ROUNDS):
        gradient = RIDGE * (weights - start)
        curvature = RIDGE * np.eye(len(weights))
        for one in telling:
            chance = np.exp(one.signals @ weights - (one.signals @ weights).max())
            among_right = np.where(one.right, chance, 0.0)
            chance, among_right = chance / chance.sum(), among_right / among_right.sum()
            mean = chance @ one.signals
            gradient += mean - among_right @ one.signals
            curvature += (one.signals.T * chance) @ one.signals - np.outer(mean, mean)
        free = ~((weights <= 0) & (gradient > 0))
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(curvature[np.ix_(free, free)], gradient[free])
        weights = np.maximum(weights - 0.5 * step, 0.0)
    return weights


def left_out(cases: list[Case], name: str) -> list[tuple[str, int]]:
    """Return the places of one dossier's right passages by a fit on the others."""
    weights = fit([case for case in cases if case.dossier != name])
    return [(case.kind, place(case, weights)) for case in cases if case.dossier == name]


def place(case: Case, weights: Array) -> int:
    """Return the place of the first right candidate, 1,000 where there is none."""
    order = np.argsort(-(case.signals @ weights), kind="stable")
    places = np.flatnonzero(case.right[order])
    return int(places[0]) + 1 if len(places) else 1_000


def show(name: str, found: list[tuple[str, int]]) -> None:
    """Print hit@1 and hit@3 of all and of each kind."""
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for kind, at in found:
        kinds["all"].append(at)
        kinds[kind].append(at)
    shares = (
        f"{kind} {np.mean(np.array(at) <= 1):.0%}/{np.mean(np.array(at) <= 3):.0%}"
        for kind, at in kinds.items()
    )
    mean = np.mean([1 / at if at < 1_000 else 0.0 for at in kinds["all"]])
    print(f"{name:12} MRR {mean:.3f}  {'  '.join(shares)}")


if __name__ == "__main__":
    main()
