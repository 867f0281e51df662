"""Quantities: values at their printed precision, and nothing that only looks like one."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from summarizer.readers.numbers import (
    ENGLISH,
    NumberStyle,
    Quantity,
    find_quantities,
    number_style,
    same_amount,
)

CONTINENTAL = NumberStyle(",")
SPACED = NumberStyle(",", spaced=True)


def read(text: str) -> list[Quantity]:
    """Read a text in the style that it shows itself."""
    return find_quantities(text, number_style(text))


def said(text: str) -> list[str]:
    """Return what each quantity says, as "<=4100000 USD"; an exact one has no sign."""
    return [
        f"{quantity.comparator.removeprefix('=')}{quantity.value:f} {quantity.unit or ''}".rstrip()
        for quantity in read(text)
    ]


def only(text: str, style: NumberStyle = ENGLISH) -> Quantity:
    """Return the one quantity of a text."""
    (quantity,) = find_quantities(text, style)
    return quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("192 patients", ["192"]),
        ("1,200 and 1\xa0200 and 1\u2009200 and 1\u202f200 and 1’200", ["1200"] * 5),
        ("1,234,567.89 in all", ["1234567.89"]),
        ("1,00,000 and 12,34,567", ["100000", "1234567"]),
        ("p=.05 and 0.0009", ["0.05", "0.0009"]),
        ("2\N{FULLWIDTH FULL STOP}5 １，２００ ２０％", ["2.5", "1200", "20 %"]),
        ("3½ years", ["3.5 year"]),
        ("5 × 10⁻⁸, 2 x 10^6 cells", ["0.00000005", "2000000"]),
        ("−7 to 69, +62, minus 3%, -5%", ["-7", "69", "62", "-3 %", "-5 %"]),
        ("-$5 million, $-6, +€7", ["-5000000 USD", "-6 USD", "7 EUR"]),
        ("in arms 1,2,3", ["1", "2", "3"]),
        ("Net loss was $(12.3) million", ["-12300000 USD"]),
        ("(in thousands)\nLoss\t(1,234)\t(56)\n", ["-1234", "-56"]),
        ("241 (75.1) of eleven (11)", ["241", "75.1", "11", "11"]),
    ],
)
def test_numerals_are_read_as_printed(text: str, expected: list[str]):
    """Grouping, decimals, signs and accounting brackets mean what they mean in print."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "$4.1 billion, US$3.5bn, $ 4.5 Billion",
            ["4100000000 USD", "3500000000 USD", "4500000000 USD"],
        ),
        (
            "C$5m, A$ 6 million, HK$7, NT$8億",
            ["5000000 CAD", "6000000 AUD", "7 HKD", "800000000 TWD"],
        ),
        ("€4.1m, EUR4.5bn, 4.5 bn EUR, 4.5bn€", ["4100000 EUR", *["4500000000 EUR"] * 3]),
        ("4,1 Mrd. Euro und 12,4 Mio. €", ["4100000000 EUR", "12400000 EUR"]),
        (
            "£5k, CHF 20, Rs. 500 crore, ₹5 lakh",
            ["5000 GBP", "20 CHF", "5000000000 INR", "500000 INR"],
        ),
        ("CNY\xa0212.4 million, RMB 300 million", ["212400000 CNY", "300000000 CNY"]),
        ("5 million dollars, 6 U.S. dollars, 7 yuan", ["5000000 USD", "6 USD", "7 CNY"]),
        ("7億美元、1.2亿元、人民币74.7亿元", ["700000000 USD", "120000000 CNY", "7470000000 CNY"]),
        (
            "3.5万亿元、5000万欧元、２千万港元",
            ["3500000000000 CNY", "50000000 EUR", "20000000 HKD"],
        ),
        ("1兆2,345億円、345億6,700万円", ["1234500000000 JPY", "34567000000 JPY"]),
        (
            "1 234,5 M€, 1,2 milliard d'euros, 500 T€",
            ["1234500000 EUR", "1200000000 EUR", "500000 EUR"],
        ),
        ("1.234,5 millones de euros, 5 mil millones", ["1234500000 EUR", "5000000000"]),
        ("2,5 Billionen Euro; 1 Billion Euro", ["2500000000000 EUR", "1000000000000 EUR"]),
        ("¥500 in yen; $5", ["500 JPY", "5 USD"]),
        ("¥500, that is RMB 500", ["500 CNY", "500 CNY"]),
        ("half a billion dollars, a million euros", ["500000000 USD", "1000000 EUR"]),
    ],
)
def test_money_is_read_with_its_scale_and_code(text: str, expected: list[str]):
    """Currencies stand before or behind, scales in words, letters or characters."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26 million[1] patients, 2.5M patients, 1.2m shares", ["26000000", "2500000", "1200000"]),
        ("12.4%, 12 per cent, 12 Prozent, 12 pour cent", ["12.4 %", "12 %", "12 %", "12 %"]),
        ("百分之二十五、百分之12.5", ["25 %", "12.5 %"]),
        ("3 percentage points, 1.2 pp, 3个百分点, 2%点", ["3 pp", "1.2 pp", "3 pp", "2 pp"]),
        ("130 basis points, 25bps, 25个基点", ["130 bp", "25 bp", "25 bp"]),
        ("5 mcg/kg/d, 50 μg, 50 µg", ["5 µg/kg/day", "50 µg", "50 µg"]),
        ("150 mg/m2, 150 mg/m², 1.0 g/g", ["150 mg/m²", "150 mg/m²", "1.0 g/g"]),
        ("10 ml, 100 IU/mL, 30 mL/min/1.73 m²", ["10 mL", "100 IU/mL", "30 mL/min", "1.73 m²"]),
        ("24-hour, 12-month and 67-year-old", ["24 hour", "12 month", "67 year"]),
        (
            "week 24, Week-36, Weeks 12 and 24, day 203",
            ["24 week", "36 week", "12 week", "24 week", "203 day"],
        ),
        (
            "12 Wochen, 24-wöchige, 9,8 Monate, 18 Jahren",
            ["12 week", "24 week", "9.8 month", "18 year"],
        ),
        ("12 semaines, 3 ans, 6 mois", ["12 week", "3 year", "6 month"]),
        ("24周、3个月、18岁、第24周", ["24 week", "3 month", "18 year", "24 week"]),
        ("5.2-fold, 3x higher, 2.3倍", ["5.2 x", "3 x", "2.3 x"]),
        ("5 m tall", ["5 m"]),
    ],
)
def test_units_have_one_spelling(text: str, expected: list[str]):
    """However a unit is written, it compares equal to itself."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p<0.0001, p = 0.03, P ≤ .05, n=321", ["<0.0001", "0.03", "<=0.05", "321"]),
        ("up to 5%, no more than 7, bis zu 8, höchstens 9", ["<=5 %", "<=7", "<=8", "<=9"]),
        ("at least 3, no fewer than 4, mindestens 5, 至少6家", [">=3", ">=4", ">=5", ">=6"]),
        ("more than 60, über 200 Orte, 超过70家, plus de 80", [">60", ">200", ">70", ">80"]),
        ("less than 5, fewer than 6, weniger als 7, 不到8家", ["<5", "<6", "<7", "<8"]),
        (
            "about 1, roughly 2, nearly 3, rund 4, etwa 5, 约6家",
            ["~1", "~2", "~3", "~4", "~5", "~6"],
        ),
        ("up to about $20 million", ["<=20000000 USD"]),
        ("some 41,000; environ 12; circa 13; ≈14; ~15", ["~41000", "~12", "~13", "~14", "~15"]),
        ("200 or more, 5 or fewer, 20+ sites, 12+ years", [">=200", "<=5", ">=20", ">=12 year"]),
        ("12 years of age and older; from 12 years of age", [">=12 year", ">=12 year"]),
        ("18岁及以上、20家以上、二十余家、不超过30家", [">=18 year", ">=20", ">20", "<=30"]),
        ("slope over 104 weeks, over 104 sites", ["104 week", ">104"]),
        ("up from 40 to 50", ["40", "50"]),
    ],
)
def test_comparators_are_read_from_signs_and_words(text: str, expected: list[str]):
    """What bounds an amount stands before or behind it, in many languages."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twenty-four patients at eleven sites", ["24", "11"]),
        ("one hundred and twenty; two thousand five hundred", ["120", "2500"]),
        ("a dozen sites, half a dozen, two and a half years", ["12", "6", "2.5 year"]),
        ("zwölf, fünfundzwanzig und zweihundertdreißig Patienten", ["12", "25", "230"]),
        ("二十家医院、十一名患者、两家、三亿五千万元", ["20", "11", "2", "350000000 CNY"]),
        ("两场会议，第三场，三轮融资", ["2", "3"]),
        ("half of patients, three-quarters", ["0.5", "0.75"]),
        ("one patient; one to two years", ["1", "1 year", "2 year"]),
    ],
)
def test_number_words_count(text: str, expected: list[str]):
    """Words are read as digits are."""
    assert said(text) == expected


def test_fractions_in_words_are_exact():
    """Two thirds may be claimed as 0.67, not as 0.7 and not the other way round."""
    thirds = only("two-thirds of patients")
    assert same_amount(only("0.67"), thirds)
    assert same_amount(only("zwei Drittel"), thirds)
    assert not same_amount(only("0.66"), thirds)
    assert not same_amount(thirds, only("0.67"))
    assert only("三分之二").value == thirds.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 to 15 %", ["10 %", "15 %"]),
        ("10–15 mg, 100-200 mg/day", ["10 mg", "15 mg", "100 mg/day", "200 mg/day"]),
        ("between $1.10 and $1.20", ["1.10 USD", "1.20 USD"]),
        (
            "$4-5 billion, EUR 1.2–1.5bn",
            ["4000000000 USD", "5000000000 USD", "1200000000 EUR", "1500000000 EUR"],
        ),
        ("$2.41–$2.44 billion", ["2410000000 USD", "2440000000 USD"]),
        ("€900 million to €1.1 billion", ["900000000 EUR", "1100000000 EUR"]),
        (
            "zwischen 10 und 15 Prozent; 1,28 bis 1,33 Mrd. Euro",
            ["10 %", "15 %", "1280000000 EUR", "1330000000 EUR"],
        ),
        ("5, 10 and 20 mg doses", ["5 mg", "10 mg", "20 mg"]),
        ("10至15毫克", ["10 mg", "15 mg"]),
        ("up 12% to $3.4 billion", ["12 %", "3400000000 USD"]),
        ("In 12, 30 mg", ["12", "30 mg"]),
    ],
)
def test_ends_of_a_range_share_unit_and_scale(text: str, expected: list[str]):
    """A range prints its unit once; neighbours that are no range keep their own."""
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "NCT09900417, JAK1/JAK2, COVID-19, CD20, IL-17A, CDK4/6, PD-(L)1, H1N1, 4-1BB, 患者CD20",
        "lot 26H041",
        "version 2.1.3 and 192.168.0.1 and Form 10-K, 5G, 3M, 510(k)",
        "+49 69 90009-318, +1 619-555-0148, +44 (0)1632 960 214, (212) 555-0100, Tel. 030 1234567",
        "ISIN DE000A1EWWW0, WKN 716460, HKEX: 99417, 0867.HK, PMID: 30389491",
        "doi: 10.1016/j.jid.2018.08.028",
        "https://example.com/2/page?n=5 and ir2@example.com",
        "limited efficacy[3] [4], net income(1), patients.1,2 The, Zolvaderm®¹² and years.20",
        "the 1st and 25th, first, twenty-first, der 3. Rang, am 12. Tag",
        "1. Introduction\n 2) Methods\n(3) Results",
        "Phase 3, phase 1b/2a, Phases 1 and 2, Ⅲ期临床, 第3相試験, 第3名",
        "en phase 3 mars 2026",
        "June 25, 2024; 03/04/2024; 30 February 2024; 8月12日; on 18 August; Q3 2025; 1H26; 12月",
        "in 2026, by 2027, 2023 and 2024, 1990–2017, FY2025/26, Umsatz 2025 um",
        "at 8:30 a.m. ET and 14.30 Uhr",
        "one of the patients, one another, someone, a third party, dozens",
        "一些, 一家, 数十家, 第二家",
        "Table 2, Figure 1, Volume 184, Issue 2, Pages 304–309, No. 1, 139(3):583-590",
        "1234567890123456789012345678901234567890",
    ],
)
def test_what_only_names_or_dates_a_thing_is_no_quantity(text: str):
    """Identifiers, ordinals, notes, addresses, dates and phases count nothing."""
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026 patients", ["2026"]),
        ("2,024 in all", ["2024"]),
        ("more than 2000 mg in 2000", [">2000 mg"]),
        ("randomised 2:1", ["2", "1"]),
        ("grade 3 or 4", ["3", "4"]),
    ],
)
def test_what_counts_is_not_lost_among_them(text: str, expected: list[str]):
    """The other side of each exception."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("20 sites nationwide", ["sites"]),
        ("192 atopic dermatitis patients.", ["atopic dermatitis patients"]),
        ("26 million[1] AD patients in China", ["ad patients"]),
        ("eight U.S. hospitals", ["u.s. hospitals"]),
        ("20-site study, 192 were", ["site study", ""]),
        ("12% of the patients, two-thirds of sites", ["patients", "sites"]),
        ("12 Patienten an 3 Orten", ["patienten", "orten"]),
        ("10 to 15 sites", ["sites", "sites"]),
        ("二十家医院，超过192名患者", ["医院", "患者"]),
        ("52.7\nLife Science", [""]),
        ("192\npatients", ["patients"]),
    ],
)
def test_the_noun_is_what_is_counted(text: str, nouns: list[str]):
    """It ends at the first plural, a function word or the row of a table."""
    assert [quantity.noun for quantity in read(text)] == nouns


