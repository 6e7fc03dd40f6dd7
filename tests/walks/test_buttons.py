"""The buttons under a reply: now, after a restart, after a month, and when they are forged."""

import pytest

from bot.sandbox.people import NEWSROOM
from tests.english import ENGLISH
from tests.walks.ferry import GAZETTE, HOW_MUCH, NEARLY, OUTSIDE, WHO_BUILT, WHO_SKIPPERS, WIDE
from tests.walks.stage import buttons, labels, offers, payload_of, quotes

pytestmark = pytest.mark.usefixtures("bot")


async def test_context_unfolds_the_paragraphs_around_the_quote_and_folds_again(ana):
    reply = await ana.asks(HOW_MUCH)
    await ana.presses(reply, "Context")
    unfolded = await ana.sees(reply)
    await ana.presses(reply, "Fold")
    folded = await ana.sees(reply)

    assert "¶ 2  The kiosk on the pier sells pancakes" in unfolded["text"]
    assert offers(unfolded, "Fold")
    assert (folded["text"], folded["entities"]) == (reply["text"], reply["entities"])
    assert labels(folded) == labels(reply)


async def test_each_of_several_quotes_unfolds_by_itself(ana):
    reply = await ana.asks(NEARLY)
    last = len(quotes(reply))
    await ana.presses(reply, "Context 1")
    first_open = await ana.sees(reply)
    await ana.presses(reply, f"Context {last}")
    last_open = await ana.sees(reply)
    await ana.presses(reply, f"Fold {last}")
    folded = await ana.sees(reply)

    def changed(message):
        return [n for n, words in enumerate(quotes(message), 1) if words not in quotes(reply)]

    assert last > 1
    assert (changed(first_open), changed(last_open)) == ([1], [last])
    assert {"Fold 1", f"Context {last}"} <= set(labels(first_open))
    assert {"Context 1", f"Fold {last}"} <= set(labels(last_open))
    assert folded["text"] == reply["text"]


async def test_the_same_button_pressed_twice_changes_nothing_the_second_time(ana):
    reply = await ana.asks(HOW_MUCH)
    await ana.taps(reply, "Context")
    await ana.presses(reply, "Context")
    unfolded = await ana.sees(reply)

    assert unfolded["text"].count("pancakes") == 1


async def test_source_shows_the_documents_card_and_its_paragraphs_page_by_page(ana):
    reply = await ana.asks(WHO_SKIPPERS)
    await ana.presses(reply, "Source")
    card = await ana.hears()
    await ana.presses(card, "Read it here")
    first = await ana.sees(card)
    await ana.presses(card, "Next ›")
    second = await ana.sees(card)
    await ana.presses(card, "‹ Back")
    again = await ana.sees(card)
    await ana.presses(card, "‹ Card")
    back = await ana.sees(card)

    assert "Publisher: Halvik Gazette" in card["text"]
    assert "Date: 14 May 2031" in card["text"]
    assert {"url": "https://gazette.example/night-ferry", "text": ENGLISH.OPEN} in buttons(card)
    assert "¶ 1  After eleven years" in first["text"]
    assert "¶ 9  A choir from Torsund" in second["text"]
    assert (again["text"], back["text"]) == (first["text"], card["text"])


async def test_a_card_says_what_is_not_known_and_what_is_restated(ana):
    untitled = await ana.asks(HOW_MUCH)
    await ana.presses(untitled, "Source")
    bare = await ana.hears()
    timetable = await ana.asks("In a storm of which force does the ferry stay in the harbour?")
    await ana.presses(timetable, "Source")
    brief = await ana.hears()

    assert bare["text"].startswith("untitled (kiosk-notes)")
    assert "Publisher: not stated\nDate: no date given" in bare["text"]
    assert ENGLISH.OPEN not in labels(bare)
    assert ENGLISH.RESTATED in brief["text"]


async def test_a_card_closes(ana):
    reply = await ana.asks(WHO_BUILT)
    await ana.presses(reply, "Source")
    card = await ana.hears()
    await ana.presses(card, "Close")
    await ana.sees_gone(card)

    assert [message["message_id"] for message in await ana.replies()] == [reply["message_id"]]


