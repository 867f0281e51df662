"""What operators and users do to a job on its worst night, found by somebody who tried."""

import asyncio
import gzip
import io
import json
import os
import signal
import sqlite3
import sys
import zlib
from contextlib import closing
from datetime import UTC, datetime

import pyarrow as pa
import pytest
from fake_endpoint import Status
from jobs import News, edit, query, run, write_input
from model_server import text
from typer.testing import CliRunner

from summarizer import asummarize_many
from summarizer.batch import results
from summarizer.batch.ledger import Ledger, is_running
from summarizer.batch.report import in_words
from summarizer.batch.rows import Columns
from summarizer.batch.schema import NAME, connect_reading
from summarizer.batch.source import inputs
from summarizer.batch.table import process
from summarizer.cli.batch import app
from summarizer.cli.output import complain
from summarizer.errors import ConfigError, LedgerError
from summarizer.model.connect import connect
from summarizer.model.failures import shown


class Closed(io.StringIO):
    """A stream whose reader is gone."""

    def write(self, _):
        """Fail as a closed pipe does."""
        raise BrokenPipeError


def test_words_that_nobody_reads_end_nothing(monkeypatch):
    """The log's reader may die; the night goes on."""
    monkeypatch.setattr(sys, "stderr", Closed())
    complain("one")
    assert not isinstance(sys.stderr, Closed)
    complain("two")
    monkeypatch.setattr(sys, "stderr", None)
    complain("three")


def test_a_connection_that_was_never_made_costs_nothing(endpoint, news, tmp_path, monkeypatch):
    """A budget is not used up by a server that is down."""
    out = tmp_path / "out"
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    for _ in range(3):
        assert run(news, out=out, max_tokens=30_000).code == 4
    assert query(out, "SELECT coalesce(sum(input), 0) FROM attempt WHERE input IS NOT NULL") == [
        (0,)
    ]
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
    assert run(news, out=out, max_tokens=30_000).code == 0


