"""A date as exact as the text prints it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

PARTIAL_DATE_PATTERN = r"^[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]|H[12]))?$"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exact as the text prints it: a day, a month, a quarter, a half or a year.

    Written `2026-03-09`, `2026-03`, `2026-Q1`, `2026-H1` or `2026`, and so in JSON. Finer parts
    imply the coarser ones only through `first` and `last`, the days that it spans.
    """

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is no date, such as 30 February or a day without a month."""
        finer = [part for part in (self.month, self.quarter, self.half) if part is not None]
        if len(finer) > 1 or (self.day is not None and self.month is None):
            raise ValueError("a date has a month, a quarter or a half, and a day only with a month")
        if not (
            1 <= (self.month or 1) <= 12
            and 1 <= (self.quarter or 1) <= 4
            and 1 <= (self.half or 1) <= 2
        ):
            raise ValueError("month, quarter or half out of range")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the written form.

        Raises:
            ValueError: The text is not of one of the five forms, or names no real date.
        """
        if not re.fullmatch(PARTIAL_DATE_PATTERN, text):
            raise ValueError(f"{text!r} is not YYYY, YYYY-Qn, YYYY-Hn, YYYY-MM or YYYY-MM-DD")
        year, *rest = text.split("-")
        if rest and rest[0][0] == "Q":
            return cls(int(year), quarter=int(rest[0][1]))
        if rest and rest[0][0] == "H":
            return cls(int(year), half=int(rest[0][1]))
        return cls(int(year), *(int(part) for part in rest))

    @property
    def first(self) -> date:
        """The first day that it spans."""
        if self.quarter:
            return date(self.year, 3 * self.quarter - 2, 1)
        if self.half:
            return date(self.year, 6 * self.half - 5, 1)
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it spans."""
        if self.day:
            return self.first
        if self.quarter:
            month = 3 * self.quarter
        elif self.half:
            month = 6 * self.half
        else:
            month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """Return the written form, which `parse` reads back."""
        if self.quarter:
            return f"{self.year:04}-Q{self.quarter}"
        if self.half:
            return f"{self.year:04}-H{self.half}"
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        def validate(value: Any) -> PartialDate:
            if isinstance(value, cls):
                return value
            try:
                return cls.parse(str(value))
            except ValueError as error:
                raise PydanticCustomError("partial_date", "{why}", {"why": str(error)}) from error

        return core_schema.no_info_plain_validator_function(
            validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": PARTIAL_DATE_PATTERN}
