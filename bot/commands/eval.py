"""`dossier eval`: hit@1, hit@3, MRR, refusals and false refusals for a file of questions."""

import re
import sys
from pathlib import Path

import click

from bot.commands.options import dossier_option, settings_with
from bot.commands.reading import read_edition


@click.command(
    "eval", epilog="Example: dossier eval --questions tests/evaluation/questions/development.jsonl"
)
@dossier_option
@click.option(
    "--questions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="Questions with the documents and facts that answer them, one JSON object a line.",
)
def command(dossier_dir: Path | None, questions: Path) -> None:
    """Measure the answers against a file of questions."""
    from retrieval.evaluation import evaluate, format_report, load_questions

    try:
        asked = load_questions(questions)
    except (ValueError, RecursionError) as error:
        raise click.BadParameter(str(error), param_hint="--questions") from error
    edition = read_edition(settings_with(dossier_dir))
    try:
        report = evaluate(edition.answering.ask, asked)
    except re.error as error:
        what = f"{error.pattern!r} is no regular expression ({error.msg})."
        raise click.BadParameter(what, param_hint="--questions") from error
    sys.stdout.write(format_report(report) + "\n")
