"""Tests of chance: against textbook values, and against counting all cases."""

from itertools import product
from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.evals.significance import (
    Chance,
    clopper_pearson,
    detectable,
    holm,
    mcnemar,
    permuted,
)


def test_no_hits_in_ten_are_up_to_a_third():
    """The exact bound of Clopper and Pearson, two-sided 95 %."""
    assert clopper_pearson(0, 10) == pytest.approx((0, 0.3085), abs=0.0001)
    assert clopper_pearson(10, 10) == pytest.approx((0.6915, 1), abs=0.0001)


def test_without_trials_a_share_is_anything():
    """Nothing was seen, so nothing is known."""
    assert clopper_pearson(0, 0) == (0, 1)


@pytest.mark.parametrize(
    ("lost", "won", "p"), [(0, 0, 1), (5, 0, 0.0625), (0, 6, 0.03125), (3, 3, 1)]
)
def test_mcnemar_counts_only_what_changed(lost, won, p):
    """Five losses and no gain: 2 · ½⁵."""
    assert mcnemar(lost, won) == pytest.approx(p)


def test_holm_multiplies_the_smallest_most():
    """.01, .03, .04 become .03, .06, .06: the order of the p is kept."""
    corrected = holm({"a": 0.01, "b": 0.04, "c": 0.03})
    assert corrected == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})


def test_an_unknown_p_stays_unknown_and_counts():
    """A test that cannot be made is no evidence, and makes the others no easier."""
    corrected = holm({"a": 0.02, "b": nan})
    assert corrected["a"] == pytest.approx(0.04)
    assert isnan(corrected["b"])


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=6),
    st.integers(1, 3),
)
def test_few_documents_are_permuted_in_all_ways(pairs, below):
    """The p are those of counting every way to swap the pairs."""
    tops = np.array(pairs, dtype=float).T
    bottoms = np.full_like(tops, below)

    def difference(signs):
        return sum(sign * (b - a) for sign, (a, b) in zip(signs, pairs, strict=True))

    every = [difference(signs) for signs in product((1, -1), repeat=len(pairs))]
    seen = difference([1] * len(pairs))
    expected = [
        sum(each <= seen for each in every) / len(every),
        sum(each >= seen for each in every) / len(every),
    ]
    assert permuted(tops, bottoms) == pytest.approx(expected)


def test_many_documents_are_permuted_by_seeded_chance():
    """Twenty losses cannot be chance, and the p is never 0."""
    tops = np.vstack([np.full(20, 0.5), np.full(20, 0.4)])
    found = permuted(tops, np.ones((2, 20)))
    assert 0 < found.low < 0.001
    assert found.high == 1
    assert found == permuted(tops, np.ones((2, 20)))


def test_documents_weigh_as_much_as_was_counted_in_them():
    """A large document weighs more than a small one, as it does in the figure itself.

    Of the four ways, the large one's loss decides: −91, −89 (observed), 89 and 91 of 101.
    """
    tops, bottoms = np.array([[90.0, 0], [0, 1]]), np.array([[100.0, 1], [100, 1]])
    assert permuted(tops, bottoms) == (0.5, 0.75)


@pytest.mark.parametrize(
    "bottoms", [np.zeros((2, 3)), np.array([[1.0, 1, 1], [0, 0, 0]]), np.ones((2, 1))]
)
def test_no_value_has_no_p(bottoms):
    """Where one side has nothing to measure, or there is one document, nothing can be tested."""
    assert all(map(isnan, permuted(np.zeros(bottoms.shape), bottoms)))
    assert isnan(Chance(nan, nan).two_sided)


def test_one_document_that_differs_is_one_toss_of_a_coin():
    """That more was counted in one run, with equal ratios, is no evidence of anything."""
    bottoms = np.array([[9.0, 8, 12, 7, 9, 11], [1, 6, 10, 6, 8, 9]])
    tops = bottoms.copy()
    tops[1, 0] = 0
    assert permuted(tops, bottoms) == (0.5, 1)


def test_equal_runs_differ_by_chance_alone():
    """All differences 0: p is 1 both ways."""
    same = np.random.default_rng(3).random((1, 9)).repeat(2, axis=0)
    assert permuted(same, np.ones((2, 9))) == (1, 1)


def test_the_detectable_difference_is_two_and_a_half_errors():
    """1.645 + 0.842, as for a one-sided test at .05 with a power of .8."""
    assert detectable(0.1) == pytest.approx(0.24865, abs=1e-5)
