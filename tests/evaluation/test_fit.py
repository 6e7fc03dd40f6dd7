"""The confidence that ships is the one that the training dossiers give."""

from dataclasses import fields

import numpy as np
import pytest

from retrieval.abstention import LEAST_CONFIDENCE
from retrieval.confidence import BIAS, WEIGHTS, Evidence
from tests.evaluation.fit import THRESHOLDS, fit, joined, judge, read
from tests.evaluation.sets import FITTED, TEST, TRAINING

# The constants are written with two decimals, and each word added to a list moves them a little.
CLOSE = 0.15


@pytest.fixture(scope="module")
def data():
    return {name: read(name) for name in FITTED}


def test_the_weights_are_those_that_the_fit_prints(data):
    fitted = np.round(fit(*joined(data, FITTED)), 2)

    names = ["bias", *(field.name for field in fields(Evidence))]
    away = {
        name: (float(pinned), float(found))
        for name, pinned, found in zip(names, (BIAS, *WEIGHTS), fitted, strict=True)
        if abs(pinned - found) > CLOSE + 1e-9
    }
    assert away == {}, "Run python -m tests.evaluation.fit and write what it prints."


def test_dossiers_left_out_of_the_fit_are_judged_well(data):
    judged = [judge(data, name) for name in FITTED]
    chances = np.concatenate([chance for chance, _ in judged])
    labels = np.concatenate([label for _, label in judged])

    refused = np.mean(chances[labels == 0] < LEAST_CONFIDENCE)
    false = np.mean(chances[labels == 1] < LEAST_CONFIDENCE)

    assert LEAST_CONFIDENCE in THRESHOLDS
    assert refused >= 0.58
    assert false <= 0.15


def test_a_fit_finds_the_side_that_is_right_and_shrinks_what_tells_nothing():
    rows = np.array([[share, 0.0] for share in (0.0, 0.1, 0.2, 0.8, 0.9, 1.0)])
    labels = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])

    _, telling, silent = fit(rows, labels)

    assert telling > 0.5
    assert silent == 0


def test_nothing_is_both_fitted_to_and_judged_by():
    assert set(FITTED) <= set(TRAINING)
    assert not set(TRAINING) & set(TEST)
