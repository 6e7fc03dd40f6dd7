from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from bot.rendering.payloads import Action, decode
from bot.rendering.reply import (
    MAX_BUTTON_CHARACTERS,
    Unfolded,
    button_text,
    quote_parts,
    render_part,
    reply_parts,
)
from retrieval.model import Hit, Query
from retrieval.reasons import Reason, ReasonKind
from tests.bot.rendering.builders import (
    a_passage,
    a_quote,
    an_abstention,
    an_answer,
    assert_telegram_takes,
    covered,
    few,
    labels,
    payloads,
    quotes,
    texts,
    units,
    worded_texts,
)
from tests.english import ENGLISH

LONG_QUOTE = a_quote("x" * 1_500, None)
SOME_QUOTES = st.lists(quotes(), max_size=5).map(tuple)


def test_an_answer_is_its_quotes_and_nothing_else():
    [part] = reply_parts(an_answer(a_quote(), a_quote("Rain fell.", None)), ENGLISH)

    message = render_part(part, "key")

    assert message.body.text.startswith("The ferry stays in port.")
    assert "\n\nRain fell.\n[2] Harbour Post" in message.body.text


def test_the_nearest_passages_come_with_the_word_that_they_are_only_that():
    [part] = reply_parts(an_abstention(a_quote()), ENGLISH)

    assert part.lead == f"The dossier does not mention “Lisbon”.\n{ENGLISH.NEAREST}"
    assert render_part(part, "key").body.text.startswith(part.lead + "\n\nThe ferry")


def test_nothing_says_what_the_dossier_is_about_and_offers_a_question():
    [part] = reply_parts(an_abstention(), ENGLISH, about="It is about ferries.", example="Why?")

    message = render_part(part, "key")

    assert message.body.text == (
        f"{ENGLISH.NOTHING} The dossier does not mention “Lisbon”.\n\n"
        f"It is about ferries.\n\n{ENGLISH.TRY}"
    )
    assert labels(message) == ["Why?", ENGLISH.GOOD, ENGLISH.BAD]


def test_nothing_without_about_and_example_is_still_a_reply():
    [part] = reply_parts(an_abstention(reason=Reason(ReasonKind.NONE_OCCUR)), ENGLISH)

    assert render_part(part, "key").body.text == (
        f"{ENGLISH.NOTHING} None of the words in your question occur in the dossier."
    )


def test_small_talk_is_not_said_to_be_lacking_in_the_dossier():
    [thanks] = reply_parts(an_abstention(reason=Reason(ReasonKind.THANKS)), ENGLISH, example="Why?")
    [hello] = reply_parts(
        an_abstention(reason=Reason(ReasonKind.GREETING)),
        ENGLISH,
        about="On a ferry.",
        example="Why?",
    )

    assert (thanks.lead, labels(render_part(thanks, "k"))) == ("You are welcome.", [])
    said = ENGLISH.reason(Reason(ReasonKind.GREETING))
    assert hello.lead == f"{said}\n\nOn a ferry.\n\n{ENGLISH.TRY}"
    assert labels(render_part(hello, "k")) == ["Why?"]


def test_a_follow_up_says_what_it_follows_and_what_it_took():
    query = Query("and when?", (), carried=("Sunniva", "built"), follows="Who built the Sunniva?")

    [found] = reply_parts(replace(an_answer(a_quote()), query=query), ENGLISH)
    [nothing] = reply_parts(replace(an_abstention(), query=query), ENGLISH)

    assert found.note == nothing.note == ENGLISH.follows(query.follows, query.carried)


def test_one_quote_has_plain_buttons_several_have_numbered_ones():
    one, *_ = reply_parts(an_answer(a_quote()), ENGLISH)
    two, *_ = reply_parts(an_answer(a_quote(), a_quote()), ENGLISH)

    assert labels(render_part(one, "k")) == ["Context", "Source", "👍", "👎"]
    assert labels(render_part(two, "k")) == [
        "Context 1", "Context 2", "Source 1", "Source 2", "👍", "👎",
    ]  # fmt: skip


