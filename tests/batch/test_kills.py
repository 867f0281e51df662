"""A real process, killed at each named point, and the same command again.

Whatever the point, the output has the bytes of a run without a kill, and the server's own count of
calls fits the ledger's.
"""

import os
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest
from fake_endpoint import Answer, Refusal
from jobs import check_books, of_two_questions, output, query, run, write_input

from summarizer.batch import claims
from summarizer.batch.failpoint import VARIABLE
from summarizer.batch.ledger import Ledger
from summarizer.batch.schema import NAME, connect

pytestmark = pytest.mark.slow

WINDOW = 4
POINTS = [
    "before-intent:5",
    "after-intent:5",
    "after-response:1",
    "after-response:5",
    "in-result:5",
    "in-commit:3",
    "in-commit:9",
    "before-commit:9",
    "after-commit:9",
    "in-export:1",
    "before-rename:1",
    "after-rename:1",
    "before-rename:2",
    "after-rename:2",
]


def _child(names: list[Path], out: Path, environment: dict[str, str]) -> None:
    os.environ.update(environment)
    run(*names, out=out, concurrency=WINDOW)


SPLIT_POINTS = [
    ("before-intent:6", 1),
    ("after-intent:6", 1),
    ("after-intent:6", 2),
    ("after-response:6", 1),
    ("in-result:3", 1),
    ("in-commit:9", 1),
    ("before-commit:15", 1),
    ("after-commit:15", 1),
    ("after-commit:16", 2),
]


def _child_of_two_questions(names: list[Path], out: Path, environment: dict[str, str]) -> None:
    os.environ.update(environment)
    run(*names, out=out, concurrency=1, task=of_two_questions())


@pytest.fixture
def split(monkeypatch, tmp_path):
    """Have every question asked apart, in child processes too."""
    path = tmp_path / "profiles.toml"
    path.write_text('[scripted]\nask = "split"\n')
    monkeypatch.setenv("SUMMARIZER_PROFILES", str(path))
    return {"SUMMARIZER_PROFILES": str(path)}


@pytest.fixture
def killed(processes, endpoint):
    """Run a job in a process of its own that dies at a point; return its exit code."""

    def until(point, *names, out, work=_child, **more):
        environment = {VARIABLE: point, "OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": "none"}
        child = processes.Process(target=work, args=(names, out, environment | more))
        child.start()
        child.join(60)
        return child.exitcode

    return until


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_costs_nothing_but_what_was_in_flight(endpoint, killed, news, tmp_path, point):
    """The next run needs no repair by hand, and sends no more than the requests that were lost."""
    clean = output(run(news, out=tmp_path / "clean").folder)
    calls, billed = len(endpoint.calls), endpoint.billed
    endpoint.latency = 0.01
    out = tmp_path / "out"
    assert killed(point, news, out=out) == -signal.SIGKILL
    done = run(news, out=out)
    assert (done.code, done.standing.states) == (0, {"ok": 12})
    assert output(out) == clean
    assert [path.name for path in out.iterdir() if path.name.endswith(".tmp")] == []
    sent = len(endpoint.calls) - calls
    assert 12 <= sent <= 12 + WINDOW
    check_books(out, sent, endpoint.billed - billed, kills=1, window=WINDOW)


@pytest.mark.parametrize(("point", "workers"), SPLIT_POINTS)
def test_answered_questions_are_not_asked_again(  # noqa: PLR0917 - fixtures
    endpoint, killed, news, tmp_path, split, point, workers
):
    """A document of several questions goes on at the one that was in flight."""
    task = of_two_questions()
    clean = output(run(news, out=tmp_path / "clean", task=task).folder)
    calls, billed = len(endpoint.calls), endpoint.billed
    assert calls == 24
    endpoint.latency = 0.01
    out = tmp_path / "out"
    work = _child_of_two_questions
    assert killed(point, news, out=out, work=work, **split) == -signal.SIGKILL
    done = run(news, out=out, task=task, workers=workers)
    assert (done.code, done.standing.states) == (0, {"ok": 12})
    assert output(out) == clean
    sent = len(endpoint.calls) - calls
    assert 24 <= sent <= 25
    check_books(out, sent, endpoint.billed - billed, kills=1, window=1)
    assert query(out, "SELECT count(*) FROM answer") == [(0,)]


def _child_that_is_held_back(name: Path, out: Path, environment: dict[str, str]) -> None:
    os.environ.update(environment)
    run(name, out=out, task=of_two_questions(), requests_per_minute=1)


