"""Which language a text is in, told lightly: by its script, then by its function words.

This is enough to choose a stemmer and a stop list. It knows the languages that have a list in
`lexicon/`; a document in another language should state it.
"""

import re
from collections.abc import Collection, Sequence

from retrieval.model import Document, Role
from retrieval.phrasebook import phrasebook
from retrieval.stopwords import LISTED_LANGUAGES, everyday_words, stop_words
from retrieval.tokenization import STEMMERS, tokenize

DEFAULT_LANGUAGE = "en"

# A few hundred words tell the language; reading more changes nothing but the time.
_SAMPLE_CHARACTERS = 4_000
_SHORT = 30

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LATIN_LANGUAGES = ("en", "tr", "az", "fr", "de", "es")

# Of so few words, one that tells a language may be part of a name ("La Scala", "El Salvador").
_FEW_WORDS = 2

# An expected language is ahead by this many function words.
_EXPECTED = 1.5

# Letters that one language of the list writes, or two; one of them counts like a function word.
_TELLING_LETTERS = {
    # x and q are common to many languages, but not beside these vowels.
    "az": re.compile("[əƏğşıİĞŞ]|[xq](?=[əıöüçş])|(?<=[əıöüçş])[xq]"),
    "tr": re.compile("[ğşıİĞŞ]"),
    "de": re.compile("[ßäÄ]"),
    "es": re.compile("[ñ¿¡]"),
    "fr": re.compile("[èêœàù]"),
    "fa": re.compile("[پچژگکی]"),
    "ar": re.compile("[ةكيىإأ]"),
}


def language_of(document: Document) -> str:
    """Return the language a document states, else the one its paragraphs seem to be in."""
    if document.language:
        code = re.split("[-_]", document.language.strip().lower())[0]
        if code in STEMMERS or code in LISTED_LANGUAGES:
            return code
    text = " ".join(block.text for block in document.blocks if block.role is Role.PARAGRAPH)
    return detect_language(text)


def detect_language(text: str, expected: Collection[str] = ()) -> str:
    """Return the likeliest language of a text; English where nothing tells.

    expected: languages that need less evidence, such as those of the dossier that is asked: a
    lone "war" is a question about war there, and no German.
    """
    sample = text[:_SAMPLE_CHARACTERS]
    candidates = _languages_of_script(sample)
    if own := _of_function_words(text, candidates, expected):
        return own
    scores = {
        code: _evidence(sample, code) + (_EXPECTED if code in expected else 0.0)
        for code in candidates
    }
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] or len(candidates) == 1 else DEFAULT_LANGUAGE


def _of_function_words(
    text: str, candidates: Sequence[str], expected: Collection[str]
) -> str | None:
    """Return the language of a short question that has nothing but its function words: "warum?".

    None where it is none, or may as well be in an expected language or in English.
    """
    if len(text) > _SHORT:
        return None
    wholly = [code for code in candidates if _is_wholly_in(text, code)]
    usual = {DEFAULT_LANGUAGE, *expected}
    return wholly[0] if wholly and usual.isdisjoint(wholly) else None


def _is_wholly_in(text: str, language: str) -> bool:
    words = [token.folded for token in tokenize(text, language) if not token.folded[0].isdigit()]
    # "war" is a function word in German, and what many an English question is about.
    is_wholly = all(
        word in stop_words(language) and word not in everyday_words(DEFAULT_LANGUAGE)
        for word in words
    )
    # A name or a word of interest may be one too, "Ben" or "hat"; a question word is none.
    asking = phrasebook(language).words("question")
    return is_wholly and any(word in asking for word in words)


def spoken_language(text: str, usual: str | None = None) -> str | None:
    """Return the language in which somebody wrote a message; None where it does not tell.

    A bare name or two words tell little in Latin letters. usual: what decides between Persian and
    Arabic where the words do not.
    """
    sample = text[:_SAMPLE_CHARACTERS]
    candidates = _languages_of_script(sample)
    # In a line of code or of odd characters, single letters are no function words.
    scores = {code: _evidence(sample, code, shortest=2) for code in candidates}
    most = max(scores.values())
    likeliest = [code for code in candidates if scores[code] == most]
    if candidates is not _LATIN_LANGUAGES:
        return usual if usual in likeliest else likeliest[0]
    if not most or (most < _FEW_WORDS and len(sample.split()) <= _FEW_WORDS):
        return None
    return usual if usual in likeliest else likeliest[0]


def _languages_of_script(text: str) -> tuple[str, ...]:
    counts = {
        _LATIN_LANGUAGES: len(_LATIN.findall(text)),
        ("ru",): len(_CYRILLIC.findall(text)),
        ("fa", "ar"): len(_ARABIC.findall(text)),
    }
    return max(counts, key=lambda languages: counts[languages])


def _evidence(text: str, language: str, shortest: int = 1) -> float:
    """Return the number of function words and of letters that speak for a language.

    shortest: so many letters a word must have to count.
    """
    listed = stop_words(language)
    tokens = tokenize(text, language)
    words = sum(len(token.folded) >= shortest and token.folded in listed for token in tokens)
    letters = _TELLING_LETTERS.get(language)
    return words + (len(letters.findall(text)) if letters else 0)
