"""The folder changes while the bot runs, and the answers follow within seconds."""

import asyncio
import shutil

import pytest

from tests.english import ENGLISH
from tests.walks.ferry import GAZETTE, HOW_MUCH, KIOSK, WHO_BUILT, WHO_SKIPPERS, write_ferry
from tests.walks.stage import labels, quotes

WITHIN_S = 15

WHALE = "Captain Ida Moe counted eleven whales beside the Skarv islets in August.\n"
WHO_COUNTED = "Who counted the whales beside the Skarv islets?"


@pytest.fixture
async def ana(ana, bot):
    """Ana, once the bot watches the folder."""
    await ana.asks("/start")
    return ana


async def until_answer(person, question, words):
    """Ask again and again until the reply holds these words; return it."""
    reply = {}
    try:
        async with asyncio.timeout(WITHIN_S):
            while words not in reply.get("text", ""):
                reply = await person.asks(question)
    except TimeoutError:
        raise AssertionError(f"{words!r} never came; the last reply was {reply}") from None
    return reply


async def until_logged(person, bot, event):
    """Go on asking until the bot has logged this."""
    async with asyncio.timeout(WITHIN_S):
        while not any(event in line["event"] for line in bot.log):
            await person.asks("/start")


async def test_a_new_file_is_answered_from(ana, folder):
    (folder / "whales.txt").write_text(WHALE, encoding="utf-8")
    reply = await until_answer(ana, WHO_COUNTED, "Ida Moe")

    assert "whales" in quotes(reply)[0]


async def test_a_new_file_in_a_new_subfolder_is_answered_from(ana, folder):
    (folder / "sea" / "north").mkdir(parents=True)
    (folder / "sea" / "north" / "whales.md").write_text(WHALE, encoding="utf-8")

    await until_answer(ana, WHO_COUNTED, "Ida Moe")


async def test_a_changed_file_is_answered_from_as_it_is_now(ana, folder):
    (folder / "gazette.md").write_text(GAZETTE.replace("Orsnes", "Bregtun"), encoding="utf-8")
    reply = await until_answer(ana, WHO_BUILT, "Bregtun yard")

    assert "Orsnes" not in reply["text"]


async def test_a_removed_file_is_quoted_no_more(ana, folder):
    (folder / "kiosk-notes.md").unlink()
    listed = await until_answer(ana, "/sources", "3 documents in the dossier")

    assert "kiosk" not in listed["text"]
    assert "45 crowns" not in (await ana.asks(HOW_MUCH))["text"]


async def test_a_renamed_file_is_cited_by_its_new_name(ana, folder):
    (folder / "kiosk-notes.md").rename(folder / "pier-notes.md")
    reply = await until_answer(ana, HOW_MUCH, "untitled (pier-notes)")

    assert "45 crowns" in reply["text"]


async def test_a_file_that_goes_bad_leaves_its_old_version_in_place(ana, bot, folder):
    (folder / "kiosk-notes.md").write_bytes(bytes(range(256)) * 40)
    await until_logged(ana, bot, "a file of the dossier was not taken")

    assert "45 crowns" in (await ana.asks(HOW_MUCH))["text"]
    problem = next(line for line in bot.log if "was not taken" in line["event"])
    assert problem["problem"].startswith("kiosk-notes.md")
    assert problem["old_version_kept"]


async def test_a_dossier_that_cannot_be_built_leaves_the_old_one_and_the_watch_in_place(
    ana, bot, folder, monkeypatch
):
    def fail(*_):
        raise RuntimeError("an index that cannot be built")

    bot.expects_trouble()
    with monkeypatch.context() as broken:
        broken.setattr("bot.dossier.build_edition", fail)
        (folder / "whale.md").write_text(WHALE, encoding="utf-8")
        await until_logged(ana, bot, "could not be built")
    (folder / "whale.md").write_text(WHALE.replace("eleven", "twelve"), encoding="utf-8")

    await until_answer(ana, WHO_COUNTED, "twelve whales")


async def test_a_bad_new_file_keeps_nothing_else_out(ana, bot, folder):
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "whales.txt").write_text(WHALE, encoding="utf-8")

    await until_answer(ana, WHO_COUNTED, "Ida Moe")
    assert (await ana.asks("/sources"))["text"].startswith("5 documents")


async def test_a_file_that_is_written_in_steps_is_never_answered_from_by_half(ana, bot, folder):
    (folder / "kiosk-notes.md").write_text("", encoding="utf-8")
    await until_logged(ana, bot, "a file of the dossier was not taken")
    meanwhile = await ana.asks(HOW_MUCH)
    (folder / "kiosk-notes.md").write_text(KIOSK.replace("45", "52"), encoding="utf-8")
    await until_answer(ana, HOW_MUCH, "52 crowns")

    assert "45 crowns" in meanwhile["text"]


async def test_a_file_put_in_place_by_renaming_is_taken(ana, folder):
    draft = folder / ".kiosk-notes.md.tmp"
    draft.write_text(KIOSK.replace("45", "52"), encoding="utf-8")
    draft.rename(folder / "kiosk-notes.md")

    await until_answer(ana, HOW_MUCH, "52 crowns")


