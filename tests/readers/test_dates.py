"""Dates: read as exactly as they are printed, and only where they are dates."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.readers.dates import (
    DateMention,
    after_dateline,
    date_spans,
    dateline,
    find_dates,
    shows,
)
from summarizer.readers.partial_date import PartialDate

REFERENCE = date(2024, 6, 25)


def said(text: str, reference: date | None = None) -> list[str]:
    """Return the dates of a text in their written form, a qualifier before them."""
    return [
        f"{mention.qualifier} {mention.date}".lstrip()
        for mention in find_dates(text, reference=reference)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-25",
        "2024-06-25T08:00:00Z",
        "2024/06/25",
        "２０２４-０６-２５",
        "June 25, 2024",
        "JUNE 25, 2024",
        "June 25,\n2024",
        "june 25 2024",
        "Jun. 25, 2024",
        "June 25th, 2024",
        "25 June 2024",
        "25\xa0June 2024",
        "25th of June 2024",
        "25 June, 2024",
        "06/25/2024",
        "25/06/2024",
        "25.06.2024",
        "25-06-2024",
        "25. Juni 2024",
        "25.Juni 2024",
        "le 25 juin 2024",
        "25 de junio de 2024",
        "25 de junio del 2024",
        "2024年6月25日",
        "2024 年 6 月 25 日",
        "二〇二四年六月二十五日",
        "2024 Jun 25",
    ],
)
def test_a_day_is_read_in_every_form(text: str):
    """ISO, English, German, French, Spanish and Chinese or Japanese."""
    (mention,) = find_dates(text)
    assert mention.date == PartialDate(2024, 6, 25)
    assert mention.year_given
    assert [mention] == find_dates(f"{text}.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3. März 2026", "2026-03-03"),
        ("1er avril 2024", "2024-04-01"),
        ("im Mai 2024", "2024-05"),
        ("en mai 2024", "2024-05"),
        ("May 2024", "2024-05"),
        ("Sept. 2024", "2024-09"),
        ("2024-06", "2024-06"),
        ("2024年6月", "2024-06"),
        ("2026年3月期", "2026-03"),
        ("Q3 2025", "2025-Q3"),
        ("Q3/2025", "2025-Q3"),
        ("Q3'25", "2025-Q3"),
        ("Q3 FY25", "2025-Q3"),
        ("3Q25", "2025-Q3"),
        ("2025Q3", "2025-Q3"),
        ("third quarter of 2025", "2025-Q3"),
        ("Third-Quarter 2025", "2025-Q3"),
        ("third quarter of fiscal year 2025", "2025-Q3"),
        ("third quarter and full year 2025", "2025-Q3"),
        ("drittes Quartal 2025", "2025-Q3"),
        ("im 3. Quartal 2025", "2025-Q3"),
        ("troisième trimestre 2025", "2025-Q3"),
        ("tercer trimestre de 2025", "2025-Q3"),
        ("2025年第三季度", "2025-Q3"),
        ("2025年第3四半期", "2025-Q3"),
        ("H1 2026", "2026-H1"),
        ("1H26", "2026-H1"),
        ("first half of 2026", "2026-H1"),
        ("erstes Halbjahr 2026", "2026-H1"),
        ("premier semestre 2026", "2026-H1"),
        ("2026年上半年", "2026-H1"),
        ("2026年下半年", "2026-H2"),
        ("2027年上半期", "2027-H1"),
        ("2027年下期", "2027-H2"),
        ("in 2026", "2026"),
        ("by 2027", "2027"),
        ("fiscal 2025", "2025"),
        ("FY2025", "2025"),
        ("FY25", "2025"),
        ("(2021)", "2021"),
        ("Founded in 1875", "1875"),
        ("its 2025 guidance", "2025"),
        ("Der Umsatz stieg 2025 um", "2025"),
        ("2025年度", "2025"),
        ("2024年中国市场", "2024"),
        ("mid-2026", "mid 2026"),
        ("early 2026", "early 2026"),
        ("year-end 2025", "end 2025"),
        ("by the end of September 2026", "end 2026-09"),
        ("late June 2026", "late 2026-06"),
        ("end of the third quarter of 2026", "end 2026-Q3"),
        ("Ende des 3. Quartals 2026", "end 2026-Q3"),
        ("Mitte 2026", "mid 2026"),
        ("début 2026", "early 2026"),
        ("fin mars 2026", "end 2026-03"),
        ("2025年底", "end 2025"),
        ("2025年6月中旬", "mid 2025-06"),
    ],
)
def test_coarser_dates_keep_their_granularity(text: str, expected: str):
    """A month stays a month, a quarter a quarter, and "mid-2026" is said to be mid."""
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("June 3–5, 2026", ["2026-06-03", "2026-06-05"]),
        ("June 3 and 5, 2026", ["2026-06-03", "2026-06-05"]),
        ("3 to 5 June 2026", ["2026-06-03", "2026-06-05"]),
        ("vom 3. bis 5. März 2026", ["2026-03-03", "2026-03-05"]),
        ("du 3 au 5 mars 2026", ["2026-03-03", "2026-03-05"]),
        ("28 February to 3 March 2026", ["2026-02-28", "2026-03-03"]),
        ("December 28 – January 3, 2026", ["2025-12-28", "2026-01-03"]),
        ("2024年6月25日至27日", ["2024-06-25", "2024-06-27"]),
        ("January–March 2026", ["2026-01", "2026-03"]),
        ("first and second quarters of 2025", ["2025-Q1", "2025-Q2"]),
        ("Q1 and Q2 2025", ["2025-Q1", "2025-Q2"]),
        ("1990–2017", ["1990", "2017"]),
        ("2023 and 2024", ["2023", "2024"]),
        ("2025    2024\n", ["2025", "2024"]),
        ("fiscal 2024/25", ["2024", "2025"]),
        ("in 2024/06", ["2024"]),
    ],
)
def test_both_ends_of_a_range_are_dates(text: str, expected: list[str]):
    """What stands once counts for both."""
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2024",
        "30 February 2024",
        "2024-13-01",
        "31/31/2024",
        "on 18 August",
        "2026 patients",
        "in 2026 patients",
        "more than 2000.",
        "$2024",
        "2,024",
        "2000 mg",
        "It may 2024 times; a march 2024 on",
        "we may 3 times march 4 km",
        "JAK2024 and 12024",
        "version 1.2024",
        "3年",
    ],
)
def test_what_is_ambiguous_impossible_or_no_date_is_left_out(text: str):
    """Better no date than a wrong one."""
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/04/2024 and 25/04/2024", ["2024-04-03", "2024-04-25"]),
        ("03/04/2024 and 04/25/2024", ["2024-03-04", "2024-04-25"]),
        ("03/04/2024, 25/04/2024, 04/25/2024", ["2024-04-25", "2024-04-25"]),
        ("05/05/2024", ["2024-05-05"]),
        ("Mainz, 03.04.2026 – Die Zahl stieg um 5,3 %", ["2026-04-03"]),
    ],
)
def test_the_document_tells_the_order_of_day_and_month(text: str, expected: list[str]):
    """By another date that reads one way only, or by its decimal comma."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 18 August", "2024-08-18"),
        ("am 3. März", "2024-03-03"),
        ("8月12日", "2024-08-12"),
        ("on January 5", "2024-01-05"),
        ("On December 30", "2023-12-30"),
        ("On 12 August 2023 it was approved, and on 18 August launched", "2023-08-18"),
        ("On 12 August 2023, in Q3 2023, and on 18 August", "2023-08-18"),
        ("On 12 August 2023 it was approved. On 18 August it was launched", "2024-08-18"),
    ],
)
def test_a_day_without_a_year_takes_the_nearest(text: str, expected: str):
    """Nearest to the last day of its sentence, else to the reference; without one it is left."""
    mention = find_dates(text, reference=REFERENCE)[-1]
    assert str(mention.date) == expected
    assert not mention.year_given
    assert expected not in said(text)


