"""Check numbers: counts and rates, amounts of money, p-values, confidence intervals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from summarizer.document import Sentence
from summarizer.grounding.evidence import Evidence, Finding, Verdict
from summarizer.grounding.mention import Mention
from summarizer.grounding.near import Beside, is_share
from summarizer.grounding.reading import Reading
from summarizer.grounding.source import Source
from summarizer.readers.numbers import Quantity, same_amount
from summarizer.readers.tables import words
from summarizer.types import SCALES, Bound, Interval, Money, PValue

BOUNDS: dict[str, Bound] = {
    "=": "exactly",
    "~": "about",
    "<=": "up_to",
    ">=": "at_least",
    ">": "more_than",
    "<": "less_than",
}
# Digits before or behind the decimal mark; what is longer is no amount that a text prints.
_LONGEST = 40
# What may stand between the two ends of a range, beside a dash or a comma.
_TO = words("to and bis und à et a al y 至 到 から")
_APART = frozenset("():")  # "[0.45; 0.80]" are two ends
_APART_FROM_P = frozenset("();:")
# What may stand between "p" and its number: words of the phrase, and the other arms of a table.
_AFTER_P = words("""
    value values vs versus placebo 値 值 of was were is and the a one two sided nominal for
    wert lag liegt war bei betrug beträgt de était est était fue
