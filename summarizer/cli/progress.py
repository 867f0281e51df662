"""How far a job is: a live line on a terminal, one plain line a minute otherwise, or JSON Lines."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from summarizer.batch.job import Say, Watch
from summarizer.batch.live import Live
from summarizer.cli.output import complain, printable, to_stderr

A_MINUTE = 60.0


@contextmanager
def watching(*, as_json: bool) -> Iterator[tuple[Say, Watch]]:
    """Return what is told of events, and what is shown the run once a second."""
    console = Console(stderr=True)
    if as_json:
        yield _say_json, _Every(A_MINUTE, _show_json)
    elif console.is_terminal:
        with console.status("starting") as status:
            yield (
                lambda words: console.print(printable(words), markup=False, highlight=False),
                lambda live: status.update(printable(line(live)).replace("[", r"\[")),
            )
    else:
        yield complain, _Every(A_MINUTE, lambda live: complain(line(live)))


def line(live: Live) -> str:
    """Say on one line how far a run is, how fast, for how much, and why it waits."""
    counts, profile = live.counts, live.profile
    done = counts.ok + counts.failed
    minutes = (time.monotonic() - counts.started) / 60
    rate = done / minutes if minutes else 0.0
    parts = [
        f"{done:,} done" + (f" and {counts.before:,} before" if counts.before else ""),
        f"{counts.failed:,} failed",
        f"{live.limits.window.in_flight} of {live.limits.window.size} in flight",
        f"{rate:,.1f} documents a minute",
        f"{counts.input_tokens + counts.output_tokens:,} tokens",
    ]
    if profile.prices:
        cost = profile.prices.cost(counts.input_tokens, 0, counts.output_tokens)
        parts.append(f"cost {cost:,.4f}")
    if (left := live.left()) is not None:
        parts.append(f"about {_duration(left)} left")
    if reason := live.limits.pause.reason:
        parts.append(reason)
    return ", ".join(parts)


class _Every:
    """Calls a function at most once in so many seconds."""

    def __init__(self, seconds: float, show: Watch) -> None:
        self._seconds = seconds
        self._show = show
        self._last = time.monotonic()

    def __call__(self, live: Live) -> None:
        if time.monotonic() - self._last >= self._seconds:
            self._last = time.monotonic()
            self._show(live)


def _say_json(words: str) -> None:
    to_stderr(json.dumps({"time": time.time(), "message": words}))


def _show_json(live: Live) -> None:
    to_stderr(json.dumps({"time": time.time(), **live.note()}))


def _duration(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
