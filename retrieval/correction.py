"""A question as it was meant: typed again where the keyboard or the fingers slipped.

The whole text is corrected before anything else looks at it, so that a mistyped "where" asks for a
place and a mistyped word finds its synonyms. What stands in quotation marks stays as it is.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.english import english_words
from retrieval.folding import fold
from retrieval.layouts import retyped
from retrieval.names import NameIndex
from retrieval.right_words import listed_words
from retrieval.spelling import Repair, Speller
from retrieval.stopwords import stop_words
from retrieval.tokenization import Token, tokenize

_CLITIC = re.compile("['’ʼ]s?$", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“”]*[“”]")

Holds = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Correction:
    """A text as it was meant, and each typed word with what it was read as."""

    text: str
    read_as: tuple[tuple[str, str], ...] = ()


class Corrector:
    """Corrects questions to one dossier.

    containing: how many passages hold a term. names: whose other spellings are no errors.
    """

    def __init__(self, speller: Speller, names: NameIndex, containing: Holds) -> None:
        self._speller = speller
        self._names = names
        self._containing = containing

    def retype(self, text: str) -> str:
        """Return a question as the other keyboard layout gives it, where only that makes sense."""
        return retyped(text, self._is_word) or text

    def correct(self, text: str, language: str) -> Correction:
        """Return a question without its typing errors; language: that of the question.

        Names that may be right as they are, though the dossier lacks them, stay for the expander.
        """
        tokens = tokenize(text, language)
        spans = _spans(text, tokens)
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        corrected, read_as, end = "", [], 0
        for at, token in enumerate(tokens):
            start = spans[at][0]
            if start < end or any(first <= start < last for first, last in quoted):
                continue
            repair = self._repair(tokens, at, language)
            if repair is None or repair.is_guess:
                continue
            start = spans[at + min(repair.joins, 0)][0]
            stop = spans[at + max(repair.joins, 0)][1]
            meant = repair.word.capitalize() if token.text[0].isupper() else repair.word
            corrected += text[end:start] + meant
            read_as.append((text[start:stop], meant))
            end = stop
        return Correction(corrected + text[end:], tuple(read_as))

    def _repair(self, tokens: Sequence[Token], at: int, language: str) -> Repair | None:
        """Return what a word was meant to be; None for one that the dossier or a list has."""
        token = tokens[at]
        if not token.terms or any(map(self._containing, token.terms)):
            return None
        before = tokens[at - 1].folded if at else None
        after = tokens[at + 1].folded if at + 1 < len(tokens) else None
        word = _CLITIC.sub("", token.text)
        repair = self._speller.repair(word, before, after, language)
        # Most words are right, and that is sooner known than that they are no names.
        is_name = repair is not None and self._names.find(token.text, 1, language)
        return None if is_name else repair

    def _is_word(self, word: str) -> bool:
        folded = fold(word)
        return (
            folded in english_words()
            or folded in stop_words("en")
            or folded in listed_words("ru")
            or folded in self._speller.terms
        )


def _spans(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where each word stands; one that cleaning changed stands nowhere, before the rest."""
    spans, place = [], 0
    for token in tokens:
        word = _CLITIC.sub("", token.text)
        start = text.find(word, place)
        spans.append((start, start + len(word)))
        place = max(place, spans[-1][1]) if start >= 0 else place
    return spans
