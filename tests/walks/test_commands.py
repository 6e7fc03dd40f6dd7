"""Every command, for those who may use it and those who may not."""

import pytest

from bot.messages import messages_in
from bot.sandbox.people import BABAK, CHEN, NEWSROOM
from bot.store import people
from tests.english import ENGLISH
from tests.walks.ferry import HOW_MUCH, OUTSIDE, WHO_BUILT, WIDE
from tests.walks.stage import buttons, labels, quotes

pytestmark = pytest.mark.usefixtures("bot")

# What Babak's Telegram is set to.
PERSIAN = messages_in("fa")
PRIVATE = ["help", "sources", "source", "why", "new", "privacy", "forget"]


@pytest.fixture
async def twenty(folder, bot):
    """The dossier with 20 documents in it."""
    for number in range(16):
        text = f"---\ntitle: Lighthouse {number:02}\npublisher: Beacon Review\n---\n\n"
        text += f"The lighthouse number {number} stands on a rock of its own.\n"
        (folder / f"lighthouse-{number:02}.md").write_text(text, encoding="utf-8")
    await bot.services.dossier.refresh()


async def test_start_says_what_the_bot_does_and_offers_questions_it_can_answer(ana):
    hello = await ana.asks("/start")
    for example in labels(hello):
        await ana.presses(hello, example)

        assert quotes(await ana.hears())
    assert hello["text"].startswith(ENGLISH.START)
    assert "4 documents about" in hello["text"]
    assert len(labels(hello)) == 3


async def test_start_with_a_parameter_from_a_link_works_too(ana):
    assert (await ana.asks("/start newsletter"))["text"].startswith(ENGLISH.START)


async def test_help_lists_the_commands_and_stats_only_for_those_who_may(ana, chen):
    theirs, hers = await ana.asks("/help"), await chen.asks("/help")

    assert all(f"/{name} – " in theirs["text"] for name in PRIVATE)
    assert "/stats" not in theirs["text"]
    assert "/stats" in hers["text"]


async def test_sources_lists_all_documents_page_by_page(ana, twenty):
    listed = await ana.asks("/sources")
    pages = [listed]
    while "Next ›" in labels(pages[-1]):
        await ana.presses(listed, "Next ›")
        pages.append(await ana.sees(listed))
    await ana.presses(listed, "‹ Back")
    second = await ana.sees(listed)

    assert listed["text"].startswith("20 documents in the dossier")
    assert [page["reply_markup"]["inline_keyboard"][-1][-1]["text"] for page in pages] == [
        "Next ›",
        "Next ›",
        "3 / 3",
    ]
    assert "20. Winter timetable of the northern crossings" in pages[2]["text"]
    assert second["text"] == pages[1]["text"]
    assert sum(page["text"].count("Lighthouse") for page in pages) == 16


async def test_a_document_of_the_list_opens_and_leads_back_to_its_page(ana, twenty):
    listed = await ana.asks("/sources")
    await ana.presses(listed, "Next ›")
    second = await ana.sees(listed)
    await ana.presses(listed, "12")
    card = await ana.sees(listed)
    await ana.presses(listed, ENGLISH.READ)
    text = await ana.sees(listed)
    await ana.presses(listed, ENGLISH.CARD)
    await ana.sees(listed)
    await ana.presses(listed, ENGLISH.ALL_DOCUMENTS)
    back = await ana.sees(listed)

    assert card["text"].startswith("Lighthouse ")
    assert "stands on a rock of its own" in text["text"]
    assert back["text"] == second["text"]


async def test_a_page_that_is_no_more_shows_the_last_there_is(ana, twenty, bot, folder):
    listed = await ana.asks("/sources")
    await ana.presses(listed, "Next ›")
    await ana.sees(listed)
    for path in folder.glob("lighthouse-*.md"):
        path.unlink()
    await bot.services.dossier.refresh()
    await ana.presses(listed, "Next ›")

    assert (await ana.sees(listed))["text"].startswith("4 documents in the dossier")


async def test_the_button_that_tells_the_page_does_nothing(ana, twenty):
    listed = await ana.asks("/sources")

    assert (await ana.presses(listed, "1 / 3"))["text"] == ""


@pytest.mark.parametrize("words", ["night ferry", "GAZETTE", "route halvik"])
async def test_source_shows_the_document_whose_title_publisher_or_name_fits(ana, words):
    card = await ana.asks(f"/source {words}")

    assert card["text"].startswith("Night ferry returns to the Torsund route\n")
    assert ENGLISH.CLOSE in labels(card)


async def test_source_lets_choose_where_several_documents_fit(ana):
    found = await ana.asks("/source halvik")
    await ana.presses(found, "2")

    assert found["text"].startswith("2 documents fit:")
    assert (await ana.sees(found))["text"].startswith("The harbour ledger")


async def test_source_says_what_to_write_and_what_it_did_not_find(ana):
    bare = await ana.asks("/source")
    unknown = await ana.asks("/source zeppelin")

    assert bare["text"] == ENGLISH.source_usage("Night ferry")
    assert unknown["text"] == ENGLISH.source_unknown("zeppelin")


async def test_privacy_says_what_is_kept_and_for_how_long(ana):
    assert (await ana.asks("/privacy"))["text"] == ENGLISH.privacy(90)


