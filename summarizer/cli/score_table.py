"""The scores of a run as a table for a terminal."""

from __future__ import annotations

from rich.table import Table

from summarizer.cli.output import printable
from summarizer.evals.aggregate import Aggregate, aggregate
from summarizer.evals.run import Run
from summarizer.evals.score import METRICS, Ratio

# Rates of things that can be counted over a whole run.
_COUNTED = frozenset(
    [
        "evidence_verbatim",
        "evidence_sufficiency",
        "invented_numbers",
        "invented_names",
        "turned_directions",
        "traps",
        "critical_traps",
    ]
)


def score_table(run: Run) -> Table:
    """Lay out every metric with its interval; those that the gate looks at are marked."""
    header = run.header
    title = f"{header.task}, {header.system}, {header.split}: {len(run.scores)} documents"
    table = Table(
        "metric", "value", "95 %", "n", "count", title=printable(title), caption="* gated"
    )
    for column in table.columns[1:]:
        column.justify = "right"
    found = aggregate(run.scores.values())
    for metric in METRICS:
        each = found[metric.name]
        mark = "*" if metric.gated else " "
        counted = _count(run, metric.name) if metric.name in _COUNTED else ""
        row = (figure(each.value), span(each), str(each.documents), counted)
        table.add_row(f"{metric.name} {mark}", *row)
    return table


def _count(run: Run, metric: str) -> str:
    """Write how many of how many there are in all documents together."""
    ratios = [each.ratios[metric] for each in run.scores.values() if metric in each.ratios]
    total = sum(ratios, Ratio(0, 0))
    return f"{total.top:,.0f} of {total.bottom:,.0f}"


def figure(value: float | None, sign: str = "") -> str:
    """Write a share with three digits and a count with none, a dash where there is no value."""
    if value is None:
        return "–"
    return f"{value:{sign}.3f}" if abs(value) < 10 else f"{value:{sign},.0f}"


def span(found: Aggregate) -> str:
    """Write an interval, a dash where it is not known."""
    if found.interval is None:
        return "–"
    return f"{figure(found.interval.low)} … {figure(found.interval.high)}"
