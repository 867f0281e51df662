"""Check a value against the document, by its type: a number, amount, date, phase, name or prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cached_property, partial, singledispatch
from typing import Any

from summarizer.document import Sentence
from summarizer.grounding.dated import check_date, check_phase
from summarizer.grounding.evidence import NOT_THERE, Evidence, Finding, Verdict
from summarizer.grounding.known_names import OTHER_PLACES
from summarizer.grounding.mention import Item
from summarizer.grounding.names import ARTICLES, find_name, is_other_company
from summarizer.grounding.near import Beside
from summarizer.grounding.numeric import (
    BOUNDS,
    check_interval,
    check_money,
    check_number,
    check_p_value,
    is_printed,
    printed_quantities,
)
from summarizer.grounding.quote import cut_apart
from summarizer.grounding.search import Run
from summarizer.grounding.source import Source
from summarizer.grounding.statement import check_statement
from summarizer.readers.dates import DateMention
from summarizer.readers.numbers import Quantity, same_amount
from summarizer.types import Interval, Money, PartialDate, Phase, Prose, PValue

# A bare integer of this size may be the year that a text prints.
_YEARS = range(1500, 2100)


@dataclass(frozen=True)
class _Search:
    """Where a value is looked for, and beside what."""

    source: Source
    marks: Sequence[object]
    within: Sequence[Sentence] | None
    prefer: Sentence | None

    @cached_property
    def beside(self) -> Beside | None:
        return Beside.of(self.marks)

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences to look in, the closest to the preferred one first."""
        sentences = self.source.document.sentences if self.within is None else self.within
        if self.prefer is None:
            return sentences
        number = self.prefer.number
        return sorted(sentences, key=lambda sentence: abs(sentence.number - number))


def check_value(
    source: Source,
    value: object,
    *,
    marks: Sequence[object] = (),
    within: Sequence[Sentence] | None = None,
    prefer: Sentence | None = None,
) -> Finding:
    """Check one value of a schema's instance.

    Args:
        source: The document.
        value: A number, `Quantity` (whose unit counts), `Money`, `PValue`, `Interval`, date,
            `PartialDate`, `Phase` or string.
        marks: The marks of its field: `Near`, `Prose`; others are passed over.
        within: The only sentences that count, as for the fields of a `Record`.
        prefer: The sentence that the model named; of equal evidence the closest to it is taken.

    Returns:
        `verified` with the smallest span that shows the value (for prose, the sentences), or
        `unsupported` with the reason.

    Raises:
        TypeError: The value is a choice, which is for `judge`, or of a type that no text prints.
    """
    if isinstance(value, bool | Enum) and not isinstance(value, Phase):
        raise TypeError(f"{value!r} is a choice: no text shows it, `judge` ties it to a sentence")
    finding = _check(value, _Search(source, marks, within, prefer))
    if within is not None and len(within) == 1:
        reason = "not in that sentence".join(finding.reason.rsplit(NOT_THERE, 1))
        return replace(finding, reason=reason)
    return finding


@singledispatch
def _check(value: Any, _: _Search) -> Finding:
    raise TypeError(f"a value of type {type(value).__name__} cannot be looked for in a text")


@_check.register
def _(value: int, search: _Search) -> Finding:
    finding = check_number(search.source, value, search.sentences, search.beside)
    if not finding.supported and value in _YEARS:
        year = _check(PartialDate(value), search)
        return year if year.supported else finding
    return finding


@_check.register(float)
@_check.register(Decimal)
def _(value: float | Decimal, search: _Search) -> Finding:
    return check_number(search.source, value, search.sentences, search.beside)


@_check.register
def _(value: Quantity, search: _Search) -> Finding:
    """Look for an amount with its unit; its bound is not compared."""
    same_number = same_unit = ""
    for passage, mention, found in printed_quantities(search.source, search.sentences):
        beside = search.beside
        if beside and beside.distance(passage, mention.first, mention.last) is None:
            continue
        evidence = Evidence.cut(search.source.document, found.start, found.end)
        if same_amount(value, found):
            return Finding(Verdict.VERIFIED, (evidence,), bound=BOUNDS[found.comparator])
        if value.value == found.value:
            same_number = same_number or evidence.quote
        elif value.unit == found.unit:
            same_unit = same_unit or evidence.quote
    if row := _in_tables(search, lambda it: isinstance(it, Quantity) and same_amount(value, it)):
        return row
    said = same_number or same_unit
    claimed = f"{value.value.normalize():f} {value.unit or ''}".strip()
    if said:
        return Finding.unsupported(f"document says {said}, value is {claimed}")
    return Finding.unsupported(f"{claimed} is {NOT_THERE}")


