"""Fit the confidence of `retrieval.confidence` on the training dossiers, and print it.

    python -m tests.evaluation.fit

Every dossier is also judged by a fit on all the others; what that reaches at each threshold is
what to expect of dossiers nobody has seen. The test dossiers are never read here.
"""

# ruff: noqa: T201

from dataclasses import astuple, fields

import numpy as np
import numpy.typing as npt

from retrieval.answering import Answering
from retrieval.confidence import Evidence
from retrieval.evaluation import evaluate, load_questions
from retrieval.ingest import read_folder
from retrieval.orders import order_kind
from tests.evaluation.sets import DOSSIERS, FITTED, QUESTIONS

Array = npt.NDArray[np.float64]
RIDGE = 1.0
THRESHOLDS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)


def main() -> None:
    """Print the weights, and refusals and false refusals on dossiers that were left out."""
    data = {name: read(name) for name in FITTED}
    left_out = [judge(data, name) for name in FITTED]
    chances = np.concatenate([chance for chance, _ in left_out])
    labels = np.concatenate([label for _, label in left_out])
    print("threshold  refused  false refusals   (each dossier by a fit on the others)")
    for threshold in THRESHOLDS:
        refused = np.mean(chances[labels == 0] < threshold)
        false = np.mean(chances[labels == 1] < threshold)
        print(f"{threshold:9.2f}  {refused:7.0%}  {false:14.0%}")
    bias, *weights = fit(*joined(data, FITTED))
    print(f"\nBIAS = {bias:.2f}\nWEIGHTS = (")
    for field, weight in zip(fields(Evidence), weights, strict=True):
        print(f"    {weight:.2f},  # {field.name}")
    print(")")


def read(name: str) -> tuple[Array, Array]:
    """Return a row of facts for every question with evidence, and whether a quote answers it.

    A question whose answer was not among the quotes counts like one without an answer: to offer
    its quotes as the answer would be as wrong.
    """
    answering = Answering(read_folder(DOSSIERS / name))
    rows, labels = [], []
    for grade in evaluate(answering.ask, load_questions(QUESTIONS / f"{name}.jsonl")).grades:
        evidence = answering.evidence(grade.question.question)
        if evidence is not None and order_kind(grade.question.question, "en") is None:
            rows.append(astuple(evidence))
            labels.append(float(grade.rank is not None))
    return np.array(rows), np.array(labels)


def judge(data: dict[str, tuple[Array, Array]], name: str) -> tuple[Array, Array]:
    """Return the chances of one dossier's questions by a fit on the others, and their labels."""
    weights = fit(*joined(data, [other for other in FITTED if other != name]))
    rows, labels = data[name]
    return sigmoid(np.c_[np.ones(len(rows)), rows] @ weights), labels


def joined(data: dict[str, tuple[Array, Array]], names: list[str]) -> tuple[Array, Array]:
    """Return the rows and labels of several dossiers."""
    return np.concatenate([data[n][0] for n in names]), np.concatenate([data[n][1] for n in names])


def fit(rows: Array, labels: Array) -> Array:
    """Return bias and weights by Newton's method, with a ridge penalty on the weights."""
    design = np.c_[np.ones(len(rows)), rows]
    penalty = RIDGE * np.diag([0.0, *np.ones(rows.shape[1])])
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        chance = sigmoid(design @ weights)
        gradient = design.T @ (chance - labels) + penalty @ weights
        curvature = (design.T * (chance * (1 - chance))) @ design + penalty
        weights -= np.linalg.solve(curvature, gradient)
    return weights


def sigmoid(x: Array) -> Array:
    """Return the logistic function."""
    result: Array = 1 / (1 + np.exp(-x))
    return result


if __name__ == "__main__":
    main()