@pytest.mark.parametrize(
    ("text", "slices"),
    [
        ("raised up to about US$4.1 billion[1] in", ["up to about US$4.1 billion"]),
        ("(p ≤ .05)", ["≤ .05"]),
        ("for 12 years of age and older.", ["12 years of age and older"]),
        ("by −7.5 % net", ["−7.5 %"]),
        ("共约２,６００万名", ["约２,６００万"]),
        ("at Week 24,", ["Week 24"]),
        ("10 to 15 mg of", ["10", "15 mg"]),
    ],
)
def test_a_span_covers_all_that_was_read(text: str, slices: list[str]):
    """Comparator, sign, currency, scale and unit are inside, all else outside."""
    assert [text[quantity.start : quantity.end] for quantity in read(text)] == slices


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("192", "1"),
        ("$4.1bn", "1E+8"),
        ("4.10", "0.01"),
        ("7億", "1E+8"),
        ("1,200", "1"),
        (".050", "0.001"),
    ],
)
def test_the_step_is_the_weight_of_the_last_digit(text: str, step: str):
    """Zeros that are printed are meant."""
    assert only(text).step == Decimal(step)


def test_a_value_prints_as_plain_digits():
    """Callers hand it on as text, where 4.1E+9 would be no integer."""
    assert str(only("$4.1 billion").value) == "4100000000"


