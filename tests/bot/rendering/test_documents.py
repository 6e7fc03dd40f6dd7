from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from bot.rendering.documents import (
    DOCUMENTS_A_PAGE,
    list_page,
    page_number,
    page_of_number,
    paragraph_pages,
    render_card,
    render_matches,
    render_paragraphs,
    render_sources,
)
from bot.rendering.payloads import Action, decode, document_key
from tests.bot.rendering.builders import (
    a_document,
    a_passage,
    assert_telegram_takes,
    few,
    labels,
    payloads,
    texts,
    worded_texts,
)
from tests.english import ENGLISH

DOCUMENTS = tuple(a_document(id=f"d{n}", title=f"Title {n}") for n in range(20))


@st.composite
def documents(draw):
    return a_document(
        id=draw(texts(1)),
        title=draw(st.none() | texts()),
        publisher=draw(st.none() | texts()),
        url=draw(st.sampled_from([None, "", "no address", "https://harbour.example/x"])),
        language=draw(st.none() | texts()),
        published=draw(st.none() | st.just(a_document().published)),
        restated=draw(st.booleans()),
    )


@st.composite
def passage_lists(draw):
    chosen = draw(st.lists(worded_texts(repeat=200), max_size=12))
    headings = st.none() | texts(repeat=20)
    return [a_passage(text, number, draw(headings)) for number, text in enumerate(chosen, start=1)]


def test_the_list_numbers_documents_over_its_pages():
    first, last = (render_sources(DOCUMENTS, "About ferries.", page, ENGLISH) for page in (0, 2))

    assert first.body.text.startswith("20 documents in the dossier\nAbout ferries.\n\n1. Title 0\n")
    assert labels(first) == [*"12345678", "1 / 3", ENGLISH.NEXT]
    assert "17. Title 16\nHarbour Post, 4 March 2031" in last.body.text
    assert labels(last) == ["17", "18", "19", "20", ENGLISH.PREVIOUS, "3 / 3"]


def test_a_short_list_has_one_page_and_no_paging():
    message = render_sources(DOCUMENTS[:1], "", 0, ENGLISH)

    assert message.body.text == (
        "1 document in the dossier\n\n1. Title 0\nHarbour Post, 4 March 2031"
    )
    assert labels(message) == ["1"]


def test_an_empty_dossier_says_so():
    assert render_sources((), "", 3, ENGLISH).body.text == ENGLISH.SOURCES_EMPTY


def test_a_page_that_does_not_exist_is_the_last_one():
    last = render_sources(DOCUMENTS, "", 2, ENGLISH)

    assert render_sources(DOCUMENTS, "", 999_999, ENGLISH) == last


def test_every_document_is_on_one_page_of_the_list_behind_one_button():
    pages = [render_sources(DOCUMENTS, "", page, ENGLISH) for page in range(3)]

    keys = [
        decode(payload).key
        for page in pages
        for payload in payloads(page)
        if decode(payload).action is Action.DOCUMENT
    ]

    assert keys == [document_key(document.id) for document in DOCUMENTS]
    assert [list_page(DOCUMENTS, document) for document in DOCUMENTS] == [
        number // DOCUMENTS_A_PAGE for number in range(20)
    ]


def test_matches_beyond_the_first_few_are_counted():
    message = render_matches(DOCUMENTS, 20, ENGLISH)

    assert message.body.text.startswith("20 documents fit; the first 8 are:\n\n1. Title 0")
    assert labels(message) == list("12345678")


def test_a_card_says_what_is_known():
    message = render_card(a_document(), [a_passage("Two words.", 1)], ENGLISH, page_of_list=0)

    assert message.body.text == (
        "The ferry stays in port\n"
        "Publisher: Harbour Post\n"
        "Date: 4 March 2031\n"
        "Language: English\n"
        "Length: 1 paragraph, 2 words\n"
        "File: ferry.md\n"
        "Link: https://harbour.example/ferry"
    )
    assert labels(message) == [ENGLISH.READ, ENGLISH.OPEN, ENGLISH.ALL_DOCUMENTS]


def test_a_card_says_what_is_not_known():
    unknown = a_document(title=None, publisher=None, published=None, url=None, language=None)

    message = render_card(unknown, [], ENGLISH)

    assert message.body.text == (
        "untitled (ferry)\n"
        "Publisher: not stated\n"
        "Date: no date given\n"
        "Language: not stated\n"
        "Length: 0 paragraphs, 0 words\n"
        "File: ferry.md\n"
        "Link: not stated"
    )
    assert labels(message) == [ENGLISH.CLOSE]


