"""Text to terms: what a passage is indexed by and a query looked up by.

A *word* is a run of letters or digits as written; a *term* is what it is matched as: folded (case,
accents, width, letter variants), without possessives, stemmed in its language. Stop words have no
term. Both sides of a match go through the same functions, so a rule here need not be right, only
the same for both.
"""

import re
import unicodedata
from threading import Lock
from typing import NamedTuple

import Stemmer

from retrieval.azerbaijani import stem_azerbaijani
from retrieval.folding import MARKS, clean, fold, fold_marks
from retrieval.regular import regular
from retrieval.stopwords import stop_words

# PyStemmer has no Azerbaijani; `azerbaijani` stands in.
STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish",
}  # fmt: skip

# Longer runs of letters are no words of any language; cutting them bounds the vocabulary.
LONGEST_WORD = 64

# Vowel signs of Indic and South-East Asian scripts are marks to Python's \w, but spell the word.
_SPELLING_MARKS = "\u0900-\u109f\u1780-\u17ff"
_LETTERS = rf"(?:[^\W_]++|[{MARKS}{_SPELLING_MARKS}]++)"
# A word, to be found anywhere in a text, as indexing and the telling of names need it too.
WORD = (
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # U.S.A
    r"|\d+(?:[.,]\d+)+"  # 1,500 and 24.06.2026
    rf"|[^\W_]{_LETTERS}*+(?:'{_LETTERS}++)*+"
)
_WORD = re.compile(WORD)
# The same for text that is all ASCII, a third quicker.
_ASCII_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z0-9]))?"
    r"|[0-9]+(?:[.,][0-9]+)+"
    r"|[A-Za-z0-9]++(?:'[A-Za-z0-9]++)*+"
)
_PREFIX_HYPHEN = re.compile(
    r"[-\u2010\u2011](?:(?<=\bco.)|(?<=\bre.)|(?<=\be.))(?=[^\W\d_])", re.IGNORECASE
)
_GROUPED_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_UNSPACED_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

_ENGLISH_CLITIC = re.compile(r"n't$|'(?:s|d|ll|re|ve|m)$")
_ELISION = re.compile(r"^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|dell|all|nell|un)'")
_CUT_AT_APOSTROPHE = frozenset({"tr", "az"})
_ELIDING = frozenset({"fr", "it", "ca"})


class Token(NamedTuple):
    """A word of a text: as written, folded, and its terms (none for a stop word)."""

    text: str
    folded: str
    terms: tuple[str, ...]


class Words(NamedTuple):
    """The words of a text as written. shouted: it is all in capitals, which then tell nothing."""

    written: list[str]
    shouted: bool


def tokenize(text: str, language: str) -> list[Token]:
    """Return the words of a text in their order, stop words among them, with their terms."""
    written, shouted = words_of(text)
    return list(map(_analyses(language, shouted).__getitem__, written))


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a text in their order."""
    return [term for token in tokenize(text, language) for term in token.terms]


def analyse(word: str, language: str, shouted: bool) -> Token:
    """Return one of a text's words with its terms."""
    return Token(word, fold(_bare(word, language)), _terms_of(word, language, shouted))


def stems(text: str, language: str) -> tuple[str, ...]:
    """Return the stem of every word of a short text, stop words too."""
    return tuple(_stem_of(word, language) for word in words_of(text).written)


