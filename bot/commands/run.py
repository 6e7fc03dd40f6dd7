"""`dossier run`: serve Telegram."""

import asyncio
from pathlib import Path

import click

from bot.commands.options import dossier_option, settings_with


@click.command("run", epilog="Example: TELEGRAM_BOT_TOKEN=123456:AAE... dossier run")
@dossier_option
def command(dossier_dir: Path | None) -> None:
    """Serve Telegram until Ctrl-C, by long polling or, with MODE=webhook, by a webhook."""
    from bot.app import serve
    from bot.logs import set_up_logs
    from bot.settings import token_of

    settings = settings_with(dossier_dir)
    secret = settings.webhook_secret
    also_secret = [secret.get_secret_value()] if secret else []
    set_up_logs(settings.log_level, [token_of(settings), *also_secret])
    asyncio.run(serve(settings))
