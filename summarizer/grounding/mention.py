"""Quantities, dates and phases of a text, each with the tokens that print it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from summarizer.grounding.tokens import Token
from summarizer.readers.characters import spelled_out
from summarizer.readers.dates import DateMention, read_dates
from summarizer.readers.numbers import Quantity, find_quantities
from summarizer.readers.numerals import NumberStyle
from summarizer.readers.phases import PhaseMention, find_phases

Kind = Literal["quantity", "date", "phase"]
Item = Quantity | DateMention | PhaseMention


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity, date or phase in a passage, with the tokens `[first, last)` that print it."""

    kind: Kind
    item: Item
    first: int
    last: int

    @property
    def unit(self) -> str | None:
        """The unit of a quantity."""
        return self.item.unit if isinstance(self.item, Quantity) else None

    @property
    def noun(self) -> str:
        """What a quantity counts, in lower case; empty if that is not said."""
        return self.item.noun if isinstance(self.item, Quantity) else ""

    @property
    def name(self) -> str:
        """What it is compared by where it stands beside something else."""
        if isinstance(self.item, Quantity):
            return f"#{self.item.value.normalize()}{self.unit or ''}"
        return f"#{self.item.date if isinstance(self.item, DateMention) else self.item.phase}"

    def is_like(self, other: Mention) -> bool:
        """Say whether two mentions could be taken for one another: same kind, same unit."""
        return self.kind == other.kind and self.unit == other.unit

    def moved(self, by: int) -> Mention:
        """Return the mention `by` tokens further on, cut where the passage begins."""
        return Mention(self.kind, self.item, max(self.first + by, 0), self.last + by)


def find_mentions(
    text: str, tokens: Sequence[Token], style: NumberStyle, reference: date | None
) -> list[Mention]:
    """Return the quantities, dates and phases of a text, in order; they do not overlap.

    Args:
        text: The text.
        tokens: Its tokens.
        style: How its numbers are printed.
        reference: The day from which dates without a year are understood.
    """
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    taken = bytearray(len(tokens))
    mentions = []
    for kind, item in _items(text, style, reference):
        first, last = bisect_right(ends, item.start), bisect_left(starts, item.end)
        # The 12 of "12 August" and the 3 of "phase 3" count nothing.
        if first < last and not any(taken[first:last]):
            taken[first:last] = b"\1" * (last - first)
            mentions.append(Mention(kind, item, first, last))
    return sorted(mentions, key=lambda mention: mention.first)


def _items(text: str, style: NumberStyle, reference: date | None) -> list[tuple[Kind, Item]]:
    """Read a text as if no letters were joined, and return what it says at its own offsets."""
    page, offsets = spelled_out(text)
    dates, printed = read_dates(page, reference=reference)
    phases = find_phases(page)
    skip = (*printed, *((phase.start, phase.end) for phase in phases))
    items: list[tuple[Kind, Item]] = [
        *(("date", mention) for mention in dates),
        *(("phase", mention) for mention in phases),
        *(("quantity", quantity) for quantity in find_quantities(page, style, skip=skip)),
    ]
    if page is text:
        return items
    return [
        (kind, replace(item, start=offsets[item.start], end=offsets[item.end]))
        for kind, item in items
    ]