def test_a_job_is_no_part_of_its_own_input(endpoint, tmp_path):
    """Its folder may lie in that of the documents."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.txt").write_text(text(1))
    for _ in range(2):
        done = run(docs, out=docs / "job")
        assert [row["id"] for row in done.rows] == ["a.txt"]
    assert len(endpoint.calls) == 1


def test_a_terminal_that_closes_lets_what_is_in_hand_finish(endpoint, tmp_path):
    """SIGHUP drains as SIGTERM does."""
    endpoint.latency = 0.05
    source = write_input(tmp_path / "in.jsonl", range(80))
    hung_up = []

    def hang_up_once(live):
        if live.counts.ok and not hung_up:
            hung_up.append(os.kill(os.getpid(), signal.SIGHUP))

    stopped = run(source, out=tmp_path / "out", concurrency=2, watch=hang_up_once)
    assert stopped.code == 130
    assert query(stopped.folder, "SELECT max(deaths) FROM item") == [(0,)]
    assert len(endpoint.calls) == stopped.standing.states["ok"]


def test_a_job_that_was_told_to_ignore_a_closing_terminal_does(endpoint, tmp_path):
    """As `nohup` tells it."""
    endpoint.latency = 0.05
    source = write_input(tmp_path / "in.jsonl", range(80))
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        done = run(
            source,
            out=tmp_path / "out",
            concurrency=2,
            watch=lambda _: os.kill(os.getpid(), signal.SIGHUP),
        )
    finally:
        signal.signal(signal.SIGHUP, before)
    assert (done.code, done.standing.states) == (0, {"ok": 80})


def test_an_empty_ledger_beside_an_output_is_no_new_job(endpoint, news, tmp_path):
    """Whoever lost it is told, before anything is paid again."""
    done = run(news, out=tmp_path / "out")
    calls = len(endpoint.calls)
    (done.folder / NAME).write_bytes(b"")
    with pytest.raises(LedgerError, match="is empty"):
        run(news, out=done.folder)
    assert len(endpoint.calls) == calls


@pytest.mark.usefixtures("endpoint")
def test_a_header_in_another_encoding_costs_its_file(news, tmp_path):
    """The file is named, and the others go on."""
    header = tmp_path / "latin.csv"
    header.write_bytes("näme,text\n1,x\n".encode("latin-1"))
    done = run(header, news, out=tmp_path / "out")
    assert [row["status"] for row in done.rows] == ["invalid", *["ok"] * 12]
    assert str(header) in done.rows[0]["error"]["message"]


@pytest.mark.usefixtures("endpoint")
def test_a_file_name_may_be_no_text(tmp_path):
    """Its id is one that can be written."""
    docs = tmp_path / "docs"
    docs.mkdir()
    with open(os.fsencode(docs) + b"/caf\xe9.txt", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text(1))
    done = run(docs, out=tmp_path / "out")
    assert [row["status"] for row in done.rows] == ["ok"]


@pytest.mark.parametrize(
    "damage", [b"no zlib", zlib.compress(b"[]"), zlib.compress(b'{"data": 1}')]
)
def test_a_damaged_result_costs_its_row_and_is_asked_for_again(endpoint, news, tmp_path, damage):
    """The export goes on; `retry --failed` finds it."""
    done = run(news, out=tmp_path / "out")
    with closing(sqlite3.connect(done.folder / NAME)) as ledger, ledger:
        ledger.execute("UPDATE result SET payload = ? WHERE item = 3", (damage,))
    again = run(news, out=done.folder)
    assert [row["error"] and row["error"]["cause"] for row in again.rows].count("damaged") == 1
    with Ledger(done.folder) as ledger:
        assert ledger.call(results.retry_damaged) == 1
    calls = len(endpoint.calls)
    mended = run(news, out=done.folder)
    assert {row["status"] for row in mended.rows} == {"ok"}
    assert len(endpoint.calls) == calls + 1


def test_a_damaged_text_costs_its_document(endpoint, news, tmp_path):
    """The others are asked about, and what is wrong is said."""
    endpoint.always = Status(401)
    out = tmp_path / "out"
    run(news, out=out)
    endpoint.always = None
    edit(out, "UPDATE text SET zlib = x'00' WHERE item = 3")
    done = run(news, out=out)
    states = [row["error"] and row["error"]["cause"] for row in done.rows]
    assert states.count("damaged") == 1
    assert done.standing.states["ok"] == 11


def test_what_comes_before_a_break_in_a_compressed_file_is_read(tmp_path):
    """However little it is."""
    path = tmp_path / "in.jsonl.gz"
    lines = b"".join(json.dumps({"id": str(n), "text": text(n)}).encode() + b"\n" for n in range(9))
    path.write_bytes(gzip.compress(lines) + b"not gzip at all")
    (found,) = inputs([str(path)], Columns())
    rows = list(found.rows())
    assert [row.problem == "" for row in rows] == [True] * 9 + [False]


@pytest.mark.parametrize("name", ["rows.json", "rows.tsv", "rows.xlsx"])
def test_a_file_of_rows_in_another_form_is_no_document(tmp_path, name):
    """It says what to do instead."""
    path = tmp_path / name
    path.write_text('{"id": "a"}\n')
    (found,) = inputs([str(path)], Columns())
    (row,) = found.rows()
    assert "is not read: " in row.problem


def test_a_folder_without_files_is_told_of(tmp_path):
    """It is no job that waits for ever."""
    with pytest.raises(ConfigError, match="no files"):
        list(inputs([str(tmp_path)], Columns()))


def test_columns_of_one_name_are_told_of(tmp_path):
    """None of them is taken silently."""
    path = tmp_path / "in.csv"
    path.write_text("id,text,text\n1,a,b\n")
    (found,) = inputs([str(path)], Columns())
    (row,) = found.rows()
    assert "several columns 'text'" in row.problem


@pytest.mark.parametrize(
    "url", ["http://u:s3cret@[::1/v1", "nonsense", "http://", "http://u:s3/c@h"]
)
def test_an_address_that_is_none_stops_before_anything_is_sent(monkeypatch, url):
    """It is not shown: it may hold a password."""
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    with pytest.raises(ConfigError, match="no address") as raised:
        connect("scripted", 1.0, id)
    assert "s3" not in str(raised.value).replace("%2F", "")


def test_a_password_with_a_slash_is_not_shown():
    """It ends at the last @."""
    assert shown("http://u:s3/cr#et@host/v1") == "http://host/v1"


@pytest.mark.parametrize(
    "choices", ["no", [None], [{"message": None}], [{"message": {"content": 7}}]]
)
def test_an_answer_that_is_no_completion_is_asked_for_again(endpoint, tmp_path, choices):
    """As a page with status 200 is."""
    body = {"id": "x", "object": "chat.completion", "choices": choices}
    endpoint.break_with([Status(200, body=body)], {})
    done = run(write_input(tmp_path / "in.jsonl", range(1)), out=tmp_path / "out")
    assert done.standing.states == {"ok": 1}
    assert len(endpoint.calls) == 2


def test_a_redirect_is_a_failure(endpoint, tmp_path):
    """What it leads to would stand in no ledger."""
    endpoint.always = Status(307, headers={"Location": f"{endpoint.url}/chat/completions"})
    run(write_input(tmp_path / "in.jsonl", range(1)), out=tmp_path / "out")
    assert query(tmp_path / "out", "SELECT count(*) FROM attempt") == [(len(endpoint.calls),)]


def test_a_key_that_comes_back_as_a_code_is_kept_nowhere(endpoint, tmp_path):
    """Nor in what `explain` prints."""
    key = os.environ["OPENAI_API_KEY"]
    endpoint.always = Status(400, body={"error": {"message": "no", "code": f"bad {key}"}})
    done = run(write_input(tmp_path / "in.jsonl", range(1)), out=tmp_path / "out")
    with closing(connect_reading(done.folder / NAME)) as ledger:
        assert key not in "\n".join(ledger.iterdump())


@pytest.mark.parametrize(
    "columns",
    [
        {"id": ["a"], "text": [text(1)], "error": ["x"], "status": ["y"]},
        {
            "id": ["a"],
            "text": [text(1)],
            "at": pa.array([datetime(2025, 1, 1, tzinfo=UTC)], pa.timestamp("ns", "UTC")),
        },
        {"id": ["a"], "text": [text(1)], "raw": pa.array([b"\xff"]).cast(pa.string(), safe=False)},
    ],
)
@pytest.mark.usefixtures("endpoint")
def test_a_table_never_raises(columns):
    """Whatever it carries, it has as many rows as before."""
    out = process(pa.table(columns), schema=News, model="scripted")
    assert out.num_rows == 1


@pytest.mark.usefixtures("endpoint")
def test_a_carried_column_keeps_its_value_beside_that_of_the_summary():
    """It is renamed as in a job."""
    table = pa.table({"id": ["a"], "text": [text(1)], "status": ["mine"]})
    (row,) = process(table, schema=News, model="scripted").to_pylist()
    assert (row["status"], row["input_status"]) == ("ok", "mine")


@pytest.mark.usefixtures("endpoint")
def test_nobody_in_hand_is_an_error():
    """It would wait for ever."""
    with pytest.raises(ConfigError, match="concurrency"):
        asyncio.run(anext(asummarize_many([], schema=News, model="scripted", concurrency=-1)))


@pytest.mark.usefixtures("endpoint")
@pytest.mark.parametrize("error", [asyncio.CancelledError, GeneratorExit])
def test_an_iterator_that_ends_oddly_ends_the_waiting(error):
    """Whoever waits is told."""

    def documents():
        yield text(1)
        raise error

    async def all_of():
        return [each async for each in asummarize_many(documents(), schema=News, model="scripted")]

    with pytest.raises(BaseException):  # noqa: B017, PT011 - asyncio has its own way with these
        asyncio.run(asyncio.wait_for(all_of(), 10))


def test_a_job_tells_whether_somebody_works_on_it(endpoint, tmp_path):
    """Not that it runs, if it was killed."""
    out = tmp_path / "out"
    endpoint.latency = 0.05
    source = write_input(tmp_path / "in.jsonl", range(80))
    seen = []
    run(source, out=out, concurrency=2, watch=lambda _: seen.append(is_running(out)))
    assert set(seen) == {True}
    assert not is_running(out)
    edit(out, "UPDATE run SET exit = NULL")
    assert CliRunner().invoke(app, ["status", str(out)]).output.count("was killed") == 1


@pytest.mark.usefixtures("endpoint")
def test_the_report_says_why_rows_are_left_out(news, tmp_path):
    """A wrong column is told where the operator looks."""
    done = run(news, out=tmp_path / "out", columns=Columns(id="nr"))
    report = "\n".join(in_words(done.standing, None))
    assert report.count("there is no 'nr'") == 1
