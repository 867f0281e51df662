"""A job from its input to its output, in one run and in several."""

import itertools
import json
import os
import signal
import time

import pytest
from fake_endpoint import Drop, Hang, NullContent, Refusal, Status, Truncated
from jobs import News, OtherNews, check_books, edit, output, query, run, write_input
from model_server import text

from summarizer.batch import claims, job, runner
from summarizer.batch.export import export
from summarizer.batch.ledger import Ledger
from summarizer.batch.schema import connect_reading
from summarizer.errors import ConfigError, LedgerError

pytestmark = pytest.mark.slow


def test_every_row_comes_out_once_in_the_order_of_the_input(endpoint, news, tmp_path):
    """With the contract of a summary, and the columns that were carried through."""
    done = run(news, out=tmp_path / "out")
    assert done.code == 0
    assert [row["id"] for row in done.rows] == [f"doc-{n}" for n in range(12)]
    row = done.rows[3]
    assert (row["status"], row["desk"], row["error"]) == ("ok", "desk 3", None)
    assert row["data"] == {"company": "Acme Corp.", "hired": 3}
    assert row["document"] == {**row["document"], "id": "doc-3", "characters": len(text(3))}
    assert row["evidence"]["/hired"][0]["quote"] in text(3)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (manifest["rows"], manifest["states"], manifest["partial"]) == (12, {"ok": 12}, False)
    check_books(done.folder, len(endpoint.calls), endpoint.billed)


def test_the_same_text_is_paid_once(endpoint, tmp_path):
    """Two rows of one text share a request, and each has its own row in the output."""
    rows = [
        {"id": "a", "text": text(1)},
        {"id": "b", "text": text(1)},
        {"id": "a", "text": text(1)},
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)))
    done = run(source, out=tmp_path / "out")
    assert len(endpoint.calls) == 1
    assert [row["document"]["id"] for row in done.rows] == ["a", "b", "a"]


def test_the_same_command_again_sends_nothing(endpoint, news, tmp_path, monkeypatch):
    """It writes the same bytes, and does not even connect."""
    first = output(run(news, out=tmp_path / "out").folder)

    def unreachable(*_):
        raise AssertionError("there is nothing to connect for")

    monkeypatch.setattr(job, "connect", unreachable)
    again = run(news, out=tmp_path / "out")
    assert (again.code, len(endpoint.calls)) == (0, 12)
    assert output(again.folder) == first


