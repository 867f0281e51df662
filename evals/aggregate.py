"""What a run comes to: every metric over all documents, with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from summarizer.evals.resampling import Floats, cluster_weights, percentiles, ratios, t_interval
from summarizer.evals.score import METRICS, DocumentScore, Ratio
from summarizer.evals.significance import clopper_pearson
from summarizer.evals.statistics import Interval

# What is no share: of these, 0 or 1 everywhere is a measurement like any other.
COUNTS = frozenset(
    {"copied_run", "density", "input_tokens", "output_tokens", "requests", "seconds"}
)


class Aggregate(BaseModel):
    """One metric over documents.

    Attributes:
        metric: Its name.
        value: The mean of the documents' values, or the ratio of their sums, as `METRICS` says;
            None where no document has a value.
        interval: 95 %, by a bootstrap over clusters; None where there are fewer than two.
        student: 95 %, by Student's t over the documents' values; None for a ratio of sums.
        spread: Standard deviation of the documents' values, None below two.
        documents: How many have a value.
        clusters: Of how many issuers these are.
    """

    model_config = ConfigDict(frozen=True)

    metric: str
    value: float | None
    interval: Interval | None
    student: Interval | None
    spread: float | None
    documents: int
    clusters: int


def aggregate(scores: Iterable[DocumentScore]) -> dict[str, Aggregate]:
    """Return every metric over documents, by name."""
    documents = list(scores)
    if not documents:
        return {}
    clusters = [document.cluster for document in documents]
    tops, bottoms = sides(documents)
    points = ratios(np.ones((1, len(documents))), tops, bottoms)[0]
    intervals = percentiles(ratios(cluster_weights(clusters), tops, bottoms))
    found = {}
    for place, metric in enumerate(METRICS):
        have = [d for d, below in zip(documents, bottoms[:, place], strict=True) if below]
        issuers = len({document.cluster for document in have})
        values = [value for d in have if (value := d.values.get(metric.name)) is not None]
        point = float(points[place])
        interval = intervals[place] if issuers > 1 else None
        if metric.name not in COUNTS:
            interval = _widened(interval, point, issuers)
        found[metric.name] = Aggregate(
            metric=metric.name,
            value=point if have else None,
            interval=interval,
            student=t_interval(values) if metric.aggregate == "macro" else None,
            spread=float(np.std(values, ddof=1)) if len(values) > 1 else None,
            documents=len(have),
            clusters=issuers,
        )
    return found


def sides(scores: Sequence[DocumentScore]) -> tuple[Floats, Floats]:
    """Return tops and bottoms, a row for each document, a column for each metric."""
    pairs = [[_sides(score, m.name, m.aggregate == "micro") for m in METRICS] for score in scores]
    both = np.array(pairs, dtype=np.float64)
    return both[:, :, 0], both[:, :, 1]


def _sides(score: DocumentScore, name: str, pooled: bool) -> tuple[float, float]:  # noqa: FBT001 - which of two columns
    if pooled:
        ratio = score.ratios.get(name, Ratio(0, 0))
        return ratio.top, ratio.bottom
    value = score.values.get(name)
    return (0.0, 0.0) if value is None else (value, 1.0)


def _widened(interval: Interval | None, point: float, clusters: int) -> Interval | None:
    """Widen the interval of a share that is 0 or 1 everywhere: drawing again cannot show a doubt.

    The bound is that of Clopper and Pearson for no exception in so many clusters.
    """
    if interval is None or interval.low != interval.high or point not in {0.0, 1.0}:
        return interval
    return clopper_pearson(clusters if point else 0, clusters)