async def test_many_files_at_once_are_all_taken(ana, folder):
    for number in range(80):
        text = f"The buoy {number} of the strait is painted in a colour of its own.\n"
        (folder / f"buoy-{number:02}.md").write_text(text, encoding="utf-8")

    await until_answer(ana, "/sources", "84 documents in the dossier")


async def test_the_manifest_is_followed_too(ana, folder):
    (folder / "manifest.toml").write_text(
        '[dossier]\nabout = "All about one night ferry"\nexamples = ["Who is Marit Holm?"]\n'
        '["kiosk-notes.md"]\ntitle = "Notes from the kiosk"\npublisher = "Pier Kiosk"\n',
        encoding="utf-8",
    )
    hello = await until_answer(ana, "/start", "All about one night ferry.")

    assert labels(hello)[0] == "Who is Marit Holm?"
    assert "Pier Kiosk — “Notes from the kiosk”" in (await ana.asks(HOW_MUCH))["text"]


async def test_while_files_change_every_question_gets_a_whole_answer(ana, folder):
    yards = ("Orsnes", "Bregtun", "Kvalvik")
    for yard in (*yards[1:], *yards):
        (folder / "gazette.md").write_text(GAZETTE.replace("Orsnes", yard), encoding="utf-8")
        reply = {"text": ""}
        while f"{yard} yard" not in reply["text"]:
            reply = await ana.asks(WHO_BUILT)

            assert sum(reply["text"].count(f"by the {name} yard") for name in yards) == 1


async def test_an_edition_in_use_stays_as_it_is(ana, bot, folder):
    edition = bot.services.dossier.edition
    (folder / "gazette.md").unlink()
    await until_answer(ana, "/sources", "3 documents in the dossier")

    assert edition.answering.ask(WHO_SKIPPERS).outcome == "answer"
    assert bot.services.dossier.edition is not edition


async def test_a_folder_that_goes_away_and_comes_back_is_followed_again(ana, bot, folder):
    bot.expects_trouble()
    shutil.rmtree(folder)
    await until_logged(ana, bot, "the dossier folder cannot be read")
    meanwhile = await ana.asks(HOW_MUCH)
    write_ferry(folder)
    (folder / "kiosk-notes.md").write_text(KIOSK.replace("45", "52"), encoding="utf-8")
    await until_answer(ana, HOW_MUCH, "52 crowns")
    (folder / "kiosk-notes.md").write_text(KIOSK.replace("45", "61"), encoding="utf-8")
    await until_answer(ana, HOW_MUCH, "61 crowns")

    assert "45 crowns" in meanwhile["text"]


async def test_a_folder_that_is_replaced_by_another_at_once_is_followed(ana, folder, tmp_path):
    fresh = write_ferry(tmp_path / "fresh")
    (fresh / "kiosk-notes.md").write_text(KIOSK.replace("45", "52"), encoding="utf-8")
    folder.rename(tmp_path / "old")
    fresh.rename(folder)
    await until_answer(ana, HOW_MUCH, "52 crowns")
    (folder / "kiosk-notes.md").write_text(KIOSK.replace("45", "61"), encoding="utf-8")

    await until_answer(ana, HOW_MUCH, "61 crowns")


async def test_a_link_that_is_turned_to_another_folder_is_followed(bot, folder, tmp_path, ana):
    link = tmp_path / "current"
    link.symlink_to(folder, target_is_directory=True)
    await bot.restarts(dossier_dir=link)
    await ana.asks(HOW_MUCH)
    fresh = write_ferry(tmp_path / "fresh")
    (fresh / "kiosk-notes.md").write_text(KIOSK.replace("45", "52"), encoding="utf-8")
    (tmp_path / "next").symlink_to(fresh, target_is_directory=True)
    (tmp_path / "next").rename(link)

    await until_answer(ana, HOW_MUCH, "52 crowns")


async def test_a_folder_that_is_emptied_and_filled_again_is_followed(ana, folder):
    for path in folder.iterdir():
        path.unlink()
    await until_answer(ana, "/start", ENGLISH.EMPTY_DOSSIER)
    write_ferry(folder)

    await until_answer(ana, HOW_MUCH, "45 crowns")


async def test_a_list_of_names_makes_another_name_understood(ana, folder):
    (folder / "aliases.txt").write_text("Marit Holm, Skipper Mag  # at home\n", encoding="utf-8")
    reply = await until_answer(
        ana, "Is Skipper Mag the skipper of the ferry?", "Read “Skipper Mag”"
    )

    assert "Read “Skipper Mag” as “Marit Holm”." in reply["text"]
    assert "Its skipper is Marit Holm" in quotes(reply)[0]


async def test_a_list_of_synonyms_makes_another_word_understood(ana, folder):
    before = await ana.asks("moolah")
    (folder / "synonyms.txt").write_text("moolah, loan\n", encoding="utf-8")
    reply = await until_answer(ana, "moolah", "[1] ")

    assert "“moolah” does not occur" in before["text"]
    assert " loan " in quotes(reply)[0]
