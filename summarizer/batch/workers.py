"""Worker processes of a job, for when one core is full of grounding.

They only ask and ground. What may be sent, what it cost and what became of it is decided and
written down here, as for a job in one process.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import socket
from itertools import count
from multiprocessing.context import ForkServerProcess
from typing import Any, Self

from openai.types.chat import ChatCompletion

from summarizer.batch import frames
from summarizer.batch.making import DefectError, Link, Made, WorkerDiedError
from summarizer.batch.record import Record
from summarizer.batch.request_failure import FailedElsewhereError
from summarizer.batch.stopping import GivenBackError
from summarizer.batch.worker import work
from summarizer.document import Document
from summarizer.errors import BatchStoppedError, ConfigError, SummarizerError
from summarizer.task import Task

LOST_IN_A_ROW = 5


class Workers:
    """Makes results in processes of their own."""

    def __init__(self, task: Task[Any], processes: int, link: Link) -> None:
        """Start them; they have nothing to do yet.

        Args:
            task: What they do.
            processes: How many.
            link: To the model; they get connections of their own to the same place.

        Raises:
            ConfigError: This system cannot start processes so, or not as many.
        """
        if "forkserver" not in multiprocessing.get_all_start_methods():
            raise ConfigError("--workers does not work on this system.", hint="Leave it out.")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["summarizer.batch.worker"])
        try:
            pickle.dumps(task)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise ConfigError(
                f"the task cannot be sent to a worker process: {error}.",
                hint="Define its schema at the top of a module, or leave out --workers.",
            ) from error
        self._context, self._task, self._link = context, task, link
        self._lost = 0
        self._readying = asyncio.Lock()
        self._workers: list[_Worker] = []
        self._sockets: list[socket.socket] = []
        self._processes: list[ForkServerProcess] = []
        try:
            for _ in range(processes):
                self._start()
        except ConfigError:
            self._end()
            raise

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        self._sockets.append(ours)
        with theirs:
            process = self._context.Process(target=work, args=(theirs, self._task), daemon=True)
            try:
                process.start()
            except OSError as error:
                raise ConfigError(
                    f"this system starts no more processes than {len(self._processes)}: {error}.",
                    hint="Ask for fewer, or leave out --workers.",
                ) from error
        self._processes.append(process)

    async def ready(self) -> None:
        """Connect to the model, tell the workers where it is, and replace those that died.

        Raises:
            BatchStoppedError: Whatever is started dies.
            ConfigError: The model cannot be reached, or the system starts no other process.
        """
        async with self._readying:
            client = await self._link.client()
            model = frames.Model(client.model, client.profile, client.options)
            if not self._workers:
                self._workers = [await _Worker.of(each, model) for each in self._sockets]
            for place, worker in enumerate(self._workers):
                if worker.gone:
                    worker.close()
                    self._count_loss()
                    self._start()
                    self._workers[place] = await _Worker.of(self._sockets[-1], model)

    def _count_loss(self) -> None:
        self._lost += 1
        if self._lost == LOST_IN_A_ROW:
            raise BatchStoppedError(
                f"{LOST_IN_A_ROW} worker processes died, and none finished a document in between.",
                hint="See whether memory is short; the same command goes on with --workers 1.",
            )

    async def make(self, document: Document, record: Record) -> Made:
        """Let the worker with the least in hand make the result."""
        worker = min(self._workers, key=lambda each: len(each.errands))
        made = await worker.make(document, record)
        self._lost = 0
        return made

    async def aclose(self) -> None:
        """End the workers, and let go of the model."""
        for worker in self._workers:
            worker.close()
        self._end()
        await asyncio.gather(*(asyncio.to_thread(each.join) for each in self._processes))
        await self._link.aclose()

    def _end(self) -> None:
        for each in self._sockets:
            each.close()
        for process in self._processes:
            process.kill()  # it holds nothing that is worth saving


class _Worker:
    """One process, seen from here.

    Attributes:
        errands: What it has in hand, by number.
        gone: Whether it died.
    """

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.errands: dict[int, asyncio.Queue[frames.Frame]] = {}
        self._writer = writer
        self._numbers = count()
        self.gone = False
        self._listening: asyncio.Task[None] | None = None

    @classmethod
    async def of(cls, ours: socket.socket, model: frames.Model) -> Self:
        """Begin to listen to a worker, and tell it whom to ask."""
        reader, writer = await asyncio.open_connection(sock=ours)
        worker = cls(writer)
        frames.write(writer, model)
        worker._listening = asyncio.create_task(worker._listen(reader))
        return worker

    async def make(self, document: Document, record: Record) -> Made:
        """Order the result of a document, and let its requests pass one by one."""
        number, said = next(self._numbers), asyncio.Queue[frames.Frame]()
        self.errands[number] = said
        try:
            frames.write(
                self._writer, frames.Do(number, document.id, document.text, record.recalled.kept)
            )
            while True:
                match await said.get():
                    case frames.Wants() as wants:
                        await self._let_pass(wants, said, record)
                    case frames.Done(outcome=Made() as made):
                        return made
                    case frames.Done(outcome=SummarizerError() as error):
                        raise error
                    case frames.Done(outcome=defect):
                        raise DefectError(f"a defect of summarizer itself: {defect}.")
                    case frames.Died():
                        raise WorkerDiedError
        except asyncio.CancelledError:
            frames.write(self._writer, frames.Leave(number))
            raise
        finally:
            self.errands.pop(number, None)

    async def _let_pass(
        self, wants: frames.Wants, said: asyncio.Queue[frames.Frame], record: Record
    ) -> None:
        try:
            known = {"model": wants.model}
            async with record.admitted(wants.estimate, known, wants.key) as passage:
                frames.write(self._writer, frames.Go(wants.number, may=True))
                passage.answer = _answer_of(await said.get())
        except FailedElsewhereError:
            pass  # the worker tries again, or says that it gives up
        except GivenBackError:
            frames.write(self._writer, frames.Go(wants.number, may=False))

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        while frame := await frames.read(reader):
            if (said := self.errands.get(_number_of(frame))) is not None:
                said.put_nowait(frame)
        self.gone = True
        for number, said in self.errands.items():
            said.put_nowait(frames.Died(number))

    def close(self) -> None:
        """Stop listening."""
        if self._listening:
            self._listening.cancel()
        self._writer.close()


def _answer_of(frame: frames.Frame) -> ChatCompletion:
    """Return an answer, or fail as the request did."""
    match frame:
        case frames.Answered(answer=answer):
            return answer
        case frames.Failed(failure=failure):
            raise FailedElsewhereError(failure)
    raise WorkerDiedError


def _number_of(frame: frames.Frame) -> int:
    return -1 if isinstance(frame, frames.Model) else frame.number
