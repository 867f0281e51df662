"""One output beside the labels of its document: what every metric looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from summarizer.evals.fixture import Fixture
from summarizer.evals.labels import Item, Label, Quote
from summarizer.evals.matching import Matching, match
from summarizer.evals.output import Output, Statement
from summarizer.evals.said import Said
from summarizer.evals.slots import Slots
from summarizer.evals.support import Support

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Case:
    """An output and what it is held against.

    Attributes:
        fixture: The document and its labels.
        output: What the system answered.
    """

    fixture: Fixture
    output: Output

    @property
    def slots(self) -> Slots:
        """Where the labels' values stand in the output."""
        return self.fixture.form.slots

    @cached_property
    def fields(self) -> Mapping[str, Label[Any]]:
        """The labelled fields by name."""
        return dict(self.fixture.gold.fields)

    @cached_property
    def lists(self) -> Mapping[str, tuple[Item, ...]]:
        """The labelled lists by name."""
        return dict(self.fixture.gold.lists)

    @cached_property
    def support(self) -> Support:
        """What the source shows."""
        return Support.of(self.fixture)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The key facts of the output."""
        return self.output.statements(self.slots)

    @cached_property
    def matching(self) -> Matching:
        """Which key fact of the output states which of the labels."""
        return match(self.fixture, self.statements, self.slots, self.support)

    def said(self, text: str) -> Said:
        """Read a sentence of the output."""
        return self.support.said(text)

    def spans(self, quotes: Iterable[Quote]) -> Spans:
        """Return where quotes stand in the source."""
        return tuple((span.start, span.end) for span in self.fixture.spans(quotes))

    def other_names(self, name: str) -> tuple[str, ...]:
        """Return the other names of what a field of the labels calls by this one."""
        return tuple(
            other
            for label in self.fields.values()
            for names in [(str(label.value), *label.aliases)]
            if name in names
            for other in names
        )
