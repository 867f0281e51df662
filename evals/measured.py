"""What metrics answer: ratios, values, counts and findings of one document.

A ratio keeps its two sides, so that ratios of documents can be pooled: the sum of the tops over
the sum of the bottoms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal[
    # A key fact of the labels, or a statement of the output that answers to none.
    "matched",
    "partial",
    "missed",
    "invented",
    "neutral",
    # A field.
    "right_field",
    "wrong_field",
    "missing_field",
    "spurious_field",
    "abstained",
    # An item of a list.
    "right_item",
    "partial_item",
    "missing_item",
    "spurious_item",
    # What must not be there, in any text of the output.
    "trap",
    "unsupported_number",
    "unsupported_name",
    "turned_direction",
    "bad_evidence",
    # The whole document.
    "failed",
]

Table = Mapping[str, Mapping[str, int]]
"""Counts of one metric: by row (a field, a list, a kind of fact), then by column."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share by its two sides: 3 of 4 facts, or their weights."""

    top: float
    bottom: float

    @property
    def value(self) -> float | None:
        """The share, None where there is nothing to share."""
        return self.top / self.bottom if self.bottom else None

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.top + other.top, self.bottom + other.bottom)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a report shows of one document.

    Attributes:
        kind: What it is.
        slot: The id of a label (`f3`, `t1`, `issuer`, `figures/2`), or a JSON Pointer into `data`.
        text: What the output says there, or what the labels do where the output says nothing.
        note: The other side of it, or why; may be empty.
        spans: Where it stands in the source, `(start, end)` in code points; may be empty.
    """

    kind: Kind
    slot: str
    text: str
    note: str = ""
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Measured:
    """What one file of metrics finds in one document.

    Attributes:
        ratios: By name of metric, where its value is a share.
        values: By name of metric, where it is none; None where the metric has nothing to say.
        tables: Counts by name of table.
        findings: In the order of the labels, then of the output.
    """

    ratios: Mapping[str, Ratio] = field(default_factory=dict)
    values: Mapping[str, float | None] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """The definition of one number.

    Attributes:
        name: The key in `DocumentScore.ratios` and `DocumentScore.values`.
        version: Raised whenever the same output may get another value.
        better: Which way is better.
        aggregate: How a set is summed up: "macro", the mean of the values of its documents, or
            "micro", the value of the sum of their ratios.
        doc: One line for people.
        gated: Whether a gate may look at it.
    """

    name: str
    version: int
    better: Literal["up", "down"]
    aggregate: Literal["macro", "micro"]
    doc: str
    gated: bool = False


class DocumentScore(BaseModel):
    """Everything that was measured of one output.

    `DocumentScore.model_validate_json(score.model_dump_json()) == score`.

    Attributes:
        id: The fixture.
        cluster: Its issuer: documents of one are not independent.
        split: "dev" or "test".
        kind: What the news is.
        language: ISO 639-1 code.
        golden: Whether no fact of it may ever be lost.
        valid: Whether there was an output at all that can be read.
        ratios: By name of metric; every "micro" metric has one.
        values: By name of metric; every metric has one. None where it has nothing to say, as the
            recall of vital facts where the labels have none; None passes no gate.
        tables: Counts by table ("fields", "lists", "facts", "traps"), row and column.
        findings: What a report shows.
    """

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    id: str
    cluster: str
    split: str
    kind: str
    language: str
    golden: bool
    valid: bool
    ratios: dict[str, Ratio]
    values: dict[str, float | None]
    tables: dict[str, dict[str, dict[str, int]]]
    findings: tuple[Finding, ...]


def pooled(ratios: Iterable[Ratio]) -> Ratio:
    """Add ratios up: the ratio of the sums."""
    return sum(ratios, Ratio(0, 0))
