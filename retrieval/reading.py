"""A passage as ranking and quoting look at it: its sentences, and what each can be matched by.

Readings are made when a passage first becomes a candidate, and the latest are kept; the passage
never changes, so two threads that make the same one make equal ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from retrieval.model import Passage
from retrieval.sentences import Sentence, split_sentences
from retrieval.tokenization import terms, tokenize

# Readings kept: some 10 KB each, half a millisecond to make again.
KEPT = 4_000


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """A sentence with its terms and its surface words, both in their order."""

    sentence: Sentence
    terms: tuple[str, ...]
    surface: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with its sentences and sets of what stands in it, and the terms around it.

    context: terms of the heading above it and of its document's title. near: terms of the
    paragraphs before and after it. language: that of its document.
    """

    passage: Passage
    sentences: tuple[SentenceReading, ...]
    terms: frozenset[str]
    surface: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    context: frozenset[str]
    near: frozenset[str] = frozenset()
    language: str = "en"


class Library:
    """The readings of a dossier's passages, made on demand.

    titles: document id to title, empty where there is none. languages: document id to code.
    """

    def __init__(
        self,
        titles: Mapping[str, str],
        languages: Mapping[str, str],
        passages: Sequence[Passage] = (),
    ) -> None:
        self._titles = titles
        self._languages = languages
        self._beside = _neighbours(passages)
        self._remembered = lru_cache(maxsize=KEPT)(self._make)

    def read(self, passage: Passage) -> Reading:
        """Return the passage's reading."""
        return self._remembered(passage)

    def _make(self, passage: Passage) -> Reading:
        language = self._languages[passage.document_id]
        around = frozenset(
            term for other in self.beside(passage) for term in terms(other.text, language)
        )
        return _make_reading(passage, self._titles.get(passage.document_id, ""), language, around)

    def beside(self, passage: Passage) -> tuple[Passage, ...]:
        """Return the passages before and after, in the same document."""
        return self._beside.get(passage.id, ())

    def index_terms(self, passage: Passage) -> list[str]:
        """Return what a passage is found by: its own terms, its heading's and its title's.

        Titles and headings name what a paragraph goes on about with "he" and "the meeting". With
        titles 2 more of 72 development questions and 1 more of 43 over the invented dossiers were
        hit; with headings neither more nor fewer, but a passage below one can be found by it.
        """
        language = self._languages[passage.document_id]
        around = f"{passage.heading or ''}\n{self._titles.get(passage.document_id, '')}"
        return terms(passage.text, language) + terms(around, language)


def _neighbours(passages: Sequence[Passage]) -> dict[str, tuple[Passage, ...]]:
    beside: dict[str, list[Passage]] = {}
    for first, second in pairwise(passages):
        if first.document_id == second.document_id:
            beside.setdefault(first.id, []).append(second)
            beside.setdefault(second.id, []).append(first)
    return {id_: tuple(others) for id_, others in beside.items()}


def _make_reading(passage: Passage, title: str, language: str, near: frozenset[str]) -> Reading:
    sentences = tuple(
        _read_sentence(sentence, language) for sentence in split_sentences(passage.text)
    )
    return Reading(
        passage=passage,
        sentences=sentences,
        terms=frozenset(term for sentence in sentences for term in sentence.terms),
        surface=frozenset(word for sentence in sentences for word in sentence.surface),
        pairs=frozenset(pair for sentence in sentences for pair in pairwise(sentence.terms)),
        context=frozenset(terms(f"{passage.heading or ''}\n{title}", language)),
        near=near,
        language=language,
    )


def _read_sentence(sentence: Sentence, language: str) -> SentenceReading:
    tokens = tokenize(sentence.text, language)
    return SentenceReading(
        sentence=sentence,
        terms=tuple(term for token in tokens for term in token.terms),
        surface=tuple(token.folded for token in tokens if token.terms),
    )
