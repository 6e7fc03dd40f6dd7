import pytest
from hypothesis import given, settings, strategies as st
from pydantic import ValidationError

from bot.letters import Letter, pack, unpack
from bot.rendering.message import Button, FormattedText, Message, Span
from tests.bot.builders import a_letter, a_message

WORDS = st.text(max_size=20)
BUTTONS = st.builds(Button, WORDS, st.none() | WORDS, st.none() | WORDS)
SPANS = st.builds(
    Span,
    st.sampled_from(["bold", "blockquote", "text_link"]),
    st.integers(0, 9),
    st.integers(1, 9),
    st.none() | WORDS,
)
MESSAGES = st.builds(
    Message,
    st.builds(FormattedText, WORDS, st.lists(SPANS, max_size=3).map(tuple)),
    st.lists(st.lists(BUTTONS, max_size=3).map(tuple), max_size=3).map(tuple),
)
NUMBERS = st.none() | st.integers(-(2**52), 2**52)
LETTERS = st.builds(
    Letter,
    chat_id=st.integers(-(2**52), 2**52),
    kind=st.sampled_from(["send", "edit", "delete"]),
    message=st.none() | MESSAGES,
    message_id=NUMBERS,
    reply_to=NUMBERS,
    topic_id=NUMBERS,
    thread=st.none() | WORDS,
    part=st.integers(0, 99),
)


@settings(max_examples=60, deadline=None)
@given(LETTERS)
def test_a_letter_comes_back_from_the_outbox_as_it_was_put_in(letter):
    assert unpack(pack(letter)) == letter


def test_half_a_character_does_not_keep_a_letter_out_of_the_outbox():
    assert unpack(pack(a_letter("\ud83d half"))).message.body.text == "\ufffd half"


@pytest.mark.parametrize("payload", ["", "{}", "[]", "null", '{"chat_id": "x", "kind": "send"}'])
def test_what_is_no_letter_is_refused(payload):
    with pytest.raises(ValidationError):
        unpack(payload)


def test_a_plain_letter_keeps_words_and_working_buttons_and_drops_what_may_be_refused():
    link = Button("Open", url="https://harbour.example/")
    message = Message(a_message().body, ((Button("More", "m:key:0"), link), (link,)))

    plain = a_letter(message=message, topic_id=3).plain()

    assert plain.message == Message(FormattedText("Rain fell."), ((Button("More", "m:key:0"),),))
    assert (plain.reply_to, plain.topic_id) == (None, 3)
    assert plain.plain() == plain


def test_a_letter_without_words_has_no_plainer_form():
    letter = Letter(11, "delete", message_id=7)

    assert letter.plain() == letter


def test_an_edit_becomes_a_new_message_that_still_answers():
    new = a_letter(kind="edit", message_id=7, thread="question:11:5", part=2).as_new()

    assert (new.kind, new.message_id, new.reply_to) == ("send", None, 5)
    assert (new.thread, new.part) == ("question:11:5", 2)
