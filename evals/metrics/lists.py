"""M2: items of lists, each held against the label that fits it best.

S of two items is the weight of their parts that agree over that of the parts that either of them
has; it is 0 where the key differs or less than a half agrees. The assignment with the highest sum
of S is taken (H. W. Kuhn, "The Hungarian method for the assignment problem", Naval Research
Logistics Quarterly 2 (1955), 83–97). An item is correct with S = 1 and partial below; what stays
alone is missing or spurious. P = (COR + PAR / 2) / items said, R = the same over items labelled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from summarizer.evals.case import Case
from summarizer.evals.comparators import COMPARATORS
from summarizer.evals.labels import Amount, Item
from summarizer.evals.measured import Finding, Measured, Ratio, pooled
from summarizer.evals.slots import ListSlot

_KEY_WEIGHT = 2
_LEAST = 0.5
# Of assignments with equal sums, the one that keeps the order of the lists.
_TIE = 1e-9


def measure(case: Case) -> Measured:
    """Assign the items of each list, and count them."""
    ratios: dict[str, Ratio] = {}
    table: dict[str, dict[str, int]] = {}
    findings: list[Finding] = []
    for name, slot in case.slots.lists.items():
        said, labelled = case.output.items(slot.place), case.lists[name]
        pairs = dict(_assigned(case, slot, said, labelled))
        correct = sum(similarity == 1 for _, similarity in pairs.values())
        partial = len(pairs) - correct
        credit = correct + partial / 2
        ratios[f"list_f1/{name}"] = Ratio(2 * credit, len(said) + len(labelled))
        table[name] = {
            "correct": correct,
            "partial": partial,
            "missing": len(labelled) - len(pairs),
            "spurious": len(said) - len(pairs),
        }
        findings += _findings(case, name, said, labelled, pairs)
    return Measured(
        {"list_f1": pooled(ratios.values()), **ratios}, {}, {"lists": table}, tuple(findings)
    )


def similarity(case: Case, slot: ListSlot, said: Any, label: Item) -> float:
    """Return S of an item of the output and one of the labels."""
    if not isinstance(said, Mapping):
        return 0.0
    weight = agreed = 0
    for part, compare in slot.parts.items():
        value, wanted = said.get(part) or None, getattr(label, part)
        if value is None and wanted in (None, ()):
            continue
        own = _KEY_WEIGHT if part == slot.key else 1
        names = _names(case, slot, label, part)
        same = value is not None and COMPARATORS[compare](value, names)
        if part == slot.key and not same:
            return 0.0
        weight += own
        agreed += own * same
    share = agreed / weight if weight else 0.0
    return share if share >= _LEAST else 0.0


def _names(case: Case, slot: ListSlot, label: Item, part: str) -> tuple[Any, ...]:
    """Return what a part of a label may be called: its aliases, and those of the fields."""
    wanted = getattr(label, part)
    if wanted is None:
        return ()
    if not isinstance(wanted, str):
        return (wanted,)
    own = label.aliases if part == slot.key or slot.parts[part] == "measured" else ()
    return (wanted, *own, *case.other_names(wanted))


def _assigned(
    case: Case, slot: ListSlot, said: list[Any], labelled: tuple[Item, ...]
) -> Iterator[tuple[int, tuple[int, float]]]:
    """Yield the label's place, the item's place and their S, for each pair that is one."""
    if not said or not labelled:
        return
    scores = np.array(
        [[similarity(case, slot, item, label) for item in said] for label in labelled]
    )
    places = np.add.outer(np.arange(len(labelled)), np.arange(len(said)) * 2)
    for row, column in zip(*linear_sum_assignment(-scores + _TIE * places), strict=True):
        if scores[row, column]:
            yield int(row), (int(column), float(scores[row, column]))


def _findings(
    case: Case,
    name: str,
    said: list[Any],
    labelled: tuple[Item, ...],
    pairs: Mapping[int, tuple[int, float]],
) -> Iterator[Finding]:
    for row, label in enumerate(labelled):
        spans = case.spans(label.evidence)
        wanted = shown(label.model_dump(exclude={"evidence", "aliases"}))
        if row not in pairs:
            yield Finding("missing_item", f"{name}/{row}", wanted, "", spans)
        else:
            column, share = pairs[row]
            kind = "right_item" if share == 1 else "partial_item"
            text = shown(said[column])
            yield Finding(kind, f"{name}/{row}", text, f"label: {wanted}", spans)  # type: ignore[arg-type] # one of two
    taken = {column for column, _ in pairs.values()}
    place = case.slots.lists[name].place
    for column, item in enumerate(said):
        if column not in taken:
            yield Finding("spurious_item", f"{place}/{column}", shown(item))


def shown(item: Any) -> str:
    """Write an item on a line: its values, without empty ones."""
    if isinstance(item, Mapping):
        if {"n", "unit"} <= item.keys():
            return f"{Amount.model_validate(item).value:f} {item['unit']}"
        return " · ".join(shown(part) for part in item.values() if part not in (None, "", [], ()))
    if isinstance(item, list | tuple):
        return ", ".join(map(shown, item))
    return str(item)