def test_more_stands_there_only_when_there_is_more():
    result = replace(an_answer(a_quote()), further=(Hit(a_passage("Rain."), 1.0),))

    [part] = reply_parts(result, ENGLISH)

    assert ENGLISH.MORE in labels(render_part(part, "key"))
    assert ENGLISH.MORE not in labels(render_part(replace(part, has_more=False), "key"))


def test_every_button_names_the_conversation_and_its_quote():
    [part] = quote_parts((a_quote(), a_quote()), ENGLISH, first=4)

    found = [decode(payload) for payload in payloads(render_part(part, "a-Key_7"))]

    assert [(p.action, p.key, p.number) for p in found] == [
        (Action.CONTEXT, "a-Key_7", 4),
        (Action.CONTEXT, "a-Key_7", 5),
        (Action.SOURCE, "a-Key_7", 4),
        (Action.SOURCE, "a-Key_7", 5),
        (Action.GOOD, "a-Key_7", 0),
        (Action.BAD, "a-Key_7", 0),
    ]


@pytest.mark.parametrize(
    ("feedback", "shown"), [(None, "👍👎"), ("good", "👍 ✓👎"), ("bad", "👍👎 ✓")]
)
def test_given_feedback_is_ticked(feedback, shown):
    [part] = reply_parts(an_answer(a_quote()), ENGLISH)

    assert "".join(labels(render_part(part, "key", feedback=feedback))[-2:]) == shown


def test_an_unfolded_quote_can_be_folded_again():
    [part] = reply_parts(an_answer(a_quote(), a_quote("Rain fell.", None, paragraph=9)), ENGLISH)

    message = render_part(part, "key", Unfolded(2, a_passage("Clouds.", 8), None))

    assert "¶ 8  Clouds.\n\n¶ 9  Rain fell." in message.body.text
    assert labels(message)[:2] == ["Context 1", "Fold 2"]


def test_unfolding_a_quote_that_is_not_there_changes_nothing():
    [part] = reply_parts(an_answer(a_quote()), ENGLISH)

    assert render_part(part, "key", Unfolded(9, None, None)) == render_part(part, "key")


def test_long_quotes_are_split_between_quotes_and_only_the_last_part_closes():
    parts = quote_parts((LONG_QUOTE,) * 5, ENGLISH, lead="Further passages:", has_more=True)

    assert [(part.first, len(part.quotes)) for part in parts] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
        (5, 1),
    ]
    assert [part.lead for part in parts] == ["Further passages:", "", "", "", ""]
    assert [(part.closing, part.has_more) for part in parts] == [(False, False)] * 4 + [
        (True, True)
    ]


def test_three_usual_quotes_stay_in_one_message_with_room_for_context():
    usual = a_quote("A sentence of usual length stands here. " * 17, None)
    around = a_passage("Neighbours say much as well. " * 30, 2)
    parts = quote_parts((usual,) * 3, ENGLISH)

    body = render_part(parts[0], "key", Unfolded(2, around, around)).body

    assert len(parts) == 1
    assert body.text.count("Neighbours say") > 20


@few
@given(SOME_QUOTES, texts(), st.integers(1, 900))
def test_parts_hold_every_quote_once_in_order_and_each_fits_a_message(found, lead, first):
    parts = quote_parts(found, ENGLISH, lead=lead, first=first)

    assert tuple(quote for part in parts for quote in part.quotes) == found
    number = first
    for part in parts:
        assert part.first == number
        if not part.quotes and not part.lead.strip():
            continue
        body = render_part(part, "key").body
        assert_telegram_takes(render_part(part, "key"))
        for quote in part.quotes:
            # The citation stands in the same message as its quote.
            assert f"[{number}] " in covered(body, "bold")
            assert f"¶ {quote.citation.paragraph}" in body.text
            number += 1


