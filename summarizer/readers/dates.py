"""Dates, read off a text as exactly as it prints them: a day, a month, a quarter, a half, a year.

`date_forms` knows how dates are printed; here it is decided what they mean, and whether they are
dates at all. What is ambiguous (03/04/2024) or impossible (30 February) is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from summarizer.readers.bare_years import stands_as_year
from summarizer.readers.characters import fold
from summarizer.readers.date_forms import (
    ERAS,
    MONTHS,
    ORDINALS,
    QUALIFIERS,
    SHIFTS,
    VERBS,
    PrintedDate,
    find_printed,
)
from summarizer.readers.number_words import han_number
from summarizer.readers.numerals import number_style
from summarizer.readers.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# "BOSTON, 3 May 2026 (Wire) —": what stands before the date of a dateline, and behind it.
_PLACE = re.compile(r"(?:^|\n)[【\W]?[^\W\d_][^\n;:•]{1,60}[,，、)）]\s*(?:(?:le|den|the)\s)?\Z")
_DASH = re.compile(r"[^\S\n]*(?:[(/（][^\n()/]{1,40}[)/）])?[^\S\n]*(?:[—–】]|--?(?=\s))\s*")
_ENDED = re.compile(
    r"(?:\b(?:ended|ending|as of|as at|until|up to|zum|bis|clos(?:e|es)? (?:le|au))|~|至|截至)\s*\Z"
)
# How far down a release its own date is looked for, in characters.
_HEAD = 1_500
# Between two years of one day.
_AND = re.compile(r",?\s(?:and|und|et|y)\s")
_DECEMBER = 12
_FIRST = re.compile("元")
# A sentence that names the year of another day is not longer, in characters.
_LONGEST_SENTENCE = 1_000
_SENTENCE_END = re.compile(r"[.!?][\"')\]”]*\s+[\"'(“]?[A-ZÄÖÜ]|[。！？\n]")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        date: The date, as exact as it is printed.
        year_given: False where the year was inferred: from a full date before it in the same
            sentence, else from the reference.
        qualifier: "early", "mid", "late" or "end" where printed ("mid-2026"), else "".
    """

    start: int
    end: int
    date: PartialDate
    year_given: bool
    qualifier: str


class _Reading(NamedTuple):
    """The numbers of one printed date, under the names that `PartialDate` gives them."""

    start: int
    end: int
    numbers: dict[str, int]


def find_dates(text: str, *, reference: date | None = None) -> list[DateMention]:
    """Return the dates of a text, in its order; their spans do not overlap.

    Args:
        text: The text.
        reference: The day on which the text was written. It gives the year of days printed
            without one ("on 18 August"), which are left out if there is no reference.
    """
    return read_dates(text, reference=reference)[0]


def read_dates(
    text: str, *, reference: date | None = None
) -> tuple[list[DateMention], list[tuple[int, int]]]:
    """Return what `find_dates` and `date_spans` do, of one reading."""
    folded = fold(text)
    printed = _plausible(folded)
    days_first = _days_first(folded, printed)
    mentions: list[DateMention] = []
    last_day: DateMention | None = None
    for found in printed:
        qualifier = QUALIFIERS.get(found.parts.get("qualifier", "").lower(), "")
        for start, end, numbers in _readings(found, days_first=days_first):
            year_given = "year" in numbers
            same_day = "bare" in found.parts and mentions
            more = _day_of_years(folded, mentions[-1], start) if same_day else {}
            read = _date(numbers | more) if year_given else None
            shift = SHIFTS[_plain(found.parts["shift"])] if "shift" in found.parts else ""
            if reference is None or year_given or shift == "?":
                pass
            elif shift:
                read = _date(numbers | {"year": reference.year + int(shift)})
            elif "day" in numbers:
                read = _nearest(numbers, _day_in_sentence(folded, last_day, start) or reference)
            if read is not None:
                mentions.append(DateMention(start, end, read, year_given, qualifier))
                last_day = mentions[-1] if read.day else last_day
    return mentions, [(found.start, found.end) for found in printed]


def date_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of all that is printed like a date, in order and without overlap.

    More than `find_dates` returns: also ambiguous and impossible dates, and days without a year,
    whose digits are no quantities either.
    """
    return [(found.start, found.end) for found in _plausible(fold(text))]


def shows(claimed: PartialDate, mention: DateMention) -> bool:
    """Tell whether a mention supports a date at the granularity that the date claims.

    25 June 2024 supports 2024-06-25, 2024-06 and 2024; June 2024 supports the last two. A quarter
    or half must be printed as one: that of a fiscal year need not hold the month.
    """
    shown = mention.date
    if (claimed.quarter or claimed.half) and shown.month:
        return False
    return claimed.first <= shown.first and shown.last <= claimed.last


def dateline(text: str) -> DateMention | None:
    """Return the first full date near the top of a release, or None if there is none.

    A place before it and a dash behind it tell it best; the day on which a period ended, in the
    headline of its results, is the last choice.
    """
    days = [mention for mention in find_dates(text[:_HEAD]) if mention.date.day]
    lines = (mention for mention in days if _behind(text, mention))
    own = (mention for mention in days if not _ENDED.search(text, 0, mention.start))
    return next(chain(lines, own, days), None)


def after_dateline(text: str) -> int:
    """Return the offset at which a release begins to speak, behind its dateline; 0 without one."""
    mention = dateline(text)
    return _behind(text, mention) if mention else 0


def _behind(text: str, day: DateMention) -> int:
    """Return the offset behind the dash of a dateline with this day; 0 if it is none."""
    dash = _DASH.match(text, day.end) if _PLACE.search(text, 0, day.start) else None
    return dash.end() if dash else 0


def _plausible(text: str) -> list[PrintedDate]:
    return [found for found in find_printed(text) if _is_plausible(text, found)]


def _is_plausible(text: str, found: PrintedDate) -> bool:
    """Tell dates from verbs ("may 3") and from counts ("2026 patients")."""
    parts = found.parts
    if "bare" in parts:
        return stands_as_year(text, found.start, found.end)
    month = parts.get("month", parts.get("month_b", ""))
    has_year = "year" in parts or "shift" in parts
    if not month.islower() or ("day" in parts and has_year):
        return True
    # English and German capitalize months; French and Spanish print the day before the month.
    return month not in VERBS and (has_year or not text[found.start].isalpha())


def _days_first(text: str, printed: list[PrintedDate]) -> bool | None:
    """Tell the order of 03/04/2024 from the document's other dates, or from its number style."""
    orders = [
        (int(found.parts["one"]), int(found.parts["other"]))
        for found in printed
        if "one" in found.parts
    ]
    firsts = any(one > _DECEMBER for one, _ in orders)
    seconds = any(other > _DECEMBER for _, other in orders)
    if firsts != seconds:
        return firsts
    return True if orders and not firsts and number_style(text).decimal == "," else None


