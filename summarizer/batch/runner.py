"""The work of a run: a reader lists, a feeder hands out, workers ask and write down.

Everything between them is bounded, so a job of a million documents takes the memory of a small one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from functools import partial

from summarizer.batch import claims, results
from summarizer.batch.claims import DEATHS, Attempt, Item
from summarizer.batch.failpoint import failpoint
from summarizer.batch.ledger import Ledger
from summarizer.batch.limits import Limits
from summarizer.batch.live import Counts
from summarizer.batch.making import Maker, WorkerDiedError
from summarizer.batch.recall import Recall
from summarizer.batch.record import Record
from summarizer.batch.stopping import GivenBackError
from summarizer.document import Document
from summarizer.errors import (
    AuthenticationFailedError,
    BatchStoppedError,
    ConfigError,
    ModelNotFoundError,
    RateLimitedError,
    RequestRejectedError,
    SummarizerError,
)

REST = 0.05
SAME_REFUSALS = 20
# With these every further document would fail the same way.
_HOPELESS = (
    ConfigError,
    AuthenticationFailedError,
    ModelNotFoundError,
    RateLimitedError,
    BatchStoppedError,
)


class Runner:
    """One run of a job.

    Attributes:
        counts: What it has done so far.
    """

    def __init__(
        self,
        ledger: Ledger,
        run_id: int,
        maker: Maker,
        limits: Limits,
        *,
        deadline: float,
    ) -> None:
        """Prepare a run.

        Args:
            ledger: Where all is written down.
            run_id: What the ledger calls this run.
            maker: Makes the results.
            limits: What may be sent.
            deadline: Seconds of asking that one document may take.
        """
        self.counts = Counts()
        self._ledger = ledger
        self._run_id = run_id
        self._maker = maker
        self._limits = limits
        self._stopping = limits.stopping
        self._deadline = deadline
        self._listed = asyncio.Event()
        self._queue: asyncio.Queue[Item] = asyncio.Queue(2 * limits.window.ceiling)
        self._same_refusals = 0

    async def work(self, read: Callable[[], None]) -> None:
        """Work until everything is done, or the run stops.

        Args:
            read: Lists the input, in a thread of its own.
        """
        async with asyncio.TaskGroup() as group:
            reader = group.create_task(self._read(read))
            workers = [
                group.create_task(self._worker(index))
                for index in range(self._limits.window.ceiling)
            ]
            await self._feed()
            await self._queue.join()
            for worker in workers:
                worker.cancel()
            await reader

    async def _read(self, read: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(read)
        except SummarizerError as error:
            self._stopping.because(error)
        except OSError as error:
            hint = "Run the same command again when it can be."
            self._stopping.because(
                BatchStoppedError(f"the input cannot be read: {error}.", hint=hint)
            )
        finally:
            self.counts.all_listed = not self._stopping.draining
            self._listed.set()

    async def _feed(self) -> None:
        """Hand out what waits, those that a process died with after all others."""
        for deaths in range(DEATHS):
            await self._queue.join()  # a worker may die with what is in hand
            after = 0
            while not self._stopping.draining:
                all_listed = self._listed.is_set()
                count = self._queue.maxsize
                items = await self._next(deaths, after, count)
                for item in items:
                    await self._hand_out(item, alone=deaths == DEATHS - 1)
                    after = item.seq
                if not items and all_listed:
                    break
                if not items:
                    await asyncio.sleep(REST)

    async def _next(self, deaths: int, after: int, count: int) -> list[Item]:
        look = partial(claims.next_items, deaths=deaths, after=after, count=count)
        try:
            return await self._ledger.do(look)
        except SummarizerError as error:
            self._stopping.because(error)
            return []

    async def _hand_out(self, item: Item, *, alone: bool) -> None:
        if alone:
            await self._queue.join()
        await self._queue.put(item)

    async def _worker(self, index: int) -> None:
        while True:
            await self._limits.window.wanted(index)
            item = await self._queue.get()
            try:
                if not self._stopping.draining:
                    await self._process(item)
            except SummarizerError as error:  # the ledger cannot be written
                self._stopping.because(error)
            finally:
                self._queue.task_done()

    async def _process(self, item: Item) -> None:
        """Bring one item to its end: a result, a failure, or back for another run."""
        before, kept = await self._ledger.do(partial(claims.take, item=item.id))
        failpoint(f"in-hand {item.name}")
        self.counts.in_hand += 1
        started = time.monotonic()
        intend = partial(self._intend, item.id)
        record = Record(self._limits, before=before, recall=Recall(kept), intend=intend)
        try:
            work = await self._outcome(item, record, started)
        except asyncio.CancelledError:  # let go of by a second Ctrl-C, with what it was answered
            self._ledger.submit(partial(claims.give_back, item=item.id, attempts=record.answered))
            raise
        finally:
            self.counts.in_hand -= 1
        try:
            await self._ledger.do(work)
        except SummarizerError:
            raise
        except Exception as error:  # noqa: BLE001 - what cannot be written costs one document, too
            message = f"a defect of summarizer itself: {type(error).__name__}."
            work = partial(results.fail, item=item.id, cause="defect", message=message, attempts=())
            await self._ledger.do(work)
        self.counts.ok += work.func is results.finish
        self.counts.failed += work.func is results.fail

    async def _outcome(self, item: Item, record: Record, started: float) -> partial[None]:
        """Ask about an item, and return what is to be written of it."""
        document = Document(item.name, item.text)
        try:
            await self._maker.ready()
            async with asyncio.timeout(self._deadline) as deadline:
                record.deadline = deadline
                made = await self._maker.make(document, record)
        except GivenBackError:
            return partial(claims.give_back, item=item.id, attempts=record.answered)
        except WorkerDiedError:
            return partial(claims.count_death, item=item.id, attempts=record.answered)
        except _HOPELESS as error:
            self._stopping.because(error)
            return partial(claims.give_back, item=item.id, attempts=record.answered)
        except TimeoutError:
            message = f"not finished within {self._deadline:g} s of asking."
            return self._failed(item, "deadline", message, record)
        except SummarizerError as error:
            self._watch_refusals(error)
            return self._failed(item, error.kind, error.message, record)
        except Exception as error:  # noqa: BLE001 - a defect of ours costs one document, not a night
            message = f"a defect of summarizer itself: {type(error).__name__}: {error}."
            return self._failed(item, "defect", message, record)
        self._same_refusals = 0
        self._count(*made.tokens)
        return partial(
            results.finish,
            item=item.id,
            kept=made.kept,
            reasons=made.reasons,
            seconds=round(time.monotonic() - started, 3),
            attempts=record.answered,
        )

    @staticmethod
    def _failed(item: Item, cause: str, message: str, record: Record) -> partial[None]:
        return partial(
            results.fail, item=item.id, cause=cause, message=message, attempts=record.answered
        )

    def _watch_refusals(self, error: SummarizerError) -> None:
        """Stop where request after request is refused: then it is not the documents."""
        refused = isinstance(error, RequestRejectedError)
        self._same_refusals = self._same_refusals + 1 if refused else 0
        if self._same_refusals >= SAME_REFUSALS:
            self._stopping.because(
                BatchStoppedError(
                    f"{SAME_REFUSALS} requests in a row were refused, at last: {error.message}",
                    hint="`summarizer doctor` tells what the endpoint supports; "
                    "`summarizer batch retry --failed` asks again for these documents.",
                )
            )

    def _count(self, input_tokens: int, output_tokens: int) -> None:
        self.counts.input_tokens += input_tokens
        self.counts.output_tokens += output_tokens

    async def _intend(self, item: int, intent: Attempt | None, answered: Sequence[Attempt]) -> None:
        work = partial(
            claims.intend, run=self._run_id, item=item, attempt=intent, answered=answered
        )
        await self._ledger.do(work)