def test_what_was_answered_is_kept_while_the_next_question_is_held_back(
    processes, endpoint, tmp_path, split
):
    """A kill then costs nothing, for nothing is in flight."""
    source, out = write_input(tmp_path / "in.jsonl", range(1)), tmp_path / "out"
    environment = {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": "none"} | split
    child = processes.Process(target=_child_that_is_held_back, args=(source, out, environment))
    child.start()
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if endpoint.calls and query(out, "SELECT count(*) FROM answer") == [(1,)]:
            break
        time.sleep(0.05)
    child.kill()
    child.join()
    assert query(out, "SELECT status FROM attempt") == [("ok",)]
    assert run(source, out=out, task=of_two_questions()).standing.states == {"ok": 1}
    assert len(endpoint.calls) == 2


def test_an_answer_that_was_damaged_is_asked_for_again(endpoint, killed, news, tmp_path, split):
    """It costs one request, and no document."""
    task = of_two_questions()
    clean = output(run(news, out=tmp_path / "clean", task=task).folder)
    calls, out = len(endpoint.calls), tmp_path / "out"
    work = _child_of_two_questions
    assert killed("after-intent:6", news, out=out, work=work, **split) == -signal.SIGKILL
    with closing(connect(out / NAME)) as ledger:
        assert ledger.execute("UPDATE answer SET zlib = x'00'").rowcount == 1
    done = run(news, out=out, task=task)
    assert (done.code, done.standing.states) == (0, {"ok": 12})
    assert output(out) == clean
    assert len(endpoint.calls) - calls == 25


@pytest.mark.usefixtures("split")
def test_a_failed_document_is_asked_anew(endpoint, tmp_path):
    """Its old answers are what it failed with."""
    source = write_input(tmp_path / "in.jsonl", range(1))
    refused = [Answer({"sentence": 1, "company": "Acme Corp."}), Refusal("No.")]
    endpoint.break_with([], {0: refused})
    out, task = tmp_path / "out", of_two_questions()
    assert run(source, out=out, task=task).standing.states == {"failed": 1}
    with Ledger(out) as ledger:
        ledger.call(claims.retry_failed)
    assert run(source, out=out, task=task).standing.states == {"ok": 1}
    assert len(endpoint.calls) == 4


def test_a_document_that_kills_is_set_apart_after_three_deaths(endpoint, killed, tmp_path):
    """It goes last, then alone, so that it takes no other with it; `retry --failed` asks again."""
    source = write_input(tmp_path / "in.jsonl", range(8))
    out = tmp_path / "out"
    endpoint.latency = 0.01
    for deaths in range(1, 4):
        assert killed("in-hand doc-3:1", source, out=out) == -signal.SIGKILL
        [(counted,)] = query(out, "SELECT max(deaths) FROM item")
        assert counted == deaths - 1  # the next run counts the last death
    done = run(source, out=out)
    assert (done.code, done.standing.states) == (1, {"ok": 7, "quarantined": 1})
    assert "3 deaths" in done.rows[3]["error"]["message"]
    assert endpoint.asked[3] == 0
    with Ledger(out) as ledger:
        ledger.call(claims.retry_failed)
    assert run(source, out=out).standing.states == {"ok": 8}


def test_a_signal_to_stop_lets_a_child_end_in_good_order(processes, endpoint, tmp_path):
    """SIGTERM: what is in hand is finished, and no death is counted."""
    endpoint.latency = 0.2
    source = write_input(tmp_path / "in.jsonl", range(50))
    out = tmp_path / "out"
    environment = {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": "none"}
    child = processes.Process(target=_child, args=([source], out, environment))
    child.start()
    while not endpoint.calls:
        endpoint.closing.wait(0.05)
    child.terminate()
    child.join(30)
    assert child.exitcode == 0
    assert query(out, "SELECT exit FROM run") == [(130,)]
    assert query(out, "SELECT max(deaths), sum(state = 'running') FROM item") == [(0, 0)]
    endpoint.latency = 0
    assert run(source, out=out).standing.states == {"ok": 50}
    assert len(endpoint.calls) == 50


@pytest.mark.usefixtures("endpoint")
def test_the_ledger_knows_who_was_in_hand(tmp_path, news):
    """Deaths are counted for items in hand, not for those that waited."""
    out = run(news, out=tmp_path / "out").folder
    with Ledger(out) as ledger:
        ledger.call(lambda c: c.execute("UPDATE item SET state = 'pending'").rowcount)
        ledger.call(lambda c: claims.take(c, 3))
        recipe = ledger.call(claims.last_recipe)
        ledger.call(lambda c: claims.begin_run(c, recipe))
    assert query(out, "SELECT id FROM item WHERE deaths = 1") == [(3,)]
