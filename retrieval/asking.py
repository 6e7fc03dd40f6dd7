"""A question as typed to the question that was meant, before its words get other forms."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from retrieval.correction import Corrector
from retrieval.parsing import Question, read_question
from retrieval.small_talk import small_talk

Today = Callable[[], date | None]


class Asking:
    """Reads questions to one dossier, without their typing errors.

    languages: those of the dossier. today: what "yesterday" is told from.
    """

    def __init__(self, corrector: Corrector, languages: Sequence[str], today: Today) -> None:
        self._corrector = corrector
        self._languages = languages
        self._today = today

    def read(self, typed: str) -> Question:
        """Return the question that was meant; the text of its query is as typed."""
        today = self._today()
        text = self._corrector.retype(typed)
        asked = read_question(text, self._languages, today)
        if small_talk(asked.read, asked.language):  # "Hola" is no mistyped "holy"
            return asked
        meant = self._corrector.correct(asked.read, asked.language)
        understood = (((typed, text),) if text != typed else ()) + meant.read_as
        if not understood:
            return asked
        if meant.read_as:
            asked = read_question(meant.text, self._languages, today)
        query = replace(asked.query, text=" ".join(typed.split()), understood=understood)
        return replace(asked, query=query)
