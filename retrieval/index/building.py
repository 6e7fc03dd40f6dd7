"""From documents and passages to the arrays of a segment.

Every passage is read once. A passage is found by its own terms, its heading's and its title's:
titles and headings name what a paragraph goes on about with "he" and "the meeting". With titles 2
more of 72 development questions and 1 more of 43 over the invented dossiers were hit; with
headings neither more nor fewer, but a passage below one can be found by it.
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b
from typing import Protocol

import numpy as np

from retrieval.date_terms import times_told
from retrieval.index.ordinary import is_ordinary
from retrieval.languages import language_of
from retrieval.model import Document, Passage
from retrieval.names import name_arrays
from retrieval.occurrences import Occurrences
from retrieval.spelling import spelling_arrays
from retrieval.strings import Arrays, string_arrays
from retrieval.tokenization import Token
from retrieval.vocabulary import WordCounts, WrittenWords

# Passages whose words are counted together: more take more memory, fewer more time.
AT_ONCE = 25_000

Digest = blake2b


class Written(Protocol):
    """What an index is made of."""

    @property
    def documents(self) -> Sequence[Document]:
        """All documents."""
        ...

    @property
    def passages(self) -> Sequence[Passage]:
        """The passages of all documents, those of one document together and in their order."""
        ...


class Indexable(Written, Protocol):
    """What is needed of a dossier to answer from it."""

    @property
    def synonyms(self) -> Sequence[str]:
        """Lines of words for the same, as a Thesaurus reads them."""
        ...

    @property
    def aliases(self) -> Sequence[Sequence[str]]:
        """Names of one and the same each."""
        ...


def segment_arrays(dossier: Written) -> Arrays:
    """Return the arrays of a segment that holds this dossier."""
    languages = [language_of(document) for document in dossier.documents]
    reading = _Reading(dossier.documents, languages)
    for passage in dossier.passages:
        reading.take(passage)
    return {
        **string_arrays("documents", [d.id for d in dossier.documents], is_looked_up=True),
        "documents_digests": reading.digests(),
        **string_arrays("titles", [document.title or "" for document in dossier.documents]),
        **string_arrays("languages", languages),
        **string_arrays("published", [_iso(document.published) for document in dossier.documents]),
        **reading.arrays(),
    }


def digest_of(document: Document, passages: Iterable[Passage]) -> int:
    """Return a digest of 64 bits of all that a segment holds of a document."""
    digest = _begun_digest(document)
    for passage in passages:
        _take_into(digest, passage)
    return _finished(digest)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _begun_digest(document: Document) -> Digest:
    facts = (document.id, document.title, document.language, _iso(document.published))
    return blake2b(repr(facts).encode(), digest_size=8)


def _take_into(digest: Digest, passage: Passage) -> None:
    facts = (passage.id, passage.paragraph, passage.heading, len(passage.text))
    digest.update(repr(facts).encode())
    digest.update(passage.text.encode("utf-8", "surrogatepass"))


def _finished(digest: Digest) -> int:
    return int.from_bytes(digest.digest(), "little")


class _Reading:
    """Takes in passages, some thousand of which are counted together."""

    def __init__(self, documents: Sequence[Document], languages: Sequence[str]) -> None:
        self._documents = {document.id: nth for nth, document in enumerate(documents)}
        self._digests = list(map(_begun_digest, documents))
        self._titles = [document.title or "" for document in documents]
        self._published = [document.published for document in documents]
        self._languages = languages
        self._words = WrittenWords()
        self._counts = WordCounts()
        self._terms = _Terms(self._words.tokens)
        self._occurrences = Occurrences()
        self._own_terms: list[np.ndarray] = []
        self._around: dict[tuple[int, str | None], list[int]] = {}
        self._ids: list[str] = []
        self._texts: list[str] = []
        self._document_of, self._paragraphs = array("i"), array("i")
        self._headings: dict[str, int] = {"": 0}
        self._heading_of = array("i")
        self._start()

    def _start(self) -> None:
        self._own, self._own_lengths = array("i"), array("q")
        self._found_by, self._lengths = array("i"), array("q")
        self._beginnings = array("i")

    def take(self, passage: Passage) -> None:
        document = self._documents[passage.document_id]
        _take_into(self._digests[document], passage)
        own, beginnings = self._words.read(passage.text, self._languages[document])
        self._own.extend(own)
        self._own_lengths.append(len(own))
        self._beginnings.extend(beginnings)
        around = self._words_around(document, passage.heading)
        told = self._times_told(document, passage.text)
        self._found_by.extend((*own, *around, *told))
        self._lengths.append(len(own) + len(around) + len(told))
        self._ids.append(passage.id)
        self._texts.append(passage.text)
        self._document_of.append(document)
        self._paragraphs.append(passage.paragraph)
        heading = passage.heading or ""
        self._heading_of.append(self._headings.setdefault(heading, len(self._headings)))
        if len(self._lengths) == AT_ONCE:
            self._count()

    def _times_told(self, document: int, text: str) -> list[int]:
        """Return what a text is found by that tells days by the date of its document."""
        published, language = self._published[document], self._languages[document]
        told = times_told(text, published, language) if published else ()
        return self._words.read(" ".join(told), language)[0] if told else []

    def _words_around(self, document: int, heading: str | None) -> list[int]:
        known = self._around.get((document, heading))
        if known is None:
            text = f"{heading or ''}\n{self._titles[document]}"
            known, _ = self._words.read(text, self._languages[document])
            self._around[document, heading] = known
        return known

    def _count(self) -> None:
        own, own_lengths = np.array(self._own), np.array(self._own_lengths)
        self._counts.add(own, own_lengths, np.array(self._beginnings), self._words.tokens)
        self._own_terms.append(self._terms.of(own, own_lengths)[1])
        terms, lengths = self._terms.of(np.array(self._found_by), np.array(self._lengths))
        self._occurrences.add(terms, lengths)
        self._start()

    def digests(self) -> np.ndarray:
        """Return the digest of each document."""
        return np.array(list(map(_finished, self._digests)), dtype=np.uint64)

    def arrays(self) -> Arrays:
        """Return the arrays of all that was taken in."""
        if self._lengths:
            self._count()
        vocabulary = self._counts.vocabulary(self._words.tokens)
        return {
            **string_arrays("ids", self._ids, is_looked_up=True),
            **string_arrays("texts", self._texts),
            **_order(self._ids),
            "passages_documents": np.array(self._document_of),
            # How many of a passage's terms are its own; those of its heading and title follow.
            "passages_terms": np.concatenate([np.zeros(0, dtype=np.int64), *self._own_terms]),
            "passages_paragraphs": np.array(self._paragraphs),
            "passages_headings": np.array(self._heading_of),
            **string_arrays("headings", list(self._headings)),
            **string_arrays("terms", list(self._terms.numbers), is_looked_up=True),
            **self._occurrences.arrays(len(self._terms.numbers)),
            **spelling_arrays(vocabulary.counts, vocabulary.pairs, vocabulary.terms),
            **name_arrays(vocabulary.names(is_ordinary)),
        }


class _Terms:
    """The numbers of terms, in the order in which they first occur, by number of written word."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self.numbers: dict[str, int] = {}
        self._found_by = array("i")
        self._starts = array("q", [0])

    def of(self, words: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the terms of texts given by their written words, and how many each has."""
        for token in self._tokens[len(self._starts) - 1 :]:
            for term in token.terms:
                self._found_by.append(self.numbers.setdefault(term, len(self.numbers)))
            self._starts.append(len(self._found_by))
        starts = np.array(self._starts)
        sizes = np.diff(starts)[words]
        ends = np.cumsum(sizes)
        texts = np.concatenate(([0], ends))[np.concatenate(([0], np.cumsum(lengths)))]
        places = np.repeat(starts[words] - (ends - sizes), sizes) + np.arange(sizes.sum())
        return np.array(self._found_by)[places], np.diff(texts)


def _order(ids: Sequence[str]) -> Arrays:
    """Return each passage's place by id; nothing where passages are in that order already."""
    by_id = sorted(range(len(ids)), key=ids.__getitem__)
    order = np.empty(len(ids), dtype=np.int64)
    order[by_id] = np.arange(len(ids))
    return {"passages_order": order}
