"""`dossier sources`: the documents with what is known of them, and the files that gave none."""

import sys
from pathlib import Path

import click

from bot.commands.options import dossier_option, settings_with
from bot.commands.output import print_object
from bot.commands.reading import read_dossier
from retrieval.ingest.folder import Dossier
from retrieval.model import Document


@click.command("sources", epilog="Example: dossier sources --dossier ~/stories/ferry")
@dossier_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a document.")
def command(dossier_dir: Path | None, as_json: bool) -> None:
    """List the documents of the dossier, and what could not be read. Exit code 1 if anything."""
    settings = settings_with(dossier_dir)
    dossier = read_dossier(settings.dossier_dir)
    if as_json:
        for document in dossier.documents:
            print_object(_as_object(dossier, document))
    else:
        _print_table(dossier)
    for problem in dossier.problems:
        click.echo(str(problem), err=True)
    if dossier.problems:
        sys.exit(1)


def _as_object(dossier: Dossier, document: Document) -> dict[str, object]:
    return {
        "document_id": document.id,
        "file": str(document.source.path),
        "title": document.title,
        "publisher": document.publisher,
        "date": document.published.isoformat() if document.published else None,
        "url": document.url,
        "language": document.language,
        "restated": document.restated,
        "passages": len(dossier.passages_of(document.id)),
    }


def _print_table(dossier: Dossier) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("Document", "Publisher", "Date", "Title"):
        table.add_column(name, overflow="fold")
    table.add_column("Passages", justify="right")
    for document in dossier.documents:
        table.add_row(
            document.id,
            ("brief of " if document.restated and document.publisher else "")
            + (document.publisher or "–"),
            document.published.isoformat() if document.published else "–",
            document.title or "–",
            str(len(dossier.passages_of(document.id))),
        )
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    console.print(table)
    console.print(f"{len(dossier.documents)} documents, {len(dossier.passages)} passages")
