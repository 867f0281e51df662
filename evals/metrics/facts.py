"""M3: the key facts: how many of those that matter are stated, and how much else is.

Strict vital recall R_v counts vital facts with m = 1. Weighted recall R_w is the sum of w·m over
the sum of w, with w = 1 for vital and ½ for okay facts. Relevance precision P_r is the share of
sentences that state one of them, neutral ones left out of the count. F_w is the harmonic mean of
P_r and R_w. What answers to no label is not false, only unasked for; `hallucination` looks there.

Key facts of the output are the items of its list of key facts, the first 12 of them; a summary in
prose is for `prose`, `traps` and `hallucination`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from summarizer.evals.case import Case
from summarizer.evals.matching import WEIGHTS, cited_spans
from summarizer.evals.measured import Finding, Measured, Ratio


def measure(case: Case) -> Measured:
    """Count the key facts of a document."""
    found, said = case.matching, case.statements
    weights = [WEIGHTS[fact.importance] for fact in found.facts]
    credit = sum(weights[row] * m for row, (_, m) in found.matched.items())
    vital = [row for row, fact in enumerate(found.facts) if fact.importance == "vital"]
    strict = sum(found.matched.get(row, (0, 0.0))[1] == 1 for row in vital)
    used = {place for place, _ in found.matched.values()}
    precision = Ratio(len(used), len(said) - len(found.neutral))
    recall = Ratio(credit, sum(weights))
    return Measured(
        ratios={
            "vital_recall": Ratio(strict, len(vital)),
            "weighted_recall": recall,
            "relevance_precision": precision,
        },
        values={"fact_f": harmonic_mean(precision.value, recall.value)},
        tables={"facts": _table(case)},
        findings=tuple(_findings(case)),
    )


def harmonic_mean(precision: float | None, recall: float | None) -> float | None:
    """Return F of precision and recall; 0 where one is 0, None where nothing was to be found."""
    if recall is None:
        return None if precision is None else 0.0
    if not precision or not recall:
        return 0.0
    return 2 * precision * recall / (precision + recall)


def _table(case: Case) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for row, fact in enumerate(case.matching.facts):
        counts.setdefault(fact.kind, Counter())[_outcome(case, row)] += 1
    return {kind: dict(counted) for kind, counted in sorted(counts.items())}


def _outcome(case: Case, row: int) -> str:
    m = case.matching.matched.get(row, (0, 0.0))[1]
    return {1: "matched", 0.5: "partial"}.get(m, "missed")


def _findings(case: Case) -> Iterator[Finding]:
    found, said = case.matching, case.statements
    for row, fact in enumerate(found.facts):
        spans = case.spans(fact.evidence)
        if row not in found.matched:
            yield Finding("missed", fact.id, fact.text, fact.importance, spans)
        else:
            place, m = found.matched[row]
            kind = "matched" if m == 1 else "partial"
            yield Finding(kind, fact.id, said[place].text, f"{fact.importance}: {fact.text}", spans)  # type: ignore[arg-type] # one of two
    used = {place for place, _ in found.matched.values()}
    for place, each in enumerate(said):
        if place not in used:
            kind = "neutral" if place in found.neutral else "invented"
            yield Finding(kind, each.place, each.text, "", tuple(cited_spans(each.cited)))  # type: ignore[arg-type] # one of two
