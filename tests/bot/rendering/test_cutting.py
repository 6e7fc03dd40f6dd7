import pytest
from hypothesis import given, strategies as st

from bot.rendering.cutting import first_words, last_words, split_words
from tests.bot.rendering.builders import few, texts, units


@few
@given(texts(), st.integers(0, 50))
def test_both_ends_fit_and_are_exact_substrings(text, room):
    first, last = first_words(text, room), last_words(text, room)

    assert units(first) <= room
    assert units(last) <= room
    assert text.lstrip().startswith(first)
    assert text.rstrip().endswith(last)
    assert (first, last) == (first.strip(), last.strip())


@few
@given(texts(), st.integers(2, 50))
def test_no_letter_is_lost_when_a_text_is_split(text, room):
    pieces = split_words(text, room)

    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece and units(piece) <= room for piece in pieces)


@pytest.mark.parametrize(
    ("room", "first", "last"),
    [
        (14, "red green blue", "red green blue"),
        (13, "red green", "green blue"),
        (9, "red green", "reen blue"),
        (8, "red", "blue"),
        (6, "red", "blue"),
        (0, "", ""),
        (-5, "", ""),
    ],
)
def test_a_text_is_cut_between_words_where_that_fills_the_place(room, first, last):
    assert first_words("red green blue", room) == first
    assert last_words("red green blue", room) == last


def test_a_word_is_cut_when_half_of_the_place_would_stay_empty():
    assert first_words("a " + "b" * 40, 20) == "a " + "b" * 18
    assert last_words("b" * 40 + " a", 20) == "b" * 18 + " a"


def test_an_emoji_is_never_cut_in_two():
    assert first_words("🙂🙂🙂", 5) == "🙂🙂"
    assert last_words("🙂🙂🙂", 5) == "🙂🙂"
