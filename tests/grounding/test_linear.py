"""The work of grounding grows no faster than the text, shown by counting steps, not by a clock.

A step is a line of Python that is run, or a function that is entered. What one call into C does
(`str.find`, a pattern) is not seen: the patterns are bounded by hand, and none scans ahead further
than it consumes.
"""

import sys
from decimal import Decimal

import pytest

from summarizer.document import Document
from summarizer.grounding import Claim, Source, check_quote, check_statement, check_value, verify
from summarizer.types import Interval, Money, Near, PartialDate, Phase, PValue

pytestmark = pytest.mark.slow

# Twice the text may take twice the steps, and a few more for logarithms and for chance at borders.
MOST_GROWTH = 2.3
SHORT = 300

UNITS = {
    "one word": "word ",
    "one letter": "a",
    "amounts": "$5 ",
    "amounts and words": "from $5 to 6 million ",
    "p-values": "p=0.1 ",
    "shares": "41% vs 7% of patients, ",
    "titles": "Dr. Xu ",
    "joined titles": "Dr-",
    "abbreviations": "(AB) ",
    "capitals": "AB ",
    "initials": "a.",
    "companies": "Acmelab Bio Inc. ",
    "listed companies": "Acmelab Bio, Inc., ",
    "definitions": "(“X” (“X”)) ",
    "brands": "Zoranda® (zoralimab) ",
    "open brackets": "(",
    "nested brackets": "(a [b “c ",
    "closed brackets": ") ",
    "quotation marks": "“",
    "dates": "5 May 2024, ",
    "impossible dates": "in 2024 30 February ",
    "days without a year": "5 May, ",
    "times": "week 2 ",
    "phases": "phase 2/3 ",
    "joined phases": "phase-one-",
    "doubts": "about ",
    "tildes": "~",
    "negations": "not ",
    "hedges": "may ",
    "one giant sentence": "the rate rose by 5% with no pain, and ",
    "many sentences": "The drug was approved by 9 May. ",
    "names that share a word": "Acmelab Alpha sold it to Acmelab Beta. ",
    "Chinese negation": "不",
    "Chinese numerals": "三百",
    "combining marks": "a\u0301\u0316",
    "braces": "{{",
    "objects": '{"a":',
    "comments": "<!-- ",
    "lines": "a\n",
    "table rows": "a | 5 | (1.2)\n",
}
VALUES = (
    (7, ()),
    (7, (Near("site"),)),
    (Decimal("0.7"), (Near("rate"),)),
    (Money(amount=Decimal(7), currency="USD"), (Near("fee"),)),
    (PValue(comparator="<", value=Decimal("0.3")), ()),
    (Interval(level=Decimal(90), low=Decimal(1), high=Decimal(3)), ()),
    (PartialDate(2024, 6, 6), (Near("on"),)),
    (Phase.FOUR, ()),
    ("Norland Inc.", ()),
    ("Xu", ()),
    ("Acmelab", ()),
)


def steps(work, *inputs):
    """Count the lines that are run and the functions that are entered while working."""
    count = 0

    def step(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "line")
        return step

    tracer = sys.gettrace()
    sys.settrace(step)
    try:
        work(*inputs)
    finally:
        sys.settrace(tracer)
    return count


def ask_everything(text):
    """Read a text, and look in it for things that it nearly says."""
    source = Source(Document.from_text(text))
    assert source.suspect is not None
    check_quote(source, text.strip()[:60] + " zebra")
    check_quote(source, text[7:40])
    check_statement(source, text.strip()[:60] + " in Norland")
    check_statement(source, "The median rate of zebras was $7 in Norland by 9 May 2024")
    for value, marks in VALUES:
        check_value(source, value, marks=marks)


def of_length(unit, length):
    """Repeat a text up to a length."""
    return (unit * (length // len(unit) + 1))[:length]


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_twice_the_text_takes_twice_the_steps(unit):
    """Within a sentence too: the longest is 4,000 characters, and these texts are shorter."""
    ask_everything(of_length(unit, SHORT))  # what is cached or imported once is not counted
    once = steps(ask_everything, of_length(unit, SHORT))
    twice = steps(ask_everything, of_length(unit, 2 * SHORT))
    assert twice < MOST_GROWTH * once


@pytest.mark.parametrize(
    "unit",
    [
        "Acmelab B{} Inc. sold it. ",
        "ACMELAB A{} INC. ",
        "Zora{} (the “Company”). ",
        "Mr. A-B{} left. ",
    ],
)
def test_twice_the_names_take_twice_the_steps(unit):
    """Names that share a word, or that all stand for the same."""
    few, many = ("".join(unit.format(number) for number in range(count)) for count in (300, 600))
    assert steps(ask_everything, many) < MOST_GROWTH * steps(ask_everything, few)


def test_five_thousand_sentences_take_ten_times_the_steps_of_a_tenth():
    """A document of many sentences is read once."""
    sentence = "Fees were $5. "
    few, many = (Document.from_text(sentence * count) for count in (500, 5_000))
    claims = [
        Claim(id="1", kind="statement", claim="Fees were $6 then"),
        Claim(id="2", kind="quote", claim="Fees were $5 then"),
        Claim(id="3", kind="value", type="money", claim="$6"),
    ]
    assert len(many.sentences) == 5_000
    assert steps(verify, many, claims) < 5 * MOST_GROWTH * steps(verify, few, claims)


@pytest.mark.parametrize("kind", ["quote", "statement"])
def test_two_thousand_claims_take_ten_times_the_steps_of_a_tenth(kind):
    """No claim makes another one dearer."""
    document = Document.from_text("Acmelab sold it in May. The fee was $5. Xu left.")
    claims = [
        Claim(id=str(number), kind=kind, claim=f"The fee was ${number}") for number in range(2_000)
    ]
    few, many = (steps(verify, document, claims[:count]) for count in (200, 2_000))
    assert many < 5 * MOST_GROWTH * few


def test_the_count_would_show_square_growth():
    """The tests above would pass on a count that sees nothing."""

    def square(text):
        return [first == second for first in text for second in text]

    assert steps(square, "a" * 60) > 3 * steps(square, "a" * 30)