def test_an_address_that_does_not_open_is_shown_and_not_linked():
    message = render_card(a_document(url="see the archive"), [], ENGLISH)

    assert message.body.text.endswith("Link: see the archive")
    assert ENGLISH.OPEN not in labels(message)
    assert not [span for span in message.body.spans if span.kind == "text_link"]


@pytest.mark.parametrize(
    ("publisher", "origin"),
    [("Harbour Post", "brief of Harbour Post, "), (None, "brief of a text by an unstated")],
)
def test_a_brief_is_called_one_in_the_list_and_on_the_card(publisher, origin):
    brief = a_document(restated=True, publisher=publisher)

    assert origin in render_sources([brief], "", 0, ENGLISH).body.text
    assert ENGLISH.RESTATED in render_card(brief, [], ENGLISH).body.text


def test_paragraphs_stand_under_their_headings_with_their_numbers():
    passages = [
        a_passage("One.", 1),
        a_passage("Two.", 2, "Repairs"),
        a_passage("Three.", 3, "Repairs"),
        a_passage("Four.", 4, "Costs"),
    ]

    message = render_paragraphs(a_document(), passages, 0, closes=False, words=ENGLISH)

    assert message.body.text == (
        "The ferry stays in port\n\n¶ 1  One.\n\nRepairs\n\n¶ 2  Two.\n\n¶ 3  Three.\n\n"
        "Costs\n\n¶ 4  Four."
    )
    assert labels(message) == [ENGLISH.CARD]


def test_a_card_that_closes_leads_to_paragraphs_that_close():
    card = render_card(a_document(), [a_passage("One.", 1)], ENGLISH)
    page, closes = page_of_number(decode(payloads(card)[0]).number)

    message = render_paragraphs(a_document(), [a_passage("One.", 1)], page, closes, words=ENGLISH)

    assert labels(message) == [ENGLISH.CARD, ENGLISH.CLOSE]
    assert decode(payloads(message)[0]).number == 1


@few
@given(st.integers(0, 400_000), st.booleans())
def test_a_page_and_where_its_card_leads_come_back_from_one_number(page, closes):
    assert page_of_number(page_number(page, closes)) == (page, closes)


@few
@given(passage_lists())
def test_every_word_of_every_passage_is_on_exactly_one_page(passages):
    pages = paragraph_pages(passages)

    shown = [passage for page in pages for passage in page]
    assert list(dict.fromkeys(passage.id for passage in shown)) == [p.id for p in passages]
    for passage in passages:
        pieces = [piece.text for piece in shown if piece.id == passage.id]
        assert "".join("".join(pieces).split()) == "".join(passage.text.split())
        assert all(piece in passage.text for piece in pieces)


@few
@given(documents(), passage_lists())
def test_every_page_of_any_document_fits_a_message(document, passages):
    for page in range(len(paragraph_pages(passages))):
        closes = bool(page % 2)
        assert_telegram_takes(render_paragraphs(document, passages, page, closes, ENGLISH))


@few
@given(st.lists(documents(), max_size=10), texts(repeat=300), st.integers(0, 2))
def test_lists_and_cards_of_any_documents_fit_a_message(found, about, page):
    assert_telegram_takes(render_sources(found, about, page, ENGLISH))
    for document in found:
        assert_telegram_takes(render_card(document, [a_passage("One.", 1)], ENGLISH, page))
    if found:
        assert_telegram_takes(render_matches(found, len(found), ENGLISH))


@pytest.mark.parametrize("words", ["x", "🙂", "one two"])
def test_hundreds_of_one_word_paragraphs_fit_their_pages(words):
    passages = [a_passage(words, number, f"Heading {number}") for number in range(1, 400)]

    pages = paragraph_pages(passages)

    assert sum(map(len, pages)) == 399
    for page in range(len(pages)):
        assert_telegram_takes(render_paragraphs(a_document(), passages, page, False, ENGLISH))


def test_a_long_paragraph_is_read_whole_over_several_pages():
    passage = a_passage("word " * 1_500, 1)
    pages = paragraph_pages([passage])

    shown = [
        render_paragraphs(a_document(), [passage], n, False, words=ENGLISH)
        for n in range(len(pages))
    ]

    assert sum(message.body.text.count("word") for message in shown) == 1_500
    assert all("…" not in message.body.text for message in shown)


def test_an_id_of_thousands_of_characters_is_no_trouble():
    document = replace(a_document(id="long" * 1_250), title=None)

    for message in (
        render_card(document, [a_passage("One.", 1)], ENGLISH),
        render_sources([document], "", 0, ENGLISH),
        render_paragraphs(document, [a_passage("One.", 1)], 0, closes=True, words=ENGLISH),
    ):
        assert_telegram_takes(message)
        assert message.body.units < 1_000
