"""`dossier demo`: the unmodified bot against a Bot API server on this machine, with a chat page."""

import asyncio
import contextlib
import secrets
import signal
import sys
from pathlib import Path

import click

from bot.commands.options import dossier_option, settings_with
from bot.sandbox.server import Sandbox
from bot.settings import Settings, environment_with

PREFERRED_PORT = 8765
STOP_WITHIN_S = 15.0


@click.command("demo", epilog="Example: dossier demo --dossier ~/stories/ferry")
@dossier_option
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=PREFERRED_PORT,
    show_default=True,
    help="Where the chat page is served; another one is taken when it is in use.",
)
@click.option("--verbose", is_flag=True, help="Show the bot's log.")
def command(dossier_dir: Path | None, port: int, verbose: bool) -> None:
    """Chat with the bot in a browser: no token, no network. Ctrl-C ends it."""
    settings = settings_with(dossier_dir)
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(asyncio.run(_demo(settings, port, verbose)))


async def _demo(settings: Settings, port: int, verbose: bool) -> int:
    token = f"{secrets.randbelow(9_000_000) + 1_000_000}:{secrets.token_urlsafe(26)}"
    sandbox = await _start_sandbox(token, port)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    bot = await _start_bot(settings, token, sandbox.api_base_url, sandbox.api_file_url, verbose)
    try:
        code = await _until_ready(sandbox, bot, stop)
        if code is None:
            click.echo(f"The chat page is at {sandbox.page_url}  (Ctrl-C ends the demo)")
            code = await _until_ended(bot, stop)
        return code
    finally:
        await _stop_bot(bot)
        await sandbox.stop()


async def _start_sandbox(token: str, port: int) -> Sandbox:
    sandbox = Sandbox(token, port=port)
    try:
        await sandbox.start()
    except OSError:
        sandbox = Sandbox(token, port=0)
        await sandbox.start()
    return sandbox


async def _start_bot(
    settings: Settings, token: str, api: str, files: str, verbose: bool
) -> asyncio.subprocess.Process:
    environment = environment_with(
        TELEGRAM_BOT_TOKEN=token,
        TELEGRAM_API_BASE_URL=api,
        TELEGRAM_API_FILE_URL=files,
        DOSSIER_DIR=str(settings.dossier_dir.resolve()),
        DATA_DIR=str(settings.data_dir.resolve() / "demo"),
        MODE="polling",
        LOG_LEVEL="INFO" if verbose else "WARNING",
    )
    # A session of its own: Ctrl-C reaches the demo, and the demo stops the bot in good order.
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "run", env=environment, start_new_session=True
    )


async def _until_ready(
    sandbox: Sandbox, bot: asyncio.subprocess.Process, stop: asyncio.Event
) -> int | None:
    """Return None once the bot asks for updates, or how it ended before; it says why itself."""
    polls = asyncio.create_task(sandbox.seen("getUpdates"))
    ends = asyncio.create_task(_until_ended(bot, stop))
    done, pending = await asyncio.wait({polls, ends}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return ends.result() if ends in done else None


async def _until_ended(bot: asyncio.subprocess.Process, stop: asyncio.Event) -> int:
    asked = asyncio.create_task(stop.wait())
    ended = asyncio.create_task(bot.wait())
    done, pending = await asyncio.wait({asked, ended}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return ended.result() if ended in done else 0


async def _stop_bot(bot: asyncio.subprocess.Process) -> None:
    if bot.returncode is not None:
        return
    bot.terminate()
    try:
        await asyncio.wait_for(bot.wait(), STOP_WITHIN_S)
    except TimeoutError:
        bot.kill()
        await bot.wait()