async def test_feedback_is_set_changed_and_taken_back(ana, bot):
    reply = await ana.asks(WHO_BUILT)

    async def presses(label):
        toast = await ana.presses(reply, label)
        marks = [b for b in labels(await ana.sees(reply)) if b[0] in "👍👎"]
        return toast["text"], marks, await marks_of(bot)

    assert await presses("👍") == (ENGLISH.THANKS, ["👍 ✓", "👎"], (1, 0))
    assert await presses("👎") == (ENGLISH.THANKS, ["👍", "👎 ✓"], (0, 1))
    assert await presses("👎 ✓") == (ENGLISH.TAKEN_BACK, ["👍", "👎"], (0, 0))


async def test_feedback_in_a_group_is_each_persons_own_and_shown_to_nobody(ana, babak, bot):
    reply = await ana.at(NEWSROOM).asks(f"/ask {WHO_BUILT}")
    await ana.at(NEWSROOM).presses(reply, "👍")
    await babak.at(NEWSROOM).presses(reply, "👎")
    shown = (await ana.at(NEWSROOM).replies())[-1]

    assert await marks_of(bot) == (1, 1)
    assert labels(shown) == labels(reply)


async def test_further_passages_have_working_buttons_of_their_own(ana):
    reply = await ana.asks(WIDE)
    await ana.presses(reply, "More")
    further = await ana.hears()
    await ana.presses(further, "Context")
    unfolded = await ana.sees(further)
    await ana.presses(further, "Source")
    card = await ana.hears()

    assert offers(unfolded, "Fold")
    assert "Publisher: " in card["text"]


async def test_the_buttons_work_after_a_restart_and_a_month(ana, bot, clock):
    reply = await ana.asks(WIDE)
    await ana.presses(reply, "Context")
    unfolded = await ana.sees(reply)
    await bot.stops()
    clock.moves(days=31)
    await bot.starts()
    await ana.presses(reply, "Fold")
    folded = await ana.sees(reply)
    await ana.presses(reply, "👍")
    marked = await ana.sees(reply)
    await ana.presses(reply, "More")
    further = await ana.hears()

    assert offers(unfolded, "Fold")
    assert folded["text"] == reply["text"]
    assert "👍 ✓" in labels(marked)
    assert f"[{len(quotes(reply)) + 1}] " in further["text"]


async def test_the_buttons_work_after_the_dossier_changed(ana, bot, folder):
    other = await ana.asks(HOW_MUCH)
    reply = await ana.asks(WHO_SKIPPERS)
    changed = GAZETTE.replace("cod boats before", "herring boats before")
    (folder / "gazette.md").write_text(changed, encoding="utf-8")
    await bot.services.dossier.refresh()
    gone = await ana.presses(reply, "Context")
    await ana.presses(reply, "👍")
    marked = await ana.sees(reply)
    await ana.presses(reply, "Source")
    card = await ana.hears()
    await ana.presses(other, "Context")

    assert (gone["text"], gone["alert"]) == (ENGLISH.GONE, True)
    assert marked["text"] == reply["text"]
    assert "Publisher: Halvik Gazette" in card["text"]
    assert offers(await ana.sees(other), "Fold")


async def test_the_buttons_say_so_when_the_document_has_left_the_dossier(ana, bot, folder):
    reply = await ana.asks(WHO_SKIPPERS)
    await ana.presses(reply, "Source")
    card = await ana.hears()
    (folder / "gazette.md").unlink()
    await bot.services.dossier.refresh()
    toasts = [
        await ana.presses(reply, "Context"),
        await ana.presses(reply, "Source"),
        await ana.presses(card, "Read it here"),
    ]
    await ana.presses(reply, "👍")

    assert [toast["text"] for toast in toasts] == [ENGLISH.GONE] * 3
    assert "👍 ✓" in labels(await ana.sees(reply))


