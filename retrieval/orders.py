"""Messages that tell the bot what to be or to make, or ask what no dossier can say.

Nothing in such a message is ever followed, because nothing here follows anything; knowing them
only spares people a quote that happens to share a word.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from retrieval.address import spoken_to_bot
from retrieval.english import english_words
from retrieval.phrasebook import SpokenWord, phrasebook, spoken_words
from retrieval.reasons import ReasonKind
from retrieval.stopwords import LISTED_LANGUAGES

_ORDERS = re.compile(
    # Be somebody else, or behave by other rules.
    r"\byou(?:'re| are) (?:now|no longer|going to be|an?|my)\b"
    r"|\b(?:act|behave|respond|answer|reply|speak|talk) (?:only |always )?(?:as|like) "
    r"(?:an?|if|my)\b"
    r"|\b(?:pretend|imagine|role-?play)\b.{0,40}\b(?:you|to be|as|that)\b"
    r"|\b(?:stay|remain) in (?:that |this |your )?(?:role|character)\b"
    r"|\bfrom now on\b.{0,60}\b(?:you|your|answer|answers|reply|respond|only|always|never)\b"
    # Drop the rules it has.
    r"|\b(?:ignore|forget|disregard|override|bypass|reveal|repeat|print|show)\b.{0,40}"
    r"\b(?:instructions?|prompts?|guidelines|(?:your|the|all|any) rules?|text above)\b",
    re.IGNORECASE,
)

# What is asked of the bot wherever it stands in a message.
_ANYWHERE = {
    "order": ReasonKind.ORDER,
    "opinion": ReasonKind.OPINION,
    "off_topic": ReasonKind.OFF_TOPIC,
}
_BEFORE = frozenset({"address", "opener", "greeting", "vocative", "connective"})
_MAKE = frozenset({"make"})
_SHORT = 60


@lru_cache(maxsize=512)
def order_kind(text: str, language: str) -> ReasonKind | None:
    """Return what a message orders: to be or make something, an opinion, what is off the topic.

    None for a question.
    """
    if _ORDERS.search(text.replace("’", "'")):
        return ReasonKind.ORDER
    # A short order may be in another language than it seems to be in.
    languages = dict.fromkeys((language, *(LISTED_LANGUAGES if len(text) <= _SHORT else ())))
    words = spoken_words(text)
    return next((kind for code in languages if (kind := _said(text, words, code, language))), None)


def _said(text: str, words: Sequence[SpokenWord], language: str, seeming: str) -> ReasonKind | None:
    """Return what is ordered in a language; if that is not the seeming one, in words of its own."""
    book = phrasebook(language)
    if _orders_to_make(text, words, language, seeming):
        return ReasonKind.ORDER
    for at in range(len(words)):
        said = book.said_at(words, at, _ANYWHERE.keys())
        if said and _is_told(words[said.start : said.end], language, seeming):
            return _ANYWHERE[said.kind]
    return None


def _is_told(words: Sequence[SpokenWord], language: str, seeming: str) -> bool:
    return language == seeming or not all(word.folded in english_words() for word in words)


def _orders_to_make(text: str, words: Sequence[SpokenWord], language: str, seeming: str) -> bool:
    """Return whether a message begins with "write", "translate" or the like."""
    book = phrasebook(language)
    if not any(book.said_at(words, at, _MAKE) for at in range(len(words))):
        return False
    spans = spoken_to_bot(text, language)
    at = 0
    while at < len(words):
        said = book.said_at(words, at, _MAKE)
        if said:
            # "write-off" and "write, they did" are no orders.
            after = text[words[at].end : words[at].end + 1]
            is_told = _is_told(words[said.start : said.end], language, seeming)
            return is_told and (after not in ("-", ",") or language != "en")
        before = book.said_at(words, at, _BEFORE)
        if before:
            at = before.end
        elif any(start <= words[at].start < end for start, end in spans):
            at += 1
        else:
            return False
    return False
