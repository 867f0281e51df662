"""When the next request may be sent: what the endpoint asked for, and what its failures advise.

A wait that the endpoint asks of one request holds for all. Failures in a row, with no answer in
between, open the circuit: a pause, then one request at a time, twice the pause if that fails too.
"""

from __future__ import annotations

import time

from summarizer.batch.stopping import Stopping

FAILURES = 8
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0


class Pause:
    """A common waiting time.

    Attributes:
        reason: Why, in words, while there is one.
        failing_since: When the failures that no answer has ended began, on the monotonic clock.
        heard: Whether the endpoint has answered anything at all.
        obeyed: The longest wait that it has asked for since its last answer, which is no outage.
    """

    def __init__(self, stopping: Stopping) -> None:
        self._stopping = stopping
        self._until = 0.0
        self._reason = ""
        self._failures = 0
        self._next = FIRST_PAUSE
        self.failing_since: float | None = None
        self.heard = False
        self.obeyed = 0.0

    @property
    def reason(self) -> str:
        """Why nothing is sent, or an empty string."""
        left = self.left
        return f"{self._reason} ({left:.0f} s)" if left else ""

    @property
    def left(self) -> float:
        """Seconds that are left of it."""
        return max(0.0, self._until - time.monotonic())

    async def over(self) -> None:
        """Return when requests may be sent.

        Raises:
            GivenBackError: The run stops.
        """
        while left := self.left:
            await self._stopping.sleep(left)
        self._stopping.check()

    def ask(self, seconds: float, reason: str) -> None:
        """Let nothing be sent for some seconds from now."""
        until = time.monotonic() + seconds
        if until > self._until:
            self._until, self._reason = until, reason

    def answered(self) -> None:
        """Note that the endpoint works."""
        self._failures = 0
        self._next = FIRST_PAUSE
        self.failing_since = None
        self.obeyed = 0.0
        self.heard = True

    def unanswered(self) -> None:
        """Note that an answer did not come, whatever came instead."""
        self.failing_since = self.failing_since or time.monotonic()

    def failed(self) -> bool:
        """Note that the endpoint failed; return True where that opens the circuit."""
        self._failures += 1
        if self._failures < FAILURES or self.left:
            return False
        self.ask(self._next, "the endpoint fails")
        self._next = min(2 * self._next, LONGEST_PAUSE)
        return True
