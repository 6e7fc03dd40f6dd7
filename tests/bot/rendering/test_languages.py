"""Messages in every language: whole, within Telegram's limits, and with their spans in place."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from bot.messages import LANGUAGES, messages_in
from bot.rendering.documents import render_card, render_matches, render_paragraphs, render_sources
from bot.rendering.reasons import render_reason
from bot.rendering.reply import Unfolded, quote_parts, render_part, reply_parts
from retrieval.model import Query
from retrieval.reasons import Reason, ReasonKind
from retrieval.wanted import Wanted
from tests.bot.rendering.builders import (
    a_document,
    a_passage,
    a_quote,
    an_abstention,
    an_answer,
    assert_telegram_takes,
    covered,
    few,
    labels,
    quotes,
    texts,
)

SPOKEN = st.sampled_from(LANGUAGES).map(messages_in)
REASONS = st.builds(
    Reason, st.sampled_from(ReasonKind), st.tuples(texts(1), texts(1)), st.sampled_from(Wanted)
)


@pytest.mark.parametrize(
    ("language", "text", "buttons"),
    [
        (
            "ru",
            (
                "В досье не упоминается «Lisbon».\n"
                "Прямо об этом в досье не сказано. Ближайшие по смыслу отрывки:\n\n"
                "The ferry stays in port. Its pump is broken.\n"
                "[1] пересказ публикации: Harbour Post — «The ferry stays in port», "
                "4 марта 2031, ¶ 3"
            ),
            ["Контекст", "Источник", "👍", "👎"],
        ),
        (
            "tr",
            (
                "Dosyada “Lisbon” adı geçmiyor.\n"
                "Dosya bunu açıkça söylemiyor. En yakın bölümler:\n\n"
                "The ferry stays in port. Its pump is broken.\n"
                "[1] Harbour Post yayınının özeti — “The ferry stays in port”, 4 Mart 2031, ¶ 3"
            ),
            ["Bağlam", "Kaynak", "👍", "👎"],
        ),
        (
            "fa",
            (
                "در پرونده نامی از «\u2068Lisbon\u2069» نیست.\n"
                "پرونده این را آشکارا نمی‌گوید. نزدیک‌ترین بخش‌ها:\n\n"
                "The ferry stays in port. Its pump is broken.\n"
                "[۱] چکیده‌ای از \u2068Harbour Post\u2069 — «\u2068The ferry stays in port\u2069»، "
                "۴ مارس ۲۰۳۱، ¶ ۳"
            ),
            ["متن پیرامون", "منبع", "👍", "👎"],
        ),
    ],
)
def test_the_frame_is_in_the_language_and_the_quote_is_not(language, text, buttons):
    [part] = reply_parts(an_abstention(a_quote(restated=True)), messages_in(language))

    message = render_part(part, "key")

    assert message.body.text == text
    assert labels(message) == buttons
    assert covered(message.body, "blockquote") == ["The ferry stays in port. Its pump is broken."]
    assert covered(message.body, "bold")[0] == "Its pump is broken."


def test_a_title_from_right_to_left_stays_together_in_a_frame_from_left_to_right():
    [part] = reply_parts(an_answer(a_quote(title="گفتگو در باکو")), messages_in("en"))

    assert "— “\u2068گفتگو در باکو\u2069”, 4 March 2031" in render_part(part, "key").body.text


def test_what_was_read_as_something_else_is_told_in_the_language():
    query = Query("why", ("why",), understood=(("brigde", "bridge"),))

    [part] = reply_parts(replace(an_answer(a_quote()), query=query), messages_in("de"))

    assert part.note == "Gelesen: „brigde“ als „bridge“."
    assert part.language == "de"


def test_the_card_of_a_document_is_told_in_the_language():
    card = render_card(a_document(), [a_passage("Two words.", 1)], messages_in("fa"), 0)

    assert card.body.text == (
        "The ferry stays in port\n"
        "ناشر: \u2068Harbour Post\u2069\n"
        "تاریخ: ۴ مارس ۲۰۳۱\n"
        "زبان: انگلیسی\n"
        "حجم: ۱ بند، ۲ واژه\n"
        "فایل: \u2068ferry.md\u2069\n"
        "پیوند: \u2068https://harbour.example/ferry\u2069"
    )
    assert labels(card) == ["خواندن در همین‌جا", "باز کردن اصل متن", "‹ همهٔ سندها"]


@few
@given(SPOKEN, st.lists(quotes(), min_size=1, max_size=4), texts(), st.integers(1, 900))
def test_in_any_language_every_part_of_any_reply_fits_a_message(words, found, lead, first):
    parts = quote_parts(tuple(found), words, lead=lead, first=first)

    assert [quote for part in parts for quote in part.quotes] == found
    for part in parts:
        around = Unfolded(part.first, a_passage("Before. " * 80, 1), a_passage("After. " * 80, 9))
        for message in (render_part(part, "key"), render_part(part, "key", around)):
            assert_telegram_takes(message)
            for number in range(part.first, part.first + len(part.quotes)):
                assert f"{words.numbered(number)} " in covered(message.body, "bold")


@few
@given(SPOKEN, REASONS, texts(repeat=300), texts(1))
def test_in_any_language_any_reason_fits_a_message(words, reason, about, example):
    for abstention in (an_abstention(reason=reason), an_abstention(a_quote(), reason=reason)):
        for part in reply_parts(abstention, words, about=about, example=example.strip() or "?"):
            assert_telegram_takes(render_part(part, "key"))


@few
@given(SPOKEN, st.text("aب", min_size=50, max_size=400))
def test_a_long_word_in_a_reason_leaves_its_marks_closed(words, word):
    said = render_reason(Reason(ReasonKind.WORDS_LACKING, (word,) * 3), words)

    assert said.count("\u2068") == said.count("\u2069")
    assert said.endswith(".")


@few
@given(SPOKEN, texts(), texts(), texts(1))
def test_in_any_language_a_documents_messages_fit(words, title, publisher, name):
    document = a_document(id=name, title=title, publisher=publisher, restated=bool(len(name) % 2))
    passages = [a_passage("One.", 1), a_passage("Two.", 2, "Repairs")]

    for message in (
        render_card(document, passages, words, 0),
        render_sources([document] * 9, title, 0, words),
        render_matches([document] * 9, 9, words),
        render_paragraphs(document, passages, 0, True, words),
    ):
        assert_telegram_takes(message)
