"""What is shown of a job while it runs: how far, how fast, for how much, and why it waits."""

import json
import sys
import time
from dataclasses import dataclass

import pytest

from summarizer.batch.limits import Limits
from summarizer.batch.live import Counts, Live
from summarizer.batch.stopping import Stopping
from summarizer.batch.window import Window
from summarizer.cli import progress
from summarizer.cli.progress import line, watching
from summarizer.model.profile import Prices, Profile


@dataclass
class HalfRead:
    """An input of which half the bytes were read."""

    read: int = 500
    size: int = 1000


@pytest.fixture
def live():
    """A run that is two minutes old: 30 results and 10 failures, one request in flight."""
    counts = Counts(listed=100, ok=30, failed=10, input_tokens=3_000_000, output_tokens=1_000)
    counts.started = time.monotonic() - 120
    window = Window(8)
    window.in_flight = 1
    return Live(counts, Limits(Stopping(), window), [HalfRead()], Profile())


def test_the_line_tells_what_was_done_and_how_fast(live):
    """Done with those that failed; places used of those there are; documents a minute."""
    shown = line(live)
    assert shown.startswith("40 done, 10 failed, 1 of 8 in flight, 20.0 documents a minute")
    assert "3,001,000 tokens" in shown
    assert "cost" not in shown


def test_what_is_left_is_reckoned_from_the_share_of_the_input_that_was_read(live):
    """A hundred rows in half of the bytes are two hundred in all: 160 are left, at 20 a minute."""
    assert "about 8 min left" in line(live)
    live.counts.before = 100
    assert "about 3 min left" in line(live)
    live.counts.all_listed = True
    assert "about 0 min left" in line(live)


def test_nothing_is_said_of_the_end_where_nobody_can_tell(live):
    """Of standard input the size is not known."""
    live.inputs = [HalfRead(size=0)]
    assert "left" not in line(live)


def test_what_earlier_runs_did_is_told_apart(live):
    """After a kill, a run that begins again does not look as if all were lost."""
    live.counts.before = 1_200
    assert line(live).startswith("40 done and 1,200 before, 10 failed")


def test_the_cost_is_shown_where_the_model_has_prices(live):
    """Three million tokens in at 2, a thousand out at 10."""
    live.profile = Profile(prices=Prices(input=2, output=10))
    assert "cost 6.0100" in line(live)


def test_a_pause_is_explained(live):
    """Nobody has to guess why nothing moves."""
    live.limits.pause.ask(90, "the endpoint asks to wait")
    assert line(live).endswith("the endpoint asks to wait (90 s)")


def test_without_a_terminal_there_is_one_line_a_minute(live, monkeypatch, capsys):
    """A log of a night has some hundred lines of it, not some ten thousand."""
    clock = [1_000.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    live.counts.started = 1_000.0
    with watching(as_json=False) as (_, watch):
        for _ in range(150):
            clock[0] += 1
            watch(live)
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_log_json_writes_objects_that_programs_read(live, monkeypatch, capsys):
    """Events and progress alike, one object a line."""
    clock = [1_000.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    with watching(as_json=True) as (say, watch):
        say("a document “with” quotes\nand lines")
        clock[0] += 61
        watch(live)
    event, state = map(json.loads, capsys.readouterr().err.splitlines())
    assert event["message"] == "a document “with” quotes\nand lines"
    assert (state["ok"], state["failed"], state["in_flight"], state["waiting"]) == (30, 10, 1, "")


def test_on_a_terminal_the_line_is_kept_up_to_date(live, monkeypatch):
    """Words that look like markup are shown as they are."""
    shown = []
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr("rich.status.Status.update", lambda _, words, **__: shown.append(words))
    live.limits.pause.ask(90, "[bold]wait[/bold]")
    with watching(as_json=False) as (_, watch):
        watch(live)
        watch(live)
    assert len(shown) == 2
    assert r"\[bold]wait\[/bold]" in shown[0]
