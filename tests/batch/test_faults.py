"""One fault at a time, each from a real socket: what a job makes of it.

What passes leaves no trace in the output. What concerns one document costs that document. In all
cases every row is in one state, and the ledger counts what the server counts (`check_books`).
"""

import json
import os
import resource
import signal
import sqlite3
import sys
import threading
import time
from pathlib import Path

import pytest
from fake_endpoint import USAGE, Answer, Hang, NullContent, Refusal, Status
from jobs import check_books, exported, output, query, run, write_input
from wire_faults import (
    CORRUPT_CHUNKS,
    CORRUPT_GZIP,
    GOOD,
    NO_HTTP,
    TOO_LONG_A_HEADER,
    Reset,
    Stall,
)

from summarizer.batch.schema import NAME
from summarizer.errors import ConfigError

pytestmark = pytest.mark.slow

PATIENCE = 0.5


class Body(Status):
    """A body of status 200 that is JSON and no completion."""

    def __init__(self, **changes):
        super().__init__(200, body={**GOOD.completion(), **changes})


IN_PASSING = {
    "reset before the headers": Reset(),
    "reset in the body": Reset(part=0.5),
    "silence before the headers": Hang(5),
    "silence in the body": Stall(5),
    "corrupt gzip": CORRUPT_GZIP,
    "corrupt chunks": CORRUPT_CHUNKS,
    "no HTTP": NO_HTTP,
    "a header without end": TOO_LONG_A_HEADER,
    "an empty page": Status(200, body=""),
    "null": Status(200, body=None),
    "a list": Status(200, body=[]),
    "no choices at all": Body(choices=None),
    "an error of status 200": Status(200, body={"error": {"message": "overloaded"}}),
    "too many requests": Status(429),
    "wait 0 s": Status(429, headers={"Retry-After": "0"}),
    "wait 0.05 s": Status(429, headers={"Retry-After": "0.05"}),
    "wait 50 ms": Status(503, headers={"retry-after-ms": "50"}),
    "wait less than nothing": Status(429, headers={"Retry-After": "-7"}),
    "wait for nobody knows": Status(429, headers={"Retry-After": "soon"}),
    "wait until long ago": Status(429, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}),
    "remaining -1": Status(429, headers={"x-ratelimit-remaining-requests": "-1"}),
}
OF_ONE_DOCUMENT = {
    "too long for the model": Status(400, body={"error": {"code": "context_length_exceeded"}}),
    "too large": Status(413),
    "not processable": Status(422),
    "a filter": Status(400, body={"error": {"code": "content_filter"}}),
    "filtered on the way": Answer("", finish_reason="content_filter"),
    "a refusal": Refusal("I would rather not."),
    "no content": NullContent(),
    "no choices": Body(choices=[]),
    "no JSON": Answer("Acme hired some people."),
    "a list of things": Answer([1, 2, 3]),
}
ODD = {
    "fenced": Answer('```json\n{"sentence": 1, "company": "Acme Corp.", "hired": 3}\n```'),
    "a key twice": Answer(
        '{"sentence": 1, "company": "Nobody", "company": "Acme Corp.", "hired": 3}'
    ),
    "a key more": Answer({"sentence": 1, "company": "Acme Corp.", "hired": 3, "mood": "good"}),
    "another type": Answer({"sentence": "1", "company": "Acme Corp.", "hired": "3"}),
    "control codes": Answer({"sentence": 1, "company": "Acme\u0000 Corp.", "hired": 3}),
    "half a character": Answer('{"sentence": 1, "company": "Acme \\ud800 Corp.", "hired": 3}'),
    "another document's": Answer({"sentence": 1, "company": "Acme Corp.", "hired": 77}),
    "ten megabytes": Answer(
        {"sentence": 1, "company": "Acme Corp." + "!" * 10_000_000, "hired": 3}
    ),
    "cut off": Answer('{"sentence": 1, "company": "Acme Corp.", "hi', finish_reason="length"),
    "no usage": Answer(GOOD.content, usage=None),
    "usage below nothing": Answer(GOOD.content, usage={**USAGE, "completion_tokens": -7}),
}


@pytest.fixture
def few(tmp_path):
    """Four documents."""
    return write_input(tmp_path / "few.jsonl", range(1, 5))


@pytest.fixture
def clean(endpoint, few, tmp_path):
    """The output of a run without faults."""
    assert endpoint.url
    return output(run(few, out=tmp_path / "clean").folder)


@pytest.mark.parametrize("fault", IN_PASSING.values(), ids=IN_PASSING)
def test_what_passes_leaves_no_trace(endpoint, few, clean, tmp_path, fault):
    """Whatever breaks once, before an answer has come, is asked again."""
    before, billed = len(endpoint.calls), endpoint.billed
    endpoint.break_with([fault], {})
    done = run(few, out=tmp_path / "out", timeout=PATIENCE)
    assert done.code == 0
    assert output(done.folder) == clean
    check_books(done.folder, len(endpoint.calls) - before, endpoint.billed - billed)


