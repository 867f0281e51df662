"""One numeral at a time, read outwards: what stands before it, and what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from summarizer.readers.characters import LETTERS, SPACED_MINUS
from summarizer.readers.comparators import comparator_after, comparator_before
from summarizer.readers.nouns import noun_after, noun_of_share
from summarizer.readers.number_words import NUMBER_WORDS, han_number, read_number_words
from summarizer.readers.numerals import EXACT, NumberStyle, Numeral, find_numerals
from summarizer.readers.units import (
    TIMES,
    currency_before,
    scale_after,
    scaled_currency_before,
    time_before,
    unit_after,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with its surroundings, from which `numbers` makes a `Quantity`.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        value: The amount before scaling.
        step: The weight of its last digit before scaling.
        exponent: The power of ten that its scale word stands for.
        unit: Its unit, or None.
        comparator: Its comparator.
        noun: What it counts, or "".
        is_labelled: Whether the unit stands before it, as in "Week 24".
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    exponent: int
    unit: str | None
    comparator: str
    noun: str
    is_labelled: bool


class _Scaled(NamedTuple):
    """A numeral with its scale, and where the scale ends."""

    value: Decimal
    step: Decimal
    exponent: int
    end: int


class _Head(NamedTuple):
    """What stands before a numeral, and where it begins."""

    start: int
    unit: str | None
    is_negative: bool
    exponent: int = 0


# Digits with nothing known behind them that are part of a name: 10-K, 5G, 0867.HK.
_GLUED = re.compile(rf"[{LETTERS}_@]|-[A-Z]{{1,3}}(?![{LETTERS}])|\.[A-Z]{{1,4}}\b")
# A hyphen behind a letter or digit joins, and an en dash behind a digit is a range.
_SIGN = re.compile(
    rf"(?:(?<![{LETTERS}0-9)\]%])[+-]|(?<![{LETTERS}0-9)\]%])(?<![0-9%] )–|{SPACED_MINUS}\s"
    # Not "au moins", "plus ou moins", "al menos".
    r"|\bminus |(?<!\b(?:au|du|ou) )\bmoins |(?<!\b(?:al|lo|ou) )(?<!\bo )\bmenos "
    r"|[负負]|マイナス)\Z",
    re.IGNORECASE,
)
_LONGEST_SIGN = len("minus ")
# "(5.2)%", "(4.5) million": no count in brackets behind its word, as in "five (5)".
_MEASURED_AFTER = re.compile(
    r"\)[ \xa0]?(?:%|(?:millions?|billions?|mio|mrd|bn|mn)\b)", re.IGNORECASE
)
# Accountants' brackets make a number negative in a cell of its own, in a text with statements.
_STATEMENT = re.compile(
    r"(?:[(;,$€£¥]|amounts|figures|dollars|expressed|angaben|montants|chiffres)\s?(?:in|en)\s"
    r"(?:[A-Z$€£¥]{1,4}\s)?(?:thousand|million|billion|tausend|tsd|mio|mrd|T€|TEUR)",
    re.IGNORECASE,
)
_CELL_BEFORE = re.compile(r"(?:^|\t| {2}|\|)[ \t]*\(\Z", re.MULTILINE)
_CELL_AFTER = re.compile(r"\)[ \t]*(?:\t| {2}|\||$)", re.MULTILINE)
_WIDEST_GAP = 40
# 3亿5000万, "two thousand five hundred": the parts of a number follow each other.
_NEXT_PART = re.compile(
    "(?<=[万萬亿億兆千])(?:(?:[0-9]{1,4}|[0-9],[0-9]{3})(?!,?[0-9])|[一二三四五六七八九十百千]{1,7})"
)
_SPACED_KINDS = frozenset({"words", "romance"})
_NEXT_WORDS = re.compile(rf"(?<=[{LETTERS}]) (?:{NUMBER_WORDS})")
# 20余家, "20+ sites": more than what is printed.
_MORE = re.compile(rf"(?P<more>[余餘多])|\+(?=[ \xa0-]?[{LETTERS}%])")
# "One of the patients" counts nothing, "one to two years" does.
_RANGE_AHEAD = re.compile(rf" (?:to|or|bis|oder) (?:[0-9]|{NUMBER_WORDS})")
_AGE = re.compile(r"[ -](?:of age|old)\b")
# "Over 12 weeks" mostly says how long, not longer than.
_DURING = re.compile(r"(?:over|über)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s\Z", re.IGNORECASE)


def find_amounts(page: str, style: NumberStyle) -> Iterator[Amount]:
    """Yield the amounts of a page, which is a folded text without what only looks like one."""
    reader = _Reader(page, style)
    floor = 0
    for numeral in find_numerals(page, style):
        # What an amount has taken in, such as the 5000 of 3亿5000万, is none of its own.
        if numeral.start >= floor and (amount := reader.read(numeral, floor)):
            yield amount
            floor = amount.end


def _part(match: re.Match[str]) -> Decimal:
    if match.re is _NEXT_WORDS:
        return read_number_words(str(match.lastgroup), match[0][1:])[0]
    digits = match[0].replace(",", "")
    return Decimal(digits if digits.isdecimal() else han_number(digits))


class _Reader:
    """Reads the surroundings of numerals on one page."""

    def __init__(self, page: str, style: NumberStyle) -> None:
        self.page = page
        # 10^12 is "Billion" in the languages that print a decimal comma.
        self.is_long = style.decimal == ","
        self.has_statement = _STATEMENT.search(page) is not None

    def read(self, numeral: Numeral, floor: int) -> Amount | None:
        """Return the amount of a numeral, or None if it counts nothing.

        Args:
            numeral: The numeral.
            floor: Where the amount before ends; nothing before it is looked at.
        """
        page = self.page
        brackets = self._accounting_brackets(numeral, floor)
        head = self._head(numeral.start - brackets, floor)
        more = _MORE.match(page, numeral.end)
        scaled = self._scaled(numeral, numeral.end + brackets + bool(more), head)
        unit, end = unit_after(page, scaled.end, head.unit)
        start, is_labelled = head.start, False
        if unit is None and (label := time_before(page, start, floor)):
            (start, unit), is_labelled = label, True
        if page[start - 1 : start] == "第":
            start -= 1
            if unit not in TIMES:
                return None
        if end == numeral.end and _GLUED.match(page, end):
            return None
        start, end, comparator = self._bounded(start, end, floor, unit)
        if unit == "%" or "fraction" in numeral.kind:
            noun = noun_of_share(page, end)
        else:
            noun = "" if unit else noun_after(page, end)
        is_article = numeral.kind in {"words", "han"} and numeral.value == 1
        counts = noun or unit or scaled.exponent or _RANGE_AHEAD.match(page, end)
        if is_article and not counts:
            return None
        if comparator == "=" and more:
            comparator = ">" if more["more"] else ">="
        value = -scaled.value if head.is_negative or brackets else scaled.value
        return Amount(
            start, end, value, scaled.step, scaled.exponent, unit, comparator, noun, is_labelled
        )

    def _accounting_brackets(self, numeral: Numeral, floor: int) -> bool:
        """Tell whether brackets make a number negative: "$(1.2)", "(1.2)" in a statement."""
        page, start, end = self.page, numeral.start - 1, numeral.end
        if start < floor or page[start] != "(" or page[end : end + 1] != ")":
            return False
        fractional = numeral.step < 1 and _MEASURED_AFTER.match(page, end)
        if fractional or currency_before(page, start, floor):
            return True
        return (
            self.has_statement
            and _CELL_BEFORE.search(page, max(floor, start - _WIDEST_GAP), start + 1) is not None
            and _CELL_AFTER.match(page, end) is not None
        )

    def _head(self, start: int, floor: int) -> _Head:
        """Read sign and currency, in either order."""
        page, is_negative, unit = self.page, False, None
        sign = _SIGN.search(page, max(floor, start - _LONGEST_SIGN), start)
        if sign:
            start, is_negative = sign.start(), sign[0] != "+"
        if currency := currency_before(page, start, floor):
            start, unit = currency
            if not sign and (sign := _SIGN.search(page, max(floor, start - _LONGEST_SIGN), start)):
                start, is_negative = sign.start(), sign[0] != "+"
        elif page.endswith("百分之", floor, start):
            start, unit = start - len("百分之"), "%"
        elif scaled := scaled_currency_before(page, start, floor):
            return _Head(*scaled[:2], is_negative, scaled[2])
        return _Head(start, unit, is_negative)

    def _scaled(self, numeral: Numeral, start: int, head: _Head) -> _Scaled:
        """Read the scale word, and what Chinese and Japanese numbers add behind it: 3亿5000万."""
        page, value, step = self.page, numeral.value, numeral.step
        is_money = head.unit is not None
        exponent, end = scale_after(page, start, is_money=is_money, is_long=self.is_long)
        if head.exponent:
            return _Scaled(value, step, head.exponent, start)
        pattern = _NEXT_WORDS if numeral.kind in _SPACED_KINDS else _NEXT_PART
        while part := pattern.match(page, end):
            smaller, after = scale_after(page, part.end(), is_money=False, is_long=False)
            if smaller >= exponent:
                break
            value = EXACT.add(EXACT.scaleb(value, exponent - smaller), _part(part))
            step, exponent, end = Decimal(1), smaller, after
        return _Scaled(value, step, exponent, end)

    def _bounded(self, start: int, end: int, floor: int, unit: str | None) -> tuple[int, int, str]:
        """Read the comparators on both sides; return the span with them, and what they say."""
        age = _AGE.match(self.page, end) if unit == "year" else None
        before = comparator_before(self.page, start, floor)
        after = comparator_after(self.page, age.end() if age else end)
        if before and unit in TIMES and _DURING.match(self.page, before.edge):
            before = None
        if age and not before and not after:
            since = _FROM.search(self.page, max(floor, start - _LONGEST_SIGN), start)
            return (since.start(), age.end(), ">=") if since else (start, end, "=")
        signs = [found.sign for found in (before, after) if found]
        bounds = [sign for sign in signs if sign not in "=~"]
        return (
            before.edge if before else start,
            after.edge if after else end,
            (bounds or signs or ["="])[0],
        )
