"""The list of documents, a document's card, and its paragraphs page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.messages import Messages
from bot.rendering.citation import shorten, web_address
from bot.rendering.cutting import split_words
from bot.rendering.message import Button, FormattedText, Keyboard, Message, TextBuilder, utf16_units
from bot.rendering.payloads import Action, Payload, document_key, encode
from retrieval.model import Document, Passage

DOCUMENTS_A_PAGE = 8
MAX_LISTED = 8
# A page of a document's text: a few screens on a phone, far below Telegram's limit.
PAGE_UNITS = 2_400
# Telegram keeps 100 entities a message; a paragraph has one for its number, one for its heading.
PAGE_PASSAGES = 40
MAX_TITLE_UNITS = 90
MAX_PUBLISHER_UNITS = 80
MAX_HEADING_UNITS = 200
MAX_DETAIL_UNITS = 200
MAX_ABOUT_UNITS = 600


def render_sources(
    documents: Sequence[Document], about: str, page: int, words: Messages
) -> Message:
    """Return one page of the list, a button for each document; pages count from 0."""
    if not documents:
        return Message(FormattedText(words.SOURCES_EMPTY))
    last = (len(documents) - 1) // DOCUMENTS_A_PAGE
    page = min(max(page, 0), last)
    shown = documents[page * DOCUMENTS_A_PAGE : (page + 1) * DOCUMENTS_A_PAGE]
    builder = TextBuilder().add(words.documents_held(len(documents)), "bold")
    if about.strip() and page == 0:
        builder.add(f"\n{shorten(about, MAX_ABOUT_UNITS)}")
    for number, document in enumerate(shown, start=page * DOCUMENTS_A_PAGE + 1):
        _add_listed(builder, number, document, words)
    return Message(builder.build(), _list_keyboard(shown, page, last, words))


def render_matches(documents: Sequence[Document], total: int, words: Messages) -> Message:
    """Return the documents that fit what was asked for, the first few, a button for each."""
    documents = documents[:MAX_LISTED]
    builder = TextBuilder().add(words.documents_fit(total), "bold")
    if total > len(documents):
        builder.add(f"{words.writing.semicolon}{words.only_first(len(documents))}")
    builder.add(":")
    for number, document in enumerate(documents, start=1):
        _add_listed(builder, number, document, words)
    return Message(builder.build(), _numbered(documents, 1, words))


def list_page(documents: Sequence[Document], document: Document) -> int:
    """Return the page of the list on which the document stands."""
    return documents.index(document) // DOCUMENTS_A_PAGE


def render_card(
    document: Document,
    passages: Sequence[Passage],
    words: Messages,
    page_of_list: int | None = None,
) -> Message:
    """Return the document's card: what is known of it, and what is not.

    page_of_list: where its button leads back to; None for a card that closes.
    """
    address = web_address(document.url)
    builder = TextBuilder().add(display_title(document, words), "bold")
    for label, value in _details(document, passages, words):
        builder.add(f"\n{words.field(label, shorten(value, MAX_DETAIL_UNITS))}")
    shown_address = shorten(document.url or words.NOT_STATED, MAX_DETAIL_UNITS)
    builder.add(f"\n{words.field_label(words.LINK)}")
    builder.add(words.writing.isolate(shown_address), "text_link" if address else None, address)
    if document.restated:
        builder.add("\n\n").add(words.RESTATED, "italic")
    return Message(builder.build(), _card_keyboard(document, passages, page_of_list, words))


def render_paragraphs(
    document: Document, passages: Sequence[Passage], page: int, closes: bool, words: Messages
) -> Message:
    """Return one page of the document's paragraphs, with their numbers and headings.

    closes: whether the card it came from closes, rather than leading back to the list.
    """
    pages = paragraph_pages(passages)
    page = min(max(page, 0), len(pages) - 1)
    builder = TextBuilder().add(display_title(document, words), "bold")
    heading = ""
    for passage in pages[page]:
        if (shown := _heading(passage)) and shown != heading:
            builder.add("\n\n").add(shown, "bold")
        heading = _heading(passage)
        builder.add("\n\n").add(words.paragraph(passage.paragraph), "italic").add(
            f"  {passage.text}"
        )
    key = document_key(document.id)
    rows = []
    if len(pages) > 1:
        rows.append(_paging(Action.PARAGRAPHS, key, page, len(pages) - 1, words, closes))
    card = Button(words.CARD, encode(Payload(Action.DOCUMENT, key, int(closes))))
    close = Button(words.CLOSE, encode(Payload(Action.CLOSE)))
    rows.append((card, close) if closes else (card,))
    return Message(builder.build(), tuple(rows))


def page_number(page: int, closes: bool) -> int:
    """Return a page and where its card leads, as one number for a button."""
    return page * 2 + closes


def page_of_number(number: int) -> tuple[int, bool]:
    """Return what `page_number` put together."""
    return number // 2, bool(number % 2)


def paragraph_pages(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Return the passages in pages that each fit one message; at least one page.

    A passage longer than a page stands there in several pieces, all with its id and number.
    """
    pages: list[list[Passage]] = [[]]
    units = 0
    for passage in _in_pieces(passages):
        size = _size(passage)
        if pages[-1] and (units + size > PAGE_UNITS or len(pages[-1]) == PAGE_PASSAGES):
            pages.append([])
            units = 0
        pages[-1].append(passage)
        units += size
    return pages


