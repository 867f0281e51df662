"""What is known of a request that failed: enough for limits and ledger, in any process."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import openai

from summarizer.document import encodable
from summarizer.model.retry import NoCompletionError, asked_to_wait, is_transient

LONGEST_DETAIL = 200
# What httpx calls it, whichever version of it openai is built on.
_UNSENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout"})


@dataclass(frozen=True, slots=True)
class RequestFailure:
    """A failure of one request.

    Attributes:
        name: What it is called in the ledger: a status, `timeout`, `connection`, …
        detail: What the endpoint said of it, never its key.
        status: The HTTP status, None where no answer came.
        unbilled: Whether it certainly cost nothing.
        transient: Whether the same request may go well later.
        timed_out: Whether no answer came in time.
        wait: Seconds that the endpoint asked to wait, if it did.
    """

    name: str
    detail: str = ""
    status: int | None = None
    unbilled: bool = False
    transient: bool = False
    timed_out: bool = False
    wait: float | None = None

    @classmethod
    def of(cls, error: BaseException) -> RequestFailure:
        """Gather what an exception tells."""
        if isinstance(error, FailedElsewhereError):
            return error.failure
        name, detail = _told(error)
        return cls(
            name,
            detail,
            error.status_code if isinstance(error, openai.APIStatusError) else None,
            isinstance(error, openai.APIStatusError | NoCompletionError) or _is_unsent(error),
            is_transient(error),
            isinstance(error, openai.APITimeoutError),
            asked_to_wait(error),
        )


class FailedElsewhereError(Exception):
    """A request failed in another process.

    Attributes:
        failure: What is known of it.
    """

    def __init__(self, failure: RequestFailure) -> None:
        super().__init__(failure.name)
        self.failure = failure


def _is_unsent(error: BaseException) -> bool:
    """Say whether a connection was never made, so that nobody can bill the request."""
    connecting = isinstance(error, openai.APIConnectionError)
    return connecting and type(error.__cause__).__name__ in _UNSENT


def _told(error: BaseException) -> tuple[str, str]:
    """Return a short name of a failure, and what the endpoint said of it; never its key."""
    match error:
        case openai.APIStatusError():
            body = error.body if isinstance(error.body, dict) else {}
            said = str(body.get("code") or body.get("type") or "")
            key = error.request.headers.get("Authorization", "").removeprefix("Bearer ")
            said = said.replace(key, "***") if key else said
            return str(error.status_code), encodable(said[:LONGEST_DETAIL])
        case openai.APITimeoutError():
            return "timeout", ""
        case openai.APIConnectionError():
            return "connection", ""
        case asyncio.CancelledError():
            return "abandoned", ""
    return "no completion", ""