def test_leap_days_without_a_leap_year_nearby_are_left_out():
    """29 February lies in no year next to 2026."""
    assert said("on 29 February", date(2026, 6, 1)) == []
    assert said("on 29 February", date(2024, 6, 1)) == ["2024-02-29"]


def test_spans_of_dates_include_what_is_no_readable_date():
    """Their digits are no quantities either."""
    text = "03/04/2024, 30 February 2024, on 18 August, 12月, in 2024 and 2026 patients"
    assert [text[start:end] for start, end in date_spans(text)] == [
        "03/04/2024",
        "30 February 2024",
        "18 August",
        "12月",
        "2024",
    ]


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("2024-06-25", "25 June 2024", True),
        ("2024-06", "25 June 2024", True),
        ("2024-Q2", "25 June 2024", False),
        ("2024-H1", "25 June 2024", False),
        ("2024", "25 June 2024", True),
        ("2024-06-25", "June 2024", False),
        ("2024-Q2", "June 2024", False),
        ("2024-H2", "June 2024", False),
        ("2024-06", "Q2 2024", False),
        ("2024-H1", "Q2 2024", True),
        ("2024", "H1 2024", True),
        ("2025", "25 June 2024", False),
        ("2024-06-26", "25 June 2024", False),
    ],
)
def test_a_mention_shows_what_it_lies_in(claim: str, text: str, expected: bool):  # noqa: FBT001
    """A claim may be coarser than the text, never finer; quarters may be those of a fiscal year."""
    (mention,) = find_dates(text)
    assert shows(PartialDate.parse(claim), mention) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Results for Q3 2025\n\nROCHESTER, N.Y., October 28, 2025 – On March 3, 2024",
            "2025-10-28",
        ),
        ("Acme plant\n\nFrankfurt, 3. März 2026 – Die Acme SE", "2026-03-03"),
        ("Half year to 30 June 2026\n\nBRISTOL, 13 August 2026 – Acme plc", "2026-08-13"),
        ("Six months ended 30 June 2026\nReported 13 August 2026", "2026-08-13"),
        ("• First dose on 14 May 2026\n\nCAMBRIDGE, 19 May 2026 /Wire/ — Acme", "2026-05-19"),
        ("Décision du 23 février 2026\n\nLyon, le 25 février 2026 – Acme", "2026-02-25"),
        ("Year ended 31 December 2025", "2025-12-31"),
        ("Acme\n\nIn June 2024", None),
        ("x" * 5_000 + " June 25, 2024", None),
        ("", None),
    ],
)
def test_the_dateline_is_the_first_full_date_near_the_top(text: str, expected: str | None):
    """Months, quarters and ends of periods do not date a release, nor do dates far down."""
    found = dateline(text)
    assert (str(found.date) if found else None) == expected


