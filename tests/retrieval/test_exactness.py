"""Quoted words, which are found exactly as they are written or not at all."""

import pytest
from hypothesis import given, strategies as st

from retrieval.answering import Answering
from retrieval.exactness import MOST, holds_all, quotations
from retrieval.model import Abstention, Answer
from retrieval.parsing import read_question
from retrieval.reasons import Reason, ReasonKind
from tests.retrieval.builders import ADossier, a_dossier

FILLER = ("The choir sang.", "Trees grow by the road.", "Bread was baked at night.", "Rain fell.")


def reply_to(question: str, *paragraphs: str) -> Answer | Abstention:
    return Answering(a_dossier(*paragraphs, *FILLER)).ask(question)


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who is “Aliev”?", ["Aliev"]),
        ('Who is "Aliev"?', ["Aliev"]),
        ("Кто сказал «мост»?", ["мост"]),
        ("Wer sagte „Brücke“?", ["Brücke"]),
        ("What is the 'land bridge' for?", ["land bridge"]),
        ("What is the ‘land bridge’ for?", ["land bridge"]),
        ('Is "land bridge" or "land link" meant?', ["land bridge", "land link"]),
    ],
)
def test_words_between_marks_of_any_kind_are_quoted(question: str, words: list[str]) -> None:
    assert quoted(question) == words


@pytest.mark.parametrize(
    "question",
    [
        "Who led the workers' and farmers' union?",
        "What is Iran's and Turkey's view?",
        "Who didn't vote and who won't?",
        "Bakı'da nə oldu, Tehran'da kim idi?",
        "L'accord d'Alger, qui l'a signé ?",
        "Is rock 'n' roll played?",
        "He is 6' 2\" tall",
        'She asked: "Who built the pier? And when?"',
        'What does "" mean?',
    ],
)
def test_apostrophes_sentences_and_stray_marks_quote_nothing(question: str) -> None:
    assert quoted(question) == []


@pytest.mark.parametrize(
    ("text", "wording", "is_held"),
    [
        ("Aliev left.", "aliev", True),
        ("ALIEV left.", "Aliev", True),
        ("Aliev’s aide left.", "Aliev", True),
        ("Aliyev left.", "Aliev", False),
        ("The Alievs left.", "Aliev", False),
        ("A land-bridge was built.", "land bridge", True),
        ("A land  bridge was built.", "land bridge", True),
        ("Of land, bridge and sea.", "land bridge", False),
        ("Land bridges were built.", "land bridge", False),
        ("Café", "cafe", False),
        ("On 3.5 percent.", "3.5 percent", True),
    ],
)
def test_only_case_and_the_joint_of_words_do_not_count(
    text: str, wording: str, is_held: bool
) -> None:
    assert holds_all(text, [wording]) is is_held


def test_a_passage_with_another_spelling_is_no_answer_to_a_quoted_name() -> None:
    reply = reply_to('Where did "Aliev" go?', "Aliyev went to Lenna.", "Aliev went to Skarv.")

    assert [quote.text for quote in reply.quotes] == ["Aliev went to Skarv."]
    assert reply.query.understood == ()


def test_without_quotes_the_other_spelling_is_an_answer() -> None:
    reply = reply_to("Where did Aliev go?", "Aliyev went to Lenna.")

    assert reply.query.understood == (("Aliev", "Aliyev"),)


def test_a_spelling_that_the_dossier_has_instead_is_named() -> None:
    reply = reply_to('Where did "Aliev" go?', "Aliyev went to Lenna.")

    assert reply.quotes == ()
    assert reply.reason == Reason(ReasonKind.WORDING_NEAR, ("Aliev",), near=("Aliyev",))


def test_another_form_of_the_word_is_named_too() -> None:
    reply = reply_to("Where is the “land bridge”?", "Two land bridges stand near Skarv.")

    assert reply.reason == Reason(ReasonKind.WORDING_NEAR, ("land bridge",), near=("land bridges",))


