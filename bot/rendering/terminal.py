"""Messages on a terminal: the same text and spans in rich's styles, a quote set off by a bar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from bot.rendering.message import FormattedText, Message, Span

STYLES = {
    "bold": "bold",
    "italic": "italic",
    "code": "cyan",
    "text_link": "underline",
    "bot_command": "cyan",
    "blockquote": "",
    "expandable_blockquote": "",
}
BAR = "│ "
QUOTES = {"blockquote", "expandable_blockquote"}
# A document must not move the cursor or colour the screen; rich would let some of these through.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class TerminalMessage:
    """What rich prints: on a terminal folded to its width, the bar beside every folded line."""

    lines: tuple[tuple[bool, Text], ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for is_quoted, line in self.lines:
            bar = BAR if is_quoted else ""
            width = max(1, options.max_width - len(bar))
            folded = [line] if options.no_wrap else line.wrap(console, width, overflow="fold")
            for part in folded:
                yield Text.assemble((bar, "dim"), part)


def render_terminal(message: Message) -> TerminalMessage:
    """Return the message for a terminal; in a pipe rich prints it as plain text."""
    lines = to_rich(message.body).split("\n", allow_blank=True)
    return TerminalMessage(tuple(zip(_quoted_lines(message.body), lines, strict=True)))


def to_rich(body: FormattedText) -> Text:
    """Return the text with its spans as rich styles, a link followed by its address."""
    text = Text(_CONTROL.sub(" ", body.text))
    links: list[tuple[int, str]] = []
    for span in body.spans:
        start, end = character_range(body.text, span)
        if style := STYLES[span.kind]:
            text.stylize(style, start, end)
        if span.kind == "text_link" and span.url:
            links.append((end, "".join(span.url.split())))
    for end, url in sorted(links, reverse=True):
        text = text[:end] + Text(f" <{url}>", style="dim") + text[end:]
    return text


def character_range(text: str, span: Span) -> tuple[int, int]:
    """Return a span's start and end counted in characters instead of UTF-16 units."""
    raw = text.encode("utf-16-le")
    start = len(raw[: span.offset * 2].decode("utf-16-le"))
    end = start + len(raw[span.offset * 2 : (span.offset + span.length) * 2].decode("utf-16-le"))
    return start, end


def _quoted_lines(body: FormattedText) -> Iterator[bool]:
    """Yield for each line whether it stands in a quote."""
    quotes = [character_range(body.text, span) for span in body.spans if span.kind in QUOTES]
    at = 0
    for line in body.text.split("\n"):
        yield any(start <= at < end for start, end in quotes)
        at += len(line) + 1
