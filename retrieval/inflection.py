"""Names without their case endings and articles: Алиеву, Bakıda, والعراق, Elbaradei.

Only to compare names by: an ending that was part of the name after all does no harm, since the
name as written is compared too.
"""

import re
from functools import lru_cache

SHORTEST_STEM = 3

_CYRILLIC_SKY = re.compile(r"(?<=[сц]к)(?:ого|ому|им|ом|ого|ої|ой|ая|ую|а|у|ій)$")
_CYRILLIC_ENDINGS = (
    "ами ями ыми ими ого ому ові еві ой ей ою ею ым им ом ем ам ям ах ях у ю а я ы и е і"
)
# Endings that a name in -а or -я may have instead of it.
_OF_NAMES_IN_A = frozenset({"ой", "ей", "ою", "ею", "у", "ю", "ы", "и", "е", "і"})
_TURKIC_ENDINGS = (
    "ındakı indəki undakı ündəki ındaki indeki undaki ündeki dakı dəki daki deki taki teki "
    "ından indən inden undan ündən ünden ında ində inde unda ündə ünde "
    "dan dən den tan tən ten nın nin nun nün yla ylə yle "
    "da də de ta tə te la lə le ın in un ün nı ni nu nü yı yi yu yü ya yə ye na nə ne "
    "ı i u ü a ə e"
)
_ARABIC_PREFIXES = "وال بال كال فال کال ال لل و ب ل ف ك"
_PERSIAN_SUFFIXES = "هایی های ها یی ای ی"
# The Arabic article, written as one with a name; before s, sh, z, n, r, t and d it sounds as they.
_LATIN_ARTICLE = re.compile("[aeu]l-?(?=[^aeiou])|a([sznrtd])(?=\\1)")
_SHORTEST_AFTER_ARTICLE = 5
_TURKIC_LETTERS = re.compile("[əığşİ]")


@lru_cache(maxsize=20_000)
def base_forms(word: str, language: str | None = None) -> tuple[str, ...]:
    """Return the lower-case word and what it may be without its ending, likeliest first.

    language: that of the text around it; without it, the script and its letters must tell.
    """
    lowered = word.replace("İ", "i").lower()
    if "\u0400" <= lowered[:1] <= "\u04ff":
        found = _without_cyrillic_case(lowered)
    elif "\u0600" <= lowered[:1] <= "\u06ff":
        found = _without_prefix(lowered) + _without_suffix(lowered, _PERSIAN_SUFFIXES)
    elif language in {"az", "tr"} or _TURKIC_LETTERS.search(lowered):
        found = _without_suffix(lowered, _TURKIC_ENDINGS)
    elif language == "de":
        found = _without_suffix(lowered, "s")
    else:
        found = []
    found += _without_article(lowered)
    return tuple(dict.fromkeys((lowered, *found)))


def _without_cyrillic_case(word: str) -> list[str]:
    if _CYRILLIC_SKY.search(word):
        return [_CYRILLIC_SKY.sub("ий", word)]
    found = []
    for ending in _endings(word, _CYRILLIC_ENDINGS):
        stem = word.removesuffix(ending)
        found.append(stem)
        if ending in _OF_NAMES_IN_A:
            found.append(stem + ("я" if ending in {"ю", "ею", "ей", "и"} else "а"))
    return found


def _without_suffix(word: str, endings: str) -> list[str]:
    return [word.removesuffix(ending) for ending in _endings(word, endings)]


def _without_prefix(word: str) -> list[str]:
    prefixes = [p for p in _ARABIC_PREFIXES.split() if word.startswith(p)]
    return [word[len(p) :] for p in prefixes[:2] if len(word) - len(p) >= SHORTEST_STEM]


def _without_article(word: str) -> list[str]:
    article = _LATIN_ARTICLE.match(word)
    rest = word[article.end() :] if article else ""
    return [rest] if len(rest) >= _SHORTEST_AFTER_ARTICLE else []


def _endings(word: str, endings: str) -> list[str]:
    """Return the two longest endings that leave enough of the word."""
    fitting = [e for e in endings.split() if word.endswith(e)]
    longest = sorted(fitting, key=len, reverse=True)
    return [e for e in longest if len(word) - len(e) >= SHORTEST_STEM][:2]
