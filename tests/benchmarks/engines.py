"""Search engines side by side: each builds its index in a folder, and opens it to search.

All get the same words, without stop words, and return the ten best passages of a query.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from rank_bm25 import BM25Okapi

from retrieval.index.file import load_arrays, save_arrays
from retrieval.index.segment import TermNumbers
from retrieval.occurrences import Occurrences
from retrieval.postings import open_postings
from retrieval.strings import Strings, string_arrays
from tests.benchmarks.corpus import Corpus

TOP = 10
AT_ONCE = 50_000

Search = Callable[[list[str]], object]


class Ours:
    """This project's posting arrays, mapped from a file."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        occurrences, terms, lengths = Occurrences(), array("i"), array("q")
        for words in corpus.terms():
            lengths.append(len(words))
            terms.extend(map(numbers.__getitem__, words))
            if len(lengths) == AT_ONCE:
                occurrences.add(np.array(terms), np.array(lengths))
                terms, lengths = array("i"), array("q")
        if lengths:
            occurrences.add(np.array(terms), np.array(lengths))
        names = string_arrays("terms", list(numbers), is_looked_up=True)
        save_arrays(folder / "index", {**occurrences.arrays(len(numbers)), **names}, {})

    def open(self, folder: Path, corpus: Corpus) -> Search:
        arrays = load_arrays(folder / "index").arrays
        postings = open_postings(arrays, TermNumbers(Strings(arrays, "terms")))
        return lambda query: postings.best(query, TOP)


class Bm25s:
    """bm25s, set to score as rank-bm25 does as nearly as it can."""

    backend = "numpy"

    def build(self, corpus: Corpus, folder: Path) -> None:
        engine = bm25s.BM25(method="atire", k1=1.5, b=0.75)
        engine.index(list(corpus.terms()), show_progress=False)
        engine.save(folder / "bm25s")

    def open(self, folder: Path, corpus: Corpus) -> Search:
        engine = bm25s.BM25.load(folder / "bm25s", load_corpus=False)
        engine.backend = self.backend
        if self.backend == "numba":
            engine.activate_numba_scorer()
        return lambda query: engine.retrieve([query], k=TOP, show_progress=False)


class Bm25sNumba(Bm25s):
    """bm25s compiled by numba."""

    backend = "numba"


class Tantivy:
    """tantivy, Lucene's counterpart in Rust, asked by terms so that nothing is parsed."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        import tantivy

        writer = tantivy.Index(self._schema(), str(folder)).writer(512_000_000)
        for number, words in enumerate(corpus.terms()):
            writer.add_document(tantivy.Document(body=" ".join(words), number=number))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path, corpus: Corpus) -> Search:
        import tantivy

        index = tantivy.Index.open(str(folder))
        searcher, schema = index.searcher(), index.schema
        term, should = tantivy.Query.term_query, tantivy.Occur.Should

        def search(query: list[str]) -> object:
            asked = [(should, term(schema, "body", word)) for word in query]
            return searcher.search(tantivy.Query.boolean_query(asked), TOP).hits

        return search

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
        builder.add_integer_field("number", stored=True)
        return builder.build()


class Fts5:
    """SQLite's full-text search."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        with sqlite3.connect(folder / "fts5.sqlite3") as database:
            database.execute("CREATE VIRTUAL TABLE passages USING fts5(body, content='')")
            rows: Iterator[tuple[str]] = ((" ".join(words),) for words in corpus.terms())
            database.executemany("INSERT INTO passages(body) VALUES (?)", rows)

    def open(self, folder: Path, corpus: Corpus) -> Search:
        database = sqlite3.connect(folder / "fts5.sqlite3")
        ask = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10"
        return lambda query: database.execute(ask, (" OR ".join(query),)).fetchall()


class RankBm25:
    """rank-bm25, which keeps nothing on disk."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        BM25Okapi(corpus.terms())

    def open(self, folder: Path, corpus: Corpus) -> Search:
        engine = BM25Okapi(corpus.terms())
        return lambda query: np.argsort(engine.get_scores(query))[::-1][:TOP]


ENGINES = {
    "dossier": Ours,
    "tantivy": Tantivy,
    "bm25s (numba)": Bm25sNumba,
    "bm25s (numpy)": Bm25s,
    "SQLite FTS5": Fts5,
    "rank-bm25": RankBm25,
}
NEEDS = {"tantivy": "tantivy", "bm25s (numba)": "numba"}
# Above so many passages a query of these takes a second and more.
MOST_PASSAGES = {"SQLite FTS5": 100_000, "rank-bm25": 100_000}
