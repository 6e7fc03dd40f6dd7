"""Quotes, documents and texts to render, with one difference each, or any at all."""

import re
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from hypothesis import settings, strategies as st

from bot.rendering.message import FormattedText, Message
from bot.rendering.payloads import decode, encode
from bot.sandbox.entities import check_entities
from bot.sandbox.keyboards import check_keyboard
from bot.sandbox.tidying import trim
from retrieval.model import Abstention, Answer, Citation, Document, Passage, Query, Quote, Source
from retrieval.reasons import Reason, ReasonKind

BOLD = "bold"
QUOTE_KINDS = {"blockquote", "expandable_blockquote"}
LIMIT = 4096
UNKNOWN_NAME = Reason(ReasonKind.NAME_UNKNOWN, ("Lisbon",))
# A busy machine is not a failure, and half of the usual examples find what there is to find.
few = settings(max_examples=40, deadline=None)

# Letters of several scripts, what joins or marks them, and what takes two units.
ALPHABET = "aB z.,é-—&ñßمرحбש한語𝒳🙂👩\u200d\u0301\u0327\u200f\n\u00a0İ"


def a_citation(**changes: Any) -> Citation:
    valid = Citation(
        document_id="ferry",
        title="The ferry stays in port",
        publisher="Harbour Post",
        published=date(2031, 3, 4),
        url="https://harbour.example/ferry",
        paragraph=3,
        restated=False,
    )
    return replace(valid, **changes)


def a_passage(text: str, paragraph: int = 3, heading: str | None = None) -> Passage:
    return Passage(f"ferry#{paragraph}", "ferry", paragraph, text, heading)


def a_quote(
    text: str = "The ferry stays in port. Its pump is broken.",
    highlight: str | None = "Its pump is broken.",
    *,
    heading: str | None = None,
    pieces: tuple[str, ...] | None = None,
    starts_inside: bool = False,
    ends_inside: bool = False,
    **citation: Any,
) -> Quote:
    cited = a_citation(**citation)
    return Quote(
        passage=a_passage(text, cited.paragraph, heading),
        citation=cited,
        pieces=(text,) if pieces is None else pieces,
        highlight=highlight,
        score=1.5,
        starts_inside=starts_inside,
        ends_inside=ends_inside,
    )


def an_answer(*quotes: Quote) -> Answer:
    return Answer(Query("why", ("why",)), quotes)


def an_abstention(*quotes: Quote, reason: Reason = UNKNOWN_NAME) -> Abstention:
    return Abstention(Query("why", ("why",)), reason, quotes)


def a_document(**changes: Any) -> Document:
    valid = Document(
        id="ferry",
        source=Source(PurePosixPath("sea/ferry.md")),
        blocks=(),
        title="The ferry stays in port",
        publisher="Harbour Post",
        published=date(2031, 3, 4),
        url="https://harbour.example/ferry",
        language="en",
    )
    return replace(valid, **changes)


def texts(min_size: int = 0, max_size: int = 60, repeat: int = 80) -> st.SearchStrategy[str]:
    """Short texts of hard characters, and the same over and over."""
    short = st.text(ALPHABET, min_size=min_size, max_size=max_size)
    return short | st.tuples(short, st.integers(1, repeat)).map(lambda pair: pair[0] * pair[1])


def worded_texts(repeat: int = 80) -> st.SearchStrategy[str]:
    """Texts as passages have them: some word, and no white space around."""
    return texts(1, repeat=repeat).map(str.strip).filter(lambda text: re.search(r"\w", text))


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """Any quote: its passage cut into sentences of which some are shown and one is marked."""
    sentences = draw(st.lists(worded_texts(repeat=200), min_size=1, max_size=6))
    text = " ".join(sentences)
    chosen = sorted(draw(st.sets(st.integers(0, len(sentences) - 1), min_size=1)))
    highlight = draw(st.sampled_from([None, *(sentences[number] for number in chosen)]))
    heading = draw(st.none() | texts())
    citation = {
        "title": draw(st.none() | texts()),
        "publisher": draw(st.none() | texts()),
        "document_id": draw(texts(1)),
        "published": draw(st.none() | st.just(date(2031, 3, 4))),
        "url": draw(st.sampled_from([None, "no address", "https://harbour.example/ferry"])),
        "restated": draw(st.booleans()),
        "paragraph": draw(st.integers(1, 9_999)),
    }
    return a_quote(
        text,
        highlight,
        heading=heading,
        pieces=tuple(sentences[number] for number in chosen),
        starts_inside=chosen[0] > 0,
        ends_inside=chosen[-1] < len(sentences) - 1,
        **citation,
    )


def units(text: str) -> int:
    return sum(2 if character > "\uffff" else 1 for character in text)


def covered(body: FormattedText, kind: str | None = None) -> list[str]:
    """Return the texts under the spans, of one kind or of all."""
    raw = body.text.encode("utf-16-le")
    return [
        raw[2 * span.offset : 2 * (span.offset + span.length)].decode("utf-16-le")
        for span in body.spans
        if kind in (None, span.kind)
    ]


def assert_telegram_takes(message: Message) -> None:
    """Check all that Telegram demands of a message, with the sandbox's own rules."""
    text = message.body.text
    entities = [
        {"type": span.kind, "offset": span.offset, "length": span.length}
        | ({"url": span.url} if span.kind == "text_link" else {})
        for span in message.body.spans
    ]
    assert 1 <= units(text) <= LIMIT
    assert text == text.strip()
    assert trim(text, entities) == (text, entities)
    check_entities(text, entities)
    rows = [
        [
            {"text": button.text, "url": button.url}
            if button.payload is None
            else {"text": button.text, "callback_data": button.payload}
            for button in row
        ]
        for row in message.keyboard
    ]
    check_keyboard({"inline_keyboard": rows})
    for payload in payloads(message):
        assert encode(decode(payload)) == payload


def payloads(message: Message) -> list[str]:
    return [button.payload for row in message.keyboard for button in row if button.payload]


def labels(message: Message) -> list[str]:
    return [button.text for row in message.keyboard for button in row]
