"""What stands beside a numeral: scale words, currencies and units.

Words are compared without case; symbols and codes ("mg", "M", "USD") with it.
"""

from __future__ import annotations

import re

from summarizer.readers.characters import LETTERS
from summarizer.readers.currency_signs import dollar_behind
from summarizer.readers.tables import any_of, read_table, words

# Powers of ten.
_SCALES = read_table("""
    2 hundred
    3 thousand, tausend, tsd., tsd, mille, millier, milliers, mil, 千
    4 万, 萬
    5 lakh, lakhs, hundred thousand, 十万, 十萬
    6 million, millions, mn, mln, mio., mio, millionen, millones, millón, 百万, 百萬
    7 crore, crores, 千万, 千萬
    8 hundred million, 亿, 億
    9 billion, billions, bn, bln, mrd., mrd, milliarde, milliarden, milliard, milliards
    9 mil millones, 十亿, 十億
    10 百亿, 百億
    11 千亿, 千億
    12 trillion, trillions, tn, trn, billionen, billones, lakh crore, 万亿, 萬億, 兆
""")
_SCALE = re.compile(rf"[ \xa0-]?(?P<word>(?i:{any_of(_SCALES)}))")
# Nouns are capitalized where "Billion" is a million millions, so in an English headline only the
# document's style tells them apart.
_LONG_SCALES = {"Billion": 12, "Trillion": 18}
# Letters that are a scale only where money is meant: elsewhere "5 m" is a length.
_MONEY_SCALES = read_table("""
    3 k, K
    6 m, M, MM
    9 b, B, Md, Mds, md, mds
    12 T
""")
_MONEY_SCALE = re.compile(rf"[ \xa0]?(?P<word>{any_of(_MONEY_SCALES)})")
_SCALED_CODE = re.compile(r"[ \xa0]?(?P<word>[TkM])(?=€|(?:EUR|USD|GBP|CHF|SEK|NOK|DKK)\b)")
# "MSEK 125", "SEKm 125".
_SCALED_CODE_BEFORE = re.compile(
    rf"(?<![{LETTERS}0-9])(?:(?P<scale>[TM])(?P<code>EUR|USD|GBP|CHF|SEK|NOK|DKK)"
    r"|(?P<its>EUR|USD|GBP|CHF|SEK|NOK|DKK)m)[ \xa0]?\Z"
)
_LONGEST_SCALED_CODE = len("MSEK ")
# "2.5M patients", "10k users": attached, and followed by what is counted.
_COUNT_SCALE = re.compile(r"[kKMB](?=[ \xa0][a-z])|m(?=[ \xa0][a-z]+s\b)")

_CURRENCIES = read_table("""
    USD US$, US-$, U.S.$, US $, USD$, USD, US-Dollar, US-Dollars, U.S. dollars, US dollars, dollar
    USD dollars, Dollar, dólares, dollars américains, dólares estadounidenses
    USD 美元, 美金, ドル, 米ドル
    EUR €, EUR, euro, euros, Euro, Euros, d'euros, de euros, 欧元, 歐元, ユーロ
    GBP £, GBP, pounds sterling, British pounds, livres sterling, libras esterlinas
    GBP britische Pfund, Pfund Sterling, 英镑, 英鎊, ポンド
    JPY JPY, yen, Yen, yens, yenes, 円, 日元, 日圆, 日圓
    CNY CNY, RMB, CN¥, RMB¥, yuan, Yuan, renminbi, Renminbi, 元, 人民币, 人民幣, 元人民币, 元人民幣
    CHF CHF, Fr., SFr., Swiss francs, Franken, Schweizer Franken, francs suisses, francos suizos
    CHF 瑞士法郎
    CAD C$, CA$, CAD$, Cdn$, CDN$, CAD, Canadian dollars, dollars canadiens, dólares canadienses
    CAD kanadische Dollar, 加元
    AUD A$, AU$, AUD$, AUD, Australian dollars, dollars australiens, australische Dollar, 澳元
    NZD NZ$, NZD$, NZD, New Zealand dollars
    HKD HK$, HKD$, HKD, Hong Kong dollars, 港元, 港币, 港幣
    TWD NT$, NTD, TWD, New Taiwan dollars, 新台币, 新臺幣, 新台幣, 台币
    SGD S$, SGD$, SGD, Singapore dollars, 新加坡元
    INR ₹, INR, Rs, Rs., rupees, 卢比
    SEK SEK, Swedish kronor, Swedish krona, schwedische Kronen, couronnes suédoises, 瑞典克朗
    NOK NOK, Norwegian kroner, norwegische Kronen, couronnes norvégiennes, 挪威克朗
    DKK DKK, Danish kroner, dänische Kronen, couronnes danoises, 丹麦克朗
    KRW ₩, KRW, Korean won, 韩元, 韓元, ウォン
    BRL R$, BRL
    ILS ₪, ILS
    RUB ₽, RUB
    TRY ₺, TRY
    THB ฿, THB
    VND ₫, VND
    PHP ₱, PHP
""") | {code: code for code in words("PLN CZK HUF MXN ZAR SAR AED MYR IDR EGP")}
# "3,5 millions de dollars", "2 millones de francos suizos".
_CURRENCIES |= {
    f"de {name}": code
    for name, code in _CURRENCIES.items()
    if re.fullmatch(r"[^\W\d_]+s( .+)?", name)
}
# Several currencies share these; which one is meant is told from the rest of the document.
YEN_SIGN, DOLLAR_SIGN = "¥", "$"
_CURRENCIES |= {sign: sign for sign in (YEN_SIGN, DOLLAR_SIGN)}
CURRENCY_CODES = frozenset(_CURRENCIES.values())
CODES = sorted(code for code in _CURRENCIES if re.fullmatch("[A-Z]{3}", code))

