"""All documents the bot answers from, as one value that is exchanged whole."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from retrieval.model import Document, Passage


@dataclass(frozen=True, slots=True)
class Problem:
    """One clear line for a person: what happened, why, what to do.

    path: relative to the folder; the message goes on from it ("notes.txt is empty, ...").
    kept_previous: an earlier, good version of the file is still answered from.
    """

    path: str
    message: str
    kept_previous: bool = False

    def __str__(self) -> str:
        kept = " Its earlier version stays in use." if self.kept_previous else ""
        return f"{self.path} {self.message}{kept}"


@dataclass(frozen=True, slots=True)
class Dossier:
    """Documents ordered by id, and their passages in the same order.

    title, about, examples: as the folder's manifest states them. synonyms: lines as a Thesaurus
    reads them. aliases: names of one and the same each. digest: changes when and only when
    documents, passages or any of these change; problems do not count.
    """

    documents: tuple[Document, ...] = ()
    passages: tuple[Passage, ...] = ()
    problems: tuple[Problem, ...] = ()
    title: str | None = None
    about: str | None = None
    examples: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    digest: str = ""
    _documents: Mapping[str, Document] = field(default_factory=dict, repr=False, compare=False)
    _passages: Mapping[str, Passage] = field(default_factory=dict, repr=False, compare=False)
    _by_document: Mapping[str, tuple[Passage, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def document(self, identifier: str) -> Document | None:
        """Return the document of an id, or None."""
        return self._documents.get(identifier)

    def passage(self, identifier: str) -> Passage | None:
        """Return the passage of an id, or None."""
        return self._passages.get(identifier)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in their order; none for an unknown id."""
        return self._by_document.get(document_id, ())


def build_dossier(
    parts: Sequence[tuple[Document, tuple[Passage, ...]]],
    problems: Sequence[Problem] = (),
    *,
    title: str | None = None,
    about: str | None = None,
    examples: tuple[str, ...] = (),
    synonyms: tuple[str, ...] = (),
    aliases: tuple[tuple[str, ...], ...] = (),
) -> Dossier:
    """Return the dossier of documents and their passages, whatever order they come in."""
    ordered = sorted(parts, key=lambda part: part[0].id)
    passages = tuple(passage for _, own in ordered for passage in own)
    return Dossier(
        documents=tuple(document for document, _ in ordered),
        passages=passages,
        problems=tuple(problems),
        title=title,
        about=about,
        examples=examples,
        synonyms=synonyms,
        aliases=aliases,
        digest=_digest(ordered, (title, about, *examples), (synonyms, aliases)),
        _documents={document.id: document for document, _ in ordered},
        _passages={passage.id: passage for passage in passages},
        _by_document={document.id: own for document, own in ordered},
    )


def _digest(
    parts: Sequence[tuple[Document, tuple[Passage, ...]]],
    words: Sequence[str | None],
    lists: Sequence[object],
) -> str:
    total = blake2b(json.dumps([words, *lists]).encode(), digest_size=16)
    for document, passages in parts:
        facts = [
            document.id, str(document.source.path), document.title, document.publisher,
            document.published.isoformat() if document.published else None,
            document.url, document.language, document.restated,
            [(block.role.value, block.text) for block in document.blocks],
            [passage.id for passage in passages],
        ]  # fmt: skip
        total.update(json.dumps(facts).encode())
    return total.hexdigest()
