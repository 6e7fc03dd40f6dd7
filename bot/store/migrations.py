"""The tables, as the named steps that made them.

A step and the record of it commit together: after a crash a step was carried out and is recorded,
or neither. Released steps are not edited; a change is a new step at the end of MIGRATIONS.
`executescript` is not used, because it commits first.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from bot.errors import StoreError, StoreTooNew, StoreTooOld
from bot.store.columns import to_seconds
from bot.store.connection import damaged, explain
from bot.store.files import backup_path, create_private, forget_backups

Migration = Callable[[sqlite3.Connection], None]


def migrate(
    path: Path,
    now: Callable[[], datetime],
    migrations: Sequence[Migration],
    connection: sqlite3.Connection,
) -> tuple[str, ...]:
    """Carry out the steps the database has not seen; return their names.

    A database that holds something already is copied beside itself first. Raises StoreTooNew for
    a database that knows more steps, StoreDamaged for one that is somebody else's.
    """
    applied = applied_names(path, connection)
    pending = [step for step in migrations if step.__name__ not in applied]
    _refuse_newer(path, applied, migrations)
    if applied and pending:
        _back_up(path, pending[0].__name__, connection)
    for step in pending:
        _carry_out(path, step, now(), connection)
    return tuple(step.__name__ for step in pending)


def require_current(
    path: Path, migrations: Sequence[Migration], connection: sqlite3.Connection
) -> None:
    """Raise StoreTooNew or StoreTooOld unless the database has seen exactly these steps."""
    applied = applied_names(path, connection)
    _refuse_newer(path, applied, migrations)
    if any(step.__name__ not in applied for step in migrations):
        raise StoreTooOld(
            f"{path} was written by an earlier version and is not brought up to date yet. "
            "Start the bot once (dossier run), which does that.",
            path,
        )


def applied_names(path: Path, connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the steps the database has seen, in order; raises StoreDamaged for a foreign one."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    if tables and "migrations" not in tables:
        raise damaged(path, "it has tables, and none of them is this bot's")
    if not tables:
        return ()
    return tuple(
        row[0] for row in connection.execute("SELECT name FROM migrations ORDER BY position")
    )


def _refuse_newer(path: Path, applied: Sequence[str], migrations: Sequence[Migration]) -> None:
    known = {step.__name__ for step in migrations}
    unknown = tuple(name for name in applied if name not in known)
    if unknown:
        raise StoreTooNew(
            f"{path} was written by a later version of the bot (it knows {', '.join(unknown)}). "
            "Run that version, or give this one a DATA_DIR of its own.",
            path,
            unknown,
        )


def _back_up(path: Path, step: str, connection: sqlite3.Connection) -> None:
    forget_backups(path)
    copy = backup_path(path, step)
    create_private(copy)
    target = sqlite3.connect(copy)
    try:
        connection.backup(target)
    finally:
        target.close()


def _carry_out(path: Path, step: Migration, now: datetime, connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS migrations"
            " (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, applied_at REAL NOT NULL)"
            " STRICT"
        )
        step(connection)
        connection.execute(
            "INSERT INTO migrations (name, applied_at) VALUES (?, ?)",
            (step.__name__, to_seconds(now)),
        )
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise StoreError(
            f"{path} could not be brought up to date: step {step.__name__} failed. "
            f"It is as it was before. {explain(error, path)}",
            path,
        ) from error


def first_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of the first version."""
    for statement in FIRST_TABLES:
        connection.execute(statement)


