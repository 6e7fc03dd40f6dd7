"""Time whole answers, with every signal on: over the shipped dossier, then over made-up ones.

    python -m tests.benchmarks.answering --passages 2000 100000

Questions to made-up dossiers take three to seven words of a paragraph, and every fourth has a
typing error. Prints the median and the 95th percentile of a question on one core, the time to build
the index from text, to open it and to take up one more document, and what opening and asking added
to the resident memory.
"""

# ruff: noqa: T201

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from statistics import median, quantiles
from time import perf_counter, process_time_ns

import psutil

from retrieval.answering import Answering
from retrieval.evaluation import load_questions
from retrieval.index.building import segment_arrays
from retrieval.index.changes import Part
from retrieval.index.extension import extend
from retrieval.index.file import load_arrays, save_arrays
from retrieval.index.index import Index
from retrieval.index.segment import open_segment
from retrieval.ingest import read_folder
from retrieval.model import Document, Passage, Source
from tests.benchmarks.corpus import MadeUp, generate, generate_queries, made_up

ROOT = Path(__file__).parent.parent.parent
QUESTIONS = ROOT / "tests/evaluation/questions/development.jsonl"
ASKED = 300
MISTYPED_ONE_IN = 4

Measured = dict[str, float]


def main() -> None:
    """Measure every dossier and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=[2_000, 100_000])
    parser.add_argument("--step", choices=["build", "ask"], help="one only, in this process")
    parser.add_argument("--file", type=Path, help="where the index is")
    given = parser.parse_args()
    if given.step:
        step = build if given.step == "build" else ask
        print(json.dumps(step(given.passages[0], given.file)))
        return
    print(f"{'':20}{'median':>10}{'95th':>10}{'build':>10}{'open':>10}{'add':>10}{'memory':>10}")
    show("5 documents", in_memory())
    for passages in given.passages:
        show(f"{passages:,} paragraphs", on_disk(passages))


def show(name: str, found: Measured) -> None:
    """Print one line of the table."""
    added = f"{found['add_s']:>8.2f} s" if "add_s" in found else f"{'':>10}"
    print(
        f"{name:20}{found['median_ms']:>7.1f} ms{found['p95_ms']:>7.1f} ms"
        f"{found['build_s']:>8.2f} s{found['open_s']:>8.3f} s{added}{found['memory_mb']:>7.0f} MB",
        flush=True,
    )


def in_memory() -> Measured:
    """Measure the shipped dossier, as a bot that is long since running answers from it."""
    dossier = read_folder(ROOT / "seeds")
    questions = [graded.question for graded in load_questions(QUESTIONS)]
    Answering(dossier)  # reads the word lists
    before = psutil.Process().memory_info().rss
    start = perf_counter()
    answering = Answering(dossier)
    built = perf_counter() - start
    times(answering, questions)
    return {**times(answering, questions), "build_s": built, "open_s": 0.0, "memory_mb": (
        psutil.Process().memory_info().rss - before) / 2**20}  # fmt: skip


def on_disk(passages: int) -> Measured:
    """Measure a made-up dossier, built and asked in processes of their own."""
    with tempfile.TemporaryDirectory() as folder:
        found: Measured = {}
        for step in ("build", "ask"):
            command = [
                sys.executable, "-m", "tests.benchmarks.answering", "--step", step,
                "--passages", str(passages), "--file", str(Path(folder) / "index"),
            ]  # fmt: skip
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            found.update(json.loads(out.splitlines()[-1]))
    return found


def build(passages: int, file: Path) -> Measured:
    """Build and save; return the seconds, those of making up texts taken off."""
    dossier = made_up(generate(passages))
    start = perf_counter()
    for _ in dossier.passages:
        pass
    made_up_s = perf_counter() - start
    start = perf_counter()
    save_arrays(file, segment_arrays(dossier), {})
    return {"build_s": perf_counter() - start - made_up_s}


def ask(passages: int, file: Path) -> Measured:
    """Open the index and ask it; then add a document."""
    corpus = generate(passages)
    questions = [" ".join(words) for words in generate_queries(corpus, ASKED)]
    questions = [
        mistyped(question) if number % MISTYPED_ONE_IN == 0 else question
        for number, question in enumerate(questions)
    ]
    documents = made_up(corpus).documents
    del corpus
    Answering(MadeUp((), ())).ask("Anything?")  # reads the word lists
    before = psutil.Process().memory_info().rss
    start = perf_counter()
    segment = open_segment(load_arrays(file).arrays)
    opened = perf_counter() - start
    answering = Answering(MadeUp(documents, ()), index=Index(segment))
    found = times(answering, questions)
    memory = psutil.Process().memory_info().rss - before
    start = perf_counter()
    extended = extend(segment, [], one_more())
    extended.names, extended.speller  # noqa: B018 - opened when first asked for
    return {
        **found, "open_s": opened, "add_s": perf_counter() - start, "memory_mb": memory / 2**20
    }  # fmt: skip


def times(answering: Answering, questions: Sequence[str]) -> Measured:
    """Return the median and the 95th percentile of one core's time for each question."""
    taken = []
    for question in questions:
        start = process_time_ns()
        answering.ask(question)
        taken.append((process_time_ns() - start) / 1e6)
    return {"median_ms": median(taken), "p95_ms": quantiles(taken, n=20)[-1]}


def mistyped(question: str) -> str:
    """Return a question of which the longest word has two letters swapped."""
    word = max(question.split(), key=len)
    return question.replace(word, f"{word[:2]}{word[3]}{word[2]}{word[4:]}", 1)


def one_more() -> Part:
    """Return a document of twenty paragraphs."""
    document = Document("one-more", Source(PurePosixPath("one-more.md")), (), language="en")
    passages = [
        Passage(f"one-more#{n:02}", document.id, n, f"Paragraph {n} on the harbour of Kelder.")
        for n in range(1, 21)
    ]
    return Part([document], passages)


if __name__ == "__main__":
    main()
