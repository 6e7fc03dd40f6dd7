"""The best passages of a query, found without adding up what every part adds to every passage.

Rare terms are added up first. As soon as no passage that holds only the common ones can be among
the best, the others need not be read (as in MaxScore, Turtle and Flood 1995). What may be among the
best is scored anew, exactly.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from retrieval.bm25 import FloatArray
from retrieval.contributions import OfForm, Part, PassageNumbers, added_in_turn
from retrieval.scoring import Scorer

# Up to so many passages, adding up everything is quicker than choosing what to add up.
FEW_PASSAGES = 12_000
# Up to so many postings, adding up all of them is quicker.
FEW_POSTINGS = 30_000
# Postings read before it is asked for the first time whether the rest is needed, and by how much
# the number grows from time to time. Chosen at 1,000,000 passages, where half and double are within
# a tenth of it.
_FIRST_POSTINGS = 15_000
_GROWTH = 8
# Scoring more candidates exactly takes longer than looking up what narrows them down.
_FEW_CANDIDATES = 200
_LOOKED_UP = 4
# So many passages for each wanted are scored exactly to learn what the best must reach.
_TRIED = 3
# Sums in another order may differ in the last digits.
_SLACK = 1 - 1e-9

Found = tuple[npt.NDArray[Any], FloatArray]


class Sums:
    """Room for a sum per passage, all nought between uses; threads get a room each."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._free: list[FloatArray] = []

    @contextmanager
    def taken(self) -> Iterator[FloatArray]:
        """Give an array of noughts, which the taker makes noughts again."""
        try:
            room = self._free.pop()
        except IndexError:
            room = np.zeros(self._total)
        yield room
        # Not given back where the taker failed: it may hold something.
        self._free.append(room)


def scores_of(parts: Sequence[Part], total: int) -> FloatArray:
    """Return the score of each of `total` passages."""
    if not parts:
        return np.zeros(total)
    passages, weights = added_in_turn(parts)
    # bincount adds in the order given: to each passage the first part's, then the next.
    return cast("FloatArray", np.bincount(passages, weights, minlength=total))


def select(
    parts: Sequence[Part], total: int, top: int, room: Sums, scorer: Callable[[], Scorer]
) -> Found:
    """Return passages among which the best `top` are, with their exact scores, in no order.

    A passage may occur several times, always with the same score.
    """
    if not parts:
        return np.zeros(0, dtype=np.int32), np.zeros(0)
    if total <= FEW_PASSAGES or any(form.most <= 0 for part in parts for form in part):
        return _select_from_all(parts, total, top)
    with room.taken() as sums:
        if sum(form.size for part in parts for form in part) <= FEW_POSTINGS:
            return _select_from_few(parts, top, sums)
        exact = scorer()
        passages = _candidates(_in_turn(parts), top, sums, exact)
    return _cut(passages, exact.scores(passages), top)


def _select_from_few(parts: Sequence[Part], top: int, sums: FloatArray) -> Found:
    """Return the best after adding up every part, in the order of the query."""
    return best_of_added(*added_in_turn(parts), top, len(parts), sums)


def best_of_added(
    passages: PassageNumbers, weights: FloatArray, top: int, times: int, sums: FloatArray
) -> Found:
    """Return the best of passages that get weights, each at most so many `times`."""
    np.add.at(sums, passages, weights)
    found = best_of(passages, sums.take(passages), top, times)
    sums[passages] = 0.0
    return found


def best_of(passages: npt.NDArray[Any], scores: FloatArray, top: int, times: int) -> Found:
    """Return the best of passages of which each may occur so many times, always with its score."""
    if len(passages) > top * times:
        best = scores >= _greatest(scores, top * times)
        return passages[best], scores[best]
    return passages, scores


def _in_turn(parts: Sequence[Part]) -> list[tuple[OfForm, float]]:
    """Return all forms, rarest first, each with what it and all later ones can add together."""
    numbered = [(form, number) for number, part in enumerate(parts) for form in part]
    numbered.sort(key=lambda pair: pair[0].size, reverse=True)
    most = [0.0] * len(parts)
    total = 0.0
    in_turn = []
    for form, number in numbered:
        # Of the forms of a part, only the best counts.
        if form.most > most[number]:
            total += form.most - most[number]
            most[number] = form.most
        in_turn.append((form, total))
    in_turn.reverse()
    return in_turn