async def test_after_retention_a_button_asks_to_ask_again(ana, bot, clock):
    reply = await ana.asks(WHO_BUILT)
    await bot.stops()
    clock.moves(days=91)
    await bot.starts()
    toast = await ana.presses(reply, "Context")

    assert (toast["text"], toast["alert"]) == (ENGLISH.STALE, True)


async def test_a_payload_of_another_chats_conversation_shows_nothing_of_it(ana, babak):
    theirs = await ana.asks(WHO_BUILT)
    mine = await babak.asks(HOW_MUCH)
    answers = [
        await babak.forges(mine, payload_of(theirs, label)) for label in ("Context", "Source", "👍")
    ]

    assert [toast["text"] for toast in answers] == [ENGLISH.STALE] * 3
    assert len(await babak.replies()) == 1


@pytest.mark.parametrize(
    "data",
    ["", "x", "nonsense", "c:", "c:nobody:1", "c::0", "m:../../etc:1", "q:zz:0", "🦭" * 16,
     "d:ffffffffffffffff:1", "s::999999", "e::2", "e:nobody:0", "p:ffffffffffffffff:7"],
)  # fmt: skip
async def test_a_forged_payload_gets_a_polite_word_or_nothing_worse(ana, data):
    reply = await ana.asks(HOW_MUCH)
    toast = await ana.forges(reply, data)
    after = await ana.asks(WHO_BUILT)

    assert toast["text"] in ("", ENGLISH.STALE, ENGLISH.GONE)
    assert ENGLISH.FAILED not in str(await ana.replies())
    assert "Orsnes yard" in after["text"]


async def test_a_number_beyond_the_quotes_gets_a_polite_word(ana):
    reply = await ana.asks(HOW_MUCH)
    data = payload_of(reply, "Context").rpartition(":")[0]
    toasts = [await ana.forges(reply, f"{data}:{number}") for number in (0, 2, 999_999)]

    assert [toast["text"] for toast in toasts] == [ENGLISH.STALE] * 3


@pytest.mark.parametrize("label", ["Context", "Source", "More", "👍"])
async def test_a_button_of_a_message_that_is_out_of_reach_does_no_harm(ana, bot, label):
    """Telegram sends no content with a press under a message that is gone or very old."""
    reply = await ana.asks(WIDE)
    await bot.services.sender._bot.delete_message(ana.chat_id, reply["message_id"])
    toast = await ana.forges(reply, payload_of(reply, label))

    assert toast["text"] in ("", ENGLISH.THANKS)
    assert ENGLISH.FAILED not in str(await ana.replies())
    assert "45 crowns" in (await ana.asks_after_all(HOW_MUCH))["text"]


async def test_an_example_of_help_is_asked_by_its_button(ana):
    help_ = await ana.asks("/help")
    example = labels(help_)[1]
    await ana.presses(help_, example)
    reply = await ana.hears()

    assert reply["text"].startswith(f"“{example}”\n\n")
    assert reply["reply_to_message"]["message_id"] == help_["message_id"]
    assert "👍" in labels(reply)


async def test_the_example_on_the_button_is_asked_even_if_the_dossier_offers_others_now(
    ana, bot, folder
):
    help_ = await ana.asks("/help")
    for path in folder.iterdir():
        path.unlink()
    (folder / "whales.md").write_text(
        "The whale museum of Skarv was founded by Captain Ida Moe in 1988.\n", encoding="utf-8"
    )
    await bot.services.dossier.refresh()
    example = labels(help_)[0]
    await ana.presses(help_, example)

    assert (await ana.hears())["text"].startswith(f"“{example}”")


async def test_a_declined_questions_buttons_work(ana):
    declined = await ana.asks(OUTSIDE)
    toast = await ana.presses(declined, "👎")

    assert toast["text"] == ENGLISH.THANKS
    assert "👎 ✓" in labels(await ana.sees(declined))


async def marks_of(bot):
    """Return how many 👍 and 👎 the log holds."""
    await bot.services.database.flush()
    rows = await bot.services.database.read(
        "SELECT total(value = 1) AS good, total(value = -1) AS bad FROM feedback"
    )
    return rows[0]["good"], rows[0]["bad"]
