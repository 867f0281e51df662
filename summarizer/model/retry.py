"""The one layer of retries: which failures are tried again, when, and how often.

How often is a `Patience`: one document on its own is given up soon, one of a job gets longer.
What the endpoint asks to wait is obeyed; where it asks for longer than the patience lasts, the
request is given up.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import anyio
import openai
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_random_exponential

from summarizer.errors import SummarizerError
from summarizer.model.retry_after import retry_after

ATTEMPTS = 4
TIMEOUT_ATTEMPTS = 2
MAX_WAIT = 60.0
_BACKOFF = wait_random_exponential(multiplier=0.5, max=20)
# Where a limit is what failed; many endpoints say with every answer when their limits are reset.
_LIMITED = frozenset({429, 503})
_TRANSIENT_STATUS = frozenset({408, 409, 425, 429})
_EMPTY_ACCOUNT = frozenset({"insufficient_quota", "billing_hard_limit_reached"})


class NoCompletionError(openai.OpenAIError):
    """The endpoint answered 200, with something that is no completion."""


class SlowAnswerError(openai.APITimeoutError):
    """An answer did not end in time, though its bytes kept coming."""

    def __init__(self) -> None:
        """Make one; it knows nothing of the request."""
        Exception.__init__(self, "the answer did not end in time")


@dataclass(frozen=True)
class Patience:
    """How long one request is tried.

    Attributes:
        attempts: Calls in all, those that were told to wait not counted if `waits` is None.
        timeouts: Calls that may end without an answer in time.
        waits: Calls that may be told to wait (429); None for any number.
        longest_wait: Seconds. An endpoint that asks for more is not asked again.
        at_gate: Whether a gate holds back whoever was told to wait, and sees to the longest wait;
            else the request does so itself.
    """

    attempts: int = ATTEMPTS
    timeouts: int = TIMEOUT_ATTEMPTS
    waits: int | None = ATTEMPTS
    longest_wait: float = MAX_WAIT
    at_gate: bool = False


def retrying(patience: Patience) -> AsyncRetrying:
    """Return a new retry loop; one is needed for each call, a shared one loses attempts."""
    return AsyncRetrying(
        retry=retry_if_exception(is_transient),
        stop=_Stop(patience),
        wait=_backoff if patience.at_gate else _wait,
        sleep=anyio.sleep,
        reraise=True,
    )


def asked_to_wait(error: BaseException | None) -> float | None:
    """Return how many seconds the endpoint asked to wait when it failed, if it did."""
    if isinstance(error, openai.APIStatusError):
        limited = error.status_code in _LIMITED
        return retry_after(error.response.headers, now=time.time(), limited=limited)
    return None


def is_transient(error: BaseException) -> bool:
    """Tell whether the same request may go well a little later."""
    if isinstance(error, openai.APIStatusError):
        if is_empty_account(error):
            return False  # waiting does not fill an account
        return error.status_code in _TRANSIENT_STATUS or error.status_code >= 500
    # What we raise ourselves below the client, as for a missing recording, does not pass by itself.
    ours = isinstance(error.__cause__, SummarizerError)
    return isinstance(error, openai.APIConnectionError | NoCompletionError) and not ours


def is_empty_account(error: BaseException) -> bool:
    """Tell a quota that is used up from a limit that time lifts."""
    return isinstance(error, openai.APIStatusError) and (
        error.status_code == 402 or error.code in _EMPTY_ACCOUNT
    )


class _Stop:
    """Counts the failures of one request by kind, and tells when patience ends."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._timeouts = self._waits = self._others = 0

    def __call__(self, state: RetryCallState) -> bool:
        patience = self._patience
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, openai.RateLimitError):
            self._waits += 1
        else:
            self._others += 1
            self._timeouts += isinstance(error, openai.APITimeoutError)
        counted = self._others if patience.waits is None else self._others + self._waits
        return (
            counted >= patience.attempts
            or self._timeouts >= patience.timeouts
            or (patience.waits is not None and self._waits >= patience.waits)
            or (not patience.at_gate and (asked_to_wait(error) or 0.0) > patience.longest_wait)
        )


def _backoff(state: RetryCallState) -> float:
    return _BACKOFF(state)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return max(asked_to_wait(error) or 0.0, _backoff(state))
