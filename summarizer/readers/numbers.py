"""Quantities, read off a text: value, precision, unit and comparator, with their exact span.

One pass over the numerals of the text. What names or dates a thing is blanked beforehand
(`identifiers`, `dates`, `phases`); then each numeral is read outwards: what stands before it
(comparator, sign, currency), and what follows (scale, unit, comparator, the things counted).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from summarizer.readers.amounts import find_amounts
from summarizer.readers.characters import fold
from summarizer.readers.currency_signs import yen_or_yuan
from summarizer.readers.dates import date_spans
from summarizer.readers.identifiers import blank
from summarizer.readers.numerals import ENGLISH, EXACT, NumberStyle, number_style
from summarizer.readers.phases import find_phases
from summarizer.readers.ranges import share
from summarizer.readers.units import DOLLAR_SIGN, YEN_SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ENGLISH", "NumberStyle", "Quantity", "find_quantities", "number_style", "same_amount"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as a text prints it.

    Attributes:
        start: Offset of its first character: comparator, sign and currency are part of it.
        end: Offset behind its last character: scale, unit and comparator are part of it.
        value: The amount, scaled: "$4.1 billion" is 4100000000.
        step: The weight of the last printed digit, scaled: "$4.1bn" 100000000, "192" 1.
        unit: An ISO 4217 code, "%", "pp" (percentage points), "bp" (basis points), "x" (times),
            a unit of measure ("mg/kg"), of time ("week"), or None.
        comparator: "=", "<", "<=", ">", ">=" or "~" (about).
        noun: The word or words that it counts, in lower case, else "".
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: str | None
    comparator: str
    noun: str


def find_quantities(
    text: str,
    style: NumberStyle = ENGLISH,
    *,
    skip: Iterable[tuple[int, int]] | None = None,
) -> list[Quantity]:
    """Return the quantities of a text, in its order; their spans do not overlap.

    The ends of a range ("10 to 15 mg", "$1.1–1.2 billion") are two quantities that share unit,
    scale and noun. Ordinals, list numbers, references, identifiers, addresses, telephone numbers
    and times of day are no quantities.

    Args:
        text: The text.
        style: How it prints numbers, from `number_style` of the whole document.
        skip: Spans to pass over. By default the dates and clinical phases of the text, so that the
            25 of "25 June" and the 3 of "Phase 3" are no quantities.
    """
    if skip is None:
        skip = (*date_spans(text), *((p.start, p.end) for p in find_phases(text)))
    page = blank(fold(text), _merged(skip))
    signs = {YEN_SIGN: yen_or_yuan(page), DOLLAR_SIGN: style.dollar}
    return [
        Quantity(
            amount.start,
            amount.end,
            _scaled(amount.value, amount.exponent),
            _scaled(amount.step, amount.exponent),
            signs.get(amount.unit or "", amount.unit),
            amount.comparator,
            amount.noun,
        )
        for amount in share(page, list(find_amounts(page, style)))
    ]


def same_amount(claimed: Quantity, found: Quantity) -> bool:
    """Tell whether a text that prints `found` shows the amount that is `claimed`.

    Units must be the same, and so must values, except that a claim may round: 4.1bn is shown by
    4.102bn, but 4.102bn is not shown by 4.1bn. Halves round away from zero, and nothing rounds to
    zero. Comparators and nouns are not compared. Of units only basis points are converted: 50 are
    half a percentage point.
    """
    claimed, found = _in_points(claimed), _in_points(found)
    if claimed.unit != found.unit:
        return False
    if claimed.value == found.value:
        return True
    if claimed.step <= found.step or not claimed.value:
        return False
    steps = EXACT.divide(found.value, claimed.step).to_integral_value(ROUND_HALF_UP, EXACT)
    return EXACT.multiply(steps, claimed.step) == claimed.value


def _in_points(quantity: Quantity) -> Quantity:
    """Write basis points as percentage points, a hundred to one; leave any other unit."""
    if quantity.unit != "bp":
        return quantity
    value, step = EXACT.scaleb(quantity.value, -2), EXACT.scaleb(quantity.step, -2)
    return replace(quantity, value=value, step=step, unit="pp")


def _scaled(value: Decimal, exponent: int) -> Decimal:
    # Through the written form, so that 4.1E+9 becomes 4100000000.
    return Decimal(format(EXACT.scaleb(value, exponent), "f"))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, those that overlap as one: "phase 3 mars 2026"."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
