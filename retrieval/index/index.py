"""The index of a dossier, as answering asks it: one segment, or a large and a small one.

A Retriever whose passages are looked up by id, with the dossier's readings, names and words.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from retrieval.english import english_words
from retrieval.index.building import Indexable, segment_arrays
from retrieval.index.ordinary import is_ordinary
from retrieval.index.segment import Segment, open_segment
from retrieval.model import Hit, Passage, Query
from retrieval.names import NameIndex
from retrieval.reading import Library
from retrieval.spelling import Speller
from retrieval.strings import Strings


class Index:
    """A dossier's passages, found by their terms and by their ids."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.passages = PassagesById(segment)
        self.library = Library(
            Column(segment.documents, segment.titles),
            Column(segment.documents, segment.languages),
            self.passages.beside,
        )

    def search(self, query: Query, top: int) -> list[Hit]:
        """Return up to `top` hits, best first, equal scores by passage id."""
        best = self.segment.postings.best(query.terms, top, query.groups)
        return [Hit(self.segment.passages[number], score) for number, score in best]

    def containing(self, term: str) -> int:
        """Return how many passages hold the term."""
        return self.segment.postings.containing(term)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the documents."""
        return tuple(dict.fromkeys(self.segment.languages))

    @cached_property
    def names(self) -> NameIndex:
        """The dossier's names."""
        return NameIndex.from_arrays(self.segment.arrays, is_ordinary)

    @cached_property
    def speller(self) -> Speller:
        """The dossier's words, to repair others by."""
        return Speller.from_arrays(self.segment.arrays, english_words())

    @property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The dossier's folded words, each with its terms."""
        return self.speller.terms


class PassagesById(Mapping[str, Passage]):
    """The passages of an index, by id."""

    def __init__(self, segment: Segment) -> None:
        self._passages = segment.passages

    def __len__(self) -> int:
        return len(self._passages)

    def __iter__(self) -> Iterator[str]:
        return self._passages.ids()

    def __getitem__(self, passage_id: str) -> Passage:
        number = self._passages.number(passage_id)
        if number is None:
            raise KeyError(passage_id)
        return self._passages[number]

    def beside(self, passage: Passage) -> Sequence[Passage]:
        """Return the passages before and after, in the same document."""
        number = self._passages.number(passage.id)
        if number is None:
            return ()
        return [self._passages[nth] for nth in self._passages.beside(number)]


class Column(Mapping[str, str]):
    """What is known of each document, by its id."""

    def __init__(self, ids: Strings, values: Strings) -> None:
        self._ids = ids
        self._values = values

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __getitem__(self, document_id: str) -> str:
        number = self._ids.number(document_id)
        if number is None:
            raise KeyError(document_id)
        return self._values[number]


def build_index(dossier: Indexable) -> Index:
    """Return the index of a dossier, in memory."""
    return Index(open_segment(segment_arrays(dossier)))
