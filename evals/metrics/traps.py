"""M6: wrong readings that the labels wait for, in every sentence of the output."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.document import Document
from summarizer.evals.case import Case
from summarizer.evals.measured import Finding, Measured, Ratio


def measure(case: Case) -> Measured:
    """Count the traps of a document, and those that one sentence or more walks into."""
    traps = case.fixture.gold.traps
    said = [(place, text, case.said(text)) for place, text in _sentences(case)]
    findings: list[Finding] = []
    sprung: set[str] = set()
    table: dict[str, dict[str, int]] = {}
    for trap in traps:
        row = table.setdefault(trap.category, {"triggered": 0, "total": 0})
        row["total"] += 1
        hits = [(place, text) for place, text, each in said if each.springs(trap)]
        if hits:
            row["triggered"] += 1
            sprung.add(trap.id)
            note = f"{trap.id}: {trap.category}, {trap.severity}"
            findings += [Finding("trap", place, text, note) for place, text in hits]
    critical = [trap.id for trap in traps if trap.severity == "critical"]
    return Measured(
        ratios={
            "traps": Ratio(len(sprung), len(traps)),
            "critical_traps": Ratio(len(sprung.intersection(critical)), len(critical)),
        },
        tables={"traps": table},
        findings=tuple(findings),
    )


def _sentences(case: Case) -> Iterator[tuple[str, str]]:
    for place, text in case.output.texts:
        if text.strip():
            for sentence in Document.from_text(text).sentences:
                yield place, sentence.text
