"""Measure how well spellings of names are joined and other names kept apart, beside peers.

    python -m tests.evaluation.names [--errors]

Thresholds of ours and of the peers are chosen on the fitting half of names.tsv; all are reported
on the held-back half. --errors lists the fitting half's errors; the other half's stay unread.
"""

# ruff: noqa: T201

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2s
from itertools import groupby
from pathlib import Path
from time import perf_counter

from retrieval.folding import fold
from retrieval.inflection import base_forms
from retrieval.likeness import is_same_name
from retrieval.names import NameIndex
from retrieval.transliteration import latin

TABLE = Path(__file__).with_name("names.tsv")

Judge = Callable[[str, str], bool]


@dataclass(frozen=True)
class Pair:
    a: str
    b: str
    is_same: bool


def read_pairs(held_back: bool) -> list[Pair]:
    return [pair for pair, held in _pairs() if held == held_back]


def precision_and_recall(judge: Judge, pairs: Sequence[Pair]) -> tuple[float, float]:
    joined = [pair for pair in pairs if judge(pair.a, pair.b)]
    right = sum(pair.is_same for pair in joined)
    return right / max(1, len(joined)), right / sum(pair.is_same for pair in pairs)


def ours(a: str, b: str) -> bool:
    # What folds alike has the same term; the index leaves it out.
    return fold(a) == fold(b) or bool(NameIndex({a: (a,)}).find(b))


def without_index(a: str, b: str) -> bool:
    return any(is_same_name(a, form) for form in base_forms(b))


def false_finds(pairs: Sequence[Pair]) -> tuple[int, int]:
    """Return how many spellings find a name that is not theirs in an index of all, of how many."""
    names = {pair.a for pair in pairs}
    index = NameIndex({name: (name,) for name in names})
    asked = [(pair.a, pair.b) for pair in pairs if pair.is_same]
    wrong = sum(any(match.word != name for match in index.find(other)) for name, other in asked)
    return wrong, len(asked)


def soundex(word: str) -> str:
    """Return the American Soundex code of a word in Latin letters."""
    letters = [c for c in latin(word) if c.isalpha()]
    digits = {c: str(n) for n, group in enumerate(
        ("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1) for c in group}  # fmt: skip
    codes = [digits.get(c, "") for c in letters if c not in "hw"]
    runs = [code for code, _ in groupby(codes)]
    rest = runs[1:] if runs and runs[0] == digits.get(letters[0], "") else runs
    return (letters[0] + "".join(rest) + "000")[:4] if letters else ""


def edit_ratio(a: str, b: str) -> float:
    """Return 1 - Levenshtein distance / length of the longer, on Latin letters."""
    left, right = latin(a), latin(b)
    row = list(range(len(right) + 1))
    for i, x in enumerate(left, 1):
        above, row = row, [i]
        for j, y in enumerate(right):
            row.append(min(above[j] + (x != y), above[j + 1] + 1, row[j] + 1))
    return 1 - row[-1] / max(len(left), len(right), 1)


def same_block_ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, latin(a), latin(b)).ratio()


def best_threshold(score: Callable[[str, str], float], pairs: Sequence[Pair]) -> float:
    def f1(threshold: float) -> float:
        p, r = precision_and_recall(lambda a, b: score(a, b) >= threshold, pairs)
        return 2 * p * r / max(p + r, 1e-9)

    return max((n / 100 for n in range(40, 100)), key=f1)


def _pairs() -> Iterator[tuple[Pair, bool]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        verdict, *names = line.split("\t")
        if verdict in {"=", "!"}:
            held = blake2s(names[0].encode()).digest()[0] % 2 == 1
            yield from ((Pair(names[0], other, verdict == "="), held) for other in names[1:])


def main() -> None:
    fitting, held = read_pairs(held_back=False), read_pairs(held_back=True)
    if "--errors" in sys.argv:
        for pair in fitting:
            if ours(pair.a, pair.b) != pair.is_same:
                print("same " if pair.is_same else "other", pair.a, pair.b)
    judges: dict[str, Judge] = {"ours": ours, "ours without index": without_index}
    judges["Soundex"] = lambda a, b: soundex(a) == soundex(b)
    for name, score in {"edit distance": edit_ratio, "matching blocks": same_block_ratio}.items():
        least = best_threshold(score, fitting)
        judges[f"{name} >= {least}"] = lambda a, b, s=score, t=least: s(a, b) >= t  # type: ignore[misc]
    for name, judge in judges.items():
        start = perf_counter()
        (p, r), (hp, hr) = (precision_and_recall(judge, pairs) for pairs in (fitting, held))
        us = (perf_counter() - start) / (len(fitting) + len(held)) * 1e6
        print(
            f"{name:24} fitting P {p:.3f} R {r:.3f}   held back P {hp:.3f} R {hr:.3f}  {us:.0f} us"
        )
    for label, pairs in (("fitting", fitting), ("held back", held)):
        print(f"{label}: %d of %d spellings find another name of the table" % false_finds(pairs))


if __name__ == "__main__":
    main()
