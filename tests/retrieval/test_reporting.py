import pytest

from retrieval.answering import Answering
from retrieval.evaluation import GradedQuestion
from retrieval.reporting import format_share, measure
from retrieval.stock import STOCK, ranks_by
from tests.retrieval.builders import a_document, of_documents

DOSSIER = of_documents(
    a_document("The ferry Marisol ran aground off Kelder Point.", "Trees grow there.", id="ferry"),
    a_document("A bridge would cost 410 million crowns.", "Piers may change it.", id="bridge"),
)
QUESTIONS = (
    GradedQuestion("a", "Where did the ferry run aground?", "fact", ("ferry",), ("Kelder",)),
    GradedQuestion("a", "What would the bridge cost?", "fact", ("bridge",), ("410",)),
    GradedQuestion("c", "Who eats pancakes?", "far"),
)


@pytest.fixture(scope="module")
def measurement():
    return measure(Answering(DOSSIER).ask, DOSSIER.passages, QUESTIONS)


def test_the_table_shows_intervals_and_the_stock_engines_beside_this_bot(measurement):
    lines = measurement.as_text().splitlines()

    assert lines[1].split()[:4] == ["fact", "2", "100%", "(100-100)"]
    assert [line.split("  ")[0] for line in lines[-3:]] == ["this bot", *STOCK]


def test_the_object_has_the_same_figures(measurement):
    found = measurement.as_object()

    assert found["kinds"]["fact"]["hit@1"] == {"share": 1.0, "low": 1.0, "high": 1.0}
    assert found["kinds"]["far"]["hit@1"] is None
    assert found["kinds"]["all"]["n"] == 3
    assert found["engines"]["this bot"]["hit@3"]["share"] == 1.0


def test_engines_are_measured_on_what_one_passage_answers(measurement):
    assert {len(places) for places in measurement.engines.values()} == {2}


def test_a_share_of_nothing_is_a_dash():
    assert format_share(None, None) == "-"


@pytest.mark.parametrize("build", STOCK.values())
def test_a_stock_engine_ranks_a_right_passage_and_survives_an_empty_dossier(build):
    assert ranks_by(build(DOSSIER.passages), QUESTIONS[1:2]) == [1]
    assert ranks_by(build(()), QUESTIONS[1:2]) == [None]
