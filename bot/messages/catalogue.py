"""Sentences by language: gettext finds the translation, this fills its blanks in.

The English words stand in the code and are the keys; translations are the `.po` files of
`bot/locales`, read as `.mo`. Why gettext and not Fluent: Fluent's Python runtime with Babel's
locale data takes 12 MB for the first language and 24 MB for nine (measured with fluent.runtime
0.4.0), of the 150 MB that the whole bot may take; this takes less than 1 MB for all of them.

`marked`, `Phrase`, `Label`, `say`, `say_as` and `say_counted` are what `python -m tests.catalogues`
looks for in the code, so what they are given must be a literal.
"""

import gettext
from pathlib import Path
from typing import overload

from bot.messages.writing import Writing, isolate_commands, writing_of

LOCALES = Path(__file__).parent.parent / "locales"
DOMAIN = "dossier"
ENGLISH_CODE = "en"
LANGUAGES = ("en", "ru", "tr", "az", "fa", "ar", "fr", "de", "es")


def marked(english: str) -> str:
    """Return the sentence itself: it is translated where it is said."""
    return english


class Catalogue:
    """Says sentences in one language; what lacks a translation is said in English.

    language: one of LANGUAGES.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.writing: Writing = writing_of(language)
        self._translations = _translations(language)

    def say(self, english: str, **blanks: str | int) -> str:
        """Return a sentence with its blanks filled: numbers as the language writes them."""
        return self._fill(self._translations.gettext(english), blanks)

    def say_as(self, context: str, english: str, **blanks: str | int) -> str:
        """Return a sentence whose words mean this only in this context."""
        return self._fill(self._translations.pgettext(context, english), blanks)

    def say_counted(self, one: str, many: str, count: int, **blanks: str | int) -> str:
        """Return the form of a sentence that goes with a count, which fills its blank `count`."""
        form = self._translations.ngettext(one, many, count)
        return self._fill(form, blanks | {"count": count})

    def _fill(self, sentence: str, blanks: dict[str, str | int]) -> str:
        if self.writing.is_rtl:
            sentence = isolate_commands(sentence)
        if not blanks:
            return sentence
        write, isolate = self.writing.number, self.writing.isolate
        return sentence.format_map(
            {
                name: write(value) if isinstance(value, int) else isolate(value)
                for name, value in blanks.items()
            }
        )


class Phrase:
    """A sentence or label without blanks, as an attribute that reads in the owner's language."""

    def __init__(self, english: str) -> None:
        self._english = english

    @overload
    def __get__(self, catalogue: None, owner: type[Catalogue]) -> "Phrase": ...
    @overload
    def __get__(self, catalogue: Catalogue, owner: type[Catalogue]) -> str: ...
    def __get__(self, catalogue: Catalogue | None, owner: type[Catalogue]) -> "Phrase | str":
        """Return the words in the catalogue's language."""
        return self if catalogue is None else self._said_by(catalogue)

    def _said_by(self, catalogue: Catalogue) -> str:
        return catalogue.say(self._english)


class Label(Phrase):
    """A phrase so short that its translation depends on where it stands, which `context` says."""

    def __init__(self, context: str, english: str) -> None:
        super().__init__(english)
        self._context = context

    def _said_by(self, catalogue: Catalogue) -> str:
        return catalogue.say_as(self._context, self._english)


def _translations(language: str) -> gettext.NullTranslations:
    if language == ENGLISH_CODE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALES, [language], fallback=True)
