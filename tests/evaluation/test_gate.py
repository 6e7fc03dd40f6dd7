import pytest

from tests.evaluation.gate import SETS, digest, measure, shortfalls


@pytest.fixture(scope="module", params=SETS, ids=lambda evaluation_set: evaluation_set.name)
def evaluation_set(request):
    return request.param


@pytest.fixture(scope="module")
def report(evaluation_set):
    return measure(evaluation_set)


def test_no_floor_is_broken(evaluation_set, report):
    assert shortfalls(evaluation_set, report) == []


def test_questions_and_documents_are_those_the_floors_were_measured_on(evaluation_set):
    assert digest(evaluation_set) == evaluation_set.pin, (
        "A question or a document changed: run python -m tests.evaluation.gate, look at what "
        "changed in the table, and pin the new digest."
    )


def test_what_has_nothing_to_do_with_the_dossier_is_declined_mostly_without_quotes(report):
    far = [grade for grade in report.grades if grade.question.kind == "unanswerable-far"]

    assert {grade.outcome for grade in far} <= {"nothing", "nearest"}
    assert sum(grade.outcome == "nothing" for grade in far) >= 0.7 * len(far)


def test_every_declined_question_has_a_reason(report):
    declined = [grade for grade in report.grades if grade.declined]

    assert all(grade.reason for grade in declined)
