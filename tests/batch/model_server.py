"""A model on the loopback that answers each document in its own way, and keeps its own count.

    with ModelServer(first=[Status(429)], faults={3: [Drop()]}) as server: ...

answers the first call of all with 429 and the first about document 3 with a closed connection.
"""

import re
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fake_endpoint import USAGE, Answer, Call, FakeEndpoint, Reply, Wire

NUMBER = re.compile(r"hired (\d+) people")


def text(number: int) -> str:
    """Return the document of a number."""
    return f"BOSTON, March 3, 2025 – Acme Corp. said that it hired {number} people at 3 sites."


@dataclass(frozen=True)
class _Counted:
    """A reply that the server knows to be under way."""

    reply: Reply

    def send(self, wire: Wire) -> None:
        server = wire.endpoint
        assert isinstance(server, ModelServer)
        server.begin()
        try:
            server.closing.wait(server.latency)
            self.reply.send(wire)
        finally:
            server.end()


class ModelServer(FakeEndpoint):
    """Answers what a document says, unless a fault comes first.

    Attributes:
        latency: Seconds that each reply takes.
        arrivals: When each call came, on the monotonic clock.
        billed: Tokens of the answers that were sent.
        busiest: The most calls that were under way at a time.
    """

    def __init__(
        self,
        first: Sequence[Reply] = (),
        faults: Mapping[int, Sequence[Reply]] | None = None,
        latency: float = 0.0,
    ) -> None:
        super().__init__()
        self.latency = latency
        self.arrivals: list[float] = []
        self.billed = 0
        self.busiest = 0
        self.asked: dict[int, int] = defaultdict(int)
        self.always: Reply | None = None
        self._under_way = 0
        self._counting = threading.Lock()
        self.break_with(first, faults or {})

    def break_with(self, first: Sequence[Reply], faults: Mapping[int, Sequence[Reply]]) -> None:
        """Say what goes wrong from now on, first of all, and with certain documents."""
        self._first = list(first)
        self._faults = {number: list(replies) for number, replies in faults.items()}

    def next_reply(self, call: Call) -> Reply:
        """Note a call and return what it is answered with."""
        with self._counting:
            self.calls.append(call)
            self.arrivals.append(time.monotonic())
            number = int(NUMBER.search(str(call.body["messages"]))[1])
            self.asked[number] += 1
            return _Counted(self._reply(number))

    def _reply(self, number: int) -> Reply:
        if self.always:
            return self.always
        if self._first:
            return self._first.pop(0)
        if self._faults.get(number):
            return self._faults[number].pop(0)
        self.billed += USAGE["total_tokens"]
        return Answer({"sentence": 1, "company": "Acme Corp.", "hired": number})

    def begin(self) -> None:
        """Count a call that is under way."""
        with self._counting:
            self._under_way += 1
            self.busiest = max(self.busiest, self._under_way)

    def end(self) -> None:
        """Count a call that is over."""
        with self._counting:
            self._under_way -= 1
