"""The command `dossier` as a process: what it prints, and how it says no.

No test here may see a traceback or the token; `Finished` looks for both.
"""

import asyncio
import csv
import io
import json
import signal
import sys

import httpx
import pytest

from bot.cli import COMMANDS
from bot.settings import GETTING_STARTED
from bot.store import updates
from tests.walks.ferry import GAZETTE, HOW_MUCH, LONG, NEARLY, OUTSIDE, WHO_BUILT
from tests.walks.processes import (
    PATIENCE_S,
    SECRET,
    TOKEN,
    Finished,
    a_process,
    dossier,
    environment,
    environment_of,
    serves,
)

KEYS = [
    "question", "outcome", "reason", "reason_kind", "understood", "follows", "carried", "quotes",
    "elapsed_ms",
]  # fmt: skip
QUOTE_KEYS = [
    "document_id", "passage_id", "paragraph", "quote", "highlight", "inferred", "title",
    "publisher", "date", "url", "restated", "score",
]  # fmt: skip


@pytest.fixture
def run(tmp_path, folder):
    """Run the command over the ferry's dossier."""

    async def run(*arguments, given=b"", **more):
        env = environment(tmp_path, **{"DOSSIER_DIR": str(folder)} | more)
        return await dossier(*arguments, env=env, cwd=tmp_path, given=given)

    return run


@pytest.fixture
def shell(tmp_path, folder):
    """Run a line of shell in which $dossier is the command."""

    async def shell(line):
        env = environment(tmp_path, DOSSIER_DIR=str(folder))
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            "bash", "-c", line.replace("$dossier", f"{sys.executable} -m bot.cli"),
            env=env, cwd=tmp_path, stdout=pipe, stderr=pipe,
        )  # fmt: skip
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE_S)
        return Finished(process.returncode or 0, out, err)

    return shell


async def test_ask_prints_the_reply_of_the_chat(run):
    finished = await run("ask", HOW_MUCH)

    assert finished.code == 0
    assert "│ A bicycle ticket to Torsund costs 45 crowns." in finished.out
    assert "[1] untitled (kiosk-notes), no date given, ¶ 1" in finished.out
    assert "\x1b" not in finished.out


async def test_ask_speaks_the_language_it_is_told_to(run):
    told = await run("ask", "--lang", "ru", WHO_BUILT)
    refused = await run("ask", "--lang", "xx", WHO_BUILT)

    assert "«Night ferry returns to the Torsund route»" in told.out
    assert ", 14 мая 2031, ¶ 3" in told.out
    assert "The Sunniva was built by the Orsnes yard in 2029." in told.out
    assert refused.code == 2


async def test_ask_json_prints_one_object_with_every_field(run):
    answered, close, silent = await asyncio.gather(
        run("ask", "--json", WHO_BUILT), run("ask", "--json", NEARLY), run("ask", "--json", OUTSIDE)
    )

    reply = json.loads(answered.out)
    assert list(reply) == KEYS
    assert list(reply["quotes"][0]) == QUOTE_KEYS
    assert reply["quotes"][0] | {"score": 0} == {
        "document_id": "gazette",
        "passage_id": reply["quotes"][0]["passage_id"],
        "paragraph": 3,
        "quote": GAZETTE.split("## The ship and its yard\n\n")[1].split("\n\n")[0],
        "highlight": "The Sunniva was built by the Orsnes yard in 2029.",
        "inferred": [],
        "title": "Night ferry returns to the Torsund route",
        "publisher": "Halvik Gazette",
        "date": "2031-05-14",
        "url": "https://gazette.example/night-ferry",
        "restated": False,
        "score": 0,
    }
    assert json.loads(close.out)["outcome"] == "nearest"
    assert json.loads(close.out)["quotes"]
    assert json.loads(silent.out)["outcome"] == "nothing"


async def test_batch_answers_line_by_line_in_the_same_order(run, tmp_path):
    lines = [{"id": number, "question": q} for number, q in enumerate([NEARLY, WHO_BUILT] * 20)]
    lines.append({"id": "last", "question": HOW_MUCH, "note": "ignored"})
    text = "\n\n".join(json.dumps(line) for line in lines)
    (tmp_path / "questions.jsonl").write_text(f"\ufeff{text}\r\n", encoding="utf-8")
    from_file, from_pipe = await asyncio.gather(
        run("ask", "--batch", "questions.jsonl"), run("ask", "--batch", "-", given=text)
    )

    replies = [json.loads(line) for line in from_file.out.splitlines()]
    assert [reply["id"] for reply in replies] == [line["id"] for line in lines]
    assert [reply["question"] for reply in replies] == [line["question"] for line in lines]
    assert list(replies[0]) == ["id", *KEYS]
    assert len(from_pipe.out.splitlines()) == len(lines)


