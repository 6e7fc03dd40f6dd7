"""The words of a dossier as written: how often, found by which terms, and which are names."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from retrieval.tokenization import tokenize

# Scripts without capitals: any word may be a name there.
_UNICASE = re.compile(r"[\u0590-\u06ff\u10a0-\u10ff\u3040-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?…:;“‘\"«(\[]\W*$")

# A word is a name if so much of it is written with a capital.
_NAME_SHARE = 0.8
# Some 20 MB of pairs; a larger dossier has seen the usual ones by then.
MOST_PAIRS = 100_000
_CLITIC = re.compile(r"['’](?:s|S)?$")


@dataclass(slots=True)
class Vocabulary:
    """The words of a dossier.

    counts: folded words and how often they occur. terms: what each is found by. capitals: how
    often each is written with a capital where none is asked for. beginnings: and how often where
    one is. written: one way it is written. pairs: words that follow each other, up to MOST_PAIRS.
    """

    counts: Counter[str] = field(default_factory=Counter)
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    capitals: Counter[str] = field(default_factory=Counter)
    beginnings: Counter[str] = field(default_factory=Counter)
    written: dict[str, str] = field(default_factory=dict)
    pairs: set[tuple[str, str]] = field(default_factory=set)

    def read(self, text: str, language: str) -> None:
        """Take in the words of a passage."""
        begins = True
        place = 0
        before = ""
        for token in tokenize(text, language):
            start = max(text.find(token.text, place), place)
            begins = begins or _SENTENCE_END.search(text[place:start]) is not None
            place = start + len(token.text)
            if before and len(self.pairs) < MOST_PAIRS:
                self.pairs.add((before, token.folded))
            before = token.folded
            if token.terms:
                self._take(token.text, token.folded, token.terms, begins)
            begins = False

    def follows(self, first: str, second: str) -> bool:
        """Return whether the second word stands right after the first somewhere."""
        return (first, second) in self.pairs

    def _take(self, text: str, folded: str, terms: tuple[str, ...], begins: bool) -> None:
        is_capital = text[0].isupper() or _UNICASE.match(text) is not None
        if folded not in self.counts:
            self.terms[folded] = terms
            self.written[folded] = _CLITIC.sub("", text)
        self.counts[folded] += 1
        if not is_capital:
            return
        if begins and text[0].isupper():
            self.beginnings[folded] += 1
            return
        if not self.capitals[folded]:
            self.written[folded] = _CLITIC.sub("", text)
        self.capitals[folded] += 1

    def names(self, is_ordinary: Callable[[str], bool]) -> dict[str, tuple[str, ...]]:
        """Return the words written as names, as written, with their terms.

        A word that only ever begins sentences is a name unless it is an ordinary one.
        """
        return {
            self.written[word]: self.terms[word]
            for word, times in self.counts.items()
            if not word[0].isdigit()
            and self.capitals[word] + self.beginnings[word] >= _NAME_SHARE * times
            and (self.capitals[word] > 0 or not is_ordinary(word))
        }


def read_vocabulary(texts: Iterable[tuple[str, str]]) -> Vocabulary:
    """Return the words of texts, each given with its language."""
    vocabulary = Vocabulary()
    for text, language in texts:
        vocabulary.read(text, language)
    return vocabulary
