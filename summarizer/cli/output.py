"""Where words go: results to stdout, the rest to stderr, and nothing that drives a terminal."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from summarizer.summarize import Step

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Make text of a document or a model safe to show: no control codes, no change of direction."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def complain(message: str) -> None:
    """Write one message to stderr."""
    to_stderr(printable(f"summarizer: {message}"))


def to_stderr(line: str) -> None:
    """Write a line to stderr; where nobody reads it any more, the work goes on all the same."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.stderr = _Nobody()


class _Nobody(io.TextIOBase):
    """What takes words that nobody reads."""

    def write(self, words: str) -> int:
        return len(words)


@contextmanager
def steps() -> Iterator[Step]:
    """Show the step in hand beside a spinner while a terminal watches stderr; else say nothing."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("starting") as status:
        yield lambda words: status.update(printable(words).replace("[", r"\["))