async def test_forget_deletes_every_word_of_a_person_from_every_file(ana, babak, bot, settings):
    crowd = ana.at(NEWSROOM)
    words = ("quillfeather", "xylograph", "brambling")
    first = await ana.says(f"Who is {words[0]}?")
    reply = await ana.hears()
    await ana.edits(first, f"Where is the {words[1]}?")
    await ana.sees(reply)
    await ana.presses(reply, "👎")
    await crowd.asks(f"/ask Does the {words[2]} sing?")
    await babak.asks("What does the cormorant eat?")
    held = [word for word in words if word in everything_in(settings.data_dir)]
    question = await ana.asks("/forget")
    toast = await ana.presses(question, ENGLISH.FORGET_YES)
    done = await ana.sees(question)
    await bot.services.database.flush()
    await bot.stops()

    assert held
    assert "3 questions, 1 mark" in question["text"]
    assert (toast["text"], done["text"]) == ("", ENGLISH.FORGOTTEN)
    left = everything_in(settings.data_dir)
    assert [word for word in words if word in left] == []
    assert "cormorant" in left


async def test_nothing_is_stored_of_a_person_who_asked_to_be_forgotten(ana, bot):
    await ana.asks(HOW_MUCH)
    question = await ana.asks("/forget")
    await ana.presses(question, ENGLISH.FORGET_YES)
    await ana.sees(question)
    await bot.services.database.flush()

    assert (await people.what_is_stored(bot.services.database, ana.id)).total == 0


async def test_after_forgetting_the_buttons_are_out_of_date_and_questions_work(ana):
    reply = await ana.asks(HOW_MUCH)
    question = await ana.asks("/forget")
    await ana.presses(question, ENGLISH.FORGET_YES)
    await ana.sees(question)
    toast = await ana.presses(reply, "Context")

    assert toast["text"] == ENGLISH.STALE
    assert "45 crowns" in (await ana.asks(HOW_MUCH))["text"]


async def test_who_changes_their_mind_keeps_everything(ana, bot):
    reply = await ana.asks(HOW_MUCH)
    question = await ana.asks("/forget")
    await ana.presses(question, ENGLISH.FORGET_NO)
    kept = await ana.sees(question)
    await ana.presses(reply, "Context")

    assert kept["text"] == ENGLISH.KEPT
    assert "pancakes" in (await ana.sees(reply))["text"]


async def test_nobody_can_have_somebody_else_forgotten(ana, babak, bot):
    await ana.at(NEWSROOM).asks(f"/ask {HOW_MUCH}")
    question = await ana.at(NEWSROOM).asks("/forget")
    pressed = [
        await babak.at(NEWSROOM).presses(question, label)
        for label in (ENGLISH.FORGET_YES, ENGLISH.FORGET_NO)
    ]
    mine = await babak.asks("/forget")
    yes = next(b["callback_data"] for b in buttons(mine) if b["text"] == PERSIAN.FORGET_YES)
    forged = await babak.forges(mine, yes.replace(str(BABAK), str(ana.id)))

    assert [toast["text"] for toast in (*pressed, forged)] == [PERSIAN.NOT_YOURS] * 3
    assert (await people.what_is_stored(bot.services.database, ana.id)).questions == 1


async def test_stats_are_for_those_who_run_the_bot(ana, chen):
    await ana.asks(WIDE)
    await ana.asks(OUTSIDE)
    refused = await ana.asks("/stats")
    shown = await chen.asks("/stats")

    assert refused["text"] == ENGLISH.NOT_ADMIN
    assert "Questions: 2 by 1 person in 1 chat\n" in shown["text"]
    assert "answer: 1 (50 %)" in shown["text"]
    assert f"• {OUTSIDE} (1×)" in shown["text"]


async def test_stats_of_an_empty_log_are_shown_too(chen):
    assert "Questions: 0" in (await chen.asks("/stats"))["text"]


@pytest.mark.parametrize("command", ["/weather", "/Sourcesx", "/_", "/help_me please"])
async def test_an_unknown_command_points_to_help(ana, command):
    assert (await ana.asks(command))["text"] == ENGLISH.UNKNOWN_COMMAND


async def test_a_command_in_capitals_and_with_the_bots_name_is_known(ana):
    assert (await ana.asks("/HELP@dossier_sandbox_bot"))["text"].startswith("Write a question, and")


async def test_the_menus_fit_the_place_and_the_person(ana, chen, stage, sandbox):
    await sandbox.seen("setMyShortDescription")

    assert await ana.menu() == PRIVATE
    assert await chen.menu() == [*PRIVATE, "stats"]
    assert await ana.at(NEWSROOM).menu() == ["ask", "sources", "new", "help"]
    described = (await stage.get("people"))["bot"]
    assert described["short_description"] == ENGLISH.SHORT_DESCRIPTION
    assert described["description"] == ENGLISH.DESCRIPTION


async def test_an_empty_dossier_says_so_everywhere(ana, bot, folder):
    for path in folder.iterdir():
        path.unlink()
    await bot.services.dossier.refresh()
    said = [
        await ana.asks(text) for text in ("/start", "/help", "/sources", "/source x", WHO_BUILT)
    ]

    assert ENGLISH.EMPTY_DOSSIER in said[0]["text"]
    assert labels(said[1]) == []
    assert said[2]["text"] == said[3]["text"] == ENGLISH.SOURCES_EMPTY
    assert ENGLISH.EMPTY_DOSSIER in said[4]["text"]


def everything_in(folder):
    """Return all files below a folder as one text."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return b"\n".join(path.read_bytes() for path in files).decode("latin-1").lower()


def test_chen_is_the_admin(settings):
    assert settings.admin_ids == {CHEN}
