"""What a count out of a number of trials says about the rate behind it."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

# Two-sided 95 %.
_Z = 1.959964


class Interval(NamedTuple):
    """The bounds of a share, from 0 to 1."""

    low: float
    high: float


def wilson(hits: int, trials: int) -> Interval:
    """Return the 95 % interval of a share; without trials it is anything from 0 to 1.

    The score interval of E. B. Wilson, "Probable inference, the law of succession, and statistical
    inference", Journal of the American Statistical Association 22 (1927), 209–212: unlike the
    normal approximation it is not empty where nothing was hit.

    Args:
        hits: How many of the trials count, at least 0.
        trials: How many there were, at least `hits`.
    """
    if not trials:
        return Interval(0.0, 1.0)
    share, weight = hits / trials, _Z * _Z / trials
    middle = share + weight / 2
    reach = _Z * sqrt((share * (1 - share) + weight / 4) / trials)
    low, high = (middle - reach) / (1 + weight), (middle + reach) / (1 + weight)
    # Rounding must not move the ends that are exact.
    return Interval(low if hits else 0.0, high if hits < trials else 1.0)
