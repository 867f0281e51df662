"""The gate of one document: each of its requests passes the job's limits and enters the ledger."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from openai.types.chat import ChatCompletion

from summarizer.batch.budget import Estimate, Used, Uses
from summarizer.batch.claims import Attempt
from summarizer.batch.failpoint import failpoint
from summarizer.batch.limits import PATIENCE, Limits
from summarizer.batch.recall import Recall, key_of
from summarizer.batch.request_failure import RequestFailure
from summarizer.batch.telemetry import observed
from summarizer.model.gate import Passage

Intend = Callable[[Attempt | None, Sequence[Attempt]], Awaitable[None]]


class Record:
    """The requests of one document.

    Attributes:
        answered: What came of requests, where the ledger does not know it yet.
        deadline: The document's time limit, which stands still while a request is held back.
        uses: What its answers cost.
        recalled: Answers of earlier runs.
    """

    patience = PATIENCE

    def __init__(
        self,
        limits: Limits,
        *,
        before: int = 0,
        recall: Recall | None = None,
        intend: Intend | None = None,
    ) -> None:
        """Begin the record of a document.

        Args:
            limits: Of the job.
            before: How many requests were sent for it in earlier runs.
            recall: The answers that are left of them.
            intend: Commits a request that is about to be sent, or none yet, and what came of
                others.
        """
        self.answered: list[Attempt] = []
        self._limits = limits
        self._n = before
        self.deadline: asyncio.Timeout | None = None
        self._intend = intend
        self.uses = Uses()
        self.recalled = recall or Recall()

    def recall(self, request: Mapping[str, Any]) -> ChatCompletion | None:
        """Return the answer to a request of an earlier run, if that run did not live to use it."""
        answer = self.recalled.take(request)
        if answer is not None:
            self.uses.add(answer.usage)
        return answer

    def passage(self, request: Mapping[str, Any]) -> AbstractAsyncContextManager[Passage]:
        """Hold a request until it may be sent, and record it before and after.

        Raises:
            GivenBackError: The run stops.
        """
        return self.admitted(Estimate.of(request), request, key_of(request))

    @asynccontextmanager
    async def admitted(
        self, estimate: Estimate, request: Mapping[str, Any], key: bytes
    ) -> AsyncIterator[Passage]:
        """Let a request pass of which no more is known here than its size, model and key.

        Raises:
            GivenBackError: The run stops.
        """
        left = self._hold()
        if self.answered and self._limits.holds(estimate):
            await self._write(None)  # the wait may be long, and what was paid for is safe then
        async with self._limits.admitted(estimate) as ticket:
            self._n += 1
            intent = Attempt(self._n, (estimate.input, estimate.output))
            failpoint("before-intent")
            await self._write(intent)
            failpoint("after-intent")
            try:
                await self._limits.pause.over()  # somebody may have been told to wait meanwhile
            except BaseException:
                self._note(intent, Used(0, 0, 0), "not sent")
                raise
            self._go_on(left)
            passage = Passage()
            ticket.sent = time.monotonic()
            try:
                with observed(request, passage):
                    yield passage
            except BaseException as error:
                failure = RequestFailure.of(error)
                self._limits.failed(ticket, failure)
                self._note(intent, ticket.used, failure.name, failure.detail)
                raise
            failpoint("after-response")
            ticket.used = self.uses.add(passage.usage)
            self._limits.answered(ticket)
            answer = (key, passage.answer) if passage.answer else None
            self._note(intent, ticket.used, "ok", answer=answer)

    async def _write(self, intent: Attempt | None) -> None:
        if self._intend:
            noted, self.answered = self.answered, []
            await self._intend(intent, noted)

    def _note(
        self,
        intent: Attempt,
        used: Used | None,
        status: str,
        detail: str = "",
        answer: tuple[bytes, ChatCompletion] | None = None,
    ) -> None:
        counts = (used.input, used.cached, used.output) if used else None
        self.answered.append(Attempt(intent.n, intent.reserved, status, counts, detail, answer))

    def _hold(self) -> float | None:
        """Stop the clock of the deadline; return how many seconds it has left."""
        if self.deadline is None or (when := self.deadline.when()) is None:
            return None
        self.deadline.reschedule(None)
        return when - asyncio.get_running_loop().time()

    def _go_on(self, left: float | None) -> None:
        if self.deadline is not None and left is not None:
            self.deadline.reschedule(asyncio.get_running_loop().time() + left)
