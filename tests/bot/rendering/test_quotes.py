import re

import pytest
from hypothesis import given, strategies as st

from bot.rendering.message import Message
from bot.rendering.quotes import quote_words, render_quote, render_unfolded
from tests.bot.rendering.builders import (
    QUOTE_KINDS,
    a_passage,
    a_quote,
    assert_telegram_takes,
    covered,
    few,
    quotes,
    worded_texts,
)
from tests.english import ENGLISH

ROOM = st.integers(600, 4096)


def shown_pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split("[…]") if piece.strip()]


def quoted(body) -> str:
    [words] = [words for kind in QUOTE_KINDS for words in covered(body, kind)]
    return words


def test_the_sentence_that_answers_is_bold_inside_its_paragraph():
    body = render_quote(1, a_quote(), 2_000, ENGLISH)

    assert quoted(body) == "The ferry stays in port. Its pump is broken."
    assert covered(body, "bold") == ["Its pump is broken.", "[1] "]
    assert body.text.splitlines()[1].startswith("[1] Harbour Post — ")


def test_words_left_out_are_marked():
    quote = a_quote(
        "One. Two. Three. Four.",
        "Two.",
        pieces=("Two.", "Four."),
        starts_inside=True,
        ends_inside=True,
    )

    assert quote_words(quote, 2_000, ENGLISH).text == "[…] Two. […] Four. […]"


def test_words_that_occur_twice_are_bold_once():
    twice = a_quote("No. He said: No. No.", "No.", pieces=("No.", "He said: No. No."))

    assert covered(quote_words(twice, 2_000, ENGLISH)) == ["No."]


def test_without_a_sentence_that_stands_out_nothing_is_bold():
    assert not quote_words(a_quote(highlight=None), 2_000, ENGLISH).spans


@pytest.mark.parametrize(("length", "kind"), [(200, "blockquote"), (700, "expandable_blockquote")])
def test_a_long_quote_folds(length, kind):
    body = render_quote(1, a_quote("x" * length, None), 2_000, ENGLISH)

    assert [span.kind for span in body.spans if span.kind in QUOTE_KINDS] == [kind]


def test_a_long_quote_stays_unfolded_where_folding_would_hide_the_sentence_that_answers():
    text = f"{'The ferry stays in port. ' * 30}Its pump is broken."

    body = render_quote(1, a_quote(text), 2_000, ENGLISH)

    assert covered(body, "expandable_blockquote") == []
    assert covered(body, "blockquote") == [text]


def test_a_quote_beyond_its_room_shows_the_sentence_that_answers():
    long = a_quote("x " * 400 + "The pump broke. " + "y " * 400, "The pump broke.")

    words = quote_words(long, 300, ENGLISH)

    assert words.text == "[…] The pump broke. […]"
    assert covered(words, "bold") == ["The pump broke."]


def test_a_sentence_beyond_the_room_shows_its_beginning():
    words = quote_words(a_quote("🙂" * 5_000, "🙂" * 5_000), 100, ENGLISH)

    assert words.units <= 100
    assert re.fullmatch("🙂{40,} \\[…]", words.text)


@few
@given(quotes(), ROOM)
def test_any_quote_fits_and_shows_exact_words_of_its_passage(quote, room):
    body = render_quote(1, quote, room, ENGLISH)

    assert body.units <= room
    assert_telegram_takes(Message(body))
    assert all(piece in quote.passage.text for piece in shown_pieces(quoted(body)))


@few
@given(quotes())
def test_the_highlight_is_bold_exactly_once(quote):
    words = quote_words(quote, 100_000, ENGLISH)

    assert covered(words, "bold") == ([quote.highlight] if quote.highlight else [])


NEIGHBOURS = st.none() | worded_texts(repeat=400).map(lambda text: a_passage(text, 2))


@few
@given(quotes(), NEIGHBOURS, NEIGHBOURS, ROOM)
def test_the_unfolded_context_fits_whatever_stands_around(quote, before, after, room):
    body = render_unfolded(7, quote, before, after, room, ENGLISH)

    assert body.units <= room
    assert_telegram_takes(Message(body))
    assert "[7] " in covered(body, "bold")
    assert [span.kind for span in body.spans].count("blockquote") == 1


@few
@given(quotes(), NEIGHBOURS, NEIGHBOURS)
def test_the_unfolded_context_always_holds_the_words_that_were_quoted(quote, before, after):
    folded = render_quote(7, quote, 2_000, ENGLISH)

    body = render_unfolded(7, quote, before, after, 2_100, ENGLISH)

    shown = re.sub(r"\s+", " ", quoted(body))
    for piece in shown_pieces(quoted(folded)):
        assert re.sub(r"\s+", " ", piece) in shown
    if quote.highlight in covered(folded, "bold"):
        assert quote.highlight in covered(body, "bold")


def test_the_context_shows_heading_neighbours_and_the_whole_paragraph():
    quote = a_quote(
        "One. Two. Three.", "Two.", heading="Repairs", pieces=("Two.",), starts_inside=True
    )

    before, after = a_passage("Before.", 2), a_passage("After.", 4)

    body = render_unfolded(1, quote, before, after, 2_000, ENGLISH)

    assert quoted(body) == ("Repairs\n\n¶ 2  Before.\n\n¶ 3  One. Two. Three.\n\n¶ 4  After.")
    assert "Two." in covered(body, "bold")
    assert covered(body, "italic") == ["Repairs"]


def test_at_the_ends_of_a_document_the_context_has_one_neighbour_or_none():
    assert (
        "¶ 4"
        not in render_unfolded(1, a_quote(), a_passage("Before.", 2), None, 2_000, ENGLISH).text
    )
    assert quoted(render_unfolded(1, a_quote(), None, None, 2_000, ENGLISH)).startswith(
        "¶ 3  The ferry"
    )


def test_long_neighbours_share_the_room_and_are_cut_towards_the_quote():
    before, after = a_passage("early " * 900 + "last", 2), a_passage("first " + "late " * 900, 4)

    body = render_unfolded(1, a_quote(), before, after, 1_000, ENGLISH)

    above, below = quoted(body).split("¶ 3  The ferry stays in port. Its pump is broken.")
    assert above.startswith("¶ 2  […] early early")
    assert above.endswith("early last\n\n")
    assert below.startswith("\n\n¶ 4  first late")
    assert below.endswith("late […]")
    assert abs(len(above) - len(below)) < 20


def test_a_short_neighbour_leaves_its_room_to_the_long_one():
    short, long = a_passage("Before.", 2), a_passage("late " * 900, 4)

    below = quoted(render_unfolded(1, a_quote(), short, long, 1_000, ENGLISH)).partition("¶ 4")[2]
    above = quoted(render_unfolded(1, a_quote(), long, short, 1_000, ENGLISH)).partition("¶ 3")[0]

    assert len(below) > 700
    assert len(above) > 700


def test_neighbours_that_would_be_a_few_letters_are_left_out():
    quote = a_quote("x" * 500, None)
    around = a_passage("neighbour " * 50, 2)
    folded = render_quote(1, quote, 4_000, ENGLISH)

    body = render_unfolded(1, quote, around, around, folded.units + 20, ENGLISH)

    assert "neighbour" not in body.text
    assert "x" * 500 in body.text
