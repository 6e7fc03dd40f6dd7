"""Made-up dossiers of any size, the same for the same seed.

Words are drawn from a Zipf-Mandelbrot distribution; the commonest are English stop words, the
others are made of syllables, and one in twelve is written as a name. 80 words make a paragraph, 20
a sentence, 100 paragraphs a document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import overload

import numpy as np

from retrieval.model import Document, Passage, Source
from retrieval.stopwords import stop_words

VOCABULARY = 200_000
# Of Mandelbrot's law: 1 / (rank + 2.7).
SHIFT = 2.7
STOP_WORDS = 60
WORDS = 80
SENTENCE = 20
PARAGRAPHS = 100
ONE_NAME_IN = 12
AT_ONCE = 10_000
SYLLABLES = [c + v for c in (*"bdfghklmnprstvz", "br", "dr", "st", "tr") for v in "aeiou"]


@dataclass(frozen=True)
class Corpus:
    """Paragraphs as numbers of words, and the words."""

    numbers: np.ndarray
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.numbers)

    def terms(self) -> Iterator[list[str]]:
        """Yield the words of each paragraph that are no stop words."""
        lowered = np.array([word.lower() for word in self.words], dtype=object)
        for start in range(0, len(self), AT_ONCE):
            for row in self.numbers[start : start + AT_ONCE]:
                yield lowered[row[row >= STOP_WORDS]].tolist()

    def text(self, number: int) -> str:
        """Return a paragraph: sentences that begin with a capital and end with a full stop."""
        words = [self.words[n] for n in self.numbers[number].tolist()]
        sentences = (" ".join(words[i : i + SENTENCE]) for i in range(0, len(words), SENTENCE))
        return ". ".join(s[:1].upper() + s[1:] for s in sentences) + "."


def generate(count: int, seed: int = 7) -> Corpus:
    """Return so many paragraphs."""
    ranks = np.arange(1, VOCABULARY + 1)
    shares = np.cumsum(1 / (ranks + SHIFT))
    random = np.random.default_rng(seed)
    numbers = np.empty((count, WORDS), dtype=np.int32)
    for start in range(0, count, AT_ONCE):
        drawn = random.random((min(AT_ONCE, count - start), WORDS)) * shares[-1]
        numbers[start : start + AT_ONCE] = np.searchsorted(shares, drawn)
    return Corpus(numbers, _words())


def generate_queries(corpus: Corpus, count: int, seed: int = 8) -> list[list[str]]:
    """Return queries of three to seven words of one paragraph each, none of them a stop word."""
    random = np.random.default_rng(seed)
    queries = []
    for number in random.integers(len(corpus), size=count):
        row = corpus.numbers[number]
        kept = row[row >= STOP_WORDS]
        picks = random.choice(len(kept), size=random.integers(3, 8))
        queries.append([corpus.words[kept[pick]] for pick in picks])
    return queries


def _words() -> tuple[str, ...]:
    stop = sorted(stop_words("en"), key=lambda word: (len(word), word))
    common = [word for word in stop if word.isalpha()][:STOP_WORDS]
    made = [_word(number) for number in range(VOCABULARY - STOP_WORDS)]
    return (*common, *made)


def _word(number: int) -> str:
    """Return a word of two to four syllables, another one for each number."""
    left = number + len(SYLLABLES)
    syllables = []
    while left:
        left, syllable = divmod(left, len(SYLLABLES))
        syllables.append(SYLLABLES[syllable])
    word = "".join(syllables) + "n"
    return word.capitalize() if number % ONE_NAME_IN == 0 else word


class Passages(Sequence[Passage]):
    """The paragraphs as passages, made when they are asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __len__(self) -> int:
        return len(self._corpus)

    @overload
    def __getitem__(self, number: int) -> Passage: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Passage]: ...
    def __getitem__(self, number: int | slice) -> Passage | Sequence[Passage]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        document, place = divmod(number, PARAGRAPHS)
        name = document_id(document)
        return Passage(f"{name}#{number:08}", name, place + 1, self._corpus.text(number))


@dataclass(frozen=True)
class MadeUp:
    """A dossier of any number of passages."""

    documents: Sequence[Document]
    passages: Sequence[Passage]
    synonyms: Sequence[str] = ()
    aliases: Sequence[Sequence[str]] = ()


def document_id(number: int) -> str:
    """Return the id of the document with this number."""
    return f"made-up-{number:06}"


def made_up(corpus: Corpus) -> MadeUp:
    """Return a dossier of these paragraphs."""
    count = -(-len(corpus) // PARAGRAPHS)
    ids = map(document_id, range(count))
    documents = tuple(
        Document(own, Source(PurePosixPath(f"{own}.md")), (), title=f"Report {own}", language="en")
        for own in ids
    )
    return MadeUp(documents, Passages(corpus))
