import pytest
from hypothesis import given, strategies as st

from retrieval.layouts import other_layout, retyped

WORDS = {"who", "president", "the", "when", "was", "elected", "кто", "президент", "когда", "этот"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("црщ цфы еру зкуышвуте", "who was the president"),
        ("Црщ цфы зкуышвуте?", "Who was president?"),
        ("rnj ghtpbltyn", "кто президент"),
        ("rjulf 'njn ghtpbltyn", "когда этот президент"),
    ],
)
def test_what_was_typed_on_the_other_layout_is_typed_again(typed, meant):
    assert retyped(typed, WORDS.__contains__) == meant


@pytest.mark.parametrize(
    "text",
    ["who was the president", "кто президент", "xqzt brvk", "the зкуышвуте", "", "1923 of", "東京"],
)
def test_what_makes_sense_or_makes_none_either_way_stays(text):
    assert retyped(text, WORDS.__contains__) is None


def test_a_word_of_neither_script_has_no_other_layout():
    assert other_layout("1923") is None
    assert other_layout("東京") is None


@given(st.text(alphabet="abcxyzqw", min_size=1))
def test_typing_twice_again_gives_the_word_back(word):
    assert other_layout(other_layout(word) or "") == word
