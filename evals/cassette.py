"""Plays recorded model exchanges in place of the network, and records them anew on demand.

vcrpy intercepts the HTTP clients, matches and counts. What is ours: the file (`cassette_file`),
what a miss says, and that no code can swallow it. Clients wrap whatever happens below them, so a
stale cassette would pass for a model out of reach; leaving the player raises the miss again.
"""

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff
from itertools import repeat
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import httpx2
import vcr  # type: ignore[import-untyped]  # vcrpy ships no types

from summarizer.evals.cassette_file import CassetteError, Exchange, body_node, read, write

__all__ = ["CassetteError", "CassetteMissError", "CassetteUnplayedError", "Player"]

DIFF_LINES = 40


class _Request(Protocol):
    """What is used of vcrpy's request."""

    method: str
    path: str
    body: bytes | None


class CassetteMissError(CassetteError):
    """A request was made that the cassette has no answer for.

    Attributes:
        diff: Unified diff from the nearest recorded body to the one asked, or an empty string.
    """

    def __init__(self, message: str, *, hint: str, diff: str) -> None:
        super().__init__(message, hint=hint)
        self.diff = diff

    def __str__(self) -> str:
        return "\n".join(filter(None, (super().__str__(), self.diff)))


class CassetteUnplayedError(CassetteError):
    """The cassette holds exchanges that were not asked for."""


class Player:
    """Answers HTTP requests from a cassette while it is entered, or records them.

    A request finds its answer by method, path and body (JSON as parsed), and each answer is played
    once. Recording lets requests out and replaces the file, unless the block raises: then the old
    file stays.

    Leaving the block raises `CassetteMissError` for what was asked and is not recorded, whatever
    became of the error on its way up; `CassetteUnplayedError` where a block that ended well left
    exchanges unplayed; `CassetteError` where there was nothing to record.

    Attributes:
        path: The cassette.
        record: Whether requests go out and are recorded.
        recorded_from: What a recording says of its origin; when playing, read on entering.
        seconds: When playing, what all recorded exchanges took together; None where one does not
            say.
    """

    seconds: float | None = None

    def __init__(
        self,
        path: Path,
        *,
        how_to_record: str,
        record: bool = False,
        recorded_from: Mapping[str, str] | None = None,
        timed: bool = False,
    ) -> None:
        """Prepare to play or to record.

        Args:
            path: The YAML file to read or to replace.
            how_to_record: The command that records this cassette, for error messages.
            record: Record instead of playing.
            recorded_from: The origin of a recording: at least its `model` and `server`.
            timed: Record how long each exchange took, which is different every time.

        Raises:
            ValueError: A recording that does not say from which model and server.
        """
        self.path = path
        self.record = record
        self.recorded_from = dict(recorded_from or {})
        if record and not {"model", "server"} <= self.recorded_from.keys():
            raise ValueError("a recording says from which model and which server it is")
        self._timed = timed
        self._hint = f"To record it: {how_to_record}"
        self._recorded: list[Exchange] = []
        self._misses: list[CassetteMissError] = []

    def __enter__(self) -> Self:
        if not self.record:
            self._load()
        self._interception = _Tape.use(
            path=str(self.path),
            persister=_Shelf(self._recorded),
            record_mode=vcr.mode.ALL if self.record else vcr.mode.NONE,
            match_on=[_same_request],
            miss=self._miss,
        )
        self._tape = self._interception.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._interception.__exit__(kind, error, trace)
        if self._misses and (error is None or isinstance(error, Exception)):
            raise self._misses[0] from None
        if error is None and self.record:
            self._save()
        elif error is None:
            self._refuse_unplayed()

    def _load(self) -> None:
        try:
            self.recorded_from, self._recorded = read(self.path)
        except CassetteError as error:
            error.hint = self._hint
            raise
        taken = [exchange.seconds for exchange in self._recorded]
        if all(seconds is not None for seconds in taken):
            self.seconds = round(sum(filter(None, taken)), 3)

    def _save(self) -> None:
        if not self._tape.data:
            raise CassetteError(f"No request was made, so {self.path} was not recorded.")
        taken = self._tape.taken if self._timed else repeat(None)
        exchanges = [
            _exchange(request, response, seconds)
            for (request, response), seconds in zip(self._tape.data, taken, strict=False)
        ]
        write(self.path, self.recorded_from, exchanges)

    def _refuse_unplayed(self) -> None:
        total = len(self._recorded)
        unplayed = [str(i + 1) for i in range(total) if not self._tape.play_counts[i]]
        if unplayed:
            raise CassetteUnplayedError(
                f"{len(unplayed)} of the {total} exchanges in {self.path} were not asked for "
                f"(in the order of the file: {', '.join(unplayed)}).",
                hint=self._hint,
            )

    def _miss(self, request: _Request) -> CassetteMissError:
        """Tell how a request differs from the nearest recorded one, and remember it."""
        asked = _lines(request.body)
        same_address = [
            _lines(exchange.request)
            for exchange in self._recorded
            if (exchange.method, exchange.path) == (request.method, request.path)
        ]
        nearest = max(same_address, key=lambda lines: _likeness(lines, asked), default=None)
        if nearest is None:
            reason = "no such request was recorded"
        elif nearest == asked:
            reason = f"it was recorded {same_address.count(asked)}× and played as often"
        else:
            reason = "the nearest recorded body differs as shown below"
        miss = CassetteMissError(
            f"{self.path} has no answer to {request.method} {request.path}: {reason}.",
            hint=self._hint,
            diff=_diff(nearest, asked) if nearest else "",
        )
        self._misses.append(miss)
        return miss


