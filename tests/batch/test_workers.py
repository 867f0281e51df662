"""A job in several processes: the same output, the same limits, and nobody left behind."""

import multiprocessing
import os
import signal
import time
from functools import partial, partialmethod
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import anyio
import pytest
from fake_endpoint import USAGE, Refusal, Status
from jobs import check_books, exported, output, run, write_input
from pydantic import BaseModel

from summarizer.batch.job import Settings, run_job
from summarizer.errors import ConfigError
from summarizer.task import load_task

pytestmark = pytest.mark.slow


def parents():
    """The parent of each process that is alive."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(path.parent.name)] = int(fields[1])
    return parents


def children():
    """The processes that this one has started, directly or not, and that are alive."""
    found, known = set(), {os.getpid()}
    of = parents()
    while more := {child for child, parent in of.items() if parent in known} - found:
        found |= more
        known |= more
    return found


def test_the_output_is_that_of_one_process(endpoint, news, tmp_path):
    """Byte for byte, and the books balance."""
    clean = output(run(news, out=tmp_path / "clean").folder)
    before, billed = len(endpoint.calls), endpoint.billed
    done = run(news, out=tmp_path / "out", workers=2)
    assert done.code == 0
    assert output(done.folder) == clean
    assert len(endpoint.calls) - before == 12
    check_books(done.folder, 12, endpoint.billed - billed)


def test_limits_and_failures_hold_for_all_of_them(endpoint, news, tmp_path):
    """A wait holds for every process, the ceiling too, and a failure costs one document."""
    endpoint.latency = 0.02
    wait = Status(429, headers={"Retry-After": "1"})
    endpoint.break_with([], {5: [Refusal("No.")], 7: [wait]})  # when all have their connections
    done = run(news, out=tmp_path / "out", workers=2, concurrency=3)
    assert done.standing.states == {"ok": 11, "failed": 1}
    assert done.rows[5]["error"]["cause"] == "refused"
    assert endpoint.busiest <= 3
    told = next(n for n, call in enumerate(endpoint.calls) if "hired 7 " in str(call.body))
    at = endpoint.arrivals[told]
    assert [each for each in endpoint.arrivals if at + 0.3 < each < at + 1.0] == []
    check_books(done.folder, len(endpoint.calls), endpoint.billed + USAGE["total_tokens"])


def test_what_stops_a_run_stops_it_in_all_of_them(endpoint, news, tmp_path):
    """No document is blamed for a refused key."""
    endpoint.always = Status(401)
    stopped = run(news, out=tmp_path / "out", workers=2)
    assert (stopped.code, stopped.standing.states) == (4, {"pending": 12})
    assert "refused the key" in stopped.said[-1]


def test_a_document_has_its_deadline_there_too(endpoint, news, tmp_path):
    """Its request is let go of."""
    endpoint.latency = 5
    done = run(news, out=tmp_path / "out", workers=2, concurrency=2, deadline=0.3)
    assert done.standing.states == {"failed": 12}
    assert done.rows[0]["error"]["cause"] == "deadline"


class Killer:
    """Kills all workers whenever the endpoint was asked about something new."""

    def __init__(self, endpoint, kills):
        self.endpoint = endpoint
        self.kills = kills
        self.seen = 0

    def __call__(self, _):
        """Look, once a second. The server of forks is our child, workers are its children."""
        if len(self.endpoint.calls) > self.seen and self.kills:
            self.seen = len(self.endpoint.calls)
            self.kills -= 1
            direct = {child for child, parent in parents().items() if parent == os.getpid()}
            for worker in children() - direct:
                os.kill(worker, signal.SIGKILL)


def test_workers_that_die_are_replaced(endpoint, tmp_path):
    """The night goes on; what it had in hand is asked again, after all others."""
    source = write_input(tmp_path / "in.jsonl", range(4))
    endpoint.latency = 1.5
    killer = Killer(endpoint, kills=1)
    done = run(source, out=tmp_path / "out", workers=2, concurrency=4, watch=killer)
    assert killer.kills == 0
    assert (done.code, done.standing.states) == (0, {"ok": 4})
    # How many were in flight at the kill is the scheduler's choice; one was.
    assert 4 < len(endpoint.calls) <= 8
    check_books(done.folder, len(endpoint.calls), endpoint.billed, kills=1, window=4)
    assert output(done.folder) == output(run(source, out=tmp_path / "clean").folder)


def test_a_document_that_kills_three_workers_is_set_apart(endpoint, tmp_path):
    """Its run goes on to the end with all others."""
    source = write_input(tmp_path / "in.jsonl", range(1))
    endpoint.latency = 1.5
    killer = Killer(endpoint, kills=3)
    done = run(source, out=tmp_path / "out", workers=2, concurrency=4, watch=killer)
    assert (done.code, done.standing.states) == (1, {"quarantined": 1})
    assert len(endpoint.calls) == 3
    assert done.rows[0]["error"]["cause"] == "killed"


def test_where_every_worker_dies_the_run_stops(endpoint, tmp_path):
    """It can go on later; not every document of a night is set apart for want of memory."""
    source = write_input(tmp_path / "in.jsonl", range(9))
    endpoint.latency = 1.5
    killer = Killer(endpoint, kills=99)
    stopped = run(source, out=tmp_path / "out", workers=2, concurrency=1, watch=killer)
    assert stopped.code == 4
    assert "5 worker processes died" in stopped.said[-1]
    assert stopped.standing.states == {"pending": 9}
    endpoint.latency = 0
    assert run(source, out=tmp_path / "out", workers=2).standing.states == {"ok": 9}


@pytest.mark.usefixtures("endpoint")
def test_nobody_is_left_behind(news, tmp_path):
    """Workers end with their job."""
    run(news, out=tmp_path / "warm", workers=2)
    before = children()
    run(news, out=tmp_path / "out", workers=3)
    deadline = time.monotonic() + 5
    while children() - before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert children() - before == set()


@pytest.mark.usefixtures("endpoint")
def test_a_schema_that_no_other_process_can_know_is_a_usage_error(news, tmp_path):
    """It names the schema, and what to do."""

    class Local(BaseModel):
        company: str

    with pytest.raises(ConfigError, match="Local"):
        run(news, out=tmp_path / "out", schema=Local, workers=2)


@pytest.mark.usefixtures("endpoint")
def test_a_task_of_a_folder_is_read_again_in_each_process(news, tmp_path):
    """Its schema is a class of a file, which no import finds."""
    folder = tmp_path / "hires"
    folder.mkdir()
    (folder / "news.py").write_text(
        "from pydantic import BaseModel\n\n\nclass News(BaseModel):\n"
        "    company: str\n    hired: int | None = None\n"
    )
    (folder / "system.md").write_text("---\nschema: news.py:News\n---\nRead the news.\n")
    settings = Settings((str(news),), tmp_path / "out", workers=2)
    job = partial(run_job, load_task(folder), "scripted", settings, say=id, watch=id)
    assert anyio.run(job)[0] == 0
    assert [row["data"]["hired"] for row in exported(tmp_path / "out")] == list(range(12))


class OnlyOne:
    """Starts one process, then the system has no more."""

    def __init__(self, start):
        self.start = start
        self.left = 1

    def __call__(self, process):
        """Start one, as long as there is one left."""
        if not self.left:
            raise BlockingIOError("Resource temporarily unavailable")
        self.left -= 1
        return self.start(process)


@pytest.mark.usefixtures("endpoint")
def test_too_many_processes_are_a_usage_error(news, tmp_path, monkeypatch):
    """Those that were started are gone again."""
    only = OnlyOne(ForkServerProcess.start)
    monkeypatch.setattr(ForkServerProcess, "start", partialmethod(only))
    with pytest.raises(ConfigError, match="starts no more processes than 1"):
        run(news, out=tmp_path / "out", workers=3)
    deadline = time.monotonic() + 5
    while multiprocessing.active_children() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not multiprocessing.active_children()
