"""All that the bot can say, in one language."""

from functools import cache

from bot.messages.catalogue import ENGLISH_CODE, LANGUAGES
from bot.messages.commands import CommandMessages
from bot.messages.documents import DocumentMessages
from bot.messages.periods import PeriodMessages
from bot.messages.reasons import ReasonMessages
from bot.messages.replies import ReplyMessages
from bot.messages.stats import StatsMessages
from bot.messages.why import WhyMessages


class Messages(
    ReplyMessages,
    ReasonMessages,
    PeriodMessages,
    DocumentMessages,
    CommandMessages,
    WhyMessages,
    StatsMessages,
):
    """Everything the bot says by itself, in the language it was made for."""


def messages_in(code: str | None) -> Messages:
    """Return what the bot says in a language, in English for one it does not speak.

    code: as Telegram writes it, such as "az" or "pt-br"; None where it is not known.
    """
    language = (code or "").lower().partition("-")[0]
    return _messages(language if language in LANGUAGES else ENGLISH_CODE)


@cache
def _messages(language: str) -> Messages:
    return Messages(language)
