"""English forms and spellings are brought together, and words that only look alike are not."""

import pytest

from retrieval.regular import regular
from retrieval.tokenization import terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bought", "buys"),
        ("Wives", "wife"),
        ("crises", "crisis"),
        ("withdrew", "withdrawing"),
        ("organisations", "organizing"),
        ("colours", "coloured"),
        ("neighbouring", "neighbor"),
        ("centres", "center"),
        ("practised", "practice"),
        ("catalogues", "catalog"),
        ("stolen", "steal"),
    ],
)
def test_two_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert terms(one, "en") == terms(other, "en") != []


@pytest.mark.parametrize(
    "word",
    [
        *("hour", "four", "tour", "court", "journal", "flour", "pour", "source"),
        *("promise", "rise", "raised", "advised", "exercise", "noise", "poised", "precise"),
        *("televised", "supervised", "surprised", "franchise", "left", "ground", "wound"),
    ],
)
def test_words_that_only_look_like_another_spelling_are_kept(word: str) -> None:
    assert regular(word) == word


def test_other_languages_keep_their_words() -> None:
    assert terms("made", "de") == ["mad"]
