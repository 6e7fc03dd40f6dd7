"""`dossier check`: settings, folder, database and token, each with what to do about it."""

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from bot.commands.options import dossier_option, settings_with
from bot.errors import BotError, SettingsError, StoreLocked, StoreMissing
from bot.settings import GETTING_STARTED, Settings
from retrieval.errors import RetrievalError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is in order, and what was seen or is to be done."""

    what: str
    is_fine: bool
    words: str


@click.command("check", epilog="Example: dossier check --dossier ~/stories/ferry")
@dossier_option
@click.option("--offline", is_flag=True, help="Do not ask Telegram about the token.")
def command(dossier_dir: Path | None, offline: bool) -> None:
    """Say whether settings, folder, database and token are in order. Exit code 1 if not."""
    findings = list(_look(dossier_dir, offline))
    for finding in findings:
        mark = click.style("ok  ", "green") if finding.is_fine else click.style("FAIL", "red")
        click.echo(f"{mark}  {finding.what}: {finding.words}")
    if not all(finding.is_fine for finding in findings):
        sys.exit(1)


def _look(dossier_dir: Path | None, offline: bool) -> Iterator[Finding]:
    try:
        settings = settings_with(dossier_dir)
    except SettingsError as error:
        for mistake in error.mistakes:
            yield Finding("settings", False, mistake)
        return
    yield Finding(
        "settings", True, f"mode {settings.mode}, kept for {settings.retention_days} days"
    )
    yield from _look_at_folder(settings)
    yield asyncio.run(_look_at_database(settings))
    yield asyncio.run(_look_at_token(settings, offline))


def _look_at_folder(settings: Settings) -> Iterator[Finding]:
    from bot.commands.reading import read_dossier

    try:
        dossier = read_dossier(settings.dossier_dir)
    except RetrievalError as error:
        yield Finding("dossier", False, str(error))
        return
    found = f"{len(dossier.documents)} documents, {len(dossier.passages)} passages"
    if dossier.documents:
        yield Finding("dossier", True, f"{found} in {settings.dossier_dir}")
    else:
        what = f"no document in {settings.dossier_dir}. Put .txt, .md or .html files there."
        yield Finding("dossier", False, what)
    for problem in dossier.problems:
        yield Finding("dossier", False, str(problem))


async def _look_at_database(settings: Settings) -> Finding:
    from bot.store import updates
    from bot.store.database import Database

    path = settings.database_path
    try:
        readers = await Database.open_readonly(path)
        try:
            aside = await updates.those_set_aside(readers)
        finally:
            await readers.close()
    except StoreMissing:
        return await _try_to_make(path)
    except BotError as error:
        return Finding("database", False, str(error))
    if aside:
        counted = "1 update" if len(aside) == 1 else f"{len(aside)} updates"
        words = f"{path}; {counted} could not be handled: {aside[0].reason}"
        return Finding("database", True, words)
    return Finding("database", True, str(path))


async def _try_to_make(path: Path) -> Finding:
    from bot.store.database import Database

    try:
        database = await Database.open(path)
        await database.close()
    except StoreLocked as error:
        return Finding("database", True, str(error))
    except BotError as error:
        return Finding("database", False, str(error))
    return Finding("database", True, f"made at {path}")


async def _look_at_token(settings: Settings, offline: bool) -> Finding:
    secret = settings.telegram_bot_token
    if secret is None:
        return Finding("token", False, "none is set. " + GETTING_STARTED)
    if offline:
        return Finding("token", True, "set, and not shown to Telegram now")
    from telegram import Bot
    from telegram.error import InvalidToken, TelegramError

    bot = Bot(
        secret.get_secret_value(),
        base_url=settings.telegram_api_base_url,
        base_file_url=settings.telegram_api_file_url,
    )
    try:
        async with bot:
            return Finding("token", True, f"it is @{bot.username}'s")
    except InvalidToken:
        return Finding("token", False, "Telegram refused it. " + GETTING_STARTED)
    except TelegramError as error:
        return Finding("token", False, f"Telegram could not be asked ({error}). Check the network.")
