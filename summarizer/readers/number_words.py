"""Numbers in words: "twenty-four", "a dozen", "two-thirds", "fünfundzwanzig", "二十", "三分之二".

Words are read where they count, not wherever they stand: "one of the patients", German "eine
Studie" and Chinese "一些" are no ones, and ordinals ("twenty-first", "第二") are no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, Decimal

from summarizer.readers.characters import LETTERS
from summarizer.readers.romance_numbers import BEGINNINGS, ROMANCE_NUMBER, romance_number
from summarizer.readers.tables import read_table

_TABLE = """
1 one ein        10 ten zehn            20 twenty zwanzig
2 two zwei       11 eleven elf          30 thirty dreißig
3 three drei     12 twelve zwölf        40 forty vierzig
4 four vier      13 thirteen dreizehn   50 fifty fünfzig
5 five fünf      14 fourteen vierzehn   60 sixty sechzig
6 six sechs      15 fifteen fünfzehn    70 seventy siebzig
7 seven sieben   16 sixteen sechzehn    80 eighty achtzig
8 eight acht     17 seventeen siebzehn  90 ninety neunzig
9 nine neun      18 eighteen achtzehn
0 zero null      19 nineteen neunzehn   100 hundred hundert
"""
_ROWS = [(int(n), en, de) for n, en, de in re.findall(r"(\d+) (\S+) (\S+)", _TABLE)]
_HUNDRED = 100
_VALUES = {word: n for n, *words in _ROWS for word in words}

_ENGLISH, _GERMAN = ({n: row[column] for n, *row in _ROWS} for column in (0, 1))
_ONES, _TEENS, _TENS = range(1, 10), range(10, 20), range(20, 100, 10)


def _any(words: dict[int, str], numbers: range) -> str:
    return "(?:" + "|".join(words[n] for n in numbers) + ")"


_SMALL = (
    rf"(?:{_any(_ENGLISH, _TENS)}(?:[ -]{_any(_ENGLISH, _ONES)})?"
    rf"|{_any(_ENGLISH, _TEENS)}|{_any(_ENGLISH, _ONES)}|zero)"
)
_KLEIN = (
    rf"(?:{_any(_GERMAN, _ONES)}und{_any(_GERMAN, _TENS)}|{_any(_GERMAN, _TENS)}"
    rf"|{_any(_GERMAN, _TEENS)}|{_any(_GERMAN, range(2, 10))})"
)
# "a million", "half a billion", "eine Milliarde": articles count only before these.
_BIG = r"(?= (?:thousand|million|billion|trillion|Tausend|Milliarde)(?:en)?\b)"
_ORDINAL = r"(?!-(?:first|second|third|fifth|eighth|ninth|(?:four|six|seven)th)\b)"

_WORDS = (
    rf"(?:half an?(?: dozen\b|{_BIG})|an?{_BIG}|eine halbe{_BIG}|eine[rn]?{_BIG}"
    rf"|(?:{_SMALL} |an? )?dozen|(?:ein|{_KLEIN}) Dutzend"
    rf"|(?:{_SMALL}|an?)[ -]hundred(?:[ -](?:and[ -])?{_SMALL})?"
    rf"|{_any(_GERMAN, _ONES)}?hundert(?:(?:und)?{_KLEIN})?"
    rf"|{_SMALL}(?: and a half)?|{_KLEIN}){_ORDINAL}"
)
# "two point five", "zwei Komma fünf", "dos coma veinticinco"
_ZEROS = frozenset({"zero", "oh", "null", "zéro", "cero"})
_DIGIT = rf"(?:{'|'.join(sorted(_ZEROS))}|{_SMALL}|eins|{_KLEIN}|ein|six|dos|{ROMANCE_NUMBER})"
_ANY_DIGIT = re.compile(_DIGIT, re.IGNORECASE)
_POINT = r" (?:point|Komma|virgule|coma) "
_DECIMAL = rf"{_DIGIT}{_POINT}{_DIGIT}(?: {_DIGIT}){{0,5}}"
_MORPHEME = re.compile("|".join(sorted(_VALUES, key=len, reverse=True)))

_PARTS = read_table("""
    2 half, hälfte
    3 third, drittel
    4 quarter, viertel
    5 fifth, fünftel
    6 sixth
    8 eighth
    10 tenth
