"""What counts as the same value, and how much repeats differ."""

from decimal import Decimal

import pytest
from gold_output import DEV, gold_output

from summarizer.evals.comparators import (
    same_amount,
    same_date,
    same_description,
    same_measure,
    same_name,
    same_organisation,
    same_place,
)
from summarizer.evals.labels import Amount
from summarizer.evals.metrics.prose import fragments, rouge_l
from summarizer.evals.metrics.stability import always, spread
from summarizer.evals.score import score
from summarizer.types import PartialDate

BILLION = Amount(n=Decimal("4.1"), scale=Decimal(10**9), unit="USD")


@pytest.mark.parametrize(
    ("amount", "scale", "currency", "same"),
    [
        ("4.1", "billion", "USD", True),
        ("4102", "million", "USD", True),
        ("4.16", "billion", "USD", False),
        ("4.1", "million", "USD", False),
        ("4.1", "billion", "EUR", False),
        ("-4.1", "billion", "USD", True),
        ("many", "billion", "USD", False),
    ],
)
def test_amounts_are_as_exact_as_the_label_prints_them(amount, scale, currency, same):
    """Half of the last digit either way, in the same unit."""
    said = {"amount": amount, "scale": scale, "currency": currency}
    assert same_amount(said, [BILLION]) == same


def test_dates_are_compared_as_exactly_as_the_label_is():
    """A day is in its quarter; a quarter is no day."""
    assert same_date("2026-03-31", [PartialDate(2026, quarter=1)])
    assert not same_date("2026-04-01", [PartialDate(2026, quarter=1)])
    assert not same_date("2026-03", [PartialDate(2026, 3, 31)])


@pytest.mark.parametrize(
    ("compare", "value", "label", "same"),
    [
        (same_name, "MARWICK LABS, Inc.", "Marwick Labs", True),
        (same_name, "Dr. Ada Lund, M.D.", "Ada Lund", True),
        (same_name, "Marwick", "Marwick Labs", False),
        (same_organisation, "FDA", "U.S. Food and Drug Administration", True),
        (same_organisation, "Takemori", "Takemori Yakuhin K.K.", True),
        (same_organisation, "EMA", "Food and Drug Administration", False),
        (same_place, "the U.S.", "United States", True),
        (same_place, "China", "Japan", False),
        (same_description, "treatment of primary IgAN in adults", "primary IgAN", True),
        (same_description, "IgAN", "primary IgAN", False),
        (same_description, "CEO", "Chief Executive Officer", True),
        (same_measure, "total revenue", "revenue", True),
        (same_measure, "operating income", "adjusted operating income", False),
        (same_measure, "sUA below 5 mg/dL", "sUA below 6 mg/dL", False),
        (same_measure, "net loss", "revenue", False),
    ],
)
def test_names_and_descriptions(compare, value, label, same):
    """Case, titles and legal forms do not count; other words and numbers do."""
    assert compare(value, [label]) == same


def test_prose_is_measured_in_runs_of_words():
    """The longest run that the source has, from left to right."""
    assert fragments(["a", "b", "c", "d"], ["b", "c", "x", "a", "b"]) == [2, 2]
    assert rouge_l(["a", "b", "c"], ["a", "x", "c"]) == pytest.approx(2 / 3)
    assert rouge_l([], []) == 0


def test_repeats_that_agree_have_no_spread_and_one_lost_epoch_fails_a_document():
    """The standard deviation within a document, and the share that passes every time."""
    whole, empty = score(DEV[0], gold_output(DEV[0])), score(DEV[0], None)
    assert spread([[whole], [whole], [whole]], "fact_f") == 0
    assert spread([[whole], [empty]], "fact_f") == pytest.approx(0.5**0.5)
    assert always([[whole], [whole]], "fact_f", 0.9) == 1
    assert always([[whole], [empty]], "fact_f", 0.9) == 0
    assert always([[]], "fact_f", 0.9) is None
