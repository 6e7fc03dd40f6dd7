"""Connections to the database file, and what SQLite's errors mean to whoever runs the bot."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar, cast
from urllib.parse import quote

import aiosqlite

from bot.errors import StoreClosed, StoreDamaged, StoreError

T = TypeVar("T")

BUSY_TIMEOUT_S = 5.0

# FULL: a commit that returned survives a power cut, not only a crash of the process.
# secure_delete: deleted text is overwritten in its page. See `Database.scrub` for what it leaves.
# temp_store: no text of anybody's in temporary files elsewhere on the disk.
WRITER_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 16777216",
)
READER_PRAGMAS = ("PRAGMA query_only = ON", "PRAGMA temp_store = MEMORY")


class Connection(aiosqlite.Connection):
    """An aiosqlite connection that runs a whole function in its thread at once.

    A transaction that is one function cannot be interleaved with another coroutine's, and pays for
    one hop between threads rather than one for each statement.
    """

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` returns; cancelling the wait does not stop the work."""
        if self._connection is None:
            raise StoreClosed("The database is closed; open it again before using it.")
        done = await self._execute(work, self._connection)  # type: ignore[no-untyped-call]
        return cast("T", done)


async def connect(path: Path, pragmas: tuple[str, ...], *, read_only: bool = False) -> Connection:
    """Open the file, which must exist, in autocommit mode; raises sqlite3.Error."""
    uri = f"file:{quote(str(path))}?mode={'ro' if read_only else 'rw'}"
    connector = partial(
        sqlite3.connect,
        uri,
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT_S,
        check_same_thread=False,
        cached_statements=256,
    )
    connection = Connection(connector, iter_chunk_size=64)
    await connection
    try:
        await connection.run(partial(_prepare, pragmas))
    except BaseException:
        await connection.close()
        raise
    return connection


def _prepare(pragmas: tuple[str, ...], connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    for pragma in pragmas:
        connection.execute(pragma).fetchall()


def explain(error: Exception, path: Path) -> StoreError:
    """Return the StoreError that says what this error means and what to do about it."""
    if isinstance(error, OSError):
        return _unreachable(path, error.strerror or str(error))
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path, str(error))
    if code == sqlite3.SQLITE_FULL:
        return StoreError(f"The disk with {path} is full. Free some space; nothing is lost.", path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(
            f"Another program keeps {path} locked for longer than {BUSY_TIMEOUT_S:g} s. "
            "Close whatever writes to it.",
            path,
        )
    if code in _UNREACHABLE:
        return _unreachable(path, str(error))
    return StoreError(f"The database refused a statement: {error}.", path)


_UNREACHABLE = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_AUTH,
)


def _unreachable(path: Path, why: str) -> StoreError:
    return StoreError(
        f"{path} cannot be read or written ({why}). "
        "Check that the disk is in order and that the file and its folder belong to this user.",
        path,
    )


def damaged(path: Path, why: str) -> StoreDamaged:
    """Return the error for a file that cannot be trusted."""
    return StoreDamaged(
        f"{path} is damaged or is not this bot's database ({why}). Stop the bot, move the file "
        f"away with its -wal and -shm, and start again: a new one is made. "
        f"`sqlite3 {path.name} .recover` may still save what it holds.",
        path,
    )