def display_title(document: Document, words: Messages) -> str:
    """Return the title, or the document's id where the source gives none."""
    title = shorten(document.title or "", MAX_TITLE_UNITS)
    return title or words.untitled(shorten(document.id, MAX_TITLE_UNITS))


def _in_pieces(passages: Sequence[Passage]) -> Iterator[Passage]:
    for passage in passages:
        room = PAGE_UNITS - _size(replace(passage, text=""))
        for text in split_words(passage.text, room):
            yield replace(passage, text=text)


def _size(passage: Passage) -> int:
    """Return how many units the passage takes on a page, its heading counted each time."""
    return utf16_units(f"\n\n{_heading(passage)}\n\n{_label(passage)}  {passage.text}")


def _heading(passage: Passage) -> str:
    return shorten(passage.heading or "", MAX_HEADING_UNITS)


def _label(passage: Passage) -> str:
    """Return the paragraph's number as it stands before it, in some language's digits."""
    return f"¶ {passage.paragraph}"


def _add_listed(builder: TextBuilder, number: int, document: Document, words: Messages) -> None:
    builder.add(f"\n\n{words.writing.ordinal(number)}. ").add(
        display_title(document, words), "bold"
    )
    builder.add(f"\n{_origin(document, words)}")


def _origin(document: Document, words: Messages) -> str:
    publisher = shorten(document.publisher or "", MAX_PUBLISHER_UNITS)
    if document.restated:
        known = words.brief_of(publisher) if publisher else words.NO_PUBLISHER_OF_BRIEF
    else:
        known = publisher or words.NO_PUBLISHER
    return words.writing.listed((words.writing.isolate(known), words.date(document.published)))


def _details(
    document: Document, passages: Sequence[Passage], words: Messages
) -> list[tuple[str, str]]:
    paragraphs = len({passage.paragraph for passage in passages})
    length = sum(len(passage.text.split()) for passage in passages)
    return [
        (words.PUBLISHER, document.publisher or words.NOT_STATED),
        (words.DATE, words.date(document.published)),
        (words.LANGUAGE, words.language_name(document.language)),
        (words.LENGTH, words.length(paragraphs, length)),
        (words.FILE, document.source.path.name),
    ]


def _card_keyboard(
    document: Document, passages: Sequence[Passage], page_of_list: int | None, words: Messages
) -> Keyboard:
    rows: list[tuple[Button, ...]] = []
    if passages:
        closes = page_of_list is None
        read = Payload(Action.PARAGRAPHS, document_key(document.id), page_number(0, closes))
        rows.append((Button(words.READ, encode(read)),))
    if address := web_address(document.url):
        rows.append((Button(words.OPEN, url=address),))
    if page_of_list is None:
        rows.append((Button(words.CLOSE, encode(Payload(Action.CLOSE))),))
    else:
        back = encode(Payload(Action.SOURCES, number=page_of_list))
        rows.append((Button(words.ALL_DOCUMENTS, back),))
    return tuple(rows)


def _list_keyboard(shown: Sequence[Document], page: int, last: int, words: Messages) -> Keyboard:
    rows = _numbered(shown, page * DOCUMENTS_A_PAGE + 1, words)
    return (*rows, _paging(Action.SOURCES, "", page, last, words)) if last else rows


def _numbered(documents: Sequence[Document], first: int, words: Messages) -> Keyboard:
    write = words.writing.ordinal
    buttons = [
        Button(write(number), encode(Payload(Action.DOCUMENT, document_key(document.id))))
        for number, document in enumerate(documents, start=first)
    ]
    return tuple(tuple(buttons[at : at + 4]) for at in range(0, len(buttons), 4))


def _paging(
    action: Action, key: str, page: int, last: int, words: Messages, closes: bool | None = None
) -> tuple[Button, ...]:
    def leaf(label: str, to: int) -> Button:
        number = to if closes is None else page_number(to, closes)
        return Button(label, encode(Payload(action, key, number)))

    here = Button(words.page(page + 1, last + 1), encode(Payload(Action.NOTHING)))
    before = (leaf(words.PREVIOUS, page - 1),) if page else ()
    after = (leaf(words.NEXT, page + 1),) if page < last else ()
    return (*before, here, *after)
