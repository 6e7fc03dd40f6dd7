"""The words of a dossier as written: how often, found by which terms, and which are names.

Texts are read into numbers of written words, each of which is analysed when it is first met and
never again; all that is known of words follows from how often each was written.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import numpy.typing as npt

from retrieval.tokenization import WORD, Token, analyse, joined_text, words_in

# Scripts without capitals: any word may be a name there.
_UNICASE = re.compile(r"[\u0590-\u06ff\u10a0-\u10ff\u3040-\u9fff]")
# A word after the end of a sentence or an opening quote, but not after the last dot of U.S.
_BEGINNING = re.compile(
    rf"""[.!?:;“"«(\['](?<!\w')(?<!\b[^\W\d_]\.[^\W\d_]\.)\W*({WORD})""", re.VERBOSE
)

# A word is a name if so much of it is written with a capital.
_NAME_SHARE = 0.8
# Some 20 MB of pairs; a larger dossier has seen the usual ones by then.
MOST_PAIRS = 100_000
_CLITIC = re.compile(r"['’](?:s|S)?$")

Numbers = npt.NDArray[np.int64]


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

    def follows(self, first: str, second: str) -> bool:
        """Return whether the second word stands right after the first somewhere."""
        return (first, second) in self.pairs

    def take(self, token: Token, times: int, beginnings: int) -> None:
        """Count a word as written that occurs so often, and so often begins a sentence."""
        word = token.folded
        is_upper = token.text[0].isupper()
        begins = beginnings if is_upper else 0
        capitals = times - begins if is_upper or _UNICASE.match(token.text) else 0
        if word not in self.counts:
            self.terms[word] = token.terms
        if word not in self.counts or (capitals and not self.capitals[word]):
            self.written[word] = _CLITIC.sub("", token.text)
        self.counts[word] += times
        if begins:
            self.beginnings[word] += begins
        if capitals:
            self.capitals[word] += capitals

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


class WrittenWords:
    """Gives each distinct written word a number, in the order in which they are first met.

    tokens: their analyses, by number.
    """

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self._numbers: dict[tuple[str, bool], _NumbersOf] = {}

    def read(self, text: str, language: str) -> tuple[list[int], list[int]]:
        """Return the numbers of a text's words, and of those that begin its sentences."""
        joined = joined_text(text)
        written, shouted = words_in(joined)
        numbers = self._numbers.get((language, shouted))
        if numbers is None:
            numbers = _NumbersOf(language, shouted, self.tokens)
            self._numbers[language, shouted] = numbers
        number = numbers.__getitem__
        after_first = joined.find(written[0]) + len(written[0]) if written else 0
        beginnings = chain(written[:1], _BEGINNING.findall(joined, after_first))
        return list(map(number, written)), list(map(number, beginnings))


class _NumbersOf(dict[str, int]):
    """The numbers of written words in one language."""

    def __init__(self, language: str, shouted: bool, tokens: list[Token]) -> None:
        self._language = language
        self._shouted = shouted
        self._tokens = tokens

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self._tokens)
        self._tokens.append(analyse(word, self._language, self._shouted))
        return number


class WordCounts:
    """How often each written word occurs and begins a sentence, and which follow each other."""

    def __init__(self) -> None:
        self._times = np.zeros(0, dtype=np.int64)
        self._beginnings = np.zeros(0, dtype=np.int64)
        self._folded: dict[str, int] = {}
        self._folded_of: list[int] = []
        self._pairs: dict[int, None] = {}

    def add(
        self, numbers: Numbers, lengths: Numbers, beginnings: Numbers, tokens: list[Token]
    ) -> None:
        """Count the words of some texts.

        numbers: of their words, one text after the other. lengths: how many each has.
        """
        self._times = _added(self._times, numbers, len(tokens))
        self._beginnings = _added(self._beginnings, beginnings, len(tokens))
        if len(self._pairs) < MOST_PAIRS:
            self._take_pairs(numbers, lengths, tokens)

    def vocabulary(self, tokens: list[Token]) -> Vocabulary:
        """Return what the counts say of the words."""
        vocabulary = Vocabulary()
        counted = zip(tokens, self._times.tolist(), self._beginnings.tolist(), strict=True)
        for token, times, beginnings in counted:
            if times and token.terms:
                vocabulary.take(token, times, beginnings)
        folded = list(self._folded)
        pairs = (divmod(pair, _STEP) for pair in list(self._pairs)[:MOST_PAIRS])
        vocabulary.pairs = {(folded[first], folded[second]) for first, second in pairs}
        return vocabulary

    def _take_pairs(self, numbers: Numbers, lengths: Numbers, tokens: list[Token]) -> None:
        for token in tokens[len(self._folded_of) :]:
            self._folded_of.append(self._folded.setdefault(token.folded, len(self._folded)))
        folded = np.array(self._folded_of, dtype=np.int64)[numbers]
        ends = np.cumsum(lengths)
        inside = np.ones(max(len(numbers) - 1, 0), dtype=bool)
        inside[ends[(ends > 0) & (ends < len(numbers))] - 1] = False
        pairs = (folded[:-1] * _STEP + folded[1:])[inside]
        self._pairs.update(dict.fromkeys(pairs.tolist()))


_STEP = 1 << 31


def _added(counts: Numbers, numbers: Numbers, total: int) -> Numbers:
    found = np.bincount(numbers, minlength=total)
    found[: len(counts)] += counts
    return found


def read_vocabulary(texts: Iterable[tuple[str, str]]) -> Vocabulary:
    """Return the words of texts, each given with its language."""
    words, counts = WrittenWords(), WordCounts()
    for text, language in texts:
        numbers, beginnings = words.read(text, language)
        counts.add(
            np.array(numbers, dtype=np.int64),
            np.array([len(numbers)]),
            np.array(beginnings, dtype=np.int64),
            words.tokens,
        )
    return counts.vocabulary(words.tokens)