""")
_PART = "(?:third|quarter|fifth|sixth|eighth|tenth)"
# "a third party" and "the last three quarters" are no fractions, "the first half" is a date.
_FRACTIONS = (
    rf"(?:(?:one|an?)(?:-{_PART}(?!-)| {_PART}(?= of\b))|one-half"
    rf"|(?:two|three|four|five|seven|nine)(?:-{_PART}s| (?!quarters(?! of)){_PART}s)"
    r"|(?<!first )(?<!second )(?<!other )(?<!latter )half(?= of\b)"
    r"|(?:ein|zwei|drei|vier) (?:Drittel|Viertel|Fünftel)|Hälfte(?= (?:der|des|aller)))"
)

_HAN_DIGITS = dict(
    zip("〇零一二两兩三四五六七八九", (0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000}
_HAN_ONE = "[一二两兩三四五六七八九]"
# By place (三千零五十) or digit by digit with a zero (二〇二四); 三五 is "three to five".
_HAN = (
    rf"(?:{_HAN_ONE}+[〇零][〇零一二三四五六七八九]*"
    rf"|(?=[{_HAN_ONE[1:-1]}十])(?:{_HAN_ONE}千零?)?(?:{_HAN_ONE}百零?)?(?:{_HAN_ONE}?十)?{_HAN_ONE}?)"
)
_HAN_FRACTIONS = f"{_HAN}分[之の]{_HAN}"
# What must follow: a measure word, a unit, a scale. Other uses are names and idioms.
_HAN_COUNTED = (
    "[余餘多]?(?:[カヵヶか][国國所月年]|施設|[家名个個位項项款种種例次场場轮輪人国國省座支件台条條份株床間间处處倍天周週年岁歲元円万萬亿億兆]"
    "|小时|小時|分钟|分鐘|美元|美金|欧元|歐元|日元|日圆|港元|港币|英镑)"
)
_COUNTING_HAN = (
    rf"(?<![第数數几幾百千万萬亿億十〇零一二两兩三四五六七八九])"
    rf"(?!一(?![一二三四五六七八九十百千万萬亿億兆])){_HAN}(?={_HAN_COUNTED})"
    rf"|(?<=百分之){_HAN}"
)
_HAN_POINT = rf"(?:{_HAN}|[〇零])[点點][〇零一二三四五六七八九]{{1,8}}"
_HAN_DECIMAL = (
    rf"(?<![第数數几幾百千万萬亿億十〇零一二两兩三四五六七八九]){_HAN_POINT}(?={_HAN_COUNTED})"
    rf"|(?<=百分之){_HAN_POINT}"
)

# Few words begin like these, so most are passed over at their first letters.
_BEGINNINGS = "|".join(
    sorted(
        {word[:3] for word in (*_VALUES, "a ", "an ", "dozen", "half", "hälfte", "zéro", "cero")}
        | BEGINNINGS
    )
)
NUMBER_WORDS = (
    rf"(?<![{LETTERS}0-9-])(?i:(?={_BEGINNINGS})"
    rf"(?:(?P<fraction>{_FRACTIONS})|(?P<decimal>{_DECIMAL})|(?P<words>{_WORDS})"
    rf"|(?P<romance>{ROMANCE_NUMBER})))(?![{LETTERS}0-9])"
    r"|(?=[〇零一二两兩三四五六七八九十])"
    rf"(?:(?P<han_fraction>{_HAN_FRACTIONS})|(?P<han_decimal>{_HAN_DECIMAL})|(?P<han>{_COUNTING_HAN}))"
)

# A fraction is exact, so the weight of its last digit is that of its expansion.
_PRECISE = Context(prec=28)
_ONE, _TENTH = Decimal(1), Decimal("0.1")


def read_number_words(kind: str, words: str) -> tuple[Decimal, Decimal]:
    """Return the value of a number in words, and the weight of its last digit.

    Args:
        kind: The group of `NUMBER_WORDS` that matched.
        words: What it matched.
    """
    return _READERS[kind](words)


def _read_words(words: str) -> tuple[Decimal, Decimal]:
    words = words.lower()
    total = 0
    for morpheme in _MORPHEME.findall(words):
        n = _VALUES[morpheme]
        total = (total or 1) * n if n == _HUNDRED else total + n
    if not total and words != "zero":
        total = 1  # the article of "a million"
    if words.endswith(("dozen", "dutzend")):
        total *= 12
    value = Decimal(total)
    if words.startswith(("half", "eine halb")):
        value /= 2
    elif words.endswith("half"):
        value += Decimal("0.5")
    return value, _ONE if value % 1 == 0 else _TENTH


def _read_romance(words: str) -> tuple[Decimal, Decimal]:
    return Decimal(romance_number(words)), _ONE


def _read_decimal(words: str) -> tuple[Decimal, Decimal]:
    whole, point = re.split(_POINT, words, flags=re.IGNORECASE)
    digits = "".join(map(str, map(_whole, _ANY_DIGIT.findall(point))))
    return Decimal(f"{_whole(whole)}.{digits}"), Decimal(1).scaleb(-len(digits))


def _whole(words: str) -> int:
    if words.lower() in _ZEROS:
        return 0
    known = _MORPHEME.match(words.lower())
    return int(_read_words(words)[0]) if known else romance_number(words)


def _read_han_decimal(words: str) -> tuple[Decimal, Decimal]:
    whole, point = re.split("[点點]", words)
    digits = "".join(str(_HAN_DIGITS[each]) for each in point)
    return Decimal(f"{han_number(whole)}.{digits}"), Decimal(1).scaleb(-len(digits))


def _read_fraction(words: str) -> tuple[Decimal, Decimal]:
    parts = re.split("[ -]", words.lower())
    return _divide(_VALUES.get(parts[0], 1), int(_PARTS[parts[-1].removesuffix("s")]))


def _read_han_fraction(words: str) -> tuple[Decimal, Decimal]:
    whole, part = re.split("分[之の]", words)
    return _divide(han_number(part), han_number(whole))


def _divide(numerator: int, denominator: int) -> tuple[Decimal, Decimal]:
    return _PRECISE.divide(Decimal(numerator), Decimal(denominator)), Decimal("1E-28")


def _read_han(words: str) -> tuple[Decimal, Decimal]:
    return Decimal(han_number(words)), _ONE


def han_number(words: str) -> int:
    """Return the value of a Chinese numeral: 二十五 is 25, and digit by digit 二〇二四 is 2024."""
    total = digit = 0
    for character in words:
        if power := _HAN_POWERS.get(character):
            total += (digit or 1) * power
            digit = 0
        else:
            digit = 10 * digit + _HAN_DIGITS[character]
    return total + digit


_READERS: dict[str, Callable[[str], tuple[Decimal, Decimal]]] = {
    "words": _read_words,
    "decimal": _read_decimal,
    "romance": _read_romance,
    "fraction": _read_fraction,
    "han": _read_han,
    "han_decimal": _read_han_decimal,
    "han_fraction": _read_han_fraction,
}
