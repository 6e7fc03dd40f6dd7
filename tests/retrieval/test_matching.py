"""What a passage holds of each asked word, in any of its forms."""

import pytest

from retrieval.matching import Matcher, Weigher, either
from retrieval.model import Form, FormKind
from retrieval.parsing import AskedWord

HOLDING = {"alarm": 1, "siren": 2, "guard": 4, "go": 3, "off": 3}
WEIGHER = Weigher(lambda term: HOLDING.get(term, 0), 10)


def a_word(term: str, *forms: Form, weight: float = 1.0) -> AskedWord:
    return AskedWord(term, term, (term,), weight, is_name=False, position=0, forms=forms)


SIREN = a_word(
    "siren",
    Form(("alarm",), 0.5, FormKind.RELATED, "alarm"),
    Form(("go", "off"), 0.4, FormKind.RELATED, "go off"),
)
GUARD = a_word("guard", weight=0.25)


def test_a_word_as_asked_is_worth_its_weight_times_its_idf() -> None:
    matcher = Matcher([SIREN, GUARD], WEIGHER)

    assert matcher.held(frozenset({"a", "siren", "guard"})) == matcher.most
    assert matcher.most == [WEIGHER.idf(2), 0.25 * WEIGHER.idf(4)]
    assert matcher.total == sum(matcher.most)


def test_a_form_counts_its_share_of_the_smaller_idf() -> None:
    matcher = Matcher([SIREN], WEIGHER)

    assert matcher.held(frozenset({"alarm"})) == [0.5 * WEIGHER.idf(2)]
    assert matcher.held(frozenset({"off", "go"})) == [pytest.approx(0.4 * WEIGHER.idf(3))]
    assert matcher.held(frozenset({"go"})) == [0.0]


def test_the_best_form_counts_once() -> None:
    matcher = Matcher([SIREN], WEIGHER)

    assert matcher.held(frozenset({"alarm", "go", "off", "siren"})) == [WEIGHER.idf(2)]


def test_a_word_that_the_dossier_lacks_is_dearest_and_never_held() -> None:
    matcher = Matcher([a_word("zither")], WEIGHER)

    assert matcher.most == [WEIGHER.idf(0)]
    assert matcher.held(frozenset(HOLDING)) == [0.0]


def test_the_family_name_stands_for_the_whole_name() -> None:
    given, family = (
        AskedWord(t, t, (t,), 1.0, is_name=True, position=n) for n, t in enumerate(("ada", "go"))
    )
    matcher = Matcher([given, family], WEIGHER)

    assert matcher.held(frozenset({"go"})) == matcher.most
    assert matcher.held(frozenset({"siren"})) == [0.0, 0.0]
    assert Matcher([family, GUARD], WEIGHER).held(frozenset({"guard"}))[0] == 0.0


def test_either_is_the_most_of_each_word() -> None:
    assert either([[0.0, 2.0], [1.0, 0.5]]) == [1.0, 2.0]
