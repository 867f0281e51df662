"""Repeated runs: how much a document's values differ, and which facts are stated every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scored import IDS, document, scored

from summarizer.errors import NotComparableError
from summarizer.evals.score import METRICS
from summarizer.evals.stability import stability

pytestmark = pytest.mark.slow


def spread(found, name):
    """Return the spread of one metric."""
    return next(each for each in found.spreads if each.metric == name)


def test_runs_that_agree_have_no_spread():
    """However few facts they state: stability says nothing of quality."""
    run = scored(*(document(name, facts=["f1"], fact_f=0.1) for name in IDS))
    found = stability([run, run, run])
    assert [each.metric for each in found.spreads] == [metric.name for metric in METRICS]
    assert all(each.spread == each.largest == 0 for each in found.spreads)
    assert (found.always, found.ever, found.passed) == (len(IDS), len(IDS), 1)


def test_the_spread_is_within_documents_not_between_them():
    """Documents of different difficulty that come out the same each time have none."""
    run = scored(*(document(name, fact_f=n / 12) for n, name in enumerate(IDS)))
    assert spread(stability([run, run]), "fact_f").spread == 0
    one, other = (scored(document(IDS[0], fact_f=f), document(IDS[1])) for f in (0.4, 0.6))
    found = spread(stability([one, other]), "fact_f")
    assert found.largest == pytest.approx(0.1414, abs=1e-4)
    assert found.spread == pytest.approx(found.largest / 2)
    assert found.mean == pytest.approx((0.5 + 0.8) / 2)


def test_a_fact_counts_that_every_run_states():
    """Of three facts that any run states, one is in all three."""
    runs = [scored(document(IDS[0], facts=facts)) for facts in (["f1"], ["f1", "f2"], ["f1", "f3"])]
    found = stability(runs)
    assert (found.always, found.ever) == (1, 3)


def test_runs_that_state_nothing_do_not_pass():
    """An empty answer is stable, and has no share of facts to show for it."""
    run = scored(*(document(name, facts=()) for name in IDS))
    assert stability([run, run]).passed is None


@given(st.lists(st.sets(st.sampled_from(["f1", "f2", "f3", "f4"])), min_size=2, max_size=5))
def test_more_runs_never_state_more_facts_every_time(facts):
    """What k runs agree on, k - 1 of them do."""
    runs = [scored(document(IDS[0], facts=sorted(each))) for each in facts]
    found, fewer = stability(runs), stability([*runs[:-1], runs[0]])
    assert found.always <= fewer.always
    assert found.ever >= fewer.ever


@pytest.mark.parametrize(
    "runs",
    [
        [scored(document(IDS[0]))],
        [scored(document(IDS[0])), scored(document(IDS[1]))],
        [scored(document(IDS[0])), scored(document(IDS[0]), system="plain")],
        [scored(document(IDS[0])), scored(document(IDS[0]), model="another")],
        [scored(document(IDS[0])), scored(document(IDS[0]), fixtures={IDS[0]: "sha256:5"})],
    ],
)
def test_runs_that_repeat_nothing_are_refused(runs):
    """Another system, model or text is no repeat, and one run is none either."""
    with pytest.raises(NotComparableError):
        stability(runs)