class _Tape(vcr.cassette.Cassette):  # type: ignore[misc]  # vcrpy ships no types
    """vcrpy's cassette, with our error for a miss and a clock.

    Attributes:
        taken: The seconds of each recorded exchange, in the order of `data`.
    """

    def __init__(self, *, miss: Callable[[_Request], CassetteMissError], **options: object) -> None:
        super().__init__(**options)
        self._miss = miss
        self._asked: dict[int, float] = {}
        self.taken: list[float] = []

    def append(self, request: _Request, response: Mapping[str, Any]) -> None:
        # vcrpy also loads a file by this method: what it loads was not asked.
        now = time.perf_counter()
        self.taken.append(now - self._asked.pop(id(request), now))
        super().append(request, response)

    def can_play_response_for(self, request: _Request) -> bool:
        self._asked[id(request)] = time.perf_counter()
        playable = bool(super().can_play_response_for(request))
        if self.write_protected and not playable:
            raise self._miss(request)
        return playable


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Stands where vcrpy reads and writes its own file format."""

    recorded: Sequence[Exchange]

    def load_cassette(self, _path: str, **_: object) -> tuple[list[Any], list[dict[str, Any]]]:
        """Hand over the exchanges as vcrpy's requests and responses."""
        requests = [
            vcr.Request(exchange.method, f"http://recorded{exchange.path}", exchange.request, {})
            for exchange in self.recorded
        ]
        responses = [
            {
                "status": {"code": exchange.status, "message": ""},
                "headers": {name: [value] for name, value in exchange.headers.items()},
                "body": {"string": exchange.response},
            }
            for exchange in self.recorded
        ]
        return requests, responses

    def save_cassette(self, _path: str, _exchanges: object, **_: object) -> None:
        """Leave the writing to the player, which knows whether the block ended well."""


def _same_request(asked: _Request, recorded: _Request) -> bool:
    return (asked.method, asked.path, body_node(asked.body or b"")) == (
        recorded.method,
        recorded.path,
        body_node(recorded.body or b""),
    )


def _exchange(request: _Request, response: Mapping[str, Any], seconds: float | None) -> Exchange:
    headers = {name.lower(): ", ".join(values) for name, values in response["headers"].items()}
    # The client decompresses what it asked for; the same code does so here.
    compression = {"content-encoding": headers.get("content-encoding", "identity")}
    body = httpx2.Response(200, headers=compression, content=response["body"]["string"]).content
    return Exchange(
        method=request.method,
        path=request.path,
        request=request.body or b"",
        status=response["status"]["code"],
        headers=headers,
        response=body,
        seconds=seconds,
    )


def _lines(body: bytes | None) -> list[str]:
    """Lay a body out for a diff: a line for each JSON value, line of text and sentence."""
    node = dict(body_node(body or b""))
    text = json.dumps(node, indent=1, ensure_ascii=False, sort_keys=True, default=repr)
    return re.split(r"\n|\\n|(?<=[.;!?]) ", text)


def _likeness(some: list[str], others: list[str]) -> float:
    return SequenceMatcher(None, some, others, autojunk=False).quick_ratio()


def _diff(recorded: list[str], asked: list[str]) -> str:
    lines = list(unified_diff(recorded, asked, "recorded", "asked", n=1, lineterm=""))
    left_out = len(lines) - DIFF_LINES
    rest = [f"({left_out} more lines)"] if left_out > 0 else []
    return "\n".join(lines[:DIFF_LINES] + rest)
