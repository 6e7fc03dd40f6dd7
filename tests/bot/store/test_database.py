"""The promises of the database: whole or not at all, in order, on the disk when it says so."""

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from structlog.testing import capture_logs

from bot.errors import (
    StoreClosed,
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreTooNew,
    StoreTooOld,
)
from bot.store.columns import Statement, to_seconds, to_time
from bot.store.database import Database
from bot.store.migrations import MIGRATIONS


def note(connection):
    connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT UNIQUE) STRICT")


def colour(connection):
    connection.execute("ALTER TABLE notes ADD COLUMN colour TEXT")


def half_done(connection):
    connection.execute("ALTER TABLE notes ADD COLUMN size INTEGER")
    connection.execute("INSERT INTO nowhere VALUES (1)")


@pytest.fixture
async def notes(path):
    async with await Database.open(path, migrations=(*MIGRATIONS, note)) as database:
        yield database


def write_down(words):
    return Statement("INSERT INTO notes (words) VALUES (?)", (words,))


async def all_words(database):
    return [row["words"] for row in await database.read("SELECT words FROM notes ORDER BY id")]


async def test_what_was_written_is_read_back_after_reopening(path):
    async with await Database.open(path, migrations=(*MIGRATIONS, note)) as database:
        await database.write(write_down("a heron"), write_down("an otter"))

    async with await Database.open(path, migrations=(*MIGRATIONS, note)) as database:
        assert await all_words(database) == ["a heron", "an otter"]


async def test_coroutines_that_write_at_once_lose_nothing(notes):
    async def writer(name):
        for number in range(50):
            await notes.write(write_down(f"{name}{number}"), write_down(f"{name}{number}, again"))

    await asyncio.gather(*(writer(name) for name in "abcd"))

    assert len(await all_words(notes)) == 400


async def test_units_are_written_in_the_order_they_were_asked_for(notes):
    for number in range(30):
        notes.write_soon(write_down(f"soon {number}"))
    await notes.write(write_down("last"))

    assert await all_words(notes) == [f"soon {number}" for number in range(30)] + ["last"]


async def test_a_unit_that_fails_is_undone_whole_and_alone(notes):
    outcomes = await asyncio.gather(
        notes.write(write_down("before")),
        notes.write(write_down("half"), write_down("before")),
        notes.write(Statement("INSERT INTO nowhere VALUES (1)")),
        notes.write(write_down("after")),
        return_exceptions=True,
    )

    assert [isinstance(outcome, StoreError) for outcome in outcomes] == [False, True, True, False]
    assert await all_words(notes) == ["before", "after"]


async def test_a_transaction_that_sqlite_gave_up_is_tried_again_unit_by_unit(notes):
    # ON CONFLICT ROLLBACK ends the transaction, as a full disk may.
    ending = Statement("INSERT OR ROLLBACK INTO notes (words) VALUES ('one')")

    outcomes = await asyncio.gather(
        notes.write(write_down("one")),
        notes.write(ending),
        notes.write(write_down("two")),
        return_exceptions=True,
    )

    assert [isinstance(outcome, StoreError) for outcome in outcomes] == [False, True, False]
    assert await all_words(notes) == ["one", "two"]


async def test_a_unit_that_fails_only_at_the_commit_fails_alone(notes):
    await notes.write(
        Statement(
            "CREATE TABLE replies"
            " (note INTEGER REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)"
        )
    )

    outcomes = await asyncio.gather(
        notes.write(write_down("one")),
        notes.write(Statement("INSERT INTO replies VALUES (99)")),
        notes.write(write_down("two")),
        return_exceptions=True,
    )

    assert [isinstance(outcome, StoreError) for outcome in outcomes] == [False, True, False]
    assert await all_words(notes) == ["one", "two"]
    assert await notes.read("SELECT * FROM replies") == []


async def test_a_database_somebody_else_writes_to_is_named_and_then_used_again(path, notes):
    await notes._connection.run(
        lambda connection: connection.execute("PRAGMA busy_timeout = 1").fetchall()
    )
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreError, match="locked"):
        await notes.write(write_down("too early"))
    other.execute("ROLLBACK")
    other.close()

    await notes.write(write_down("in time"))
    assert await all_words(notes) == ["in time"]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(units=st.lists(st.lists(st.sampled_from("abcdef"), max_size=4), max_size=12))
async def test_any_units_at_once_come_out_as_if_one_after_the_other(notes, units):
    await notes.write(Statement("DELETE FROM notes"))

    outcomes = await asyncio.gather(
        *(notes.write(*map(write_down, unit)) for unit in units), return_exceptions=True
    )

    expected = []
    for unit, outcome in zip(units, outcomes, strict=True):
        fits = len(set(unit)) == len(unit) and not set(unit) & set(expected)
        assert isinstance(outcome, StoreError) is not fits
        expected += unit if fits else []
    assert await all_words(notes) == expected


