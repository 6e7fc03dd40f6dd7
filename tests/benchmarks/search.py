"""Time the first stage of retrieval beside its peers, on one corpus and one set of queries.

    python -m tests.benchmarks.search --passages 2000 100000

Each engine builds its index in a process of its own and opens it in another. Prints the median
time of a query for its ten best passages, its ratio to ours, the time to build and to open, and
what opening and all queries added to the resident memory. tantivy and numba are measured where
they are installed: pip install dossier-bot[bench].
"""

# ruff: noqa: T201

import argparse
import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

import psutil

from tests.benchmarks.corpus import generate, generate_queries
from tests.benchmarks.engines import ENGINES, MOST_PASSAGES, NEEDS

ROUNDS = 3


def main() -> None:
    """Measure each engine at each size and print a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=[2_000, 100_000])
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--engine", choices=ENGINES, help="one only, in this process")
    parser.add_argument("--folder", type=Path, help="where that engine keeps its index")
    parser.add_argument("--step", choices=["build", "search"])
    given = parser.parse_args()
    if given.engine:
        step = build if given.step == "build" else search
        print(json.dumps(step(given.engine, given.passages[0], given.queries, given.folder)))
        return
    for passages in given.passages:
        compare(passages, given.queries)


def compare(passages: int, queries: int) -> None:
    """Print the table for one size."""
    print(f"\n{passages:,} passages, {queries:,} queries of 3 to 7 words, ten best\n")
    print(f"{'':16}{'query':>11}{'ratio':>9}{'build':>10}{'open':>10}{'memory':>10}")
    ours = 0.0
    for name in ENGINES:
        if find_spec(NEEDS.get(name, "sys")) is None or passages > MOST_PASSAGES.get(
            name, passages
        ):
            continue
        with tempfile.TemporaryDirectory() as folder:
            built, found = (
                in_process(name, passages, queries, step, folder) for step in ("build", "search")
            )
        ours = ours or found["query_ms"]
        print(
            f"{name:16}{found['query_ms']:>8.3f} ms{found['query_ms'] / ours:>8.1f}x"
            f"{built['build_s']:>8.1f} s{found['open_s']:>8.3f} s{found['memory_mb']:>7.0f} MB",
            flush=True,
        )


def in_process(
    engine: str, passages: int, queries: int, step: str, folder: str
) -> dict[str, float]:
    """Return what a process of its own measured."""
    command = [
        sys.executable, "-m", "tests.benchmarks.search", "--engine", engine, "--step", step,
        "--passages", str(passages), "--queries", str(queries), "--folder", folder,
    ]  # fmt: skip
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(out.splitlines()[-1])
    return found


def build(engine: str, passages: int, queries: int, folder: Path) -> dict[str, float]:
    """Build an index on disk; return the seconds it took, those of making words up taken off."""
    corpus = generate(passages)
    start = perf_counter()
    for _ in corpus.terms():
        pass
    made_up_s = perf_counter() - start
    start = perf_counter()
    ENGINES[engine]().build(corpus, folder)
    return {"build_s": perf_counter() - start - made_up_s}


def search(engine: str, passages: int, queries: int, folder: Path) -> dict[str, float]:
    """Open an index and search it; every query counts with the best of three times."""
    corpus = generate(passages)
    asked = [[word.lower() for word in q] for q in generate_queries(corpus, queries)]
    process = psutil.Process()
    before = process.memory_info().rss
    start = perf_counter()
    find = ENGINES[engine]().open(folder, corpus)
    opened_s = perf_counter() - start
    if engine == "rank-bm25":
        asked = asked[:20]
    for query in asked[:10]:
        find(query)
    # Others may use the machine; the best of three times is what the engine needs.
    times = [min(_timed(find, query) for _ in range(ROUNDS)) for query in asked]
    return {
        "query_ms": 1_000 * median(times),
        "open_s": opened_s,
        "memory_mb": (process.memory_info().rss - before) / 2**20,
    }


def _timed(find: object, query: list[str]) -> float:
    start = perf_counter()
    find(query)  # type: ignore[operator]
    return perf_counter() - start


if __name__ == "__main__":
    main()
