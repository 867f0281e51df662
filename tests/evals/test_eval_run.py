"""`summarizer eval run`: records once, and then needs no network."""

import json
from pathlib import Path

import pytest
from fake_endpoint import Answer, Status
from small_set import labels, write

GOOD = {"sentence": 1, "issuer": "Marwick Labs plc", "event": "earnings"}
IDS = ("marwick-q3", "marwick-q4")


@pytest.fixture
def fixtures(tmp_path):
    """Two fixtures where the command looks for them."""
    folder = tmp_path / "evals" / "fixtures" / "press_release"
    for name in IDS:
        write(folder, labels() | {"id": name})
    return folder


@pytest.fixture
def recorded(run, fixtures, scripted):
    """Both fixtures, recorded."""
    scripted.play(Answer(GOOD), repeat_last=True)
    code, _, err = run("eval", "run", "--split", "all", "--record", "--model", "scripted")
    assert code == 0, err
    return fixtures


def test_a_recording_is_replayed_without_the_endpoint(run, recorded, scripted):
    """The run that is recorded and the one that is replayed are the same, byte for byte."""
    folder = recorded.parents[1] / "runs" / "press_release" / "ours"
    before = {path: path.read_bytes() for path in folder.rglob("*.json")}
    asked = len(scripted.calls)
    code, out, _ = run("eval", "run", "--split", "all")
    assert code == 0
    assert "fact_f" in out
    assert {path: path.read_bytes() for path in folder.rglob("*.json")} == before
    assert len(before) == 4
    assert len(scripted.calls) == asked == 2


def test_seconds_are_those_of_the_recording(recorded):
    """A replay takes no time, and must not say so."""
    folder = recorded.parents[1]
    output = folder / "runs" / "press_release" / "ours" / "outputs" / f"{IDS[0]}.json"
    said = json.loads(output.read_text())["usage"]["seconds"]
    tape = folder / "cassettes" / "press_release" / "ours" / f"{IDS[0]}.yaml"
    assert f"seconds: {said}" in tape.read_text()


@pytest.mark.usefixtures("fixtures")
def test_missing_recordings_are_listed_with_the_command(run):
    """All of them at once, and nothing is asked."""
    code, out, err = run("eval", "run", "--split", "all")
    assert (code, out) == (3, "")
    for words in (*IDS, "summarizer eval run --record --split all"):
        assert words in err


def test_a_stale_recording_names_the_fixture_and_what_changed(run, recorded):
    """A changed text is another question: the error shows the sentence."""
    source = recorded / IDS[1] / "source.txt"
    source.write_text(source.read_text().replace("310 people", "311 people"))
    code, _, err = run("eval", "run", "--split", "all")
    assert code == 3
    for words in (IDS[1], "+", "311 people work for the company.", f"--only {IDS[1]}"):
        assert words in err


def test_an_edited_recording_is_refused(run, recorded):
    """One word of an answer, changed by hand, is no answer of the model."""
    tape = recorded.parents[1] / "cassettes" / "press_release" / "ours" / f"{IDS[0]}.yaml"
    tape.write_text(tape.read_text().replace("Marwick Labs plc", "Warmick Labs plc"))
    code, _, err = run("eval", "run", "--split", "all")
    assert code == 3
    assert "changed after it was recorded" in err


@pytest.mark.usefixtures("fixtures")
def test_an_interrupted_recording_goes_on(run, scripted):
    """What was recorded before the endpoint failed is kept and not asked again."""
    scripted.play(Answer(GOOD), Status(401))
    record = ("eval", "run", "--split", "all", "--record", "--model", "scripted")
    assert run(*record)[0] == 4
    scripted.play(Answer(GOOD))
    assert run(*record)[0] == 0
    assert len(scripted.calls) == 3


@pytest.mark.usefixtures("recorded")
def test_again_asks_once_more(run, scripted):
    """Also where a recording plays."""
    command = ("eval", "run", "--only", IDS[0], "--split", "all", "--record", "--again")
    assert run(*command, "--model", "scripted")[0] == 0
    assert len(scripted.calls) == 3


def test_a_failed_document_is_data(run, fixtures, scripted):
    """It is recorded, scores nothing, and the others go on."""
    scripted.play(Answer("no JSON"), Answer("nor this"), Answer(GOOD))
    code, _, err = run("eval", "run", "--split", "all", "--record", "--model", "scripted")
    assert code == 0, err
    folder = fixtures.parents[1] / "runs" / "press_release" / "ours"
    scores = json.loads((folder / "scores.json").read_text())
    assert [scores[name]["valid"] for name in IDS] == [False, True]
    output = json.loads((folder / "outputs" / f"{IDS[0]}.json").read_text())
    assert output["error"]["type"] == "InvalidAnswerError"


def test_copied_sentences_need_no_recording(run, fixtures):
    """Their evidence is exact."""
    code, _, err = run("eval", "run", "--split", "all", "--system", "lead-3", "--out", "lead")
    assert code == 0, err
    output = json.loads(Path("lead", "outputs", f"{IDS[0]}.json").read_text())
    text = (fixtures / IDS[0] / "source.txt").read_text()
    assert len(output["data"]["key_facts"]) == 3
    for spans in output["evidence"].values():
        for span in spans:
            assert text[span["start"] : span["end"]] == span["quote"]


def test_plain_is_recorded_beside_ours(run, fixtures, scripted):
    """Its own requests, its own folder; what breaks the schema is left out leaf by leaf."""
    answer = {"issuer": "Marwick Labs plc", "event": "party", "key_facts": [{"category": "event"}]}
    scripted.play(Answer(answer), repeat_last=True)
    command = ("eval", "run", "--split", "all", "--system", "plain")
    assert run(*command, "--record", "--model", "scripted")[0] == 0
    assert run(*command)[0] == 0
    folder = fixtures.parents[1]
    output = folder / "runs" / "press_release" / "plain" / "outputs" / f"{IDS[0]}.json"
    data = json.loads(output.read_text())["data"]
    assert data["issuer"] == "Marwick Labs plc"
    assert data["event"] is None
    assert data["key_facts"] == []
    assert (folder / "cassettes" / "press_release" / "plain" / f"{IDS[0]}.yaml").is_file()


@pytest.mark.usefixtures("fixtures")
def test_a_folder_that_is_no_run_is_kept(run):
    """A slip in --out costs nobody's files."""
    Path("mine").mkdir()
    Path("mine", "notes.txt").write_text("mine")
    command = ("eval", "run", "--split", "all", "--system", "lead-3", "--out", "mine")
    code, _, err = run(*command)
    assert code == 2
    assert "no run" in err
    assert Path("mine", "notes.txt").read_text() == "mine"


@pytest.mark.usefixtures("fixtures")
def test_an_unknown_fixture_is_a_usage_error(run):
    """Its name is told."""
    code, _, err = run("eval", "run", "--only", "nobody", "--split", "all")
    assert code == 2
    assert "nobody" in err