def _readings(found: PrintedDate, *, days_first: bool | None) -> Iterator[_Reading]:
    """Yield the one date that a form prints, or the two."""
    parts = found.parts
    own = _numbers({name: part for name, part in parts.items() if not name.endswith("_b")})
    other = _numbers({name[:-2]: part for name, part in parts.items() if name.endswith("_b")})
    if "one" in parts:
        order = _ordered(int(parts["one"]), int(parts["other"]), days_first=days_first)
        if order is None:
            return
        own |= order
    if not other:
        yield _Reading(found.start, found.end, own)
        return
    middle = min(span[0] for name, span in found.spans.items() if name.endswith("_b"))
    edge = max(span[1] for span in found.spans.values() if span[1] <= middle)
    second = own | other
    first = {name: second[name] for name in ("year", "month") if name in second} | own
    if "year" in first and first.get("month", 0) > second.get("month", 0):
        first["year"] -= 1  # "December 28 to January 3, 2026"
    yield _Reading(found.start, edge, first)
    if second.get("year", 0) >= first.get("year", 0):  # not so in "2024/06"
        yield _Reading(middle, found.end, second)


def _ordered(one: int, other: int, *, days_first: bool | None) -> dict[str, int] | None:
    """Tell day and month of 25/06 or 06/25 apart; return None where each could be either."""
    if one > _DECEMBER or one == other or (other <= _DECEMBER and days_first):
        return {"day": one, "month": other}
    if other > _DECEMBER or days_first is False:
        return {"day": other, "month": one}
    return None


def _plain(printed: str) -> str:
    return " ".join(printed.lower().split())


def _numbers(parts: dict[str, str]) -> dict[str, int]:
    known = ((*_READERS[name], part) for name, part in parts.items() if name in _READERS)
    return {field: read(part) for field, read, part in known}


def _month(printed: str) -> int:
    return int(MONTHS[printed.lower()]) if printed.lower() in MONTHS else _number(printed)


def _number(printed: str) -> int:
    return int(printed) if printed.isdecimal() else han_number(printed)


def _nth(printed: str) -> int:
    """Return the number of a quarter or half: Q3, 3Q, third quarter, 3. Quartal, 三, 上."""
    if re.search(r"\b(?:months|monaten?|mois|meses)\b", printed.lower()):
        return 1  # the first six months
    digit = re.search("[1-4]", printed)
    return int(digit[0] if digit else ORDINALS[re.split("[- ]", printed.lower())[0]])


_READERS: dict[str, tuple[str, Callable[[str], int]]] = {
    "year": ("year", int),
    "short_year": ("year", lambda printed: 2000 + int(printed)),
    "han_year": ("year", han_number),
    "era_year": ("year", lambda printed: ERAS[printed[:2]] + _number(_FIRST.sub("1", printed[2:]))),
    "month": ("month", _month),
    "day": ("day", _number),
    "quarter": ("quarter", _nth),
    "half": ("half", _nth),
}


def _date(numbers: dict[str, int]) -> PartialDate | None:
    try:
        return PartialDate(**numbers)
    except ValueError:
        return None


def _day_of_years(text: str, before: DateMention, start: int) -> dict[str, int]:
    """Return the day that a year goes on about: "December 31, 2025 and 2024"; empty if none."""
    same = before.date.day and before.year_given and _AND.fullmatch(text, before.end, start)
    return {"month": before.date.month or 0, "day": before.date.day or 0} if same else {}


def _day_in_sentence(text: str, last_day: DateMention | None, start: int) -> date | None:
    """Return the last day that was named before a place, if the same sentence names it."""
    if last_day is None or start - last_day.end > _LONGEST_SENTENCE:
        return None
    ended = _SENTENCE_END.search(text, last_day.end, start)
    return None if ended else last_day.date.first


def _nearest(numbers: dict[str, int], anchor: date) -> PartialDate | None:
    """Return a day of the year in the year that brings it closest to the anchor."""
    years = (anchor.year, anchor.year - 1, anchor.year + 1)
    days = [day for year in years if (day := _date(numbers | {"year": year}))]
    return min(days, key=lambda day: abs(day.first - anchor), default=None)
