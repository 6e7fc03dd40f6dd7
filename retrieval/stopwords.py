"""The word lists of `lexicon/`: which words carry no topic, and which carry little.

The lists are read once, when first asked for, and hold folded words (see folding.fold).
"""

from functools import cache
from importlib.resources import files

from retrieval.folding import fold

LISTED_LANGUAGES = ("en", "ru", "tr", "az", "fa", "ar", "fr", "de", "es")


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that are never looked up; empty for one without a list."""
    return _read_list(f"stopwords_{language}.txt")


@cache
def everyday_words(language: str) -> frozenset[str]:
    """Return the content words that any text may hold, so that sharing one proves little."""
    return _read_list(f"everyday_{language}.txt")


@cache
def address_words(language: str) -> frozenset[str]:
    """Return the words spoken to the bot or about its papers ("tell", "article")."""
    return _read_list(f"address_{language}.txt")


@cache
def role_words(language: str) -> frozenset[str]:
    """Return the words for what a person is ("minister", "skipper")."""
    return _read_list(f"roles_{language}.txt")


def _read_list(name: str) -> frozenset[str]:
    path = files("retrieval.lexicon").joinpath(name)
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))