def _candidates(
    forms: Sequence[tuple[OfForm, float]], top: int, sums: FloatArray, scorer: Scorer
) -> PassageNumbers:
    """Return, in ascending order, the passages that may be among the best."""
    found = np.zeros(0, dtype=np.int32)
    least, postings, begin, left = 0.0, 0, 0, forms[0][1]
    while begin < len(forms) and left >= least:
        postings = max(_FIRST_POSTINGS, _GROWTH * postings)
        end = _enough(forms, begin, postings, least)
        passages, weights = _together([form for form, _ in forms[begin:end]])
        np.add.at(sums, passages, weights)
        found = np.concatenate((found, passages))
        begin, left = end, forms[end][1] if end < len(forms) else 0.0
        if len(found) > top:
            least = max(least, _reached(found, top, sums, scorer))
    may_be = _distinct(found[sums.take(found) >= (least - left) * _SLACK])
    partial = sums.take(may_be)
    sums[found] = 0.0
    return _narrowed(may_be, partial, forms[begin:], least)


def _narrowed(
    passages: PassageNumbers,
    partial: FloatArray,
    forms: Sequence[tuple[OfForm, float]],
    least: float,
) -> PassageNumbers:
    """Return the passages that may be among the best when some of the rest is looked up in them."""
    for nth, (form, _) in enumerate(forms[:_LOOKED_UP]):
        if len(passages) <= _FEW_CANDIDATES:
            break
        partial = partial + form.at(passages)
        left = forms[nth + 1][1] if nth + 1 < len(forms) else 0.0
        may_be = partial >= (least - left) * _SLACK
        passages, partial = passages[may_be], partial[may_be]
    return passages


def _enough(forms: Sequence[tuple[OfForm, float]], begin: int, postings: int, least: float) -> int:
    """Return the end of a run of forms that have about so many postings, at least one form."""
    read = forms[begin][0].size
    end = begin + 1
    while end < len(forms) and forms[end][1] >= least:
        read += forms[end][0].size
        if read > postings:
            break
        end += 1
    return end


def _together(forms: Sequence[OfForm]) -> tuple[npt.NDArray[np.intp], FloatArray]:
    every = [form.everywhere() for form in forms]
    passages = np.concatenate([passages for passages, _ in every])
    return passages.astype(np.intp), np.concatenate([weights for _, weights in every])


def _reached(found: npt.NDArray[Any], top: int, sums: FloatArray, scorer: Scorer) -> float:
    """Return a score that at least `top` passages reach, close to the lowest of the best."""
    partial = sums.take(found)
    tried = _TRIED * top
    likely = found
    if len(found) > tried:
        likely = found.take(np.argpartition(partial, -tried)[-tried:])
    likely = _distinct(likely)
    if len(likely) < top:
        return 0.0
    return _greatest(scorer.scores(likely), top) * _SLACK


def _distinct(passages: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return each passage once, in ascending order."""
    ordered = np.sort(passages)  # np.unique takes thirty times as long
    if len(ordered) < 2:
        return ordered
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def _cut(passages: PassageNumbers, scores: FloatArray, top: int) -> Found:
    """Return the passages that are at least as good as the last of the best."""
    if len(scores) <= top:
        return passages, scores
    best = scores >= _greatest(scores, top)
    return passages[best], scores[best]


def _greatest(scores: FloatArray, top: int) -> float:
    """Return the lowest of the `top` greatest."""
    ordered = scores.copy()
    ordered.partition(len(scores) - top)
    return ordered.item(len(scores) - top)


def _select_from_all(parts: Sequence[Part], total: int, top: int) -> Found:
    passages, weights = added_in_turn(parts)
    scores = cast("FloatArray", np.bincount(passages, weights, minlength=total))
    return best_of(passages, scores.take(passages), top, len(parts))
