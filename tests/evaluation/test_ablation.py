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
def scores_of(asked):
    """Return what tells one way of ranking from another: every score of every reply."""
    questions = [question.question for question in asked.questions]
    questions += [FRAMES[0].format(question) for question in questions[:3]]

    def scores_of(ablation):
        with ablation.apply():
            answering = Answering(ablation.strip(asked.dossier))
            replies = [answering.ask(question) for question in questions]
            return [[(q.passage.id, q.score) for q in reply.quotes] for reply in replies]

    return scores_of


@pytest.fixture(scope="module")
def whole(scores_of):
    return scores_of(Ablation())


@pytest.mark.parametrize("name", ABLATIONS)
def test_every_signal_is_there_and_matters_to_some_reply(name, scores_of, whole):
    assert scores_of(ABLATIONS[name]) != whole


def test_a_signal_is_on_again_afterwards(scores_of, whole):
    before = ranking.WEIGHTS
    with ABLATIONS["surface"].apply():
        assert ranking.WEIGHTS.surface < before.surface / 100

    assert before == ranking.WEIGHTS
    assert scores_of(Ablation()) == whole


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
