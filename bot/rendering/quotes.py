"""A quote as a block of a message: the words, the sentence that answers in bold, the citation.

A block never travels in two messages, so a citation stays with its quote.
"""

from bot.messages import Messages
from bot.rendering.citation import render_citation, shorten
from bot.rendering.cutting import first_words, last_words
from bot.rendering.inference import with_inferred
from bot.rendering.message import FormattedText, SpanKind, TextBuilder, utf16_units
from retrieval.model import Passage, Quote

# Telegram folds an expandable quote to three lines; shorter ones are read faster unfolded.
EXPANDABLE_FROM_UNITS = 600
# Of a folded quote a phone shows three lines of some forty letters.
SHOWN_FOLDED_UNITS = 120
ELLIPSIS = "[…]"
GAP = f" {ELLIPSIS} "
MAX_HEADING_UNITS = 120
# Fewer words of a neighbouring paragraph than this tell nothing.
LEAST_NEIGHBOUR_UNITS = 40


def render_quote(number: int, quote: Quote, max_units: int, words: Messages) -> FormattedText:
    """Return the quote in a block, its citation under it; never longer than `max_units`.

    max_units: at least 600, which is room for the longest citation and a few words.
    """
    citation = render_citation(number, quote, words)
    return _block(quote_words(quote, max_units - citation.units - 1, words), citation)


def render_unfolded(
    number: int,
    quote: Quote,
    before: Passage | None,
    after: Passage | None,
    max_units: int,
    words: Messages,
) -> FormattedText:
    """Return the quote in its whole paragraph, between the paragraphs around it, and its citation.

    Where `max_units` is short, the paragraphs around it are cut or left out, then its own is; it is
    never longer than `max_units`, which must be room for `render_quote`.
    """
    citation = render_citation(number, quote, words)
    room = max_units - citation.units - 1
    label = _label(quote.passage, words)
    own = _own_paragraph(quote, room - utf16_units(label), words)
    if own is None:
        return _block(quote_words(quote, room, words), citation, kind="blockquote")
    room -= utf16_units(label) + own.units
    heading = _heading(quote.passage, room)
    above, below = _neighbours(before, after, room - utf16_units(heading), words)
    builder = TextBuilder().add(heading, "italic").add("\n\n" if heading else "")
    builder.add(above).add(label).add_formatted(own).add(below)
    return _block(builder.build(), citation, kind="blockquote")


def quote_words(quote: Quote, max_units: int, words: Messages) -> FormattedText:
    """Return the quoted words with the sentence that answers in bold, within `max_units`.

    Where they do not fit, only that sentence is shown, or its beginning.
    """
    whole = _with_gaps(quote, words)
    if whole.units <= max_units:
        return whole
    highlight = (quote.highlight or "").strip()
    sentence = highlight or next((piece for piece in quote.pieces if piece.strip()), "").strip()
    at = quote.passage.text.find(sentence)
    shown = first_words(sentence, max_units - 2 * utf16_units(f"{ELLIPSIS} "))
    builder = TextBuilder()
    builder.add(f"{ELLIPSIS} " if quote.passage.text[:at].strip() else "")
    builder.add(shown, "bold" if highlight else None)
    builder.add(f" {ELLIPSIS}" if quote.passage.text[at + len(shown) :].strip() else "")
    return builder.build()


def _with_gaps(quote: Quote, words: Messages) -> FormattedText:
    highlight = (quote.highlight or "").strip()
    builder = TextBuilder().add(f"{ELLIPSIS} " if quote.starts_inside else "")
    pieces = [piece.strip() for piece in quote.pieces if piece.strip()]
    at = 0
    for index, piece in enumerate(pieces):
        builder.add(GAP if index else "")
        at = max(quote.passage.text.find(piece, at), at)
        shown = _with_highlight(piece, highlight)
        builder.add_formatted(with_inferred(shown, quote.inferred, at, words))
        if highlight in piece:
            highlight = ""  # the same words further on are not what answers
        at += len(piece)
    return builder.add(f" {ELLIPSIS}" if quote.ends_inside else "").build()


def _with_highlight(text: str, highlight: str) -> FormattedText:
    if not highlight:
        return FormattedText(text)
    before, found, after = text.partition(highlight)
    return TextBuilder().add(before).add(found, "bold").add(after).build()


def _own_paragraph(quote: Quote, room: int, words: Messages) -> FormattedText | None:
    """Return the quote's whole paragraph, or the quote as it was where that is too long."""
    text, highlight = quote.passage.text.strip(), (quote.highlight or "").strip()
    begins = len(quote.passage.text) - len(quote.passage.text.lstrip())
    whole = _with_highlight(text, highlight)
    for own in (with_inferred(whole, quote.inferred, begins, words), whole):
        if own.units <= room:
            return own
    shown = _with_gaps(quote, words)
    return shown if shown.units <= room else None


def _heading(passage: Passage, room: int) -> str:
    heading = shorten(passage.heading or "", MAX_HEADING_UNITS)
    return heading if utf16_units(heading) + 2 <= room else ""


def _neighbours(
    before: Passage | None, after: Passage | None, room: int, words: Messages
) -> tuple[str, str]:
    """Return the paragraphs before and after with what sets them off, both within `room`."""
    room -= 2  # behind the heading
    above = _above(before, room, words)
    below = _below(after, room, words)
    if utf16_units(above) + utf16_units(below) <= room:
        return above, below
    half = room // 2
    above = _above(before, max(half, room - utf16_units(below)), words)
    return above, _below(after, room - utf16_units(above), words)


def _above(passage: Passage | None, room: int, words: Messages) -> str:
    if passage is None:
        return ""
    label = _label(passage, words)
    room -= utf16_units(label) + 2
    text = passage.text.strip()
    if utf16_units(text) > room:
        if room < LEAST_NEIGHBOUR_UNITS:
            return ""
        text = f"{ELLIPSIS} {last_words(text, room - utf16_units(ELLIPSIS) - 1)}"
    return f"{label}{text}\n\n"


def _below(passage: Passage | None, room: int, words: Messages) -> str:
    if passage is None:
        return ""
    label = _label(passage, words)
    room -= utf16_units(label) + 2
    text = passage.text.strip()
    if utf16_units(text) > room:
        if room < LEAST_NEIGHBOUR_UNITS:
            return ""
        text = f"{first_words(text, room - utf16_units(ELLIPSIS) - 1)} {ELLIPSIS}"
    return f"\n\n{label}{text}"


def _label(passage: Passage, words: Messages) -> str:
    return f"{words.paragraph(passage.paragraph)}  "


def _may_fold(words: FormattedText) -> bool:
    """Return whether a quote is long, and folding it would not hide the sentence that answers."""
    bold_ends = max((span.offset + span.length for span in words.spans), default=0)
    return words.units > EXPANDABLE_FROM_UNITS and bold_ends <= SHOWN_FOLDED_UNITS


def _block(
    words: FormattedText, citation: FormattedText, kind: SpanKind | None = None
) -> FormattedText:
    look = kind or ("expandable_blockquote" if _may_fold(words) else "blockquote")
    builder = TextBuilder().add_formatted(words, look).add("\n" if words.text else "")
    return builder.add_formatted(citation).build()