async def test_a_bad_line_of_a_batch_is_named_before_anything_is_answered(run):
    bad = (
        b"not json",
        b'{"id": 2}',
        b'{"question": "x"}',
        b'{"id": 2, "question": null}',
        b"[1, 2]",
        b'"id question"',
        b'{"id": 2, "question": "caf\xe9"}',
        b"[" * 100_000,
    )
    good = b'{"id": 1, "question": "x"}\n'
    ended = await asyncio.gather(*(run("ask", "--batch", "-", given=good + line) for line in bad))

    for finished in ended:
        assert (finished.code, finished.out) == (2, "")
        assert "line 2 is not an object with `id` and `question`" in finished.err


async def test_an_empty_batch_answers_nothing_and_is_no_mistake(run):
    finished = await run("ask", "--batch", "-")

    assert (finished.code, finished.out, finished.err) == (0, "", "")


async def test_ask_wants_a_question_or_a_batch(run):
    none, both, missing = await asyncio.gather(
        run("ask"), run("ask", "x", "--batch", "-"), run("ask", "--batch", "nowhere.jsonl")
    )

    assert none.code == both.code == missing.code == 2
    assert "Give either a question or --batch" in none.err
    assert "Give either a question or --batch" in both.err
    assert "nowhere.jsonl" in missing.err


async def test_a_setting_moves_the_point_between_silence_and_guesswork(run):
    usual = await run("ask", "--json", WHO_BUILT)
    silent = await run("ask", "--json", WHO_BUILT, LEAST_CONFIDENCE="1")

    assert json.loads(usual.out)["outcome"] == "answer"
    assert json.loads(silent.out)["outcome"] == "nearest"


async def test_the_option_dossier_wins_over_the_environment(run, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "tram.md").write_text("The tram has nine stops.\n", encoding="utf-8")
    finished = await run("ask", "--dossier", "other", "How many stops has the tram?")

    assert "nine stops" in finished.out


async def test_sources_lists_the_documents_as_a_table_and_as_json(run):
    table, objects = await asyncio.gather(run("sources"), run("sources", "--json"))

    assert table.code == objects.code == 0
    assert "brief of Coast Ministry" in table.out
    assert "4 documents" in table.out
    listed = [json.loads(line) for line in objects.out.splitlines()]
    assert [one["document_id"] for one in listed] == [
        "gazette",
        "kiosk-notes",
        "ledger",
        "ministry",
    ]
    assert (listed[1]["title"], listed[1]["publisher"], listed[1]["date"]) == (None, None, None)


async def test_sources_names_what_could_not_be_read(run, folder):
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "report.pdf").write_bytes(b"%PDF-1.7")
    finished = await run("sources")

    assert finished.code == 1
    assert "4 documents" in finished.out
    assert len([line for line in finished.err.splitlines() if line[:5] in ("noise", "repor")]) == 2


async def test_log_shows_what_was_asked_while_the_bot_runs(ana, babak, bot, settings, tmp_path):
    reply = await ana.asks(HOW_MUCH)
    await ana.presses(reply, "👍")
    await babak.asks("=cmd|' /C calc'!A0 chromodynamics")
    await ana.asks(OUTSIDE)
    await babak.asks(OUTSIDE.lower())
    await bot.services.database.flush()
    env = environment_of(settings, tmp_path)
    table, lacking, as_csv = await asyncio.gather(
        *(
            dossier("log", *options, env=env, cwd=tmp_path)
            for options in ([], ["--unanswered"], ["--csv"])
        )
    )

    assert f"{HOW_MUCH}" in table.out
    assert "👍" in table.out
    assert "What the dossier lacks" in table.out
    assert HOW_MUCH not in lacking.out
    assert lacking.out.splitlines()[2].split()[:2] == ["2", "2"]
    rows = list(csv.DictReader(io.StringIO(as_csv.out)))
    assert [row["outcome"] for row in rows].count("answer") == 1
    assert {row["good"] for row in rows if row["question"] == HOW_MUCH} == {"1"}
    assert [row["question"][:5] for row in rows if "calc" in row["question"]] == ["'=cmd"]


async def test_log_of_a_bot_that_never_ran_says_so(run):
    table, as_csv = await asyncio.gather(run("log"), run("log", "--csv"))

    assert (table.code, table.out, as_csv.code, as_csv.out) == (2, "", 2, "")
    assert "There is no database at" in table.err


