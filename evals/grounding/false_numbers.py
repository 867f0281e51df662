"""Changes that make another number, amount or date of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from summarizer.evals.grounding.edits import Change, Edit, exchange, replace, together

# Digits that print a value. Those of a footnote marker are typography.
_NOTE = re.compile(r"(?:^|(?<=\S))\[\d{1,3}\]|(?<=[A-Za-z])\(\d{1,2}\)")
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d.,%]\d|%)")
_YEARS_OFF = (-10, -3, -2, -1, 1, 2, 3, 10)
# An amount with what makes two of them comparable: currency before, percent or unit behind.
_AMOUNT = re.compile(
    r"(?P<currency>(?:US)?[$£€]|CNY )?(?P<number>(?<![\w.,–-])\d[\d.,]*(?<=\d))(?![\w–])"
    r"(?P<unit> ?%| (?:million|billion|mg|weeks|months|patients|sites|Mio\.|Mrd\.))?"
)


def _numbers(sentence: str) -> Iterator[tuple[int, str]]:
    """Yield where the numbers of a sentence begin, and their digits with separators."""
    notes = [match.span() for match in _NOTE.finditer(sentence)]
    for match in _DIGITS.finditer(sentence):
        if not any(start <= match.start() < end for start, end in notes):
            yield match.start(), match[0]


def digit(sentence: str) -> Iterator[Edit]:
    """Put each other digit in place of each digit; a number does not come to begin with 0."""
    for start, number in _numbers(sentence):
        for place, old in enumerate(number):
            lowest = 1 if place == 0 and len(number) > 1 else 0
            for new in range(lowest, 10) if old.isdigit() else ():
                if str(new) != old:
                    yield Edit(start + place, start + place + 1, str(new))


def order_of_digits(sentence: str) -> Iterator[Edit]:
    """Exchange two neighbouring digits of a number."""
    for start, number in _numbers(sentence):
        places = [place for place, each in enumerate(number) if each.isdigit()]
        for one, other in pairwise(places):
            if number[one] != number[other] and not (one == 0 and number[other] == "0"):
                between = number[one + 1 : other]
                edit = number[other] + between + number[one]
                yield Edit(start + one, start + other + 1, edit)


def numbers_swapped(sentence: str) -> Iterator[Edit]:
    """Exchange two amounts of one unit in a sentence: one arm's, period's or party's for another's.

    They stand in full, so that the sentence reads as well as before.
    """
    amounts = [m for m in _AMOUNT.finditer(sentence) if m["currency"] or m["unit"] or "." in m[0]]
    for one, other in combinations(amounts, 2):
        like = one["currency"] == other["currency"] and one["unit"] == other["unit"]
        if like and one["number"] != other["number"]:
            between = sentence[one.end("number") : other.start("number")]
            text = other["number"] + between + one["number"]
            yield Edit(one.start("number"), other.end("number"), text)


def year(sentence: str) -> Iterator[Edit]:
    """Move a year by one to ten."""
    for match in _YEAR.finditer(sentence):
        for step in _YEARS_OFF:
            yield Edit(*match.span(), str(int(match[0]) + step))


scale: Change = together(
    exchange("""
        thousand, million, billion, trillion
        mio., mrd.
        millionen, milliarden
        万, 亿, 万亿
    """),
    replace(
        # "$11 and $7 million" shares its scale.
        (r"(?<=\d) (?:million|billion|Mio\.|Mrd\.)(?= (?!and|to)|,|\.|$)", ""),
        (r"(?<=\d)亿(?=元)", ""),
    ),
)

currency: Change = together(
    *(
        replace((r"(?:US|HK)?\$|[€£]|\b(?:CNY|EUR|CHF) ", sign))
        for sign in ("€", "£", "HK$", "CNY ")
    ),
    exchange("""
        euro, us-dollar, franken
        euros, dollars
        pence, cents
    """),
    replace((r"(?<=[万亿])元", "美元"), (r"£|€", "$")),
)

# A quarter lies in a half of the year, so that the half of one is no change for the worse.
part_of_year: Change = exchange("""
    first quarter, second quarter, third quarter, fourth quarter
    first half, second half
    first-quarter, second-quarter, third-quarter, fourth-quarter
    q1, q2, q3, q4
    h1, h2
    first nine months, first six months, first three months
    full-year, half-year
    ersten halbjahr, zweiten halbjahr, ersten quartal
    early, late
    the end of, the beginning of
    bis ende, bis anfang
