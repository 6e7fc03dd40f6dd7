"""Everything that is written, in the order it was asked for, with one commit for all that waits.

A durable commit costs one wait for the disk, whatever is in it. So while one commit is under way,
the units asked for meanwhile gather, and the next commit takes them all: a unit alone is as quick
as ever, and many at once cost hardly more than one (tests/benchmarks/store.py measures it). Each
unit has a savepoint of its own: it is written whole or not at all, and its failure is its own.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from bot.errors import StoreClosed
from bot.store.columns import Parameters, Statement, without_half_characters
from bot.store.connection import Connection, explain

Unit = tuple[Statement, ...]
Rows = list[sqlite3.Row]
Outcome = list[Rows] | Exception

# The longest a unit waits behind others is two commits of this many; the cost of a commit is
# spread thin enough from a few dozen on.
MAX_UNITS_A_COMMIT = 500


class Writer:
    """The one writer of a database; `submit` from any coroutine of its event loop."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._waiting: deque[tuple[Unit, asyncio.Future[list[Rows]]]] = deque()
        self._wake = asyncio.Event()
        self._closing = False
        self._task = asyncio.create_task(self._commit_what_waits(), name="store-writer")

    def submit(self, unit: Unit) -> asyncio.Future[list[Rows]]:
        """Take a unit; the future holds the rows of each statement once the unit is durable.

        A unit that was taken is written even when nobody waits for it any more. The future's
        exception is a StoreError. Raises StoreClosed after `close`.
        """
        if self._closing:
            raise StoreClosed("The database is closing and takes no more changes.", self._path)
        future: asyncio.Future[list[Rows]] = asyncio.get_running_loop().create_future()
        self._waiting.append((unit, future))
        self._wake.set()
        return future

    async def close(self) -> None:
        """Write what waits, and end."""
        self._closing = True
        self._wake.set()
        await self._task

    async def _commit_what_waits(self) -> None:
        while self._waiting or not self._closing:
            if not self._waiting:
                self._wake.clear()
                await self._wake.wait()
                continue
            batch = [
                self._waiting.popleft() for _ in range(min(len(self._waiting), MAX_UNITS_A_COMMIT))
            ]
            outcomes = await self._commit([unit for unit, _ in batch])
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                self._tell(future, outcome)

    async def _commit(self, units: list[Unit]) -> list[Outcome]:
        try:
            return await self._connection.run(partial(commit_together, units))
        except Exception as error:  # each of them must hear of it, whatever it is
            return [error for _ in units]

    def _tell(self, future: asyncio.Future[list[Rows]], outcome: Outcome) -> None:
        if future.done():
            return
        if isinstance(outcome, Exception):
            explained = explain(outcome, self._path)
            explained.__cause__ = outcome
            future.set_exception(explained)
        else:
            future.set_result(outcome)


def commit_together(units: Sequence[Unit], connection: sqlite3.Connection) -> list[Outcome]:
    """Run the units in one transaction; return for each its statements' rows, or its exception.

    Where SQLite gives up the whole transaction, as it may on a full disk, or refuses the commit,
    each unit is tried again in a transaction of its own. Raises sqlite3.Error when no transaction
    can be begun.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        outcomes = [_run_unit(connection, unit) for unit in units]
        connection.execute("COMMIT")
    except Exception as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if len(units) == 1:
            return [error]
        return [outcome for unit in units for outcome in commit_together([unit], connection)]
    return outcomes


def _run_unit(connection: sqlite3.Connection, unit: Unit) -> Outcome:
    connection.execute("SAVEPOINT unit")
    try:
        rows = [execute(connection, statement) for statement in unit]
    except Exception as error:
        if not connection.in_transaction:
            raise
        connection.execute("ROLLBACK TO unit")
        connection.execute("RELEASE unit")
        return error
    connection.execute("RELEASE unit")
    return rows


def execute(connection: sqlite3.Connection, statement: Statement) -> Rows:
    """Run one statement and return all its rows."""
    sql, parameters = statement
    try:
        return connection.execute(sql, parameters).fetchall()
    except UnicodeEncodeError:
        return connection.execute(sql, _cleaned(parameters)).fetchall()


def _cleaned(parameters: Parameters) -> Parameters:
    if isinstance(parameters, Mapping):
        return {name: without_half_characters(value) for name, value in parameters.items()}
    return [without_half_characters(value) for value in parameters]
