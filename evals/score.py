"""One output against its labels: every metric, in one pass, without a model.

`score` is pure: the same fixture and output give the same scores everywhere. What is measured
stands in `metrics/`, one file an idea; all of it is defined in `METRICS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summarizer.evals.case import Case
from summarizer.evals.fixture import Fixture
from summarizer.evals.measured import DocumentScore, Finding, Metric, Ratio
from summarizer.evals.metrics import (
    cost,
    evidence,
    facts,
    fields,
    hallucination,
    lists,
    prose,
    traps,
)
from summarizer.evals.output import Output

__all__ = ["METRICS", "DocumentScore", "Finding", "Metric", "Ratio", "score"]

METRICS: tuple[Metric, ...] = (
    Metric("validity", 1, "up", "micro", "documents with a readable output", gated=True),
    Metric(
        "field_f1", 1, "up", "micro", "fields, harmonic mean of precision and recall", gated=True
    ),
    Metric("field_precision", 1, "up", "micro", "values that are right"),
    Metric("field_recall", 1, "up", "micro", "labelled values that are found"),
    Metric("abstention", 1, "up", "micro", "fields without a value that were left empty"),
    Metric("list_f1", 1, "up", "micro", "items of lists, after the best assignment", gated=True),
    Metric("vital_recall", 2, "up", "micro", "vital facts that are stated in full", gated=True),
    Metric("weighted_recall", 2, "up", "macro", "weight of the facts that are stated"),
    Metric("relevance_precision", 2, "up", "macro", "stated facts that the labels have"),
    Metric(
        "fact_f", 2, "up", "macro", "F_w of weighted recall and relevance precision", gated=True
    ),
    Metric("evidence_verbatim", 2, "up", "micro", "values quoted from where they say", gated=True),
    Metric("evidence_sufficiency", 2, "up", "micro", "facts whose quotes show their values"),
    Metric("evidence_f1", 2, "up", "macro", "characters of evidence of matched facts"),
    Metric(
        "invented_numbers", 1, "down", "micro", "numbers that the source does not show", gated=True
    ),
    Metric("invented_names", 1, "down", "micro", "names that the source does not show", gated=True),
    Metric(
        "turned_directions", 1, "down", "micro", "rises told as falls, and the reverse", gated=True
    ),
    Metric("traps", 2, "down", "micro", "traps that were walked into", gated=True),
    Metric(
        "critical_traps", 2, "down", "micro", "critical traps that were walked into", gated=True
    ),
    Metric("rouge_l", 1, "up", "macro", "longest common subsequence with the reference"),
    Metric("coverage", 1, "down", "macro", "words that stand in copied runs"),
    Metric("density", 1, "down", "macro", "mean length of the copied run of a word"),
    Metric("copied_run", 1, "down", "macro", "longest copied run, in words"),
    Metric("output_tokens", 1, "down", "macro", "tokens that were answered"),
    Metric("input_tokens", 1, "down", "macro", "tokens that were sent"),
    Metric("seconds", 1, "down", "macro", "time for the document"),
    Metric("requests", 1, "down", "macro", "requests to the model"),
)
"""Every number, defined once. Per-list values come besides, as `list_f1/figures`."""

_MEASURES = tuple(
    part.measure for part in (fields, lists, facts, evidence, hallucination, traps, prose, cost)
)
_DOWN = frozenset(metric.name for metric in METRICS if metric.better == "down")
_ZERO_IF_FAILED = frozenset({"fact_f", "evidence_f1", "rouge_l"})


def score(fixture: Fixture, output: Mapping[str, Any] | None) -> DocumentScore:
    """Score one output.

    Args:
        fixture: The document and its labels.
        output: The JSON object of `summarizer run --json` (`data`, `evidence`, `usage`), or None
            or `{"error": …}` where there is none. A failed document has the worst value of every
            share (0, or 1 where down is better) and stays in the denominator; what it cost is
            taken from its `usage`, if it has one.
    """
    answer = output or {}
    valid = isinstance(answer.get("data"), Mapping)
    case = Case(fixture, Output.of(answer))
    parts = [measure(case) for measure in _MEASURES]
    ratios = {name: ratio for part in parts for name, ratio in part.ratios.items()}
    values = {name: ratio.value for name, ratio in ratios.items()}
    values |= {name: value for part in parts for name, value in part.values.items()}
    findings = [finding for part in parts for finding in part.findings]
    if not valid:
        ratios = {name: _worst(name, ratio) for name, ratio in ratios.items()}
        values |= {name: ratio.value for name, ratio in ratios.items()}
        values |= {metric.name: 0.0 for metric in METRICS if metric.name in _ZERO_IF_FAILED}
        findings = [Finding("failed", "", str(answer.get("error", "no output"))), *findings]
    gold = fixture.gold
    return DocumentScore(
        id=fixture.id,
        cluster=gold.cluster,
        split=gold.split,
        kind=gold.provenance.kind,
        language=gold.provenance.language,
        golden=gold.golden,
        valid=valid,
        ratios={"validity": Ratio(int(valid), 1), **ratios},
        values={"validity": float(valid), **values},
        tables={name: table for part in parts for name, table in part.tables.items()},
        findings=tuple(findings),
    )


def _worst(name: str, ratio: Ratio) -> Ratio:
    """Return a share at its worst; one of nothing is one of a single thing."""
    bottom = ratio.bottom or 1
    return Ratio(bottom if name in _DOWN else 0, bottom)
