"""A value that a claim writes out, "$1.2 billion" or "Q3 2026", read by the types of schemas."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from pydantic import ValidationError

from summarizer.readers.dates import find_dates
from summarizer.readers.numbers import NumberStyle, Quantity, find_quantities
from summarizer.readers.phases import find_phases
from summarizer.readers.units import CURRENCY_CODES
from summarizer.types import Interval, PartialDate, Phase, PValue

ValueType = Literal[
    "integer", "number", "percent", "money", "date", "phase", "p_value", "interval", "name"
]
_SHARES = ("%", "pp", "bp")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)")
_FRACTION = re.compile(r"(\d{1,4})/([1-9]\d{0,3})")


def read_value(kind: ValueType, phrase: str, style: NumberStyle) -> object:
    """Read a value of a type off a phrase that holds nothing else.

    Args:
        kind: The type. Numbers may have a unit, and keep it; a `percent` is one of percent,
            percentage points and basis points.
        phrase: The phrase: "1,200", "41%", "2/3", "US$1.2 billion", "p<0.001", "Phase 2b".
        style: How its numbers are printed.

    Returns:
        What `check_value` takes: a number or `Quantity`, `PartialDate`, `Phase`, `PValue`,
        `Interval`, or the phrase.

    Raises:
        ValueError: The phrase holds no such value, several, or more than the value.
    """
    phrase = phrase.strip()
    try:
        match kind:
            case "integer" | "number" | "percent" | "money":
                return _read_amount(kind, phrase, style)
            case "date":
                return _read_date(phrase, style)
            case "phase":
                return _read_phase(phrase)
            case "p_value":
                return PValue.model_validate(phrase)
            case "interval":
                return Interval.model_validate(phrase)
            case "name":
                return phrase
    except ValidationError as error:
        raise ValueError(error.errors(include_url=False)[0]["msg"]) from error


def _read_amount(kind: str, phrase: str, style: NumberStyle) -> int | Decimal | Quantity:
    if match := _FRACTION.fullmatch(phrase):
        return Decimal(match[1]) / Decimal(match[2])
    if phrase.isdecimal() and kind in ("integer", "number"):
        # Digits alone may be a year to the reader of numbers.
        return int(phrase)
    quantity = _only_quantity(phrase, style)
    if kind == "money" and quantity.unit not in CURRENCY_CODES:
        raise ValueError(f"{phrase!r} has no currency")
    if kind == "percent" and quantity.unit not in _SHARES:
        raise ValueError(f"{phrase!r} is not in percent, percentage points or basis points")
    if kind == "integer" and quantity.value != quantity.value.to_integral_value():
        raise ValueError(f"{phrase!r} is not whole")
    if quantity.unit is None and quantity.comparator == "=":
        return int(quantity.value) if kind == "integer" else _stepped(quantity)
    return quantity


def _stepped(quantity: Quantity) -> Decimal:
    """Return a value as exact as it is printed: 73.4 million is 734E5."""
    exponent = quantity.step.adjusted()
    return quantity.value.scaleb(-exponent).to_integral_value().scaleb(exponent)


def _only_quantity(phrase: str, style: NumberStyle) -> Quantity:
    """Return the quantity that a phrase is; what it counts would not be compared."""
    found = find_quantities(phrase, style)
    if len(found) != 1:
        raise ValueError(f"{phrase!r} is not one number")
    if found[0].end - found[0].start < len(phrase):
        raise ValueError(f"{phrase!r} says more than a number")
    return found[0]


def _read_date(phrase: str, style: NumberStyle) -> PartialDate:
    if style.decimal == "," and (match := _DOTTED.fullmatch(phrase)):
        return PartialDate(int(match[3]), int(match[2]), int(match[1]))
    try:
        return PartialDate.parse(phrase)
    except ValueError:
        found = find_dates(phrase)
    if len(found) != 1 or found[0].end - found[0].start < len(phrase) or found[0].qualifier:
        raise ValueError(f"{phrase!r} is not one date with its year")
    return found[0].date


def _read_phase(phrase: str) -> Phase:
    found = find_phases(phrase) or find_phases(f"phase {phrase}")
    if len(found) != 1:
        raise ValueError(f"{phrase!r} is not one phase")
    return Phase(found[0].phase)
