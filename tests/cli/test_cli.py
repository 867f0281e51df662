"""The command line: what it prints where, and what it leaves with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fake_endpoint import Answer, Models, Status

from summarizer import cli

TEXT = "BOSTON, March 3, 2025 – Acme Corp. said that it hired 12 people at 3 sites."
GOOD = {"sentence": 1, "issuer": "Acme Corp.", "title": "Injected", "event": "other"}
KEYS = {"document", "data", "evidence", "rejected", "suspect", "usage", "provenance"}


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run a command line in a folder of its own; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("SUMMARIZER_MODEL", "scripted")

    def leave_with(*arguments):
        monkeypatch.setattr(sys, "argv", ["summarizer", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return left.value.code, printed.out, printed.err

    return leave_with


@pytest.fixture
def news(tmp_path):
    """A release on disk."""
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def scripted(endpoint, monkeypatch):
    """The scripted endpoint, where the product looks for it."""
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
    return endpoint


def test_run_prints_the_contract_as_json(run, news, scripted):
    """One object, and nothing else on stdout."""
    scripted.play(Answer(GOOD))
    code, out, err = run("run", "--json", news)
    summary = json.loads(out)
    assert code == 0, err
    assert set(summary) == KEYS
    assert summary["data"]["issuer"] == "Acme Corp."
    assert summary["rejected"][0]["path"] == "/title"
    assert summary["document"]["characters"] == len(TEXT)


def test_run_shows_a_page_with_sentences_and_what_was_set_aside(run, news, scripted):
    """The value, the sentence that shows it, and the reason for what is missing."""
    scripted.play(Answer(GOOD))
    code, out, _ = run("run", news)
    assert code == 0
    for words in ("Acme Corp.", "[1]", "Set aside", "Injected", "not in the document", "requests"):
        assert words in " ".join(out.split())


def test_save_writes_the_json_beside_the_page(run, news, scripted):
    """A run of minutes need not be repeated for the other form."""
    scripted.play(Answer(GOOD))
    code, out, _ = run("run", "--save", "kept.json", news)
    kept = news.parent / "kept.json"
    assert code == 0
    assert "Set aside" in out
    assert json.loads(kept.read_text())["data"]["issuer"] == "Acme Corp."
    assert not list(news.parent.glob("*.part"))


def test_save_leaves_no_file_where_there_is_nothing_to_save(run, news):
    """An empty file would pass for an answer."""
    assert run("run", "--save", "kept.json", "missing.txt")[0] == 1
    assert [path.name for path in news.parent.iterdir()] == [news.name]


def test_a_place_that_cannot_be_saved_to_is_said_before_the_model_is_asked(run, news, scripted):
    """Minutes of work would be lost otherwise."""
    code, _, err = run("run", "--save", "no/such/kept.json", news)
    assert code == 2
    assert "no/such/kept.json cannot be written" in err
    code, _, err = run("run", "--save", news.parent, news)
    assert code == 2
    assert "is a folder" in err
    assert scripted.calls == []


def test_several_files_are_json_lines_and_a_bad_one_costs_only_itself(run, news, scripted):
    """The others finish; the exit code says that something failed."""
    scripted.play(Answer(GOOD), repeat_last=True)
    (news.parent / "empty.txt").write_text("")
    code, out, err = run("run", "--json", news, news.parent / "empty.txt", "missing.txt", news)
    assert code == 1
    assert [json.loads(line)["document"]["id"] for line in out.splitlines()] == [str(news)] * 2
    assert "empty.txt" in err
    assert "missing.txt" in err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "white space"),
        (b"%PDF-1.7 \x00\x01", "PDF"),
        (b"caf\xe9 au lait", "UTF-8"),
        (b"x" * 10_000_001, "limit"),
    ],
)
def test_a_file_that_is_no_document_is_named_with_advice(run, tmp_path, content, words):
    """One clear message, exit code 1, nothing on stdout."""
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    code, out, err = run("run", path)
    assert (code, out) == (1, "")
    assert "bad.txt" in err
    assert words in " ".join(err.split())


def test_a_folder_is_no_document(run, tmp_path, scripted):
    """The message names it."""
    assert scripted.calls == []
    code, _, err = run("run", tmp_path)
    assert code == 1
    assert "folder" in err or "directory" in err


@pytest.mark.parametrize("arguments", [("run", "--nonsense"), ("batch", "run", "x", "--workers=0")])
def test_a_mistake_on_the_command_line_is_no_defect(run, arguments):
    """Exit code 2, with what was wrong and where to read more."""
    code, _, err = run(*arguments)
    assert code == 2
    assert "--help" in err
    assert "defect" not in err


def test_an_unknown_task_is_a_usage_error(run, news):
    """Before any model is started, with the known names."""
    code, _, err = run("run", "--task", "pres_release", news)
    assert code == 2
    assert "press_release" in err


def test_a_missing_key_is_a_setting(run, news, monkeypatch):
    """No request is sent to a public endpoint without one."""
    monkeypatch.setenv("OPENAI_BASE_URL", "https://models.example/v1")
    code, _, err = run("run", news)
    assert code == 2
    assert "OPENAI_API_KEY" in err


def test_a_wrong_key_stops_the_run_with_4(run, news, scripted):
    """Every further file would fail the same way, so none is tried."""
    scripted.play(Status(401))
    code, _, err = run("run", news, news)
    assert code == 4
    assert "OPENAI_API_KEY" in err
    assert len(scripted.calls) == 1


def test_an_unknown_model_is_a_setting(run, news, scripted):
    """The endpoint's word for it is 404."""
    scripted.play(Status(404))
    assert run("run", news)[0] == 2