@pytest.mark.usefixtures("endpoint")
def test_a_finished_job_is_its_ledger_and_its_output(news, tmp_path):
    """SQLite's own files are gone."""
    run(news, out=tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names - {"ledger.lock"} == {"ledger.db", "manifest.json", "part-00000.jsonl"}


def test_a_longer_input_costs_what_is_new(endpoint, news, tmp_path):
    """Rows that went away are not in the output any more; what they cost is kept."""
    run(news, out=tmp_path / "out")
    write_input(news, [*range(2, 12), 77])
    done = run(news, out=tmp_path / "out")
    assert len(endpoint.calls) == 13
    assert [row["data"]["hired"] for row in done.rows] == [*range(2, 12), 77]
    assert not any("changed" in words for words in done.said)


def test_another_schema_is_asked_anew_and_said_before(endpoint, news, tmp_path):
    """Going back to the first one costs nothing."""
    run(news, out=tmp_path / "out")
    done = run(news, out=tmp_path / "out", schema=OtherNews)
    assert "schema" in done.said[0]
    assert "12 results" in done.said[0]
    assert len(endpoint.calls) == 24
    run(news, out=tmp_path / "out", schema=News)
    assert len(endpoint.calls) == 24


def test_a_failure_costs_one_document_and_can_be_retried(endpoint, news, tmp_path):
    """Exit code 1, an error in the row; `retry --failed` makes it wait again."""
    endpoint.break_with([], {5: [Refusal("I would rather not.")]})
    done = run(news, out=tmp_path / "out")
    assert done.code == 1
    assert done.standing.states == {"ok": 11, "failed": 1}
    assert done.rows[5]["error"]["cause"] == "refused"
    assert done.rows[5]["data"] is None
    assert run(news, out=tmp_path / "out").code == 1
    assert endpoint.asked[5] == 1
    with Ledger(done.folder) as ledger:
        assert ledger.call(claims.retry_failed) == 1
    assert run(news, out=tmp_path / "out").standing.states == {"ok": 12}


TRANSIENT = [
    *(Status(code) for code in (408, 409, 425, 429, 500, 502, 503, 504, 529)),
    Status(503, body="<html>down for maintenance</html>"),
    Status(200, body="<html>sign in</html>"),
    Status(200, body={"error": {"message": "overloaded"}}),
    Status(200, body=None),
    Drop(),
    Truncated(),
]


def test_what_passes_leaves_no_trace_in_the_output(endpoint, news, tmp_path):
    """Each fault once; the bytes are those of a run without faults, and the books balance."""
    clean = output(run(news, out=tmp_path / "clean").folder)
    before, billed = len(endpoint.calls), endpoint.billed
    endpoint.break_with(TRANSIENT, {})
    done = run(news, out=tmp_path / "out")
    assert done.code == 0
    assert output(done.folder) == clean
    assert len(endpoint.calls) - before == 12 + len(TRANSIENT)
    check_books(done.folder, len(endpoint.calls) - before, endpoint.billed - billed)


@pytest.mark.parametrize(
    ("reply", "code", "words"),
    [
        (Status(401), 4, "refused the key"),
        (Status(403), 4, "refused the key"),
        (Status(402), 4, "used up"),
        (Status(429, body={"error": {"code": "insufficient_quota"}}), 4, "used up"),
        (Status(404), 2, "does not serve"),
        (Status(429, headers={"Retry-After": "86400"}), 4, "asks to wait"),
    ],
)
def test_what_no_document_can_help_stops_the_run(  # noqa: PLR0917 - fixtures and cases
    endpoint, news, tmp_path, reply, code, words
):
    """Nothing fails; the same command goes on when the cause is gone."""
    endpoint.always = reply
    stopped = run(news, out=tmp_path / "out")
    assert stopped.code == code
    assert words in stopped.said[-1]
    assert stopped.standing.states == {"pending": 12}
    assert len(endpoint.calls) <= 8
    endpoint.always = None
    assert run(news, out=tmp_path / "out").standing.states == {"ok": 12}


@pytest.mark.usefixtures("endpoint")
def test_a_model_that_cannot_be_reached_is_tried_once(news, tmp_path, monkeypatch):
    """However many wait for it; no document is blamed."""
    tries = []

    def unreachable(*_):
        tries.append(1)
        raise ConfigError("there is no key for it.", hint="Set OPENAI_API_KEY.")

    monkeypatch.setattr(job, "connect", unreachable)
    stopped = run(news, out=tmp_path / "out", concurrency=8)
    assert (stopped.code, len(tries)) == (2, 1)
    assert "no key" in stopped.said[-1]
    assert stopped.standing.states == {"pending": 12}


def test_refusals_in_a_row_stop_the_run(endpoint, tmp_path):
    """An endpoint that refuses everything is not asked about everything."""
    endpoint.always = Status(400, body={"error": {"message": "response_format is unsupported"}})
    source = write_input(tmp_path / "in.jsonl", range(100))
    done = run(source, out=tmp_path / "out")
    assert done.code == 4
    assert "unsupported" in done.said[-1]
    assert runner.SAME_REFUSALS <= len(endpoint.calls) < runner.SAME_REFUSALS + 8


@pytest.mark.parametrize(
    "headers",
    [{"Retry-After": "1"}, {"retry-after-ms": "600"}, {"x-ratelimit-reset-requests": "600ms"}],
)
def test_a_wait_asked_of_one_holds_for_all(endpoint, news, tmp_path, headers):
    """By the server's clock nothing comes before it is over."""
    endpoint.break_with([Status(429, headers=headers)], {})
    assert run(news, out=tmp_path / "out", concurrency=4).code == 0
    waited = 1.0 if "Retry-After" in headers else 0.6
    first = endpoint.arrivals[0]
    early = [at for at in endpoint.arrivals if first + 0.3 < at < first + waited]
    assert early == []


@pytest.mark.parametrize("value", ["0", "-1", "soon", ""])
def test_a_wait_that_is_none_does_not_hold(endpoint, news, tmp_path, value):
    """The backoff of our own is what is left."""
    endpoint.break_with([Status(429, headers={"Retry-After": value})], {})
    assert run(news, out=tmp_path / "out").code == 0


def test_an_outage_is_sat_out(endpoint, news, tmp_path):
    """Failures in a row cost no document: one request at a time finds out when it is over."""
    endpoint.break_with([Status(503)] * 25, {})
    done = run(news, out=tmp_path / "out")
    assert done.standing.states == {"ok": 12}


def test_in_flight_never_exceeds_the_ceiling(endpoint, tmp_path):
    """By the server's own count."""
    endpoint.latency = 0.02
    source = write_input(tmp_path / "in.jsonl", range(60))
    assert run(source, out=tmp_path / "out", concurrency=5).code == 0
    assert 1 < endpoint.busiest <= 5


@pytest.mark.usefixtures("endpoint")
def test_requests_keep_their_pace(news, tmp_path):
    """Three hundred a minute are five a second, but for a second's burst."""
    started = time.monotonic()
    assert run(news, out=tmp_path / "out", requests_per_minute=300).code == 0
    assert time.monotonic() - started > (12 - 6) / 5


def test_a_budget_stops_the_run_before_it_is_exceeded(endpoint, tmp_path):
    """Exit code 4; all runs together count, and a higher limit goes on."""
    source = write_input(tmp_path / "in.jsonl", range(40))
    stopped = run(source, out=tmp_path / "out", max_tokens=2_000)
    assert stopped.code == 4
    assert "budget of 2000" in stopped.said[-1]
    assert endpoint.billed <= 2_000
    assert stopped.standing.states.get("ok", 0) > 0
    calls = len(endpoint.calls)
    assert run(source, out=tmp_path / "out", max_tokens=2_000).code == 4
    assert len(endpoint.calls) - calls <= 1
    assert run(source, out=tmp_path / "out", max_tokens=100_000).code == 0


def test_a_budget_of_money_needs_prices(endpoint, news, tmp_path):
    """Without them nothing is sent."""
    with pytest.raises(ConfigError, match="no prices"):
        run(news, out=tmp_path / "out", max_cost=1.0)
    assert endpoint.calls == []


def test_a_second_runner_is_refused(endpoint, news, tmp_path):
    """The first one keeps its ledger, and `status` can read it."""
    with Ledger(tmp_path / "out", create=True):
        with pytest.raises(LedgerError, match="another run"):
            run(news, out=tmp_path / "out")
        connect_reading(tmp_path / "out" / "ledger.db").close()
    assert endpoint.calls == []


def test_a_folder_of_something_else_is_left_alone(endpoint, news, tmp_path):
    """Nothing is written into it."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_text("")
    with pytest.raises(LedgerError, match="something else"):
        run(news, out=tmp_path / "photos")
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["cat.jpg"]
    assert endpoint.calls == []


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (b"not a database at all, but long enough to be taken for one" * 20, "cannot be used"),
        (b"", "ledger"),
    ],
)
def test_a_broken_ledger_is_said_to_be_broken(tmp_path, damage, words):
    """It is never overwritten."""
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "ledger.db"
    path.write_bytes(damage)
    with pytest.raises(LedgerError, match=words):
        Ledger(tmp_path / "out")
    assert path.read_bytes() == damage


def test_a_ledger_that_was_damaged_is_said_to_be_damaged(endpoint, news, tmp_path):
    """Not guessed at, and not overwritten by a new one."""
    done = run(news, out=tmp_path / "out")
    path = done.folder / "ledger.db"
    data = bytearray(path.read_bytes())
    data[4096:-4096] = b"\xa5" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="cannot be used"):
        run(news, out=tmp_path / "out")
    assert path.read_bytes()[4096:-4096] == data[4096:-4096]
    assert len(endpoint.calls) == 12


def test_a_ledger_of_another_version_is_left_alone(endpoint, news, tmp_path):
    """The message says which version it has."""
    done = run(news, out=tmp_path / "out")
    edit(done.folder, "PRAGMA user_version = 99")
    with pytest.raises(LedgerError, match="version 99"):
        run(news, out=tmp_path / "out")
    assert len(endpoint.calls) == 12


def test_a_document_has_a_deadline_of_asking(endpoint, news, tmp_path):
    """One that takes longer fails; the time that a request is held back does not count."""
    endpoint.break_with([Status(429, headers={"Retry-After": "1"})], {3: [Hang(5)]})
    done = run(news, out=tmp_path / "out", deadline=0.8)
    assert done.standing.causes == {("failed", "deadline"): 1}
    assert done.rows[3]["error"]["cause"] == "deadline"


def test_ctrl_c_finishes_what_is_in_hand(endpoint, tmp_path):
    """Exit code 130; the rest waits for the same command."""
    endpoint.latency = 0.05
    source = write_input(tmp_path / "in.jsonl", range(60))
    interrupted = itertools.count()

    def interrupt_once(live):
        if live.counts.ok and not next(interrupted):
            os.kill(os.getpid(), signal.SIGINT)

    stopped = run(source, out=tmp_path / "out", concurrency=2, watch=interrupt_once)
    assert stopped.code == 130
    states = stopped.standing.states
    assert set(states) == {"ok", "pending"}
    assert len(endpoint.calls) == states["ok"]
    assert run(source, out=tmp_path / "out").standing.states == {"ok": 60}
    assert len(endpoint.calls) == 60


def test_ctrl_c_twice_lets_go_of_what_is_in_hand(endpoint, tmp_path):
    """Nobody died of it: the documents wait without a mark."""
    endpoint.latency = 5
    source = write_input(tmp_path / "in.jsonl", range(4))
    stopped = run(
        source,
        out=tmp_path / "out",
        watch=lambda _: os.kill(os.getpid(), signal.SIGINT),
    )
    assert stopped.code == 130
    assert stopped.standing.states == {"pending": 4}
    assert query(stopped.folder, "SELECT max(deaths) FROM item") == [(0,)]
    endpoint.latency = 0
    assert run(source, out=tmp_path / "out").code == 0


def test_an_unreadable_answer_is_a_failure_of_its_document(endpoint, news, tmp_path):
    """It was asked again once, shorter; both answers were paid and counted."""
    endpoint.break_with([], {4: [NullContent(), NullContent()]})
    done = run(news, out=tmp_path / "out")
    assert done.rows[4]["error"]["cause"] == "invalid answer"
    assert done.standing.tokens[2] == 7 * (11 + 2)


def test_a_partial_export_has_what_is_finished(endpoint, news, tmp_path):
    """Without --partial an unfinished job is not exported."""
    endpoint.always = Status(401)
    stopped = run(news, out=tmp_path / "out")
    connection = connect_reading(stopped.folder / "ledger.db")
    with pytest.raises(LedgerError, match="12 documents still wait"):
        export(connection, stopped.folder, "jsonl")
    export(connection, stopped.folder, "jsonl", partial=True)
    connection.close()
    assert stopped.rows == []
    assert json.loads((stopped.folder / "manifest.json").read_text())["partial"] is True