def test_a_wording_that_nothing_comes_near_is_said_not_to_occur() -> None:
    reply = reply_to('Where is the "glass mountain"?', "Aliyev went to Lenna.")

    assert reply.reason == Reason(ReasonKind.WORDING_UNKNOWN, ("glass mountain",))


def test_words_of_a_phrase_must_follow_each_other() -> None:
    reply = reply_to(
        'Who saw the "red boat"?', "Moe saw a boat that was red.", "Holm saw the red boat."
    )

    assert [quote.text for quote in reply.quotes] == ["Holm saw the red boat."]


def test_all_that_is_quoted_must_stand_in_one_passage() -> None:
    reply = reply_to('"red boat" and "blue pier"?', "Here is a red boat.", "Here is a blue pier.")

    assert reply.quotes == ()
    assert reply.reason == Reason(ReasonKind.WORDING_UNKNOWN, ("red boat", "blue pier"))


def test_no_synonym_and_no_repair_stands_for_a_quoted_word() -> None:
    [word] = [w for w in read_question('Who is the "envoy"?', ("en",)).words if w.is_exact]

    assert word.text == "envoy"
    assert reply_to('Who is the "envoy"?', "The ambassador is Holm.").quotes == ()
    assert reply_to('Who is the "ambassadr"?', "The ambassador is Holm.").quotes == ()


def test_no_alias_stands_for_a_quoted_name() -> None:
    plain = a_dossier("Holm lives on Fulmar Rock.", *FILLER)
    dossier = ADossier(plain.documents, plain.passages, aliases=(("Fulmar Rock", "Bird Island"),))

    reply = Answering(dossier).ask('Who lives on "Bird Island"?')

    assert reply.quotes == ()
    assert reply.reason is not None
    assert reply.reason.kind is ReasonKind.WORDING_UNKNOWN


def test_a_name_quoted_in_another_language_is_found_as_the_documents_write_it() -> None:
    reply = reply_to("Кто капитан парома «Марисоль»?", "The captain of the Marisol is Holm.")

    assert [quote.text for quote in reply.quotes] == ["The captain of the Marisol is Holm."]
    assert reply.query.understood == (("Марисоль", "Marisol"),)


def test_what_the_documents_hold_is_meant_exactly_in_another_language_too() -> None:
    reply = reply_to("Куда поехал «Aliev»?", "Aliyev went to Lenna.", "Aliev went to Skarv.")

    assert [quote.text for quote in reply.quotes] == ["Aliev went to Skarv."]


def test_a_whole_question_in_quotes_is_only_pasted() -> None:
    reply = reply_to('"who saw the red boat"', "Holm saw the red boat.")

    assert [quote.text for quote in reply.quotes] == ["Holm saw the red boat."]


def test_stop_words_in_quotes_are_no_wording_to_look_for() -> None:
    assert read_question('Who is "the"?', ("en",)).exact == ()


def test_a_quoted_everyday_word_carries_the_question() -> None:
    [word] = read_question('"said"', ("en",)).words

    assert word.weight == 1.0


def test_a_rare_wording_is_found_among_many_passages_with_its_words() -> None:
    many = [f"Boat number {n} is red, and boat {n + 1} too." for n in range(60)]

    reply = reply_to('Which is the "red boat"?', *many, "Nobody sails the old red boat.")

    assert [quote.text for quote in reply.quotes] == ["Nobody sails the old red boat."]


@pytest.mark.parametrize("text", ["«" * 4_000, " 'a" * 1_300, "‘a ’b " * 600, '"ab" ' * 800])
def test_a_message_of_nothing_but_marks_quotes_a_few_things_at_most(text: str) -> None:
    assert len(quotations(text)) <= MOST


@given(st.text(alphabet="ab '’‘“”„\"«»?.", max_size=30))
def test_quotations_stand_in_the_text_in_order_and_hold_no_mark_that_opens_them(text: str) -> None:
    end_before = 0
    for start, end in quotations(text):
        assert end_before < start < end <= len(text) - 1
        end_before = end
