"""How the letters of a name may be heard: its units, and how far two units are apart.

A unit is a letter or letters that stand for one sound ("tsch", "ou"). As spellings of one name
come through many languages, a unit has several readings, the usual one free, the rarer at a price:
ch is heard as in English, as in German, as in French. Distances and prices are in twentieths of
what an altogether different consonant costs; they were set from how romanisations differ and
checked on the fitting half of tests/evaluation/names.tsv (`python -m tests.evaluation.names`).

Sounds: b p f v w m n l r t d k g q h s z as written; S Z C J c as in she, measure, chat, jam,
tsar; Q X ŋ as in fresh cheese, box, sing; x G as in loch and its voiced kin; T D as in thin,
then; y as in yes; a e i o u, and Ī Ū for the long vowels that abjads write.
"""

import re
from functools import cache, lru_cache

from retrieval.folding import fold_marks
from retrieval.transliteration import romanise, skeleton

VOWEL_SOUNDS = frozenset("aeiouĪŪ")

# Unit: its readings, each with its price after it (0-9).
READINGS = {
    "b": "b0 p5", "p": "p0", "f": "f0", "v": "v0 f3 b6 w1 u3", "w": "w0 v1 u2", "m": "m0",
    "n": "n0", "l": "l0", "r": "r0", "t": "t0", "d": "d0", "k": "k0", "q": "q0 k0 G1 C4",
    "h": "h0 x2", "s": "s0 S4 z3", "z": "z0 c2 Z4", "c": "k0 J3 s2 c2 C2", "x": "x2 X0 S3 s4",
    "g": "g0 G1 J3 h5", "j": "J0 y1 Z0 x6", "y": "y0 i0", "ß": "s0",
    "ş": "S0 s1", "š": "S0 s1", "ś": "S0 s1", "ș": "S0 s1", "ç": "C0 s1 k5", "č": "C0 c2 k4",
    "ć": "C0 c2 k4", "ğ": "G0 g0", "ž": "Z0 z1", "ź": "Z0 z1", "ż": "Z0 z1", "ţ": "c0 t1",
    "ț": "c0 t1", "ñ": "n0", "ń": "n0", "ł": "l0", "đ": "d0 J2", "ř": "r0", "þ": "T0",
    "ð": "D0",
    "ph": "f0 p3", "th": "T0 t0", "dh": "D0 d0 z1", "gh": "G0 g0 h6", "kh": "x0 k2 h1",
    "ch": "C0 x1 S1 k3", "sh": "S0", "zh": "Z0 J1", "ck": "k0", "ks": "X0", "hs": "S2 x2",
    "wh": "w0", "rh": "r0", "bh": "b0", "jh": "J0",
    "ts": "c0 C2", "tz": "c0", "cz": "C0 c2", "sz": "S0 s2", "dz": "z2 J3 d3", "dj": "J0",
    "dg": "J2", "tj": "C2 J3", "cs": "C1 S4", "zs": "Z0", "sch": "S0 s2 Z2", "tch": "C0",
    "tsch": "C0", "dsch": "J0", "dzh": "J0", "dž": "J0", "dzj": "J0", "tsh": "C0",
    "tx": "C1", "shch": "Q0 S2", "schtsch": "Q0", "chtch": "Q0", "szcz": "Q0", "šč": "Q0",
    "sjtsj": "Q0", "tsz": "J2", "ds": "z1", "ŋ": "ŋ0",
    # At the end, voiced consonants may be heard, and written, as their voiceless kin.
    "b$": "b0 p2", "d$": "d0 t2", "g$": "g0 k2 G1", "z$": "z0 s1 c2 Z4",
    "a": "a0", "e": "e0", "i": "i0 y1", "o": "o0", "u": "u0 w3 v5", "ə": "a0 e0",
    "ä": "a1 e0", "ö": "o1 e2", "ü": "u0 i3", "ı": "i0 e3", "ae": "a1 e0", "oe": "o1 e1 u2",
    "ue": "u1 e3", "ou": "u0 o1", "oo": "u0 o1", "ee": "i0 e2", "ie": "i0 e2",
    "ei": "e0 i1 a2", "ai": "e1 a2 i4", "ay": "e1 a2 i4", "ey": "e0 i1 a2", "ij": "i0",
    "iy": "i0", "yi": "i0", "yj": "i0", "ii": "i0", "yy": "i0", "aa": "a0", "uu": "u0",
    "au": "o2 a2 u3", "eu": "e2 u2 o3", "oy": "o2", "oi": "o2",
    "ui": "u3 i3", "å": "o0 a0", "ø": "o1 e2", "æ": "a1 e0",
    # Letters of scripts without short vowels, as transliteration.skeleton gives them.
    "ا": "a0 o2", "^ا": "a0 e0 i0 o0 u0", "و": "Ū0 v0 w0", "ی": "Ī0 y0", "ی$": "Ī0 a2",
    "ع": "a1 e1 i1 o1 u1", "ه": "h0", "ه$": "h0 a0 e0", "ب": "b0 p2",
    "ف": "f0 v2 p3", "ق": "q0 k0 g0 G1",
    "غ": "G0 g0", "ض": "d0 z0 D0", "ظ": "z0 d2 D0", "ذ": "z0 d0 D0", "ث": "T0 s0 t1",
    "ج": "J0 g1 Z1", "خ": "x0 k2 h2", "ح": "h0 x1", "ک": "k0 g4", "ש": "S0 s0", "כ": "x0 k0",
    "ב": "b0 v0", "פ": "p0 f0", "ח": "x0 h0", "צ": "c0 z2", "ד": "d0",
}  # fmt: skip

