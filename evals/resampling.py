"""Intervals of means and of ratios of sums: Student's t, and a bootstrap over clusters.

Documents of one issuer resemble each other. Drawing issuers instead of documents keeps that in the
interval; drawing documents makes it too short (A. C. Cameron and D. L. Miller, "A Practitioner's
Guide to Cluster-Robust Inference", Journal of Human Resources 50 (2015), 317–372).

Every figure is a ratio of sums over documents: a mean has the value on top and 1 below, and both 0
where a document has no value. So all of them are resampled at once, by one product of matrices.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from summarizer.evals.statistics import Interval

RESAMPLES = 10_000
SEED = 20_260_101
_TAILS = (0.025, 0.975)

Floats = NDArray[np.float64]


def t_interval(values: Sequence[float]) -> Interval | None:
    """Return Student's 95 % interval of a mean, with n-1 degrees of freedom; None below two."""
    if len(values) < 2:
        return None
    error = float(np.std(values, ddof=1)) / sqrt(len(values))
    reach = float(stats.t.ppf(_TAILS[1], len(values) - 1)) * error
    mean = float(np.mean(values))
    return Interval(mean - reach, mean + reach)


def cluster_weights(clusters: Sequence[str]) -> Floats:
    """Draw clusters with replacement, and return how often each document is drawn.

    Args:
        clusters: The cluster of each document.

    Returns:
        A row for each of `RESAMPLES` draws, a column for each document; the same draws every time.
    """
    _, place = np.unique(np.asarray(clusters), return_inverse=True)
    count = int(place.max()) + 1
    drawn = np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), RESAMPLES)
    return drawn[:, place].astype(np.float64)


def ratios(weights: ArrayLike, tops: ArrayLike, bottoms: ArrayLike) -> Floats:
    """Return ratios of weighted sums; NaN where a sum below is 0.

    Args:
        weights: A row for each draw, a column for each document.
        tops: A row for each document, a column for each figure.
        bottoms: Of the same shape.
    """
    above, below = np.asarray(weights) @ np.asarray(tops), np.asarray(weights) @ np.asarray(bottoms)
    result: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
    return result


def percentiles(draws: Floats) -> list[Interval | None]:
    """Return the 95 % percentile interval of each column.

    None where a draw in twenty or more has no value: what is left would look surer than it is.
    """
    found: list[Interval | None] = []
    for column in draws.T:
        known = column[np.isfinite(column)]
        enough = len(known) > (1 - _TAILS[0] * 2) * len(column)
        found.append(Interval(*map(float, np.quantile(known, _TAILS))) if enough else None)
    return found
