"""The dossier read once, for a command; problems go to standard error."""

from pathlib import Path

import click

from bot.dossier import Edition, build_edition, keeper_of
from bot.settings import Settings
from retrieval.asking import Today
from retrieval.ingest.folder import Dossier, FolderReader, Problem

SHOWN_PROBLEMS = 5


def read_dossier(folder: Path) -> Dossier:
    """Return the dossier in the folder, with a progress bar when reading takes over a second.

    Raises RetrievalError when the folder cannot be read.
    """
    from rich.console import Console
    from rich.progress import Progress

    from bot.commands.progress import SHOWN_AFTER_S

    console = Console(stderr=True)
    if not console.is_terminal:
        return FolderReader(folder).read()
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Reading", visible=False)

        def show(done: int, total: int) -> None:
            elapsed = progress.tasks[0].elapsed or 0.0
            progress.update(task, completed=done, total=total, visible=elapsed > SHOWN_AFTER_S)

        return FolderReader(folder).read(show)


def read_edition(settings: Settings, today: Today = lambda: None) -> Edition:
    """Return the dossier ready to be asked; what could not be read is said on standard error.

    today: what "yesterday" in a question is told from.
    """
    dossier = read_dossier(settings.dossier_dir)
    report_problems(dossier.problems)
    opened = keeper_of(settings.dossier_dir, settings.data_dir).open(dossier, dossier.digest)
    for note in opened.notes:
        click.echo(note, err=True)
    return build_edition(dossier, settings.least_confidence, opened.index, today)


def report_problems(problems: tuple[Problem, ...]) -> None:
    """Print the first few problems, and how many more there are."""
    for problem in problems[:SHOWN_PROBLEMS]:
        click.echo(str(problem), err=True)
    if len(problems) > SHOWN_PROBLEMS:
        left = len(problems) - SHOWN_PROBLEMS
        click.echo(f"... and {left} more: see `dossier sources`", err=True)