def test_a_release_speaks_behind_its_dateline():
    """Where there is none, from its beginning; a dash elsewhere is no dateline."""
    text = "Acme Reports\n\nBOSTON, May 3, 2026 (Wire) -- Acme said so."
    assert text[after_dateline(text) :] == "Acme said so."
    assert after_dateline("Sales on May 3, 2026 – the first day – rose.") == 0
    assert after_dateline("Sales rose.") == 0


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
}


def month(language: str, day: date) -> str:
    """Return the name of a day's month."""
    return MONTHS[language].split()[day.month - 1]


DAY_PRINTERS: tuple[Callable[[date], str], ...] = (
    date.isoformat,
    lambda day: f"{month('en', day)} {day.day}, {day.year}",
    lambda day: f"{month('en', day)[:3]}. {day.day}, {day.year}",
    lambda day: f"{day.day} {month('en', day).upper()} {day.year}",
    lambda day: f"{day.day}. {month('de', day)} {day.year}",
    lambda day: f"{day.day} {month('fr', day)} {day.year}",
    lambda day: f"{day.day} de {month('es', day)} de {day.year}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
)


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)), printer=st.sampled_from(DAY_PRINTERS))
def test_any_day_is_read_back_from_its_span(day: date, printer: Callable[[date], str]):
    """Printing and reading are inverse, in a sentence and alone."""
    printed = printer(day)
    text = f"It was on {printed}, they said."
    (mention,) = find_dates(text)
    assert text[mention.start : mention.end] == printed
    assert [mention.date, *(m.date for m in find_dates(printed))] == [
        PartialDate(day.year, day.month, day.day)
    ] * 2


PERIOD_PRINTERS: tuple[tuple[str, Callable[[int, int], str]], ...] = (
    ("quarter", lambda year, n: f"Q{n} {year}"),
    ("quarter", lambda year, n: f"{n}Q{year % 100:02}"),
    (
        "quarter",
        lambda year, n: f"{('first', 'second', 'third', 'fourth')[n - 1]} quarter of {year}",
    ),
    ("quarter", lambda year, n: f"{n}. Quartal {year}"),
    ("quarter", lambda year, n: f"{year}年第{'一二三四'[n - 1]}季度"),
    ("half", lambda year, n: f"H{n} {year}"),
    ("half", lambda year, n: f"{('first', 'second')[n - 1]} half of {year}"),
    ("half", lambda year, n: f"{n}. Halbjahr {year}"),
    ("half", lambda year, n: f"{year}年{'上下'[n - 1]}半年"),
)


@given(
    year=st.integers(2000, 2099), nth=st.integers(1, 4), printer=st.sampled_from(PERIOD_PRINTERS)
)
def test_any_period_is_read_back_from_its_span(
    year: int, nth: int, printer: tuple[str, Callable[[int, int], str]]
):
    """Quarters and halves of any year, in every form."""
    part, print_period = printer
    nth = nth if part == "quarter" else (nth + 1) // 2
    printed = print_period(year, nth)
    (mention,) = find_dates(f"in the {printed}")
    assert mention.date == PartialDate(year, **{part: nth})
    assert f"in the {printed}"[mention.start : mention.end] == printed


FRAGMENTS = (
    *" \n.,-–/年月日'0123",
    *(
        "2024",
        "12",
        "31",
        "June ",
        "may",
        "3. März",
        "Q3",
        "H1",
        "first half of ",
        "mid-",
        "FY",
        "1Q",
    ),
    *(
        " to ",
        " and ",
        "末",
        "上半年",
        "第三季度",
        "2024年",
        "二〇二四年",
        "\0",
        "\ud800",
        "29 February",
    ),
)
TEXTS = st.text() | st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)


@given(text=TEXTS, reference=st.none() | st.dates())
def test_no_text_is_refused_and_spans_stay_apart(text: str, reference: date | None):
    """Any text is read; spans lie in it, in order, and do not overlap."""
    found = find_dates(text, reference=reference)
    for spans in ([(mention.start, mention.end) for mention in found], date_spans(text)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(isinstance(mention, DateMention) for mention in found)
    dateline(text)


RUNS = (*"1, a二\n", "1 ", "1-", "1.", "may ", "June 1 ", "2024 ", "Q1", "1 June ", "first ", "1年")


@pytest.mark.slow
@pytest.mark.parametrize("run", RUNS)
def test_time_grows_with_the_length_only(run: str):
    """Runs that make patterns backtrack: the square of their length would take minutes."""
    start = time.process_time()
    find_dates(run * (30_000 // len(run)), reference=REFERENCE)
    assert time.process_time() - start < 5
