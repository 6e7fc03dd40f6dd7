"""Valid values with one difference each, for the tests of retrieval."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2s
from pathlib import PurePosixPath

from retrieval.model import Block, Document, Passage, Query, Role, Source


@dataclass(frozen=True)
class ADossier:
    """A dossier as answering sees it, made without a folder."""

    documents: tuple[Document, ...] = ()
    passages: tuple[Passage, ...] = ()
    title: str | None = None
    about: str | None = None
    examples: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()


def a_passage(
    text: str = "The ferry sails at noon.",
    document_id: str = "ferry",
    paragraph: int = 1,
    heading: str | None = None,
    id: str | None = None,  # noqa: A002
) -> Passage:
    digest = blake2s(text.encode(), digest_size=4).hexdigest()
    return Passage(id or f"{document_id}#{digest}", document_id, paragraph, text, heading)


def a_document(
    *paragraphs: str,
    id: str = "ferry",  # noqa: A002
    title: str | None = "Ferries",
    language: str | None = "en",
    published: date | None = None,
) -> Document:
    blocks = tuple(Block(Role.PARAGRAPH, text) for text in paragraphs)
    return Document(
        id, Source(PurePosixPath(f"{id}.md")), blocks, title, None, published, None, language
    )


def a_dossier(
    *paragraphs: str, about: str | None = None, examples: tuple[str, ...] = ()
) -> ADossier:
    """A dossier of one English document with these paragraphs."""
    return of_documents(a_document(*paragraphs), about=about, examples=examples)


def of_documents(
    *documents: Document, about: str | None = None, examples: tuple[str, ...] = ()
) -> ADossier:
    passages = tuple(
        a_passage(block.text, document.id, number)
        for document in documents
        for number, block in enumerate(document.blocks, start=1)
    )
    return ADossier(documents, passages, None, about, examples)


def a_query(*terms: str) -> Query:
    return Query(" ".join(terms), terms)
