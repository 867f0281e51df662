"""Two runs over the same fixtures: what differs, and whether that could be chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from summarizer.errors import NotComparableError
from summarizer.evals.aggregate import sides
from summarizer.evals.resampling import Floats, cluster_weights, percentiles, ratios
from summarizer.evals.run import Header, Run
from summarizer.evals.score import METRICS, DocumentScore, Metric
from summarizer.evals.significance import detectable, holm, mcnemar, permuted


class Difference(BaseModel):
    """One metric of two runs, A and B, over the documents that both have.

    Attributes:
        metric: Its name.
        gated: Whether it belongs to the family that Holm's correction is over.
        a: Its value over A, None where it has none.
        b: Its value over B.
        difference: B minus A.
        low: Lower end of the 95 % cluster bootstrap interval of the difference; None where there
            are too few clusters to know.
        high: Its upper end.
        p: Two-sided p of a paired permutation test; None where it cannot be made.
        p_worse: One-sided p of B being worse by chance, corrected by Holm over the gated family;
            None for a metric outside of it.
        detectable: The smallest loss that such a test, one-sided at .05, finds in 4 of 5 cases;
            None where no document differs, which tells nothing of how much they could.
        spread: Standard deviation of the differences of documents.
        documents: How many have a value in both.
        clusters: Of how many issuers these are.
    """

    model_config = ConfigDict(frozen=True)

    metric: str
    gated: bool
    a: float | None
    b: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    p_worse: float | None
    detectable: float | None
    spread: float | None
    documents: int
    clusters: int


class Comparison(BaseModel):
    """Two runs, A and B.

    Attributes:
        a: What A was made with.
        b: What B was made with.
        documents: Ids that both have.
        differences: By metric, in the order of `METRICS`.
        lost: Facts that A states and B does not, as `<document id>/<fact id>`.
        won: Facts that B states and A does not.
        p_facts: Exact McNemar test of `lost` against `won`, two-sided.
    """

    model_config = ConfigDict(frozen=True)

    a: Header
    b: Header
    documents: tuple[str, ...]
    differences: tuple[Difference, ...]
    lost: tuple[str, ...]
    won: tuple[str, ...]
    p_facts: float


def compare(a: Run, b: Run, metrics: Sequence[Metric] = METRICS) -> Comparison:
    """Compare two runs over the documents that both have.

    Args:
        a: The one to compare with, as a baseline.
        b: The one that may be better or worse.
        metrics: What to compare; Holm's correction is over the gated ones among them.

    Raises:
        NotComparableError: They share no document, or labels or metrics differ.
    """
    shared = refuse_unlike(a.header, b.header)
    scores = [[run.scores[key] for key in shared] for run in (a, b)]
    clusters = [score.cluster for score in scores[1]]
    tops, bottoms = (np.stack(side) for side in zip(*map(sides, scores), strict=True))
    places = [place for place, metric in enumerate(METRICS) if metric in metrics]
    tops, bottoms = tops[:, :, places], bottoms[:, :, places]
    differences = _differences([METRICS[p] for p in places], tops, bottoms, clusters)
    lost, won = _facts(*scores), _facts(*reversed(scores))
    return Comparison(
        a=a.header,
        b=b.header,
        documents=tuple(shared),
        differences=tuple(differences),
        lost=lost,
        won=won,
        p_facts=mcnemar(len(lost), len(won)),
    )


def refuse_unlike(a: Header, b: Header) -> list[str]:
    """Return the documents that two runs share.

    Raises:
        NotComparableError: There are none, or labels or metrics differ.
    """
    shared = sorted(a.fixtures.keys() & b.fixtures.keys())
    if not shared:
        raise NotComparableError("the two runs have no document in common.")
    changed = [key for key in shared if a.fixtures[key] != b.fixtures[key]]
    if changed:
        raise NotComparableError(
            f"text or labels differ between the two runs: {', '.join(changed)}.",
            hint="`summarizer eval score RUN` scores a run again, on the labels of today.",
        )
    versions = sorted(
        name
        for name in a.metrics.keys() | b.metrics.keys()
        if a.metrics.get(name) != b.metrics.get(name)
    )
    if versions:
        raise NotComparableError(
            f"the two runs were scored by different versions of {', '.join(versions)}.",
            hint="`summarizer eval score RUN` scores a run again, by the metrics of today.",
        )
    return shared


def matched(score: DocumentScore) -> set[str]:
    """Return the ids of the facts that an output states."""
    return {finding.slot for finding in score.findings if finding.kind == "matched"}


def _facts(before: Iterable[DocumentScore], after: Iterable[DocumentScore]) -> tuple[str, ...]:
    """Return the facts that only the first run states."""
    return tuple(
        f"{one.id}/{fact}"
        for one, other in zip(before, after, strict=True)
        for fact in sorted(matched(one) - matched(other))
    )


def _differences(
    metrics: Sequence[Metric], tops: Floats, bottoms: Floats, clusters: Sequence[str]
) -> Iterable[Difference]:
    """Compare each metric; the arrays are runs × documents × metrics."""
    everything = np.ones((1, len(clusters)))
    points = [ratios(everything, tops[run], bottoms[run])[0] for run in (0, 1)]
    weights = cluster_weights(clusters)
    draws = ratios(weights, tops[1], bottoms[1]) - ratios(weights, tops[0], bottoms[0])
    intervals = percentiles(draws)
    chances = [permuted(tops[:, :, p], bottoms[:, :, p]) for p in range(len(metrics))]
    worse = {
        metric.name: chance.low if metric.better == "up" else chance.high
        for metric, chance in zip(metrics, chances, strict=True)
        if metric.gated
    }
    corrected: Mapping[str, float] = holm(worse)
    for place, metric in enumerate(metrics):
        a, b = (_known(float(point[place])) for point in points)
        both: NDArray[np.bool_] = np.all(bottoms[:, :, place] > 0, axis=0)
        issuers = len({c for c, known in zip(clusters, both.tolist(), strict=True) if known})
        values = tops[:, both, place] / bottoms[:, both, place]
        interval = intervals[place] if issuers > 1 else None
        error = float(np.nanstd(draws[:, place])) * sqrt(issuers / (issuers - 1)) if interval else 0
        yield Difference(
            metric=metric.name,
            gated=metric.gated,
            a=a,
            b=b,
            difference=None if a is None or b is None else b - a,
            low=interval and interval.low,
            high=interval and interval.high,
            p=_known(chances[place].two_sided),
            p_worse=_known(corrected[metric.name]) if metric.gated else None,
            detectable=detectable(error) if error else None,
            spread=float(np.std(values[1] - values[0], ddof=1)) if both.sum() > 1 else None,
            documents=int(both.sum()),
            clusters=issuers,
        )


def _known(number: float) -> float | None:
    return number if isfinite(number) else None
