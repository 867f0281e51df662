"""Values: each type is shown only by what prints it, and the reason says what is there instead."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum

import pytest
from releases import quotes, source

from summarizer.grounding import check_value
from summarizer.readers.numbers import find_quantities
from summarizer.types import Interval, Money, Near, PartialDate, Phase, Prose, PValue

TEXT = (
    "ROTTERDAM, 3 May 2025 – Zorander Bio N.V. today reported phase 2b data of zoralimab. "
    "The trial enrolled 192 patients at 20 sites in eleven countries and gave 300 mg. "
    "The response rate was 41.4% versus 7% (difference 34.4 percentage points; 95% CI 28.1 to "
    "40.7; p<0.001). Zorander may pay up to $40 million and paid €4.102 billion in June 2024. "
    "Its margin rose by 50 basis points in the third quarter of 2024. "
    "It is not a vaccine. Results are expected in mid-2026."
)


class Colour(Enum):
    """A choice, which no text shows."""

    RED = "red"


def percent(phrase):
    """Read an amount with its unit."""
    return find_quantities(phrase)[0]


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (192, "192"),
        (11, "eleven"),
        (300, "300 mg"),
        (2024, "June 2024"),
        (Decimal("41.4"), "41.4%"),
        (41.4, "41.4%"),
        (Decimal(41), "41.4%"),
        (percent("41.4%"), "41.4%"),
        (percent("34.4 percentage points"), "34.4 percentage points"),
        (percent("0.5 percentage points"), "50 basis points"),
        (percent("50 bps"), "50 basis points"),
        (Money(amount=40, scale="million", currency="USD"), "up to $40 million"),
        (Money(amount=Decimal("4.1"), scale="billion", currency="EUR"), "€4.102 billion"),
        (Money(amount=4102, scale="million", currency="EUR"), "€4.102 billion"),
        (PValue(comparator="<", value=Decimal("0.001")), "<0.001"),
        (Interval(low=Decimal("28.1"), high=Decimal("40.7")), "28.1 to 40.7"),
        (Interval(level=95, low=Decimal("28.1"), high=Decimal("40.7")), "95% CI 28.1 to 40.7"),
        (date(2025, 5, 3), "3 May 2025"),
        (datetime(2025, 5, 3), "3 May 2025"),  # noqa: DTZ001 # a schema's datetime has no zone
        (PartialDate(2024, quarter=3), "third quarter of 2024"),
        (PartialDate(2024, 6), "June 2024"),
        (PartialDate(2026), "mid-2026"),
        (Phase.TWO_B, "phase 2b"),
        ("Zorander Bio", "Zorander Bio"),
        ("zoralimab", "zoralimab"),
    ],
)
def test_a_value_is_shown_by_the_smallest_span_that_prints_it(value, printed):
    """Units, bounds and scale words are part of the span."""
    assert quotes(check_value(source(TEXT), value)) == [printed]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (129, "129 is not in the document"),
        (float("nan"), "no text prints such a number"),
        (Decimal("1e60"), "no text prints such a number"),
        (Decimal("41.42"), "41.42 is not in the document"),
        (
            percent("34.4%"),
            "document says 34.4 percentage points, value is 34.4 %",
        ),
        (percent("50%"), "document says 50 basis points, value is 50 %"),
        (percent("5 percentage points"), "value is 5 pp"),
        (percent("9 kg"), "9 kg is not in the document"),
        (
            Money(amount=40, scale="million", currency="EUR"),
            "document says up to $40 million, value is EUR 40 million",
        ),
        (Money(amount=40, scale="billion", currency="USD"), "value is USD 40 billion"),
        (Money(amount=Decimal("4.2"), scale="billion", currency="EUR"), "€4.102 billion"),
        (Money(amount=1, currency="JPY"), "JPY 1 is not in the document"),
        (PValue(comparator="=", value=Decimal("0.001")), "document says p <0.001"),
        (PValue(comparator="<", value=Decimal("0.01")), "document says p <0.001"),
        (Interval(low=Decimal("28.1"), high=Decimal("40.8")), "document says 28.1 to 40.7"),
        (Interval(level=90, low=Decimal("28.1"), high=Decimal("40.7")), "another level than 90%"),
        (PartialDate(2026, 5, 3), "2026-05-03 is not in the document; nearest: 3 May 2025"),
        (PartialDate(2024, 5), "2024-05 is not in the document; nearest: June 2024"),
        (PartialDate(2026, 6, 15), "2026-06-15 is not in the document; nearest: mid-2026"),
        (datetime(2025, 5, 3, 9, 30), "a time of day"),  # noqa: DTZ001
        (Phase.THREE, "document says phase 2b, value is phase 3"),
        (Phase.TWO, "document says phase 2b, value is phase 2"),
        ("Zorander Bio Inc.", "“Zorander Bio Inc.” is not in the document"),
        ("Zorander Inc.", "“Zorander Inc.” is not in the document"),
        ("vaccine", "document says “not a vaccine”"),
        ("zora", "“zora” is not in the document"),
    ],
)
def test_a_value_that_the_text_does_not_print_is_refused(value, reason):
    """The reason names the nearest thing that the text does print."""
    finding = check_value(source(TEXT), value)
    assert not finding.supported
    assert finding.evidence == ()
    assert reason in finding.reason


def test_a_date_that_is_near_nothing_names_no_other():
    """Every date would be the nearest one to some other."""
    finding = check_value(source(TEXT), PartialDate(1999, 5))
    assert finding.reason == "1999-05 is not in the document"


@pytest.mark.parametrize(
    ("value", "words", "supported"),
    [
        (20, ("site", "centre"), True),
        (20, ("patient",), False),
        (192, ("patient",), True),
        (300, ("patient",), False),
        (41, ("response rate",), False),
        (Decimal(41), ("response rate",), True),
        (Decimal(7), ("zebra",), False),
        (Money(amount=40, scale="million", currency="USD"), ("pay",), True),
        (Money(amount=40, scale="million", currency="USD"), ("margin",), False),
        (PartialDate(2024, quarter=3), ("in",), True),
        (PartialDate(2024, 6), ("enrol",), False),
        (percent("50 basis points"), ("margin",), True),
        (percent("50 basis points"), ("rate",), False),
        ("zoralimab", ("data",), True),
        ("zoralimab", ("enrol",), False),
    ],
)
def test_near_asks_for_one_of_its_words_beside_the_value(value, words, supported):
    """The same number elsewhere shows nothing."""
    finding = check_value(source(TEXT), value, marks=(Near(*words),))
    assert finding.supported is supported


def test_the_year_that_the_text_leaves_out_is_said_to_be_inferred():
    """A reader can tell it from one that is printed."""
    text = source("ROTTERDAM, 3 May 2025 – Zorander reports on 18 August again.")
    finding = check_value(text, PartialDate(2025, 8, 18))
    assert quotes(finding) == ["18 August"]
    assert "year is taken from another date" in finding.reason


@pytest.mark.parametrize(
    ("value", "bound"),
    [
        (192, "exactly"),
        (Money(amount=40, scale="million", currency="USD"), "up_to"),
        (percent("50 basis points"), "exactly"),
    ],
)
def test_the_finding_of_a_number_tells_its_bound(value, bound):
    """It is read off the text, never taken from a model."""
    assert check_value(source(TEXT), value).bound == bound


@pytest.mark.parametrize(
    ("statement", "supported"),
    [
        ("Zorander may pay up to $40 million.", True),
        ("Zorander enrolled 192 patients at 20 sites.", False),
        ("It is a vaccine.", False),
    ],
)
def test_prose_is_checked_as_a_statement(statement, supported):
    """A string without the mark is a name."""
    finding = check_value(source(TEXT), statement, marks=(Prose(),))
    assert finding.supported is supported


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (192, "192 is not in that sentence"),
        ("zoralimab", "“zoralimab” is not in that sentence"),
        (Phase.TWO_B, "phase 2b is not in that sentence"),
        (PartialDate(2024, 6), "2024-06 is not in that sentence; nearest: third quarter of 2024"),
        (percent("41.4%"), "41.4 % is not in that sentence"),
    ],
)
def test_what_is_looked_for_in_one_sentence_is_not_said_to_be_missing_elsewhere(value, reason):
    """Two sentences down it may well stand."""
    text = source(TEXT)
    margin = text.document.sentence_at(TEXT.index("Its margin"))
    assert check_value(text, value).supported
    assert check_value(text, value, within=[margin]).reason == reason


def test_of_equal_evidence_the_closest_to_the_preferred_sentence_is_taken():
    """The sentence that a model names is a hint, never a proof."""
    text = source("We treated 20 adults. It was hot. We treated 20 children.")
    first, _, last = text.document.sentences
    for sentence in (first, last):
        finding = check_value(text, 20, prefer=sentence)
        assert sentence.start <= finding.evidence[0].start < sentence.end


@pytest.mark.parametrize(
    ("value", "message"),
    [(True, "is a choice"), (Colour.RED, "is a choice"), (b"20", "bytes cannot be looked for")],
)
def test_a_value_that_no_text_prints_is_a_mistake_of_the_caller(value, message):
    """Choices are for `judge`."""
    with pytest.raises(TypeError, match=message):
        check_value(source(TEXT), value)
