"""Measure how well typing errors are repaired and right words left alone.

    python -m tests.evaluation.typos [--errors]

One error is made in each word of the invented dossiers, as hands make them, and repaired against
the word's own dossier; words of the other dossiers are right, and must stay as they are. Costs were
chosen on the dossiers that may be looked at (sets.py); the others are held back, and --errors does
not show them. Errors that need no repair are left out: those that make another word, and those that
the stemmer cuts.
"""

# ruff: noqa: T201

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from time import perf_counter

from retrieval.english import english_words
from retrieval.ingest import read_folder
from retrieval.keystrokes import _neighbours
from retrieval.languages import language_of
from retrieval.nearby import SHORTEST
from retrieval.spelling import Speller
from retrieval.tokenization import terms, tokenize
from tests.evaluation.sets import TEST

DOSSIERS = Path(__file__).with_name("dossiers")


@dataclass(frozen=True)
class Text:
    """The words of a dossier in their order: as written, and folded."""

    written: tuple[str, ...]
    folded: tuple[str, ...]
    terms: frozenset[str]

    def speller(self) -> Speller:
        following = set(pairwise(self.folded))
        return Speller(Counter(self.folded), english_words(), lambda a, b: (a, b) in following)


@dataclass
class Tally:
    errors: int = 0
    repaired: int = 0
    mistaken: int = 0
    right: int = 0
    touched: int = 0
    lacked: int = 0
    lacked_repaired: int = 0
    lacked_mistaken: int = 0

    @property
    def recall(self) -> float:
        return self.repaired / max(1, self.errors)

    @property
    def precision(self) -> float:
        return self.repaired / max(1, self.repaired + self.mistaken)

    @property
    def untouched(self) -> float:
        return 1 - self.touched / max(1, self.right)


def read_texts() -> dict[str, Text]:
    return {folder.name: _read(folder) for folder in sorted(DOSSIERS.iterdir()) if folder.is_dir()}


def is_held_back(name: str) -> bool:
    return name in TEST


def mistyped(word: str, random: Random) -> str:
    """Return a word with one error: letters swapped, dropped, doubled, added, or a key beside."""
    at = random.randrange(1, len(word))
    kind = random.choice(["swap", "drop", "double", "beside", "beside", "undouble"])
    if kind == "swap" and word[at] != word[at - 1]:
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    if kind == "beside" and _neighbours().get(word[at]):
        return word[:at] + random.choice(sorted(_neighbours()[word[at]])) + word[at + 1 :]
    return word[:at] + word[at + 1 :]


def measure(texts: dict[str, Text], held_back: bool, *, show: bool = False) -> Tally:
    tally = Tally()
    random = Random(1)
    for name, text in texts.items():
        if is_held_back(name) == held_back:
            speller = text.speller()
            _measure_errors(text, speller, random, tally, show)
            others = {w for other, t in texts.items() if other != name for w in t.written}
            _measure_right(text, others, speller, tally, show)
            _measure_lacked(text, others, speller, random, tally)
    return tally


def _measure_errors(text: Text, speller: Speller, random: Random, tally: Tally, show: bool) -> None:
    for before, word, after in _content_words(text):
        typed = mistyped(word, random)
        # A slip that makes another word cannot be seen; one that the stemmer cuts does no harm.
        if typed in english_words() or set(terms(typed, "en")) <= text.terms:
            continue
        tally.errors += 1
        repair = speller.repair(typed, before, after)
        if repair and repair.word in {word, f"{before}{word}"}:
            tally.repaired += 1
        elif repair:
            tally.mistaken += 1
        if show and not (repair and repair.word == word):
            print("missed", typed, word, repair)


def _measure_right(text: Text, words: set[str], speller: Speller, tally: Tally, show: bool) -> None:
    for word in sorted(words):
        if word.isalpha() and not set(terms(word, "en")) <= text.terms:
            tally.right += 1
            repair = speller.repair(word, "", None)
            tally.touched += repair is not None
            if show and repair:
                print("touched", word, repair)


def _measure_lacked(
    text: Text, words: set[str], speller: Speller, random: Random, tally: Tally
) -> None:
    """Mistype words of the language that this dossier lacks, for the thesaurus to help with."""
    lacked = sorted((words & english_words()) - set(text.folded))
    for word in random.sample([word for word in lacked if len(word) > SHORTEST], 400):
        typed = mistyped(word, random)
        if typed not in english_words() and not set(terms(typed, "en")) <= text.terms:
            repair = speller.repair(typed, "", None)
            tally.lacked += 1
            tally.lacked_repaired += repair is not None and repair.word == word
            tally.lacked_mistaken += repair is not None and repair.word != word


def _content_words(text: Text) -> Iterator[tuple[str, str, str]]:
    seen = set()
    places = zip(text.folded, text.folded[1:], text.folded[2:], strict=False)
    for before, word, after in places:
        if len(word) >= 4 and word.isalpha() and word not in seen:
            seen.add(word)
            yield before, word, after


def _read(folder: Path) -> Text:
    documents = [d for d in read_folder(folder).documents if language_of(d) == "en"]
    text = "\n".join(block.text for document in documents for block in document.blocks)
    tokens = tokenize(text, "en")
    found = frozenset(term for token in tokens for term in token.terms)
    return Text(tuple(t.text for t in tokens), tuple(t.folded for t in tokens), found)


def main() -> None:
    texts = read_texts()
    for held_back in (False, True):
        start = perf_counter()
        tally = measure(texts, held_back, show="--errors" in sys.argv and not held_back)
        us = (perf_counter() - start) / max(1, tally.errors + tally.right) * 1e6
        print(
            f"{'held back' if held_back else 'fitting'}: {tally.errors} errors, "
            f"repaired {tally.recall:.3f}, rightly {tally.precision:.3f}; "
            f"of {tally.lacked} in words it lacks {tally.lacked_repaired / tally.lacked:.3f}, "
            f"mistaken {tally.lacked_mistaken / tally.lacked:.3f}; "
            f"{tally.right} right words, untouched {tally.untouched:.4f}; {us:.0f} us a word"
        )


if __name__ == "__main__":
    main()
