"""`dossier log`: what was asked lately, and what the dossier lacks."""

import asyncio
import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from bot.commands.options import dossier_option, settings_with
from bot.store import queries
from bot.store.database import Database

Row = Sequence[str]
RECENT = ("Asked", "Outcome", "Question", "Passages", "ms", "Feedback")
LACKING = ("Times", "People", "Last asked", "Outcome", "Question")
CSV = (
    "id", "asked_at", "chat_id", "chat_kind", "person_id", "question", "outcome", "reason",
    "passages", "elapsed_ms", "good", "bad",
)  # fmt: skip


@click.command("log", epilog="Example: dossier log --unanswered --limit 50")
@dossier_option
@click.option("--unanswered", is_flag=True, help="Only what the dossier could not answer, summed.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the whole log as CSV, oldest first.")
def command(dossier_dir: Path | None, unanswered: bool, limit: int, as_csv: bool) -> None:
    """Show recent questions, and those the dossier could not answer."""
    path = settings_with(dossier_dir).database_path
    if as_csv:
        asyncio.run(_write_csv(path, unanswered))
        return
    recent, lacking = asyncio.run(_read(path, limit))
    if not unanswered:
        _print_table("Recent questions", RECENT, map(_recent_row, recent))
    _print_table("What the dossier lacks", LACKING, map(_lacking_row, lacking))


async def _read(
    path: Path, limit: int
) -> tuple[list[queries.LoggedQuery], list[queries.Unanswered]]:
    readers = await Database.open_readonly(path)
    try:
        return await queries.recent(readers, limit), await queries.unanswered(readers, limit)
    finally:
        await readers.close()


async def _write_csv(path: Path, unanswered: bool) -> None:
    readers = await Database.open_readonly(path)
    try:
        writer = csv.writer(sys.stdout)
        writer.writerow(CSV)
        async for query in queries.every(readers):
            if query.outcome != "answer" or not unanswered:
                writer.writerow(_csv_row(query))
    finally:
        await readers.close()


def _csv_row(query: queries.LoggedQuery) -> Iterable[object]:
    return (
        query.id, query.asked_at.isoformat(), query.chat_id, query.chat_kind, query.person_id,
        _harmless(query.question), query.outcome, query.reason,
        " ".join(passage for passage, _ in query.passages), f"{query.elapsed_ms:.3f}",
        query.liked, query.disliked,
    )  # fmt: skip


def _harmless(question: str) -> str:
    # A spreadsheet would run a cell that begins so as a formula.
    return f"'{question}" if question[:1] in "=+-@\t\r" else question


def _recent_row(query: queries.LoggedQuery) -> Row:
    marks = "👍" * query.liked + "👎" * query.disliked
    passages = ", ".join(passage for passage, _ in query.passages)
    asked = f"{query.asked_at:%Y-%m-%d %H:%M}"
    return asked, query.outcome, query.question, passages, f"{query.elapsed_ms:.1f}", marks


def _lacking_row(item: queries.Unanswered) -> Row:
    last = f"{item.last_asked:%Y-%m-%d %H:%M}"
    return str(item.times), str(item.people), last, item.outcome, item.question


def _print_table(title: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
    console.print(table if table.row_count else f"{title}: none yet")
