"""From a question in a private chat to its reply."""

from urllib.parse import unquote

import pytest

from tests.english import ENGLISH
from tests.walks.ferry import (
    HOW_MUCH,
    LONG,
    NEARLY,
    OUTSIDE,
    SKIPPER_SENTENCE,
    WHO_BUILT,
    WHO_SKIPPERS,
    WIDE,
)  # fmt: skip
from tests.walks.stage import labels, quotes, texts_over

pytestmark = pytest.mark.usefixtures("bot")


def links(message):
    return [one["url"] for one in message["entities"] if one["type"] == "text_link"]


async def test_a_question_is_answered_with_a_quote_and_its_citation(ana):
    question = await ana.says(WHO_SKIPPERS)
    reply = await ana.hears()

    assert reply["reply_to_message"]["message_id"] == question["message_id"]
    assert quotes(reply)[0].startswith("The ship is called the Sunniva.")
    assert SKIPPER_SENTENCE in texts_over(reply, "bold")
    assert "“Night ferry returns to the Torsund route”, 14 May 2031, ¶ 2" in reply["text"]
    assert "[1] Halvik Gazette — " in reply["text"]
    assert reply["link_preview_options"] == {"is_disabled": True}


async def test_the_link_of_an_original_jumps_to_the_quoted_sentence(ana):
    reply = await ana.asks(WHO_SKIPPERS)

    address, _, fragment = links(reply)[0].partition("#:~:text=")
    assert address == "https://gazette.example/night-ferry"
    assert unquote(fragment) == SKIPPER_SENTENCE


async def test_a_restated_document_is_cited_as_a_brief_and_its_link_jumps_nowhere(ana):
    reply = await ana.asks("How many passengers did the ministry count on the Torsund crossing?")

    assert "[1] brief of Coast Ministry — " in reply["text"]
    assert links(reply)[0] == "https://coast.example/winter-timetable"


async def test_what_a_source_does_not_say_is_not_made_up(ana):
    reply = await ana.asks(HOW_MUCH)

    assert "[1] untitled (kiosk-notes), no date given, ¶ 1" in reply["text"]
    assert not [one for one in reply["entities"] if one["type"] == "text_link"]


async def test_close_passages_are_shown_as_what_they_are(ana):
    reply = await ana.asks(NEARLY)

    assert "“Lisbon”" in reply["text"]
    assert ENGLISH.NEAREST in reply["text"]
    assert quotes(reply)


async def test_where_the_dossier_is_silent_a_question_is_offered_that_it_answers(ana):
    declined = await ana.asks(OUTSIDE)
    example = labels(declined)[0]
    await ana.presses(declined, example)
    reply = await ana.hears()

    assert declined["text"].startswith(ENGLISH.NOTHING)
    assert not quotes(declined)
    assert reply["text"].startswith(f"“{example}”")
    assert quotes(reply)


async def test_a_long_paragraph_is_cut_at_the_ends_of_sentences(ana):
    reply = await ana.asks("Why did councillor Petra Lindqvist vote against the pier loan?")

    (quote,) = [words for words in quotes(reply) if "Lindqvist" in words]
    assert "because the school roof leaks" in quote
    assert "[…]" in quote


async def test_a_reply_that_does_not_fit_one_message_is_split_between_quotes(ana):
    question = await ana.says(LONG)
    first, second = await ana.hears(), await ana.hears()

    assert (first["text"].count("[1]"), first["text"].count("[2]")) == (1, 1)
    assert "[3] Halvik Archive — “The harbour ledger”" in second["text"]
    assert "👍" not in labels(first)
    assert "👍" in labels(second)
    assert second["reply_to_message"]["message_id"] == question["message_id"]


async def test_questions_of_one_chat_are_answered_in_their_order(ana):
    asked = [await ana.says(text) for text in (HOW_MUCH, WHO_BUILT, NEARLY, WHO_SKIPPERS)]
    replies = [await ana.hears() for _ in asked]

    answered = [reply["reply_to_message"]["message_id"] for reply in replies]
    assert answered == [question["message_id"] for question in asked]


async def test_two_people_get_their_own_answers(ana, babak):
    await ana.says(HOW_MUCH)
    await babak.says(WHO_BUILT)

    assert "45 crowns" in (await ana.hears())["text"]
    assert "Orsnes yard" in (await babak.hears())["text"]


@pytest.mark.parametrize(
    "text",
    ["?", "the", "a\u0301" * 900, "%s {0} <b>&amp;", "９９９"],
)
async def test_odd_questions_get_a_reply_too(ana, text):
    reply = await ana.asks(text)

    assert ENGLISH.NOTHING in reply["text"]


@pytest.mark.parametrize("text", ["🙂", "😀" * 999, "\u202eمرحبا"])
async def test_what_holds_no_question_gets_a_word_too(ana, text):
    reply = await ana.asks(text)

    assert reply["text"]
    assert ENGLISH.NOTHING not in reply["text"]


async def test_a_text_of_100_000_characters_gets_one_helpful_word_for_all_its_messages(ana):
    await ana.says("ferry pier " * 9_091)
    about_the_length, about_the_last_piece = [await ana.hears() for _ in range(2)]

    assert "longer than a question can be" in about_the_length["text"]
    assert "longer than a question can be" not in about_the_last_piece["text"]
    assert len(await ana.replies()) == 2


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("photo", "pictures"),
        ("voice", "listen"),
        ("sticker", "sticker"),
        ("document", "files"),
        ("location", "map"),
    ],
)
async def test_messages_without_words_get_a_helpful_word(ana, kind, word):
    await ana.sends(kind)
    reply = await ana.hears()

    assert word in reply["text"]
    assert ENGLISH.WRITE_INSTEAD in reply["text"]


async def test_a_captioned_photo_is_not_passed_over(ana):
    await ana.sends("photo", text=WHO_BUILT)

    assert ENGLISH.WRITE_INSTEAD in (await ana.hears())["text"]


async def test_more_goes_on_until_all_is_shown_and_repeats_nothing(ana):
    reply = await ana.asks(WIDE)
    shown = quotes(reply)
    while "More" in labels(reply):
        await ana.presses(reply, "More")
        further = await ana.hears()
        assert "More" not in labels(await ana.sees(reply))
        reply = further
        shown += quotes(reply)

    assert len(shown) > 6
    assert len(set(shown)) == len(shown)
    assert f"[{len(shown)}] " in reply["text"]


async def test_more_pressed_twice_at_once_shows_the_next_passages_once(ana):
    reply = await ana.asks(WIDE)
    await ana.taps(reply, "More")
    await ana.taps(reply, "More")
    further = await ana.hears()
    closing = await ana.asks(HOW_MUCH)

    assert f"[{len(quotes(reply)) + 1}] " in further["text"]
    assert "45 crowns" in closing["text"]


async def test_a_weekday_is_told_as_a_date_behind_it_and_not_as_the_papers_words(ana):
    reply = await ana.asks("When did the first crossing leave the old pier?")

    bracket = " [12 May 2031, from the article's date]"
    assert f"left the old pier on Monday{bracket} with sixty passengers" in reply["text"]
    assert bracket in texts_over(reply, "italic")
    assert not any("12 May" in words for words in texts_over(reply, "bold"))


async def test_a_quoted_word_is_found_as_it_is_written_or_not_at_all(ana):
    found = await ana.asks('Who is "Marit Holm"?')
    other = await ana.asks('Who is "Marit Holms"?')

    assert "Its skipper is Marit Holm" in found["text"]
    assert "“Marit Holms” in exactly these words; there is “Marit Holm”." in other["text"]
    assert quotes(other) == []
