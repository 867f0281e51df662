"""The reader of a run: it lists the input in the ledger, some way ahead of the work."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from summarizer.batch import listing
from summarizer.batch.keys import Recipe
from summarizer.batch.ledger import Ledger
from summarizer.batch.listing import Listed, Position
from summarizer.batch.live import Counts
from summarizer.batch.rows import Row
from summarizer.batch.source import Input, Selection

READ_AHEAD = 10_000  # items that wait; the reader rests while there are more
ROWS_AT_ONCE = 256
REST = 0.05


@dataclass
class Reader:
    """Lists the input into the ledger, no further ahead of the work than need be.

    Attributes:
        inputs: What is to be read.
        selection: Which rows are taken.
        recipe: What the keys of rows depend on.
        begun: How far each of the inputs is listed.
        draining: Tells whether to stop early.
        counts: Told how many rows are listed.
    """

    ledger: Ledger
    inputs: Sequence[Input]
    selection: Selection
    recipe: Recipe
    begun: Sequence[Position]
    draining: Callable[[], bool]
    counts: Counts

    def read(self) -> None:
        """List all rows; a row of an earlier run is passed over."""
        for number, (each, position) in enumerate(zip(self.inputs, self.begun, strict=True)):
            self.counts.listed += position.listed
            if not position.complete:
                self._list(number, each, position.rows)
            if self.draining():
                return

    def _list(self, number: int, each: Input, skip: int) -> None:
        """List the rows of one input from a place on."""
        read, rows = 0, list[Listed | Row]()

        def idle() -> bool:
            """List what has come, while nothing more comes."""
            nonlocal rows
            if rows:
                self._add(number, read, rows)
                rows = []
            return self.draining()

        for row in each.rows(idle) if not self._is_enough(0) else ():
            if self.draining():
                break
            read += 1
            if read <= skip:
                continue
            if self.selection.has(row.id):
                rows.append(row if row.problem else Listed.of(row, self.recipe.key(row.text)))
            if len(rows) >= ROWS_AT_ONCE:
                self._add(number, read, rows)
                rows = []
            if self._is_enough(len(rows)):
                break
        self._add(number, max(read, skip), rows)
        if not self.draining():
            self.ledger.call(partial(listing.complete, number=number))

    def _is_enough(self, more: int) -> bool:
        limit = self.selection.limit
        return limit is not None and self.counts.listed + more >= limit

    def _add(self, number: int, read: int, rows: list[Listed | Row]) -> None:
        """List some rows, then rest until the work has come closer."""
        pending = self.ledger.call(partial(listing.add, number=number, read=read, rows=rows))
        self.counts.listed += len(rows)
        while pending > READ_AHEAD and not self.draining():
            time.sleep(REST)
            pending = self.ledger.call(listing.pending)