@pytest.mark.parametrize("fault", OF_ONE_DOCUMENT.values(), ids=OF_ONE_DOCUMENT)
def test_what_concerns_a_document_costs_that_document(endpoint, few, tmp_path, fault):
    """The others have their results, and the row says what happened."""
    endpoint.break_with([], {3: [fault] * 8})
    done = run(few, out=tmp_path / "out")
    assert done.code == 1
    assert done.standing.states == {"ok": 3, "failed": 1}
    (failed,) = (row for row in done.rows if row["status"] != "ok")
    assert (failed["id"], failed["data"]) == ("doc-3", None)
    assert failed["error"]["message"]
    assert len(endpoint.calls) <= 3 + 8


@pytest.mark.parametrize("fault", ODD.values(), ids=ODD)
def test_an_odd_answer_is_read_as_far_as_the_text_shows_it(endpoint, few, tmp_path, fault):
    """Never is a value printed that the document does not show."""
    endpoint.break_with([], {3: [fault] * 8})
    done = run(few, out=tmp_path / "out")
    assert [row["id"] for row in done.rows] == [f"doc-{n}" for n in range(1, 5)]
    assert {row["status"] for row in done.rows if row["id"] != "doc-3"} == {"ok"}
    (row,) = (row for row in done.rows if row["id"] == "doc-3")
    data = row["data"] or {}
    assert data.get("company") in {None, "Acme Corp."}
    assert data.get("hired") in {None, 3}
    json.dumps(row, ensure_ascii=False).encode()  # no half of a character is left


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    "address", ["http://nobody.invalid/v1", "http://127.0.0.1:1/v1", "{}", "https://{}"]
)
def test_nobody_at_the_address_stops_the_run(endpoint, few, tmp_path, monkeypatch, address):
    """A name that is not known, a closed port, no HTTP at all, TLS where there is none."""
    place = endpoint.url.removeprefix("http://")
    url = address.format(f"http://{place}" if address == "{}" else place)
    endpoint.always = NO_HTTP
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    stopped = run(few, out=tmp_path / "out", timeout=PATIENCE)
    assert stopped.code == 4
    assert "no connection" in stopped.said[-1]
    assert stopped.standing.states == {"pending": 4}
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
    endpoint.always = None
    assert run(few, out=tmp_path / "out").standing.states == {"ok": 4}


def _child(source: Path, out: Path, url: str, descriptors: int | None) -> None:
    os.environ |= {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "none"}
    if descriptors:
        used = len(list(Path("/proc/self/fd").iterdir()))
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (used + descriptors, most))
    sys.exit(run(source, out=out, concurrency=16 if descriptors else 1).code)


def test_a_job_that_stood_still_for_a_while_goes_on(processes, endpoint, few, clean, tmp_path):
    """SIGSTOP and SIGCONT: the clock has jumped, and nothing is lost."""
    endpoint.latency = 0.2
    before = len(endpoint.calls)
    out = tmp_path / "out"
    child = processes.Process(target=_child, args=(few, out, endpoint.url, None))
    child.start()
    while len(endpoint.calls) == before:
        time.sleep(0.02)
    os.kill(child.pid, signal.SIGSTOP)
    time.sleep(1.0)
    os.kill(child.pid, signal.SIGCONT)
    child.join(30)
    assert child.exitcode == 0
    assert output(out) == clean


def test_too_few_file_descriptors_cost_nothing(processes, endpoint, tmp_path):
    """A request that gets no socket waits for one."""
    endpoint.latency = 0.2
    out = tmp_path / "out"
    source = write_input(tmp_path / "in.jsonl", range(32))
    child = processes.Process(target=_child, args=(source, out, endpoint.url, 12))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert [row["status"] for row in exported(out)] == ["ok"] * 32
    [(sent,)] = query(out, "SELECT count(*) FROM attempt")
    assert sent > len(endpoint.calls) == 32


def test_a_ledger_that_is_locked_for_a_moment_is_waited_for(endpoint, few, clean, tmp_path):
    """Another program may look into it, and hold it."""
    endpoint.break_with([Status(503)], {})
    run(few, out=tmp_path / "out")
    (tmp_path / "out" / "manifest.json").unlink()
    other = sqlite3.connect(tmp_path / "out" / NAME, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.5, other.close).start()
    assert run(few, out=tmp_path / "out").code == 0
    assert output(tmp_path / "out") == clean


@pytest.mark.usefixtures("endpoint")
def test_a_write_ahead_log_that_was_cut_loses_only_what_it_held(few, clean, tmp_path):
    """What the last commits wrote is asked again; no row is lost and none is there twice."""
    folder = tmp_path / "out"
    run(few, out=folder)
    writer = sqlite3.connect(folder / NAME)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("PRAGMA wal_autocheckpoint=0")
    writer.execute("UPDATE item SET state = 'pending' WHERE id = 1")
    writer.commit()
    log = folder / f"{NAME}-wal"
    whole = log.read_bytes()
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / NAME).write_bytes((folder / NAME).read_bytes())
    (copy / log.name).write_bytes(whole[: len(whole) // 2])
    writer.close()
    done = run(few, out=copy)
    assert done.standing.states == {"ok": 4}
    assert output(copy) == clean


@pytest.mark.usefixtures("endpoint")
def test_a_folder_that_cannot_be_made_is_said_before_anything_is_sent(few):
    """The message names it; nothing was asked."""
    with pytest.raises(ConfigError, match="/proc/mine"):
        run(few, out=Path("/proc/mine"))
