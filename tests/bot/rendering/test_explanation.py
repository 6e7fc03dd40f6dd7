"""An explanation as a chat and a terminal show it."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, strategies as st

from bot.messages.why import FACTS, FORM_KINDS, SCORE_PARTS
from bot.rendering.explanation import render_at_length, render_why
from retrieval.confidence import Evidence
from retrieval.explaining import ExplainedPassage, ExplainedWord, Explanation, Fact, Held
from retrieval.model import Form, FormKind
from retrieval.ranking import Parts
from retrieval.wanted import Wanted
from tests.bot.rendering.builders import (
    UNKNOWN_NAME,
    a_quote,
    assert_telegram_takes,
    covered,
    few,
    quotes,
    worded_texts,
)
from tests.english import ENGLISH

FERRY = Form(("ferri",), 1.0, FormKind.ASKED, "ferry")
SHIP = Form(("ship",), 0.65, FormKind.SYNONYM, "ship")
SPELLING = Form(("rouhani",), 0.93, FormKind.NAME, "Rouhani")
WORDS = (
    ExplainedWord("ferry", 1.0, 2.345, is_name=False, forms=(FERRY, SHIP)),
    ExplainedWord("Ruhani", 1.0, 3.0, is_name=True, forms=(SPELLING,)),
    ExplainedWord("Lisbon", 1.0, 4.0, is_name=True, forms=()),
)
PASSAGE = ExplainedPassage(
    a_quote(),
    held=(Held("ferry", FERRY), Held("Ruhani", SPELLING, is_around=True)),
    lacks=("Lisbon",),
    score=7.25,
    parts=Parts(5.0, 1.25, 0.0, 1.0, 0.0),
)


def an_explanation(**differences) -> Explanation:
    valid = Explanation(
        question="Did Ruhani take the ferry to Lisbon?",
        language="en",
        wanted=Wanted.ANYTHING,
        words=WORDS,
        understood=(("Ruhani", "Rouhani"),),
        passages=(PASSAGE,),
        confidence=0.4211,
        least_confidence=0.5,
        facts=(Fact("said", 0.5, 2.0), Fact("empty", 1.0, -0.7), Fact("wanted", 0.5, 0.2)),
        outcome="nearest",
        reason=UNKNOWN_NAME,
        bias=-2.0,
    )
    return replace(valid, **differences)


def test_a_chat_reads_the_outcome_the_words_and_what_each_passage_holds():
    body = render_why(an_explanation(), ENGLISH).body

    assert body.text == (
        "Why this reply to “Did Ruhani take the ferry to Lisbon?”\n"
        "Only the nearest passages: The dossier does not mention “Lisbon”.\n"
        "Confidence 0.42; quotes are an answer from 0.50 on.\n"
        "For it: its words that the passage says +1.00; "
        "a sentence with the kind of thing asked for +0.10\n"
        "Against it: nothing there fills the blank −0.70\n"
        "\n"
        "Looked up:\n"
        "• “ferry”: as asked, “ship” (another word for it, 0.65)\n"
        "• “Ruhani”: “Rouhani” (another spelling, 0.93)\n"
        "• “Lisbon”: not in the dossier\n"
        "\n"
        "[1] Harbour Post — “The ferry stays in port”, 4 March 2031, ¶ 3\n"
        "Holds “ferry”, “Ruhani” as “Rouhani” (another spelling, 0.93) (in the heading or title).\n"
        "Lacks “Lisbon”.\n"
        "Score 7.2 = words 5.0 + as typed 1.2 + best sentence 1.0"
    )
    assert covered(body, "text_link") == ["“The ferry stays in port”"]


def test_a_terminal_reads_the_weights_and_the_whole_sum_too():
    text = render_at_length(an_explanation(wanted=Wanted.TIME), ENGLISH).body.text

    assert text.startswith(
        "Why this reply\nThe question is in: English. It asks for a date or time.\n"
    )
    assert "• “ferry” (weight 1.00, rarity 2.35): as asked" in text
    assert "• “Lisbon” (a name, weight 1.00, rarity 4.00): not in the dossier" in text
    assert "Against it: to begin with −2.00; nothing there fills the blank −0.70" in text


def test_where_nothing_was_found_nothing_is_said_of_confidence():
    nothing = an_explanation(words=(), passages=(), confidence=None, facts=(), outcome="nothing")

    assert render_why(nothing, ENGLISH).body.text == (
        f"Why this reply to “Did Ruhani take the ferry to Lisbon?”\n"
        "Nothing: The dossier does not mention “Lisbon”.\n\n"
        f"{ENGLISH.WHY_NO_WORDS}"
    )


def test_an_answer_needs_no_reason():
    answer = an_explanation(outcome="answer", reason=None)

    assert "\nAn answer.\n" in render_why(answer, ENGLISH).body.text


def test_what_does_not_fit_is_counted():
    words = tuple(replace(WORDS[0], text=f"word{number}") for number in range(20))

    text = render_why(an_explanation(words=words), ENGLISH).body.text

    assert text.count("• ") == 8
    assert "… and 12 more words" in text


@few
@given(
    st.text(max_size=3_000),
    st.lists(worded_texts(), max_size=30),
    st.lists(quotes(), max_size=5),
    st.floats(0, 1),
)
def test_whatever_is_explained_telegram_takes_the_message(question, words, found, confidence):
    forms = tuple(replace(SHIP, text=word) for word in words)
    explained = tuple(replace(WORDS[0], text=word, forms=forms) for word in words)
    held = tuple(Held(word, replace(SHIP, text=word)) for word in words)
    passages = tuple(
        replace(PASSAGE, quote=quote, held=held, lacks=tuple(words)) for quote in found
    )
    explanation = an_explanation(
        question=question, words=explained, passages=passages, confidence=confidence
    )

    assert_telegram_takes(render_why(explanation, ENGLISH))


@pytest.mark.parametrize("fact", [field.name for field in fields(Evidence)])
def test_every_fact_has_a_name_that_people_understand(fact):
    assert fact in FACTS


def test_every_part_of_a_score_and_every_kind_of_form_has_a_name():
    assert set(SCORE_PARTS) == set(Parts._fields)
    assert set(FORM_KINDS) == set(FormKind) - {FormKind.ASKED}
