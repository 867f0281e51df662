"""What can be seen of a run while it goes on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from summarizer.batch.limits import Limits
from summarizer.batch.source import Input
from summarizer.model.profile import Profile


@dataclass
class Counts:
    """What this run has done so far.

    Attributes:
        listed: Rows of the input that were read, from the first run on.
        all_listed: Whether these are all.
        before: Items that earlier runs finished.
        ok: Items with a result.
        failed: Items without one.
        in_hand: Items that are being worked on.
        input_tokens: Tokens in.
        output_tokens: Tokens out.
    """

    listed: int = 0
    all_listed: bool = False
    before: int = 0
    ok: int = 0
    failed: int = 0
    in_hand: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    started: float = field(default_factory=time.monotonic)


@dataclass
class Live:
    """What can be seen of a run while it goes on.

    Attributes:
        counts: What it has done.
        limits: What holds it back.
        inputs: What it reads.
        profile: Of the model.
        interrupted: Whether somebody asked it to end.
    """

    counts: Counts
    limits: Limits
    inputs: Sequence[Input]
    profile: Profile
    interrupted: bool = False

    def left(self) -> float | None:
        """Estimate how many seconds are left; None where nobody can tell yet."""
        counts = self.counts
        read, size = sum(each.read for each in self.inputs), sum(each.size for each in self.inputs)
        done = counts.ok + counts.failed
        if not done or not size or not read or not counts.listed:
            return None
        expected = counts.listed if counts.all_listed else counts.listed * size / read
        remaining = max(0.0, expected - counts.before - done)
        return remaining * (time.monotonic() - counts.started) / done

    def note(self) -> dict[str, Any]:
        """Return it as it is kept in the ledger, for `status` in another terminal."""
        return {
            "listed": self.counts.listed,
            "before": self.counts.before,
            "ok": self.counts.ok,
            "failed": self.counts.failed,
            "in_hand": self.counts.in_hand,
            "in_flight": self.limits.window.in_flight,
            "window": self.limits.window.size,
            "waiting": self.limits.pause.reason,
        }
