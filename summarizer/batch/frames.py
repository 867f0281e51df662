"""What a job and its worker processes say to each other, over a socket that nobody else has."""

from __future__ import annotations

import asyncio
import pickle
from dataclasses import dataclass, field
from typing import Any

from openai.types.chat import ChatCompletion

from summarizer.batch.budget import Estimate
from summarizer.batch.making import Made
from summarizer.batch.recall import Kept
from summarizer.batch.request_failure import RequestFailure
from summarizer.errors import SummarizerError
from summarizer.model.profile import Profile

_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Model:
    """To a worker, first of all: whom to ask."""

    name: str
    profile: Profile
    options: dict[str, Any] = field(repr=False)  # the key is among them


@dataclass(frozen=True, slots=True)
class Do:
    """To a worker: make the result of a document."""

    number: int
    id: str
    text: str
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Go:
    """To a worker: the request that you hold may be sent, or the run stops."""

    number: int
    may: bool


@dataclass(frozen=True, slots=True)
class Leave:
    """To a worker: let go of a document."""

    number: int


@dataclass(frozen=True, slots=True)
class Wants:
    """From a worker: a request is held until it may be sent."""

    number: int
    estimate: Estimate
    model: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """From a worker: the request was answered."""

    number: int
    answer: ChatCompletion


@dataclass(frozen=True, slots=True)
class Failed:
    """From a worker: the request failed."""

    number: int
    failure: RequestFailure


@dataclass(frozen=True, slots=True)
class Done:
    """From a worker: the document has its result, or none and why."""

    number: int
    outcome: Made | SummarizerError | str


@dataclass(frozen=True, slots=True)
class Died:
    """Of a worker: it is gone."""

    number: int


Frame = Model | Do | Go | Leave | Wants | Answered | Failed | Done | Died


def write(writer: asyncio.StreamWriter, frame: Frame) -> None:
    """Put a frame into the socket."""
    body = pickle.dumps(frame)
    writer.write(len(body).to_bytes(_LENGTH) + body)


async def read(reader: asyncio.StreamReader) -> Frame | None:
    """Take the next frame; None where the other side is gone."""
    try:
        size = int.from_bytes(await reader.readexactly(_LENGTH))
        frame: Frame = pickle.loads(await reader.readexactly(size))  # noqa: S301 - from our process
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    return frame