def stems_and_terms(text: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what `stems` and `terms` do, in half of the time."""
    tokens = tokenize(text, language)
    found = tuple(
        # The only term of a plain word is its stem.
        token.terms[0]
        if token.terms and token.text.isascii() and token.text.isalpha()
        else _stem_of(token.text, language)
        for token in tokens
    )
    return found, tuple(term for token in tokens for term in token.terms)


def words_of(text: str) -> Words:
    """Return the words of a text in their order."""
    return words_in(joined_text(text))


def words_in(joined: str) -> Words:
    """Return the words of a text that `joined_text` returned."""
    pattern = _ASCII_WORD if joined.isascii() else _WORD
    return Words(pattern.findall(joined), joined.isupper())


def joined_text(text: str) -> str:
    """Return a text as its words are looked for: cleaned, co-operate written cooperate."""
    return _PREFIX_HYPHEN.sub("", clean(text))


class _Analyses(dict[str, Token]):
    """The words met so far in one language, analysed once."""

    def __init__(self, language: str, shouted: bool) -> None:
        self._language = language
        self._shouted = shouted

    def __missing__(self, word: str) -> Token:
        if len(self) >= _MOST_ANALYSES:
            self.clear()
        token = self[word] = analyse(word, self._language, self._shouted)
        return token


# Some 300 bytes each; a miss costs a few microseconds.
_MOST_ANALYSES = 30_000
_remembered: dict[tuple[str, bool], _Analyses] = {}


def _analyses(language: str, shouted: bool) -> _Analyses:
    known = _remembered.get((language, shouted))
    if known is None:
        known = _remembered.setdefault((language, shouted), _Analyses(language, shouted))
    return known


def forget_words() -> None:
    """Forget the analyses of words met so far: after reading a list, few of them come again."""
    for known in list(_remembered.values()):
        known.clear()


def _terms_of(word: str, language: str, shouted: bool) -> tuple[str, ...]:
    bare = _bare(word[:LONGEST_WORD], language)
    if bare[:1].isdigit():
        return _number_terms(fold(_ascii_digits(bare)))
    folded = fold(bare)
    if _UNSPACED_SCRIPT.search(folded):
        return _bigrams(folded)
    # "WHO" and "US" in capitals are names, unless the whole text shouts.
    if folded in stop_words(language) and (shouted or not _is_acronym(word)):
        return ()
    stem = _stem(bare, folded, language)
    return (stem,) if stem else ()


def _stem_of(word: str, language: str) -> str:
    bare = _bare(word[:LONGEST_WORD], language)
    return _stem(bare, fold(bare), language)


def _bare(word: str, language: str) -> str:
    """Return a word without clitics: Iran's, l'accord, Bakı'da; and U.S. without its dots."""
    if "." in word and not word[0].isdigit():
        return word.replace(".", "")
    if "'" not in word:
        return word
    if language in _CUT_AT_APOSTROPHE:
        return word.split("'", 1)[0]
    lowered = word.lower()
    match = _ELISION.match(lowered) if language in _ELIDING else None
    start = match.end() if match else 0
    clitic = _ENGLISH_CLITIC.search(lowered)
    return word[start : clitic.start() if clitic else None].replace("'", "") or word


def _number_terms(number: str) -> tuple[str, ...]:
    """Return the terms of a number: 1,500 is 1500, 3,5 is 3.5, a dotted date its parts."""
    if _GROUPED_THOUSANDS.fullmatch(number):
        return (number.replace(",", ""),)
    if _DECIMAL.fullmatch(number):
        return (number.replace(",", "."),)
    return tuple(part for part in re.split("[.,]", number) if part)


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)


def _bigrams(word: str) -> tuple[str, ...]:
    """Return overlapping pairs, for scripts that put no space between words."""
    return tuple(word[i : i + 2] for i in range(len(word) - 1)) or (word,)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and "'" not in word


# Snowball stemmers keep state while they work, so threads take turns.
_stemmer_lock = Lock()
_stemmers: dict[str, Stemmer.Stemmer] = {}


def _stem(bare: str, folded: str, language: str) -> str:
    if language == "az":
        return fold(stem_azerbaijani(_lower_dotless(bare)))
    algorithm = STEMMERS.get(language)
    if algorithm is None:
        return folded
    if language == "tr":  # its suffixes follow the vowels that folding would merge
        return fold(_stem_with(algorithm, _lower_dotless(bare)))
    if language == "ar":  # its endings are written with letters that folding would merge
        return fold(_stem_with(algorithm, fold_marks(bare)))
    if language == "en":
        return _stem_with(algorithm, regular(folded))
    return _stem_with(algorithm, folded)


def _lower_dotless(word: str) -> str:
    return word.replace("I", "ı").replace("İ", "i").lower()


def _stem_with(algorithm: str, word: str) -> str:
    with _stemmer_lock:
        stemmer = _stemmers.get(algorithm)
        if stemmer is None:
            # Without its own cache, which costs more than it saves where few words come twice.
            stemmer = _stemmers[algorithm] = Stemmer.Stemmer(algorithm, 0)
        return str(stemmer.stemWord(word))