def test_skip_replaces_the_dates_and_phases():
    """Callers that know the dates already pass them; passing none reads every number."""
    assert [quantity.value for quantity in find_quantities("25 June", skip=())] == [25]
    assert find_quantities("25 June and 12", skip=[(0, 7), (12, 14)]) == []


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("", ENGLISH),
        ("1,234.5", ENGLISH),
        ("1,200 patients", ENGLISH),
        ("1.234,5", CONTINENTAL),
        ("41,5 % und 1.200 Menschen", CONTINENTAL),
        ("Die Zahl um 14.30 Uhr und 1.200 Menschen", CONTINENTAL),
        ("the ratio 1,2 of the 1,200 patients", ENGLISH),
        ("efficacy [1,2] [3,4] [5,6] 1,200", ENGLISH),
        ("un total de 1 234,5 pour les patients", SPACED),
        ("12 345 678", NumberStyle(".", spaced=True)),
        ("1,00,000 of 2,00,000", ENGLISH),
    ],
)
def test_a_document_tells_its_number_style(text: str, style: NumberStyle):
    """By numerals that read one way only, then by its language, then English."""
    assert number_style(text) == style


def test_a_numeral_that_does_not_fit_the_style_is_read_the_other_way():
    """A German quotation in an English text, and an English one in a German text."""
    assert only("4,1 Mrd. Euro").value == 4_100_000_000
    assert only("HR 0.345", CONTINENTAL).value == Decimal("0.345")


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("$4.1 billion", "$4.102 billion", True),
        ("$4.1 billion", "$4.1bn", True),
        ("$4.2 billion", "$4.1bn", False),
        ("$4.102 billion", "$4.1bn", False),
        ("$4,100 million", "$4.1 billion", True),
        ("700 million USD", "7億美元", True),
        ("$7 billion", "7億美元", False),
        ("€5", "$5", False),
        ("12 %", "12 pp", False),
        ("12 %", "12", False),
        ("20 %", "19.6 %", True),
        ("2 weeks", "1.5 weeks", True),
        ("1 week", "1.5 weeks", False),
        ("0 %", "0.3 %", False),
        ("-5 %", "5 %", False),
        ("-5 %", "-5.4 %", True),
        ("193 patients", "192 patients", False),
        ("at most 20", "20", True),
    ],
)
def test_a_claim_may_round_but_not_add(claim: str, text: str, expected: bool):  # noqa: FBT001
    """Units must agree, and a claim is never finer than its evidence."""
    assert same_amount(only(claim), only(text)) is expected


