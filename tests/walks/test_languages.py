"""The bot speaks the language of whoever asks; it quotes in that of the source."""

import pytest

from bot.messages import LANGUAGES, messages_in
from bot.sandbox.people import NEWSROOM
from retrieval.reasons import Reason, ReasonKind
from tests.walks.ferry import HOW_MUCH, WHO_BUILT
from tests.walks.stage import buttons, labels, offers, quotes, texts_over

pytestmark = pytest.mark.usefixtures("bot")

RUSSIAN = messages_in("ru")
PERSIAN = messages_in("fa")
BUILT_SENTENCE = "The Sunniva was built by the Orsnes yard in 2029."
ASKED_IN_RUSSIAN = "Кто построил Sunniva?"
ASKED_IN_PERSIAN = "چه کسی Sunniva را ساخت؟"


@pytest.mark.parametrize(
    ("question", "words", "citation"),
    [
        (ASKED_IN_RUSSIAN, RUSSIAN, "«Night ferry returns to the Torsund route», 14 мая 2031, ¶ 3"),
        (ASKED_IN_PERSIAN, PERSIAN, "، ۱۴ مه ۲۰۳۱، ¶ ۳"),
        ("Welche Werft baute die Sunniva?", messages_in("de"), "“, 14. Mai 2031, ¶ 3"),
        ("Sunniva'yı hangi tersane yaptı?", messages_in("tr"), "”, 14 Mayıs 2031, ¶ 3"),
    ],
)
async def test_a_question_gets_its_frame_in_its_language_and_the_quote_word_for_word(
    ana, question, words, citation
):
    reply = await ana.asks(question)

    quoted = next(quote for quote in quotes(reply) if BUILT_SENTENCE in quote)
    assert quoted.startswith("The Sunniva was built")
    assert "\u2068" not in quoted
    assert citation in reply["text"]
    assert offers(reply, words.CONTEXT)
    assert offers(reply, words.SOURCE)


async def test_a_title_of_the_other_direction_is_kept_together_in_a_citation(ana):
    reply = await ana.asks(ASKED_IN_PERSIAN)

    linked = texts_over(reply, "text_link")[0]
    assert linked == "«\u2068Night ferry returns to the Torsund route\u2069»"
    assert "[۱] " in texts_over(reply, "bold")


async def test_the_buttons_of_a_reply_go_on_in_its_language(ana):
    reply = await ana.asks(ASKED_IN_RUSSIAN)
    await ana.asks(HOW_MUCH)  # the person goes on in English, the reply does not
    await ana.presses(reply, RUSSIAN.CONTEXT)
    unfolded = await ana.sees(reply)
    thanks = await ana.presses(reply, "👍")
    await ana.presses(reply, RUSSIAN.SOURCE)
    card = await ana.hears()

    assert offers(unfolded, RUSSIAN.FOLD)
    assert thanks["text"] == RUSSIAN.THANKS
    assert "\nИздание: Halvik Gazette\nДата: 14 мая 2031\nЯзык: английский\n" in card["text"]
    assert RUSSIAN.CLOSE in labels(card)


async def test_commands_answer_in_the_language_of_the_last_question_else_of_the_app(ana, babak):
    before = await babak.asks("/help")
    await babak.asks(WHO_BUILT)
    after = await babak.asks("/help")
    await ana.asks(ASKED_IN_RUSSIAN)

    assert before["text"].startswith("پرسشی بنویسید")
    assert after["text"].startswith("Write a question")
    assert (await ana.asks("/privacy"))["text"] == RUSSIAN.privacy(90)


async def test_a_bare_name_is_answered_in_the_language_of_the_person(ana, babak):
    hers, his = await ana.asks("Marit Holm"), await babak.asks("Marit Holm")

    assert offers(hers, messages_in("en").CONTEXT)
    assert offers(his, PERSIAN.CONTEXT)
    assert quotes(hers) == quotes(his)


@pytest.mark.parametrize(
    ("greeting", "language"), [("Merhaba", "tr"), ("Hola", "es"), ("Bonjour", "fr"), ("Hi", "en")]
)
async def test_a_greeting_is_returned_in_its_language(babak, greeting, language):
    reply = await babak.asks(greeting)

    assert reply["text"].startswith(messages_in(language).reason(Reason(ReasonKind.GREETING)))


async def test_in_a_group_the_question_decides(babak):
    there = babak.at(NEWSROOM)

    reply = await there.asks(f"/ask {WHO_BUILT}")

    assert offers(reply, messages_in("en").SOURCE)


async def test_what_the_dossier_lacks_is_said_in_the_language_of_the_question(ana):
    reply = await ana.asks("Кто такой Бармаглот?")

    assert reply["text"].startswith(RUSSIAN.NOTHING)
    assert RUSSIAN.TRY in reply["text"]


async def test_an_example_is_answered_in_the_language_in_which_it_was_offered(babak):
    declined = await babak.asks("Xqzt wvbn lpfd")
    example = labels(declined)[0]
    await babak.presses(declined, example)
    reply = await babak.hears()

    assert declined["text"].startswith(PERSIAN.NOTHING)
    assert offers(reply, PERSIAN.SOURCE)


async def test_a_corrected_question_is_answered_in_the_language_of_its_correction(ana):
    question = await ana.says(WHO_BUILT)
    reply = await ana.hears()
    await ana.edits(question, ASKED_IN_RUSSIAN)
    changed = await ana.sees(reply)

    assert offers(changed, RUSSIAN.SOURCE)
    assert BUILT_SENTENCE in changed["text"]


async def test_the_explanation_of_a_reply_is_in_its_language(ana):
    await ana.asks(ASKED_IN_RUSSIAN)

    why = await ana.asks("/why")

    assert why["text"].startswith(f"{RUSSIAN.why(ASKED_IN_RUSSIAN)}\n")
    assert "Уверенность 0," in why["text"]


async def test_a_list_of_documents_is_leafed_through_in_the_persons_language(babak):
    listed = await babak.asks("/sources")
    await babak.stage.post(
        "press", person=babak.id, chat=babak.chat_id, message_id=listed["message_id"],
        data=buttons(listed)[0]["callback_data"],
    )  # fmt: skip
    card = await babak.sees(listed)

    assert "سند در پرونده" in listed["text"]
    assert "۱" in labels(listed)
    assert PERSIAN.ALL_DOCUMENTS in labels(card)


async def test_the_menus_and_descriptions_are_set_in_every_language(babak, sandbox, stage):
    last = 0
    for _ in LANGUAGES:
        last = (await sandbox.seen("setMyShortDescription", after=last))["n"]
    menu = (await stage.get("commands", person=babak.id, chat=babak.chat_id))["commands"]

    assert [(one["command"], one["description"]) for one in menu] == list(PERSIAN.commands_private)
    told = [r["parameters"] for r in sandbox.requests if r["method"] == "setMyDescription"]
    assert {one.get("language_code", "en"): one["description"] for one in told} == {
        language: messages_in(language).DESCRIPTION for language in LANGUAGES
    }
