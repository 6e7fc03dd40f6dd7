"""The database: opened once per process, written by one writer, read by as many as like.

`write` takes statements that belong together and returns when they are safe on the disk; what other
coroutines write at the same time shares the commit but not the fate. No coroutine ever holds a
transaction open, so none can get into another one's.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog

from bot.errors import StoreError, StoreMissing
from bot.store.columns import Parameters, Statement
from bot.store.connection import WRITER_PRAGMAS, Connection, connect, damaged, explain
from bot.store.files import create_folder, create_private, forget_backups
from bot.store.lock import FolderLock
from bot.store.migrations import MIGRATIONS, Migration, migrate, require_current
from bot.store.readers import Readers
from bot.store.writer import Rows, Writer

FILE_NAME = "dossier.sqlite3"

# Checking every page takes about 1 ms a MB (93 ms for 83 MB); a larger file is left to `verify`.
CHECKED_AT_START_BYTES = 64 * 2**20

log = structlog.get_logger(__name__)


class Database:
    """An open database; make one with `await Database.open(path)`, end it with `close`."""

    def __init__(
        self, path: Path, lock: FolderLock, connection: Connection, readers: Readers
    ) -> None:
        self.path = path
        self._lock = lock
        self._connection = connection
        self._readers = readers
        self._writer = Writer(connection, path)
        self.owes_scrub = False

    @classmethod
    async def open(
        cls,
        path: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> "Database":
        """Open the file for this process alone, making or migrating it where needed.

        Raises StoreLocked, StoreDamaged, StoreTooNew, or StoreError.
        """
        create_folder(path.parent)
        lock = _take(path)
        try:
            connection = await _open_connection(path, now, migrations)
        except BaseException:
            lock.release()
            raise
        try:
            return cls(path, lock, connection, await Readers.connect(path))
        except BaseException:
            await connection.close()
            lock.release()
            raise

    @classmethod
    async def open_readonly(
        cls, path: Path, *, migrations: Sequence[Migration] = MIGRATIONS
    ) -> Readers:
        """Open the file only to read it, also while the bot runs.

        Raises StoreMissing, StoreDamaged, StoreTooNew, StoreTooOld, or StoreError.
        """
        _require(path)
        try:
            readers = await Readers.connect(path, 1, read_only=True)
        except sqlite3.Error as error:
            raise explain(error, path) from error
        try:
            await readers.run(partial(require_current, path, migrations))
        except BaseException:
            await readers.close()
            raise
        return readers

    async def write(self, *statements: Statement) -> list[Rows]:
        """Carry out the statements together or not at all; return the rows of each.

        They are safe on the disk when it returns. Cancelling the wait does not take them back.
        Raises StoreError when they could not be carried out, and then nothing is changed.
        """
        return await self._writer.submit(statements)

    def write_soon(self, *statements: Statement) -> None:
        """Carry out the statements in their turn, without waiting; a failure is only logged."""
        self._writer.submit(statements).add_done_callback(partial(_log_failure, statements))

    async def read(self, sql: str, parameters: Parameters = ()) -> Rows:
        """Return the rows, as committed; raises StoreError."""
        return await self._readers.read(sql, parameters)

    async def read_together(self, *statements: Statement) -> list[Rows]:
        """Return the rows of each statement, all of the same moment; raises StoreError."""
        return await self._readers.read_together(*statements)

    async def flush(self) -> None:
        """Return when everything asked for until now is on the disk, or has failed."""
        await self.write()

    async def scrub(self) -> bool:
        """Make deleted text unreadable in the files; return whether all of it is.

        `secure_delete` overwrites a deleted row where it stood, but not the copies that SQLite left
        in the page when it moved the row earlier, and not the write-ahead log: of 3,000 deleted
        texts it left 2 to 14 readable. Writing the whole file anew leaves none, and keeps writers
        waiting meanwhile: 0.02 s for 3 MB (2,000 questions), 0.4 s for 83 MB, 4 s for 331 MB.
        Copies from before a migration are deleted too. False means that another program is reading
        the file just now: scrub again later, as long as `owes_scrub` says so.
        """
        self.owes_scrub = True
        await self.flush()
        try:
            self.owes_scrub = not await self._connection.run(partial(_scrub, self.path))
        except sqlite3.Error as error:
            raise explain(error, self.path) from error
        return not self.owes_scrub

    async def verify(self) -> None:
        """Check every page; raises StoreDamaged with the first thing that is wrong."""
        await self._connection.run(partial(_verify, self.path))

    async def close(self) -> None:
        """Write what waits and close the file; a second time does nothing."""
        await self._writer.close()
        await self._readers.close()
        await self._connection.close()
        self._lock.release()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()


def _take(path: Path) -> FolderLock:
    try:
        return FolderLock.take(path.parent)
    except OSError as error:
        raise StoreError(
            f"The data folder {path.parent} cannot be written ({error.strerror}). "
            "Check whose it is, or name another one in DATA_DIR.",
            path.parent,
        ) from error


def _require(path: Path) -> None:
    if not path.exists():
        raise StoreMissing(
            f"There is no database at {path} yet. Start the bot (dossier run), "
            "or name the folder it runs with in DATA_DIR.",
            path,
        )


async def _open_connection(
    path: Path, now: Callable[[], datetime], migrations: Sequence[Migration]
) -> Connection:
    try:
        create_private(path)
        connection = await connect(path, WRITER_PRAGMAS)
    except (OSError, sqlite3.Error) as error:
        raise explain(error, path) from error
    try:
        await connection.run(partial(_prepare, path, now, migrations))
    except sqlite3.Error as error:
        await connection.close()
        raise explain(error, path) from error
    except BaseException:
        await connection.close()
        raise
    return connection


def _prepare(
    path: Path,
    now: Callable[[], datetime],
    migrations: Sequence[Migration],
    connection: sqlite3.Connection,
) -> None:
    if path.stat().st_size <= CHECKED_AT_START_BYTES:
        _verify(path, connection)
    steps = migrate(path, now, migrations, connection)
    if steps:
        log.info("the database was brought up to date", steps=steps)


def _verify(path: Path, connection: sqlite3.Connection) -> None:
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise explain(error, path) from error
    if found != "ok":
        raise damaged(path, found.splitlines()[-1])


def _scrub(path: Path, connection: sqlite3.Connection) -> bool:
    connection.execute("VACUUM")
    forget_backups(path)
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _log_failure(statements: Sequence[Statement], written: asyncio.Future[list[Rows]]) -> None:
    if not written.cancelled() and (error := written.exception()) is not None:
        kinds = [" ".join(statement.sql.split()[:3]) for statement in statements]
        log.error("a change was not written", reason=str(error), statements=kinds)