async def test_eval_measures_and_names_what_missed(run, tmp_path):
    questions = [
        {"id": "a", "question": HOW_MUCH, "kind": "fact", "docs": ["kiosk-notes"],
         "answers": ["45 crowns"]},
        {"id": "b", "question": WHO_BUILT, "kind": "fact", "docs": ["gazette"],
         "answers": ["Neverwhere yard"]},
        {"id": "c", "question": OUTSIDE, "kind": "outside", "docs": [], "answers": []},
    ]  # fmt: skip
    (tmp_path / "graded.jsonl").write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")
    finished = await run("eval", "--questions", "graded.jsonl")

    assert finished.code == 0
    assert [line.split()[:3] for line in finished.out.splitlines()[1:4]] == [
        ["fact", "2", "50%"],
        ["outside", "1", "-"],
        ["all", "3", "50%"],
    ]
    assert "Missed:" in finished.out
    assert WHO_BUILT in finished.out


async def test_eval_says_what_is_wrong_with_its_questions(run, tmp_path):
    bad = (
        b"nonsense",
        b"[1]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": 1, "question": "Orsnes yard", "kind": "k", "docs": ["gazette"], "answers": ["("]}',
    )
    for number, content in enumerate(bad):
        (tmp_path / f"{number}.jsonl").write_bytes(content)
    ended = await asyncio.gather(
        *(run("eval", "--questions", f"{number}.jsonl") for number in range(len(bad)))
    )

    for finished in ended:
        assert (finished.code, finished.out) == (2, "")
        assert "--questions" in finished.err


async def test_check_finds_everything_in_order_while_the_bot_runs(bot, settings, tmp_path):
    env = environment_of(settings, tmp_path)
    finished = await dossier("check", env=env, cwd=tmp_path)

    assert finished.code == 0, finished
    assert "FAIL" not in finished.out
    assert "token: it is @dossier_sandbox_bot's" in finished.out


async def test_check_mentions_updates_that_were_set_aside(bot, settings, tmp_path):
    here = bot.services
    await here.database.write(
        updates.receive(here.bot_id, 7, "{}", here.now(), unreadable="it could not be read")
    )

    finished = await dossier("check", env=environment_of(settings, tmp_path), cwd=tmp_path)

    assert finished.code == 0, finished
    assert "1 update could not be handled: it could not be read" in finished.out


