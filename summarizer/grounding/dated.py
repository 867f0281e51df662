"""Whether dates and phases of trials stand in a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from summarizer.document import Sentence
from summarizer.grounding.evidence import NOT_THERE, Evidence, Finding, Verdict
from summarizer.grounding.near import Beside
from summarizer.grounding.source import Source
from summarizer.readers.dates import DateMention, shows
from summarizer.readers.phases import PhaseMention
from summarizer.types import PartialDate, Phase

# A date further away than this is no misreading of the one that is claimed.
_NEAR = timedelta(days=366)


def check_date(
    source: Source, value: PartialDate, sentences: Sequence[Sentence], beside: Beside | None
) -> Finding:
    """Look for a date: printed as exactly as it is claimed if possible, else more exactly."""
    finer: DateMention | None = None
    nearest: tuple[bool, timedelta, str] | None = None
    for sentence in sentences:
        reading = source.of(sentence)
        for mention in reading.mentions:
            item = mention.item
            if not isinstance(item, DateMention):
                continue
            if not shows(value, item):
                apart = abs(item.date.first - value.first)
                other = _precision(item.date) != _precision(value)
                if apart <= _NEAR and (nearest is None or (other, apart) < nearest[:2]):
                    nearest = other, apart, reading.raw(mention.first, mention.last)
                continue
            if beside and beside.distance(reading, mention.first, mention.last) is None:
                continue
            if item.date == value:
                return _shown(source, item)
            finer = finer or item
    if finer:
        return _shown(source, finer)
    reason = f"{value} is {NOT_THERE}"
    return Finding.unsupported(f"{reason}; nearest: {nearest[2]}" if nearest else reason)


def check_phase(source: Source, value: Phase, sentences: Sequence[Sentence]) -> Finding:
    """Look for the phase of a trial, exactly as it is claimed."""
    said = ""
    for sentence in sentences:
        for mention in source.of(sentence).mentions:
            item = mention.item
            if not isinstance(item, PhaseMention):
                continue
            evidence = Evidence.cut(source.document, item.start, item.end)
            if item.phase == value.value:
                return Finding(Verdict.VERIFIED, (evidence,))
            said = said or f"document says {evidence.quote}, value is phase {value.value}"
    return Finding.unsupported(said or f"phase {value.value} is {NOT_THERE}")


def _precision(day: PartialDate) -> tuple[bool, ...]:
    return tuple(part is None for part in (day.month, day.day, day.quarter, day.half))


def _shown(source: Source, item: DateMention) -> Finding:
    reason = "" if item.year_given else "the year is taken from another date of the document"
    evidence = Evidence.cut(source.document, item.start, item.end)
    return Finding(Verdict.VERIFIED, (evidence,), reason)
