"""The gate: each rule is broken by what it is for, and by nothing else."""

import pytest
from scored import IDS, document, scored

from summarizer.errors import ConfigError, NotComparableError
from summarizer.evals.baseline import Baseline, bless, read_baseline
from summarizer.evals.gate import FEWEST, judge


def good(**changed):
    """Return twelve good documents, the first one golden; `changed` is for all of them."""
    return [document(name, golden=name == IDS[0], **changed) for name in IDS]


LEAD = scored(*(document(name, fact_f=0.3, facts=()) for name in IDS), system="lead-3")
BLESSED = Baseline.of(scored(*good()), "the first one")


def broken(run, *, lead=LEAD, baseline=BLESSED):
    """Return the rules that a run breaks, and the exit code."""
    verdict = judge(run, baseline, lead)
    rules = {breach.rule for breach in verdict.breaches if not breach.warning}
    return rules, verdict.exit_code


def test_the_blessed_run_passes():
    """Nothing changed: no breach and no warning."""
    verdict = judge(scored(*good()), BLESSED, LEAD)
    assert (verdict.breaches, verdict.exit_code) == ((), 0)


def test_a_better_run_from_new_recordings_passes():
    """Only what got worse is held against it."""
    run = scored(*good(fact_f=0.9, facts=("f1", "f2", "f3", "f4")), cassettes="second")
    assert broken(run) == (set(), 0)


@pytest.mark.parametrize("changed", [{"fact_f": 0.81}, {"rouge_l": None}, {"traps": (1, 10)}])
def test_a_score_that_moves_without_a_new_recording_is_told(changed):
    """Even a better one: a lenient metric looks just like that."""
    documents = good()
    if "rouge_l" in changed:
        values = documents[3].values | changed
        documents[3] = documents[3].model_copy(update={"values": values})
    else:
        documents[3] = document(IDS[3], **changed)
    verdict = judge(scored(*documents), BLESSED, LEAD)
    (name,) = changed
    told = [each for each in verdict.breaches if each.rule == "reproduced"]
    assert {(each.document, each.metric) for each in told} == {(IDS[3], name)}
    assert "from the same recording" in told[0].reason
    assert verdict.exit_code == 1


def test_another_fact_matched_is_a_moved_score():
    """Though every figure is the same."""
    documents = good()
    documents[5] = document(IDS[5], facts=("f1", "f2", "f4"))
    assert broken(scored(*documents)) == ({"reproduced"}, 1)


def test_a_large_and_sure_loss_is_a_regression():
    """Every document loses a little, from new recordings."""
    run = scored(*good(fact_f=0.75), cassettes="second")
    assert broken(run) == ({"regression"}, 1)


def test_a_loss_that_may_be_chance_is_a_warning():
    """It passes, and is told."""
    documents = [document(n, golden=n == IDS[0]) for n in IDS[:-3]]
    documents += [document(name, fact_f=0.7) for name in IDS[-3:]]
    verdict = judge(scored(*documents, cassettes="second"), BLESSED, LEAD)
    assert verdict.exit_code == 0
    assert [each.metric for each in verdict.breaches] == ["fact_f"]
    assert "within the interval" in verdict.breaches[0].reason


def test_a_sure_loss_too_small_to_matter_passes():
    """One in a hundred of every document."""
    assert broken(scored(*good(fact_f=0.79), cassettes="second")) == (set(), 0)


def test_one_document_that_falls_far_is_enough():
    """The others may be as good as ever."""
    documents = [*good()[:-1], document(IDS[-1], fact_f=0.5)]
    verdict = judge(scored(*documents, cassettes="second"), BLESSED, LEAD)
    fallen = [each for each in verdict.breaches if not each.warning]
    assert [(each.rule, each.document) for each in fallen] == [("regression", IDS[-1])]


def test_a_metric_that_has_no_value_any_more_does_not_pass():
    """Unknown is not good enough."""
    run = scored(*good(fact_f=None), cassettes="second")
    rules, code = broken(run)
    assert "regression" in rules
    assert code != 0


