"""Intervals: what they are, and that they never feign to know."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.evals.resampling import (
    RESAMPLES,
    cluster_weights,
    percentiles,
    ratios,
    t_interval,
)


def interval(values, clusters):
    """Return the bootstrap interval of a mean."""
    tops = np.array(values)[:, None]
    return percentiles(ratios(cluster_weights(clusters), tops, np.ones_like(tops)))[0]


def test_students_interval_is_the_one_of_the_textbook():
    """1, 2, 3: mean 2, standard error 1/√3, t(2) = 4.303."""
    assert t_interval([1, 2, 3]) == pytest.approx((2 - 2.484, 2 + 2.484), abs=0.001)


@pytest.mark.parametrize("values", [[], [0.7]])
def test_one_value_has_no_interval(values):
    """Nothing is known of how much others would differ."""
    assert t_interval(values) is None


def test_draws_are_the_same_every_time():
    """A figure in a report can be printed again."""
    clusters = ["a", "a", "b", "c"]
    assert (cluster_weights(clusters) == cluster_weights(clusters)).all()


def test_whole_clusters_are_drawn():
    """Documents of one issuer come together, and as many issuers as there are."""
    weights = cluster_weights(["a", "b", "a", "c"])
    assert weights.shape == (RESAMPLES, 4)
    assert (weights[:, 0] == weights[:, 2]).all()
    assert (weights[:, [0, 1, 3]].sum(axis=1) == 3).all()


def test_clusters_widen_an_interval():
    """Five copies of each of ten documents tell no more than ten."""
    ten = list(np.linspace(0, 1, 10))
    once = interval(ten, range(10))
    copied = interval(ten * 5, [*range(10)] * 5)
    naive = interval(ten * 5, range(50))
    assert copied == pytest.approx(once, abs=1e-9)
    assert naive.high - naive.low < (once.high - once.low) / 2


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=6))
def test_a_ratio_is_the_one_of_the_sums(sides):
    """With every document once, it is the value itself."""
    tops, bottoms = np.array(sides, dtype=float).T[:, :, None]
    found = ratios(np.ones((1, len(sides))), tops, bottoms)[0, 0]
    assert found == pytest.approx(sum(t for t, _ in sides) / sum(b for _, b in sides))


def test_a_document_without_a_value_does_not_count():
    """It is neither 0 nor in the denominator."""
    found = ratios(np.ones((1, 2)), [[0.5], [0.0]], [[1.0], [0.0]])
    assert found[0, 0] == 0.5


def test_what_most_draws_do_not_know_has_no_interval():
    """One document of four has a value: in a third of the draws there is nothing to average."""
    draws = ratios(cluster_weights([*"abcd"]), [[1.0], [0], [0], [0]], [[1.0], [0], [0], [0]])
    assert np.isnan(draws).mean() > 0.2
    assert percentiles(draws) == [None]


def test_everything_is_resampled_at_once():
    """10,000 draws of 50 documents and 15 metrics take less than two seconds of computing."""
    random = np.random.default_rng(1)
    started = time.process_time()
    tops = random.random((50, 15))
    found = percentiles(ratios(cluster_weights([*range(50)]), tops, np.ones((50, 15))))
    assert time.process_time() - started < 2
    assert all(each.low < mean < each.high for each, mean in zip(found, tops.mean(0), strict=True))
