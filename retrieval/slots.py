"""Whether a sentence holds something that could fill the blank of a question.

"How many children died?" is not answered by "58 people died", nor "Who switched it off?" by a
sentence whose only names are those the question says itself. So the question's own words are left
out, and what is counted or chosen must stand beside the number or the name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.parsing import AskedWord, Question
from retrieval.reading import SentenceReading
from retrieval.tokenization import Token, tokenize
from retrieval.wanted import WEAK, Wanted, matches

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
_BESIDE = 4
# Where what is counted is not said at all.
_UNTIED = 0.3
# Sentences, some 4 KB each, that questions ask for again and again in a small dossier.
_REMEMBERED = 2_000

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Blank:
    """What a question leaves open: something of a kind, of those that `focus` names if any.

    words: all that the question says itself.
    """

    wanted: Wanted
    focus: tuple[AskedWord, ...]
    words: tuple[AskedWord, ...]

    def filled_by(self, sentence: SentenceReading, language: str) -> float:
        """Return how well a sentence fills the blank: 0..1; WEAK where no rule can tell."""
        if language != "en":
            return WEAK
        text = sentence.sentence.text
        tokens, spans = _tokens_of(text)
        found = matches(self._without_own_words(text, tokens, spans), self.wanted)
        if not found:
            return 0.0
        if not self.focus:
            return max(strength for _, strength in found)
        ties = [
            share * strength * (1.0 if _gap(text, match.span(), place) <= _BESIDE else WEAK)
            for word, share in zip(self.focus, _FOCUS_SHARES, strict=False)
            for place in _places(tokens, spans, word)
            for match, strength in found
        ]
        return max(ties, default=_UNTIED * max(strength for _, strength in found))

    def _without_own_words(self, text: str, tokens: Sequence[Token], spans: Sequence[Span]) -> str:
        said = {word.folded for word in self.words}
        terms = {term for word in self.words for term in word.terms}
        letters = list(text)
        for token, (start, end) in zip(tokens, spans, strict=True):
            if token.folded in said or not terms.isdisjoint(token.terms):
                letters[start:end] = "_" * (end - start)
        return "".join(letters)


def blank_of(question: Question) -> Blank | None:
    """Return the blank of a question, None where it leaves nothing of a known kind open."""
    focus = _focus(question)
    if question.wanted is Wanted.ANYTHING and not focus:
        return None
    wanted = Wanted.NAME if question.wanted is Wanted.ANYTHING else question.wanted
    return Blank(wanted, focus, question.words)


def _focus(question: Question) -> tuple[AskedWord, ...]:
    """Return the words for what is counted or chosen: "how many children", "which bank"."""
    found = _CHOICE.search(question.read) if question.language == "en" else None
    if not found:
        return ()
    first = len(tokenize(question.read[: found.end()], "en"))
    behind = (w for w in question.words if first <= w.position < first + _FOCUS_REACH)
    return tuple(behind)[: len(_FOCUS_SHARES)]


def _places(tokens: Sequence[Token], spans: Sequence[Span], word: AskedWord) -> list[Span]:
    """Return where a sentence holds a word in any of its forms."""
    single = set(word.single_terms)
    return [
        span
        for token, span in zip(tokens, spans, strict=True)
        if not single.isdisjoint(token.terms)
        or (len(token.terms) > 1 and word.share_in(token.terms))
    ]


@lru_cache(maxsize=_REMEMBERED)
def _tokens_of(text: str) -> tuple[Sequence[Token], Sequence[Span]]:
    """Return the words of an English sentence, and where each stands."""
    tokens = tokenize(text, "en")
    return tokens, _spans(text, tokens)


def _spans(text: str, tokens: Sequence[Token]) -> list[Span]:
    """Return where each token stands, as far as it is written as it stands."""
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
