"""M9: how much runs of the same system over the same fixtures differ from one to the next.

The spread of a metric is the standard deviation (n - 1) of a document's values over the runs,
averaged over documents. pass^k is the share of facts that all k runs state in full, of the facts
that any of them states (after "pass^k" of S. Yao et al., τ-bench, arXiv:2406.12045, 2024, where all
k trials of a task must succeed): 1 where runs agree, however many facts they miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, stdev

from pydantic import BaseModel, ConfigDict

from summarizer.errors import NotComparableError
from summarizer.evals.comparison import matched, refuse_unlike
from summarizer.evals.run import Header, Run
from summarizer.evals.score import METRICS, Metric


class Spread(BaseModel):
    """One metric over repeated runs.

    Attributes:
        metric: Its name.
        gated: Whether a gate looks at it.
        mean: Mean over documents and runs.
        spread: Mean within-document standard deviation.
        largest: That of the document that differs most.
        documents: How many have a value in all runs.
    """

    model_config = ConfigDict(frozen=True)

    metric: str
    gated: bool
    mean: float
    spread: float
    largest: float
    documents: int


class Stability(BaseModel):
    """Repeated runs.

    Attributes:
        header: What the first was made with.
        runs: How many there are.
        documents: Ids that all have.
        spreads: By metric, in the order of `METRICS`; none without a value in all runs.
        always: How many facts all runs state in full.
        ever: How many any run does.
    """

    model_config = ConfigDict(frozen=True)

    header: Header
    runs: int
    documents: tuple[str, ...]
    spreads: tuple[Spread, ...]
    always: int
    ever: int

    @property
    def passed(self) -> float | None:
        """Return pass^k, None where no run states a fact."""
        return self.always / self.ever if self.ever else None


def stability(runs: Sequence[Run]) -> Stability:
    """Compare repeated runs over the documents that all have.

    Raises:
        NotComparableError: There are fewer than two; they share no document; labels, metrics,
            systems or models differ.
    """
    if len(runs) < 2:
        raise NotComparableError("one run has no spread.", hint="Name two runs or more.")
    first = runs[0].header
    shared = set(runs[0].scores)
    for run in runs[1:]:
        if (run.header.system, run.header.model) != (first.system, first.model):
            raise NotComparableError("the runs are of different systems or models.")
        shared &= set(refuse_unlike(first, run.header))
    if not shared:
        raise NotComparableError("no document is in all of the runs.")
    documents = sorted(shared)
    stated = [[matched(run.scores[name]) for run in runs] for name in documents]
    return Stability(
        header=first,
        runs=len(runs),
        documents=tuple(documents),
        spreads=tuple(filter(None, (_spread(metric, runs, documents) for metric in METRICS))),
        always=sum(len(set.intersection(*each)) for each in stated),
        ever=sum(len(set.union(*each)) for each in stated),
    )


def _spread(metric: Metric, runs: Sequence[Run], documents: Sequence[str]) -> Spread | None:
    values = []
    for name in documents:
        found = [run.scores[name].values.get(metric.name) for run in runs]
        known = [value for value in found if value is not None]
        if len(known) == len(runs):
            values.append(known)
    if not values:
        return None
    spreads = [stdev(each) for each in values]
    return Spread(
        metric=metric.name,
        gated=metric.gated,
        mean=fmean(map(fmean, values)),
        spread=fmean(spreads),
        largest=max(spreads),
        documents=len(values),
    )
