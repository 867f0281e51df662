"""M9: how much the same document scores differently when it is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean, stdev

from summarizer.evals.measured import DocumentScore


def spread(epochs: Sequence[Sequence[DocumentScore]], metric: str) -> float | None:
    """Return the mean over documents of the standard deviation over epochs.

    Args:
        epochs: At least two, each of the same documents in any order.
        metric: Its name; documents for which it has nothing to say are left out.
    """
    spreads = [
        stdev(known)
        for values in _by_document(epochs, metric).values()
        if len(known := [value for value in values if value is not None]) == len(values)
    ]
    return mean(spreads) if spreads else None


def always(epochs: Sequence[Sequence[DocumentScore]], metric: str, least: float) -> float | None:
    """Return the share of documents that reach a value in every epoch ("pass^k").

    None where there is no document. One without a value has not reached it.
    """
    by_document = _by_document(epochs, metric).values()
    passed = [all(value is not None and value >= least for value in each) for each in by_document]
    return mean(passed) if passed else None


def _by_document(
    epochs: Sequence[Sequence[DocumentScore]], metric: str
) -> dict[str, list[float | None]]:
    found: dict[str, list[float | None]] = {}
    for epoch in epochs:
        for score in epoch:
            found.setdefault(score.id, []).append(score.values[metric])
    return found