def test_control_codes_of_a_document_never_reach_the_terminal(run, news, scripted):
    """An escape sequence in a value is shown as a replacement character."""
    scripted.play(Answer({**GOOD, "title": "\x1b[2J\x1b]0;owned\x07 [bold]x[/bold]"}))
    _, out, _ = run("run", news)
    assert "\x1b]0;" not in out
    assert "[bold]x[/bold]" in out


def test_verify_answers_claims_as_json_lines(run, news, monkeypatch):
    """No model is involved; a line that is no claim is named and costs only itself."""
    claims = [
        '{"id": "1", "kind": "statement", "claim": "Acme Corp. hired 12 people."}',
        "not json",
        '{"id": "2", "kind": "statement", "claim": "Acme Corp. hired 21 people."}',
    ]
    source = Path("claims.jsonl")
    source.write_text("\n".join(claims), encoding="utf-8")
    with source.open(encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        code, out, err = run("verify", "--source", news)
    assert code == 1
    assert "line 2" in err
    verdicts = [json.loads(line) for line in out.splitlines()]
    assert [verdict["verdict"] for verdict in verdicts] == ["supported", "unsupported"]
    assert "12" in verdicts[1]["reason"]
    assert verdicts[0]["evidence"][0]["quote"] in TEXT


def test_schema_prints_json_schema(run):
    """What comes back, and on request what is asked."""
    assert "key_facts" in json.loads(run("schema", "press_release")[1])["properties"]
    assert "sentence" in json.loads(run("schema", "press_release", "--asked")[1])["$defs"]


def test_doctor_says_what_the_model_can_do(run, scripted):
    """Three findings, in plain words."""
    scripted.play(Answer({"colour": "vermilion", "count": 2}))
    code, out, _ = run("doctor")
    assert code == 0
    for words in ("answers", "obeys a JSON Schema", "reports the tokens"):
        assert words in out


def test_doctor_names_a_model_that_ignores_the_schema(run, scripted):
    """Exit code 1, and what to use instead."""
    scripted.play(Answer("The sea is blue."))
    code, out, _ = run("doctor")
    assert code == 1
    assert "does not obey" in out


def test_doctor_lists_what_is_served_instead_of_an_unknown_model(run, scripted):
    """The likely cause is a typing error."""
    scripted.play(Status(404), Models(("good-model",)))
    code, out, _ = run("doctor")
    assert code == 1
    assert "good-model" in out


def test_the_version_is_printed(run):
    """`--version` leaves with 0."""
    code, out, _ = run("--version")
    assert (code, out.startswith("summarizer ")) == (0, True)


@pytest.mark.slow
def test_the_module_runs_as_a_program():
    """`python -m summarizer` is the same command line."""
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "run" in done.stdout