# Before a number 元 ends a sentence about something else.
_BEFORE = _CURRENCIES.keys() - {"元", "円", "dollar", "dollars"}
_LAST_CHARACTERS = {sign[-1] for sign in _BEFORE}
_LONGEST = max(map(len, _BEFORE))
# What stands right before the next number is that one's: "5 $6", "5 EUR 6".
_AFTER = re.compile(
    rf"[ \xa0-]?(?P<sign>{any_of(_CURRENCIES)})(?!(?<=[$€£¥₹₩])[0-9]|(?<=[A-Z])[ \xa0]?[0-9])"
)

_UNIT_WORDS = read_table("""
    % %, percent, per cent, pct, prozent, pour cent, por ciento, パーセント, -%
    pp percentage point, percentage points, percentage-point, percentage-points, pp, ppt, ppts
    pp % points, %-points, %-punkte, %-punkten, prozentpunkt, prozentpunkte, prozentpunkten
    pp points de pourcentage
    pp puntos porcentuales, 个百分点, 個百分點, 百分点, %点, ポイント, %ポイント
    bp basis point, basis points, basis-point, bps, bp, basispunkte, basispunkten, points de base
    bp puntos básicos, 个基点, 個基點, 基点
    x fold, times, fach, fache, fachen, fois, 倍
    second second, seconds, sekunde, sekunden, secondes, segundos, 秒
    minute minute, minutes, min, minuten, minutos, 分钟, 分鐘, 分間
    hour hour, hours, hr, hrs, h, stunde, stunden, stündig, stündige, stündigen, heure, heures
    hour hora, horas, 小时, 小時, 個小時, 个小时, 時間
    day day, days, tag, tage, tagen, tages, tägig, tägige, tägigen, jour, jours, día, días, 天, 日間
    week week, weeks, wk, wks, woche, wochen, wöchig, wöchige, wöchigen, wöchiger, semaine, semaines
    week semana, semanas, 周, 週, 星期, 個星期, 个星期, 週間, 周间
    month month, months, mo, mos, monat, monate, monaten, monats, monatig, monatige, monatigen, mois
    month mes, meses, 个月, 個月, か月, カ月, ヶ月, ヵ月, 箇月
    year year, years, yr, yrs, jahr, jahre, jahren, jahres, jährig, jährige, jährigen, jähriger
    year ans, année, années, año, años, 年, 年間, 岁, 歲, 歳, 周年, 週年
    mm millimetre, millimetres, millimeter, millimeters, 毫米
    mg milligram, milligrams, milligramm, 毫克
    µg microgram, micrograms, mikrogramm, 微克
    kg kilogram, kilograms, kilogramm, 公斤, 千克
    g gram, grams, gramm
    mL milliliter, milliliters, millilitres, milliliter, 毫升
    IU international units, i.u., 国际单位
    km kilometer, kilometers, kilometres, 公里
    t tonne, tonnes, tonnen, metric tons
""")
# They stand between a Chinese number and what it counts.
MEASURE_WORDS = "[家名个個位项項款种種例次人座支件台条條份株床間间處处]"
TIMES = frozenset({"hour", "day", "week", "month", "year"})