def test_a_golden_document_keeps_its_facts():
    """One that is lost there is one too many; elsewhere it is a matter of the figures."""
    other, golden = good(), good()
    other[4] = document(IDS[4], facts=("f1", "f2"))
    golden[0] = document(IDS[0], golden=True, facts=("f1", "f2"))
    assert broken(scored(*other, cassettes="second")) == (set(), 0)
    assert broken(scored(*golden, cassettes="second")) == ({"golden"}, 1)


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        (4, {"validity": (0, 1)}),
        (4, {"evidence_verbatim": (9, 10)}),
        (4, {"critical_traps": (1, 3)}),
        (0, {"invented_numbers": (1, 200)}),
        (4, {"invented_numbers": (20, 1000)}),
    ],
)
def test_floors_hold_whatever_the_baseline_says(place, changed):
    """A bad baseline excuses nothing."""
    documents = good()
    documents[place] = document(IDS[place], golden=place == 0, **changed)
    run = scored(*documents)
    assert broken(run, baseline=Baseline.of(run, "as it is")) == ({"floors"}, 1)


def test_few_inventions_among_many_numbers_are_let_pass():
    """One in a hundred, outside of golden documents."""
    documents = good(invented_numbers=(0, 200))
    documents[4] = document(IDS[4], invented_numbers=(2, 200))
    run = scored(*documents)
    assert broken(run, baseline=Baseline.of(run, "as it is")) == (set(), 0)


def test_outputs_without_a_number_do_not_pass_for_honest_ones():
    """Nothing to measure is no proof."""
    run = scored(*good(invented_numbers=(0, 0)))
    assert broken(run, baseline=Baseline.of(run, "as it is")) == ({"floors"}, 1)


def test_the_first_three_sentences_are_to_be_beaten_surely():
    """A better mean that may be luck is not enough."""
    near = scored(
        *(document(name, fact_f=0.85 if name < IDS[6] else 0.7) for name in IDS), system="lead-3"
    )
    assert broken(scored(*good()), lead=near) == ({"lead-3"}, 1)


@pytest.mark.parametrize(
    "run",
    [
        scored(*good(), fixtures=dict.fromkeys(IDS, "sha256:other")),
        scored(*good(), metrics={"fact_f": 99}),
        scored(*good()[1:]),
        scored(*good(), document("doc-99")),
        scored(*good(), task="another"),
    ],
    ids=["labels", "metrics", "a document less", "a document more", "task"],
)
def test_what_is_measured_otherwise_cannot_be_judged(run):
    """It neither passes nor fails, and asks for a blessing."""
    lead = scored(
        *(document(name, fact_f=0.3) for name in run.scores),
        system="lead-3",
        fixtures=run.header.fixtures,
        metrics=run.header.metrics,
    )
    rules, code = broken(run, lead=lead)
    assert "comparable" in rules
    assert code == 3


def test_too_few_issuers_cannot_be_judged():
    """With so few, not even a loss in every document could be told from chance."""
    few = good()[: FEWEST - 1]
    run = scored(*few)
    assert len(IDS) >= FEWEST
    rules = broken(run, lead=scored(*few[:], system="lead-3"), baseline=Baseline.of(run, "few"))
    assert rules[1] == 3


def test_a_baseline_reads_back(tmp_path):
    """Scores and header are whole; what only reports need is left out."""
    path = tmp_path / "baselines" / "press_release.json"
    run = scored(*good())
    written = bless(run, " because ", path, set(IDS))
    assert read_baseline(path) == written == Baseline.of(run, "because")
    assert b"said" not in path.read_bytes()


@pytest.mark.parametrize(
    ("run", "reason", "error"),
    [
        (scored(*good()), "  ", ConfigError),
        (LEAD, "because", ConfigError),
        (scored(*good()[1:]), "because", NotComparableError),
    ],
    ids=["no reason", "not ours", "not whole"],
)
def test_not_everything_can_be_blessed(tmp_path, run, reason, error):
    """Nothing is written then."""
    with pytest.raises(error):
        bless(run, reason, tmp_path / "baseline.json", set(IDS))
    assert list(tmp_path.iterdir()) == []


def test_a_missing_baseline_is_no_pass(tmp_path):
    """The first run has to be blessed."""
    with pytest.raises(NotComparableError, match="eval bless"):
        read_baseline(tmp_path / "none.json")
    (tmp_path / "torn.json").write_text("{")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_baseline(tmp_path / "torn.json")
