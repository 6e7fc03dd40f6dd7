from datetime import date

import pytest
from hypothesis import given, strategies as st

from bot.rendering.inference import period_words, with_inferred
from bot.rendering.jsonl import quote_object
from bot.rendering.message import FormattedText, Message, TextBuilder
from bot.rendering.quotes import quote_words, render_quote, render_unfolded
from retrieval.model import Basis, Granularity, Quote, Resolved
from tests.bot.rendering.builders import a_quote, assert_telegram_takes, covered, few
from tests.english import ENGLISH

MONDAY = date(2025, 4, 28)
TEXT = "The ferry is old. It ran aground on Monday off the cape. Nobody was hurt."


def a_resolved(
    text: str = "Monday",
    start: int = TEXT.index("Monday"),
    first: date = MONDAY,
    last: date | None = None,
    granularity: Granularity = Granularity.DAY,
    basis: Basis = Basis.PUBLISHED,
) -> Resolved:
    return Resolved(text, start, start + len(text), first, last or first, granularity, basis)


def a_dated_quote(*inferred: Resolved, **changes) -> Quote:
    quote = a_quote(TEXT, "It ran aground on Monday off the cape.", **changes)
    return Quote(
        **{name: getattr(quote, name) for name in Quote.__slots__} | {"inferred": inferred}
    )


def test_what_a_weekday_says_stands_behind_it_in_brackets_and_in_another_style():
    words = quote_words(a_dated_quote(a_resolved()), 2_000, ENGLISH)

    assert "on Monday [28 April 2025, from the article's date] off the cape." in words.text
    assert covered(words, "italic") == [" [28 April 2025, from the article's date]"]
    assert covered(words, "bold") == ["It ran aground on Monday", " off the cape."]


def test_the_quoted_words_stay_as_they_are_without_the_brackets():
    quote = a_dated_quote(a_resolved())

    shown = quote_words(quote, 2_000, ENGLISH).text

    assert shown.replace(" [28 April 2025, from the article's date]", "") == TEXT
    assert quote.text == TEXT
    assert quote_object(quote)["quote"] == TEXT


def test_json_tells_the_inference_beside_the_quote():
    assert quote_object(a_dated_quote(a_resolved()))["inferred"] == [
        {
            "text": "Monday",
            "first": "2025-04-28",
            "last": "2025-04-28",
            "granularity": "day",
            "from": "published",
        }
    ]


def test_the_right_one_of_two_equal_words_is_told_in_a_piece_that_begins_later():
    piece = TEXT[TEXT.index("It") :]
    quote = a_dated_quote(a_resolved(), pieces=(piece,), starts_inside=True)

    assert "aground on Monday [28 April" in quote_words(quote, 2_000, ENGLISH).text


def test_an_unfolded_paragraph_tells_it_too():
    body = render_unfolded(1, a_dated_quote(a_resolved()), None, None, 2_000, ENGLISH)

    assert "on Monday [28 April 2025, from the article's date] off" in body.text
    assert_telegram_takes(Message(body))


def test_a_day_counted_from_another_is_not_said_to_come_from_the_articles_date():
    resolved = a_resolved(basis=Basis.TOLD)

    assert (
        "[28 April 2025, from the date before it]"
        in quote_words(a_dated_quote(resolved), 2_000, ENGLISH).text
    )


@pytest.mark.parametrize(
    ("first", "last", "granularity", "words"),
    [
        (MONDAY, MONDAY, Granularity.DAY, "28 April 2025"),
        (MONDAY, date(2025, 4, 30), Granularity.DAY, "28–30 April 2025"),
        (MONDAY, date(2025, 5, 4), Granularity.WEEK, "28 April – 4 May 2025"),
        (date(2024, 12, 30), date(2025, 1, 5), Granularity.WEEK,
         "30 December 2024 – 5 January 2025"),
        (date(2025, 4, 1), date(2025, 4, 30), Granularity.MONTH, "April 2025"),
        (date(2025, 6, 1), date(2025, 8, 31), Granularity.SEASON, "summer 2025"),
        (date(2024, 12, 1), date(2025, 2, 28), Granularity.SEASON, "winter 2024–2025"),
        (date(2025, 1, 1), date(2025, 12, 31), Granularity.YEAR, "2025"),
    ],
)  # fmt: skip
def test_a_period_is_written_as_exactly_as_it_was_told(first, last, granularity, words):
    resolved = a_resolved(first=first, last=last, granularity=granularity)

    assert period_words(resolved, ENGLISH) == words


@few
@given(
    st.lists(st.sampled_from(["one ", "𝒳 ", "Monday ", "é"]), min_size=1, max_size=8),
    st.data(),
)
def test_wherever_brackets_go_in_all_words_stay_and_every_style_with_them(parts, data):
    text = "".join(parts)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    body = TextBuilder().add(text[:start]).add(text[start:], "bold").build()

    shown = with_inferred(body, [a_resolved(text[start:end], start)], 0, ENGLISH)

    note = " [28 April 2025, from the article's date]"
    assert shown.text == text[:end] + note + text[end:]
    assert "".join(covered(shown, "bold")) == text[start:]


def test_what_lies_outside_the_words_is_not_told():
    words = FormattedText(TEXT[:17])

    assert with_inferred(words, [a_resolved()], 0, ENGLISH) == words


def test_a_block_stays_within_its_limit_with_brackets():
    block = render_quote(1, a_dated_quote(a_resolved()), 600, ENGLISH)

    assert block.units <= 600
    assert_telegram_takes(Message(block))
