"""Numbers, dates, lists and directions, as each language writes them."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, strategies as st

from bot.messages import LANGUAGES, messages_in
from bot.messages.writing import isolate_commands, writing_of
from retrieval.reasons import Reason, ReasonKind
from retrieval.wanted import Wanted

PUBLISHED = date(2025, 4, 28)
LISBON = Reason(ReasonKind.NAME_UNKNOWN, ("Lisbon",))
RTL = ["fa", "ar"]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "28 April 2025"),
        ("ru", "28 апреля 2025"),
        ("tr", "28 Nisan 2025"),
        ("az", "28 aprel 2025"),
        ("fa", "۲۸ آوریل ۲۰۲۵"),
        ("ar", "28 أبريل 2025"),
        ("fr", "28 avril 2025"),
        ("de", "28. April 2025"),
        ("es", "28 de abril de 2025"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language, written):
    assert messages_in(language).date(PUBLISHED) == written


def test_the_first_of_a_month_and_a_month_alone_may_have_other_forms():
    assert messages_in("fr").date(date(2025, 5, 1)) == "1er mai 2025"
    assert messages_in("en").date(date(2025, 5, 1)) == "1 May 2025"
    assert messages_in("ru").month_of_year(PUBLISHED) == "апрель 2025"
    assert messages_in("es").days(PUBLISHED, date(2025, 4, 30)) == "28–30 de abril de 2025"
    assert messages_in("de").days(PUBLISHED, date(2025, 5, 4)) == "28. April – 4. Mai 2025"
    assert messages_in("tr").season(1, PUBLISHED, PUBLISHED) == "2025 yazı"


@pytest.mark.parametrize(
    ("language", "number", "decimal"),
    [
        ("en", "12,345", "−0.42"),
        ("ru", "12\u00a0345", "−0,42"),
        ("tr", "12.345", "−0,42"),
        ("fa", "۱۲٬۳۴۵", "−۰٫۴۲"),
        ("ar", "12,345", "−0.42"),
        ("fr", "12\u202f345", "−0,42"),
        ("es", "12.345", "−0,42"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(language, number, decimal):
    writing = writing_of(language)

    assert writing.number(12_345) == number
    assert writing.decimal(-0.42) == decimal


def test_a_paragraphs_number_has_no_separator_and_spanish_groups_five_digits_only():
    assert messages_in("en").paragraph(1_234) == "¶ 1234"
    assert messages_in("fa").paragraph(1_234) == "¶ ۱۲۳۴"
    assert writing_of("es").number(1_234) == "1234"


@pytest.mark.parametrize(
    ("count", "russian", "arabic"),
    [
        (1, "В досье 1 документ", "في الملف وثيقة واحدة"),
        (2, "В досье 2 документа", "في الملف وثيقتان"),
        (5, "В досье 5 документов", "في الملف 5 وثائق"),
        (11, "В досье 11 документов", "في الملف 11 وثيقة"),
        (21, "В досье 21 документ", "في الملف 21 وثيقة"),
        (100, "В досье 100 документов", "في الملف 100 وثيقة"),
    ],
)
def test_a_count_takes_the_form_that_goes_with_it(count, russian, arabic):
    assert messages_in("ru").documents_held(count) == russian
    assert messages_in("ar").documents_held(count) == arabic


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The dossier does not mention “Lisbon”."),
        ("ru", "В досье не упоминается «Lisbon»."),
        ("de", "Das Dossier erwähnt „Lisbon“ nicht."),
        ("fr", "Le dossier ne mentionne pas «\u202fLisbon\u202f»."),
        ("fa", "در پرونده نامی از «\u2068Lisbon\u2069» نیست."),
    ],
)
def test_a_word_of_the_question_stands_in_the_languages_quotation_marks(language, sentence):
    assert messages_in(language).reason(LISBON) == sentence


def test_several_words_are_listed_with_the_last_set_off():
    assert messages_in("en").any_of(("a", "b", "c")) == "“a”, “b” or “c”"
    assert messages_in("ru").any_of(("a", "b")) == "«a» или «b»"
    assert messages_in("fa").any_of(("الف", "ب", "پ")) == "«الف»، «ب» یا «پ»"
    assert messages_in("en").any_of(()) == ""


@pytest.mark.parametrize("language", RTL)
def test_words_of_the_other_direction_are_wrapped_once_and_others_not_at_all(language):
    writing = writing_of(language)

    assert writing.isolate("Lisbon") == "\u2068Lisbon\u2069"
    assert writing.isolate(f"«{writing.isolate('Lisbon')}»") == "«\u2068Lisbon\u2069»"
    assert writing.isolate("لیسبون") == "لیسبون"
    assert writing_of("en").isolate("Lisbon") == "Lisbon"
    assert writing_of("en").isolate("لیسبون") == "\u2068لیسبون\u2069"


def test_a_command_in_a_sentence_from_right_to_left_keeps_its_slash_in_front():
    assert isolate_commands("متن /help است") == "متن \u2066/help\u2069 است"
    assert isolate_commands("متن: /ask {example}") == "متن: \u2066/ask {example}\u2069"
    assert "\u2066/help\u2069" in messages_in("fa").UNKNOWN_COMMAND
    assert "\u2066" not in messages_in("ru").UNKNOWN_COMMAND


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.text("aб«ب۱1 \u2068\u2069/{}", max_size=30))
def test_whatever_stands_in_a_blank_the_marks_are_closed(language, text):
    words = messages_in(language)
    word = text.replace("\u2068", "").replace("\u2069", "")

    for said in (words.reason(Reason(ReasonKind.WORD_UNKNOWN, (word,))), words.about(word)):
        opened = sum(unicodedata.bidirectional(c) in ("FSI", "LRI") for c in said)
        assert opened == said.count("\u2069")
        assert word in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ReasonKind)
def test_every_reason_is_a_sentence_in_every_language(language, kind):
    words = messages_in(language)
    for wanted in Wanted:
        said = words.reason(Reason(kind, ("Lisbon", "ferry"), wanted))
        assert said.rstrip("\u2069").endswith((".", "?", "؟", "!"))
        assert "{" not in said
        if language != "en":
            assert said != messages_in("en").reason(Reason(kind, ("Lisbon", "ferry"), wanted))
