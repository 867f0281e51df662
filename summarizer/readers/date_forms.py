"""How dates are printed: one pattern a form, in English, German, French, Spanish and Chinese.

Forms name the parts of a date: `year`, `month`, `day`, `quarter`, `half`, `qualifier`. Where two
dates share a form, as in "June 3-5, 2026", the parts of the second that differ end in `_b`.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from summarizer.readers.characters import LETTERS
from summarizer.readers.tables import any_of, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = read_table("""
    1 january, jan, januar, jänner, janvier, janv, enero, ene
    2 february, feb, februar, février, févr, febrero
    3 march, mar, märz, mars, marzo
    4 april, apr, avril, avr, abril, abr
    5 may, mai, mayo
    6 june, jun, juni, juin, junio
    7 july, jul, juli, juillet, juil, julio
    8 august, aug, août, agosto, ago
    9 september, sep, sept, septembre, septiembre, setiembre
    10 october, oct, oktober, okt, octobre, octubre
    11 november, nov, novembre, noviembre
    12 december, dec, dezember, dez, décembre, déc, diciembre, dic
""")
# English verbs and abbreviations, which are months only beside a day and a year, or capitalized.
VERBS = frozenset({"may", "march", "mar"})
ORDINALS = read_table("""
    1 first, 1st, erste, ersten, erster, erstes, premier, primer, 一, 上, 前
    2 second, 2nd, latter, zweite, zweiten, zweiter, zweites, deuxième, segundo, 二, 下, 后, 後
    3 third, 3rd, dritte, dritten, dritter, drittes, troisième, tercer, 三
    4 fourth, 4th, vierte, vierten, vierter, viertes, quatrième, cuarto, 四
""")
QUALIFIERS = read_table("""
    early early, beginning of, start of, anfang, début, principios de, 初, 上旬
    mid mid, middle of, mitte, mi, mediados de, 中, 中旬
    late late, 下旬
    end end, end of, year-end, year end, ende, fin, finales de, 底, 末
""")

# A year told from the one in which the text was written; 0 years off is this one.
SHIFTS = read_table("""
    -1 last year, letzten jahres, vergangenen jahres, vorigen jahres, de l'an dernier, 去年, 昨年
    -1 de l'année dernière, del año pasado
    0 this year, dieses jahres, de cette année, de este año, 今年, 本年
    1 next year, nächsten jahres, kommenden jahres, de l'année prochaine, del próximo año
    1 de l'an prochain, 明年, 来年, 來年
    ? 前年, 翌年
