"""M1: fields of which a document has one each, found, wrong, invented or rightly left empty.

Precision is TP / (TP + FD + FA) and recall TP / (TP + FD + FN), with FD a value that differs from
the label's, FA a value where the label is null, and FN none where there is one. A null that is
rightly left empty (TN) is no success: it counts in `abstention`, TN / (TN + FA), alone.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from summarizer.evals.case import Case
from summarizer.evals.comparators import COMPARATORS
from summarizer.evals.labels import Label
from summarizer.evals.measured import Finding, Kind, Measured, Ratio

_KINDS: dict[str, Kind] = {
    "tp": "right_field",
    "fd": "wrong_field",
    "fa": "spurious_field",
    "fn": "missing_field",
    "tn": "abstained",
}


def measure(case: Case) -> Measured:
    """Count the fields of a document."""
    counts: Counter[str] = Counter()
    table: dict[str, dict[str, int]] = {}
    findings = []
    for name, label in case.fields.items():
        slot = case.slots.fields[name]
        # What is no drug may be the product of a decision.
        places = slot.places if label.value is not None else slot.places[:1]
        found = [(place, value) for place in places if _is_given(value := case.output.at(place))]
        right = [each for each in found if COMPARATORS[slot.compare](each[1], accepted(label))]
        outcome = _outcome(label, found=bool(found), right=bool(right))
        counts[outcome] += 1
        table[name] = {outcome: 1}
        value = next((value for _, value in [*right, *found]), None)
        findings.append(_finding(case, name, label, outcome, value))
    tp, fd, fa, fn, tn = (counts[outcome] for outcome in ("tp", "fd", "fa", "fn", "tn"))
    return Measured(
        ratios={
            "field_precision": Ratio(tp, tp + fd + fa),
            "field_recall": Ratio(tp, tp + fd + fn),
            "field_f1": Ratio(2 * tp, 2 * tp + 2 * fd + fa + fn),
            "abstention": Ratio(tn, tn + fa),
        },
        tables={"fields": table},
        findings=tuple(findings),
    )


def accepted(label: Label[Any]) -> tuple[Any, ...]:
    """Return all values that a label takes: its own, its other names, other fair readings."""
    return (label.value, *label.aliases, *label.accept) if label.value is not None else ()


def _is_given(value: Any) -> bool:
    return value is not None and value not in ("", [], {})


def _outcome(label: Label[Any], *, found: bool, right: bool) -> str:
    if label.value is None:
        return "fa" if found else "tn"
    if not found:
        return "fn"
    return "tp" if right else "fd"


def _finding(case: Case, name: str, label: Label[Any], outcome: str, value: Any) -> Finding:
    wanted = f"null: {label.why}" if label.value is None else str(label.value)
    spans = case.spans(label.evidence)
    if value is None:
        return Finding(_KINDS[outcome], name, wanted, "left empty", spans)
    return Finding(_KINDS[outcome], name, str(value), f"label: {wanted}", spans)
