"""The matcher of key facts, held to pairs that were judged by reading."""

from collections import Counter

from summarizer.evals.matcher.judged import PAIRS, accuracy, judge, load_pairs


def test_it_agrees_with_a_reader():
    """Balanced accuracy is at least .90, over more than 200 pairs."""
    counts = accuracy(judge(load_pairs()))
    assert counts.matching + counts.differing >= 200
    assert counts.balanced >= 0.90


def test_the_figures_of_the_readme_are_those_of_today():
    """They are printed by `python -m summarizer.evals.matcher.judged`."""
    counts = accuracy(judge(load_pairs()))
    readme = (PAIRS.parent / "README.md").read_text(encoding="utf-8")
    for hits, trials in ((counts.found, counts.matching), (counts.refused, counts.differing)):
        assert f"{hits} of {trials}" in readme
    assert f"{counts.balanced:.3f}" in readme


def test_the_pairs_are_of_the_dev_half_balanced_and_told_once():
    """Half of them match; none is the fact's own text."""
    pairs = load_pairs()
    assert all(pair.fixture.startswith("dv-") for pair in pairs)
    assert len({(pair.fixture, pair.fact, pair.text) for pair in pairs}) == len(pairs)
    assert max(Counter(pair.id for pair in pairs).values()) == 1
    matching = sum(pair.expected for pair in pairs) / len(pairs)
    assert 0.4 <= matching <= 0.6
