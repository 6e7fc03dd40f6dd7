"""The command `dossier`: one sub-command for each thing a person or a program may want of it.

Each command lives in `commands/` and imports what it needs when it runs, so that `--help` is quick.
Exit codes: 0 done, 1 a command found something wrong, 2 it could not begin.
"""

import io
import logging
import os
import sys
import traceback
from importlib import import_module

import click

COMMANDS = {
    "run": "Serve Telegram.",
    "demo": "Chat with the bot in a browser, without a token.",
    "ask": "Ask the dossier from the terminal.",
    "sources": "List the documents, and what could not be read.",
    "log": "Show what was asked, and what the dossier lacks.",
    "eval": "Measure answers against a file of questions.",
    "check": "Say whether settings, folder, database and token are in order.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, None where there is none."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"bot.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog='Example: dossier ask "Who met whom in Baku?"',
)
@click.version_option(package_name="dossier-bot", prog_name="dossier")
def dossier() -> None:
    """Answer questions from a folder of documents with word-for-word, cited quotes.

    Every command takes --dossier DIR; all settings may stand in the environment or in .env.
    """


def main() -> None:
    """Run the command line; what goes wrong on purpose is one clear line and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that the terminal cannot show is no reason to show nothing.
            stream.reconfigure(errors="replace")
    try:
        try:
            _run()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe has gone, which is its right; at the end nothing may be flushed.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _run() -> None:
    # Imported here, because --help should not wait for them.
    from bot.errors import BotError
    from retrieval.errors import RetrievalError

    try:
        dossier(prog_name="dossier", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.exceptions.Exit as request:
        sys.exit(request.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (BotError, RetrievalError) as error:
        click.echo(f"dossier: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        raise
    except Exception as error:
        _say_it_is_a_fault(error)
        sys.exit(1)


def _say_it_is_a_fault(error: Exception) -> None:
    """Say what kind of error it was and where; its own words may hold the token or a question."""
    from bot.logs import log_of

    if logging.getLogger().handlers:
        log_of("bot").critical("stopped by an error", exc_info=error)
    place = traceback.extract_tb(error.__traceback__)[-1]
    kind, file = type(error).__name__, os.path.basename(place.filename)  # noqa: PTH119
    click.echo(
        f"dossier: this should not have happened ({kind} in {file}, line {place.lineno}). "
        "Please report it, with the command that led to it.",
        err=True,
    )


if __name__ == "__main__":
    main()
