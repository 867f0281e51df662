"""What a client's requests pass before they are sent: nothing, or the limits of a whole job."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from openai.types import CompletionUsage
from openai.types.chat import ChatCompletion

from summarizer.model.retry import Patience


@dataclass
class Passage:
    """One request on its way.

    Attributes:
        answer: What came back; the client notes it, None until then.
    """

    answer: ChatCompletion | None = None

    @property
    def usage(self) -> CompletionUsage | None:
        """What the endpoint says it cost."""
        return self.answer.usage if self.answer else None


class Gate(Protocol):
    """Holds requests back for as long as it must, and sees what comes of each.

    Attributes:
        patience: How often a request is tried.
    """

    patience: Patience

    def recall(self, request: Mapping[str, Any]) -> ChatCompletion | None:
        """Return the answer to a request that was paid for before, if it is known."""

    def passage(self, request: Mapping[str, Any]) -> AbstractAsyncContextManager[Passage]:
        """Wait until the request may be sent; the block is its sending, its failure included."""


class OpenGate:
    """Lets every request through at once."""

    patience = Patience()

    def recall(self, _: Mapping[str, Any]) -> ChatCompletion | None:
        """Know nothing."""

    @asynccontextmanager
    async def passage(self, _: Mapping[str, Any]) -> AsyncIterator[Passage]:
        """Hold nothing back."""
        yield Passage()
