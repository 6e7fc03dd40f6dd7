"""Whether a sentence holds something that could fill the blank of a question.

"How many children died?" is not answered by "58 people died", nor "Who switched it off?" by a
sentence whose only names are those the question says itself. So the question's own words are left
out, and what is counted or chosen must stand beside the number or the name.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from retrieval.model import FormKind
from retrieval.parsing import AskedWord, Question
from retrieval.tokenization import Token, tokenize
from retrieval.wanted import WEAK, Wanted, found

# "Which bank …", but not "Which is …".
_CHOICE = re.compile(
    r"\b(?:how many|how much|which|what|whose|number of|what kind of|what sort of)\b"
    r"(?! (?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|\w+ed|made)\b)",
    re.IGNORECASE,
)
# What is counted or chosen is among so many words behind that: the first that is looked up, or
# the second if the first says of what sort.
_FOCUS_REACH = 3
_FOCUS_SHARES = (1.0, WEAK)
# So many words may stand between a number and what it counts.
_BESIDE = 1
# Where what is counted is not said at all.
_UNTIED = 0.3

Span = tuple[int, int]


class Blank:
    """What a question leaves open: something of a kind, of those that it names if any."""

    def __init__(self, question: Question) -> None:
        self._focus = [_terms(word) for word in _focus(question)]
        anything = question.wanted is Wanted.ANYTHING
        self._wanted = Wanted.NAME if anything and self._focus else question.wanted
        self._own = frozenset(term for word in question.words for term in word.terms)
        self._surface = frozenset(word.folded for word in question.words)

    @property
    def is_known(self) -> bool:
        """Whether the question leaves something of a known kind open."""
        return self._wanted is not Wanted.ANYTHING

    def filled_by(self, sentence: str, language: str) -> float:
        """Return how well a sentence fills the blank: 0..1; WEAK where no rule can tell."""
        if language != "en":
            return WEAK
        candidates = found(sentence, self._wanted)
        if not candidates:
            return 0.0
        tokens = _laid_out(sentence)
        said = [span for token, span in tokens if self._is_own(token)]
        fresh = [
            (span, strength)
            for span, strength in candidates
            if not any(start < span[1] and span[0] < end for start, end in said)
        ]
        if not fresh:
            return 0.0
        if not self._focus:
            return max(strength for _, strength in fresh)
        ties = [
            share * strength * (1.0 if _gap(sentence, span, place) <= _BESIDE else WEAK)
            for terms, share in zip(self._focus, _FOCUS_SHARES, strict=False)
            for token, place in tokens
            if not terms.isdisjoint(token.terms)
            for span, strength in fresh
        ]
        return max(ties, default=_UNTIED * max(strength for _, strength in fresh))

    def _is_own(self, token: Token) -> bool:
        return token.folded in self._surface or not self._own.isdisjoint(token.terms)


def _focus(question: Question) -> tuple[AskedWord, ...]:
    """Return the words for what is counted or chosen: "how many children", "which bank"."""
    chosen = _CHOICE.search(question.read) if question.language == "en" else None
    if not chosen:
        return ()
    first = len(tokenize(question.read[: chosen.end()], "en"))
    behind = (w for w in question.words if first <= w.position < first + _FOCUS_REACH)
    return tuple(behind)[: len(_FOCUS_SHARES)]


def _terms(word: AskedWord) -> frozenset[str]:
    """Return the terms that each say a word, in whatever form, not only something like it."""
    forms = (f for f in word.forms if len(f.terms) == 1 and f.kind is not FormKind.RELATED)
    return frozenset(word.terms) | {form.terms[0] for form in forms}


@lru_cache(maxsize=8_192)
def _laid_out(text: str) -> tuple[tuple[Token, Span], ...]:
    """Return the words of an English text and where each stands, as far as that can be told."""
    tokens = tokenize(text, "en")
    return tuple(zip(tokens, _spans(text, tokens), strict=True))


def _spans(text: str, tokens: Sequence[Token]) -> list[Span]:
    spans = []
    place = 0
    for token in tokens:
        start = text.find(token.text, place)
        start = place if start < 0 else start
        place = min(start + len(token.text), len(text))
        spans.append((start, place))
    return spans


def _gap(text: str, one: Span, other: Span) -> int:
    """Return how many words stand between two places."""
    (_, end), (start, _) = sorted((one, other))
    return len(text[end:start].split())