async def test_a_failure_without_a_witness_is_logged_without_anybodys_words(notes):
    with capture_logs() as logs:
        notes.write_soon(Statement("INSERT INTO notes (id, words) VALUES ('x', 'my secret')"))
        notes.write_soon(Statement("INSERT INTO notes (id, words) VALUES (?, ?)", ("y", "hush")))
        await notes.flush()
        await asyncio.sleep(0)

    assert [entry["event"] for entry in logs] == ["a change was not written"] * 2
    assert "secret" not in str(logs)
    assert "hush" not in str(logs)


async def test_a_cancelled_wait_does_not_take_the_write_back(notes):
    waiting = asyncio.create_task(notes.write(write_down("kept")))
    await asyncio.sleep(0)
    waiting.cancel()
    await notes.flush()

    assert await all_words(notes) == ["kept"]


async def test_half_a_surrogate_pair_is_written_as_a_question_mark(notes):
    await notes.write(write_down("odd \ud83d one"))
    await notes.write(Statement("INSERT INTO notes (words) VALUES (:w)", {"w": "\udc00"}))

    assert await all_words(notes) == ["odd ? one", "?"]


async def test_statements_read_together_see_one_moment(notes):
    await notes.write(write_down("one"))

    counts = await notes.read_together(
        Statement("SELECT count(*) AS n FROM notes"), Statement("SELECT max(id) AS n FROM notes")
    )

    assert [rows[0]["n"] for rows in counts] == [1, 1]


async def test_a_reader_cannot_write(notes):
    with pytest.raises(StoreError):
        await notes.read("DELETE FROM notes")


async def test_closing_writes_what_waits_and_refuses_what_comes_later(path):
    database = await Database.open(path, migrations=(*MIGRATIONS, note))
    database.write_soon(write_down("in time"))
    await database.close()
    await database.close()

    with pytest.raises(StoreClosed):
        await database.write(write_down("too late"))
    with pytest.raises(StoreClosed):
        await database.read("SELECT 1")
    with pytest.raises(StoreClosed):
        await database.scrub()
    async with await Database.open(path, migrations=(*MIGRATIONS, note)) as database:
        assert await all_words(database) == ["in time"]


async def test_closing_leaves_one_file_that_only_this_user_can_read(path):
    async with await Database.open(path) as database:
        await database.write(Statement("INSERT INTO chats (id, last_seen) VALUES (1, 1)"))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}

    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert modes == dict.fromkeys(
        ("dossier.lock", path.name, f"{path.name}-shm", f"{path.name}-wal"), 0o600
    )
    assert {file.name for file in path.parent.iterdir()} == {"dossier.lock", path.name}


async def test_a_file_that_others_could_read_is_closed_to_them(path):
    await (await Database.open(path)).close()
    path.chmod(0o644)

    async with await Database.open(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_the_pragmas_are_as_promised(database):
    def pragmas(connection):
        return [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        ]

    assert await database._connection.run(pragmas) == ["wal", 2, 1, 1]


async def test_a_second_process_is_told_who_holds_the_folder(path, database):
    script = f"""
import asyncio, pathlib
from bot.errors import StoreLocked
from bot.store.database import Database
async def main():
    try:
        await Database.open(pathlib.Path({str(path)!r}))
    except StoreLocked as error:
        print(error.pid, error)
asyncio.run(main())
"""
    said = subprocess.run(  # noqa: ASYNC221
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout

    assert said.startswith(f"{os.getpid()} ")
    assert f"kill {os.getpid()}" in said
    assert "DATA_DIR" in said


async def test_the_folder_is_free_again_after_closing(path):
    first = await Database.open(path)
    with pytest.raises(StoreLocked):
        await Database.open(path)
    await first.close()

    await (await Database.open(path)).close()


async def test_a_failed_opening_leaves_the_folder_free(path):
    with pytest.raises(StoreError):
        await Database.open(path, migrations=(note, half_done))

    await (await Database.open(path, migrations=(note,))).close()


async def test_a_step_that_fails_leaves_the_database_as_it_was_and_a_copy(path):
    async with await Database.open(path, migrations=(note,)) as database:
        await database.write(write_down("kept"))

    with pytest.raises(StoreError, match="half_done"):
        await Database.open(path, migrations=(note, half_done))

    copy = path.with_name(f"{path.name}.before-half_done")
    for file in (path, copy):
        rows = sqlite3.connect(file).execute("SELECT * FROM notes").fetchall()
        assert rows == [(1, "kept")]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


async def test_a_step_is_carried_out_once_and_only_the_latest_copy_is_kept(path):
    def size(connection):
        connection.execute("ALTER TABLE notes ADD COLUMN size INTEGER")

    for migrations in ((note,), (note, colour), (note, colour), (note, colour, size)):
        await (await Database.open(path, migrations=migrations)).close()

    async with await Database.open(path, migrations=(note, colour, size)) as database:
        rows = await database.read("SELECT name FROM migrations ORDER BY position")
    names = [row["name"] for row in rows]
    assert names == ["note", "colour", "size"]
    copies = {file.name for file in path.parent.glob("*.before-*")}
    assert copies == {f"{path.name}.before-size"}


async def test_a_newer_database_is_refused_and_left_alone(path):
    await (await Database.open(path, migrations=(note, colour))).close()
    before = path.read_bytes()

    with pytest.raises(StoreTooNew, match="colour") as caught:
        await Database.open(path, migrations=(note,))

    assert caught.value.unknown == ("colour",)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"not a database at all, but quite long enough to be one" * 40, b"\x00" * 8192]
)
async def test_a_file_that_is_no_database_is_named_damaged(path, content):
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(StoreDamaged, match="move the file away"):
        await Database.open(path)

    assert path.read_bytes() == content


