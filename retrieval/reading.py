"""A passage as ranking and quoting look at it: its sentences, and what each can be matched by.

Readings are made when a passage first becomes a candidate, and the latest are kept; the passage
never changes, so two threads that make the same one make equal ones.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, pairwise, repeat
from types import MappingProxyType

from retrieval.date_terms import date_terms
from retrieval.dates import dates_of
from retrieval.model import Passage
from retrieval.sentences import Sentence, split_sentences
from retrieval.tokenization import terms, tokenize

# Readings kept: some 10 KB each, a tenth of a millisecond to make again.
KEPT = 4_000

# Returns the passages before and after one, in the same document.
Beside = Callable[[Passage], Sequence[Passage]]


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
    passages: those that stand beside each other, or what returns them for one of them. terms_of:
    what returns a passage's terms; None reads them. published: document id to its date as
    2024-03-31, empty where it has none.
    """

    def __init__(
        self,
        titles: Mapping[str, str],
        languages: Mapping[str, str],
        passages: Sequence[Passage] | Beside = (),
        terms_of: Callable[[Passage], frozenset[str]] | None = None,
        published: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._titles = titles
        self._languages = languages
        self._published = published
        self.beside = passages if callable(passages) else _beside(passages)
        self._remembered = lru_cache(maxsize=KEPT)(self._make)
        self._terms_of = lru_cache(maxsize=KEPT)(terms_of or self._make_terms)

    def read(self, passage: Passage) -> Reading:
        """Return the passage's reading."""
        return self._remembered(passage)

    def _make(self, passage: Passage) -> Reading:
        language = self._languages[passage.document_id]
        around = frozenset[str]().union(*map(self._terms_of, self.beside(passage)))
        title = self._titles.get(passage.document_id, "")
        published = self._published.get(passage.document_id, "")
        day = date.fromisoformat(published) if published else None
        return _make_reading(passage, title, language, around, day)

    def _make_terms(self, passage: Passage) -> frozenset[str]:
        return frozenset(terms(passage.text, self._languages[passage.document_id]))


def _beside(passages: Sequence[Passage]) -> Beside:
    """Return what returns the passages before and after one, in the same document."""
    beside: dict[str, list[Passage]] = {}
    for first, second in pairwise(passages):
        if first.document_id == second.document_id:
            beside.setdefault(first.id, []).append(second)
            beside.setdefault(second.id, []).append(first)
    return lambda passage: beside.get(passage.id, ())


def _make_reading(
    passage: Passage, title: str, language: str, near: frozenset[str], published: date | None
) -> Reading:
    split = split_sentences(passage.text)
    sentences = tuple(
        _read_sentence(sentence, language, told)
        for sentence, told in zip(split, _told(split, published, language), strict=True)
    )
    return Reading(
        passage=passage,
        sentences=sentences,
        terms=frozenset(chain.from_iterable(sentence.terms for sentence in sentences)),
        surface=frozenset(chain.from_iterable(sentence.surface for sentence in sentences)),
        pairs=frozenset(chain.from_iterable(pairwise(sentence.terms) for sentence in sentences)),
        context=_context(passage.heading or "", title, language),
        near=near,
        language=language,
    )


# All paragraphs below one heading have the same.
@lru_cache(maxsize=KEPT)
def _context(heading: str, title: str, language: str) -> frozenset[str]:
    return frozenset(terms(f"{heading}\n{title}", language))


def _told(
    sentences: Sequence[Sentence], published: date | None, language: str
) -> Iterable[tuple[str, ...]]:
    """Return the terms of what each sentence tells of days, by the date of its document."""
    if published is None:
        return repeat((), len(sentences))
    return map(date_terms, dates_of((s.text for s in sentences), published, language))


def _read_sentence(sentence: Sentence, language: str, told: tuple[str, ...]) -> SentenceReading:
    tokens = tokenize(sentence.text, language)
    return SentenceReading(
        sentence=sentence,
        terms=(*chain.from_iterable([token.terms for token in tokens]), *told),
        surface=tuple([token.folded for token in tokens if token.terms]),
    )