def test_same_amount_is_exact_for_the_longest_numerals():
    """The caller's decimal context does not reach in."""
    digits = "1234567890123456789012345678"
    assert not same_amount(only(digits), only(digits[:-1] + "9"))


Printer = Callable[[Decimal], str]

PRINTERS: tuple[tuple[NumberStyle, Printer], ...] = (
    (ENGLISH, "{:,f}".format),
    (ENGLISH, "{:f}".format),
    (ENGLISH, lambda number: f"{number:,f}".replace(",", "\u202f")),
    (ENGLISH, lambda number: f"{number:,f}".replace(",", "’")),
    (
        ENGLISH,
        lambda number: f"{number:,f}".translate({ord(d): 0xFF10 + int(d) for d in "0123456789"}),
    ),
    (CONTINENTAL, lambda number: f"{number:,f}".translate(str.maketrans(",.", ".,"))),
    (SPACED, lambda number: f"{number:,f}".translate(str.maketrans(",.", " ,"))),
    (SPACED, lambda number: f"{number:,f}".translate(str.maketrans(",.", "\xa0,"))),
)
NUMBERS = st.decimals(min_value=0, max_value=10**15, places=2) | st.integers(0, 10**15).map(Decimal)


@given(number=NUMBERS, printer=st.sampled_from(PRINTERS))
def test_any_number_is_read_back_in_the_style_it_was_printed_in(
    number: Decimal, printer: tuple[NumberStyle, Printer]
):
    """Printing and reading are inverse, to the last digit."""
    style, print_number = printer
    found = only(f"it was {print_number(number)} mg", style)
    assert (found.value, found.unit) == (number, "mg")
    assert found.step == Decimal(1).scaleb(int(number.as_tuple().exponent))


