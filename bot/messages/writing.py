"""How a language writes what is no sentence: numbers, quotation marks, lists; and its direction.

Frame and quote often run in opposite directions: a Persian sentence names an English title. Words
of the other direction are wrapped in the marks U+2068 and U+2069, which keep them together and
show nothing; quotes are never touched, so what is copied from one is clean.
https://unicode.org/reports/tr9/#Explicit_Directional_Isolates
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

RIGHT_TO_LEFT_MARK = "\u200f"
FIRST_STRONG_ISOLATE = "\u2068"
LEFT_TO_RIGHT_ISOLATE = "\u2066"
POP_ISOLATE = "\u2069"
_NARROW_SPACE = "\u202f"
_RTL = frozenset({"R", "AL"})
_DIGITS = "0123456789"
_ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
_COMMAND = re.compile(r"(?<!\S)/[a-z]+(?: \{\w+\})?")


@dataclass(frozen=True, slots=True)
class Writing:
    """The habits of one language.

    digits: its ten digits. least_grouped: the least number whose thousands are set apart.
    """

    quotation: tuple[str, str] = ("“", "”")
    thousands: str = ","
    point: str = "."
    comma: str = ", "
    semicolon: str = "; "
    is_rtl: bool = False
    digits: str = _DIGITS
    least_grouped: int = 1_000

    def number(self, value: int) -> str:
        """Return a whole number: 2,000 or 2 000 or ۲٬۰۰۰."""
        grouped = f"{value:,}" if abs(value) >= self.least_grouped else str(value)
        return self.in_digits(grouped.replace(",", self.thousands))

    def ordinal(self, value: int) -> str:
        """Return a number that counts where something stands, without separators."""
        return self.in_digits(str(value))

    def decimal(self, value: float, places: int = 2, *, signed: bool = False) -> str:
        """Return a number with so many places: 0.42 or 0,42; a minus is a true minus."""
        text = f"{value:{'+' if signed else ''}.{places}f}".replace("-", "−")
        return self.in_digits(text.replace(".", self.point))

    def in_digits(self, text: str) -> str:
        """Return a text that is no quote with the language's own digits."""
        return text if self.digits == _DIGITS else text.translate(_table(self.digits))

    def quoted(self, text: str) -> str:
        """Return a text in the language's quotation marks."""
        return f"{self.quotation[0]}{self.isolate(text)}{self.quotation[1]}"

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts with commas between them."""
        return self.comma.join(texts)

    @property
    def around_command(self) -> tuple[str, str]:
        """What stands before and after a command so that its line keeps its direction."""
        if not self.is_rtl:
            return "", ""
        return f"{RIGHT_TO_LEFT_MARK}{LEFT_TO_RIGHT_ISOLATE}", POP_ISOLATE

    def apart(self, text: str, surroundings: str) -> str:
        """Return words of ours to stand inside others' words, in marks if those run otherwise."""
        if self.is_rtl == _runs_to_the_left(surroundings):
            return text
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"

    def isolate(self, text: str) -> str:
        """Return the text, in marks where it holds letters of the other direction."""
        if text.isascii() and not self.is_rtl:
            return text
        outside = _ISOLATED.sub("", text)
        kinds = {unicodedata.bidirectional(character) for character in outside}
        is_foreign = "L" in kinds if self.is_rtl else bool(kinds & _RTL)
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if is_foreign else text


def _runs_to_the_left(text: str) -> bool:
    """Return whether the first letter of a text is written from right to left."""
    if text.isascii():
        return False
    kinds = map(unicodedata.bidirectional, text)
    return next((kind in _RTL for kind in kinds if kind == "L" or kind in _RTL), False)


def isolate_commands(sentence: str) -> str:
    """Return a right-to-left sentence with its commands in marks, so that "/" stays in front."""
    return _COMMAND.sub(lambda found: f"{LEFT_TO_RIGHT_ISOLATE}{found[0]}{POP_ISOLATE}", sentence)


@cache
def _table(digits: str) -> dict[int, str]:
    return {ord(usual): own for usual, own in zip(_DIGITS, digits, strict=True)}


@cache
def writing_of(language: str) -> Writing:
    """Return the habits of a language; those of English where none are known."""
    return _WRITINGS.get(language, Writing())


_GUILLEMETS = ("«", "»")
_WRITINGS = {
    "ru": Writing(_GUILLEMETS, thousands="\u00a0", point=","),
    "tr": Writing(thousands=".", point=","),
    "az": Writing(thousands=".", point=","),
    "fa": Writing(
        _GUILLEMETS,
        thousands="٬",
        point="٫",
        comma="، ",
        semicolon="؛ ",
        is_rtl=True,
        digits="۰۱۲۳۴۵۶۷۸۹",
    ),
    "ar": Writing(_GUILLEMETS, comma="، ", semicolon="؛ ", is_rtl=True),
    "fr": Writing((f"«{_NARROW_SPACE}", f"{_NARROW_SPACE}»"), thousands=_NARROW_SPACE, point=","),
    "de": Writing(("„", "“"), thousands=".", point=","),
    "es": Writing(_GUILLEMETS, thousands=".", point=",", least_grouped=10_000),
}
