"""Measure how well typing errors are repaired and right words left alone.

    python -m tests.evaluation.typos [--errors]

One error is made in each word of the invented dossiers, as hands make them, and repaired against
the word's own dossier; words of the other dossiers are right, and must stay as they are. Dossiers
in the fitting half are those that costs were chosen on; the others are held back, and --errors
does not show them.
"""

# ruff: noqa: T201

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2s
from itertools import pairwise
from pathlib import Path
from random import Random
from time import perf_counter

from retrieval.english import english_words
from retrieval.keystrokes import _neighbours
from retrieval.spelling import Speller
from retrieval.tokenization import tokenize

DOSSIERS = Path(__file__).with_name("dossiers")


@dataclass(frozen=True)
class Text:
    """The words of a dossier in their order: as written, and folded."""

    written: tuple[str, ...]
    folded: tuple[str, ...]

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
    return blake2s(name.encode()).digest()[0] % 2 == 1


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
            _measure_right(others, speller, tally, show)
    return tally


def _measure_errors(text: Text, speller: Speller, random: Random, tally: Tally, show: bool) -> None:
    for before, word, after in _content_words(text):
        typed = mistyped(word, random)
        if typed in text.folded or typed in english_words():
            continue
        tally.errors += 1
        repair = speller.repair(typed, before, after)
        if repair and repair.word in {word, f"{before}{word}"}:
            tally.repaired += 1
        elif repair:
            tally.mistaken += 1
        if show and not (repair and repair.word == word):
            print("missed", typed, word, repair)


def _measure_right(words: set[str], speller: Speller, tally: Tally, show: bool) -> None:
    for word in sorted(words):
        if word.isalpha():
            tally.right += 1
            repair = speller.repair(word, None, None)
            tally.touched += repair is not None
            if show and repair:
                print("touched", word, repair)


def _content_words(text: Text) -> Iterator[tuple[str, str, str]]:
    seen = set()
    places = zip(text.folded, text.folded[1:], text.folded[2:], strict=False)
    for before, word, after in places:
        if len(word) >= 4 and word.isalpha() and word not in seen:
            seen.add(word)
            yield before, word, after


def _read(folder: Path) -> Text:
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md")))
    tokens = tokenize(text, "en")
    return Text(tuple(t.text for t in tokens), tuple(t.folded for t in tokens))


def main() -> None:
    texts = read_texts()
    for held_back in (False, True):
        start = perf_counter()
        tally = measure(texts, held_back, show="--errors" in sys.argv and not held_back)
        us = (perf_counter() - start) / max(1, tally.errors + tally.right) * 1e6
        print(
            f"{'held back' if held_back else 'fitting'}: {tally.errors} errors, "
            f"repaired {tally.recall:.3f}, rightly {tally.precision:.3f}; "
            f"{tally.right} right words, untouched {tally.untouched:.4f}; {us:.0f} us a word"
        )


if __name__ == "__main__":
    main()