async def test_check_names_each_thing_that_fails_and_what_to_do(run, tmp_path, folder, sandbox):
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "dossier.sqlite3").write_text("This is no database. " * 400, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    known = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": sandbox.api_base_url}
    other = f"9999999:{SECRET}"
    found = await asyncio.gather(
        run("check", "--offline"),
        run("check", "--dossier", "nowhere", **known),
        run("check", "--dossier", "empty", **known),
        run("check", DATA_DIR=str(damaged), **known),
        run("check", **known | {"TELEGRAM_BOT_TOKEN": other}),
        run("check", **known | {"TELEGRAM_API_BASE_URL": "http://127.0.0.1:1/bot"}),
        run("check", RETENTION_DAYS="soon", MODE="pigeon", **known),
    )

    assert [one.code for one in found] == [1] * 7
    failed = [[line for line in one.out.splitlines() if line[:4] == "FAIL"] for one in found]
    for lines, words in zip(
        failed,
        (
            f"token: none is set. {GETTING_STARTED}",
            "dossier: The dossier folder nowhere does not exist.",
            "dossier: no document in empty.",
            "database: ",
            f"token: Telegram refused it. {GETTING_STARTED}",
            "token: Telegram could not be asked",
            "settings: RETENTION_DAYS: must be a whole number of days",
        ),
        strict=True,
    ):
        assert lines[0].removeprefix("FAIL").strip().startswith(words)
    assert len(failed[-1]) == 2


async def test_check_names_a_line_of_a_word_list_that_cannot_be_used(run, folder):
    (folder / "aliases.txt").write_text("# one and the same\nMarit Holm\n")
    finished = await run("check", "--offline", TELEGRAM_BOT_TOKEN=TOKEN)

    assert finished.code == 1
    assert "FAIL  dossier: aliases.txt line 2 holds one name only" in finished.out
    assert "It is left out." in finished.out


async def test_check_names_a_document_that_cannot_be_read(run, folder):
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    finished = await run("check", "--offline", TELEGRAM_BOT_TOKEN=TOKEN)

    assert finished.code == 1
    assert "FAIL  dossier: noise.txt" in finished.out


async def test_the_help_of_every_command_shows_an_example(run):
    pages = await asyncio.gather(run("--help"), *(run(name, "--help") for name in COMMANDS))

    assert all(page.code == 0 for page in pages)
    assert all("Example: " in page.out for page in pages)
    assert all(name in pages[0].out for name in COMMANDS)


async def test_run_without_a_token_says_how_to_get_one(run):
    finished = await run("run")

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == f"dossier: No bot token is set. {GETTING_STARTED}\n"


async def test_run_reports_all_mistakes_in_the_settings_together(run):
    finished = await run(
        "run", TELEGRAM_BOT_TOKEN=f"{SECRET}-without-number", ADMIN_IDS="ana", MODE="webhook"
    )

    assert finished.code == 2
    for name in ("TELEGRAM_BOT_TOKEN", "ADMIN_IDS", "WEBHOOK_URL", "WEBHOOK_SECRET"):
        assert f"- {name}: " in finished.err


async def test_run_without_its_folder_says_so(run, tmp_path):
    finished = await run("run", TELEGRAM_BOT_TOKEN=TOKEN, DOSSIER_DIR=str(tmp_path / "nowhere"))

    assert finished.code == 2
    assert "does not exist" in finished.err


async def test_an_unknown_command_is_named(run):
    finished = await run("sing")

    assert finished.code == 2
    assert "No such command 'sing'" in finished.err
    assert "Usage: dossier" in finished.err


async def test_a_pipe_that_is_closed_early_is_taken_calmly(shell, tmp_path):
    many = (json.dumps({"id": n, "question": WHO_BUILT}) for n in range(2_000))
    (tmp_path / "many.jsonl").write_text("\n".join(many), encoding="utf-8")
    ended = await asyncio.gather(
        shell("$dossier ask --batch many.jsonl | head -n 1"),
        shell("$dossier sources --json | head -n 1"),
        shell("$dossier sources | true"),
        shell("$dossier ask 'Who built the Sunniva?' | true"),
        shell("$dossier --help | true"),
        shell("$dossier check --offline | true"),
    )

    assert [(finished.code, finished.err) for finished in ended] == [(0, "")] * 6
    assert [finished.out.count("\n") for finished in ended] == [1, 1, 0, 0, 0, 0]


async def test_a_terminal_that_lacks_letters_shows_the_others(run):
    reply, listed, as_json = await asyncio.gather(
        run("ask", HOW_MUCH, PYTHONIOENCODING="ascii"),
        run("sources", PYTHONIOENCODING="ascii"),
        run("ask", "--json", LONG, PYTHONIOENCODING="ascii"),
    )

    assert "? A bicycle ticket to Torsund costs 45 crowns." in reply.out
    assert listed.code == 0
    assert "🏮" in str(json.loads(as_json.out))


async def test_the_token_is_in_no_log_and_no_file(ana, settings, sandbox, stage, tmp_path):
    env = environment_of(settings, tmp_path, LOG_LEVEL="DEBUG")
    await stage.fails("sendMessage", "drop")
    await stage.fails("getUpdates", "500")
    async with a_process("run", env=env, cwd=tmp_path) as process:
        await serves(sandbox)
        await ana.says(WHO_BUILT)
        await ana.asks_after_all(HOW_MUCH)
        process.interrupt()
        finished = await process.ended()

    assert finished.code == 0
    assert all(json.loads(line)["level"] for line in finished.err.splitlines())
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert settings.database_path in files
    assert [path for path in files if SECRET.encode() in path.read_bytes()] == []
    assert settings.database_path.stat().st_mode & 0o777 == 0o600


async def test_demo_lets_one_chat_without_a_token(tmp_path, folder):
    env = environment(tmp_path, DOSSIER_DIR=str(folder))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "demo", "--port", "0",
        env=env, cwd=tmp_path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), PATIENCE_S)).decode()
        address = line.split("chat page is at ")[1].split()[0]
        async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as client:
            people = (await client.get("chat/people")).json()["people"]
            me = {"person": people[0]["id"], "chat": people[0]["id"]}
            await client.post("chat/send", json={**me, "text": HOW_MUCH})
            said, seq = "", 0
            while "45 crowns" not in said:
                told = await client.get("chat/events", params={"after": seq, "timeout": 20})
                seq = told.json()["seq"]
                said += str(told.json()["events"])
            page = await client.get("")
    finally:
        process.send_signal(signal.SIGINT)
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    finished = Finished(process.returncode, out, err)

    assert page.status_code == 200
    assert finished.code == 0, finished
