"""Time the first stage of retrieval beside its peers, on one corpus and one set of queries.

    python -m tests.benchmarks.search --passages 100000

Prints build time, median time of a query for its ten best passages, and ratios to ours. Words
are drawn from a seeded Zipf distribution, 80 to a passage; queries take words of passages as
people do, the commonest left out as stop words would be.
"""

# ruff: noqa: T201

import argparse
import resource
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

import bm25s
import numpy as np
from rank_bm25 import BM25Okapi

from retrieval.postings import build_postings

VOCABULARY = 60_000
WORDS = 80
TOP = 10
STOP_WORDS = 40

Corpus = Sequence[Sequence[str]]
Search = Callable[[list[str]], object]


def main() -> None:
    """Build with each engine in turn, query, and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--slow-queries", type=int, default=20, help="for rank-bm25")
    given = parser.parse_args()

    passages = generate(given.passages)
    queries = generate_queries(passages, given.queries)
    print(f"{given.passages:,} passages of {WORDS} words, {len(queries):,} queries of 3-7 words")
    ours = measure("dossier", with_postings, passages, queries)
    measure("bm25s (numpy)", with_bm25s, passages, queries, ours)
    measure("rank-bm25", with_rank_bm25, passages, queries[: given.slow_queries], ours)
    print(f"most memory held: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def generate(count: int, seed: int = 7) -> Corpus:
    """Return passages of made-up words whose frequencies fall as in a language."""
    ranks = np.arange(1, VOCABULARY + 1)
    shares = 1 / (ranks + 2.7)
    numbers = np.random.default_rng(seed).choice(
        VOCABULARY, size=(count, WORDS), p=shares / shares.sum()
    )
    words = np.array([f"w{number}" for number in range(VOCABULARY)])
    kept = [row[row >= STOP_WORDS] for row in numbers]
    return [words[row].tolist() for row in kept]


def generate_queries(passages: Corpus, count: int, seed: int = 8) -> list[list[str]]:
    """Return queries of three to seven words of one passage each."""
    random = np.random.default_rng(seed)
    queries = []
    for number in random.integers(len(passages), size=count):
        passage = passages[number]
        picks = random.choice(len(passage), size=min(len(passage), random.integers(3, 8)))
        queries.append([passage[pick] for pick in picks])
    return queries


def with_postings(passages: Corpus) -> Search:
    """Return the search of this project's posting arrays."""
    postings = build_postings(passages)
    return lambda query: postings.best(query, TOP)


def with_bm25s(passages: Corpus) -> Search:
    """Return the search of bm25s, set to score as rank-bm25 does, as near as it can."""
    engine = bm25s.BM25(method="atire", k1=1.5, b=0.75)
    engine.index(list(passages), show_progress=False)
    return lambda query: engine.retrieve([query], k=TOP, show_progress=False)


def with_rank_bm25(passages: Corpus) -> Search:
    """Return the search of rank-bm25, cut to the best ten."""
    engine = BM25Okapi(passages)
    return lambda query: np.argsort(engine.get_scores(query))[::-1][:TOP]


def measure(
    name: str,
    build: Callable[[Corpus], Search],
    passages: Corpus,
    queries: Sequence[list[str]],
    ours: float | None = None,
) -> float:
    """Print one engine's line; return the median of its query times in milliseconds."""
    start = perf_counter()
    search = build(passages)
    built_s = perf_counter() - start
    times = []
    for query in queries:
        start = perf_counter()
        search(query)
        times.append(perf_counter() - start)
    median_ms = 1_000 * median(times)
    ratio = f"  {median_ms / ours:8.1f} x ours" if ours else ""
    print(f"{name:<16} build {built_s:7.2f} s   query {median_ms:9.3f} ms{ratio}")
    return median_ms


if __name__ == "__main__":
    main()