_SYMBOLS = words("""
    mg µg mcg ug ng pg kg g mL ml dL dl µL µl L l mmol µmol nmol pmol mol mEq IU IE UI U mmHg µm nm
    bar mbar Pa hPa kPa MPa mm cm km m Gy mSv kDa Da °C °F kWh MWh GWh TWh kW MW GW TW kV V Hz kHz
    MHz GHz kB MB GB TB ha kt Mt t x
""")
_PER = _SYMBOLS | words("minute min hour hr h day d week wk month year yr dose")
_POWER = r"(?:[²³]|\^?[23](?![0-9]|[.,][0-9]))?"
_MEASURE = (
    rf"{any_of(_SYMBOLS)}{_POWER}(?:/{any_of(_PER)}{_POWER})*+(?![{LETTERS}0-9]|\.[{LETTERS}])"
)
# The H of lot 26H041 is no hour.
_WORD = rf"(?i:{any_of(_UNIT_WORDS)})(?!(?<=[0-9][{LETTERS}])[0-9])"
UNIT = re.compile(rf"[ \xa0]?-?(?:(?P<word>{_WORD})|(?P<measure>{_MEASURE}))")
# Not "this week 24 sites".
_TIME_LABEL = re.compile(
    rf"(?<![{LETTERS}-])(?<!\bper )(?<!\b(?:this|last|next|each|same) )(?<!\bevery )"
    r"(?P<label>weeks?|days?|months?|years?|woche|tag|monat|semaine|jour|semana|día)[ \xa0-]\Z",
    re.IGNORECASE,
)
_LONGEST_LABEL = len("semaine ")
_SPELLINGS = read_table("""
    µg mcg, ug
    mL ml
    dL dl
    µL µl
    L l
    IU IE, UI
    min minute
    h hour, hr
    day d
    week wk
    year yr
""")
_CUT = re.compile(rf"(?<=[{LETTERS}])[{LETTERS}]")


def currency_before(text: str, end: int, floor: int) -> tuple[int, str] | None:
    """Return where a currency that ends at `end` begins, and its code; None if there is none."""
    edge = end - (text[end - 1 : end] in {" ", "\xa0"})
    if text[edge - 1 : edge] not in _LAST_CHARACTERS:
        return None
    for start in range(max(floor, edge - _LONGEST), edge):
        sign = text[start:edge]
        if sign in _BEFORE and not _CUT.match(text, start):
            return start, _CURRENCIES[sign]
    return None


def scaled_currency_before(text: str, end: int, floor: int) -> tuple[int, str, int] | None:
    """Return where a code with its scale begins, the code, and the power of ten: "MSEK 125"."""
    match = _SCALED_CODE_BEFORE.search(text, max(floor, end - _LONGEST_SCALED_CODE), end)
    if match is None:
        return None
    return match.start(), match["code"] or match["its"], 3 if match["scale"] == "T" else 6


def scale_after(text: str, start: int, *, is_money: bool, is_long: bool) -> tuple[int, int]:
    """Return the power of ten of a scale word, and where it ends: (0, start) if there is none.

    Args:
        text: The text.
        start: Where the numeral ends.
        is_money: Whether a currency stands before the numeral.
        is_long: Whether the document's language calls 10^12 "Billion".
    """
    if match := _SCALE.match(text, start):
        word = match["word"]
        exponent = _LONG_SCALES.get(word) if is_long else None
        return exponent or int(_SCALES[word.lower()]), match.end()
    if match := _SCALED_CODE.match(text, start):
        return 6 if match["word"] == "M" else 3, match.end()
    match = _MONEY_SCALE.match(text, start)
    if match and (is_money or _AFTER.match(text, match.end())):
        return int(_MONEY_SCALES[match["word"]]), match.end()
    if match := _COUNT_SCALE.match(text, start):
        return int(_MONEY_SCALES[match[0]]), match.end()
    return 0, start


def unit_after(text: str, start: int, currency: str | None) -> tuple[str | None, int]:
    """Return the unit behind a numeral and its scale, and where it ends: (None, start) if none.

    Args:
        text: The text.
        start: Where the numeral and its scale end.
        currency: The currency that stands before the numeral. One behind it adds nothing, but
            belongs to the amount: "HK$5m HKD", "人民币3亿元".
    """
    if currency == DOLLAR_SIGN and (country := dollar_behind(text, start)):
        return country
    if match := _AFTER.match(text, start):
        code = _CURRENCIES[match["sign"]]
        if currency in {None, code} or match["sign"] == "元":
            return currency or code, match.end()
    if currency is None and (match := UNIT.match(text, start)):
        return _canonical(match), match.end()
    return currency, start


def time_before(text: str, end: int, floor: int) -> tuple[int, str] | None:
    """Return where a label such as the "Week" of "Week 24" begins, and its unit; None if none."""
    match = _TIME_LABEL.search(text, max(floor, end - _LONGEST_LABEL), end)
    return match and (match.start(), _UNIT_WORDS[match["label"].lower()])


def _canonical(match: re.Match[str]) -> str:
    """Return the one spelling of a unit: "mcg/kg/d" is "µg/kg/day"."""
    if match["word"]:
        return _UNIT_WORDS[match["word"].lower()]
    raised = re.sub(r"\^?([23])", lambda power: "²³"[int(power[1]) - 2], match["measure"])
    return "/".join(_SPELLINGS.get(part, part) for part in raised.split("/"))
