"""Our answers beside stock engines, on the same passages and questions, with how sure that is.

    python -m tests.evaluation.peers

A peer is asked for its three best passages and is never wrong to answer; so only hits compare.
Intervals are of 2,000 bootstrap samples of the questions, from a seed.
"""

# ruff: noqa: T201

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from rank_bm25 import BM25Okapi

from retrieval.answering import Answering
from retrieval.evaluation import GradedQuestion, evaluate, is_document, load_questions
from retrieval.ingest import Dossier, read_folder
from retrieval.model import Passage
from retrieval.tokenization import terms
from tests.evaluation.sets import DOSSIERS, QUESTIONS, SEEDS, TEST, TRAINING

SAMPLES = 2_000
SHOWN = 3
Search = Callable[[str], Sequence[Passage]]
Ranks = list[int | None]


@dataclass(frozen=True)
class Asked:
    """A dossier and what is asked of it."""

    dossier: Dossier
    questions: list[GradedQuestion]


def main() -> None:
    """Print hit@1 and hit@3 for every engine and set."""
    sets = {
        "development": [_asked("development")],
        "training": [_asked(name) for name in TRAINING],
        "test": [_asked(name) for name in TEST],
    }
    engines = {
        "rank-bm25, split": by_rank_bm25(str.split),
        "rank-bm25, stemmed": by_rank_bm25(lambda text: terms(text, "en")),
        "bm25s, stemmed": by_bm25s,
    }
    for name, asked in sets.items():
        print(f"\n{name}: {sum(len(_answerable(one)) for one in asked)} answerable questions")
        show("dossier", [rank for one in asked for rank in ours(one)])
        for engine, build in engines.items():
            show(engine, [rank for one in asked for rank in theirs(one, build)])


def ours(asked: Asked) -> Ranks:
    """Return the place of the first right quote for every answerable question."""
    grades = evaluate(Answering(asked.dossier).ask, _answerable(asked)).grades
    return [grade.rank for grade in grades]


def theirs(asked: Asked, build: Callable[[Dossier], Search]) -> Ranks:
    """Return the place of the first right passage among an engine's three best."""
    search = build(asked.dossier)
    return [_rank(search(graded.question), graded) for graded in _answerable(asked)]


def by_rank_bm25(analyse: Callable[[str], list[str]]) -> Callable[[Dossier], Search]:
    """Return stock rank-bm25 over words as `analyse` cuts them."""

    def build(dossier: Dossier) -> Search:
        engine = BM25Okapi([analyse(passage.text.lower()) for passage in dossier.passages])

        def search(question: str) -> Sequence[Passage]:
            best: list[Passage] = engine.get_top_n(
                analyse(question.lower()), list(dossier.passages), SHOWN
            )
            return best

        return search

    return build


def by_bm25s(dossier: Dossier) -> Search:
    """Return bm25s over our stems."""
    engine = bm25s.BM25()
    engine.index([terms(passage.text, "en") for passage in dossier.passages], show_progress=False)

    def search(question: str) -> Sequence[Passage]:
        asked = [terms(question, "en") or ["?"]]
        numbers, _ = engine.retrieve(asked, k=SHOWN, show_progress=False)
        return [dossier.passages[int(number)] for number in numbers[0]]

    return search


def show(name: str, ranks: Ranks) -> None:
    """Print both shares with their 95 % intervals."""
    places = np.array([rank or 99 for rank in ranks])
    draws = np.random.default_rng(7).integers(0, len(places), (SAMPLES, len(places)))
    line = f"{name:20}"
    for depth in (1, SHOWN):
        hits = places <= depth
        low, high = np.percentile(hits[draws].mean(axis=1), [2.5, 97.5])
        line += f"   hit@{depth} {hits.mean():4.0%} ({low:.0%}-{high:.0%})"
    print(line)


def _asked(name: str) -> Asked:
    folder = SEEDS if name == "development" else DOSSIERS / name
    return Asked(read_folder(folder), load_questions(QUESTIONS / f"{name}.jsonl"))


def _answerable(asked: Asked) -> list[GradedQuestion]:
    """Return the questions with an answer that one passage can give."""
    return [q for q in asked.questions if q.is_answerable and not q.answers_by_doc]


def _rank(passages: Sequence[Passage], graded: GradedQuestion) -> int | None:
    for place, passage in enumerate(passages, start=1):
        if _is_right(passage, graded):
            return place
    return None


def _is_right(passage: Passage, graded: GradedQuestion) -> bool:
    is_listed = any(is_document(passage.document_id, listed) for listed in graded.docs)
    found = (re.search(answer, passage.text, re.IGNORECASE) for answer in graded.answers)
    return is_listed and all(found)


if __name__ == "__main__":
    main()