COMPARATORS = {"": "=", "up to ": "<=", "≥": ">=", "über ": ">", "about ": "~", "fewer than ": "<"}
AMOUNTS = {
    "{} mg/kg": ("mg/kg", 1),
    "{}%": ("%", 1),
    "${} million": ("USD", 10**6),
    "EUR {}bn": ("EUR", 10**9),
    "HK${}": ("HKD", 1),
    "{} Mrd. Euro": ("EUR", 10**9),
    "{}亿元": ("CNY", 10**8),
    "{} patients": (None, 1),
}


@given(
    number=st.decimals(min_value=0, max_value=10**9, places=1),
    comparator=st.sampled_from(sorted(COMPARATORS)),
    amount=st.sampled_from(sorted(AMOUNTS)),
)
def test_a_span_reads_alone_as_it_reads_in_its_sentence(
    number: Decimal, comparator: str, amount: str
):
    """What is printed as evidence says by itself what the sentence said."""
    phrase = comparator + amount.format(f"{number:,f}")
    text = f"We saw {phrase} then."
    found = only(text)
    unit, scale = AMOUNTS[amount]
    assert (found.value, found.unit) == (number * scale, unit)
    assert found.comparator == COMPARATORS[comparator]
    evidence = text[found.start : found.end]
    assert evidence == phrase.removesuffix(" patients")
    alone = only(evidence)
    assert (alone.value, alone.unit, alone.comparator) == (found.value, unit, found.comparator)


