"""What every report says of a run, whatever it looks like: rows, tables, and the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from summarizer.evals.aggregate import aggregate
from summarizer.evals.comparison import Comparison, Difference
from summarizer.evals.measured import DocumentScore, Metric, Ratio, pooled
from summarizer.evals.report.words import is_aside, label, number
from summarizer.evals.run import Run
from summarizer.evals.score import METRICS
from summarizer.evals.verdict import Verdict

CHIEF = ("fact_f", "field_f1", "vital_recall", "invented_numbers")
BY_KIND = ("fact_f", "vital_recall", "field_f1", "list_f1", "traps")
BY_DOCUMENT = ("vital_recall", "field_f1", "list_f1", "invented_numbers", "traps")


class Estimate(NamedTuple):
    """A value and its 95 % interval; None where there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Row:
    """One metric: what it is now, what it was, and whether the difference could be chance."""

    metric: Metric
    now: Estimate
    before: Estimate | None
    change: Difference | None


@dataclass(frozen=True)
class Table:
    """Numbers by name, as they are printed: the first cell of a row is its name."""

    title: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Content:
    """A run and what it is held against.

    Attributes:
        run: The run that is reported.
        baseline: The run that it is compared with, if any.
        comparison: The baseline as A, this run as B, if there is one.
        verdict: The gate's, if it was asked.
    """

    run: Run
    baseline: Run | None = None
    comparison: Comparison | None = None
    verdict: Verdict | None = None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every metric, in the order of `METRICS`."""
        changes = self.comparison.differences if self.comparison else ()
        change_of = {change.metric: change for change in changes}
        now, before = _estimates(self.run), _estimates(self.baseline) if self.baseline else {}
        return tuple(
            Row(metric, now[metric.name], before.get(metric.name), change_of.get(metric.name))
            for metric in METRICS
        )

    @cached_property
    def worst_first(self) -> tuple[DocumentScore, ...]:
        """The documents: those without an answer, then by key facts, then by fields."""

        def badness(score: DocumentScore) -> tuple[bool, float, float, str]:
            facts, fields = score.values.get("fact_f"), score.values.get("field_f1")
            # Where there is nothing to find, nothing is bad.
            return (
                score.valid,
                1.0 if facts is None else facts,
                1.0 if fields is None else fields,
                score.id,
            )

        return tuple(sorted(self.run.scores.values(), key=badness))

    @property
    def in_order(self) -> list[DocumentScore]:
        """The documents in the order of their ids."""
        return [score for _, score in sorted(self.run.scores.items())]

    @property
    def fallen(self) -> list[tuple[DocumentScore, float, float]]:
        """The documents whose key facts are worse than in the baseline, the deepest fall first.

        Each with the value that it had, and the one that it has.
        """
        found = []
        for score in self.in_order:
            before = self.before(score)
            was, now = (each.values.get("fact_f") if each else None for each in (before, score))
            if was is not None and now is not None and now < was:
                found.append((score, was, now))
        return sorted(found, key=lambda each: each[2] - each[1])

    @property
    def chief(self) -> list[Row]:
        """The few metrics to look at first."""
        rows = {row.metric.name: row for row in self.rows}
        return [rows[name] for name in CHIEF]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Counts by field, list and kind of fact, and scores by kind of news and language."""
        scores = self.run.scores.values()
        return (
            *_counted(scores),
            _grouped("By kind of news", "kind", scores),
            _grouped("By language", "language", scores),
        )

    @property
    def groups(self) -> tuple[tuple[str, bool, tuple[Row, ...]], ...]:
        """The rows in groups: title, whether all are shares to plot, rows."""
        shares = [row for row in self.rows if not is_aside(row.metric)]
        asides = tuple(row for row in self.rows if is_aside(row.metric))
        return (
            ("More is better", True, tuple(row for row in shares if row.metric.better == "up")),
            ("Less is better", True, tuple(row for row in shares if row.metric.better == "down")),
            ("Prose and cost, never gated", False, asides),
        )

    def before(self, score: DocumentScore) -> DocumentScore | None:
        """Return the score of the same document in the baseline."""
        return self.baseline.scores.get(score.id) if self.baseline else None


