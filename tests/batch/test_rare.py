"""What seldom happens to a job, and must neither lose nor invent anything."""

import errno
import math
import struct

import pyarrow as pa
import pytest
from fake_endpoint import Answer, Refusal, Status
from jobs import News, OtherNews, exported, run, write_input
from model_server import text
from pyarrow import parquet as pq

from summarizer.batch import source
from summarizer.batch.budget import Budget, Estimate, Used
from summarizer.batch.ledger import Ledger
from summarizer.batch.limits import Limits, Ticket
from summarizer.batch.request_failure import RequestFailure
from summarizer.batch.rows import Columns
from summarizer.batch.stopping import Stopping
from summarizer.batch.window import Window
from summarizer.errors import LedgerError
from summarizer.model.failures import shown

HALF = "a torn \ud83d"
TOO_MANY = {"prompt_tokens": 10**20, "completion_tokens": 1}
PRICES = "[scripted.prices]\ninput = 1.0\ncached = 0.5\noutput = 3.0\n"


@pytest.mark.parametrize("schema", [News, OtherNews])
def test_what_waited_for_other_settings_is_asked_with_these(endpoint, news, tmp_path, schema):
    """A job that was stopped goes on with another schema, and back: each result is of its own."""
    out = tmp_path / "out"
    endpoint.always = Status(401)
    assert run(news, out=out, schema=News).standing.states == {"pending": 12}
    endpoint.always = None
    calls = len(endpoint.calls)
    done = run(news, out=out, schema=schema)
    assert (done.code, done.standing.states) == (0, {"ok": 12})
    assert len(endpoint.calls) - calls == 12
    done = run(news, out=out, schema=News)
    assert all(set(row["data"]) == {"company", "hired"} for row in done.rows)


def test_what_waited_at_another_place_of_the_input_is_asked(endpoint, tmp_path):
    """The input grew in front of what waited, and lost its end."""
    out = tmp_path / "out"
    endpoint.always = Status(401)
    run(write_input(tmp_path / "in.jsonl", range(20)), out=out)
    endpoint.always = None
    done = run(write_input(tmp_path / "in.jsonl", [*range(50, 60), *range(5)]), out=out)
    assert (done.code, done.standing.states) == (0, {"ok": 15})
    assert [row["data"]["hired"] for row in exported(out)] == [*range(50, 60), *range(5)]


def test_a_budget_in_fractions_is_free_again_when_nothing_is_in_flight():
    """What is set aside and given back in fractions adds up to next to nothing, not to nothing."""
    budget = Budget(1.0, "money")
    for amount in (0.1, 0.2, 0.3):
        budget.reserve(amount)
    for amount in (0.1, 0.2, 0.3):
        budget.settle(amount, 0.0)
    assert (budget.reserved, budget.unsettled) == (0.0, 0)


def test_a_job_with_a_budget_of_money_stops(endpoint, tmp_path, monkeypatch):
    """Exit code 4 with many in flight, whatever their requests are worth."""
    profiles = tmp_path / "profiles.toml"
    profiles.write_text(PRICES)
    monkeypatch.setenv("SUMMARIZER_PROFILES", str(profiles))
    endpoint.latency = 0.01
    source = write_input(tmp_path / "in.jsonl", range(3, 150, 7))
    stopped = run(source, out=tmp_path / "out", max_cost=0.004)
    assert stopped.code == 4
    assert "budget" in stopped.said[-1]


@pytest.mark.parametrize(
    "reply",
    [
        Status(400, body={"error": {"message": HALF, "code": HALF}}),
        Refusal(HALF),
        Answer({"sentence": 1, "company": HALF, "hired": 1}),
        Answer(
            {"sentence": 1, "company": "Acme Corp."},
            usage={"prompt_tokens": 10**20, "completion_tokens": 1},
        ),
    ],
)
def test_what_cannot_be_written_costs_no_other_document(endpoint, news, tmp_path, reply):
    """Half of a surrogate pair, and more tokens than a ledger can count."""
    endpoint.break_with([], {4: [reply, reply, reply]})
    done = run(news, out=tmp_path / "out")
    assert sum(done.standing.states.values()) == 12
    assert done.standing.states["ok"] >= 11
    assert len(done.rows) == 12


def test_a_write_that_fails_takes_no_other_with_it(tmp_path):
    """They are in one transaction only as long as all of them can be written."""
    with Ledger(tmp_path / "out", create=True) as ledger:
        written = [
            ledger.submit(lambda connection, n=n: connection.execute("SELECT 1 / ?", (n,)))
            for n in (1, 2**70, 3)
        ]
        assert written[0].result()
        assert written[2].result()
        with pytest.raises(OverflowError):
            written[1].result()


def test_counts_are_those_that_a_ledger_holds():
    """Below nothing is nothing; nobody takes a trillion tokens."""
    usage = type("Usage", (), {"prompt_tokens": -1, "completion_tokens": 10**20})
    usage.prompt_tokens_details = None
    assert Used.of(usage) == Used(0, 0, 10**12)


