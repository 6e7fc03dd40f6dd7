from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from retrieval.address import spoken_to_bot, without_address
from retrieval.parsing import read_question
from retrieval.wanted import Wanted


def left(text, language="en"):
    return " ".join(without_address(text, language).split()).strip(" ,.!?;:-–؟،¿¡")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("hello dear bot, can you tell me who built the pier?", "who built the pier"),
        ("hi! who signed the treaty?", "who signed the treaty"),
        ("sorry to bother you but how long is it", "how long is it"),
        ("i'm preparing a talk and need to know when it closed", "when it closed"),
        ("It is about the ferry. Who was the captain?", "the ferry. Who was the captain"),
        ("does the dossier mention Torsund?", "Torsund"),
        ("I'm Peter from the Gazette, who is the skipper?", "who is the skipper"),
        ("who built it? thanks in advance!", "who built it"),
        ("My phone is dying, tell me: who owns the park?", "who owns the park"),
        ("ok one more thing, her husband, who is he, do you know", "her husband, who is he"),
    ],
)
def test_words_spoken_to_the_bot_are_taken_off(text, asked):
    assert left(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Did the mayor thank the choir?",
        "great fire of 1920",
        "Who is the source of the rumours?",
        "Which test did the hospital do?",
        "No ferry sails on Sunday, why?",
        "What help did the islanders get?",
        "Who answered the question of the council?",
        "right wing parties",
        "Morning ferries to Torsund",
        "What did the captain say about the ice?",
        "Why did the minister say goodbye to the team?",
        "“Can you tell me the way” was whose song?",
    ],
)
def test_what_is_asked_stays(text):
    assert left(text) == text.strip("?")


def test_a_clause_about_oneself_stays_where_the_question_means_something_in_it():
    text = "I was on the ferry last year. Who inspects it?"

    assert "ferry" in left(text)


def test_a_clause_about_oneself_stays_where_nothing_else_asks():
    assert "ferry" in left("I was on the ferry last year")


def test_the_kind_asked_for_is_told_from_the_question_itself():
    question = read_question("When you have a minute: who built the pier?", ("en",))

    assert question.wanted is Wanted.PERSON
    assert [word.text for word in question.words] == ["built", "pier"]


def test_key_words_stay_key_words_behind_a_greeting():
    assert read_question("hello, pier loan", ("en",)).is_keywords


@given(st.text(max_size=120), st.sampled_from(["en", "ru", "tr", "fa", "de"]))
def test_spans_lie_in_the_text_in_their_order(text, language):
    spans = spoken_to_bot(text, language)

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert len(without_address(text, language)) == len(text)
