"""The index of a dossier, as answering asks it: one segment, or a large one and what came since.

A Retriever whose passages are looked up by id, with the dossier's readings, names and words.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from retrieval.english import english_words
from retrieval.index.building import Written, segment_arrays
from retrieval.index.ordinary import is_ordinary
from retrieval.index.segment import Segment, open_segment
from retrieval.index.words import NamesOfSeveral, SpellerOfSeveral
from retrieval.model import Hit, Passage, Query
from retrieval.names import NameIndex
from retrieval.reading import Library
from retrieval.spelling import Speller

_REMEMBERED = 50_000
_REMEMBERED_PASSAGES = 10_000


class Index:
    """A dossier's passages, found by their terms and by their ids.

    segments: the largest first; a document of a later one stands for that of an earlier one.
    containing: returns how many passages hold a term.
    """

    def __init__(self, *segments: Segment) -> None:
        self.segments = segments
        # A question asks for hundreds of terms, most of which the next one asks for again.
        self.containing = lru_cache(maxsize=_REMEMBERED)(self._containing)
        self.passages = PassagesById(segments)
        self.library = Library(
            Column(segments, "titles"),
            Column(segments, "languages"),
            self.passages.beside,
            self.passages.terms_of,
            Column(segments, "published"),
        )

    def search(self, query: Query, top: int) -> list[Hit]:
        """Return up to `top` hits, best first, equal scores by passage id."""
        hits = [
            Hit(segment.passages[number], score)
            for segment in self.segments
            for number, score in segment.postings.best(query.terms, top, query.groups)
        ]
        if len(self.segments) > 1:
            hits.sort(key=lambda hit: (-hit.score, hit.passage.id))
        return hits[:top]

    def _containing(self, term: str) -> int:
        """Return how many passages hold the term."""
        # Each segment knows how many there are in all, if it has the term.
        for segment in self.segments:
            if number := segment.postings.containing(term):
                return number
        return 0

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the documents."""
        return tuple(dict.fromkeys(chain.from_iterable(s.languages for s in self.segments)))

    @cached_property
    def names(self) -> NameIndex:
        """The dossier's names."""
        names = [NameIndex.from_arrays(s.arrays, is_ordinary) for s in self.segments]
        return names[0] if len(names) == 1 else NamesOfSeveral(names, self.words)

    @cached_property
    def speller(self) -> Speller:
        """The dossier's words, to repair others by."""
        spellers = [Speller.from_arrays(s.arrays, english_words()) for s in self.segments]
        return spellers[0] if len(spellers) == 1 else SpellerOfSeveral(spellers)

    @property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The dossier's folded words, each with its terms."""
        return self.speller.terms


class PassagesById(Mapping[str, Passage]):
    """The passages of an index, by id."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._find = lru_cache(maxsize=_REMEMBERED_PASSAGES)(self._looked_up)

    def __len__(self) -> int:
        return sum(segment.standing_passages for segment in self._segments)

    def __iter__(self) -> Iterator[str]:
        for segment in self._segments:
            for number, passage_id in enumerate(segment.passages.ids()):
                if segment.has(number):
                    yield passage_id

    def __getitem__(self, passage_id: str) -> Passage:
        found = self._find(passage_id)
        if found is None:
            raise KeyError(passage_id)
        segment, number = found
        return segment.passages[number]

    def beside(self, passage: Passage) -> Sequence[Passage]:
        """Return the passages before and after, in the same document."""
        found = self._find(passage.id)
        if found is None:
            return ()
        segment, number = found
        return [segment.passages[nth] for nth in segment.passages.beside(number)]

    def terms_of(self, passage: Passage) -> frozenset[str]:
        """Return the terms of a passage of this index."""
        segment, number = self._find(passage.id)  # type: ignore[misc]  # it was found here
        return segment.terms_of(number)

    def _looked_up(self, passage_id: str) -> tuple[Segment, int] | None:
        for segment in reversed(self._segments):
            number = segment.passages.number(passage_id)
            if number is not None and segment.has(number):
                return segment, number
        return None


class Column(Mapping[str, str]):
    """What is known of each document, by its id. name: of the segments' field that knows it."""

    def __init__(self, segments: Sequence[Segment], name: str) -> None:
        self._columns = [(s.documents, getattr(s, name)) for s in reversed(segments)]
        self._find = lru_cache(maxsize=_REMEMBERED_PASSAGES)(self._looked_up)

    def __len__(self) -> int:
        return len(set(self))

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(chain.from_iterable(ids for ids, _ in self._columns)))

    def __getitem__(self, document_id: str) -> str:
        return self._find(document_id)

    def _looked_up(self, document_id: str) -> str:
        for ids, values in self._columns:
            number = ids.number(document_id)
            if number is not None:
                value: str = values[number]
                return value
        raise KeyError(document_id)


def build_index(dossier: Written) -> Index:
    """Return the index of a dossier, in memory."""
    return Index(open_segment(segment_arrays(dossier)))
