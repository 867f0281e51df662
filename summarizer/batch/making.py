"""Making the result of one document: asked, grounded and packed, here or in another process."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from summarizer.batch import results
from summarizer.batch.budget import Uses
from summarizer.batch.record import Record
from summarizer.batch.stopping import Stopping
from summarizer.document import Document
from summarizer.errors import SummarizerError
from summarizer.model.client import Client
from summarizer.model.gate import Gate
from summarizer.summarize import run
from summarizer.task import Task


class WorkerDiedError(Exception):
    """A worker process is gone, with all that it had in hand."""


class DefectError(SummarizerError):
    """A defect of ours, in a worker."""


@dataclass(frozen=True, slots=True)
class Made:
    """A result as the ledger keeps it.

    Attributes:
        kept: The summary, packed.
        reasons: Why values were set aside, counted.
        tokens: In and out.
    """

    kept: bytes
    reasons: Counter[str]
    tokens: tuple[int, int]


class Maker(Protocol):
    """Makes results."""

    async def ready(self) -> None:
        """Return when there is a model to ask.

        Raises:
            ConfigError: There is none.
            GivenBackError: The run stops.
        """

    async def make(self, document: Document, record: Record) -> Made:
        """Make the result of a document, each request of which passes its record.

        Raises:
            SummarizerError: There is none.
        """
        ...

    async def aclose(self) -> None:
        """Let go of the model."""


async def made(task: Task[Any], client: Client, document: Document, gate: Gate, uses: Uses) -> Made:
    """Ask about a document through a gate that notes its uses, and pack what comes of it."""
    summary = await run(task, client.through(gate), document)
    usage = uses.total(client.profile.prices)
    kept = results.payload(summary, usage)
    return Made(kept, results.reasons_of(summary), (usage.input_tokens, usage.output_tokens))


class Link:
    """The connection of a job to its model, which may take seconds at first, and is made once."""

    def __init__(self, reach: Callable[[], Awaitable[Client]], stopping: Stopping) -> None:
        self._reach = reach
        self._stopping = stopping
        self._reaching = asyncio.Lock()
        self._client: Client | None = None

    async def client(self) -> Client:
        """Return the client.

        Raises:
            ConfigError: The model cannot be reached; nobody tries a second time.
            GivenBackError: The run stops.
        """
        async with self._reaching:
            self._stopping.check()
            if self._client is None:
                self._client = await self._reach()
        return self._client

    async def aclose(self) -> None:
        """Close it, if there is one."""
        if self._client is not None:
            await self._client.aclose()


class Here:
    """Makes results in this process."""

    def __init__(self, task: Task[Any], link: Link) -> None:
        self._task = task
        self._link = link

    async def ready(self) -> None:
        """Connect, the first time."""
        await self._link.client()

    async def make(self, document: Document, record: Record) -> Made:
        """Make the result of a document."""
        client = await self._link.client()
        return await made(self._task, client, document, record, record.uses)

    async def aclose(self) -> None:
        """Let go of the model."""
        await self._link.aclose()
