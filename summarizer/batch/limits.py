"""The limits that all requests of a job share, and what each failure teaches them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from summarizer.batch.budget import Budget, Estimate, Used
from summarizer.batch.pace import Pace
from summarizer.batch.pause import Pause
from summarizer.batch.request_failure import RequestFailure
from summarizer.batch.stopping import GivenBackError, Stopping
from summarizer.batch.window import Window
from summarizer.errors import BatchStoppedError
from summarizer.model.profile import Prices
from summarizer.model.retry import Patience

# In a job a request is worth some waiting: nobody sits before the screen, and all was paid for.
PATIENCE = Patience(attempts=12, timeouts=3, waits=None, longest_wait=3600.0, at_gate=True)
OUTAGE = 1800.0  # seconds without one answer after which a run stops
_BUSY = frozenset({429, 503, 529})


@dataclass
class Ticket:
    """The right to send one request.

    Attributes:
        estimate: What was set aside for it.
        sent: When it was sent, on the monotonic clock.
        used: What it cost, once that is known.
    """

    estimate: Estimate
    sent: float = 0.0
    used: Used | None = None


@dataclass
class Limits:
    """What stands between a job and its endpoint.

    Attributes:
        stopping: Whether to go on.
        window: How many are in flight.
        requests: Requests a minute.
        tokens: Tokens a minute.
        money: The budget in money.
        volume: The budget in tokens.
        prices: Of the model.
    """

    stopping: Stopping
    window: Window
    requests: Pace = field(default_factory=lambda: Pace(None))
    tokens: Pace = field(default_factory=lambda: Pace(None))
    money: Budget = field(default_factory=lambda: Budget(None, "money"))
    volume: Budget = field(default_factory=lambda: Budget(None, "tokens"))
    prices: Prices | None = None

    def __post_init__(self) -> None:
        """Begin without a pause."""
        self.pause = Pause(self.stopping)
        self._settled = asyncio.Event()

    def holds(self, estimate: Estimate) -> bool:
        """Tell whether a request would have to wait now."""
        amounts = ((self.money, estimate.cost(self.prices)), (self.volume, estimate.total))
        waits = (self.pause.left, self.requests.left, self.tokens.left)
        return self.window.full or any(waits) or not all(b.fits(amount) for b, amount in amounts)

    @asynccontextmanager
    async def admitted(self, estimate: Estimate) -> AsyncIterator[Ticket]:
        """Wait until a request may be sent; its place and its money are given back at the end.

        Raises:
            GivenBackError: The run stops.
        """
        ticket = Ticket(estimate)
        await self._afford(estimate)
        try:
            turn = max(self.requests.book(1), self.tokens.book(estimate.total))
            if turn:
                await self.stopping.sleep(turn)
            await self._enter()
            try:
                yield ticket
            finally:
                self.window.leave()
        finally:
            self._settle(ticket)

    def answered(self, ticket: Ticket) -> None:
        """Learn from an answer."""
        self.pause.answered()
        self.window.answered(time.monotonic() - ticket.sent)

    def failed(self, ticket: Ticket, failure: RequestFailure) -> None:
        """Learn from a failure."""
        if failure.unbilled:  # endpoints bill answers
            self.pause.heard = self.pause.heard or failure.name not in {"connection", "timeout"}
            ticket.used = Used(0, 0, 0)
        if not failure.transient:
            if failure.status:
                self.pause.answered()  # it refuses this request, so it is there
            return
        now = time.monotonic()
        self.pause.unanswered()
        if failure.status in _BUSY or failure.timed_out:
            self.window.refused(ticket.sent, now)
        if failure.wait and failure.wait > PATIENCE.longest_wait:
            self.stopping.because(_too_long(failure.wait))
        elif failure.wait:
            self.pause.ask(failure.wait, "the endpoint asks to wait")
            self.pause.obeyed = max(self.pause.obeyed, failure.wait)
        elif failure.status != 429 and self.pause.failed():
            self.window.collapse()
            if failure.name == "connection" and not self.pause.heard:
                self.stopping.because(_nobody())
        self._stop_after_outage(now)

    async def _afford(self, estimate: Estimate) -> None:
        """Set aside the most that a request can cost, waiting for what is still unsettled."""
        amounts = (estimate.cost(self.prices), float(estimate.total))
        budgets = (self.money, self.volume)
        while True:
            self.stopping.check()
            short = [b for b, amount in zip(budgets, amounts, strict=True) if not b.fits(amount)]
            if not short:
                break
            if not short[0].unsettled:
                self.stopping.because(_spent(short[0]))
                raise GivenBackError
            self._settled.clear()
            await self._settled.wait()
        for budget, amount in zip(budgets, amounts, strict=True):
            budget.reserve(amount)

    async def _enter(self) -> None:
        """Take a place in the window at a time when nothing forbids to send."""
        while True:
            await self.pause.over()
            await self.window.enter()
            if not self.pause.left and not self.stopping.cause:
                return
            self.window.leave()

    def _settle(self, ticket: Ticket) -> None:
        estimate, used = ticket.estimate, ticket.used
        if not ticket.sent:
            used = Used(0, 0, 0)
        cost = estimate.cost(self.prices)
        if used is None:  # sent, and nobody knows: it counts in full
            self.money.settle(cost, cost)
            self.volume.settle(estimate.total, estimate.total)
        else:
            paid = self.prices.cost(used.input, used.cached, used.output) if self.prices else 0.0
            self.money.settle(cost, paid)
            self.volume.settle(estimate.total, used.total)
            self.tokens.correct(estimate.total, used.total)
        self._settled.set()

    def _stop_after_outage(self, now: float) -> None:
        since = self.pause.failing_since
        if since is not None and now - since > OUTAGE + self.pause.obeyed:
            self.stopping.because(
                BatchStoppedError(
                    f"the endpoint has answered nothing for {OUTAGE / 60:.0f} minutes.",
                    hint="Run the same command again when it works.",
                )
            )


def _too_long(wait: float) -> BatchStoppedError:
    return BatchStoppedError(
        f"the endpoint asks to wait {wait / 60:,.0f} minutes, longer than a run waits.",
        hint="Run the same command again then.",
    )


def _nobody() -> BatchStoppedError:
    return BatchStoppedError(
        "no connection to the endpoint, and there was none before in this run.",
        hint="Check OPENAI_BASE_URL and that the server runs; `summarizer doctor` tells.",
    )


def _spent(budget: Budget) -> BatchStoppedError:
    return BatchStoppedError(
        f"the budget of {budget.limit:g} ({budget.unit}) is used up: {budget.spent:g} are spent, "
        "and the next request could exceed it.",
        hint="Raise the limit, and run the same command again.",
    )