# Sounds that are told apart less than others, as "ab3": a and b are 3 twentieths apart.
_NEAR = (
    "pb9 fv3 vw1 vb9 fp12 td7 Td4 Tt1 Ts4 Dd1 Dz2 DT5 dz9 sz6 sS8 zZ8 SZ5 SC9 ZJ2 CJ7 Jc7 JS12 cs7 "
    "cz5 cC6 kg9 kq1 gq5 gG1 Gq2 Gk9 xh1 xk6 xg12 gh9 Gh8 Gx9 kh16 xq9 mn14 QS5 QC7 Xx6 Xk10 Xs12 "
    "ae3 ai14 ao9 au11 ei4 eo8 eu12 io14 iu13 ou3 yi1 wu2 vu4 wo4 vo6 "
    "yJ6 yZ8 nŋ4 Īi1 Īe3 Īa14 Ūu1 Ūo1 Ūa14"
)
FARTHEST = 40
_RELATED = 9

_TRIED_LONGEST_FIRST = sorted((u for u in READINGS if len(u) > 1), key=len, reverse=True)
_SPLIT = re.compile("|".join([*map(re.escape, _TRIED_LONGEST_FIRST), r"\w"]))
_EVENED = (
    (re.compile(r"([^\W\daeiouy_])\1+"), r"\1"),
    (re.compile(r"s[kc](?:i[yji]?|yy?|yi|yj|ij)$"), "ski"),
    (re.compile(r"gu(?=[ei])"), "g"),
)


@lru_cache(maxsize=20_000)
def units(word: str) -> tuple[str, ...]:
    """Return the units of a word in any script; a first vowel has a ^ before it.

    A last vowel or voiced consonant has a $ after it. Double consonants are single, -sky and its
    kin are one. A word of an abjad keeps the letters that have several readings.
    """
    found = _undoubled(skeleton(word)) or _SPLIT.findall(_evened(_plain(word)))
    for at in range(len(found) - 2, 0, -1):
        if found[at - 1 : at + 1] == ["n", "g"] and not is_vowel(found[at + 1]):
            found[at - 1 : at + 1] = ["ŋ"]
    if found[-2:] in (["n", "g"], ["n", "ک"]):
        found[-2:] = ["ŋ"]
    if found and (is_vowel(found[-1]) or f"{found[-1]}$" in READINGS):
        found[-1] += "$"
    if found and is_vowel(found[0]):
        found[0] = "^" + found[0]
    return tuple(found)


def _undoubled(letters: list[str]) -> list[str]:
    return [c for nth, c in enumerate(letters) if c and (nth == 0 or c != letters[nth - 1])]


def _evened(word: str) -> str:
    """Return a word in Latin letters without differences that no language hears."""
    for pattern, replacement in _EVENED:
        word = pattern.sub(replacement, word)
    return word


def _plain(word: str) -> str:
    """Return a word in Latin letters, with those marks only that change how it may be heard."""
    romanised = romanise(word)
    if romanised.isascii():
        return romanised
    return "".join(c if c in READINGS else fold_marks(c) for c in romanised)


@cache
def readings(unit: str) -> tuple[tuple[str, int], ...]:
    """Return the sounds a unit may stand for, each with its price; itself if it is in no table."""
    listed = READINGS.get(unit) or READINGS.get(unit.strip("^$"))
    if listed is None:
        return ((unit, 0),)
    return tuple((reading[0], int(reading[1:])) for reading in listed.split())


@cache
def related(unit: str) -> tuple[tuple[str, int], ...]:
    """Return the usual sounds of the units that other spellings may have, with their prices."""
    found: dict[str, int] = {}
    for other in READINGS:
        apart = distance(unit, other)
        sound = readings(other)[0][0]
        if apart <= _RELATED and apart < found.get(sound, FARTHEST):
            found[sound] = apart
    return tuple(found.items())


@cache
def is_vowel(unit: str) -> bool:
    """Return whether a unit is first of all a vowel."""
    return readings(unit)[0][0] in VOWEL_SOUNDS


@lru_cache(maxsize=20_000)
def distance(a: str, b: str) -> int:
    """Return how far two units are apart, in twentieths: 0 the same, 20 another consonant."""
    if a == b:
        return 0
    nearest = min(
        apart(x, y) + price + other for x, price in readings(a) for y, other in readings(b)
    )
    if is_always_written(a, "^") and is_always_written(b, "^"):
        return min(nearest * 3 // 2, FARTHEST)
    if is_always_written(a, "$") and is_always_written(b, "$"):
        return min(nearest * 2, FARTHEST)
    return min(nearest, FARTHEST)


def is_always_written(unit: str, place: str) -> bool:
    """Return whether a unit is a vowel in this place that is always written."""
    return place in unit and is_vowel(unit) and unit.isascii()


def apart(x: str, y: str) -> int:
    """Return how far two sounds are apart, in twentieths."""
    if x == y:
        return 0
    near = _near()
    apart = near.get(x + y) or near.get(y + x)
    if apart is not None:
        return apart
    one_is_vowel = (x in VOWEL_SOUNDS) != (y in VOWEL_SOUNDS)
    return FARTHEST if one_is_vowel else 22


@cache
def _near() -> dict[str, int]:
    return {pair[:2]: int(pair[2:]) for pair in _NEAR.split()}
