"""Two runs over the same fixtures: what differs, and whether that could be chance."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from summarizer.evals.run import Header


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
        p: Two-sided p of a paired permutation test.
        p_worse: One-sided p that B is no worse, corrected over the gated family; None for a metric
            outside of it.
        detectable: The smallest loss that such a comparison would find in 4 of 5 cases.
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
