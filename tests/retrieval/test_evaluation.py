import json

import pytest

from retrieval.answering import Answering
from retrieval.evaluation import (
    GradedQuestion,
    evaluate,
    is_document,
    load_questions,
)
from retrieval.reporting import format_report
from tests.retrieval.builders import a_document, of_documents

FERRY = (
    "The ferry Marisol ran aground off Kelder Point.",
    "A worn hose caused the loss of steering.",
    "Trees grow on the island.",
)
BRIDGE = ("A bridge would cost 410 million crowns.", "Piers may change the currents.")


@pytest.fixture(scope="module")
def ask():
    return Answering(
        of_documents(a_document(*FERRY, id="000-ferry"), a_document(*BRIDGE, id="001"))
    ).ask


def a_question(text, docs=("000",), answers=("hose",), kind="fact", by_doc=None):
    return GradedQuestion("q1", text, kind, docs, answers, by_doc or {})


def test_a_right_first_quote_is_a_hit(ask):
    [grade] = evaluate(ask, [a_question("What caused the loss of steering?")]).grades

    assert (grade.rank, grade.outcome, grade.is_miss) == (1, "answer", False)


def test_a_quote_from_another_document_is_no_hit(ask):
    [grade] = evaluate(ask, [a_question("What caused the loss of steering?", ("001",))]).grades

    assert grade.rank is None
    assert grade.is_miss


def test_all_patterns_must_be_found_in_one_quote_whatever_their_case(ask):
    question = a_question("loss of steering hose", answers=("HOSE", "aground"))

    assert evaluate(ask, [question]).grades[0].rank is None


def test_a_comparison_needs_a_quote_of_every_document(ask):
    text = "ferry aground, bridge crowns"
    by_doc = {"000": ("aground",), "001": ("crowns",)}

    both, one = evaluate(
        ask,
        [
            a_question(text, ("000", "001"), (), "compare", by_doc),
            a_question(text, ("000", "001"), (), "compare", by_doc | {"001": ("lanterns",)}),
        ],
    ).grades

    assert both.rank == 1
    assert one.rank is None


def test_declining_is_right_only_where_the_dossier_is_silent(ask):
    silent = a_question("Who eats pancakes?", (), (), "unanswerable-far")
    known = a_question("Who eats pancakes?")

    report = evaluate(ask, [silent, known])

    assert [grade.is_miss for grade in report.grades] == [False, True]
    assert report.tally().refusals == 1
    assert report.tally("fact").false_refusals == 1
    assert report.tally("fact").refusals is None


def test_the_table_names_every_kind_and_every_miss(ask):
    text = format_report(evaluate(ask, [a_question("Who eats pancakes?")]))

    assert [line.split()[0] for line in text.splitlines() if line] == [
        "kind",
        "fact",
        "all",
        "Missed:",
        "q1",
    ]


@pytest.mark.parametrize(
    ("id_", "listed", "same"),
    [
        ("000", "000", True),
        ("000-ferry", "000", True),
        ("000_63c2", "000", True),
        ("0001", "000", False),
        ("00", "000", False),
    ],
)
def test_a_listed_document_is_known_by_the_start_of_its_id(id_, listed, same):
    assert is_document(id_, listed) == same


def test_questions_are_read_in_order_and_unknown_fields_are_ignored(tmp_path):
    path = tmp_path / "questions.jsonl"
    row = {"id": "a", "question": "Who?", "kind": "fact", "docs": ["000"], "answers": ["x"]}
    path.write_text(f"{json.dumps(row | {'note': 'n'})}\n\n{json.dumps(row | {'id': 'b'})}\n")

    questions = load_questions(path)

    assert [question.id for question in questions] == ["a", "b"]
    assert questions[0].docs == ("000",)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "a"}', '{"id":"a","question":"q","kind":"k","answers":["("]}']
)
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "questions.jsonl"
    path.write_text(line)

    with pytest.raises(ValueError, match=r"questions\.jsonl, line 1"):
        load_questions(path)
