"""Which words are everyday language, so that a capital alone makes no name of them."""

from retrieval.stopwords import everyday_words, stop_words
from retrieval.thesaurus import english_thesaurus


def is_ordinary(word: str) -> bool:
    """Return whether a folded word is one of everyday language."""
    return (
        word in stop_words("en")
        or word in everyday_words("en")
        or word in english_thesaurus().words
    )
