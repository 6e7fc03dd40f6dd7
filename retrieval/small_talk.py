"""Messages that are said to the bot and ask nothing: greetings, thanks, "how are you", "ok".

A message is small talk when phrases of `lexicon/phrases/` take up all of it; a greeting before a
question never hides the question.
"""

from collections.abc import Sequence
from functools import lru_cache

from retrieval.phrasebook import Phrasebook, SpokenWord, phrasebook, spoken_words
from retrieval.reasons import ReasonKind
from retrieval.stopwords import LISTED_LANGUAGES, stop_words

# What a message is when several of these are said in it: the first of them.
_KINDS = {
    "who_are_you": ReasonKind.WHO_ARE_YOU,
    "how_are_you": ReasonKind.HOW_ARE_YOU,
    "thanks": ReasonKind.THANKS,
    "farewell": ReasonKind.FAREWELL,
    "greeting": ReasonKind.GREETING,
}
_SAID = frozenset({*_KINDS, "reaction", "vocative", "closing", "address", "opener"})
# Of another language than the message seems to be in, only what cannot be a word of interest.
_SAID_ELSEWHERE = frozenset({*_KINDS, "vocative"})
_MEANT = ("question", "auxiliary", "pronoun", "demonstrative", "adverb")

# Nobody makes more words about nothing, and longer texts need not be gone through.
_LONGEST = 30
_MOST_LEFT_OVER = 2


@lru_cache(maxsize=512)
def small_talk(text: str, language: str) -> ReasonKind | None:
    """Return what kind of small talk a message is; None for what asks something.

    language: the one it seems to be in; a short greeting may be in any.
    """
    words = spoken_words(text)
    if not words:
        return ReasonKind.NO_QUESTION if text.strip(" ?¿!.,؟،…") else None
    if len(words) > _LONGEST:
        return None
    book = phrasebook(language)
    said = _said(words, book, _SAID, stop_words(language))
    if said:
        # "ok thanks": a word of thanks inside another phrase is one all the same.
        said |= {name for name in _KINDS if any(w.folded in book.words(name) for w in words)}
        return _first(said)
    for other in LISTED_LANGUAGES:
        said = _said(words, phrasebook(other), _SAID_ELSEWHERE, frozenset())
        if said - {"vocative"}:
            return _first(said)
    return None


@lru_cache(maxsize=512)
def languages_of_small_talk(text: str) -> tuple[str, ...]:
    """Return the languages in which a message is a greeting or the like, and nothing else."""
    words = spoken_words(text)
    if not words or len(words) > _LONGEST:
        return ()
    return tuple(
        language
        for language in LISTED_LANGUAGES
        if _said(words, phrasebook(language), _SAID_ELSEWHERE, frozenset()) - {"vocative"}
    )


def _first(said: set[str]) -> ReasonKind:
    return next((kind for name, kind in _KINDS.items() if name in said), ReasonKind.NO_QUESTION)


def _said(
    words: Sequence[SpokenWord], book: Phrasebook, kinds: frozenset[str], idle: frozenset[str]
) -> set[str]:
    """Return the kinds of the phrases that a message consists of; empty where it says more.

    idle: words that say nothing beside them, unless they ask or point to something.
    """
    found: set[str] = set()
    at = left_over = 0
    while at < len(words):
        said = book.said_at(words, at, kinds)
        if said:
            found.add(said.kind)
            at = said.end
            continue
        word = words[at].folded
        left_over += 1
        is_meant = any(word in book.words(kind) for kind in _MEANT)
        if word not in idle or is_meant or left_over > _MOST_LEFT_OVER:
            return set()
        at += 1
    return found
