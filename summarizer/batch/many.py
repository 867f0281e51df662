"""Many documents as a library: an iterator of what became of each, with no ledger and no folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from pydantic import BaseModel

from summarizer.batch.limits import Limits
from summarizer.batch.record import Record
from summarizer.batch.stopping import GivenBackError, Stopping
from summarizer.batch.window import Window
from summarizer.document import Document
from summarizer.errors import ConfigError, SummarizerError
from summarizer.model.client import DEFAULT_TIMEOUT, Client
from summarizer.model.connect import connect
from summarizer.schemas.press_release import PressRelease
from summarizer.summarize import run
from summarizer.summary import Summary
from summarizer.task import Task, load_task

T = TypeVar("T", bound=BaseModel)
Documents = Iterable[str | Document] | AsyncIterable[str | Document]


@dataclass(frozen=True)
class Failure:
    """A document that has no summary.

    Attributes:
        document: The document, or its text where that is none.
        error: Why.
    """

    document: str | Document
    error: SummarizerError


@dataclass(frozen=True)
class _End:
    """Nothing more will come, or the documents could not be read any further."""

    error: BaseException | None


@overload
def asummarize_many(
    documents: Documents, *, model: str | Client | None = ..., concurrency: int | None = ...
) -> AsyncIterator[Summary[PressRelease] | Failure]: ...
@overload
def asummarize_many(
    documents: Documents,
    *,
    schema: type[T],
    model: str | Client | None = ...,
    concurrency: int | None = ...,
) -> AsyncIterator[Summary[T] | Failure]: ...
@overload
def asummarize_many(
    documents: Documents,
    task: Task[T],
    *,
    model: str | Client | None = ...,
    concurrency: int | None = ...,
) -> AsyncIterator[Summary[T] | Failure]: ...
@overload
def asummarize_many(
    documents: Documents,
    task: str | Task[Any] = ...,
    *,
    schema: type[Any] | None = ...,
    model: str | Client | None = ...,
    concurrency: int | None = ...,
) -> AsyncIterator[Summary[Any] | Failure]: ...
async def asummarize_many(
    documents: Documents,
    task: str | Task[Any] = "press_release",
    *,
    schema: type[Any] | None = None,
    model: str | Client | None = None,
    concurrency: int | None = None,
) -> AsyncIterator[Any]:
    """Summarize documents as they come, and yield what became of each as it is finished.

    No more documents are taken than are being worked on and waited for: memory does not grow with
    their number, and a slow reader slows the asking. Limits are those of a job: a wait that the
    endpoint asks for holds for all, and the number in flight is found by trying.

    Args:
        documents: Any iterable, asynchronous or not, of documents or texts.
        task: A task, or its name.
        schema: Any pydantic model, instead of a task.
        model: As for `Summarizer`.
        concurrency: The most documents in hand; default: that of the model's profile.

    Yields:
        A summary, or a failure with its error; in the order in which they are finished.

    Raises:
        ConfigError: The task or the model cannot be used.
    """
    chosen = Task.for_schema(schema) if schema else task
    chosen = chosen if isinstance(chosen, Task) else load_task(chosen)
    client = model if isinstance(model, Client) else await asyncio.to_thread(_connected, model)
    if concurrency is not None and concurrency < 1:
        raise ConfigError(f"concurrency is {concurrency}.", hint="One document at least.")
    window = Window(concurrency or client.profile.concurrency)
    try:
        async for outcome in _Many(chosen, client, Limits(Stopping(), window)).outcomes(documents):
            yield outcome
    finally:
        if client is not model:
            await client.aclose()


class _Many(Generic[T]):
    """Workers between two bounded queues."""

    def __init__(self, task: Task[T], client: Client, limits: Limits) -> None:
        self._task = task
        self._client = client
        self._limits = limits
        self._given: asyncio.Queue[str | Document] = asyncio.Queue(1)
        self._done: asyncio.Queue[Summary[T] | Failure | _End] = asyncio.Queue(1)

    async def outcomes(self, documents: Documents) -> AsyncIterator[Summary[T] | Failure]:
        """Yield what becomes of documents; closing the iterator ends the work."""
        ceiling = self._limits.window.ceiling
        tasks = [asyncio.create_task(self._worker(index)) for index in range(ceiling)]
        tasks.append(asyncio.create_task(self._feed(documents)))
        try:
            while not isinstance(outcome := await self._done.get(), _End):
                yield outcome
        finally:
            for each in tasks:
                each.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if outcome.error:
            raise outcome.error

    async def _feed(self, documents: Documents) -> None:
        """Hand out all documents, and wait until the last one is done."""
        error: BaseException | None = None
        try:
            if isinstance(documents, AsyncIterable):
                async for document in documents:
                    await self._given.put(document)
            else:
                for document in documents:
                    await self._given.put(document)
        except BaseException as failure:  # the caller's own; raised where it is awaited
            this = asyncio.current_task()
            if this and this.cancelling():
                raise
            error = failure
        await self._given.join()
        await self._done.put(_End(error))

    async def _worker(self, index: int) -> None:
        while True:
            await self._limits.window.wanted(index)
            document = await self._given.get()
            await self._done.put(await self._outcome(document))
            self._given.task_done()

    async def _outcome(self, given: str | Document) -> Summary[T] | Failure:
        client = self._client.through(Record(self._limits))
        try:
            document = given if isinstance(given, Document) else Document.from_text(given)
            return await run(self._task, client, document)
        except GivenBackError as error:
            return Failure(given, self._limits.stopping.cause or error)
        except SummarizerError as error:
            return Failure(given, error)
        except Exception as error:  # noqa: BLE001 - one document must not end the others
            return Failure(given, SummarizerError(f"a defect: {type(error).__name__}: {error}."))


def _connected(model: str | None) -> Client:
    return connect(model, DEFAULT_TIMEOUT, lambda _: None)
