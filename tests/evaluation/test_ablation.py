from contextlib import closing
from dataclasses import replace

import pytest

from retrieval import ranking
from retrieval.answering import Answering
from retrieval.evaluation import evaluate
from tests.evaluation.ablation import (
    ABLATIONS,
    Ablation,
    Remembered,
    changes,
    format_changes,
    places,
)
from tests.evaluation.peers import read
from tests.evaluation.rephrasing import FRAMES


@pytest.fixture(scope="module")
def asked():
    return read("election")


@pytest.fixture(scope="module")
def whole(asked):
    """The replies about two dossiers."""
    return [(one, replies_of(one, Ablation())) for one in (asked, read("museum"))]


@pytest.mark.parametrize("name", ABLATIONS)
def test_every_signal_is_there_and_matters_to_some_reply(name, whole):
    assert any(changes_a_reply(ABLATIONS[name], asked, replies) for asked, replies in whole)


def test_a_signal_is_on_again_afterwards(asked, whole):
    before = ranking.WEIGHTS
    with ABLATIONS["surface"].apply():
        assert ranking.WEIGHTS.surface < before.surface / 100

    _, replies = whole[0]
    assert before == ranking.WEIGHTS
    assert replies_of(asked, Ablation()) == replies


def test_a_signal_that_was_renamed_is_noticed():
    with pytest.raises(AttributeError), Ablation({"retrieval.ranking.NO_SUCH": 0.0}).apply():
        pass


def test_changes_are_told_in_points_at_both_depths(asked):
    hopeless = Ablation({"retrieval.answering.MOST_QUOTES": 0})

    found = changes([asked], {"hopeless": hopeless, "nothing": Ablation()})

    ranks = places([asked])
    assert found["hopeless"][1].points == pytest.approx(-100 * ranks.count(1) / len(ranks))
    assert found["hopeless"][3].is_sure
    assert found["nothing"][3].points == 0.0
    assert not found["nothing"][3].is_sure
    assert [line.split()[0] for line in format_changes(found).splitlines()] == [
        "off",
        "hopeless",
        "nothing",
    ]


def replies_of(asked, ablation):
    return list(each_reply(asked, ablation))


def changes_a_reply(ablation, asked, replies):
    # A generator that is left early must be closed, or the signal stays off.
    with closing(each_reply(asked, ablation)) as found:
        return any(reply != before for reply, before in zip(found, replies, strict=False))


def each_reply(asked, ablation):
    """Yield what tells one way of ranking from another, for each question."""
    questions = [question.question for question in asked.questions]
    with ablation.apply():
        ask = Answering(ablation.strip(asked.dossier) if ablation.strip else asked.dossier).ask
        for question in [*questions, *map(FRAMES[0].format, questions[:3])]:
            yield [(quote.passage.id, quote.score) for quote in ask(question).quotes]


def test_what_is_remembered_changes_no_place(asked):
    some = replace(asked, questions=asked.questions[::6])
    remembered = Remembered()
    places([some], remembered=remembered)

    for name, ablation in ABLATIONS.items():
        with ablation.apply():
            dossier = ablation.strip(some.dossier) if ablation.strip else some.dossier
            answerable = [question for question in some.questions if question.is_answerable]
            grades = evaluate(Answering(dossier).ask, answerable).grades
        expected = [grade.rank for grade in grades]
        assert places([some], ablation, remembered) == expected, name
