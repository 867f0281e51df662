"""`summarizer eval gate`, on the command line: what is worse, laxer or edited is caught."""

import json
from dataclasses import replace

import pytest
import yaml
from fake_endpoint import Answer
from small_set import SOURCE, labels, write

from summarizer.document import Document
from summarizer.evals import cassette_file
from summarizer.evals.said import Said

pytestmark = pytest.mark.slow

IDS = [f"marwick-{number:02}" for number in range(1, 11)]
SENTENCES = {sentence.text: sentence.number for sentence in Document.from_text(SOURCE).sentences}
FACTS = (
    "Revenue rose 12% to £41.2 million in the third quarter.",
    "Operating profit was £6.3 million.",
    "310 people work for the company.",
)
# A fact that the scripted model never states.
EXPECTED = {
    **labels()["facts"][2],
    "id": "f4",
    "text": "Revenue of £170 million is expected for 2026.",
    "must": {"value": {"n": "170", "scale": "1e6", "unit": "GBP"}},
    "evidence": [{"quote": "Revenue of £170 million is expected for 2026", "nth": 1}],
}
MODEL = ("--record", "--model", "scripted")


def answer(*facts):
    """Return the answer that states these facts, each with the sentence that shows it."""
    stated = [
        {
            "sentence": next(n for text, n in SENTENCES.items() if fact.split()[-2] in text),
            "statement": fact,
            "category": "finance",
            "importance": "vital",
        }
        for fact in facts
    ]
    return Answer({"sentence": 1, "issuer": "Marwick Labs plc", "key_facts": stated})


@pytest.fixture
def place(tmp_path):
    """Ten fixtures of ten issuers, and a prompt to change."""
    folder = tmp_path / "evals" / "fixtures" / "news"
    for name in IDS:
        own = {"id": name, "cluster": name, "split": "dev", "golden": name == IDS[-1]}
        known = labels()
        write(folder, known | own | {"facts": [*known["facts"], EXPECTED]})
    task = tmp_path / "news"
    task.mkdir()
    schema = "schema: summarizer.schemas.press_release:PressRelease"
    (task / "system.md").write_text(f"---\n{schema}\n---\nSummarize with great care.\n")
    return tmp_path


@pytest.fixture
def blessed(run, place, scripted):
    """The fixtures recorded from a model that does well, and blessed."""
    scripted.play(answer(*FACTS), repeat_last=True)
    code, _, err = run("eval", "run", "--task", "news", *MODEL)
    assert code == 0, err
    code, _, err = run("eval", "bless", "evals/runs/news/ours", "--reason", "the first one")
    assert code == 0, err
    return place


def test_what_was_blessed_passes(run, blessed, scripted):
    """Replayed from recordings, with nobody asked; also from a folder of the run."""
    asked = len(scripted.calls)
    for arguments in ((), ("evals/runs/news/ours",)):
        code, out, err = run("eval", "gate", "--task", "news", *arguments)
        assert code == 0, out + err
        assert "gate: passed" in out
    assert len(scripted.calls) == asked
    said = json.loads((blessed / "evals" / "baselines" / "news.json").read_text())
    assert said["reason"] == "the first one"


def test_a_prompt_made_worse_is_caught(run, blessed, scripted):
    """First the recordings are stale; recorded anew, every document has lost facts."""
    prompt = blessed / "news" / "system.md"
    prompt.write_text(prompt.read_text().replace("with great care", "with no care"))
    code, _, err = run("eval", "gate", "--task", "news")
    assert code == 3
    for words in (IDS[0], "Summarize with no care.", "summarizer eval run --record --task news"):
        assert words in err
    scripted.play(answer(FACTS[2]), repeat_last=True)
    assert run("eval", "run", "--task", "news", *MODEL)[0] == 0
    code, out, _ = run("eval", "gate", "--task", "news")
    assert code == 1
    for words in ("FAILED  regression", "fact_f", "FAILED  golden", IDS[-1], "gate: regressed"):
        assert words in out


def test_a_metric_made_lenient_is_caught(run, blessed, monkeypatch):
    """It finds facts that nobody stated, in recordings that did not change."""
    assert (blessed / "evals" / "baselines" / "news.json").is_file()
    monkeypatch.setattr(Said, "shows", lambda *_: True)
    code, out, _ = run("eval", "gate", "--task", "news")
    assert code == 1
    for words in ("FAILED  reproduced", f"{IDS[0]} fact_f: was", "eval bless"):
        assert words in out


def test_a_recording_changed_by_one_word_is_caught(run, blessed):
    """It says so itself; and if its checksum is forged, the question or the golden facts do."""
    tape = blessed / "evals" / "cassettes" / "news" / "ours" / f"{IDS[-1]}.yaml"
    kept = tape.read_text()
    assert kept.count("6.3 million") > 1
    tape.write_text(kept.replace("£6.3 million.", "£6.2 million.", 1))
    code, _, err = run("eval", "gate", "--task", "news")
    assert (code, "changed after it was recorded" in err) == (3, True)
    # The sentence that a false number is about stands in its place; what is about nothing goes.
    forged = (b"6.3", b"6.2"), (FACTS[1].encode(), b"It rained.")
    for part, (said, other), told in zip(("request", "response"), forged, (3, 1), strict=True):
        tape.write_text(kept)
        origin, exchanges = cassette_file.read(tape)
        tree = yaml.safe_load(kept)
        assert "6.3" in json.dumps(tree["exchanges"][0][part])
        changed = [
            replace(each, **{part: getattr(each, part).replace(said, other)}) for each in exchanges
        ]
        cassette_file.write(tape, origin, changed)
        assert run("eval", "gate", "--task", "news")[0] == told


def test_a_gate_without_a_baseline_does_not_pass(run, place):
    """Nothing was blessed, so nothing can be compared."""
    assert place.is_dir()
    code, _, err = run("eval", "gate", "--task", "news")
    assert code == 3
    assert "eval bless" in err


def test_runs_are_compared_on_the_command_line(run, blessed):
    """Ours against the first three sentences, as a table and as JSON."""
    assert run("eval", "run", "--task", "news", "--system", "lead-3", "--out", "lead")[0] == 0
    code, out, err = run("eval", "compare", "lead", "evals/runs/news/ours")
    assert code == 0, err
    assert "A lead-3 (no model), B ours (scripted)" in out
    assert "…" not in out.replace(" … ", "")  # no figure is cut, though nothing tells the width
    told = json.loads(run("eval", "compare", "lead", "evals/runs/news/ours", "--json")[1])
    assert len(told["documents"]) == len(IDS)
    labelled = blessed / "evals" / "fixtures" / "news" / IDS[0] / "gold.yaml"
    labelled.write_text(labelled.read_text().replace("1.0.0", "1.0.1"))
    assert run("eval", "score", "lead")[0] == 0
    code, _, err = run("eval", "compare", "lead", "evals/runs/news/ours")
    assert code == 3
    assert IDS[0] in err


def test_a_blessing_needs_a_reason(run, blessed):
    """And leaves the old baseline where there is none."""
    before = (blessed / "evals" / "baselines" / "news.json").read_bytes()
    assert run("eval", "bless", "evals/runs/news/ours", "--reason", " ")[0] == 2
    assert (blessed / "evals" / "baselines" / "news.json").read_bytes() == before
