"""Our answers beside stock engines, on the same passages and questions, with how sure that is.

    python -m tests.evaluation.peers

A peer is asked for its three best passages and is never wrong to answer; so only hits compare.
"""

# ruff: noqa: T201

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import bm25s

from retrieval.answering import Answering
from retrieval.evaluation import GradedQuestion, evaluate, load_questions
from retrieval.ingest import Dossier, read_folder
from retrieval.model import Passage
from retrieval.reporting import format_engines
from retrieval.stock import SHOWN, STOCK, Build, Search, has_single_answer, ranks_by
from retrieval.tokenization import terms
from tests.evaluation.sets import DOSSIERS, OF_SEEDS, QUESTIONS, SEEDS, TEST, TRAINING

Ranks = Mapping[str, Sequence[int | None]]


@dataclass(frozen=True)
class Asked:
    """A dossier and what is asked of it."""

    name: str
    dossier: Dossier
    questions: tuple[GradedQuestion, ...]

    @property
    def single(self) -> list[GradedQuestion]:
        """The questions that one passage answers."""
        return [question for question in self.questions if has_single_answer(question)]


def read_splits() -> dict[str, list[Asked]]:
    """Return the dossiers of each split with their questions."""
    return {
        "development": [read("development")],
        "seeds": [read(OF_SEEDS)],
        "training": [read(name) for name in TRAINING],
        "test": [read(name) for name in TEST],
    }


def read(name: str) -> Asked:
    """Return one dossier with its questions; `development` and `seeds` are about the seeds."""
    folder = SEEDS if name in {"development", OF_SEEDS} else DOSSIERS / name
    return Asked(name, read_folder(folder), load_questions(QUESTIONS / f"{name}.jsonl"))


def peer_ranks(split: Sequence[Asked]) -> Ranks:
    """Return engine -> place of the first right passage, for what one passage answers."""
    engines: dict[str, Build] = {**STOCK, "bm25s, stemmed": by_bm25s}
    return {
        name: [
            rank
            for asked in split
            for rank in ranks_by(build(asked.dossier.passages), asked.single)
        ]
        for name, build in engines.items()
    }


def by_bm25s(passages: Sequence[Passage]) -> Search:
    """Return bm25s over our stems."""
    engine = bm25s.BM25()
    engine.index([terms(passage.text, "en") for passage in passages], show_progress=False)

    def search(question: str) -> Sequence[Passage]:
        asked = [terms(question, "en") or ["?"]]
        numbers, _ = engine.retrieve(asked, k=SHOWN, show_progress=False)
        return [passages[int(number)] for number in numbers[0]]

    return search


def main() -> None:
    """Print hit@1 and hit@3 for every engine and split."""
    for name, split in read_splits().items():
        print(f"\n{name}: {sum(len(asked.single) for asked in split)} answerable questions")
        ours = [
            grade.rank
            for asked in split
            for grade in evaluate(Answering(asked.dossier).ask, asked.single).grades
        ]
        print(format_engines({"this bot": ours, **peer_ranks(split)}))


if __name__ == "__main__":
    main()
