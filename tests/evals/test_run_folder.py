"""A run on disk: canonical, whole, and refused when it is damaged."""

import pytest
from scored import document, scored

from summarizer.errors import ConfigError, NotComparableError
from summarizer.evals.execute import rescore
from summarizer.evals.run import Run, read_run


@pytest.fixture
def run():
    """A run with an output."""
    made = scored(document("b"), document("a"))
    outputs = {"b": {"data": {"é": 1}}, "a": {"error": {"type": "X", "message": "y"}}}
    return Run(header=made.header, outputs=outputs, scores=made.scores)


def test_a_run_reads_back(run, tmp_path):
    """Header, outputs and scores are the same."""
    run.write(tmp_path / "run")
    assert read_run(tmp_path / "run") == run


def test_the_same_run_gives_the_same_bytes(run, tmp_path):
    """Whatever the order in which things were made; keys are sorted and text is readable."""
    turned = Run(
        header=run.header,
        outputs=dict(reversed(run.outputs.items())),
        scores=dict(reversed(run.scores.items())),
    )
    for name, each in (("one", run), ("other", turned)):
        each.write(tmp_path / name)
    for path in (tmp_path / "one").rglob("*.json"):
        other = tmp_path / "other" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == other.read_bytes()
    assert '"é": 1' in (tmp_path / "one" / "outputs" / "b.json").read_text(encoding="utf-8")


def test_a_run_is_replaced_whole(run, tmp_path):
    """No output of the old one stays."""
    run.write(tmp_path)
    scored(document("c")).write(tmp_path)
    assert read_run(tmp_path).outputs == {}


@pytest.mark.parametrize("name", ["run.json", "scores.json", "outputs/a.json"])
def test_a_damaged_run_is_refused(run, tmp_path, name):
    """The message names the folder."""
    run.write(tmp_path)
    (tmp_path / name).write_text('{"a"', encoding="utf-8")
    with pytest.raises(ConfigError, match=str(tmp_path)):
        read_run(tmp_path)


def test_a_folder_without_a_header_is_no_run(tmp_path):
    """With the way to make one."""
    with pytest.raises(ConfigError, match="eval run --out"):
        read_run(tmp_path)


def test_a_run_of_fixtures_that_are_gone_cannot_be_scored_again(run):
    """Their labels would be missing from the denominator."""
    with pytest.raises(NotComparableError, match="for b"):
        rescore(run, [])
