"""Entities and texts: what is accepted as it is, what is tidied, what is refused."""

import pytest
from hypothesis import given, strategies as st

from bot.sandbox.entities import check_entities, format_text
from bot.sandbox.errors import Refused
from bot.sandbox.units import cut, units


def entity(kind="bold", offset=0, length=1, **fields):
    return {"type": kind, "offset": offset, "length": length, **fields}


def link(offset, length, url="https://example.org/a"):
    return entity("text_link", offset, length, url=url)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("plain", []),
        ("a 🌿 leaf", [entity("bold", 2, 2)]),
        ("one two", [entity("bold", 0, 3), entity("italic", 4, 3)]),
        ("one two", [entity("blockquote", 0, 7), entity("bold", 4, 3)]),
        ("one two", [entity("bold", 4, 3), entity("expandable_blockquote", 0, 7)]),
        ("one two", [entity("bold", 0, 7), link(0, 3)]),
        ("one two", [link(0, 7), entity("bold", 0, 3)]),
        ("one two", [entity("blockquote", 0, 7), entity("code", 0, 3)]),
        ("x = 1", [entity("pre", 0, 5, language="python")]),
    ],
)
def test_right_entities_are_accepted(text, entities):
    check_entities(text, entities)


@pytest.mark.parametrize(
    ("text", "entities", "reason"),
    [
        ("abc", [entity("bold", 0, 4)], "ends outside the text"),
        ("abc", [entity("bold", -1, 2)], "ends outside the text"),
        ("abc", [entity("bold", 0, 0)], "is empty"),
        ("a🌿b", [entity("bold", 2, 2)], "inside a character"),
        ("a🌿b", [entity("bold", 0, 2)], "inside a character"),
        ("a   b", [entity("bold", 1, 3)], "nothing but white space"),
        ("abc", [entity("wobbly")], "unknown type"),
        ("abc", [entity("text_link")], "needs the field url"),
        ("abc", [entity("bold", url="https://example.org")], "must not have the field url"),
        ("abc", [link(0, 3, "javascript:alert(1)")], "would not open"),
        ("abc", [link(0, 3, "https://localhost/a")], "would not open"),
        ("abc", [link(0, 3, "https://example.org/a b")], "would not open"),
        ("one two", [entity("bold", 0, 5), entity("italic", 3, 4)], "without lying inside"),
        ("one two", [entity("blockquote", 0, 7), entity("blockquote", 0, 3)], "may not lie inside"),
        ("one", [entity("blockquote", 0, 3), entity("expandable_blockquote", 0, 3)], "may not lie"),
        ("one two", [entity("code", 0, 7), entity("bold", 0, 3)], "may not lie inside code"),
        ("one two", [entity("bold", 0, 7), entity("code", 0, 3)], "may not lie inside bold"),
        ("one two", [link(0, 7), link(0, 3)], "may not lie inside"),
        ("one two", [entity("bold", 0, 7), entity("bold", 0, 3)], "may not lie inside"),
        ("ab", [link(0, 1, f"https://example.org/{'a' * 9_470}")], "ENTITIES_TOO_LONG"),
        ("a" * 101, [entity("bold", at, 1) for at in range(101)], "at most 100"),
    ],
)
def test_wrong_entities_are_refused_with_the_reason(text, entities, reason):
    with pytest.raises(Refused, match=reason):
        check_entities(text, entities)


def test_white_space_around_a_text_goes_and_entities_move_along():
    text, entities = format_text("\n  🌿 leaf  \n", [entity("bold", 6, 4)])

    assert text == "🌿 leaf"
    assert entities == [entity("bold", 3, 4)]


def test_an_entity_that_reaches_into_the_trimmed_end_is_shortened():
    text, entities = format_text("a quote \n", [entity("blockquote", 0, 9)])

    assert (text, entities) == ("a quote", [entity("blockquote", 0, 7)])


def test_space_that_an_entity_begins_with_stays():
    text, entities = format_text("  two", [entity("bold", 1, 4)])

    assert (text, entities) == (" two", [entity("bold", 0, 4)])


def test_odd_characters_are_taken_out_or_become_spaces():
    text, entities = format_text("a\r\nb\u2028c\td", [entity("bold", 3, 3)])

    assert (text, entities) == ("a\nbc d", [entity("bold", 2, 2)])


def test_links_found_in_a_text_join_the_entities_that_were_sent():
    text = "See example.org and read it"

    assert format_text(text, [entity("bold", 0, 3)])[1] == [
        entity("bold", 0, 3),
        entity("url", 4, 11),
    ]


def test_nothing_is_found_inside_code_or_a_link():
    text = "/start @somebody"

    entities = [entity("code", 0, 6), link(7, 9)]

    assert format_text(text, entities)[1] == entities


def test_an_entity_that_claims_to_be_a_command_must_be_one():
    with pytest.raises(Refused, match="is not what stands at that place"):
        format_text("start now", [entity("bot_command", 0, 5)])
    assert format_text("/start now", [entity("bot_command", 0, 6)])[1] == [
        entity("bot_command", 0, 6)
    ]


texts = st.text(st.sampled_from("ab 🌿é\n\r\t/@."), max_size=30)
kinds = st.sampled_from(["bold", "italic", "blockquote", "code", "underline"])
spans = st.builds(entity, kind=kinds, offset=st.integers(-1, 30), length=st.integers(0, 10))


@given(texts, st.lists(spans, max_size=4))
def test_what_is_accepted_is_in_range_and_stays_acceptable(text, entities):
    try:
        shown, kept = format_text(text, entities)
    except Refused:
        return

    assert shown == shown.rstrip()
    assert all(cut(shown, one["offset"], one["length"]) for one in kept)
    stated = {one["type"] for one in entities}
    assert format_text(shown, [one for one in kept if one["type"] in stated])[0] == shown


@given(texts, st.lists(spans, max_size=4))
def test_entities_keep_their_words_when_the_text_is_tidied(text, entities):
    try:
        shown, kept = format_text(text, entities)
    except Refused:
        return
    before = sorted(words(text, one) for one in entities)
    after = sorted(
        words(shown, one) for one in kept if one["type"] in {e["type"] for e in entities}
    )

    assert before == after


def words(text, one):
    covered = cut(text, one["offset"], one["length"])
    return (one["type"], covered.replace("\r", "").replace("\t", " ").rstrip())


@given(st.text(max_size=20))
def test_units_are_counted_as_utf_16_counts(text):
    assert units(text) == len(text.encode("utf-16-le")) // 2
    assert cut(text, 0, units(text)) == text
