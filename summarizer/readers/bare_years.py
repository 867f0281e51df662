"""Whether four digits that stand alone are a year: "in 2026" is one, "2026 patients" is not."""

from __future__ import annotations

import re

from summarizer.readers.characters import LETTERS
from summarizer.readers.comparators import comparator_before
from summarizer.readers.tables import words
from summarizer.readers.units import scale_after, unit_after

# What a number counts, if it is one.
_COUNTED = re.compile(
    r"(?:[ \xa0-]|\s[a-zäöü]+\s)?(?:patient|participant|subject|people|person|adult|child|volunteer"
    r"|women|men\b|employee|site|cent(?:er|re)s|share|unit|case|store|customer|compan|countr|vehicle"
    r"|sample|individual|household|hospital|student|teilnehm|proband|mitarbeit)",
    re.IGNORECASE,
)
_BEFORE = words("""
        in by since until till through throughout during before after from for of between and or to
        vs vs. versus with the its our their a fiscal calendar full year months quarter half ended
        ending report results
        seit bis ab von vom für im und jahr jahre jahres geschäftsjahr geschäftsjahres gesamtjahr
        gesamtjahres monate monaten bericht
        vorjahr
        geschäftsbericht mois en depuis desde hasta de et y année exercice año ejercicio ©
""")
_AFTER = words("""
        and or to vs was is were has had will as at on in with that which we annual guidance outlook
        results revenue sales earnings fiscal financial forecast budget
        und oder die der das den ein eine um auf bei mit wird wurde et ou le la les y o el los
    mindestens höchstens rund etwa voraussichtlich erstmals
    founded gegründet gegründete gegründeten errichtet eröffnet eingeführt fondée créée fundada
""")
_WORD_BEFORE = re.compile(rf"(?<![{LETTERS}])([{LETTERS}]+\.?|©)[ \xa0(-]{{1,2}}\Z")
_WORD_AFTER = re.compile(rf"[\s-]([{LETTERS}]+)")
_YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![0-9])"
_DASH = r"[ \xa0]?[-/–][ \xa0]?"
_RANGE_BEFORE = re.compile(rf"(?<![0-9])(?:1[5-9]|20)[0-9]{{2}}{_DASH}\Z")
_RANGE_AFTER = re.compile(_DASH + _YEAR)
# The columns of a table: "2025    2024".
_COLUMN_BEFORE = re.compile(r"(?<![0-9.,])((?:1[5-9]|20)[0-9]{2})[ \xa0\t|]{1,40}\Z")
_COLUMN_AFTER = re.compile(rf"[ \xa0\t|]{{1,40}}({_YEAR})")
_MARK_AFTER = re.compile(r"[^\S\n]*(?:\n|\Z)|[)\]\[;:!?,]|\.(?![0-9])|\s[-(–]")

_OLDEST_WITHOUT_CUE = 1900
_REACH = 48
_MOST_YEARS_APART = 5


def stands_as_year(text: str, start: int, end: int) -> bool:
    """Tell from the words around whether the four digits at a place name a year."""
    if _counts(text, end):
        return False
    reach = max(0, start - _REACH)
    word = _WORD_BEFORE.search(text, reach, start)
    if (word and word[1].lower() in _BEFORE) or _RANGE_BEFORE.search(text, reach, start):
        return True
    if int(text[start:end]) < _OLDEST_WITHOUT_CUE or comparator_before(text, start, 0):
        return False
    word = _WORD_AFTER.match(text, end)
    return (
        (word is not None and word[1].lower() in _AFTER)
        or _RANGE_AFTER.match(text, end) is not None
        or _MARK_AFTER.match(text, end) is not None
        or any(
            column and abs(int(column[1]) - int(text[start:end])) <= _MOST_YEARS_APART
            for column in (
                _COLUMN_BEFORE.search(text, reach, start),
                _COLUMN_AFTER.match(text, end),
            )
        )
    )


def _counts(text: str, end: int) -> bool:
    exponent, edge = scale_after(text, end, is_money=False, is_long=False)
    unit, _ = unit_after(text, edge, None)
    return bool(exponent or unit) or _COUNTED.match(text, end) is not None
