"""Time the whole bot from update to reply, beside a python-telegram-bot that only echoes.

    python -m tests.benchmarks.chat --questions 300

Both run as processes of their own against one sandbox. Prints, for each: the median and 95th
percentile from the update being there to the reply reaching the Bot API, from the start of the
process to its first poll, and the resident memory after all questions.
"""

# ruff: noqa: T201

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import psutil

from bot.sandbox.server import Sandbox
from bot.settings import PROJECT_ROOT, environment_with

TOKEN = "4242424:" + "b" * 35
QUESTIONS = PROJECT_ROOT / "tests" / "evaluation" / "questions" / "development.jsonl"
PATIENCE_S = 30.0

ECHO = """
import os
from telegram.ext import ApplicationBuilder, MessageHandler, filters

async def echo(update, context):
    await update.message.reply_text(update.message.text)

application = (ApplicationBuilder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    .base_url(os.environ["TELEGRAM_API_BASE_URL"]).build())
application.add_handler(MessageHandler(filters.TEXT, echo))
application.run_polling()
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one bot took. Times in milliseconds, memory in MB."""

    median_ms: float
    p95_ms: float
    first_poll_ms: float
    memory_mb: float


def main() -> None:
    """Measure both bots in one run and print them with their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=300)
    given = parser.parse_args()
    ours = asyncio.run(measure([sys.executable, "-m", "bot.cli", "run"], given.questions))
    echo = asyncio.run(measure([sys.executable, "-c", ECHO], given.questions))
    print(f"{'':24}{'median':>10}{'95th':>10}{'first poll':>12}{'memory':>10}")
    show("dossier", ours)
    show("an echo, nothing kept", echo)
    print(f"ratio of medians: {ours.median_ms / echo.median_ms:.2f}")


def show(name: str, found: Measured) -> None:
    """Print one line of the table."""
    print(
        f"{name:24}{found.median_ms:>7.1f} ms{found.p95_ms:>7.1f} ms"
        f"{found.first_poll_ms:>9.0f} ms{found.memory_mb:>7.0f} MB"
    )


async def measure(command: list[str], questions: int) -> Measured:
    """Run the command as a bot, ask it one question after the other, and stop it."""
    sandbox = Sandbox(TOKEN)
    await sandbox.start()
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        process = await asyncio.create_subprocess_exec(
            *command, cwd=PROJECT_ROOT, env=environment_of(sandbox, Path(folder))
        )
        try:
            await request(sandbox, lambda method: method == "getUpdates")
            first_poll_ms = (perf_counter() - began) * 1000
            times = [await ask(sandbox, text) for text in texts(questions + 10)][10:]
            memory_mb = psutil.Process(process.pid).memory_info().rss / 2**20
        finally:
            process.terminate()
            await process.wait()
            await sandbox.stop()
    return Measured(median(times), quantiles(times, n=20)[-1], first_poll_ms, memory_mb)


def environment_of(sandbox: Sandbox, data: Path) -> dict[str, str]:
    """Return the environment in which a bot finds the sandbox."""
    return environment_with(
        TELEGRAM_BOT_TOKEN=TOKEN,
        TELEGRAM_API_BASE_URL=sandbox.api_base_url,
        TELEGRAM_API_FILE_URL=sandbox.api_file_url,
        DATA_DIR=os.fspath(data),
        DOSSIER_DIR=os.fspath(PROJECT_ROOT / "seeds"),
        LOG_LEVEL="WARNING",
    )


def texts(count: int) -> list[str]:
    """Return that many questions, the development questions over and over."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines]
    return [asked[number % len(asked)] for number in range(count)]


async def ask(sandbox: Sandbox, text: str) -> float:
    """Send a question as a person; return the milliseconds until the reply arrived."""
    person = next(iter(sandbox.world.people))
    began = perf_counter()
    sandbox.persons.send(person, person, text)
    await request(sandbox, lambda method: method == "sendMessage")
    return (perf_counter() - began) * 1000


async def request(sandbox: Sandbox, wanted: Callable[[str], bool]) -> None:
    """Return when the bot makes the next request that is wanted."""
    seen = sandbox.requests[-1]["n"] if sandbox.requests else 0
    async with asyncio.timeout(PATIENCE_S):
        while not any(r["n"] > seen and wanted(r["method"]) for r in sandbox.requests[-20:]):
            await sandbox.api.bell.wait(PATIENCE_S)


if __name__ == "__main__":
    main()