def _in_tables(search: _Search, fits: Callable[[Item], bool]) -> Finding | None:
    """Look for a value in tables, whose captions and headers may give its unit and its date.

    Of the rows that count for a `Record` the first column is read: what is said of another one
    must not be put together with it.
    """
    source = search.source
    if search.beside:
        return None
    allowed = None if search.within is None else {each.number for each in search.within}
    read: set[int] = set()
    for cell, passage in source.cells:
        row = source.document.sentence_at(cell.start)
        if allowed is not None and (row.number not in allowed or row.number in read):
            continue
        read.add(row.number)
        if any(fits(mention.item) for mention in passage.mentions):
            starts = dict.fromkeys((cell.start, *cell.header))
            lines = (source.document.sentence_at(start) for start in starts)
            evidence = tuple(Evidence.of(source.document, line) for line in lines)
            return Finding(Verdict.VERIFIED, evidence)
    return None


@_check.register
def _(value: Money, search: _Search) -> Finding:
    finding = check_money(search.source, value, search.sentences, search.beside)
    if finding.supported:
        return finding
    return _in_tables(search, partial(is_printed, value)) or finding


@_check.register
def _(value: PValue, search: _Search) -> Finding:
    return check_p_value(search.source, value, search.sentences)


@_check.register
def _(value: Interval, search: _Search) -> Finding:
    return check_interval(search.source, value, search.sentences)


@_check.register
def _(value: Phase, search: _Search) -> Finding:
    return check_phase(search.source, value, search.sentences)


@_check.register
def _(value: PartialDate, search: _Search) -> Finding:
    finding = check_date(search.source, value, search.sentences, search.beside)
    if finding.supported:
        return finding
    row = _in_tables(search, lambda it: isinstance(it, DateMention) and it.date == value)
    return row or finding


@_check.register
def _(value: date, search: _Search) -> Finding:
    return _check(PartialDate(value.year, value.month, value.day), search)


@_check.register
def _(value: datetime, search: _Search) -> Finding:
    if value.time() != time():
        return Finding.unsupported("a time of day is not looked for in the document")
    return _check(value.date(), search)


@_check.register
def _(value: str, search: _Search) -> Finding:
    """Look for a name or phrase as it is, else for one sentence that says all of its words.

    What counts only beside a word counts anywhere in a sentence that holds it.
    """
    source, within, prefer = search.source, search.within, search.prefer
    if beside := search.beside:
        within = [each for each in search.sentences if beside.is_in(source.of(each))]
        if not within:
            return Finding.unsupported(f"no sentence calls “{value}” so")
    if any(isinstance(mark, Prose) for mark in search.marks):
        return check_statement(source, value, prefer, within=within)
    refusal = ""
    for run in find_name(source, value, within=within, prefer=prefer):
        loss = _loss(source, run)
        if not loss:
            return Finding(Verdict.VERIFIED, (source.evidence(run),))
        refusal = refusal or loss
    if not refusal and not is_other_company(source, value) and not _is_full_name(value):
        finding = check_statement(source, value, prefer, within=within, strict=True)
        if finding.supported:
            return finding
    return Finding.unsupported(refusal or f"“{value}” is {NOT_THERE}")


def _is_full_name(phrase: str) -> bool:
    """Say whether a phrase is a name of several words: then its words must stand together."""
    parts = phrase.split()
    return len(parts) > 1 and all(part[0].isupper() for part in parts)


def _loss(source: Source, run: Run) -> str:
    """Return why a phrase that stands in the document is not what it seems; empty if it is."""
    broken = cut_apart(source, run)
    if broken:
        return broken
    passage, (first, last) = next(source.sentences_of(run))
    while first > 0 and passage.tokens[first - 1].text in ARTICLES:
        first -= 1
    before = passage.tokens[first - 1].text if first else ""
    if before in OTHER_PLACES.get(passage.tokens[first].text, ()):
        return f"document says “{passage.raw(first - 1, last)}”"
    for mention in passage.stance.mentions:
        if mention.last == first and mention.cue.kind == "negation":
            return f"document says “{passage.raw(mention.first, last)}”"
    return ""
