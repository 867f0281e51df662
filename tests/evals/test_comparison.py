"""Comparing runs: what differs, by how much, and when there is nothing to compare."""

import pytest
from scored import IDS, document, scored

from summarizer.errors import NotComparableError
from summarizer.evals.aggregate import aggregate
from summarizer.evals.comparison import compare
from summarizer.evals.score import METRICS

pytestmark = pytest.mark.slow


def row(comparison, name):
    """Return the difference of one metric."""
    return next(each for each in comparison.differences if each.metric == name)


def test_a_run_is_no_better_than_itself():
    """Every difference is 0, and every p is 1."""
    run = scored(*map(document, IDS))
    comparison = compare(run, run)
    assert [each.metric for each in comparison.differences] == [each.name for each in METRICS]
    for each in comparison.differences:
        assert (each.difference, each.p) == (0, 1)
    assert (comparison.lost, comparison.won, comparison.p_facts) == ((), (), 1)


def test_a_sure_loss_is_told_from_a_lucky_one():
    """Twelve small losses are no chance; one large loss among twelve documents is."""
    before = scored(*(document(name, fact_f=0.8) for name in IDS))
    losses = [0.04, 0.05, 0.06] * 4
    sure = scored(*(document(n, fact_f=0.8 - by) for n, by in zip(IDS, losses, strict=True)))
    lucky = scored(*(document(n, fact_f=0.8 - 0.6 * (n == IDS[0])) for n in IDS))
    one, other = (row(compare(before, run), "fact_f") for run in (sure, lucky))
    assert one.difference == pytest.approx(-0.05)
    assert one.high < 0
    assert one.p_worse < 0.05
    assert other.difference == pytest.approx(-0.05)
    assert other.p_worse > 0.5
    assert other.detectable > one.detectable > 0


def test_worse_means_up_for_what_should_be_down():
    """More invented numbers are a loss."""
    before = scored(*map(document, IDS))
    after = scored(*(document(name, invented_numbers=(2, 10)) for name in IDS))
    assert row(compare(before, after), "invented_numbers").p_worse < 0.05
    assert row(compare(after, before), "invented_numbers").p_worse == 1


def test_only_shared_documents_count():
    """Each has one of its own; the means are of the others."""
    a = scored(*(document(name) for name in IDS[:-1]))
    b = scored(*(document(name, fact_f=0.9) for name in IDS[1:]))
    comparison = compare(a, b)
    assert comparison.documents == IDS[1:-1]
    assert row(comparison, "fact_f").difference == pytest.approx(0.1)


def test_a_value_that_one_run_lacks_is_in_no_pair():
    """It is neither 0 nor dropped without a trace: the number of pairs says so."""
    a = scored(*map(document, IDS))
    b = scored(*(document(n, fact_f=None if n == IDS[0] else 0.8) for n in IDS))
    found = row(compare(a, b), "fact_f")
    assert (found.documents, found.difference) == (len(IDS) - 1, pytest.approx(0))


def test_documents_of_one_issuer_do_not_look_sure():
    """No interval and no smallest detectable loss, however many there are."""
    a = scored(*(document(name, cluster="one") for name in IDS))
    b = scored(*(document(name, cluster="one", fact_f=0.7) for name in IDS))
    found = row(compare(a, b), "fact_f")
    assert (found.low, found.high, found.detectable, found.clusters) == (None, None, None, 1)
    assert aggregate(a.scores.values())["fact_f"].interval is None


def test_facts_lost_and_won_are_named():
    """And counted by McNemar's test."""
    a = scored(*(document(name) for name in IDS))
    b = scored(*(document(name, facts=("f1", "f2", "f4")) for name in IDS))
    comparison = compare(a, b)
    assert comparison.lost == tuple(f"{name}/f3" for name in IDS)
    assert comparison.won == tuple(f"{name}/f4" for name in IDS)
    assert comparison.p_facts == 1


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ({"fixtures": dict.fromkeys(IDS, "sha256:other")}, "labels differ"),
        ({"metrics": {"fact_f": 99}}, "different versions of .*fact_f"),
        ({"fixtures": {"elsewhere": "sha256:4"}}, "no document in common"),
    ],
)
def test_what_is_measured_otherwise_is_refused(header, words):
    """Other labels or other metrics are another scale, whatever the figures are."""
    a, b = scored(*map(document, IDS)), scored(*map(document, IDS), **header)
    with pytest.raises(NotComparableError, match=words) as refused:
        compare(a, b)
    assert refused.value.exit_code == 3


def test_a_share_that_is_whole_everywhere_is_not_certain():
    """Twelve issuers without an exception leave room for one in four."""
    found = aggregate([document(name) for name in IDS])["validity"]
    assert found.value == 1
    assert found.interval.low == pytest.approx(0.735, abs=0.001)
    assert found.interval.high == 1
