"""How many requests are in flight: as many as the endpoint takes, found by trying.

Additive increase, multiplicative decrease, as TCP does it (RFC 5681): the window doubles each round
trip until the first refusal, then grows by one a round trip; a refusal costs 30 % of it, once a
round trip. A server that queues instead of refusing shows by its latency that more is too many.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque

START = 8
DECREASE = 0.7
# What takes this many times what it took when few were in flight, on average, stood in a queue.
# Averages are compared, since answers differ in length, and so does their time.
QUEUEING = 2.0
LEARNED = 2 * START  # answers from which the usual latency is learned
_SMOOTHING = 0.1
_FORGETTING = (
    1.001  # the usual latency creeps up: a server that got slower is not punished for ever
)


class Window:
    """Places for requests; whoever finds none waits in line.

    Attributes:
        ceiling: The most places there will ever be.
        in_flight: How many are taken.
    """

    def __init__(self, ceiling: int, start: int = START) -> None:
        self.ceiling = ceiling
        self.in_flight = 0
        self._size = float(min(start, ceiling))
        self._slow_start = True
        self._last_cut = -math.inf
        self._learned = 0
        self._usual = 0.0
        self._average = 0.0
        self._line: deque[asyncio.Future[None]] = deque()
        self._idle: deque[asyncio.Future[None]] = deque()

    @property
    def size(self) -> int:
        """How many places there are."""
        return int(self._size)

    @property
    def full(self) -> bool:
        """Whether whoever comes now has to wait."""
        return bool(self._line) or self.in_flight >= self.size

    async def enter(self) -> None:
        """Take a place, in the order of arrival."""
        if not self.full:
            self.in_flight += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._line.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()  # the place was given in the very moment of giving up
            raise

    def leave(self) -> None:
        """Give a place back."""
        self.in_flight -= 1
        self._admit()

    async def wanted(self, index: int) -> None:
        """Return when the window has room for a worker of this index, from 0."""
        while index >= self.size:
            more = asyncio.get_running_loop().create_future()
            self._idle.append(more)
            await more

    def answered(self, latency: float) -> None:
        """Learn from an answer that took `latency` seconds."""
        if self._learned < LEARNED:
            self._learned += 1
            self._usual += (latency - self._usual) / self._learned
            self._average = self._usual
        else:
            self._usual *= _FORGETTING
            self._average += _SMOOTHING * (min(latency, 4 * self._usual) - self._average)
        if self._average > QUEUEING * self._usual:
            self._slow_start = False
            return
        if self.in_flight + 1 < self.size:
            return  # nobody waits for more
        self._resize(self._size + (1.0 if self._slow_start else 1.0 / self._size))

    def refused(self, sent: float, now: float) -> None:
        """Learn from a refusal of a request sent at `sent`; both times are of one clock."""
        if sent <= self._last_cut:
            return  # this request belongs to the round trip that was already answered for
        self._last_cut = now
        self._slow_start = False
        self._resize(self._size * DECREASE)

    def collapse(self) -> None:
        """Go back to one place, after which it grows quickly: the endpoint is down."""
        self._slow_start = True
        self._resize(1.0)

    def _resize(self, size: float) -> None:
        self._size = min(max(size, 1.0), float(self.ceiling))
        self._admit()
        if self._idle:
            for waiting in self._idle:
                if not waiting.done():
                    waiting.set_result(None)
            self._idle.clear()

    def _admit(self) -> None:
        while self._line and self.in_flight < self.size:
            turn = self._line.popleft()
            if not turn.done():
                self.in_flight += 1
                turn.set_result(None)
