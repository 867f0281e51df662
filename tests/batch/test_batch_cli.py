"""`summarizer batch` as it is typed: what it prints, and what it leaves with."""

import json
import sys
from pathlib import Path

import pytest
from fake_endpoint import Refusal, Status
from jobs import write_input
from model_server import text

from summarizer import cli

TASK = """
from pydantic import BaseModel

class News(BaseModel):
    company: str
    hired: int | None = None
"""


@pytest.fixture
def batch(monkeypatch, capsys, tmp_path):
    """Run a command in a folder with an input and a task; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_MODEL", "scripted")
    write_input(Path("news.jsonl"), range(12))
    Path("hired").mkdir()
    Path("hired/schema.py").write_text(TASK)
    Path("hired/system.md").write_text("---\nschema: schema.py:News\n---\nRead the release.\n")

    def leave_with(*arguments):
        monkeypatch.setattr(sys, "argv", ["summarizer", "batch", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return left.value.code, printed.out, printed.err

    return leave_with


RUN = ("run", "news.jsonl", "--out", "out", "--task", "hired")


def test_a_job_ends_with_a_report_that_adds_up(batch, endpoint):
    """By state and cause, with requests, tokens, the slowest, and what was set aside."""
    endpoint.break_with([], {5: [Refusal("No.")]})
    code, out, err = batch(*RUN)
    assert code == 1
    lines = out.splitlines()
    assert lines[0] == "12 rows of input"
    assert [line.split() for line in lines[1:4]] == [
        ["11", "ok"],
        ["1", "failed"],
        ["1", "refused"],
    ]
    assert "12 requests in 1 runs" in out
    assert "slowest: doc-" in out
    assert "manifest.json" in err
    assert "sk-a-key" not in out + err


def test_status_explain_retry_and_export_work_on_the_folder(batch, endpoint):
    """The way of a morning after."""
    endpoint.break_with([Status(429)], {5: [Refusal("No.")]})
    batch(*RUN)
    code, out, _ = batch("status", "out", "--json")
    assert code == 0
    assert json.loads(out)["states"] == {"ok": 11, "failed": 1}
    _, out, _ = batch("explain", "out", "doc-5")
    assert "failed, refused" in out
    assert ", run 1: ok, " in out
    assert batch("explain", "out", "doc-99")[0] == 1
    assert batch("retry", "out")[0] == 2
    assert "1 documents wait again" in batch("retry", "--failed", "out")[1]
    assert batch("export", "out")[0] == 2
    assert batch("export", "--partial", "out")[0] == 0
    assert batch(*RUN)[0] == 0
    assert batch("export", "--format", "parquet", "out")[0] == 0
    assert [path.name for path in Path("out").glob("part-*")] == ["part-00000.parquet"]


def test_a_dry_run_sends_nothing(batch, endpoint):
    """And makes no folder; a second one knows what is done."""
    code, out, _ = batch(*RUN, "--dry-run")
    assert code == 0
    assert "12 texts to ask about, 0 have a result" in out
    assert "about 12 requests" in out
    assert endpoint.calls == []
    assert not Path("out").exists()
    batch(*RUN)
    assert "0 texts to ask about, 12 have a result" in batch(*RUN, "--dry-run")[1]
    assert len(endpoint.calls) == 12


def test_a_dry_run_names_the_rows_that_the_run_cannot_take(batch, endpoint):
    """An id that comes again with another text is one of them, with both of its places."""
    first = json.dumps({"id": "a", "text": text(1)})
    other = json.dumps({"id": "a", "text": text(2)})
    Path("news.jsonl").write_text(f"{first}\n{{\n{other}\n{first}\n")
    code, out, _ = batch(*RUN, "--dry-run")
    assert code == 0
    assert "4 rows of input, 2 of them unreadable" in out
    assert "news.jsonl:3: the id 'a' has another text at news.jsonl:1." in " ".join(out.split())
    assert "1 texts to ask about" in out
    assert batch(*RUN)[0] == 1
    assert len(endpoint.calls) == 1


def test_a_stop_leaves_with_its_code_and_says_why(batch, endpoint):
    """A cron job can trust it: 4 is resumable."""
    endpoint.always = Status(401)
    code, out, err = batch(*RUN)
    assert code == 4
    assert "12 pending" in " ".join(out.split())
    assert "OPENAI_API_KEY" in err


def test_a_folder_without_a_job_is_a_usage_error(batch):
    """Each command says so."""
    for command in (("status", "out"), ("export", "out"), ("retry", "--failed", "out")):
        code, _, err = batch(*command)
        assert code == 2
        assert "there is no job" in err


def test_progress_as_json_is_one_object_a_line(batch, endpoint):
    """For those who collect logs."""
    assert endpoint.calls == []
    _, _, err = batch(*RUN, "--log-json")
    assert all("time" in json.loads(line) for line in err.splitlines())
