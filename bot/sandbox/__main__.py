"""Starts a sandbox by hand: `python -m bot.sandbox`, then point any bot at it."""

import asyncio

import click

from bot.sandbox.server import Sandbox

DEFAULT_TOKEN = "123456:sandbox"  # noqa: S105  # opens nothing but the sandbox


@click.command()
@click.option("--port", default=8081, show_default=True, help="0 picks a free one.")
@click.option(
    "--token", default=DEFAULT_TOKEN, show_default=True, help="What the bot calls itself."
)
def main(port: int, token: str) -> None:
    """Serve a local Bot API and its chat page until interrupted."""
    try:
        asyncio.run(_serve(token, port))
    except KeyboardInterrupt:
        click.echo("Stopped.")


async def _serve(token: str, port: int) -> None:
    async with Sandbox(token, port) as sandbox:
        click.echo(f"Chat page:             {sandbox.page_url}")
        click.echo(f"TELEGRAM_BOT_TOKEN:    {token}")
        click.echo(f"TELEGRAM_API_BASE_URL: {sandbox.api_base_url}")
        click.echo(f"TELEGRAM_API_FILE_URL: {sandbox.api_file_url}")
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
