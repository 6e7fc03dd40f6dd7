from datetime import date

import pytest
from hypothesis import given, strategies as st

from retrieval.answering import Answering
from retrieval.quoting import LONGEST_QUOTE, is_near_identical
from retrieval.sentences import LONGEST_SENTENCE
from tests.retrieval.builders import a_document, a_dossier, of_documents

FILLER = "The weather on the strait stayed calm through most of that week and the boats sailed. "


def quote_of(text, question):
    dossier = a_dossier(text, "Bread is baked here.", "Nobody sang.", "Trees grew.")
    quote = Answering(dossier).quote_passage(dossier.passages[0].id, question)
    assert quote is not None
    return quote


def test_a_short_paragraph_is_quoted_whole_with_its_answering_sentence_marked():
    text = "The captain slept. The steering failed at six. Nobody noticed it."

    quote = quote_of(text, "When did the steering fail?")

    assert quote.pieces == (text,)
    assert quote.text == text
    assert quote.highlight == "The steering failed at six."


def test_a_long_paragraph_is_cut_at_sentence_ends_around_the_highlight():
    text = FILLER * 8 + "The steering failed at six. " + FILLER * 8

    quote = quote_of(text.strip(), "When did the steering fail?")

    assert quote.highlight == "The steering failed at six."
    assert quote.starts_inside
    assert quote.ends_inside
    assert len(quote.text) <= LONGEST_QUOTE + len("[…]  […]")
    assert quote.text.startswith("[…] The weather")


def test_a_far_sentence_with_another_asked_word_is_kept_with_a_gap():
    text = "Ilse Brandvold was the captain. " + FILLER * 9 + "The steering failed at six."

    quote = quote_of(text, "When did the steering of captain Brandvold fail?")

    assert len(quote.pieces) == 2
    assert "Brandvold was the captain." in quote.pieces[0]
    assert quote.pieces[1].endswith("The steering failed at six.")
    assert " […] " in quote.text


def test_no_sentence_is_marked_where_none_holds_an_asked_word():
    assert quote_of("The captain slept.", "Who eats pancakes?").highlight is None


def test_a_citation_says_where_the_quote_stands():
    citation = quote_of("The captain slept.", "captain").citation

    assert (citation.document_id, citation.title, citation.paragraph) == ("ferry", "Ferries", 1)


def test_texts_that_repeat_each_other_are_near_identical():
    text = "The ferry sailed at six with two hundred people on board and ran aground."

    assert is_near_identical(text, [text.replace("two", "three")])
    assert is_near_identical(text, ["Bread.", f"{text} Nobody was hurt in the end, it was said."])
    assert not is_near_identical(text, ["A bridge would cost less than the ferry over the years."])
    assert not is_near_identical(text, [])


WORD = st.sampled_from(["ferry", "captain", "six", "It", "Mr.", "‘well’", "U.S.", "(so)", "5.5"])
END = st.sampled_from([". ", "! ", "? ", ".” ", "\n", "؟ ", " "])
SENTENCE = st.builds(lambda words, end: " ".join(words) + end, st.lists(WORD, min_size=1), END)
PARAGRAPH = st.builds("".join, st.lists(SENTENCE, min_size=1, max_size=60)).map(str.strip)


@given(PARAGRAPH.filter(bool), st.sampled_from(["ferry captain", "six", "Who?", "moon"]))
def test_every_piece_is_an_exact_substring_and_the_highlight_stands_in_one(text, question):
    quote = quote_of(text, question)

    place = 0
    for piece in quote.pieces:
        place = text.index(piece, place) + len(piece)
    assert quote.highlight is None or any(quote.highlight in piece for piece in quote.pieces)
    assert sum(map(len, quote.pieces)) <= max(LONGEST_QUOTE, LONGEST_SENTENCE)
    assert quote.starts_inside == (not text.startswith(quote.pieces[0]))
    assert quote.ends_inside == (not text.endswith(quote.pieces[-1]))


def quote_of_document(text, question, published):
    document = a_document(text, "Bread is baked here.", "Trees grew.", published=published)
    dossier = of_documents(document)
    quote = Answering(dossier).quote_passage(dossier.passages[0].id, question)
    assert quote is not None
    return quote


@pytest.mark.parametrize(
    "question", ["When did the steering fail?", "What failed on 28 April 2025?"]
)
def test_a_question_about_a_time_gets_what_a_weekday_says(question):
    text = "The captain slept. The steering failed on Monday. Nobody noticed it."

    quote = quote_of_document(text, question, date(2025, 4, 29))

    [inferred] = quote.inferred
    assert text[inferred.start : inferred.end] == "Monday"
    assert inferred.first == date(2025, 4, 28)
    assert quote.text == text


@pytest.mark.parametrize(
    ("question", "published"),
    [
        ("Why did the steering fail?", date(2025, 4, 29)),
        ("When did the steering fail?", None),
    ],
)
def test_nothing_is_inferred_unasked_or_without_a_date(question, published):
    quote = quote_of_document("The steering failed on Monday.", question, published)

    assert quote.inferred == ()


def test_a_date_in_full_is_not_told_again():
    text = "The steering failed on 28 April 2025."

    assert quote_of_document(text, "When did it fail?", date(2025, 4, 29)).inferred == ()


def test_only_dates_in_what_is_quoted_are_told():
    sunday = f"It sailed on Sunday with {'nine lamps and ' * 9}a cat. "
    text = sunday + "Nobody knew the way across in those calm days. " * 12 + "It failed on Monday."

    quote = quote_of_document(text, "When did it fail?", date(2025, 4, 29))

    assert [inferred.text for inferred in quote.inferred] == ["Monday"]


def test_what_two_dates_say_alike_is_told_once():
    text = "The steering failed on Monday. Nobody noticed on Monday."

    quote = quote_of_document(text, "When did the steering fail?", date(2025, 4, 29))

    assert [inferred.start for inferred in quote.inferred] == [text.index("Monday")]