""")

_ENGLISH_MONTHS = """
    january, february, march, april, june, july, august, september, october, november, december
"""
_GERMAN_MONTHS = """
    januar, februar, märz, april, mai, juni, juli, august, september, oktober, november, dezember
"""


def month(sentence: str) -> Iterator[Edit]:
    """Put another month in place of one that stands beside a day or a year."""
    if re.search(r"\b(?:der|die|das|und|vom|von|im|ist)\b", sentence):
        proposed = _german_month(sentence)
    else:
        proposed = _english_month(sentence)
    for edit in proposed:
        beside = sentence[max(edit.start - 3, 0) : edit.start] + sentence[edit.end : edit.end + 3]
        if sentence[edit.start].isupper() and any(letter.isdigit() for letter in beside):
            yield edit


_english_month = exchange(_ENGLISH_MONTHS)
_german_month = exchange(_GERMAN_MONTHS)

# An amount with a unit, without a sign or bound before it.
_PLAIN_AMOUNT = (
    r"(?<![\w.,–−+<>=≤≥~$£€-])(?<![–−+<>=≤≥~-] )(?<!\bthan )(?<!\bto )(?<!\bleast )(?<!\babout )"
    r"(?<!\baround )(?<!\bsome )(?<!\babove )(?<!hase )(?=(?:US)?[$£€]?\d[\d.,]*(?: ?%| [a-z]{4,}))"
)
sign: Change = replace(
    (_PLAIN_AMOUNT, "−"),
    (_PLAIN_AMOUNT, "minus "),
    (r"(?<![\w.])[−-](?=\d+\.\d)", ""),
    (r"(?<![\w.])\+(?=\d)", "−"),
    # A cell of its own in brackets is negative; behind a number it is a share.
    (r"(?<=\s\s)\((\d+\.\d+)\)", r"\1"),
)

# More, less or exactly: each bound with others that it is not, and none.
_BOUND = r"at least|at most|up to|more than|less than|mindestens|höchstens"
comparator: Change = together(
    exchange("""
        at least, at most, more than, less than, exactly
        up to, at least, more than
        more than, less than, at most, fewer than
        mindestens, höchstens, mehr als, weniger als
        or higher, or lower
        or more, or fewer
        <, >, =, ≤, ≥
        不超过, 不少于, 超过
    """),
    replace(
        (rf"(?i)\b(?:{_BOUND}) (?=\d|one |two |three |zwei )", ""),
        (_PLAIN_AMOUNT, "more than "),
        (_PLAIN_AMOUNT, "at least "),
        (_PLAIN_AMOUNT, "up to "),
    ),
)

percent: Change = together(
    exchange("""
        percentage points, percent, basis points
    """),
    replace(
        (r"(?<=\d) ?%", " percentage points"),
        (r"(?<=\d) ?%", " basis points"),
        (r"(?<=\d) ?%(?! to)", ""),
        (r"(?<=\d) percentage points", "%"),
        (r"(?<=\d) points", "%"),
        (r"(?<=\d) basis points", "%"),
        (r"(?<=\d)%", "个百分点"),
    ),
)

unit: Change = exchange("""
    mg, g, µg, ml, mg/kg
    weeks, months, days, years
    week, month, day
    monate, wochen, jahre
    daily, weekly, monthly
    patients, sites, hospitals, countries, shares
    adults, children, sites
    employees, patients, customers
    per share, per patient
    shares, patients
    standorten, ländern
    家中心, 名患者
    例患者, 家医院
    g/g, mg/g
""")
