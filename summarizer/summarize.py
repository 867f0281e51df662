"""The main path of the product: a document is asked about, grounded, and returned as a summary."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Generic, Self, TypeVar, overload

import anyio
from anyio.from_thread import BlockingPortal, start_blocking_portal
from pydantic import BaseModel

from summarizer.answer import Draft
from summarizer.asking import Asker, merged
from summarizer.checking import ground
from summarizer.document import Document
from summarizer.errors import ConfigError, SummarizerError, UnsupportedError
from summarizer.grounding import Source
from summarizer.model.client import DEFAULT_TIMEOUT, Client
from summarizer.model.connect import connect
from summarizer.model.usage import Meter
from summarizer.schemas.press_release import PressRelease
from summarizer.summary import DocumentInfo, Provenance, Rejected, Summary
from summarizer.task import Task, load_task

T = TypeVar("T", bound=BaseModel)
Step = Callable[[str], None]


def summarize(text: str | Document, *, model: str | None = None) -> Summary[PressRelease]:
    """Summarize one press release; see `Summarizer` for other tasks, schemas and many documents."""
    with Summarizer(model=model) as summarizer:
        return summarizer.summarize(text)


async def asummarize(text: str | Document, *, model: str | None = None) -> Summary[PressRelease]:
    """Summarize one press release; see `summarize`."""
    async with Summarizer(model=model) as summarizer:
        return await summarizer.asummarize(text)


async def run(
    task: Task[T], client: Client, document: Document, step: Step = lambda _: None
) -> Summary[T]:
    """Ask a model about a document, check every value against the text, and sum it up.

    Args:
        task: The prompt and the schema.
        client: The model.
        document: The text.
        step: Called with a few words at each step, for people who wait.

    Raises:
        ModelError: The endpoint failed, or its answers cannot be read.
        UnsupportedError: The schema requires a value that the document does not show.
    """
    meter, source = Meter(), Source(document)
    asker = Asker(client, task, source, meter, step)
    tree, unread = await asker.ask_all()
    step("checking every value against the text")
    try:
        draft = Draft(task.schema, tree, task.sentence_key, day=source.day)
        evidence = ground(draft, source)
    except UnsupportedError as error:
        if error.field is None:
            raise
        again = await asker.ask_again(error.field, error.message)
        tree = merged(again, {**tree, error.field: None})
        draft = Draft(task.schema, tree, task.sentence_key, day=source.day)
        evidence = ground(draft, source)
    unanswered = (Rejected(path="", value=name, reason="no readable answer") for name in unread)
    return _summary_of(task.schema)(
        document=DocumentInfo.of(document),
        data=draft.data,
        evidence=evidence,
        rejected=(*draft.rejected, *unanswered),
        suspect=source.suspect,
        usage=meter.total(client.profile.prices),
        provenance=Provenance(
            task=task.name,
            prompt=task.prompt_hash,
            schema_hash=task.schema_hash,
            model=client.model,
            version=_version(),
        ),
    )


@cache  # three milliseconds a document
def _version() -> str:
    return version("summarizer")


@lru_cache(maxsize=64)  # pydantic would make the class anew for every document
def _summary_of(schema: type[BaseModel]) -> type[Summary[Any]]:
    return Summary[schema]  # type: ignore[valid-type] # the schema is a value here


class Summarizer(Generic[T]):
    """Summarizes documents over one connection to one model.

    Use it as a context manager, or call `close` (`aclose`) when done. `summarize` may be called
    from any thread, also while an event loop runs in it, as in a notebook.
    """

    @overload
    def __init__(
        self: Summarizer[PressRelease],
        *,
        model: str | Client | None = None,
        timeout: float = ...,
        step: Step = ...,
    ) -> None: ...
    @overload
    def __init__(
        self,
        *,
        schema: type[T],
        model: str | Client | None = None,
        timeout: float = ...,
        step: Step = ...,
    ) -> None: ...
    @overload
    def __init__(
        self,
        task: Task[T],
        *,
        model: str | Client | None = None,
        timeout: float = ...,
        step: Step = ...,
    ) -> None: ...
    @overload
    def __init__(
        self: Summarizer[Any],
        task: str | Path,
        *,
        model: str | Client | None = None,
        timeout: float = ...,
        step: Step = ...,
    ) -> None: ...
    def __init__(
        self,
        task: str | Path | Task[T] = "press_release",
        *,
        schema: type[T] | None = None,
        model: str | Client | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        step: Step = lambda _: None,
    ) -> None:
        """Prepare a task; the model is reached, or started, at the first document.

        Args:
            task: A task, its name, or the path of its folder.
            schema: Any pydantic model, instead of a task.
            model: `local` for the embedded model, or a model of the endpoint that
                OPENAI_BASE_URL names. Default: SUMMARIZER_MODEL, else `local`. A client of your
                own is used as it is, and left open.
            timeout: Seconds to wait for one answer of the model.
            step: Called with a few words at each step, for people who wait.

        Raises:
            TaskError: The task is unknown, or its prompt or schema is broken.
        """
        self.task: Task[T]
        if schema is not None:
            self.task = Task.for_schema(schema)
        else:
            self.task = task if isinstance(task, Task) else load_task(task)
        self._model, self._timeout, self._step = model, timeout, step
        self._clients: dict[asyncio.AbstractEventLoop, Client] = {}
        self._lock = threading.Lock()
        self._threads = ExitStack()
        self._portal: BlockingPortal | None = None

    async def asummarize(self, text: str | Document) -> Summary[T]:
        """Summarize one document.

        Args:
            text: The document, or its text.

        Raises:
            DocumentError: The text is no document.
            ConfigError: The model cannot be reached with these settings.
            ModelError: The endpoint failed, or its answers cannot be read.
            UnsupportedError: The schema requires a value that the document does not show.
        """
        document = text if isinstance(text, Document) else Document.from_text(text)
        try:
            return await run(self.task, await self._client(), document, self._step)
        except ConfigError:
            raise  # it is about the settings, whichever document came first
        except SummarizerError as error:
            error.document_id = error.document_id or document.id
            raise

    def summarize(self, text: str | Document) -> Summary[T]:
        """Summarize one document; see `asummarize`."""
        with self._lock:
            if self._portal is None:
                self._portal = self._threads.enter_context(start_blocking_portal())
        return self._portal.call(self.asummarize, text)

    async def _client(self) -> Client:
        """Return the connection of the running event loop; connections cannot change loops."""
        if isinstance(self._model, Client):
            return self._model
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            connected = anyio.to_thread.run_sync(connect, self._model, self._timeout, self._step)
            self._clients[loop] = await connected
        return self._clients[loop]

    async def aclose(self) -> None:
        """Close the connection that belongs to the running event loop."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client:
            await client.aclose()

    def close(self) -> None:
        """Close the connection that `summarize` opened."""
        with self._lock:
            if self._portal is not None:
                self._portal.call(self.aclose)
                self._portal = None
                self._threads.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()
        self.close()
