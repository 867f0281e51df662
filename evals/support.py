"""What a source shows of the numbers, dates and names of a sentence; knows no grounding.

The product's grounding decides what is printed. Were it asked here as well, its mistakes would
score perfectly; so a sentence is compared with the whole source, by rules of its own. Only the
readers, which find numbers and dates in a text, are shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from summarizer.evals.comparators import folded, other_names
from summarizer.evals.fixture import Fixture
from summarizer.evals.labels import Derivation
from summarizer.evals.proper_names import NameIndex, proper_names
from summarizer.evals.said import Said
from summarizer.evals.turns import clause_spans
from summarizer.readers.date_forms import MONTHS
from summarizer.readers.dates import DateMention, find_dates, shows
from summarizer.readers.numbers import Quantity, find_quantities, number_style, same_amount
from summarizer.readers.units import CURRENCY_CODES
from summarizer.types import PartialDate

# A month named without its year is at most this many days away.
_NEAR = 300
_EXACT_UNITS = CURRENCY_CODES | {"%", "pp", "bp"}
_SCALES = {
    3: r"thousands?|tausend|milliers?|千",
    6: r"millions?|Mio\b|mn\b|Millionen|Mill?ions? d|百万",
    8: r"億|亿",
    9: r"billions?|bn\b|Mrd\b|Milliarden?|milliards?|十億|十亿",
}
# The scale of a table: a word for it that no number stands before.
_OF_A_TABLE = r"(?<![\d.,])(?<![\d.,][ \u00a0\u202f-])(?<!\w)(?:{})"
# ruff: noqa: E501 - a period a line
_QUARTERS = {
    1: r"first.quarter|1st quarter|Q1|1Q|erste[sn]? Quartal|premier trimestre|第(?:1|一)四半期|第一季度",
    2: r"second.quarter|2nd quarter|Q2|2Q|zweite[sn]? Quartal|deuxième trimestre|第(?:2|二)四半期|第二季度",
    3: r"third.quarter|3rd quarter|Q3|3Q|dritte[sn]? Quartal|troisième trimestre|第(?:3|三)四半期|第三季度",
    4: r"fourth.quarter|4th quarter|Q4|4Q|vierte[sn]? Quartal|quatrième trimestre|第(?:4|四)四半期|第四季度",
}
_HALVES = {
    1: r"first.half|first six months|half.year|H1|1H|erste[sn]? Halbjahr|premier semestre|上半期|上半年|上期",
    2: r"second.half|H2|2H|zweite[sn]? Halbjahr|deuxième semestre|second semestre|下半期|下半年|下期",
}


@dataclass(frozen=True)
class Support:
    """A source, read once for all the sentences that are compared with it.

    Attributes:
        text: The source.
        written: The day of its release, if the labels have one.
        derivations: Numbers that may be computed from those of the source.
        labelled: What the labels call things: English names in a release of another language.
    """

    text: str
    written: date | None
    derivations: tuple[Derivation, ...]
    labelled: str

    @classmethod
    def of(cls, fixture: Fixture) -> Support:
        """Read the source of a fixture."""
        gold = fixture.gold
        labels = gold.model_dump(mode="json", include={"fields", "lists", "reference_summary"})
        labelled = [*_strings(labels), *(fact.text for fact in gold.facts)]
        return cls(
            fixture.document.text,
            fixture.written,
            gold.derivations,
            "\n".join(labelled),
        )

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The quantities of the source."""
        return find_quantities(self.text, number_style(self.text))

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates of the source."""
        return find_dates(self.text, reference=self.written)

    def said(self, text: str) -> Said:
        """Read a sentence of an output; days without a year are those nearest to the release."""
        return _read(text, self.written)

    def shows_quantity(self, claimed: Quantity) -> bool:
        """Tell whether the source prints an amount, at the precision of the claim, in its unit."""
        if any(
            _same(claimed, found) or self._in_table(claimed, found) for found in self.quantities
        ):
            return True
        if claimed.unit is None and self._has_digits(f"{claimed.value:f}"):
            return True
        return self._in_pence(claimed) or any(
            self._derives(derivation, claimed) for derivation in self.derivations
        )

    def shows_number(self, value: Decimal) -> bool:
        """Tell whether the source prints a number, whatever its unit."""
        return any(abs(value) == abs(found.value) for found in self.quantities) or self._has_digits(
            f"{value:f}"
        )

    def shows_date(self, claimed: PartialDate) -> bool:
        """Tell whether the source prints a date, or its quarter or half in words of its own."""
        if any(shows(claimed, mention) for mention in self.dates):
            return True
        if claimed.month:
            return self._prints_without_year(claimed)
        if any(mention.date.day and mention.date.first == claimed.last for mention in self.dates):
            return True
        if not self._has_digits(str(claimed.year)):
            return False
        wording = _QUARTERS.get(claimed.quarter or 0) or _HALVES.get(claimed.half or 0)
        return wording is None or re.search(wording, self.text, re.IGNORECASE) is not None

    def _prints_without_year(self, claimed: PartialDate) -> bool:
        """Tell whether a day or month is printed without a year, and not far from the release."""
        if self.written is None or abs((claimed.first - self.written).days) > _NEAR:
            return False
        if claimed.day:
            same = (claimed.month, claimed.day)
            loose = (each.date for each in self.dates if not each.year_given)
            return any((date.month, date.day) == same for date in loose)
        names = "|".join(name for name, number in MONTHS.items() if int(number) == claimed.month)
        named = rf"\b(?:{names})\b(?!\.? \d{{4}}|\.? \d{{1,2}}, \d{{4}})"
        return re.search(named, self._folded) is not None

    def shows_name(self, name: str) -> bool:
        """Tell whether the source, or a label, has a name on the borders of words."""
        return any(self._names.has(each) for each in (name, *other_names(name)))

    def unsupported_numbers(self, said: Said) -> Iterator[str]:
        """Yield the quantities and dates of a sentence that the source does not show."""
        for quantity in said.quantities:
            if not self.shows_quantity(quantity):
                yield said.text[quantity.start : quantity.end].strip()
        for mention in said.dates:
            if not self.shows_date(mention.date):
                yield said.text[mention.start : mention.end].strip()

    def unsupported_names(self, text: str) -> Iterator[str]:
        """Yield the names of a sentence that the source does not show."""
        return (name for name in proper_names(text) if not self.shows_name(name))

    @cached_property
    def clauses(self) -> list[tuple[str, frozenset[tuple[str | None, Decimal]]]]:
        """The clauses of the source that print numbers, each with its units and sizes."""
        return [
            (self.text[start:end], frozenset((each.unit, abs(each.value)) for each in printed))
            for start, end in clause_spans(self.text)
            if (printed := [each for each in self.quantities if start <= each.start < end])
        ]

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex.of(f"{self.text}\n{self.labelled}")

    @cached_property
    def _folded(self) -> str:
        return folded(self.text)

    @cached_property
    def _digits(self) -> frozenset[str]:
        return frozenset(_plain(each) for each in re.findall(r"\d+(?:[.,]\d+)*", self._folded))

    def _has_digits(self, number: str) -> bool:
        return _plain(number) in self._digits

    @cached_property
    def _exponents(self) -> tuple[int, ...]:
        """Powers of ten that a table of the source may leave to its heading."""
        return tuple(
            exponent
            for exponent, words in _SCALES.items()
            if re.search(_OF_A_TABLE.format(words), self.text, re.IGNORECASE)
        )

    def _in_pence(self, claimed: Quantity) -> bool:
        """Tell whether an amount is printed in the hundredth part of its currency: 13.4p."""
        pence = f"{(abs(claimed.value) * 100).normalize():f}"
        printed = rf"(?<![\d.,]){re.escape(pence)}0? ?(?:p|pence|cents?)\b"
        return claimed.unit in {"GBP", "EUR", "USD"} and bool(re.search(printed, self.text))

    def _derives(self, derivation: Derivation, claimed: Quantity) -> bool:
        """Tell whether a labelled derivation, at the scale of its operands, is the claimed amount."""
        unit = find_quantities(f"2 {derivation.unit}")[0]
        if unit.unit != claimed.unit:
            return False
        value = abs(derivation.n * derivation.scale * unit.value / 2)
        half = Decimal(5).scaleb(int(derivation.n.as_tuple().exponent) - 1)
        return any(
            abs(abs(claimed.value) - value * step) <= max(half * step, claimed.step / 2)
            for step in self._scales(derivation, claimed.unit)
        )

    def _scales(self, derivation: Derivation, unit: str | None) -> set[Decimal]:
        """Return the scales at which the source prints the operands of a derivation in a unit."""
        if unit not in CURRENCY_CODES or derivation.scale != 1 or "million" in derivation.unit:
            return {Decimal(1)}
        operands = {Decimal(each) for each in re.findall(r"\d+(?:\.\d+)?", derivation.origin)}
        printed = {abs(each.value) for each in self.quantities if each.unit == unit}
        steps = {Decimal(10) ** exponent for exponent in (0, 3, 6, 8, 9)}
        found = {step for step in steps if any(operand * step in printed for operand in operands)}
        return found or {Decimal(10) ** exponent for exponent in (0, *self._exponents)}

    def _in_table(self, claimed: Quantity, found: Quantity) -> bool:
        """Tell whether a bare number is the claimed one, with the scale and unit of a heading."""
        if found.unit is not None or claimed.unit not in CURRENCY_CODES:
            return False
        value = abs(claimed.value)
        scaled = (abs(found.value).scaleb(exponent) for exponent in (0, *self._exponents))
        steps = (claimed.step / 2 if claimed.step > found.step else Decimal(0),)
        return any(abs(each - value) <= step for each in scaled for step in steps)


def _strings(node: Any) -> Iterator[str]:
    """Yield what labels call things; their quotes are of the source."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for part in node:
            yield from _strings(part)
    elif isinstance(node, dict):
        for name, part in node.items():
            if name not in {"evidence", "why"}:
                yield from _strings(part)


@lru_cache(maxsize=4096)
def _read(text: str, written: date | None) -> Said:
    return Said(text, written, number_style(text))


def _same(claimed: Quantity, found: Quantity) -> bool:
    if claimed.unit == found.unit:
        return same_amount(_positive(claimed), _positive(found))
    # Of "month 6" and "six months", one has its unit as a noun before it.
    loose = {claimed.unit, found.unit}
    return None in loose and not loose & _EXACT_UNITS and abs(claimed.value) == abs(found.value)


def _positive(quantity: Quantity) -> Quantity:
    return Quantity(
        quantity.start, quantity.end, abs(quantity.value), quantity.step, quantity.unit,
        quantity.comparator, quantity.noun,
    )  # fmt: skip


def _plain(number: str) -> str:
    """Write a number without grouping, sign and zeros at its ends."""
    bare = re.sub(r",(?=\d{3}(?!\d))", "", number.lstrip("-")).lstrip("0") or "0"
    return bare.rstrip("0").rstrip(".") if "." in bare else bare
