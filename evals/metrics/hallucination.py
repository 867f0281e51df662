"""M5: numbers, names and directions that the source does not show, in every text of the output.

The labels are not asked, except for what may be computed (`derivations`) and what things are
called in English. A number is a quantity or a date; numbers that are typed values count too.
A direction is turned where a clause has one, and the source, wherever it prints the numbers of
the clause, has only the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from summarizer.evals.case import Case
from summarizer.evals.measured import Finding, Measured, Ratio
from summarizer.evals.proper_names import proper_names
from summarizer.evals.turns import clauses, directions, stems
from summarizer.types import SCALES, PartialDate

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def measure(case: Case) -> Measured:
    """Look at every leaf of the output."""
    numbers = names = turns = 0
    findings: list[Finding] = []
    for place, value in case.output.leaves:
        count, wrong = _numbers(case, value)
        numbers += count
        findings += [Finding("unsupported_number", place, each, str(value)) for each in wrong]
        if isinstance(value, str):
            found = list(proper_names(value))
            names += len(found)
            findings += [
                Finding("unsupported_name", place, name, value)
                for name in found
                if not case.support.shows_name(name)
            ]
            told = list(_directions(case, value))
            turns += len(told)
            findings += [
                Finding("turned_direction", place, clause, note) for clause, note in told if note
            ]
    return Measured(
        ratios={
            "invented_numbers": _share(findings, "unsupported_number", numbers),
            "invented_names": _share(findings, "unsupported_name", names),
            "turned_directions": _share(findings, "turned_direction", turns),
        },
        findings=tuple(findings),
    )


def _share(findings: list[Finding], kind: str, total: int) -> Ratio:
    return Ratio(sum(finding.kind == kind for finding in findings), total)


def _numbers(case: Case, value: Any) -> tuple[int, list[str]]:
    """Return how many numbers a leaf has, and those that the source does not show."""
    support = case.support
    if isinstance(value, bool):
        return 0, []
    if isinstance(value, Mapping):
        return 1, [] if _shows_money(case, value) else [_money(value)]
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return 1, [] if support.shows_number(Decimal(str(value))) else [str(value)]
    try:
        date = PartialDate.parse(value)
    except ValueError:
        said = case.said(value)
        return len(said.quantities) + len(said.dates), list(support.unsupported_numbers(said))
    return 1, [] if support.shows_date(date) else [value]


def _money(value: Mapping[str, Any]) -> str:
    scale = value.get("scale", "one")
    return f"{value['currency']} {value['amount']}" + ("" if scale == "one" else f" {scale}")


def _shows_money(case: Case, value: Mapping[str, Any]) -> bool:
    try:
        Decimal(str(value["amount"]))
    except InvalidOperation:
        return False
    if value.get("scale", "one") not in SCALES:
        return False
    said = case.said(_money(value)).quantities
    return len(said) == 1 and case.support.shows_quantity(said[0])


def _directions(case: Case, text: str) -> Iterator[tuple[str, str]]:
    """Yield the clauses that have one direction, and what the source has instead, or ""."""
    for clause in clauses(text):
        ours = directions(clause)
        if len(ours) != 1:
            continue
        values = {(each.unit, abs(each.value)) for each in case.said(clause).quantities}
        shown = _closest(clause, [part for part, found in case.support.clauses if found & values])
        theirs = [directions(part) for part in shown]
        opposite = bool(theirs) and all(found and not ours & found for found in theirs)
        yield clause.strip(), shown[0].strip() if opposite else ""


def _closest(clause: str, parts: list[str]) -> list[str]:
    """Return the clauses of the source that have the most words in common with one."""
    common = [len(stems(clause) & stems(part)) for part in parts]
    return [part for part, count in zip(parts, common, strict=True) if count == max(common)]
