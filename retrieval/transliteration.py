"""Words of many scripts in Latin letters, as newspapers would write them in English.

One spelling a letter, by tables of our own; a name's other spellings are for names.similarity to
see. Scripts without tables (Chinese, Indic) pass unchanged.
"""

import re
import unicodedata
from functools import cache

from retrieval.folding import clean, fold_marks

_PAIRS = {
    # Cyrillic: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian.
    "cyrillic": "а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t "
    "у u ф f х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya і i ї i є ye ґ g ў u ј j љ lj "
    "њ nj ћ ć ђ đ џ dž ѓ gj ќ kj ѕ dz "
    # Kazakh, Kyrgyz, Tatar, Tajik, Uzbek, Azerbaijani before 1991.
    "ә a қ q ғ gh ң ng ө o ұ u ү u һ h ӣ i ӯ u ҳ h ҷ j ҝ g ҹ j җ j",
    "greek": "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t "
    "υ y φ f χ kh ψ ps ω o",
    "georgian": "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u "
    "ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h",
    "armenian": "ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch "
    "մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f",
    "hebrew": "א a ב b ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f "
    "צ ts ץ ts ק k ר r ש sh ת t",
    "arabic": "ا a آ a أ a إ i ٱ a ء - ب b پ p ت t ث th ج j چ ch ح h خ kh د d ذ dh ر r ز z ژ zh "
    "س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ک k ك k گ g ل l م m ن n و v ؤ u ه h ة a ۀ e ی i "
    "ي i ى a ئ i ڵ l ێ e ۆ o ە a",
    # Letters that are no others with a mark: taking marks away would leave them standing.
    "latin": "ə a ı i ø o đ d ł l æ ae œ oe ß ss þ th ð d ħ h",
    # Letters that sound unlike their bare forms.
    "caron": "ş sh ș sh š sh ś sh ç ch č ch ć ch ğ gh ž zh ź zh ż zh ñ n ţ ts ț ts ř r",
}  # fmt: skip

# Letters that sound otherwise together than one by one.
_TOGETHER = (
    (r"\bμπ|(?<=[βγδζθκλνξπρστφχψ])μπ", "b"), ("μπ", "mb"), (r"\bντ", "d"), ("ντ", "nt"),
    (r"\bγκ", "g"), ("γκ", "ng"), ("γγ", "ng"), ("ου", "u"), ("ει|οι", "i"), ("αι", "e"),
    ("αυ", "av"),
    ("ευ", "ev"), ("ու", "u"), ("եւ|և", "ev"), (r"\bե", "ye"), (r"\bո", "vo"),
)  # fmt: skip
# Persian writes a Russian name's ending as it is heard.
_ABJAD_ENDINGS = ((r"(?<=\w)[او]ف\b", "ov"), (r"(?<=\w)یف\b", "ev"))
_UKRAINIAN = re.compile("[іїєґ]")
_MARKED = re.compile("[αεηιουωΐΰάέήίόύώϊϋ\u0300-\u036f\u064b-\u0655\u05b0-\u05c7]")
_SEMIVOWEL = (
    (r"(?<=[^\W\daeiouvw])v(?=[^\W\daeiou]|\b)", "u"),  # a consonant letter between two others
    (r"i(?=[aeiou])|(?<=[aeiou])i(?=[aeiou])|\bi(?=\w)", "y"),
)

# Letters of abjads with several readings, and the letters of another abjad that are read alike.
_SEVERAL_READINGS = frozenset("اویعهبفقغضظذثجخحکשכבפחצ")
_READ_ALIKE = str.maketrans("אעויהةۀأإٱئىيؤكגךםןףץ", "اعویهههااایییوکگכמנפצ")

_HANGUL_FIRST = 0xAC00
_HANGUL_LAST = 0xD7A3
_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h"
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t"


def latin(text: str) -> str:
    """Return text in lower-case Latin letters without accents; what has no table is kept."""
    return fold_marks(romanise(text).translate(_table("caron")).translate(_table("latin")))


def romanise(text: str) -> str:
    """Return text in lower-case Latin letters, each letter that was Latin as it is, with marks."""
    lowered = _lower(clean(text))
    if lowered.isascii():
        return lowered
    composed = unicodedata.normalize("NFC", _without_marks(lowered))
    if _UKRAINIAN.search(composed):
        composed = composed.replace("г", "h").replace("и", "y")
    if _is_abjad(composed):
        return _read_abjad(composed)
    for pattern, replacement in _TOGETHER:
        composed = re.sub(pattern, replacement, composed)
    return "".join(map(_syllable, composed)).translate(_letters())


def skeleton(text: str) -> list[str]:
    """Return the letters of a word in an abjad, Latin where they have but one reading.

    Empty for a word in any other script.
    """
    if text.isascii():
        return []
    word = fold_marks(clean(text).replace("آ", "\ue001")).replace("\ue001", "آ")
    if not _is_abjad(word):
        return []
    alike = word.translate(_READ_ALIKE)
    for pattern, replacement in _ABJAD_ENDINGS:
        alike = re.sub(pattern, replacement, alike)
    letters = _letters()
    return [c if c in _SEVERAL_READINGS else letters.get(ord(c), c) for c in alike]


def _lower(text: str) -> str:
    return text.replace("İ", "i").lower()


def _without_marks(text: str) -> str:
    """Drop the marks of scripts other than Latin and Cyrillic, whose marked letters differ."""
    if not _MARKED.search(text):
        return text
    return "".join(fold_marks(c) if c > "\u036f" and not "\u0400" <= c < "\u0530" else c
                   for c in text)  # fmt: skip


def _is_abjad(text: str) -> bool:
    return any("\u0590" <= c <= "\u06ff" for c in text)


def _read_abjad(text: str) -> str:
    for pattern, replacement in _ABJAD_ENDINGS:
        text = re.sub(pattern, replacement, text)
    text = text.translate(_letters())
    for pattern, replacement in _SEMIVOWEL:
        text = re.sub(pattern, replacement, text)
    return text


def _syllable(char: str) -> str:
    """Return a Korean syllable in the revised romanisation, anything else as it is."""
    if not _HANGUL_FIRST <= ord(char) <= _HANGUL_LAST:
        return char
    initials, vowels, finals = _INITIALS.split(), _VOWELS.split(), _FINALS.split()
    first, rest = divmod(ord(char) - _HANGUL_FIRST, len(vowels) * len(finals))
    vowel, final = divmod(rest, len(finals))
    return (initials[first] + vowels[vowel] + finals[final]).replace("-", "")


@cache
def _letters() -> dict[int, str]:
    scripts = ("cyrillic", "greek", "georgian", "armenian", "hebrew", "arabic")
    return {code: to for script in scripts for code, to in _table(script).items()}


@cache
def _table(script: str) -> dict[int, str]:
    pairs = _PAIRS[script].split()
    return {ord(letter): to.replace("-", "")
            for letter, to in zip(pairs[::2], pairs[1::2], strict=True)}  # fmt: skip
