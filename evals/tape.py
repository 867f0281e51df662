"""What vcrpy is given: requests compared by what they ask, a clock, and our file for its own."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import httpx2
import vcr  # type: ignore[import-untyped]  # vcrpy ships no types

from summarizer.evals.cassette_file import Exchange, body_node


class Request(Protocol):
    """What is used of vcrpy's request."""

    method: str
    path: str
    body: bytes | None


class Tape(vcr.cassette.Cassette):  # type: ignore[misc]  # vcrpy ships no types
    """vcrpy's cassette, with our error for a miss and a clock.

    Attributes:
        taken: The seconds of each recorded exchange, in the order of `data`.
    """

    def __init__(self, *, miss: Callable[[Request], Exception], **options: object) -> None:
        super().__init__(**options)
        self._miss = miss
        self._asked: dict[int, float] = {}
        self.taken: list[float] = []

    def append(self, request: Request, response: Mapping[str, Any]) -> None:
        """Add an exchange, asked just now or, as vcrpy does it, loaded from the file."""
        now = time.perf_counter()
        self.taken.append(now - self._asked.pop(id(request), now))
        super().append(request, response)

    def can_play_response_for(self, request: Request) -> bool:
        """Tell whether a request is recorded; where nothing may be asked, raise the miss."""
        self._asked[id(request)] = time.perf_counter()
        playable = bool(super().can_play_response_for(request))
        if self.write_protected and not playable:
            raise self._miss(request)
        return playable


@dataclass(frozen=True, slots=True)
class Shelf:
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


def same_request(asked: Request, recorded: Request) -> bool:
    """Tell whether two requests ask the same; JSON is compared as parsed."""
    return (asked.method, asked.path, body_node(asked.body or b"")) == (
        recorded.method,
        recorded.path,
        body_node(recorded.body or b""),
    )


def exchange(request: Request, response: Mapping[str, Any], seconds: float | None) -> Exchange:
    """Return what the file keeps of a request and its response."""
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
