"""How sure a measured share is: 95 % intervals by bootstrap, always from the same seed.

What is drawn again is questions. Questions about one dossier are more alike than that, so of
another dossier expect a little more spread than an interval says.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

SAMPLES = 2_000
_PERCENTILES = (2.5, 97.5)
_SEED = 7
# Draws made at a time hold at most so many numbers: 8 MB.
_AT_A_TIME = 1_000_000


class Interval(NamedTuple):
    """Where 95 % of the means of samples drawn again lie."""

    low: float
    high: float


def mean_interval(values: Sequence[float]) -> Interval | None:
    """Return the interval of the mean of these values, 0.0 and 1.0 for a share; None of none."""
    if not values:
        return None
    numbers = np.asarray(values, dtype=np.float64)
    draws = np.random.default_rng(_SEED)
    means = np.empty(SAMPLES)
    step = max(1, _AT_A_TIME // len(numbers))
    for start in range(0, SAMPLES, step):
        size = min(step, SAMPLES - start)
        drawn = draws.integers(0, len(numbers), (size, len(numbers)))
        means[start : start + size] = numbers[drawn].mean(axis=1)
    low, high = np.percentile(means, _PERCENTILES)
    return Interval(float(low), float(high))


def difference_interval(before: Sequence[float], after: Sequence[float]) -> Interval | None:
    """Return the interval of the mean change of paired values, each question with itself.

    Raises ValueError when the two are not of one length.
    """
    return mean_interval([b - a for a, b in zip(before, after, strict=True)])