FIRST_TABLES = (
    # position: the order in which they arrived. raw, person_id, chat_id: null once the update is
    # finished, and the last two where there is none. finished_at: null while owed. reason: null
    # unless it failed or was set aside.
    """CREATE TABLE updates (
        position INTEGER PRIMARY KEY,
        bot_id INTEGER NOT NULL,
        update_id INTEGER NOT NULL,
        raw TEXT,
        person_id INTEGER,
        chat_id INTEGER,
        received_at REAL NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL CHECK (state IN ('owed', 'done', 'failed', 'set_aside')),
        finished_at REAL,
        reason TEXT,
        UNIQUE (bot_id, update_id)
    ) STRICT""",
    "CREATE INDEX updates_owed ON updates (bot_id) WHERE state = 'owed'",
    "CREATE INDEX updates_of_person ON updates (person_id) WHERE person_id IS NOT NULL",
    # position: the order of writing, which is the order of sending in a chat. payload: null once
    # sent. update_id, person_id: null for what nobody asked for. reply: null for a lone message.
    # not_before: null when it may go at once. message_id, sent_at: null until sent.
    """CREATE TABLE outbox (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        bot_id INTEGER NOT NULL,
        chat_id INTEGER NOT NULL,
        person_id INTEGER,
        update_id INTEGER,
        method TEXT NOT NULL CHECK (method IN ('send', 'edit', 'edit_markup', 'delete')),
        payload TEXT,
        reply TEXT,
        part INTEGER NOT NULL DEFAULT 1,
        state TEXT NOT NULL
            CHECK (state IN ('owed', 'sending', 'sent', 'unknown', 'given_up')),
        attempts INTEGER NOT NULL DEFAULT 0,
        not_before REAL,
        created_at REAL NOT NULL,
        sent_at REAL,
        message_id INTEGER,
        reason TEXT
    ) STRICT""",
    "CREATE INDEX outbox_owed ON outbox (bot_id, position) WHERE state IN ('owed', 'sending')",
    "CREATE INDEX outbox_reply ON outbox (reply) WHERE reply IS NOT NULL",
    "CREATE INDEX outbox_chat ON outbox (chat_id)",
    "CREATE INDEX outbox_person ON outbox (person_id) WHERE person_id IS NOT NULL",
    # person_id: null for a channel or an anonymous admin. question_message_id: null where the
    # question was no message, such as a pressed example.
    """CREATE TABLE conversations (
        id TEXT PRIMARY KEY,
        chat_id INTEGER NOT NULL,
        person_id INTEGER,
        query_id TEXT NOT NULL,
        question_message_id INTEGER,
        question TEXT NOT NULL,
        quotes TEXT NOT NULL,
        shown TEXT NOT NULL,
        reply_message_ids TEXT NOT NULL,
        created_at REAL NOT NULL
    ) STRICT""",
    "CREATE INDEX conversations_question ON conversations (chat_id, question_message_id)",
    "CREATE INDEX conversations_person ON conversations (person_id)",
    "CREATE INDEX conversations_created ON conversations (created_at)",
    # person_id: as above. folded: the question without case, accents and punctuation.
    # edited_from: the query of the same message before it was edited, null for most.
    """CREATE TABLE queries (
        id TEXT PRIMARY KEY,
        asked_at REAL NOT NULL,
        chat_id INTEGER NOT NULL,
        chat_kind TEXT NOT NULL,
        person_id INTEGER,
        question TEXT NOT NULL,
        folded TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('answer', 'nearest', 'nothing')),
        reason TEXT NOT NULL,
        passages TEXT NOT NULL,
        elapsed_ms REAL NOT NULL,
        edited_from TEXT
    ) STRICT""",
    "CREATE INDEX queries_asked ON queries (asked_at)",
    "CREATE INDEX queries_person ON queries (person_id)",
    "CREATE INDEX queries_folded ON queries (folded, asked_at)",
    """CREATE TABLE feedback (
        query_id TEXT NOT NULL REFERENCES queries (id) ON DELETE CASCADE,
        person_id INTEGER NOT NULL,
        value INTEGER NOT NULL CHECK (value IN (-1, 1)),
        given_at REAL NOT NULL,
        PRIMARY KEY (query_id, person_id)
    ) STRICT""",
    "CREATE INDEX feedback_person ON feedback (person_id)",
    # blocked_at: null while messages arrive. moved_to: null unless the group became a supergroup.
    """CREATE TABLE chats (
        id INTEGER PRIMARY KEY,
        last_seen REAL NOT NULL,
        blocked_at REAL,
        moved_to INTEGER
    ) STRICT""",
)


def end_of_conversations(connection: sqlite3.Connection) -> None:
    """Let a conversation end, so that no follow-up means it any more."""
    # ended_at: null as long as a follow-up may mean it.
    connection.execute("ALTER TABLE conversations ADD COLUMN ended_at REAL")


MIGRATIONS: tuple[Migration, ...] = (first_tables, end_of_conversations)
