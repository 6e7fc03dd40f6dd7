import pytest

from retrieval import ranking
from retrieval.answering import Answering
from tests.evaluation.ablation import ABLATIONS, Ablation, changes, format_changes, places
from tests.evaluation.peers import read
from tests.evaluation.rephrasing import FRAMES


@pytest.fixture(scope="module")
def asked():
    return read("election")


@pytest.fixture(scope="module")
def questions(asked):
    questions = [question.question for question in asked.questions]
    return [*questions, *map(FRAMES[0].format, questions[:3])]


@pytest.fixture(scope="module")
def whole(asked, questions):
    ask = Answering(asked.dossier).ask
    return {question: scores(ask(question)) for question in questions}


@pytest.mark.parametrize("name", ABLATIONS)
def test_every_signal_is_there_and_matters_to_some_reply(name, asked, whole):
    ablation = ABLATIONS[name]

    with ablation.apply():
        ask = Answering(ablation.strip(asked.dossier)).ask
        assert any(scores(ask(question)) != before for question, before in whole.items())


def test_a_signal_is_on_again_afterwards(asked, whole):
    before = ranking.WEIGHTS
    with ABLATIONS["surface"].apply():
        assert ranking.WEIGHTS.surface < before.surface / 100

    ask = Answering(asked.dossier).ask
    assert before == ranking.WEIGHTS
    assert all(scores(ask(question)) == whole[question] for question in list(whole)[:5])


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


def scores(reply):
    """Return what tells one way of ranking from another."""
    return [(quote.passage.id, quote.score) for quote in reply.quotes]