""")
# The year before the first of an era.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}

_GAP = r"(?:[^\S\n]{1,2}|[^\S\n]?\n[^\S\n]?)"
_DASH = r"[^\S\n]?[-/–—][^\S\n]?"
_AND = rf"{_GAP}(?:to|and|or|through|bis|und|oder|au|et|ou|al|y|o|&){_GAP}(?:(?:the|zum){_GAP})?"
_TO = f"(?:{_DASH}|{_AND})"
_OF = rf"(?:,?{_GAP}(?:(?:of|in|de|del|von|des){_GAP})?)"

_Y = r"(?P<year>(?:1[5-9]|20)[0-9]{2})(?![0-9])"
_SHIFTED = [shift for shift in SHIFTS if shift.isascii() or " " in shift]
_SHIFT = "(?P<shift>" + any_of(_SHIFTED).replace(r"\ ", _GAP) + ")"
_YEAR = rf"(?:{_Y}|{_SHIFT})"
_YY = r"(?P<short_year>[0-9]{2})(?![0-9]|[.,][0-9]|[^\S\n]?%)"
_M = rf"(?P<month>{any_of(MONTHS)})\.?"
_MM = "(?P<month>1[0-2]|0?[1-9])"
_DD = "(?P<day>3[01]|[12][0-9]|0?[1-9])"
_D = rf"{_DD}(?![0-9])(?:st|nd|rd|th|er|º)?"
_DM = rf"{_D}(?:\.?{_GAP}|\.)(?:(?:of|de){_GAP})?{_M}"
_MD = rf"{_M}{_GAP}{_D}"

_FISCAL = (
    rf"(?:(?:the|fiscal|calendar|financial|full|jahres|FY){_GAP}){{0,2}}(?:year{_GAP})?(?:FY)?"
)
_AND_YEAR = rf"{_GAP}(?:and|und){_GAP}(?:full|fiscal)(?:{_GAP}|-)year"
_OF_YEAR = rf"(?:{_AND_YEAR})?(?:{_OF}|[-/]|)(?:{_FISCAL}{_Y}|{_SHIFT})"
_OF_SHORT_YEAR = rf"(?:[^\S\n]?FY[^\S\n]?|[^\S\n]?(?=')|[/-]|)'?{_YY}"
_QUALIFIER = (
    rf"(?P<qualifier>{any_of(word for word in QUALIFIERS if len(word) > 1)})"
    rf"(?:{_GAP}|-)(?:(?:of|in|de|des|du|the){_GAP})?"
)
_NTH = any_of(word for word in ORDINALS if len(word) > 1 and word.isalpha())
_NUMBERED = r"(?:1st|2nd|3rd|4th|[1-4]\.|[1-4]e|1er)"


def _quarter(nth: str) -> str:
    return (
        rf"(?P<quarter>[QT][1-4]|[1-4][QT]"
        rf"|{nth}[- ](?:(?:fiscal|calendar) )?(?:quarters?|quartals?|trimestre))"
    )


_SIX_MONTHS = (
    rf"(?:first{_GAP}six{_GAP}months|ersten{_GAP}sechs{_GAP}monaten?|six{_GAP}premiers{_GAP}mois"
    rf"|(?:primeros{_GAP}seis|seis{_GAP}primeros){_GAP}meses)"
)


def _half(nth: str) -> str:
    return (
        rf"(?P<half>[HS][12]|[12][HS]|{_SIX_MONTHS}"
        rf"|{nth}[- ](?:(?:fiscal|calendar) )?(?:half|halbjahre?s?|semestre))"
    )


_HAN_Y = (
    r"(?:(?P<year>(?:1[5-9]|20)[0-9]{2})|(?P<han_year>[一二][〇零一二三四五六七八九]{3})"
    rf"|(?P<era_year>(?:{'|'.join(ERAS)})\s?(?:元|[0-9]{{1,3}})))\s?年"
)
_HAN_SHIFT = "|".join(shift for shift in SHIFTS if shift not in _SHIFTED)
_HAN_YEAR = rf"(?:{_HAN_Y}|(?P<shift>{_HAN_SHIFT}))"
_HAN_M = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月"
_HAN_NTH = (
    r"(?P<day>3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_HAN_D = rf"{_HAN_NTH}\s?[日号號]"
# In 2024年中国 the 中 belongs to China.
_HAN_QUALIFIER = "(?P<qualifier>[上中下]旬|[初底末]|中(?![国國央东東华華心标標]))"
_HAN_TO = r"\s?[-–~至到]\s?"


def _b(form: str) -> str:
    """Return the form for the second of two dates."""
    return re.sub(r"\(\?P<(\w+)>", r"(?P<\1_b>", form)


def _periods(nth: str) -> tuple[str, ...]:
    """Return the forms of quarters and halves whose number is printed in one way."""
    quarter, year = _quarter(nth), f"(?:{_OF_YEAR}|{_OF_SHORT_YEAR})"
    return (
        f"(?:{_QUALIFIER})?{quarter}(?:{_TO}{_b(quarter)})?{year}",
        f"(?P<quarter>{nth}){_AND}{_b(quarter)}{year}",
        f"(?:{_QUALIFIER})?{_half(nth)}{year}",
    )


_INITIALS = {word[:3] for word in (*MONTHS, *ORDINALS, *QUALIFIERS) if len(word) > 1}
_WORD = f"[qths][1-4]|fy|{'|'.join(sorted(_INITIALS))}"

# Forms by how they begin, which settles most places at once. Of those that match at one place the
# first counts, so the fuller ones come first.
_FORMS = {
    # Han characters
    rf"[0-9〇零一二三四五六七八九十]{{1,4}}\s?[年月日]|{_HAN_SHIFT}|{'|'.join(ERAS)}": (
        rf"{_HAN_YEAR}\s?{_HAN_M}\s?{_HAN_NTH}日?{_HAN_TO}(?:{_b(_HAN_M)}\s?)?{_b(_HAN_D)}",
        rf"{_HAN_YEAR}\s?{_HAN_M}\s?{_HAN_D}",
        rf"{_HAN_YEAR}\s?{_HAN_M}{_HAN_QUALIFIER}?",
        rf"{_HAN_YEAR}度?\s?第?(?P<quarter>[一二三四1-4](?=季|四半期)|Q[1-4])(?:季度?|四半期)?",
        rf"{_HAN_YEAR}\s?(?P<half>[上下](?=期)|[上下前后後](?=半[年期]))(?:半[年期]|期)",
        rf"{_HAN_Y}(?:度|{_HAN_QUALIFIER})?",
        rf"{_HAN_M}(?:\s?{_HAN_D})?",
        rf"{_HAN_D}(?![间間元圆圓])",
    ),
    # a year
    "(?:1[5-9]|20)[0-9]{2}(?![0-9])": (
        rf"{_Y}(?P<mark>[-/.]){_MM}(?P=mark){_DD}(?![0-9])",
        rf"{_Y}-(?P<month>1[0-2]|0[1-9])(?![0-9-])",
        rf"{_Y}[/-](?P<short_year_b>[0-9]{{2}})(?![0-9/-])",
        rf"{_Y}{_GAP}{_M}(?:{_GAP}{_D}|(?=;))",
        rf"{_Y}[-/ ]?{_quarter(_NTH)}",
        rf"{_Y}[-/ ]?{_half(_NTH)}",
        # Whether a year alone stands as one is for the reader to tell.
        rf"(?P<bare>{_Y})",
    ),
    # a day, or the number of a quarter or half; without a year, a day needs a reference
    r"[0-9]{1,2}(?![0-9]|\s{1,2}[0-9])": (
        rf"(?P<one>[0-9]{{1,2}})(?P<mark>[-/.])(?P<other>[0-9]{{1,2}})(?P=mark){_Y}",
        *_periods(_NUMBERED),
        rf"{_DM}(?:{_TO}{_b(_DM)})?(?:{_OF}{_YEAR})?",
        rf"{_D}\.?{_TO}{_b(_DM)}(?:{_OF}{_YEAR})?",
    ),
    # a word
    _WORD: (
        rf"{_MD}(?:{_TO}(?:{_b(_M)}{_GAP})?{_b(_D)})?(?:,{_GAP}?|{_GAP}){_YEAR}",
        rf"(?:{_QUALIFIER})?{_M}(?:{_TO}{_b(_M)})?(?:{_OF}|-){_YEAR}",
        *_periods(f"(?:{_NTH}|{_NUMBERED})"),
        rf"{_QUALIFIER}{_FISCAL}{_Y}",
        rf"FY[- ]?'?(?:{_Y}|{_YY})(?:[/-](?P<short_year_b>[0-9]{{2}})(?![0-9]))?",
        rf"{_MD}(?:{_TO}{_b(_D)})?(?![.,]?[0-9]|[^\S\n]?%)",
    ),
}


_form_numbers = count()


def _named(form: str) -> str:
    """Return the form with group names of its own, since a pattern cannot repeat a name."""
    number = next(_form_numbers)
    named = re.sub(r"\(\?P(<|=)(\w+)", rf"(?P\1\2__{number}", form)
    return f"(?P<form__{number}>{named})"


_DATE = re.compile(
    rf"(?=\w)(?<![{LETTERS}0-9])(?<![0-9][.,])(?<![$€£¥])(?:"
    + "|".join(
        f"(?={beginning})(?:{'|'.join(_named(form) for form in forms)})"
        for beginning, forms in _FORMS.items()
    )
    + f")(?!(?!T[0-9])[{LETTERS}])",  # the T of 2024-06-25T08:00
    re.IGNORECASE,
)
_GROUPS: dict[str, dict[str, int]] = {}
for _name, _index in _DATE.groupindex.items():
    _part, _, _form = _name.partition("__")
    _GROUPS.setdefault(_form, {})[_part] = _index


class PrintedDate(NamedTuple):
    """A match of a form: its parts by name, with their spans."""

    start: int
    end: int
    parts: dict[str, str]
    spans: dict[str, tuple[int, int]]


def find_printed(text: str) -> Iterator[PrintedDate]:
    """Yield what is printed like a date, whether or not it is one; the spans do not overlap."""
    for match in _DATE.finditer(text):
        # The group around the form is the last that was closed.
        groups = _GROUPS[str(match.lastgroup).partition("__")[2]]
        spans = {
            part: match.span(index) for part, index in groups.items() if match[index] is not None
        }
        parts = {part: text[start:end] for part, (start, end) in spans.items() if part != "form"}
        yield PrintedDate(*match.span(), parts, spans)
