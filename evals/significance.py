"""Whether a difference between two runs could be chance, and how small a one could be seen."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite, nan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from summarizer.evals.resampling import RESAMPLES, SEED, Floats
from summarizer.evals.statistics import Interval

ALPHA, POWER = 0.05, 0.8


def clopper_pearson(hits: int, trials: int) -> Interval:
    """Return the exact 95 % interval of a share; without trials it is anything from 0 to 1.

    C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404–413. Of no hits in n trials the upper
    bound is about 3.7 / n.
    """
    if not trials:
        return Interval(0.0, 1.0)
    found = stats.binomtest(hits, trials).proportion_ci(confidence_level=0.95, method="exact")
    return Interval(float(found.low), float(found.high))


def mcnemar(lost: int, won: int) -> float:
    """Return the exact two-sided p of McNemar's test: 1 where nothing changed."""
    return float(stats.binomtest(lost, lost + won, 0.5).pvalue) if lost + won else 1.0


class Chance(NamedTuple):
    """How often chance alone brings a difference as low, or as high, as the one observed."""

    low: float
    high: float

    @property
    def two_sided(self) -> float:
        """Twice the smaller one."""
        return min(1.0, 2 * min(self)) if isfinite(self.low) else self.low


def permuted(tops: Floats, bottoms: Floats) -> Chance:
    """Test by permutation whether the documents' ratios differ between A and B.

    Each document's pair is swapped or not: all ways for at most 13 documents, else `RESAMPLES`
    seeded ones. A document weighs as much as its two bottoms come to on average, so swapping one
    with equal ratios changes nothing, however much more was counted in one run.

    Args:
        tops: Two rows, A and B, a column for each document.
        bottoms: Of the same shape; a document without a value in one run is left out.

    Returns:
        Both p; NaN for fewer than two documents.
    """
    both: NDArray[np.bool_] = np.all(bottoms > 0, axis=0)
    documents = int(both.sum())
    if documents < 2:
        return Chance(nan, nan)
    weighted = tops[:, both] / bottoms[:, both] * bottoms[:, both].mean(axis=0)

    def difference(b: Floats, a: Floats, axis: int) -> Floats:
        result: Floats = b.sum(axis=axis) - a.sum(axis=axis)
        return result

    found = stats.permutation_test(
        (weighted[1], weighted[0]),
        difference,
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(SEED),
    )
    # scipy gives one tail; the other is counted as it does: rounding makes no difference of two
    # equal ones, and what was observed counts among the ways that were drawn.
    null, observed = found.null_distribution, float(found.statistic)
    slack = 1e-12 * max(1.0, abs(observed))
    extra = 0 if len(null) == 2**documents else 1
    low, high = (null <= observed + slack).sum(), (null >= observed - slack).sum()
    return Chance(*(float((count + extra) / (len(null) + extra)) for count in (low, high)))


def holm(values: Mapping[str, float]) -> dict[str, float]:
    """Correct the p of a family of tests for how many there are.

    S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of
    Statistics 6 (1979), 65–70. A test without a p counts as one of the family and stays NaN.
    """
    corrected: dict[str, float] = {}
    least = 0.0
    ranked = sorted(values, key=lambda name: (not isfinite(values[name]), values[name], name))
    for rank, name in enumerate(ranked):
        least = max(least, min(1.0, (len(values) - rank) * values[name]))
        corrected[name] = least if isfinite(values[name]) else nan
    return corrected


def detectable(error: float) -> float:
    """Return the smallest true difference that a one-sided test at `ALPHA` finds with `POWER`.

    Args:
        error: The standard error of the difference.
    """
    return float(stats.norm.ppf(1 - ALPHA) + stats.norm.ppf(POWER)) * error
