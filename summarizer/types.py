"""Types for schemas: amounts, p-values, phases, and the marks that say how a field is checked.

A schema needs none of them: any pydantic model works. They exist for what plain Python types
cannot say: an amount whose scale is printed in words, a date known only to its quarter, a string
that is a sentence rather than a name.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from summarizer.marks import (
    Ahead,
    Anywhere,
    Cues,
    Near,
    Of,
    Opening,
    Prose,
    Record,
    RowLabel,
    Unless,
)
from summarizer.readers.numbers import find_quantities, number_style
from summarizer.readers.partial_date import PartialDate
from summarizer.readers.units import CURRENCY_CODES

__all__ = [
    "Ahead",
    "Anywhere",
    "Bound",
    "Cues",
    "Interval",
    "Money",
    "Near",
    "Of",
    "Opening",
    "PValue",
    "PartialDate",
    "Phase",
    "Printed",
    "Prose",
    "Record",
    "RowLabel",
    "Unless",
]

Bound = Literal["exactly", "about", "up_to", "at_least", "more_than", "less_than"]

SCALES: dict[str, Decimal] = {
    "one": Decimal(1),
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}


class Printed(BaseModel):
    """A value read off a printed phrase: a model is asked for the phrase, code reads the parts."""

    model_config = ConfigDict(frozen=True)

    asked: ClassVar[str]
    """How the phrase is described to a model, where a field has no description of its own."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        """Accept the phrase wherever the parts are accepted."""
        return cls.read(value) if isinstance(value, str) else value

    @classmethod
    @abstractmethod
    def read(cls, phrase: str) -> dict[str, Any]:
        """Read the parts off a phrase.

        Raises:
            ValueError: The phrase holds no such value, or several.
        """


_COMPARED = re.compile(
    r"(?:\s+in (?:the )?[\w\s]{1,20})?,?\s*"
    r"(?:\(|compared (?:with|to)|versus|vs\.?|against|(?:up|down) from)"
)


class Money(Printed):
    """An amount of money: $1.2 billion is 1.2, billion, USD.

    `bound` is never taken from a model: grounding reads it off the text beside the amount.
    """

    asked = "an amount of money as printed, with its currency and scale"

    amount: Decimal = Field(description="the number without its scale: 1.2")
    scale: Literal["one", "thousand", "million", "billion", "trillion"] = "one"
    currency: str = Field(pattern=r"^[A-Z]{3}$", description="ISO 4217 code: USD, EUR, CNY, JPY")
    bound: Bound = "exactly"

    @property
    def value(self) -> Decimal:
        """The amount in units of the currency."""
        return self.amount * SCALES[self.scale]

    @classmethod
    def read(cls, phrase: str) -> dict[str, Any]:
        """Read "US$1.2 billion", "7億美元" or "12,4 Mio. Euro"; 7億 becomes 700 million.

        What the amount is compared with may follow: "$31 million, compared with $28 million".
        """
        found = find_quantities(phrase, number_style(phrase))
        amounts = [quantity for quantity in found if quantity.unit in CURRENCY_CODES]
        compared = len(amounts) > 1 and _COMPARED.match(phrase, amounts[0].end)
        if len(amounts) != 1 and not compared:
            raise ValueError(f"{phrase!r} is not one amount of money with its currency")
        value, step = amounts[0].value, amounts[0].step
        fitting = [
            name for name, scale in SCALES.items() if 1 < scale <= min(abs(value), step * 1000)
        ]
        scale = fitting[-1] if step > 1 and fitting else "one"
        amount = value / SCALES[scale]
        return {"amount": amount, "scale": scale, "currency": amounts[0].unit}


class PValue(Printed):
    """A p-value with its comparator: p<0.001."""

    asked = "a p-value as printed, such as p<0.001"

    comparator: Literal["=", "<", "<=", ">", ">="]
    value: Decimal = Field(ge=0, le=1)

    @classmethod
    def read(cls, phrase: str) -> dict[str, Any]:
        """Read "p<0.001", "P = .03" or "0.03"."""
        found = [quantity for quantity in find_quantities(phrase) if quantity.unit is None]
        if len(found) != 1:
            raise ValueError(f"{phrase!r} is not one p-value")
        return {"comparator": found[0].comparator, "value": found[0].value}


_LEVEL = re.compile(
    r"\W*(\d+(?:\.\d+)?)\s*%\s*(?:-?\s*(?:CI|KI|confidence|Konfidenz))", re.IGNORECASE
)


class Interval(Printed):
    """A confidence interval: its level in percent where printed, and its two ends."""

    asked = "a confidence interval as printed, such as 95% CI 0.55 to 0.92"

    level: Decimal | None = None
    low: Decimal
    high: Decimal

    @classmethod
    def read(cls, phrase: str) -> dict[str, Any]:
        """Read "95% CI 0.55 to 0.92", "95% CI: 32.5%, 51.0%" or "(0.55; 0.92)"."""
        match = _LEVEL.match(phrase)
        found = find_quantities(phrase[match.end() :] if match else phrase)
        if len(found) != 2:
            raise ValueError(f"{phrase!r} is not one interval with two ends")
        level = Decimal(match[1]) if match else None
        return {"level": level, "low": found[0].value, "high": found[1].value}


class Phase(StrEnum):
    """The phase of a clinical trial."""

    PRECLINICAL = "preclinical"
    ONE = "1"
    ONE_A = "1a"
    ONE_B = "1b"
    ONE_TWO = "1/2"
    TWO = "2"
    TWO_A = "2a"
    TWO_B = "2b"
    TWO_THREE = "2/3"
    THREE = "3"
    THREE_A = "3a"
    THREE_B = "3b"
    FOUR = "4"
