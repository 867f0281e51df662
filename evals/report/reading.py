"""One document as the HTML page shows it: its source with numbered passages, and what they show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from summarizer.evals.fixture import Fixture
from summarizer.evals.measured import DocumentScore
from summarizer.evals.output import Output
from summarizer.evals.report.content import Estimate
from summarizer.evals.report.pieces import cut
from summarizer.evals.report.sides import Pair, Side, Spans, pairs
from summarizer.evals.report.signs import CALM, MARKS, Mark, mark_of

# Columns set with spaces, and rules, keep their places only in a fixed pitch.
_GRID_LINE = re.compile(r"\S(?: {3,}|\t)\S|^\s*[-=_|+]{4,}\s*$|^\s*\|")


@dataclass(frozen=True)
class Piece:
    """A run of the source.

    Attributes:
        text: The run.
        layers: What marks it: "gold", "out", "suspect".
        inside: The numbers of the passages that it lies in.
        opening: The numbers of those that begin with it.
        row: The number of the row that it is evidence of, None where no row names it.
    """

    text: str
    layers: tuple[str, ...]
    inside: tuple[int, ...]
    opening: tuple[int, ...]
    row: int | None


@dataclass(frozen=True)
class Block:
    """Lines of the source that are set alike: prose, or a table of columns."""

    table: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Reading:
    """A document, its labels, what a system made of it, and its scores.

    Attributes:
        number: Which of the documents of the run, in the order of their ids, from 1.
        fixture: The source and its labels.
        output: The output, or its error.
        score: What was measured.
        before: What was measured of the baseline, None where there is none.
    """

    number: int
    fixture: Fixture
    output: Mapping[str, Any]
    score: DocumentScore
    before: DocumentScore | None

    @property
    def title(self) -> str:
        """The first line of the source that says something."""
        lines = (line.strip() for line in self.fixture.document.text.splitlines())
        return next(filter(None, lines), self.fixture.id)

    @property
    def facts(self) -> Estimate:
        """The value by which documents are ordered."""
        return Estimate(self.score.values.get("fact_f"))

    @property
    def facts_before(self) -> Estimate | None:
        """The same in the baseline."""
        return Estimate(self.before.values.get("fact_f")) if self.before else None

    @property
    def tally(self) -> list[tuple[Mark, int]]:
        """How many findings there are of each kind that is worth a look."""
        counts = Counter(mark_of(finding) for finding in self.score.findings)
        kinds = dict.fromkeys(MARKS.values())
        return [(mark, counts[mark]) for mark in kinds if counts[mark] and mark.tone != CALM]

    @property
    def summaries(self) -> tuple[str, str]:
        """The labels' reference summary, and that of the output."""
        said = Output.of(self.output).summary(self.fixture.form.slots)
        return self.fixture.gold.reference_summary, said

    @property
    def empty(self) -> list[str]:
        """The fields that were rightly left empty."""
        found = self.score.findings
        return [each.slot.replace("_", " ") for each in found if each.kind == "abstained"]

    @cached_property
    def parts(self) -> list[tuple[str, list[tuple[int, Pair]]]]:
        """What was found by part, each finding with its number in the document, from 1."""
        numbered = enumerate(
            ((title, pair) for title, found in self._parts for pair in found), start=1
        )
        rows = [(title, (number, pair)) for number, (title, pair) in numbered]
        return [
            (title, [row for _, row in group]) for title, group in groupby(rows, lambda row: row[0])
        ]

    @cached_property
    def _parts(self) -> list[tuple[str, list[Pair]]]:
        return list(pairs(self.fixture, self.output, self.score))

    def refs(self, side: Side) -> list[int]:
        """Return the numbers of the passages that show one side of a finding."""
        return sorted({self._number[span] for span in side.spans})

    @cached_property
    def blocks(self) -> list[Block]:
        """The source, cut at the borders of its passages, and into prose and tables."""
        text = self.fixture.document.text
        spans = sorted(self._number, key=self._number.__getitem__)
        runs = _runs(text)
        pieces = cut(text, [*spans, *((start, end) for _, start, end in runs)])
        blocks: list[list[Piece]] = [[] for _ in runs]
        for piece in pieces:
            (run,) = (index - len(spans) for index in piece.inside if index >= len(spans))
            inside = [index for index in piece.inside if index < len(spans)]
            layers = {layer for index in inside for layer in self._layers[spans[index]]}
            rows = (self._row[spans[index]] for index in inside if spans[index] in self._row)
            blocks[run].append(
                Piece(
                    piece.text,
                    tuple(sorted(layers)),
                    tuple(index + 1 for index in inside),
                    tuple(sorted(index + 1 for index in piece.opening if index < len(spans))),
                    next(rows, None),
                )
            )
        return [
            Block(table, tuple(within)) for (table, _, _), within in zip(runs, blocks, strict=True)
        ]

    @cached_property
    def _number(self) -> dict[tuple[int, int], int]:
        """The passages, numbered in the order of the text from 1."""
        return {span: number for number, span in enumerate(sorted(self._layers), start=1)}

    @cached_property
    def _layers(self) -> dict[tuple[int, int], set[str]]:
        """The passages, and what each of them is evidence for."""
        layers: dict[tuple[int, int], set[str]] = {}
        suspect = tuple((span["start"], span["end"]) for span in self.output.get("suspect", ()))
        for name, spans in [*self._sides(), ("suspect", suspect)]:
            for span in spans:
                layers.setdefault(span, set()).add(name)
        return layers

    def _sides(self) -> Iterable[tuple[str, Spans]]:
        for _, rows in self.parts:
            for _, pair in rows:
                if pair.gold:
                    yield "gold", pair.gold.spans
                if pair.out:
                    yield "out", pair.out.spans

    @cached_property
    def _row(self) -> dict[tuple[int, int], int]:
        """The first row that each passage is evidence of."""
        rows: dict[tuple[int, int], int] = {}
        for _, numbered in self.parts:
            for number, pair in numbered:
                for side in filter(None, (pair.gold, pair.out)):
                    for span in side.spans:
                        rows.setdefault(span, number)
        return rows


def _runs(text: str) -> list[tuple[bool, int, int]]:
    """Return whether they are a table, and where they stand, for the runs of lines set alike."""
    runs: list[tuple[bool, int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        table = bool(_GRID_LINE.search(line))
        if runs and (table == runs[-1][0] or not line.strip()):
            runs[-1] = (runs[-1][0], runs[-1][1], at + len(line))
        else:
            runs.append((table, at, at + len(line)))
        at += len(line)
    return runs
