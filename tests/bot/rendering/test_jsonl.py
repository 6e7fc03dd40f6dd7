import json
from dataclasses import replace

from bot.rendering.jsonl import reply_object
from retrieval.model import Query
from retrieval.reasons import Reason, ReasonKind
from tests.bot.rendering.builders import a_quote, an_abstention, an_answer


def test_a_reply_is_an_object_with_everything_a_program_needs():
    quote = a_quote("One. Two. Three.", "Two.", pieces=("Two.",), starts_inside=True)

    item = reply_object("Why?", an_answer(quote), 1.23456, "q7")

    assert json.loads(json.dumps(item)) == {
        "id": "q7",
        "question": "Why?",
        "outcome": "answer",
        "reason": "",
        "reason_kind": None,
        "understood": [],
        "follows": "",
        "carried": [],
        "quotes": [
            {
                "document_id": "ferry",
                "passage_id": "ferry#3",
                "paragraph": 3,
                "quote": "[…] Two.",
                "highlight": "Two.",
                "inferred": [],
                "title": "The ferry stays in port",
                "publisher": "Harbour Post",
                "date": "2031-03-04",
                "url": "https://harbour.example/ferry",
                "restated": False,
                "score": 1.5,
            }
        ],
        "elapsed_ms": 1.235,
    }


def test_what_is_unknown_is_null():
    unknown = a_quote(title=None, publisher=None, published=None, url=None, highlight=None)

    [item] = reply_object("Why?", an_answer(unknown), 1.0)["quotes"]

    assert {name for name, value in item.items() if value is None} == {
        "title", "publisher", "date", "url", "highlight",
    }  # fmt: skip


def test_a_single_question_has_no_id_but_an_id_of_zero_is_kept():
    assert "id" not in reply_object("Why?", an_abstention(), 1.0)
    assert reply_object("Why?", an_abstention(), 1.0, 0)["id"] == 0


def test_the_outcomes_are_named():
    outcomes = [
        reply_object("Why?", result, 1.0)["outcome"]
        for result in (an_answer(a_quote()), an_abstention(a_quote()), an_abstention())
    ]

    assert outcomes == ["answer", "nearest", "nothing"]


def test_a_question_with_half_a_character_can_be_printed():
    reason = Reason(ReasonKind.WORD_UNKNOWN, ("\ud83d",))

    item = reply_object("Why \ud83d?", an_abstention(reason=reason), 1.0)

    assert item["question"] == "Why \ufffd?"
    assert item["reason"] == "The word “\ufffd” does not occur in the dossier."
    assert item["reason_kind"] == "word-unknown"


def test_words_that_were_read_as_others_are_listed():
    query = Query("Who is Ruhani?", ("rouhani",), understood=(("Ruhani", "Rouhani"),))

    item = reply_object("Who is Ruhani?", replace(an_abstention(), query=query), 1.0)

    assert item["understood"] == [{"asked": "Ruhani", "as": "Rouhani"}]


def test_what_a_follow_up_took_is_listed():
    query = Query("and when?", (), carried=("Rouhani", "resign"), follows="Did Rouhani resign?")

    item = reply_object("and when?", replace(an_abstention(), query=query), 1.0)

    assert (item["follows"], item["carried"]) == ("Did Rouhani resign?", ["Rouhani", "resign"])
