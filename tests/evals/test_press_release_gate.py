"""The gate on the fixtures and recordings that come with it: what spoils them is caught."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from summarizer.evals.said import Said

pytestmark = pytest.mark.slow

EVALS = Path(__file__).parents[2] / "evals"
PLACES = (
    *("--fixtures", str(EVALS / "fixtures" / "press_release")),
    *("--baseline", str(EVALS / "baselines" / "press_release.json")),
)
TAPES = EVALS / "cassettes" / "press_release" / "ours"
RECORDED = sorted(path.stem for path in TAPES.iterdir())


def test_a_prompt_that_was_changed_is_caught(run, tmp_path):
    """Its recordings answer another question: the gate says of which document, and what differs."""
    prompts = tmp_path / "press_release"
    shutil.copytree(str(files("summarizer") / "prompts" / "press_release"), prompts)
    question = prompts / "20-facts.md"
    question.write_text(question.read_text().replace("List the key facts", "List any facts"))
    code, _, err = run("eval", "gate", "--task", str(prompts), "--cassettes", str(TAPES), *PLACES)
    assert code == 3
    for words in (RECORDED[0], "List any facts", "eval run --record"):
        assert words in err


def test_a_metric_that_was_made_lenient_is_caught(run, monkeypatch):
    """The same recordings score better than they were blessed with."""
    monkeypatch.setattr(Said, "shows", lambda *_: True)
    code, out, _ = run("eval", "gate", "--cassettes", str(TAPES), *PLACES)
    assert code == 1
    for words in ("FAILED  reproduced", "fact_f: was", "eval bless"):
        assert words in out


def test_a_recording_that_was_changed_by_a_word_is_caught(run, tmp_path):
    """Its checksum is not that of what it holds."""
    tapes = tmp_path / "tapes"
    shutil.copytree(TAPES, tapes)
    tape = tapes / f"{RECORDED[0]}.yaml"
    text = tape.read_text()
    assert "million" in text
    tape.write_text(text.replace("million", "billion", 1))
    code, _, err = run("eval", "gate", "--cassettes", str(tapes), *PLACES)
    assert (code, "changed after it was recorded" in err) == (3, True)
