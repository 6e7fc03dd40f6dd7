"""`dossier eval`: how well questions with known answers are answered, and how sure that is.

With files of questions it measures one dossier. Without, in a checkout of this project, it runs
`python -m tests.evaluation.report`: all dossiers and splits, peers, variations and ablations.
"""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.options import dossier_option, settings_with
from bot.commands.output import print_object
from bot.commands.reading import read_edition

if TYPE_CHECKING:
    from bot.dossier import Edition
    from retrieval.evaluation import GradedQuestion
    from retrieval.reporting import Measurement

CHECKOUT = Path(__file__).parent.parent.parent
REPORT = "tests.evaluation.report"


@click.command(
    "eval", epilog="Example: dossier eval --questions tests/evaluation/questions/development.jsonl"
)
@dossier_option
@click.option(
    "--questions",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Questions with the documents and facts that answer them, one JSON object a line; may be "
    "given more than once. Without it: the report on the project's own dossiers.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(dossier_dir: Path | None, questions: tuple[Path, ...], as_json: bool) -> None:
    """Measure the answers against files of questions, beside stock rank-bm25."""
    if not questions:
        sys.exit(_report_on_checkout(dossier_dir, as_json=as_json))
    asked = {path.name: _load(path) for path in questions}
    edition = read_edition(settings_with(dossier_dir))
    measured = {name: _measure(edition, graded) for name, graded in asked.items()}
    if as_json:
        print_object({name: measurement.as_object() for name, measurement in measured.items()})
    else:
        is_one = len(measured) == 1
        tables = (
            f"{'' if is_one else name}\n{m.as_text()}".lstrip() for name, m in measured.items()
        )
        sys.stdout.write("\n\n".join(tables) + "\n")


def _load(path: Path) -> "tuple[GradedQuestion, ...]":
    from retrieval.evaluation import load_questions

    try:
        return load_questions(path)
    except (ValueError, RecursionError) as error:
        raise click.BadParameter(str(error), param_hint="--questions") from error


def _measure(edition: "Edition", asked: "Sequence[GradedQuestion]") -> "Measurement":
    from retrieval.reporting import measure

    try:
        return measure(edition.answering.ask, edition.dossier.passages, asked)
    except re.error as error:
        what = f"{error.pattern!r} is no regular expression ({error.msg})."
        raise click.BadParameter(what, param_hint="--questions") from error


def _report_on_checkout(dossier_dir: Path | None, *, as_json: bool) -> int:
    """Run the report of the checkout that this program is of, and return its exit code."""
    if dossier_dir is not None or not (CHECKOUT / (REPORT.replace(".", "/") + ".py")).is_file():
        raise click.UsageError("Name a file with --questions FILE.jsonl.")
    options = ["--json"] if as_json else []
    return subprocess.run([sys.executable, "-m", REPORT, *options], cwd=CHECKOUT).returncode  # noqa: PLW1510, S603
