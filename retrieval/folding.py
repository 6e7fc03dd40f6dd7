"""The form of a text in which case, accents, width and letter variants do not count.

Everything that compares words compares them folded: terms, stop lists, names.
"""

import re
import unicodedata

# Zero-width and direction marks, the soft hyphen, the byte order mark and the Arabic tatweel.
_INVISIBLE = "\u00ad\u0640\u061c\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064"
_APOSTROPHES = "’‘ʼʹ´`′＇"
# Looked for first, because str.translate takes ten times as long for a text that holds few.
_CLEANED = re.compile(f"[{_APOSTROPHES}{_INVISIBLE}]")

# Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic. Indic vowel signs
# are marks too, but there they spell the word.
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_STRIPPED_MARKS = re.compile(f"[{MARKS}]")

# Letters that stand for one another across keyboards and spelling habits; Persian forms are kept.
_LETTER_VARIANTS = str.maketrans(
    {"ı": "i", "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا",
     "آ": "ا", "ٱ": "ا", "ؤ": "و", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe"}
)  # fmt: skip


def clean(text: str) -> str:
    """Return text in NFKC, without invisible characters, with one kind of apostrophe."""
    normal = unicodedata.normalize("NFKC", text)
    return _CLEANED.sub(_cleaned, normal)


def _cleaned(found: re.Match[str]) -> str:
    return "'" if found[0] in _APOSTROPHES else ""


def fold(text: str) -> str:
    """Return text without the differences that do not count; folding twice changes nothing.

    The Cyrillic й keeps its breve, because Russian endings are told apart by it.
    """
    cleaned = clean(text)
    if cleaned.isascii():
        return cleaned.lower()
    # İ becomes i and a combining dot, which falls with the marks; ı becomes i by the table.
    return fold_marks(cleaned.casefold()).translate(_LETTER_VARIANTS)


def fold_marks(text: str) -> str:
    """Return text without accents and vowel signs, its letters otherwise as they are."""
    parts = unicodedata.normalize("NFD", text.replace("й", "\ue000"))
    return unicodedata.normalize("NFC", _STRIPPED_MARKS.sub("", parts)).replace("\ue000", "й")
