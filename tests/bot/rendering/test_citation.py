from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given, strategies as st

from bot.rendering.citation import (
    link_to,
    render_citation,
    shorten,
    text_fragment,
    web_address,
)
from tests.bot.rendering.builders import a_quote, covered, few, quotes, texts, units
from tests.english import ENGLISH

LONG = " ".join(f"word{number}" for number in range(40))


def test_a_citation_names_publisher_title_date_and_paragraph():
    body = render_citation(2, a_quote(), ENGLISH)

    assert body.text == "[2] Harbour Post — “The ferry stays in port”, 4 March 2031, ¶ 3"
    assert covered(body, "text_link") == ["“The ferry stays in port”"]


def test_a_restated_document_is_cited_as_a_brief_and_linked_without_a_jump():
    body = render_citation(1, a_quote(restated=True), ENGLISH)

    assert body.text.startswith("[1] brief of Harbour Post — “")
    assert [span.url for span in body.spans if span.url] == ["https://harbour.example/ferry"]


def test_what_the_source_does_not_say_is_not_invented():
    unknown = a_quote(title=None, publisher=None, published=None, url=None)

    body = render_citation(1, unknown, ENGLISH)

    assert body.text == "[1] untitled (ferry), no date given, ¶ 3"
    assert not covered(body, "text_link")


def test_blank_metadata_counts_as_unknown_and_line_breaks_are_folded():
    body = render_citation(1, a_quote(title=" \n ", publisher="Harbour\n  Post"), ENGLISH)

    assert body.text.startswith("[1] Harbour Post — untitled (ferry), ")


@pytest.mark.parametrize("field", ["title", "publisher", "document_id"])
@pytest.mark.parametrize("text", ["x" * 10_000, "🙂" * 10_000, "word " * 2_000])
def test_a_citation_stays_short_whatever_its_fields(field, text):
    changes = {"title": None} if field == "document_id" else {}

    body = render_citation(1, a_quote(**changes, **{field: text}), ENGLISH)

    assert body.units < 400
    assert "…" in body.text


@few
@given(quotes(), st.integers(1, 999))
def test_any_citation_is_one_short_line(quote, number):
    body = render_citation(number, quote, ENGLISH)

    assert "\n" not in body.text
    assert body.units < 400
    assert body.text == body.text.strip()
    assert covered(body, "bold") == [f"[{number}] "]


def test_the_link_of_an_original_jumps_to_the_sentence_that_answers():
    assert link_to(a_quote()) == ("https://harbour.example/ferry#:~:text=Its%20pump%20is%20broken.")


def test_without_a_highlight_the_link_jumps_to_the_first_words_quoted():
    quote = a_quote("Rain fell.", None)

    assert link_to(quote) == "https://harbour.example/ferry#:~:text=Rain%20fell."


def test_an_anchor_of_the_address_gives_way_to_the_jump():
    quote = a_quote("Rain fell.", None, url="https://harbour.example/a?b=1#top")

    assert link_to(quote) == "https://harbour.example/a?b=1#:~:text=Rain%20fell."


def test_a_fragment_encodes_what_has_a_meaning_in_it():
    fragment = text_fragment("one-way, first & last — “100 %” #1")

    assert fragment == (
        "#:~:text=one%2Dway%2C%20first%20%26%20last%20%E2%80%94%20"
        "%E2%80%9C100%20%25%E2%80%9D%20%231"
    )


def test_a_long_sentence_is_named_by_its_first_and_last_words():
    start, end = text_fragment(LONG).removeprefix("#:~:text=").split(",")

    assert unquote(start) == "word0 word1 word2 word3 word4"
    assert unquote(end) == "word35 word36 word37 word38 word39"


@few
@given(texts(1))
def test_a_fragment_has_at_most_one_comma_and_no_bare_dash(words):
    fragment = text_fragment(words).removeprefix("#:~:text=")

    assert fragment.count(",") <= 1
    assert not set(fragment) & set("-& \n")
    assert unquote(fragment.partition(",")[0]) in " ".join(words.split())


def test_a_fragment_too_long_for_an_address_is_left_out():
    quote = a_quote("語" * 1_500, None)

    assert link_to(quote) == "https://harbour.example/ferry"


@pytest.mark.parametrize(
    "url",
    [
        "https://harbour.example",
        "http://harbour.example:8080/a?b=c#d",
        "https://böt.example/é",
        "HTTPS://HARBOUR.EXAMPLE/",
    ],
)
def test_an_address_of_the_web_opens(url):
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "harbour.example",
        "javascript:alert(1)",
        "file:///etc/hosts",
        "https://",
        "https://localhost/x",
        "https://harbour.example/a b",
        "https://harbour.example/\n",
        "https://[half",
        "https://harbour.example:99999/",
        "https://harbour.example/" + "x" * 2_000,
    ],
)
def test_what_telegram_would_not_open_is_no_link(url):
    assert web_address(url) is None
    assert link_to(a_quote(url=url)) is None


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("as it is", 8, "as it is"),
        ("a few, words", 9, "a few…"),
        ("  folded \n\t white  space ", 40, "folded white space"),
        ("🙂🙂🙂", 5, "🙂🙂…"),
        ("🙂🙂🙂", 6, "🙂🙂🙂"),
        ("", 5, ""),
    ],
)
def test_a_text_is_shortened_at_a_word_and_by_utf_16_units(text, limit, short):
    assert shorten(text, limit) == short


@few
@given(texts(), st.integers(4, 60))
def test_a_shortened_text_fits_on_one_line(text, limit):
    short = shorten(text, limit)

    assert units(short) <= limit
    assert "\n" not in short


def test_dates_are_written_out():
    assert ENGLISH.date(date(2031, 3, 4)) == "4 March 2031"
    assert ENGLISH.date(None) == "no date given"


def test_what_keeps_french_marks_and_numbers_together_stays():
    assert shorten("Bonjour\u00a0! 12\u202f345\n  mots", 50) == "Bonjour\u00a0! 12\u202f345 mots"
    assert shorten("\u00a0\u202f", 50) == ""
