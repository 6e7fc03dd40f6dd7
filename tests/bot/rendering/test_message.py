from hypothesis import given, strategies as st

from bot.rendering.message import Button, FormattedText, TextBuilder, utf16_units
from tests.bot.rendering.builders import covered, few, texts, units


@few
@given(st.lists(st.tuples(texts(), st.sampled_from([None, "bold", "italic"]))))
def test_spans_cover_exactly_what_was_added_with_them(pieces):
    builder = TextBuilder()
    for text, kind in pieces:
        builder.add(text, kind)
    body = builder.build()

    assert body.text == "".join(text for text, _ in pieces)
    assert covered(body) == [text for text, kind in pieces if kind and text]


@few
@given(texts(), texts(1), texts())
def test_a_wrapped_text_takes_its_spans_along(before, marked, after):
    inner = TextBuilder().add(before).add(marked, "bold").add(after).build()
    body = TextBuilder().add(after).add_formatted(inner, "blockquote").build()

    assert covered(body, "bold") == [marked]
    assert covered(body, "blockquote") == [before + marked + after]


def test_the_outer_of_two_spans_over_the_same_words_comes_first():
    inner = TextBuilder().add("all of it", "bold").build()

    body = TextBuilder().add_formatted(inner, "blockquote").build()

    assert [span.kind for span in body.spans] == ["blockquote", "bold"]


def test_an_empty_piece_leaves_no_span():
    body = TextBuilder().add("", "bold").add_formatted(FormattedText(""), "blockquote").build()

    assert body == FormattedText("")


@few
@given(st.text())
def test_units_are_counted_as_utf_16_does(text):
    assert utf16_units(text) == units(text)


def test_half_a_character_becomes_a_stand_in_of_the_same_length():
    body = FormattedText("a\ud83db")

    assert (body.text, body.units) == ("a\ufffdb", 3)
    assert utf16_units("a\ud83db") == 3
    assert Button("a\ud83d").text == "a\ufffd"
