"""How long an endpoint asks to wait, in all the ways in which its headers say it."""

from __future__ import annotations

import email.utils
import math
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)", re.ASCII)
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_EPOCH = 1e9  # what is larger than this is no number of seconds to wait, but a moment
_RESET_HEADERS = (
    "x-ratelimit-reset",
    "x-ratelimit-reset-requests",
    "x-ratelimit-reset-tokens",
)


def retry_after(headers: Mapping[str, str], *, now: float, limited: bool = True) -> float | None:
    """Read how many seconds the endpoint asks to wait; None where it says nothing that is read.

    Milliseconds, seconds, HTTP dates and the moment at which a limit is reset are understood. A
    date is compared with the endpoint's own clock where its answer has a Date.

    Args:
        headers: Those of the answer.
        now: Seconds since 1970.
        limited: Whether a limit is what failed, so that the moment of its reset matters.
    """
    with suppress(ValueError, TypeError):
        now = email.utils.parsedate_to_datetime(headers.get("date", "")).timestamp()
    found = [*_waits(headers, now), _resets(headers, now) if limited else None]
    waits = [wait for wait in found if wait is not None and not math.isnan(wait)]
    return next((wait for wait in waits if wait > 0), max(waits, default=None))


def _waits(headers: Mapping[str, str], now: float) -> Iterator[float | None]:
    """Yield what each header asks for, the most exact one first."""
    milliseconds = _number(headers.get("retry-after-ms", ""))
    yield None if milliseconds is None else max(0.0, milliseconds / 1000)
    value = headers.get("retry-after", "")
    yield _number(value)
    with suppress(ValueError, TypeError):
        yield max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)


def _resets(headers: Mapping[str, str], now: float) -> float | None:
    resets = [_reset(headers.get(name, ""), now) for name in _RESET_HEADERS]
    return max((reset for reset in resets if reset is not None), default=None)


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
