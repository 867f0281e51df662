"""What the ends of a range or list lend each other: the "mg" of "10–15 mg", the "$" of "$4-5bn"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.readers.units import CURRENCY_CODES

if TYPE_CHECKING:
    from summarizer.readers.amounts import Amount

_DASH = r"[ \xa0]?[-–—~][ \xa0]?|[至到]"
_TO = r"\s(?:to|through|bis|à|a|hasta)\s"
_AND = r"\s(?:and|or|und|oder|et|ou|y|o|e)\s|[和与及或]"
_JOINT = re.compile(rf"(?P<range>{_DASH}|{_TO})|(?P<list>{_AND})|(?P<comma>,\s)", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)\s\Z", re.IGNORECASE)
_LONGEST_BETWEEN = len("ranging from ")
# "From $4 million to $5 million" tells how something changed.
_FROM = re.compile(r"\b(?:from|von|de|由|从)\s?\Z", re.IGNORECASE)
_RANGING = re.compile(r"\brang\w* from\s\Z", re.IGNORECASE)


def is_range(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two amounts makes them the ends of a range."""
    joint = _JOINT.fullmatch(text, end, start)
    if joint is None or not joint["range"]:
        return False
    # "From 5% to 6%" tells of two amounts, "5 to 6%" of one.
    return text[end - 1].isdigit() or "-" in joint[0] or "–" in joint[0]


def spans(text: str, end: int, start: int, first: int) -> bool:
    """Tell whether what stands between two amounts, or before them, makes them one range.

    Args:
        text: The text.
        end: Where the first amount ends.
        start: Where the second begins.
        first: Where the first begins.
    """
    joint = _JOINT.fullmatch(text, end, start)
    before = text[max(first - _LONGEST_BETWEEN, 0) : first]
    if joint is None or joint["comma"]:
        return False
    if joint["list"]:
        return _BETWEEN.search(before) is not None
    return _FROM.search(before) is None or _RANGING.search(before) is not None


def share(page: str, amounts: list[Amount]) -> list[Amount]:
    """Return the amounts, with what joined ones take from each other.

    The first of two takes the scale, unit and noun of the second where it has none of its own;
    the second of a range takes a currency of the first, and the second of two labelled times
    ("Weeks 12 and 24") their label.
    """
    shared = amounts[:]
    ends_list = False
    for index in reversed(range(len(shared) - 1)):
        first, second = shared[index : index + 2]
        joint = _JOINT.fullmatch(page, first.end, second.start)
        # In "5, 10 and 20 mg" a comma joins too; elsewhere it parts.
        if joint is None or first.noun or (joint["comma"] and not ends_list):
            ends_list = False
            continue
        ends_list = not joint["range"]
        is_range = joint["range"] or _BETWEEN.search(
            page, max(0, first.start - _LONGEST_BETWEEN), first.start
        )
        if second.unit is None and (
            first.is_labelled or (is_range and first.unit in CURRENCY_CODES)
        ):
            second = shared[index + 1] = replace(second, unit=first.unit)
        if first.unit in {None, second.unit} and not first.is_labelled:
            shared[index] = replace(
                first,
                exponent=first.exponent or second.exponent,
                unit=second.unit,
                noun=second.noun,
            )
    return shared
