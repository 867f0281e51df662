"""The quarter, half or year that a document reports on, and that of a column of its tables."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.grounding.reading import Reading
from summarizer.readers.dates import DateMention
from summarizer.readers.partial_date import PartialDate


def reporting_period(opening: Iterable[Reading]) -> PartialDate | None:
    """Return the first quarter, half or year that the first sentences of a document name."""
    for reading in opening:
        for mention in reading.mentions:
            if isinstance(mention.item, DateMention) and mention.item.date.month is None:
                return mention.item.date
    return None


def column_period(column: Reading, own: PartialDate | None) -> str:
    """Return the quarter or half that a column "ended September 30, 2025" is of; or nothing.

    Whose third quarter ends with September, the document's own one tells.
    """
    if own is None or not (own.quarter or own.half):
        return ""
    for mention in column.mentions:
        day = mention.item.date if isinstance(mention.item, DateMention) else None
        if day and day.day and (day.month, day.day) == (own.last.month, own.last.day):
            return f"Q{own.quarter} {day.year}" if own.quarter else f"H{own.half} {day.year}"
    return ""