def test_no_wait_is_too_long_to_be_obeyed_but_for_an_hour(endpoint, news, tmp_path):
    """Beyond that the run stops, whatever the status, and no document has failed."""
    endpoint.always = Status(503, headers={"Retry-After": "7200"})
    stopped = run(news, out=tmp_path / "out")
    assert (stopped.code, stopped.standing.states) == (4, {"pending": 12})
    assert "120 minutes" in stopped.said[-1]


def test_when_a_limit_is_reset_matters_where_it_was_reached(endpoint, news, tmp_path):
    """Many endpoints say it with every answer; a failure of another kind is none of the limit."""
    hour = {"x-ratelimit-reset-requests": "1h20m"}
    endpoint.break_with([], {3: [Status(500, headers=hour)]})
    assert run(news, out=tmp_path / "out").standing.states == {"ok": 12}


def test_a_long_wait_that_was_obeyed_is_no_outage(monkeypatch):
    """Half an hour without an answer is counted beside it."""
    clock = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    limits = Limits(Stopping(), Window(8))
    told = RequestFailure("429", status=429, unbilled=True, transient=True, wait=2700.0)
    broken = RequestFailure("500", status=500, unbilled=True, transient=True)
    limits.failed(Ticket(Estimate(1, 1), sent=999.0), told)
    for minutes, stops in ((45, False), (74, False), (76, True)):
        clock[0] = 1000.0 + 60 * minutes
        limits.failed(Ticket(Estimate(1, 1), sent=clock[0]), broken)
        assert bool(limits.stopping.cause) == stops


@pytest.mark.parametrize("usage", [{}, {"prompt_tokens": None, "completion_tokens": None}])
def test_a_usage_without_numbers_is_none(endpoint, news, tmp_path, usage):
    """Its documents have their results; what they cost is unknown, and counts in full."""
    endpoint.always = Answer({"sentence": 1, "company": "Acme Corp."}, usage=usage)
    done = run(news, out=tmp_path / "out")
    assert done.standing.states == {"ok": 12}
    assert [row["usage"]["unreported"] for row in done.rows] == [1] * 12


def test_a_closed_ledger_takes_nothing(tmp_path):
    """Who comes too late is told so, and does not wait for ever."""
    with Ledger(tmp_path / "out", create=True) as ledger:
        pass
    with pytest.raises(LedgerError, match="closed"):
        ledger.call(lambda _: None)


def test_a_disk_that_fails_stops_the_run_and_loses_no_row(endpoint, news, tmp_path, monkeypatch):
    """The file is not taken for read: the same command reads it."""
    opened, failures = source.opened, iter([OSError(errno.EIO, "Input/output error")])

    def failing(*arguments):
        for error in failures:
            raise error
        return opened(*arguments)

    monkeypatch.setattr(source, "opened", failing)
    stopped = run(news, out=tmp_path / "out")
    assert stopped.code == 4
    assert "cannot be read" in stopped.said[-1]
    assert endpoint.calls == []
    assert run(news, out=tmp_path / "out").standing.states == {"ok": 12}


@pytest.mark.usefixtures("endpoint")
def test_values_that_json_has_no_form_for_are_carried(tmp_path):
    """NaN and infinity as null, nanoseconds as text; a string that is no UTF-8 costs its row."""
    texts = [text(1), text(2)]
    torn = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(struct.pack("3i", 0, 1, 2)), pa.py_buffer(b"a\xff")]
    )
    table = pa.table(
        {
            "id": ["a", "b"],
            "text": texts,
            "share": [math.nan, 0.5],
            "list": [[math.inf, 1.0], []],
            "at": pa.array([1, 1_000], pa.timestamp("ns")),
            "torn": torn,
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    done = run(tmp_path / "in.parquet", out=tmp_path / "out")
    assert done.standing.states == {"ok": 1, "invalid": 1}
    first, second = done.rows
    assert (first["share"], first["list"]) == (None, [None, 1.0])
    assert first["at"] == "1970-01-01 00:00:00.000000001"
    assert "in.parquet:2: a value cannot be read" in second["error"]["message"]


def test_a_broken_header_is_told_of(tmp_path):
    """It costs its file."""
    path = tmp_path / "in.csv"
    path.write_bytes(b"id\rtext\na,b\n")
    (row,) = source.Input(str(path), Columns()).rows()
    assert "the header cannot be read" in row.problem


def test_no_message_holds_what_an_address_may_hide():
    """A user, a password, a query."""
    assert (
        shown("https://user:s3cret@gw.example:8443/v1?key=s3cret") == "https://gw.example:8443/v1"
    )


def test_a_header_that_is_an_empty_line_is_told_of(tmp_path):
    """Only an empty file has no header."""
    path = tmp_path / "in.csv"
    path.write_text("\nid,text\na,b\n")
    (row,) = source.Input(str(path), Columns()).rows()
    assert "there is no column 'id'" in row.problem
