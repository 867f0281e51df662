"""So many a minute: requests or tokens, spread evenly, each in its turn."""

from __future__ import annotations

import time

BURST = 1.0  # seconds that may be caught up after a lull


class Pace:
    """A rate limit: the generic cell rate algorithm (ITU-T I.371), in virtual time.

    Args:
        per_minute: How many; None for no limit.
    """

    def __init__(self, per_minute: float | None) -> None:
        self._rate = per_minute / 60 if per_minute else None
        self._free = 0.0

    @property
    def left(self) -> float:
        """Seconds until the next turn."""
        return max(0.0, self._free - time.monotonic()) if self._rate else 0.0

    def book(self, amount: float) -> float:
        """Take a turn for an amount, and return in how many seconds it comes."""
        if self._rate is None:
            return 0.0
        now = time.monotonic()
        turn = max(self._free, now - BURST)
        self._free = turn + amount / self._rate
        return max(0.0, turn - now)

    def correct(self, booked: float, used: float) -> None:
        """Replace a booked amount by what was really used."""
        if self._rate is not None:
            self._free += (used - booked) / self._rate
