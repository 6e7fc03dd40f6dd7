"""What dates in a quote say, in brackets behind them: on Monday [28 April 2025, from …].

The brackets stand out by being italic, and never bold, so that no word of ours is taken for one
of the source's.
"""

from collections.abc import Iterable, Sequence

from bot.messages import Messages
from bot.rendering.message import FormattedText, Span, TextBuilder, utf16_units
from retrieval.model import Basis, Granularity, Resolved
from retrieval.periods import season_number


def with_inferred(
    shown: FormattedText, inferred: Iterable[Resolved], at: int, words: Messages
) -> FormattedText:
    """Return words of a passage with what their dates say behind each of them.

    at: where they begin in the passage, in characters, as the places of `inferred` are.
    """
    notes = {
        resolved.end - at: words.writing.apart(f"[{inferred_words(resolved, words)}]", shown.text)
        for resolved in inferred
        if at <= resolved.start and resolved.end - at <= len(shown.text)
    }
    told = [(end, f" {note}") for end, note in sorted(notes.items())]
    return _insert(shown, told) if told else shown


def inferred_words(resolved: Resolved, words: Messages) -> str:
    """Return what an expression says and how that is known, without the brackets."""
    period = period_words(resolved, words)
    if resolved.basis is Basis.TOLD:
        return words.inferred_from_text(period)
    return words.inferred(period)


def period_words(resolved: Resolved, words: Messages) -> str:
    """Return the days as exactly as the text told them: a month is no day."""
    first, last = resolved.first, resolved.last
    if resolved.granularity is Granularity.YEAR:
        return words.year(first)
    if resolved.granularity is Granularity.SEASON:
        return words.season(season_number(first), first, last)
    if resolved.granularity is Granularity.MONTH:
        return words.month_of_year(first)
    return words.days(first, last)


def _insert(words: FormattedText, notes: Sequence[tuple[int, str]]) -> FormattedText:
    """Return the text with notes at these places, counted in characters; no span runs over one."""
    builder = TextBuilder()
    begin = 0
    for end, note in [*notes, (len(words.text), "")]:
        builder.add_formatted(_cut(words, begin, end)).add(note, "italic" if note else None)
        begin = end
    return builder.build()


def _cut(words: FormattedText, begin: int, end: int) -> FormattedText:
    """Return the text between two places, with so much of each span as lies there."""
    text = words.text[begin:end]
    low = utf16_units(words.text[:begin])
    high = low + utf16_units(text)
    spans = (
        Span(span.kind, max(span.offset, low) - low, length, span.url)
        for span in words.spans
        if (length := min(span.offset + span.length, high) - max(span.offset, low)) > 0
    )
    return FormattedText(text, tuple(spans))