@given(claimed=st.integers(1, 10**6), digits=st.integers(0, 4), text=NUMBERS)
def test_what_a_claim_shows_is_within_half_a_step(claimed: int, digits: int, text: Decimal):
    """No rounding that is accepted moves a value by more than half of its last digit."""
    step = Decimal(10) ** digits
    claim = Quantity(0, 1, claimed * step, step, None, "=", "")
    found = Quantity(0, 1, text, Decimal("0.01"), None, "=", "")
    if same_amount(claim, found):
        assert abs(claim.value - text) <= step / 2
    elif claim.step > found.step:
        assume(claim.value != text)
        assert abs(claim.value - text) >= step / 2


FRAGMENTS = (
    *" \n\t\0\xa0.,;:'’-–—−()[]%$€¥<>≤~=/+xX½²³¹¶第约余万億兆年月日a1A0257",
    *(
        "12",
        "2024",
        "1,234",
        "4.1",
        " million",
        "bn",
        " mg",
        "US$",
        "EUR ",
        "twenty",
        "-four",
        "a ",
    ),
    *(
        " to ",
        " and ",
        "up to ",
        " or more",
        "Week ",
        "June ",
        "Phase ",
        "二十",
        "家",
        "个百分点",
        "百分之",
    ),
    *(
        "[1]",
        "(0.04)",
        "x 10",
        "⁻⁸",
        "one ",
        "half of ",
        " hundred",
        "https://",
        "@",
        "\u202f",
        "１",
        "\ud800",
    ),
)
TEXTS = st.text() | st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)
STYLES = st.sampled_from([ENGLISH, CONTINENTAL, SPACED, NumberStyle(".", spaced=True)])


@given(text=TEXTS, style=STYLES)
def test_no_text_is_refused_and_spans_stay_apart(text: str, style: NumberStyle):
    """Any text is read; spans lie in it, in order, and do not overlap."""
    number_style(text)
    found = find_quantities(text, style)
    assert all(0 <= quantity.start < quantity.end <= len(text) for quantity in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(quantity.step > 0 for quantity in found)


RUNS = (*"1, a(-$\n", "1,", "1 ", "1.", "1-", "A-", "x@", "twenty-", "一", "十百", "3億", "0.0,")


@pytest.mark.slow
@pytest.mark.parametrize("run", RUNS)
def test_time_grows_with_the_length_only(run: str):
    """Runs that make patterns backtrack: the square of their length would take minutes."""
    text = run * (30_000 // len(run)) + "家"
    start = time.process_time()
    find_quantities(text)
    number_style(text)
    assert time.process_time() - start < 5
