import json

import pytest

from tests.evaluation.calibration import Calibration, joined
from tests.evaluation.peers import read
from tests.evaluation.rephrasing import with_filler
from tests.evaluation.report import report_object_of, report_split


def test_confidences_that_hold_as_often_as_they_say_have_full_bins_and_a_low_brier():
    sure = Calibration([0.9] * 10, [True] * 9 + [False])

    [only] = sure.bins

    assert (only.low, only.n, only.right) == (0.8, 10, 0.9)
    assert only.confidence == pytest.approx(0.9)
    assert sure.brier == pytest.approx(sure.brier_of_the_rate) == pytest.approx(0.09)


def test_confidences_that_are_wrong_have_a_high_brier():
    assert Calibration([1.0, 0.0], [False, True]).brier == 1.0


def test_all_confidences_are_in_some_bin():
    every = joined([Calibration([0.0, 0.2, 0.4], [True] * 3), Calibration([0.8, 1.0], [True] * 2)])

    assert sum(found.n for found in every.bins) == 5


@pytest.fixture(scope="module")
def split():
    return [read("ferry")]


def test_a_split_is_reported_in_four_tables(split):
    tables = report_split(split, {"filler": with_filler}).as_text().split("\n\n")

    assert [table.split()[0] for table in tables] == ["kind", "engine", "confidence", "variation"]
    assert "this bot" in tables[1]


def test_the_object_is_json_and_names_every_part(split):
    found = json.loads(json.dumps(report_object_of({"test": split}, {})))

    assert set(found) == {"splits", "signals"}
    assert set(found["splits"]["test"]) == {"kinds", "engines", "calibration", "variations"}
    assert found["splits"]["test"]["kinds"]["all"]["n"] == 24
