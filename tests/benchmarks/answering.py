"""Time whole answers: over the shipped dossier, then over as many made-up passages as asked for.

python -m tests.benchmarks.answering --passages 20000
"""

# ruff: noqa: T201

import argparse
import resource
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from statistics import median
from time import perf_counter

from retrieval.answering import Answering
from retrieval.evaluation import load_questions
from retrieval.index.building import Indexable
from retrieval.ingest import read_folder
from retrieval.model import Document, Passage, Source
from tests.benchmarks.search import generate, generate_queries

ROOT = Path(__file__).parent.parent.parent
QUESTIONS = ROOT / "tests/evaluation/questions/development.jsonl"


@dataclass(frozen=True)
class MadeUp:
    """A dossier of one document with any number of passages."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]


def main() -> None:
    """Measure both dossiers and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=20_000)
    given = parser.parse_args()

    questions = [graded.question for graded in load_questions(QUESTIONS)]
    measure("shipped dossier", read_folder(ROOT / "seeds"), questions)
    corpus = generate(given.passages)
    queries = [" ".join(words) for words in generate_queries(corpus, 300)]
    measure(f"{given.passages:,} passages", made_up(corpus), queries)


def made_up(corpus: Sequence[Sequence[str]]) -> MadeUp:
    """Return a dossier whose passages are these words, a full stop after every twenty."""
    document = Document("made-up", Source(PurePosixPath("made-up.md")), (), language="en")
    texts = (
        ". ".join(" ".join(words[i : i + 20]).capitalize() for i in range(0, len(words), 20))
        for words in corpus
    )
    passages = tuple(
        Passage(f"made-up#{number:07}", document.id, number, text)
        for number, text in enumerate(texts, start=1)
    )
    return MadeUp((document,), passages)


def measure(name: str, dossier: Indexable, questions: Sequence[str]) -> None:
    """Print how long building takes and answering, each question asked once, then again."""
    start = perf_counter()
    answering = Answering(dossier)
    print(f"{name:<18} build {perf_counter() - start:7.2f} s", end="")
    for round_ in ("first", "again"):
        times = []
        for question in questions:
            start = perf_counter()
            answering.ask(question)
            times.append(1_000 * (perf_counter() - start))
        print(f"   {round_}: median {median(times):6.2f} ms, most {max(times):6.2f} ms", end="")
    print(f"   memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
