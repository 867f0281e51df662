"""The one layer of retries: which failures are tried again, when, and how often.

How often is a `Patience`: one document on its own is given up soon, one of a job gets longer.
What the endpoint asks to wait is obeyed; where it asks for longer than the patience lasts, the
request is given up.
"""

from __future__ import annotations

import email.utils
import math
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

import anyio
import openai
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_random_exponential

from summarizer.errors import SummarizerError

ATTEMPTS = 4
TIMEOUT_ATTEMPTS = 2
MAX_WAIT = 60.0
_BACKOFF = wait_random_exponential(multiplier=0.5, max=20)
_TRANSIENT_STATUS = frozenset({408, 409, 425, 429})
_EMPTY_ACCOUNT = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)", re.ASCII)
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_EPOCH = 1e9  # what is larger than this is no number of seconds to wait, but a moment
_RESET_HEADERS = (
    "x-ratelimit-reset",
    "x-ratelimit-reset-requests",
    "x-ratelimit-reset-tokens",
)


class NoCompletionError(openai.OpenAIError):
    """The endpoint answered 200, with something that is no completion."""


@dataclass(frozen=True)
class Patience:
    """How long one request is tried.

    Attributes:
        attempts: Calls in all, those that were told to wait not counted if `waits` is None.
        timeouts: Calls that may end without an answer in time.
        waits: Calls that may be told to wait (429); None for any number.
        longest_wait: Seconds. An endpoint that asks for more is not asked again.
        at_gate: Whether a gate holds back whoever was told to wait; else the request waits itself.
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


def retry_after(headers: Mapping[str, str], *, now: float) -> float | None:
    """Read how many seconds the endpoint asks to wait; None where it says nothing that is read.

    Milliseconds, seconds, HTTP dates and the moment at which a limit is reset are understood. A
    date is compared with the endpoint's own clock where its answer has a Date.
    """
    with suppress(ValueError, TypeError):
        now = email.utils.parsedate_to_datetime(headers.get("date", "")).timestamp()
    waits = [wait for wait in _waits(headers, now) if wait is not None and not math.isnan(wait)]
    return next((wait for wait in waits if wait > 0), max(waits, default=None))


def asked_to_wait(error: BaseException | None) -> float | None:
    """Return how many seconds the endpoint asked to wait when it failed, if it did."""
    if isinstance(error, openai.APIStatusError):
        return retry_after(error.response.headers, now=time.time())
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
            or (asked_to_wait(error) or 0.0) > patience.longest_wait
        )


def _backoff(state: RetryCallState) -> float:
    return _BACKOFF(state)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return max(asked_to_wait(error) or 0.0, _backoff(state))


def _waits(headers: Mapping[str, str], now: float) -> Iterator[float | None]:
    """Yield what each header asks for, the most exact one first."""
    milliseconds = _number(headers.get("retry-after-ms", ""))
    yield None if milliseconds is None else max(0.0, milliseconds / 1000)
    value = headers.get("retry-after", "")
    yield _number(value)
    with suppress(ValueError, TypeError):
        yield max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    resets = [_reset(headers.get(name, ""), now) for name in _RESET_HEADERS]
    yield max((reset for reset in resets if reset is not None), default=None)


def _reset(value: str, now: float) -> float | None:
    """Read `6m0s`, `250ms`, a number of seconds, or a moment in seconds or milliseconds."""
    if parts := _DURATION.findall(value):
        whole = "".join(number + unit for number, unit in parts) == value
        return sum(float(number) * _SECONDS[unit] for number, unit in parts) if whole else None
    number = _number(value)
    if number is None or number < _EPOCH:
        return number
    moment = number / 1000 if number > _EPOCH * 1000 else number
    return max(0.0, moment - now)


def _number(text: str) -> float | None:
    """Read a number as a header has it: digits and a point, nothing else."""
    plain = text.isascii() and text.replace(".", "", 1).isdigit()
    return float(text) if plain else None