async def test_somebody_elses_database_is_left_alone(path):
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()

    with pytest.raises(StoreDamaged, match="none of them is this bot's"):
        await Database.open(path)


async def test_a_broken_page_is_found_at_the_start(path):
    async with await Database.open(path, migrations=(note,)) as database:
        await database.write(*(write_down(f"{number} " + "x" * 500) for number in range(100)))
    content = bytearray(path.read_bytes())
    content[3 * 4096 : 12 * 4096] = os.urandom(9 * 4096)
    path.write_bytes(content)

    with pytest.raises(StoreDamaged):
        await Database.open(path, migrations=(note,))


async def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")

    with pytest.raises(StoreError, match="DATA_DIR"):
        await Database.open(in_the_way / "data" / "dossier.sqlite3")


async def test_a_reader_sees_what_the_running_bot_has_written(path, notes):
    await notes.write(write_down("seen"))

    async with await Database.open_readonly(path, migrations=(*MIGRATIONS, note)) as readers:
        assert await all_words(readers) == ["seen"]
        await notes.write(write_down("and this"))
        assert await all_words(readers) == ["seen", "and this"]


async def test_a_reader_needs_no_running_bot_and_leaves_nothing_behind(path):
    async with await Database.open(path, migrations=(note,)) as database:
        await database.write(write_down("seen"))
    before = path.read_bytes()

    async with await Database.open_readonly(path, migrations=(note,)) as readers:
        assert await all_words(readers) == ["seen"]

    assert path.read_bytes() == before


async def test_a_reader_is_told_when_there_is_nothing_or_something_else(path):
    with pytest.raises(StoreMissing, match="dossier run"):
        await Database.open_readonly(path)
    assert not path.exists()

    await (await Database.open(path, migrations=(note,))).close()
    with pytest.raises(StoreTooOld):
        await Database.open_readonly(path, migrations=(note, colour))
    with pytest.raises(StoreTooNew):
        await Database.open_readonly(path, migrations=())


async def test_a_full_disk_is_reported_and_the_next_write_succeeds(notes):
    def pages(connection):
        return connection.execute("PRAGMA page_count").fetchone()[0]

    def limit(pages):
        return lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    await notes._connection.run(limit(await notes._connection.run(pages)))
    with pytest.raises(StoreError, match="full"):
        await notes.write(write_down("x" * 100_000))
    await notes._connection.run(limit(2**30))

    await notes.write(write_down("y" * 100_000))
    assert len(await all_words(notes)) == 1


@settings(deadline=None)
@given(time=st.datetimes(timezones=st.timezones()))
def test_a_time_comes_back_to_the_microsecond(time):
    if 1 < time.year < 9999:
        within_a_century = 1970 <= time.year <= 2070
        back = to_time(to_seconds(time))
        assert abs((back - time).total_seconds()) < (1e-6 if within_a_century else 1e-3)


def test_a_naive_time_is_refused(noon):
    with pytest.raises(ValueError, match="timezone"):
        to_seconds(noon.replace(tzinfo=None))


CHILD = """
import asyncio, pathlib, sys, structlog
from bot.store.columns import Statement
from bot.store.database import Database

structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))

async def write_on(database, start):
    number = start
    while True:
        await database.write(
            Statement("INSERT INTO chats (id, last_seen) VALUES (?, 1)", (number,)),
            Statement("INSERT INTO chats (id, last_seen) VALUES (?, 1)", (-number,)),
        )
        print(number, flush=True)
        number += 3

async def main():
    database = await Database.open(pathlib.Path(sys.argv[1]))
    await asyncio.gather(*(write_on(database, int(sys.argv[2]) + lane) for lane in range(3)))

asyncio.run(main())
"""


async def test_nothing_that_was_promised_is_lost_when_the_process_is_killed(path):
    root = Path(__file__).parents[3]
    promised = set()
    for attempt in range(15):
        child = subprocess.Popen(  # noqa: ASYNC220
            [sys.executable, "-c", CHILD, str(path), str(attempt * 1_000_000 + 1)],
            stdout=subprocess.PIPE,
            cwd=root,
        )
        seen = [child.stdout.readline() for _ in range(attempt * 5 + 1)]
        child.kill()
        seen += child.stdout.read().splitlines()
        child.stdout.close()
        child.wait()
        promised |= {int(line) for line in seen if line.strip()}

    async with await Database.open(path) as database:
        found = {row["id"] for row in await database.read("SELECT id FROM chats")}
    assert len(promised) > 300
    assert promised <= found
    assert {-number for number in found} == found  # each unit whole or not at all
