"""The nouns of retrieval: what a dossier is made of, and what a question turns into.

Everything here is a value: frozen, comparable, free of behaviour beyond what its own fields say.
A quote's words are always exact substrings of its passage's text, and a passage's text is an
exact paragraph of its document.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Literal

from retrieval.reasons import Reason

Outcome = Literal["answer", "nearest", "nothing"]


class Role(StrEnum):
    """What a block of a document is for; only paragraphs are indexed and quoted."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of a document, in its order, with the part it plays there."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from: a file, by its path below the dossier folder."""

    path: PurePosixPath


@dataclass(frozen=True, slots=True)
class Document:
    """One published text with its metadata; None where the source does not say.

    language: ISO 639-1 code, as the source states it. restated: the words are this project's
    summary of the published text, not the publisher's own.
    """

    id: str
    source: Source
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    restated: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph-sized piece of a document; the unit that is found and quoted.

    id: `<document id>#<digest of the text>`, so it survives edits elsewhere in the document.
    paragraph: 1 for the document's first paragraph; headings and furniture are not counted; the
    pieces of a paragraph that was too long for one passage share its number.
    heading: the nearest heading above it, None where there is none.
    """

    id: str
    document_id: str
    paragraph: int
    text: str
    heading: str | None = None


class Granularity(StrEnum):
    """How exactly a text tells a time; "last month" is a month, never a day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


class Basis(StrEnum):
    """What a date was worked out from: the text states it, its document's date, or a day before."""

    STATED = "stated"
    PUBLISHED = "published"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression says: the days from first to last, as exactly as it says them.

    text: the expression, which stands at [start:end] of the text that it was found in.
    """

    text: str
    start: int
    end: int
    first: date
    last: date
    granularity: Granularity
    basis: Basis = Basis.PUBLISHED


class FormKind(StrEnum):
    """Why a dossier's words are taken for an asked word."""

    ASKED = "asked"
    NAME = "name"
    REPAIR = "repair"
    SYNONYM = "synonym"
    RELATED = "related"
    TRANSLATION = "translation"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a passage may say an asked word.

    terms: all of them must be there. share: 0..1, how much of the asked word it stands for.
    text: as a person reads it.
    """

    terms: tuple[str, ...]
    share: float
    kind: FormKind = FormKind.ASKED
    text: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question after parsing.

    text: the question as asked, white space folded. terms: what it is looked up by, in order,
    repeated where asked twice; empty when nothing in it carries meaning. groups: for each word
    that may be said in several ways, these ways; a passage counts the best of them, once.
    understood: asked words that the dossier holds only in another spelling, each with the word it
    was read as. carried: the words that a follow-up takes from earlier questions, as written;
    follows: the last of those questions, empty for a question of its own.
    """

    text: str
    terms: tuple[str, ...]
    groups: tuple[tuple[Form, ...], ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    carried: tuple[str, ...] = ()
    follows: str = ""

    @property
    def all_terms(self) -> frozenset[str]:
        """Every term that may find a passage."""
        return frozenset(self.terms) | {t for group in self.groups for f in group for t in f.terms}


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its score; the score orders hits of one query and means nothing else."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quote stands; None for what the source does not say."""

    document_id: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    paragraph: int
    restated: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """Words taken from a passage, with their citation.

    pieces: exact substrings of the passage's text in their order; where two follow each other, or
    the first or last does not reach the passage's end, something was left out.
    highlight: the sentence that answers, an exact substring of one of the pieces; None when no
    sentence stands out.
    starts_inside, ends_inside: whether words of the passage were left out before or after.
    inferred: for a question that asks for a time or names one, what the dates in the pieces say
    that state no year; start and end are places in the passage's text.
    """

    passage: Passage
    citation: Citation
    pieces: tuple[str, ...]
    highlight: str | None
    score: float
    starts_inside: bool = False
    ends_inside: bool = False
    inferred: tuple[Resolved, ...] = ()

    @property
    def text(self) -> str:
        """The pieces as shown, with […] wherever words were left out."""
        body = " […] ".join(self.pieces)
        return f"{'[…] ' if self.starts_inside else ''}{body}{' […]' if self.ends_inside else ''}"


@dataclass(frozen=True, slots=True)
class Answer:
    """The dossier holds the answer: up to three quotes, best first.

    further: the hits after those quoted, best first, for whoever asks for more.
    """

    query: Query
    quotes: tuple[Quote, ...]
    further: tuple[Hit, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """Always "answer"."""
        return "answer"

    @property
    def reason(self) -> None:
        """Always None: an answer needs no reason."""
        return


@dataclass(frozen=True, slots=True)
class Abstention:
    """The dossier does not say; `quotes` then hold the closest passages, or nothing at all."""

    query: Query
    reason: Reason
    quotes: tuple[Quote, ...] = ()
    further: tuple[Hit, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """Return "nearest" where close passages are shown, "nothing" where none are."""
        return "nearest" if self.quotes else "nothing"