""")
_P_REACH = 8
_INTERVAL = words("ci cis ki ic confidence konfidenzintervall vertrauensintervall confiance 信 置")
_LEVEL_REACH = 12


class Printed(NamedTuple):
    """A quantity that the document prints, in the sentence that prints it."""

    passage: Reading
    mention: Mention
    quantity: Quantity


def printed_quantities(source: Source, sentences: Iterable[Sentence]) -> Iterator[Printed]:
    """Yield the quantities of some sentences, in order."""
    for sentence in sentences:
        passage = source.of(sentence)
        for mention in passage.mentions:
            if isinstance(mention.item, Quantity):
                yield Printed(passage, mention, mention.item)


def check_number(
    source: Source, value: float | Decimal, sentences: Sequence[Sentence], beside: Beside | None
) -> Finding:
    """Check a bare number: any unit will do, unless words to stand beside are asked for.

    Args:
        source: The document.
        value: An integer is shown only by that integer; any other number also by one that it
            rounds. Scale words count: "26 million" shows 26000000, and shows 26 only to a field
            that asks for the word "million" beside it.
        sentences: Where to look, best first.
        beside: The words that the number must stand beside.
    """
    whole = isinstance(value, int)
    claimed = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not claimed.is_finite() or abs(claimed.adjusted()) > _LONGEST:
        return Finding.unsupported("no text prints such a number")
    best: tuple[int, Printed] | None = None
    other: Printed | None = None
    for printed in printed_quantities(source, sentences):
        distance = _distance(printed, beside, whole=whole) if beside else 0
        if distance is None:
            continue
        if not _shows(printed, claimed, beside, whole=whole):
            other = other or (printed if beside else None)
        elif best is None or distance < best[0]:
            best = distance, printed
    if best:
        return _verified(source, best[1])
    if other:
        return Finding.unsupported(f"document says {_raw(other)}, value is {value}")
    return Finding.unsupported(f"{value} is not in the document")


def check_rounded(
    source: Source, value: int | Decimal | Quantity, sentences: Iterable[Sentence]
) -> Finding | None:
    """Look for an amount that a value rounds to, at the precision that is printed.

    A plain whole number is a count, and no count is rounded.
    """
    for printed in printed_quantities(source, sentences):
        claimed = value
        if not isinstance(claimed, Quantity):
            claimed = _claimed(printed.quantity, Decimal(claimed))
        if printed.quantity.step != 1 and same_amount(printed.quantity, claimed):
            return _verified(source, printed)
    return None


def _distance(printed: Printed, beside: Beside, *, whole: bool) -> int | None:
    passage, mention, quantity = printed
    # Patients are not counted in milligrams, nor is "41% of patients" a number of patients.
    measured = quantity.unit not in (None, "%") or is_share(passage, mention)
    if whole and measured and not beside.inside(passage, mention.first, mention.last):
        return None
    return beside.distance(passage, mention.first, mention.last)


def _shows(printed: Printed, claimed: Decimal, beside: Beside | None, *, whole: bool) -> bool:
    passage, mention, quantity = printed
    if beside and beside.inside(passage, mention.first, mention.last):
        numerals = [
            Decimal(token.text)
            for token in passage.tokens[mention.first : mention.last]
            if token.text.replace(".", "", 1).isdecimal()
        ]
        if numerals == [claimed]:
            return True
    if whole:
        return quantity.value == claimed
    return same_amount(_claimed(quantity, claimed), quantity)


def _claimed(quantity: Quantity, value: Decimal, scale: Decimal = Decimal(1)) -> Quantity:
    """Return a quantity like another one, but of the value that is claimed, as exact as that."""
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return replace(quantity, value=value * scale, step=step * scale)


def _verified(source: Source, printed: Printed) -> Finding:
    quantity = printed.quantity
    evidence = Evidence.cut(source.document, quantity.start, quantity.end)
    return Finding(Verdict.VERIFIED, (evidence,), bound=BOUNDS[quantity.comparator])


def _raw(printed: Printed) -> str:
    return printed.passage.text[printed.quantity.start : printed.quantity.end]


def check_money(
    source: Source, money: Money, sentences: Sequence[Sentence], beside: Beside | None
) -> Finding:
    """Check an amount of money: currency and value; the finding tells the bound on it."""
    other: Printed | None = None
    if abs(money.amount.adjusted()) > _LONGEST:
        return Finding.unsupported("no text prints such an amount")
    for printed in printed_quantities(source, sentences):
        passage, mention, quantity = printed
        if beside and beside.distance(passage, mention.first, mention.last) is None:
            continue
        claimed = _claimed(quantity, money.amount, SCALES[money.scale])
        if same_amount(replace(claimed, unit=money.currency), quantity):
            return _verified(source, printed)
        if quantity.unit == money.currency or same_amount(claimed, quantity):
            other = other or printed
    value = f"{money.currency} {money.amount}" + f" {money.scale}" * (money.scale != "one")
    if other:
        return Finding.unsupported(f"document says {_raw(other)}, value is {value}")
    return Finding.unsupported(f"{value} is not in the document")


def is_printed(money: Money, item: object) -> bool:
    """Say whether a mention prints an amount of money."""
    if not isinstance(item, Quantity) or item.unit != money.currency:
        return False
    claimed = _claimed(item, money.amount, SCALES[money.scale])
    return same_amount(replace(claimed, unit=money.currency), item)


def check_p_value(source: Source, value: PValue, sentences: Sequence[Sentence]) -> Finding:
    """Check a p-value: its number and its comparator, behind a "p"."""
    other: Printed | None = None
    for printed in printed_quantities(source, sentences):
        if not _is_p_value(printed.passage, printed.mention):
            continue
        same = printed.quantity.value == value.value
        if same and printed.quantity.comparator == value.comparator:
            return _verified(source, printed)
        other = printed if same else other or printed
    if other:
        claimed = f"{value.comparator} {value.value}"
        return Finding.unsupported(f"document says p {_raw(other)}, value is p {claimed}")
    return Finding.unsupported("no such p-value is in the document")


def _is_p_value(passage: Reading, mention: Mention) -> bool:
    item = mention.item
    if not isinstance(item, Quantity) or item.unit is not None or not 0 <= item.value <= 1:
        return False
    for position in range(mention.first - 1, max(mention.first - 1 - _P_REACH, -1), -1):
        token = passage.tokens[position]
        if not _APART_FROM_P.isdisjoint(passage.tokens[position + 1].gap):
            return False
        if token.text == "p" or not (token.is_numeric or token.text in _AFTER_P):
            return token.text == "p"
    return False


def check_interval(source: Source, value: Interval, sentences: Sequence[Sentence]) -> Finding:
    """Check a confidence interval: both ends together, and its level where one is claimed."""
    said = ""
    for low, high in pairwise(printed_quantities(source, sentences)):
        if not _is_interval(low, high):
            continue
        start = _level_start(low, value.level) if value.level is not None else low.quantity.start
        printed = source.document.text[low.quantity.start : high.quantity.end]
        if (low.quantity.value, high.quantity.value) != (value.low, value.high):
            said = said or f"document says {printed}, value is {value.low} to {value.high}"
        elif start is None:
            said = f"document gives {printed} at another level than {value.level}%"
        else:
            evidence = Evidence.cut(source.document, start, high.quantity.end)
            return Finding(Verdict.VERIFIED, (evidence,))
    return Finding.unsupported(said or "no such interval is in the document")


def check_range(source: Source, value: Interval, sentences: Sequence[Sentence]) -> Finding | None:
    """Look for the two ends of a range that need not be a confidence interval: 8% to 10%."""
    for low, high in pairwise(printed_quantities(source, sentences)):
        ends = low.quantity.value, high.quantity.value
        if ends == (value.low, value.high) and value.level is None and _stand_together(low, high):
            evidence = Evidence.cut(source.document, low.quantity.start, high.quantity.end)
            return Finding(Verdict.VERIFIED, (evidence,))
    return None


def _stand_together(low: Printed, high: Printed) -> bool:
    """Say whether two quantities may be the ends of one range: nothing else is between them."""
    if low.passage is not high.passage or low.quantity.unit not in (None, high.quantity.unit):
        return False
    between = low.passage.tokens[low.mention.last : high.mention.first + 1]
    if any(not _APART.isdisjoint(token.gap) for token in between):
        return False
    return len(between) == 1 or (len(between) == 2 and between[0].text in _TO)


def _is_interval(low: Printed, high: Printed) -> bool:
    """Say whether two quantities are the ends of a confidence interval, and named so."""
    first = low.mention.first
    before = low.passage.tokens[max(first - _LEVEL_REACH, 0) : first]
    return _stand_together(low, high) and any(token.text in _INTERVAL for token in before)


def _level_start(low: Printed, level: Decimal) -> int | None:
    """Return where the level of an interval is printed, before its lower end."""
    first = low.mention.first
    wanted = ((level, "%"), (level, None))
    for mention in reversed(low.passage.mentions):
        item = mention.item
        near = first - _LEVEL_REACH <= mention.last <= first
        if near and isinstance(item, Quantity) and (item.value, item.unit) in wanted:
            return item.start
    return None
