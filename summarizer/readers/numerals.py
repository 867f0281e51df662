"""Numerals in digits and words, and the marks that a document puts between its digits.

Which mark is the decimal one cannot be told from "1.234" alone; `number_style` asks the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from summarizer.readers.characters import LETTERS, fold
from summarizer.readers.currency_signs import dollar_of
from summarizer.readers.number_words import NUMBER_WORDS, read_number_words
from summarizer.readers.tables import any_of, words
from summarizer.readers.units import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a document prints its numbers.

    The mark that is not the decimal one groups thousands. No-break and thin spaces and
    apostrophes group them in every style.

    Attributes:
        decimal: The decimal mark.
        spaced: Whether a plain space groups thousands too, as in "1 234,5".
        dollar: The currency that a bare $ stands for.
    """

    decimal: Literal[".", ","] = "."
    spaced: bool = False
    dollar: str = "USD"


ENGLISH = NumberStyle()


# Enough for any numeral that is read, whatever the caller's own context.
EXACT = Context(prec=80)
# Longer runs of digits are serial numbers.
_LONGEST_NUMERAL = 28


class Numeral(NamedTuple):
    """A numeral alone.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        value: What it says.
        step: The weight of its last digit.
        kind: "digits", "words", "fraction", "han" or "han_fraction".
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    kind: str


# Digits and the marks between them, as many as there are: "2.1.3" is one run, refused as a whole.
_RUN = r"[0-9]++(?:(?:[.,]|['\xa0{space}](?=[0-9]{{3}}(?![0-9])))[0-9]++)*+"
_RUNS = {spaced: _RUN.format(space=" " if spaced else "") for spaced in (False, True)}
# Digits glued to a letter, a closing bracket or a full stop are notes ("limited.3") or names.
_FREE = rf"(?<![{LETTERS}0-9_)\]%®™”])(?<![{LETTERS}][.,;])(?<![0-9][.,])"
_PAID = rf"(?<=\b(?:{'|'.join(CODES)}))|(?<=\bRs)|(?<=\bRs\.)"
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_POWER = r"[ \xa0]?x[ \xa0]?10(?:\^(?P<power>-?[0-9]{1,2})|(?P<raised>⁻?[⁰¹²³⁴-⁹]{1,2}))(?![0-9])"
# "10⁶ cells"; ¹ and ² are footnotes.
_TEN = r"(?<![0-9.,]10)(?<=10)(?:\^(?P<exponent>-?[0-9]{1,2})|(?P<small>⁻?[³⁴-⁹]|¹[⁰¹²]))(?![0-9])"
_LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")

_THOUSANDS = r"[1-9][0-9]{{0,2}}(?:(?P<mark>[{marks}'\xa0 ])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)"
_LAKHS = r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
_READINGS = {
    ".": re.compile(
        rf"(?P<whole>{_THOUSANDS.format(marks=',')}|{_LAKHS}|[0-9]+)(?:\.(?P<fraction>[0-9]+))?"
    ),
    ",": re.compile(rf"(?P<whole>{_THOUSANDS.format(marks='.')}|[0-9]+)(?:,(?P<fraction>[0-9]+))?"),
}
_GROUPING = re.compile("[^0-9]")
_LISTED = re.compile(r"[0-9.]+")

# Numbers in square brackets are references: "[3,4]" says nothing of the decimal mark.
_VOTE = re.compile(rf"(?<![{LETTERS}0-9.,\[]){_RUNS[False]}(?![{LETTERS}0-9])")
_SPACED = re.compile(
    r"(?<![0-9.,] )(?<![0-9.,])[1-9][0-9]{0,2}(?: [0-9]{3}(?![0-9]))"
    r"(?:(?: [0-9]{3}(?![0-9]))+|[.,][0-9]|\s?[€$£%]|\s(?:euros?|EUR)\b)"
)
_POINT_WORDS = re.compile(rf"\b(?i:{any_of(words('the and of with to is'))})")
_COMMA_WORDS = re.compile(
    rf"\b(?i:{any_of(words('der die das und von mit les des et est une pour el los las una del'))})"
)


@cache
def _pattern(*, spaced: bool) -> re.Pattern[str]:
    return re.compile(
        rf"(?=[0-9])(?:{_FREE}|{_PAID})(?P<digits>{_RUNS[spaced]})(?P<suffix>[½¼¾]|{_POWER}|{_TEN})?"
        rf"|(?<![\w.,)])(?P<point>\.[0-9]{{1,9}})(?![.0-9])|{NUMBER_WORDS}"
    )


def find_numerals(page: str, style: NumberStyle) -> Iterator[Numeral]:
    """Yield the numerals of a page, which is a folded text without what only looks like one.

    Args:
        page: The page.
        style: How it prints numbers. What its style cannot read is read the other way round if
            that is possible: "4,1" is 4.1 in an English text too.
    """
    for match in _pattern(spaced=style.spaced).finditer(page):
        if point := match["point"]:
            yield Numeral(*match.span(), Decimal(f"0{point}"), _weight(len(point) - 1), "digits")
        elif match["digits"]:
            yield from _read_digits(match, style)
        else:
            kind = str(match.lastgroup)
            yield Numeral(*match.span(), *read_number_words(kind, match[0]), kind)


def _read_digits(match: re.Match[str], style: NumberStyle) -> Iterator[Numeral]:
    """Yield the numeral that a run of digits and marks is, or several where it is a list."""
    run, start = match["digits"], match.start()
    if reading := _read(run, style):
        parts = [(0, len(run), reading)]
    else:
        listed = ((part.span(), _read(part[0], style)) for part in _LISTED.finditer(run))
        parts = [(*span, found) for span, found in listed if found]
    for first, last, found in parts:
        whole, fraction = _GROUPING.sub("", found["whole"]), found["fraction"] or ""
        is_code = len(whole) > 1 and whole[0] == "0"
        if is_code or len(whole) + len(fraction) > _LONGEST_NUMERAL:
            continue
        value = Decimal(f"{whole}.{fraction}" if fraction else whole)
        numeral = Numeral(start + first, start + last, value, _weight(len(fraction)), "digits")
        yield _suffixed(numeral, match) if match["suffix"] and last == len(run) else numeral


def _read(run: str, style: NumberStyle) -> re.Match[str] | None:
    own, other = (".", ",") if style.decimal == "." else (",", ".")
    return _READINGS[own].fullmatch(run) or _READINGS[other].fullmatch(run)


def _weight(decimals: int) -> Decimal:
    return EXACT.scaleb(Decimal(1), -decimals)


def _suffixed(numeral: Numeral, match: re.Match[str]) -> Numeral:
    """Add the suffix of digits: the half of "3½", the power of "5 × 10⁻⁸" and of "10⁶"."""
    if fraction := _FRACTIONS.get(match["suffix"]):
        value, step = EXACT.add(numeral.value, fraction), _weight(2)
    else:
        ten = match["exponent"] or match["small"]
        printed = match["power"] or match["raised"] or ten
        power = int(printed.translate(_LOWERED)) - bool(ten)
        value, step = EXACT.scaleb(numeral.value, power), EXACT.scaleb(numeral.step, power)
    return numeral._replace(end=match.end(), value=value, step=step)


def number_style(text: str) -> NumberStyle:
    """Tell how a document prints its numbers; English where it does not say.

    A numeral that only one style can read is a vote ("4,1", "1.234.567"). The language leans the
    scale, so that one "14.30 Uhr" does not turn a German text English.
    """
    folded = fold(text)
    votes = {".": 0, ",": 0}
    for run in _VOTE.findall(folded):
        readable = [decimal for decimal in _READINGS if _READINGS[decimal].fullmatch(run)]
        if len(readable) == 1:
            votes[readable[0]] += 1
    majority = len(_COMMA_WORDS.findall(folded)) - len(_POINT_WORDS.findall(folded))
    lean = 2 if majority > 0 else -1 if majority < 0 else 0
    decimal: Literal[".", ","] = "," if votes[","] - votes["."] + lean > 0 else "."
    return NumberStyle(decimal, _SPACED.search(folded) is not None, dollar_of(folded))