@few
@given(st.lists(quotes(), min_size=1, max_size=4).map(tuple), st.data())
def test_a_part_fits_a_message_unfolded_and_with_an_opening_put_before_it(found, data):
    neighbours = st.none() | worded_texts(repeat=300).map(lambda text: a_passage(text, 2))
    opening = data.draw(texts(repeat=60))
    for part in reply_parts(an_abstention(*found), ENGLISH, about="About.", example="Why?"):
        opened = replace(part, lead=f"“{opening}”\n\n{part.lead}".strip())
        number = data.draw(st.sampled_from(range(part.first, part.first + len(part.quotes))))
        unfolded = Unfolded(number, data.draw(neighbours), data.draw(neighbours))
        assert_telegram_takes(render_part(opened, "key"))
        assert_telegram_takes(render_part(opened, "key", unfolded, "good"))


@few
@given(texts(repeat=300), texts(repeat=300), texts(1, repeat=300))
def test_any_reason_about_and_example_fit_a_message(words, about, example):
    reason = Reason(ReasonKind.WORDS_LACKING, (words, words))
    example = example.strip() or "Why?"
    for abstention in (an_abstention(reason=reason), an_abstention(a_quote(), reason=reason)):
        for part in reply_parts(abstention, ENGLISH, about=about, example=example):
            assert_telegram_takes(render_part(part, "key"))


LONG_REASON = Reason(ReasonKind.WORDS_LACKING, ("r " * 900,))


def test_the_offer_of_a_question_survives_a_long_reason_and_about():
    [part] = reply_parts(
        an_abstention(reason=LONG_REASON), ENGLISH, about="a " * 900, example="Why?"
    )

    assert render_part(part, "key").body.text.endswith(ENGLISH.TRY)


@pytest.mark.parametrize("opening", ["🙂" * 5_000, "long " * 2_000])
def test_an_opening_put_before_a_full_part_is_cut(opening):
    full = a_quote("x" * 1_400, None)
    [part, *_] = reply_parts(an_answer(full, full), ENGLISH)

    message = render_part(replace(part, lead=opening), "key")

    assert_telegram_takes(message)
    assert message.body.text.count("x" * 1_400) == len(part.quotes)


def test_many_quotes_never_make_a_row_too_long():
    parts = quote_parts(tuple(a_quote(f"No {number}.", None) for number in range(30)), ENGLISH)

    for part in parts:
        assert_telegram_takes(render_part(part, "key"))


@few
@given(st.text("Wh y?🙂", min_size=1, max_size=150))
def test_a_question_on_a_button_is_whole_or_ends_in_an_ellipsis(question):
    label = button_text(question)

    assert len(label) <= MAX_BUTTON_CHARACTERS
    assert label == question or label.endswith("…")
    assert units(label) > 0


def test_words_read_as_others_are_named_in_one_quiet_line_above_everything():
    query = Query("why", ("why",), understood=(("Ruhani", "Rouhani"), ("brigde", "bridge")))
    line = "Read “Ruhani” as “Rouhani”; “brigde” as “bridge”."

    [answer] = reply_parts(replace(an_answer(a_quote()), query=query), ENGLISH)
    nearest_lead = f"The dossier does not mention “Lisbon”.\n{ENGLISH.NEAREST}"
    [nearest] = reply_parts(replace(an_abstention(a_quote()), query=query), ENGLISH)

    body = render_part(answer, "key").body
    assert body.text.startswith(f"{line}\n\nThe ferry stays in port.")
    assert covered(body, "italic") == [line]
    assert render_part(nearest, "key").body.text.startswith(f"{line}\n\n{nearest_lead}\n")


def test_nothing_is_said_of_words_where_nothing_is_shown():
    query = Query("why", ("why",), understood=(("Ruhani", "Rouhani"),))

    [part] = reply_parts(replace(an_abstention(), query=query), ENGLISH)

    assert part.note == ""


@few
@given(st.lists(st.tuples(worded_texts(), worded_texts()), max_size=12), SOME_QUOTES)
def test_however_many_words_were_read_as_others_every_message_can_be_sent(understood, found):
    query = Query("why", ("why",), understood=tuple(understood))

    parts = reply_parts(replace(an_abstention(*found), query=query), ENGLISH)

    for part in parts:
        assert_telegram_takes(render_part(part, "key"))
        for number in range(part.first, part.first + len(part.quotes)):
            unfolded = Unfolded(number, a_passage("x" * 2_000), a_passage("y" * 2_000))
            assert_telegram_takes(render_part(part, "key", unfolded))
