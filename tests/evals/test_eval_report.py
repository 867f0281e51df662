"""`summarizer eval report`: from the folders of runs to something to read."""

import re
from functools import partial
from xml.etree import ElementTree as ET

import pytest
from small_set import labels, write

from summarizer.evals.fixture import load, set_hash
from summarizer.evals.run import Header, Run
from summarizer.evals.score import METRICS, score

FACT = {
    "statement": "Revenue rose 12% to £41.2 million in the third quarter.",
    "category": "result",
}


@pytest.fixture
def report(run):
    """Report in a folder of its own; return exit code, stdout and stderr."""
    return partial(run, "eval", "report")


@pytest.fixture
def fixtures(tmp_path):
    """A set of one, where the command looks for it."""
    return write(tmp_path / "evals" / "fixtures" / "press_release")


@pytest.fixture
def runs(tmp_path, fixtures):
    """The folders of two runs: one that states a fact, and one that failed."""
    (fixture,) = load(fixtures)
    outputs = {"good": {"data": {"key_facts": [FACT]}}, "bad": {"error": {"message": "no JSON"}}}
    for name, output in outputs.items():
        header = Header(
            task="press_release",
            system="ours",
            model="local",
            split="test",
            prompt=None,
            schema="sha256:00",
            gold=set_hash([fixture]),
            fixtures={fixture.id: set_hash([fixture])},
            metrics={metric.name: metric.version for metric in METRICS},
            version="0.1.0",
            python="3.12.0",
            commit=None,
            dirty=False,
        )
        scores = {fixture.id: score(fixture, output)}
        Run(header=header, outputs={fixture.id: output}, scores=scores).write(tmp_path / name)
    return tmp_path / "good", tmp_path / "bad"


def test_a_run_is_reported_on_the_terminal(report, runs):
    """Without options it is there to be read at once."""
    code, out, err = report(runs[0])
    assert (code, err) == (0, "")
    assert "Key facts" in out
    assert "marwick-q3" in out


def test_two_runs_are_reported_as_what_got_worse(report, runs):
    """The lost fact is named, and the report leaves with 0: to fail is the gate's business."""
    good, bad = runs
    code, out, err = report(bad, "--baseline", good, "--format", "markdown")
    assert (code, err) == (0, "")
    assert re.search(r"\| `marwick-q3` \| \d\.\d\d \| 0\.00 \| −\d\.\d\d \| `f1` \|", out)


def test_junit_goes_to_a_file(report, runs, tmp_path):
    """Where CI looks for it; stdout stays empty."""
    code, out, err = report(runs[1], "--format", "junit", "--out", tmp_path / "report.xml")
    assert (code, out) == (0, "")
    assert "report.xml" in err
    suites = ET.parse(tmp_path / "report.xml")  # noqa: S314 - our own
    assert suites.find(".//error").get("message") == "no JSON"


def test_the_page_holds_the_source(report, runs):
    """It is made from the run and from the fixtures that it was scored with."""
    code, out, _ = report(runs[0], "--format", "html")
    assert code == 0
    assert out.startswith("<!DOCTYPE html>")
    assert "310 people work" in out


def test_the_page_is_not_made_from_other_labels(report, runs, fixtures):
    """Evidence of labels that were changed since would point at the wrong words."""
    write(fixtures, labels() | {"reference_summary": "Another."})
    code, out, err = report(runs[0], "--format", "html")
    assert (code, out) == (3, "")
    assert "marwick-q3 is not the one" in err
    assert "eval score" in err


def test_what_is_no_run_is_named(report, tmp_path):
    """A wrong folder is a matter of usage."""
    code, out, err = report(tmp_path)
    assert (code, out) == (2, "")
    assert "is no run" in err
