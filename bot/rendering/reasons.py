"""The reason for silence as a sentence of bounded length."""

from collections.abc import Iterable
from dataclasses import replace

from bot.messages import Messages
from bot.rendering.citation import shorten
from retrieval.reasons import Reason

MAX_REASON_UNITS = 300
# Words are cut before they are put into a sentence, so that its marks and its end stay whole.
MAX_WORD_UNITS = 40


def render_reason(reason: Reason | None, words: Messages) -> str:
    """Return why there is no answer, at most `MAX_REASON_UNITS` long; empty for no reason."""
    if reason is None:
        return ""
    cut = replace(reason, words=_shortened(reason.words), near=_shortened(reason.near))
    return shorten(words.reason(cut), MAX_REASON_UNITS)


def _shortened(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(shorten(text, MAX_WORD_UNITS) for text in texts)
