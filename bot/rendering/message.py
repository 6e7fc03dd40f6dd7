"""What a message is before Telegram sees it: text, spans over it, and rows of buttons.

Offsets and lengths are counted in UTF-16 units, because Telegram counts them so; this file is the
only one that does the counting.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

SpanKind = Literal[
    "bold", "italic", "code", "blockquote", "expandable_blockquote", "text_link", "bot_command"
]


# Half of a surrogate pair: no text that can be sent or printed.
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with a look; offset and length in UTF-16 units."""

    kind: SpanKind
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class FormattedText:
    """Plain text and the spans over it, outer spans first; half characters become U+FFFD."""

    text: str
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", whole_characters(self.text))

    @property
    def units(self) -> int:
        """The length of the text in UTF-16 units, as Telegram's limits count it."""
        return utf16_units(self.text)


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: either a payload that comes back, or a link that opens."""

    text: str
    payload: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", whole_characters(self.text))


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message to send, or to put in the place of one that was sent."""

    body: FormattedText
    keyboard: Keyboard = ()


@dataclass(slots=True)
class TextBuilder:
    """Builds a FormattedText piece by piece, keeping the count of UTF-16 units."""

    _parts: list[str] = field(default_factory=list)
    _spans: list[Span] = field(default_factory=list)
    _units: int = 0

    def add(self, text: str, kind: SpanKind | None = None, url: str | None = None) -> "TextBuilder":
        """Append text, with a span of `kind` over it when one is named; return self."""
        units = utf16_units(text)
        if kind is not None and units:
            self._spans.append(Span(kind, self._units, units, url))
        self._parts.append(text)
        self._units += units
        return self

    def add_formatted(self, piece: FormattedText, wrap: SpanKind | None = None) -> "TextBuilder":
        """Append a text with its spans, moved to where it now stands, inside `wrap` if named."""
        if wrap is not None and piece.units:
            self._spans.append(Span(wrap, self._units, piece.units))
        for span in piece.spans:
            self._spans.append(Span(span.kind, self._units + span.offset, span.length, span.url))
        self._parts.append(piece.text)
        self._units += piece.units
        return self

    def build(self) -> FormattedText:
        """Return what was added so far."""
        ordered = sorted(self._spans, key=lambda span: (span.offset, -span.length))
        return FormattedText("".join(self._parts), tuple(ordered))


def whole_characters(text: str) -> str:
    """Return the text with U+FFFD for every half of a surrogate pair; just as long in units."""
    return _HALF_CHARACTER.sub("\ufffd", text)


def utf16_units(text: str) -> int:
    """Return how many UTF-16 units the text takes; one emoji is two of them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
