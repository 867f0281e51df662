"""A worker process: asks about documents and grounds them, and sends nothing without leave.

It has its own connections to the model. The job's limits, its ledger and its signals stay with the
process that started it; when that is gone, so is this one.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from openai.types.chat import ChatCompletion

from summarizer.batch import frames
from summarizer.batch.budget import Estimate, Uses
from summarizer.batch.limits import PATIENCE
from summarizer.batch.making import made
from summarizer.batch.recall import Recall, key_of
from summarizer.batch.request_failure import RequestFailure
from summarizer.batch.stopping import GivenBackError
from summarizer.document import Document
from summarizer.errors import SummarizerError
from summarizer.model.client import Client
from summarizer.model.gate import Passage
from summarizer.task import Task


def work(theirs: socket.socket, task: Task[Any]) -> None:
    """Work until the other side is gone; this is what the process does."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the job decides what they mean
    asyncio.run(_Worker(task).serve(theirs))
    os._exit(0)


class _Worker:
    def __init__(self, task: Task[Any]) -> None:
        self._task = task
        self._client: Client | None = None
        self._held: dict[int, asyncio.Future[bool]] = {}
        self._inhand: dict[int, asyncio.Task[None]] = {}

    async def serve(self, theirs: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=theirs)

        def say(frame: frames.Frame) -> None:
            frames.write(writer, frame)

        while frame := await frames.read(reader):
            match frame:
                case frames.Model():
                    self._client = Client(frame.name, frame.profile, **frame.options)
                case frames.Do():
                    work = self._make(frame, say)
                    self._inhand[frame.number] = asyncio.create_task(work)
                case frames.Go() if frame.number in self._held:
                    self._held.pop(frame.number).set_result(frame.may)
                case frames.Leave() if frame.number in self._inhand:
                    self._inhand[frame.number].cancel()

    async def _make(self, order: frames.Do, say: Callable[[frames.Frame], None]) -> None:
        uses = Uses()
        gate = _FarGate(order.number, say, self._held, uses, Recall(order.kept))
        try:
            assert self._client is not None  # noqa: S101 - the first frame says whom to ask
            document = Document(order.id, order.text)
            outcome = await made(self._task, self._client, document, gate, uses)
        except SummarizerError as error:
            say(frames.Done(order.number, error))
        except Exception as error:  # noqa: BLE001 - a defect costs one document, not a night
            say(frames.Done(order.number, f"{type(error).__name__}: {error}"))
        else:
            say(frames.Done(order.number, outcome))
        finally:
            self._inhand.pop(order.number, None)


class _FarGate:
    """Holds each request until the job lets it pass, and tells what came of it."""

    patience = PATIENCE

    def __init__(
        self,
        number: int,
        say: Callable[[frames.Frame], None],
        held: dict[int, asyncio.Future[bool]],
        uses: Uses,
        recalled: Recall,
    ) -> None:
        self._number = number
        self._say = say
        self._held = held
        self._uses = uses
        self._recalled = recalled

    def recall(self, request: Mapping[str, Any]) -> ChatCompletion | None:
        """Return the answer to a request of an earlier run, if that run did not live to use it."""
        answer = self._recalled.take(request)
        if answer is not None:
            self._uses.add(answer.usage)
        return answer

    @asynccontextmanager
    async def passage(self, request: Mapping[str, Any]) -> AsyncIterator[Passage]:
        """Ask for leave, and wait for it."""
        may = self._held[self._number] = asyncio.get_running_loop().create_future()
        model = str(request.get("model", ""))
        self._say(frames.Wants(self._number, Estimate.of(request), model, key_of(request)))
        if not await may:
            raise GivenBackError
        passage = Passage()
        try:
            yield passage
        except BaseException as error:
            self._say(frames.Failed(self._number, RequestFailure.of(error)))
            raise
        assert passage.answer is not None  # noqa: S101 - else sending it would have failed
        self._uses.add(passage.usage)
        self._say(frames.Answered(self._number, passage.answer))