_METRIC = {metric.name: metric for metric in METRICS}


def _estimates(run: Run) -> dict[str, Estimate]:
    nothing = {metric.name: Estimate(None) for metric in METRICS}
    found = aggregate(run.scores.values())
    return nothing | {
        name: Estimate(each.value, *(each.interval or (None, None))) for name, each in found.items()
    }


def overall(metric: Metric, scores: Iterable[DocumentScore]) -> float | None:
    """Return the value of a metric over documents, None where none of them has one."""
    if metric.aggregate == "micro":
        nothing = Ratio(0, 0)
        return pooled(score.ratios.get(metric.name, nothing) for score in scores).value
    values = [value for score in scores if (value := score.values.get(metric.name)) is not None]
    return sum(values) / len(values) if values else None


def _grouped(title: str, name: str, scores: Iterable[DocumentScore]) -> Table:
    """Tabulate scores by a property of the documents, the most frequent first."""
    groups: dict[str, list[DocumentScore]] = {}
    for score in scores:
        groups.setdefault(getattr(score, name), []).append(score)
    rows = [
        (
            group.replace("_", " "),
            str(len(members)),
            *(_cell(metric, members) for metric in BY_KIND),
        )
        for group, members in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
    ]
    return Table(
        title,
        "Means over few documents say little: look at the documents.",
        (name.capitalize(), "n", *map(label, BY_KIND)),
        tuple(rows),
    )


def _cell(metric: str, scores: Sequence[DocumentScore]) -> str:
    return number(metric, overall(_METRIC[metric], scores))


@dataclass(frozen=True)
class _Counts:
    """How counts of a table are shown: in which columns, and as which rate."""

    title: str
    caption: str
    columns: Mapping[str, str]
    rate: str
    credit: Mapping[str, float]
    total: Mapping[str, float]


_COUNTED = {
    "fields": _Counts(
        "By field",
        "F1 of each field over all documents; what is rightly empty does not count.",
        {"tp": "right", "fd": "wrong", "fn": "missing", "fa": "invented", "tn": "empty"},
        "F1",
        {"tp": 2},
        {"tp": 2, "fd": 2, "fn": 1, "fa": 1},
    ),
    "lists": _Counts(
        "By list",
        "F1 of the items of each list, after the best assignment; half for one right in part.",
        {"correct": "right", "partial": "in part", "missing": "missing", "spurious": "invented"},
        "F1",
        {"correct": 2, "partial": 1},
        {"correct": 2, "partial": 2, "missing": 1, "spurious": 1},
    ),
    "facts": _Counts(
        "By kind of fact",
        "Facts of the labels, and how many of them are stated.",
        {"matched": "found", "partial": "in part", "missed": "missed"},
        "Recall",
        {"matched": 1, "partial": 0.5},
        {"matched": 1, "partial": 1, "missed": 1},
    ),
    "traps": _Counts(
        "By kind of trap",
        "Wrong readings that are laid out, and how many were walked into.",
        {"triggered": "walked into", "total": "laid out"},
        "Share",
        {"triggered": 1},
        {"total": 1},
    ),
}


def _counted(scores: Iterable[DocumentScore]) -> Iterable[Table]:
    """Add up the counts of all documents, a table for each that the metrics keep."""
    totals: dict[str, dict[str, Counter[str]]] = {}
    for score in scores:
        for table, rows in score.tables.items():
            for row, counts in rows.items():
                totals.setdefault(table, {}).setdefault(row, Counter()).update(counts)
    for name, shown in _COUNTED.items():
        if name in totals:
            heads = ("", shown.rate, *shown.columns.values())
            yield Table(
                shown.title,
                shown.caption,
                heads,
                tuple(
                    (
                        row.replace("_", " "),
                        _rate(shown, counts),
                        *(str(counts[c]) for c in shown.columns),
                    )
                    for row, counts in totals[name].items()
                ),
            )


def _rate(shown: _Counts, counts: Counter[str]) -> str:
    credit, total = (
        sum(weight * counts[column] for column, weight in weights.items())
        for weights in (shown.credit, shown.total)
    )
    return number("share", Ratio(credit, total).value)
