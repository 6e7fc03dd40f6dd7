"""How much is gained by committing together what waits together; prints a table.

Run: python tests/benchmarks/store.py [--units 2000] [--at-once 50] [--rounds 3]
Everything is durable (synchronous=FULL) and every way does the same work in the same run, in turns,
so the ratios hold although disks and machines differ.
"""

# ruff: noqa: T201  # it is a script and its output is the point

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.store import updates
from bot.store.database import Database

RAW = '{"update_id":1,"message":{"text":"' + "When do herons nest? " * 20 + '"}}'
NOW = datetime(2031, 5, 4, tzinfo=UTC)

Way = Callable[[Database, range, int], Awaitable[list[float]]]


async def commit_each(database: Database, numbers: range, _at_once: int) -> list[float]:
    """Write one unit after the other, each with a commit of its own."""
    return [await _timed(database, number) for number in numbers]


async def commit_together(database: Database, numbers: range, at_once: int) -> list[float]:
    """Write from several coroutines at once; what waits shares a commit."""
    waiting = iter(numbers)

    async def worker() -> list[float]:
        return [await _timed(database, number) for number in waiting]

    return [
        took for part in await asyncio.gather(*(worker() for _ in range(at_once))) for took in part
    ]


async def one_batch(database: Database, numbers: range, _at_once: int) -> list[float]:
    """Write a hundred at a time as one unit, as a fetched batch is."""
    took = []
    for start in range(0, len(numbers), 100):
        began = time.perf_counter()
        await database.write(*map(_statement, numbers[start : start + 100]))
        took.append(time.perf_counter() - began)
    return took


async def _timed(database: Database, number: int) -> float:
    began = time.perf_counter()
    await database.write(_statement(number))
    return time.perf_counter() - began


def _statement(number: int) -> updates.Statement:
    return updates.receive(1, number, RAW, NOW, person_id=1, chat_id=1)


WAYS: dict[str, Way] = {
    "a commit each": commit_each,
    "together": commit_together,
    "as batches of 100": one_batch,
}


async def measure(units: int, at_once: int, rounds: int) -> None:
    """Print rows per second and waiting times of each way, and the ratio to a commit each."""
    rates: dict[str, list[float]] = {name: [] for name in WAYS}
    waits: dict[str, list[float]] = {name: [] for name in WAYS}
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        async with await Database.open(Path(folder) / "store.sqlite3") as database:
            first = 0
            for _ in range(rounds):
                for name, way in WAYS.items():
                    began = time.perf_counter()
                    waits[name] += await way(database, range(first, first + units), at_once)
                    rates[name].append(units / (time.perf_counter() - began))
                    first += units
    print(f"\n{units} rows, {at_once} at once, {rounds} rounds, medians")
    print(f"{'':20}{'rows/s':>10}{'wait ms':>10}{'p99 ms':>10}{'ratio':>8}")
    base = statistics.median(rates["a commit each"])
    for name in WAYS:
        rate = statistics.median(rates[name])
        wait, p99 = statistics.median(waits[name]), statistics.quantiles(waits[name], n=100)[98]
        print(f"{name:20}{rate:10.0f}{wait * 1e3:10.2f}{p99 * 1e3:10.2f}{rate / base:8.1f}")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=2000)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    asyncio.run(measure(arguments.units, arguments.at_once, arguments.rounds))


if __name__ == "__main__":
    main()
