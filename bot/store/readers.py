"""Reading, on connections of its own: readers never wait for the writer, nor it for them.

They see what is committed. Each call is one snapshot, closed when it returns, so that no reader
keeps the write-ahead log from being taken up into the file.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

from bot.errors import StoreClosed
from bot.store.columns import Parameters, Statement
from bot.store.connection import READER_PRAGMAS, Connection, connect, explain
from bot.store.writer import Rows, execute

T = TypeVar("T")

CONNECTIONS = 2


class Reader(Protocol):
    """What the functions that read tables need."""

    async def read(self, sql: str, parameters: Parameters = ()) -> Rows:
        """Return the rows."""
        ...

    async def read_together(self, *statements: Statement) -> list[Rows]:
        """Return the rows of each statement, all of the same moment."""
        ...


class Readers:
    """A few connections that only read; use `Database.open_readonly` or a Database to get one."""

    def __init__(self, path: Path, connections: Sequence[Connection]) -> None:
        self._path = path
        self._connections = tuple(connections)
        self._free: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
        self._closed = False
        for connection in connections:
            self._free.put_nowait(connection)

    @classmethod
    async def connect(
        cls, path: Path, count: int = CONNECTIONS, *, read_only: bool = False
    ) -> "Readers":
        """Open `count` connections; raises sqlite3.Error."""
        connections: list[Connection] = []
        try:
            while len(connections) < count:
                connections.append(await connect(path, READER_PRAGMAS, read_only=read_only))
        except BaseException:
            await _close_all(connections)
            raise
        return cls(path, connections)

    async def read(self, sql: str, parameters: Parameters = ()) -> Rows:
        """Return the rows; raises StoreError."""
        (rows,) = await self.read_together(Statement(sql, parameters))
        return rows

    async def read_together(self, *statements: Statement) -> list[Rows]:
        """Return the rows of each statement, all of the same moment; raises StoreError."""
        return await self.run(partial(_read_snapshot, statements))

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` returns; for the store's own use. Raises StoreError."""
        if self._closed:
            raise StoreClosed("The database is closed and cannot be read.", self._path)
        connection = await self._free.get()
        try:
            return await connection.run(work)
        except sqlite3.Error as error:
            raise explain(error, self._path) from error
        finally:
            self._free.put_nowait(connection)

    async def close(self) -> None:
        """Let running reads end, and close the connections; a second time does nothing."""
        if not self._closed:
            self._closed = True
            await _close_all(self._connections)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()


def _read_snapshot(statements: Sequence[Statement], connection: sqlite3.Connection) -> list[Rows]:
    if len(statements) == 1:
        return [execute(connection, statements[0])]
    connection.execute("BEGIN")
    try:
        return [execute(connection, statement) for statement in statements]
    finally:
        connection.execute("ROLLBACK")


async def _close_all(connections: Sequence[Connection]) -> None:
    for connection in connections:
        await connection.close()
