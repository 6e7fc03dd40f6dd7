"""`dossier ask`: the reply a chat would get, in the terminal, as JSON, or for a whole file."""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

import click

from bot.commands.options import dossier_option, settings_with
from bot.commands.output import print_object
from bot.commands.reading import read_edition
from bot.dossier import Edition
from bot.messages import ENGLISH_CODE, LANGUAGES, Messages, messages_in
from bot.rendering.jsonl import JsonObject, explanation_object, reply_object
from retrieval.follow_up import Earlier

BOM = b"\xef\xbb\xbf"


@click.command("ask", epilog='Example: dossier ask "When did the two presidents meet?"')
@dossier_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--batch",
    type=click.File("rb"),
    metavar="FILE.jsonl",
    help="Answer a file of objects with `id` and `question`, one JSON object a line ('-' reads "
    "standard input).",
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=ENGLISH_CODE,
    show_default=True,
    help="The language of everything but the quotes.",
)
@click.option(
    "--after",
    multiple=True,
    metavar="QUESTION",
    help="A question asked before, which this one may follow; oldest first if given repeatedly.",
)
@click.option("--explain", is_flag=True, help="Say why: what matched what, and what decided.")
@click.argument("question", required=False)
def command(
    dossier_dir: Path | None,
    as_json: bool,
    batch: BinaryIO | None,
    lang: str,
    after: tuple[str, ...],
    explain: bool,
    question: str | None,
) -> None:
    """Ask the dossier QUESTION from the terminal."""
    if (question is None) == (batch is None):
        raise click.UsageError("Give either a question or --batch FILE.jsonl.")
    if after and batch is not None:
        raise click.UsageError("--after goes with a question, not with --batch.")
    # A file of questions is checked before the dossier is read, which may take longer.
    questions = list(read_batch(batch)) if batch is not None else []
    edition = read_edition(settings_with(dossier_dir), _today)
    if question is None:
        _answer_batch(edition, questions, explain=explain)
        return
    earlier = _earlier(edition, after)
    if as_json:
        print_object(_ask(edition, question, explain=explain, earlier=earlier))
    else:
        _print_reply(edition, question, messages_in(lang), explain=explain, earlier=earlier)


def read_batch(lines: Iterable[bytes]) -> Iterator[tuple[object, str]]:
    """Yield (id, question) for each line; raises click.BadParameter naming the bad line."""
    for number, raw in enumerate(lines, start=1):
        line = raw.removeprefix(BOM).strip()
        if not line:
            continue
        try:
            item = json.loads(line.decode())
            identity, question = item["id"], item["question"]
            if not isinstance(question, str):
                raise TypeError("the question is no text")
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            shown = line[:80].decode(errors="replace")
            raise click.BadParameter(
                f"line {number} is not an object with `id` and `question`: {shown}",
                param_hint="--batch",
            ) from error
        yield identity, question


def _today() -> date:
    return datetime.now(UTC).date()


def _earlier(edition: Edition, questions: Sequence[str]) -> Earlier | None:
    """Return these questions as asked one after the other, with what they were answered with."""
    earlier: Earlier | None = None
    for question in questions:
        result = edition.answering.ask(question, earlier)
        before = earlier if earlier and result.query.follows else Earlier(())
        shown = tuple(quote.passage.id for quote in result.quotes)
        earlier = Earlier((*before.questions, question), before.shown + shown)
    return earlier


def _ask(
    edition: Edition,
    question: str,
    identity: object = None,
    *,
    explain: bool,
    earlier: Earlier | None = None,
) -> JsonObject:
    began = time.perf_counter()
    result = edition.answering.ask(question, earlier)
    elapsed_ms = (time.perf_counter() - began) * 1000
    item = reply_object(question, result, elapsed_ms, identity)
    if explain:
        item["explanation"] = explanation_object(edition.answering.explain(question, earlier))
    return item


def _answer_batch(edition: Edition, questions: list[tuple[object, str]], *, explain: bool) -> None:
    from bot.commands.progress import track

    for identity, question in track(questions, "Answering"):
        print_object(_ask(edition, question, identity, explain=explain))


def _print_reply(
    edition: Edition,
    question: str,
    words: Messages,
    *,
    explain: bool,
    earlier: Earlier | None = None,
) -> None:
    from rich.console import Console

    from bot.rendering.explanation import render_at_length
    from bot.rendering.reply import render_part, reply_parts
    from bot.rendering.terminal import render_terminal

    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    result = edition.answering.ask(question, earlier)
    example = next((e for e in edition.examples if e != question), None)
    about = edition.introduction(words)
    for part in reply_parts(result, words, about=about, example=example):
        console.print(render_terminal(render_part(part, "terminal")))
        if part.example:
            console.print(part.example, style="cyan", markup=False)
    if explain:
        why = render_at_length(edition.answering.explain(question, earlier), words)
        console.print()
        console.print(render_terminal(why))
