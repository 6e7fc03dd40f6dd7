"""The best passages of a query, found without adding up what every part adds to every passage.

Rare terms are added up first. As soon as no passage that holds only the common ones can be among
the best, those are looked up for the few passages that may be (as in MaxScore, Turtle and Flood
1995). The scores of what is left are then added up anew, in the order of the query, so that
they are rank-bm25's to the last bit.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

import numpy as np
import numpy.typing as npt

from retrieval.bm25 import FloatArray
from retrieval.contributions import Contribution, PassageNumbers

# Up to so many passages, adding up everything is quicker than choosing what to add up.
FEW_PASSAGES = 12_000
# A part of fewer postings is added up without asking first whether it need be.
_FEW_POSTINGS = 4_000
# So many passages for each wanted are scored in full to learn what the best must reach.
_TRIED = 4
# Sums in another order may differ in the last digits.
_SLACK = 1 - 1e-9
# Passages looked at together when the best are cut; 64 to 256 are equally quick at 100,000.
_BLOCK = 128


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


def scores_of(parts: Sequence[Contribution], total: int) -> FloatArray:
    """Return the score of each of `total` passages."""
    return _add_up([part.everywhere() for part in parts], total)


def select(
    parts: Sequence[Contribution], total: int, top: int, room: Sums
) -> tuple[PassageNumbers, FloatArray]:
    """Return passages among which the best `top` are, each with its exact score, in no order."""
    if not parts:
        return np.zeros(0, dtype=np.int32), np.zeros(0)
    if total <= FEW_PASSAGES or min(part.most for part in parts) <= 0:
        return _select_from_all(parts, total, top)
    if len(parts) == 1:
        passages, scores = parts[0].everywhere()
        return _cut(passages, scores, top)
    with room.taken() as sums:
        candidates = _candidates(sorted(parts, key=lambda part: part.size), top, sums)
    return _cut(candidates, _exact(parts, candidates), top)


def _exact(parts: Sequence[Contribution], passages: PassageNumbers) -> FloatArray:
    scores = np.zeros(len(passages))
    for part in parts:
        scores += part.at(passages)
    return scores


def _candidates(parts: Sequence[Contribution], top: int, sums: FloatArray) -> PassageNumbers:
    """Return, in ascending order, the passages that may be among the best; parts: rarest first."""
    left = np.cumsum([part.most for part in reversed(parts)])[::-1].tolist()
    found: list[PassageNumbers] = []
    least = 0.0
    for done, part in enumerate(parts):
        if part.size > _FEW_POSTINGS and sum(map(len, found)) >= top:
            least = max(least, _reached(np.concatenate(found), parts[done:], top, sums))
        if left[done] < least:
            break
        found.append(_add(part, sums))
    else:
        done = len(parts)
    passages = np.concatenate(found)
    partial = sums[passages]
    sums[passages] = 0.0
    return _narrow(passages, partial, parts[done:], [*left[done:], 0.0], top, least)


def _add(part: Contribution, sums: FloatArray) -> PassageNumbers:
    """Add what a part adds everywhere; return the passages that had nothing before."""
    passages, weights = part.everywhere()
    before = sums[passages]
    sums[passages] = before + weights
    fresh: PassageNumbers = passages[before == 0.0]
    return fresh


def _reached(
    passages: PassageNumbers, rest: Sequence[Contribution], top: int, sums: FloatArray
) -> float:
    """Return a score that at least `top` passages reach, close to the lowest of the best."""
    partial = sums[passages]
    if len(passages) > _TRIED * top:
        likely = np.argpartition(partial, -_TRIED * top)[-_TRIED * top :]
        passages, partial = passages[likely], partial[likely]
    full = partial.copy()
    ordered = np.sort(passages)
    for part in rest:
        full += part.at(ordered)[np.searchsorted(ordered, passages)]
    return float(np.partition(full, len(full) - top)[len(full) - top]) * _SLACK


def _narrow(
    passages: PassageNumbers,
    partial: FloatArray,
    rest: Sequence[Contribution],
    left: Sequence[float],
    top: int,
    least: float,
) -> PassageNumbers:
    """Return the passages that can still be among the best when the rest is looked up in them."""
    for part, more in zip([None, *rest], left, strict=True):
        if part is not None:
            partial = partial + part.at(passages)
        if len(partial) > top:
            least = max(least, _greatest(partial, top) * _SLACK)
        may_be = partial + more >= least
        passages, partial = passages[may_be], partial[may_be]
        if part is None:
            order = np.argsort(passages)
            passages, partial = passages[order], partial[order]
    return passages


def _cut(
    passages: PassageNumbers, scores: FloatArray, top: int
) -> tuple[PassageNumbers, FloatArray]:
    """Return the passages that are at least as good as the last of the best."""
    if len(scores) <= top:
        return passages, scores
    best = scores >= _greatest(scores, top)
    return passages[best], scores[best]


def _greatest(scores: FloatArray, top: int) -> float:
    """Return the lowest of the `top` greatest."""
    return float(np.partition(scores, len(scores) - top)[len(scores) - top])


def _select_from_all(
    parts: Sequence[Contribution], total: int, top: int
) -> tuple[PassageNumbers, FloatArray]:
    added = [part.everywhere() for part in parts]
    scores = _add_up(added, total)
    passages = _sharing(added, scores, top, total)
    return passages, scores[passages]


def _add_up(added: Sequence[tuple[PassageNumbers, FloatArray]], total: int) -> FloatArray:
    if not added:
        return np.zeros(total)
    # bincount adds in the order given: to each passage the first part's, then the next.
    passages = np.concatenate([numbers for numbers, _ in added])
    weights = np.concatenate([weights for _, weights in added])
    return cast("FloatArray", np.bincount(passages, weights, minlength=total))


def _sharing(
    added: Sequence[tuple[PassageNumbers, FloatArray]], scores: FloatArray, top: int, total: int
) -> PassageNumbers:
    """Return, in ascending order, passages among which the best `top` surely are."""
    bound = _lower_bound(scores, top)
    if bound > 0:  # then a passage that shares no term, with its 0.0, is below it
        return _numbers(np.flatnonzero(scores >= bound))
    # Scores of zero and less occur in small dossiers; there only the postings tell who shares.
    sharing = np.zeros(total, dtype=bool)
    for numbers, _ in added:
        sharing[numbers] = True
    return _numbers(np.flatnonzero(sharing))


def _numbers(places: npt.NDArray[np.intp]) -> PassageNumbers:
    return places.astype(np.int32)


def _lower_bound(scores: FloatArray, top: int) -> float:
    """Return a number that at least `top` scores reach, close to the lowest of the best.

    Each of the `top` best blocks holds one score as high as the lowest of their maxima, and there
    are far fewer blocks than scores to sort. 0.0 where there are too few blocks.
    """
    blocks = len(scores) // _BLOCK
    if blocks < top:
        return 0.0
    highest = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
    return float(np.partition(highest, blocks - top)[blocks - top])
