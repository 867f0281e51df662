"""The one layer of retries: which failures are tried again, when, and how often.

A request is sent at most ATTEMPTS times, and at most TIMEOUT_ATTEMPTS times if it times out.
`Retry-After` is obeyed; where it asks for longer than MAX_WAIT seconds the request is given up.
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Mapping

import anyio
import openai
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_random_exponential

from summarizer.errors import SummarizerError

ATTEMPTS = 4
TIMEOUT_ATTEMPTS = 2
MAX_WAIT = 60.0
_BACKOFF = wait_random_exponential(multiplier=0.5, max=20)
_TRANSIENT_STATUS = frozenset({408, 409, 425, 429})


def retrying() -> AsyncRetrying:
    """Return a new retry loop; one is needed for each call, a shared one loses attempts."""
    return AsyncRetrying(
        retry=retry_if_exception(_is_transient),
        stop=_is_over,
        wait=_wait,
        sleep=anyio.sleep,
        reraise=True,
    )


def retry_after(headers: Mapping[str, str], *, now: float) -> float | None:
    """Read how many seconds the endpoint asks to wait: milliseconds, seconds or an HTTP date."""
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        value = headers.get("retry-after", "")
        if not value:
            return None
        if value.replace(".", "", 1).isdigit():
            return float(value)
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    except ValueError:
        return None


def _is_transient(error: BaseException) -> bool:
    if isinstance(error, openai.APIStatusError):
        if getattr(error, "code", None) == "insufficient_quota":
            return False  # waiting does not fill an account
        return error.status_code in _TRANSIENT_STATUS or error.status_code >= 500
    # What we raise ourselves below the client, as for a missing recording, does not pass by itself.
    ours = isinstance(error.__cause__, SummarizerError)
    return isinstance(error, openai.APIConnectionError) and not ours


def _is_over(state: RetryCallState) -> bool:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, openai.APITimeoutError) and state.attempt_number >= TIMEOUT_ATTEMPTS:
        return True
    return state.attempt_number >= ATTEMPTS or (_asked(error) or 0) > MAX_WAIT


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    backoff = _BACKOFF(state)
    return max(_asked(error) or 0.0, backoff)


def _asked(error: BaseException | None) -> float | None:
    if isinstance(error, openai.APIStatusError):
        return retry_after(error.response.headers, now=time.time())
    return None
