"""Names as others would write them: by other habits of romanising, in Cyrillic, in Arabic letters.

The rules are habits of whole regions and know no name; they are kept apart from those of
`retrieval.names` and `retrieval.transliteration`, which are measured by them.
"""

import re
import unicodedata
from random import Random

# One habit of writing a sound, and another. Habits that look alike at a place stand in one row.
HABITS = tuple(
    (re.compile(pattern), replacements.split())
    for pattern, replacements in (
        ("kh", "x h"),
        ("gh", "g q"),
        ("(?<!d)zh", "j"),
        ("dzh", "j"),
        (r"\bj(?=[aeou])", "dj"),
        ("sh", "ş š"),
        ("(?<![ts])ch", "č"),
        ("[şš]", "sh"),
        ("[čç]", "ch"),
        ("ć", "c ch"),
        ("ž", "zh z"),
        ("ğ", "g gh"),
        ("ı", "i"),
        ("ö", "oe o"),
        ("ü", "ue u"),
        ("ä", "ae a"),
        ("ou", "u"),
        ("(?<=[^aeiouq])u(?=[^aeiouy])", "ou"),
        ("ee", "i"),
        ("(?<=[^aeiou])i(?=[^aeiou]$)", "ee"),
        (r"(?<=[^\Waeiou])iy$", "y i"),
        (r"(?<=[^\Waeiou])y$", "i iy"),
        (r"(?<=[^\Waeiou])i$", "y"),
        ("(?<=[aeo])y(?=[^aeiou]|$)", "i"),
        ("(?<=[^aeiou])y(?=[^aeiou])", "i"),
        (r"\by(?=[aeu])", "j i"),
        ("(?<=[^aeiou])ya", "ia"),
        (r"(?<=[^\Waeiou])ia$", "iya ija"),
        ("ts", "tz c"),
        ("(?<!^)ks", "x"),
        ("(?<!^)x", "ks"),
        ("w", "v"),
        ("ph", "f"),
        ("qu", "k"),
        ("q(?!u)", "k gh"),
        ("(?<=o)v$", "ff"),
        ("(?<=e)v$", "ff"),
        ("(?<=[oe])va$", "wa"),
    )
)
_DOUBLED = re.compile(r"([bdfklmnprstz])\1")
_SINGLE = re.compile(r"(?<=[aeiou])([lmnst])(?=[aeiou])")
_LONG = 6

# Read from left to right, the longest first.
_CYRILLIC = (
    "shch щ sh ш ş ш š ш ch ч ç ч č ч ć ч zh ж ž ж kh х dzh дж ts ц ya я yu ю yo ё ye е iy ий "
    "ğ г ou у ö ё ü ю ı ы đ дж ë е a а b б c к d д e е f ф g г h х i и j дж k к l л m м n н o о "
    "p п q к r р s с t т u у v в w в x кс y й z з"
)
_ARABIC = (
    "sh ش ş ش š ش ch چ ç چ č چ ć چ kh خ gh غ zh ژ ž ژ th ث ou و oo و ee ی ğ غ ö و ü و ı ی đ ج ë - "
    "a ا b ب c ک d د e - f ف g گ h ه i ی j ج k ک l ل m م n ن o و p پ q ق r ر s س t ت u و v و w و "
    "x کس y ی z ز"
)
SCRIPTS = {"cyrillic": _CYRILLIC, "arabic": _ARABIC}


def respelt(name: str, random: Random) -> str | None:
    """Return a name in another romanisation, None where no habit of ours applies."""
    lowered = name.replace("İ", "i").lower()
    other = lowered
    habits = [(p, to) for p, to in HABITS if p.search(lowered)]
    most = min(len(habits), 2 if len(name) >= _LONG else 1)
    for pattern, replacements in random.sample(habits, random.randint(1, most) if habits else 0):
        other = pattern.sub(random.choice(replacements), other, count=1)
    if not habits:
        other = _DOUBLED.sub(r"\1", lowered, count=1)
        other = _SINGLE.sub(r"\1\1", lowered, count=1) if other == lowered else other
    other = _without_marks(other) if other == lowered else other
    return _as_written(other, name) if other != lowered else None


def in_script(name: str, script: str) -> str:
    """Return a name in the letters of another script, as its newspapers would write it."""
    table = _table(script)
    text = name.replace("İ", "i").lower()
    text = "".join(c if c in table else _without_marks(c) for c in text)
    found = ""
    while text:
        run = next((text[:n] for n in (4, 3, 2, 1) if text[:n] in table), text[0])
        found += _at(run, table.get(run, run), script, is_first=not found, is_last=run == text)
        text = text[len(run) :]
    return _as_written(found, name)


def _at(run: str, letters: str, script: str, *, is_first: bool, is_last: bool) -> str:
    """Return the letters where a script writes a sound otherwise at the start or the end."""
    if script == "arabic" and run in {"e", "i"} and is_first:
        return "ا" if run == "e" else "ای"
    if script == "arabic" and run in {"e", "a"} and is_last:
        return "ه" if run == "e" else "ا"
    if script == "cyrillic" and run == "e" and is_first:
        return "э"
    return letters


def _table(script: str) -> dict[str, str]:
    pairs = SCRIPTS[script].split()
    return {a: b.replace("-", "") for a, b in zip(pairs[::2], pairs[1::2], strict=True)}


def _without_marks(text: str) -> str:
    plain = text.translate(str.maketrans("łøđıæ", "lodie"))
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _as_written(text: str, name: str) -> str:
    """Return text with capitals where the parts of a hyphenated name have them."""
    return "-".join(
        part[:1].upper() + part[1:] if written[:1].isupper() else part
        for part, written in zip(text.split("-"), name.split("-"), strict=True)
    )
