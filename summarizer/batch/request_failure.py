"""What is known of a request that failed: enough for limits and ledger, in any process."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import openai

from summarizer.document import encodable
from summarizer.model.retry import NoCompletionError, asked_to_wait, is_transient

LONGEST_DETAIL = 200


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
            isinstance(error, openai.APIStatusError | NoCompletionError),
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


def _told(error: BaseException) -> tuple[str, str]:
    """Return a short name of a failure, and what the endpoint said of it; never its key."""
    match error:
        case openai.APIStatusError():
            body = error.body if isinstance(error.body, dict) else {}
            said = str(body.get("code") or body.get("type") or "")
            return str(error.status_code), encodable(said[:LONGEST_DETAIL])
        case openai.APITimeoutError():
            return "timeout", ""
        case openai.APIConnectionError():
            return "connection", ""
        case asyncio.CancelledError():
            return "abandoned", ""
    return "no completion", ""
