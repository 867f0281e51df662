"""What else sends a release after the other to an endpoint: the peers of `batch.py`.

Each sends the same texts to OPENAI_BASE_URL, one request a document. None keeps a ledger, and only
langextract looks into the text, for the place of its one extraction.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from importlib.util import find_spec
from typing import Any

import instructor
import openai
from pydantic import BaseModel

Texts = Callable[[int], str]
Work = Callable[[Texts, int, int], Coroutine[Any, Any, None]]
# What the endpoint answers to the peers.
ANSWER = {
    "issuer": "Lindqvarn Pharma",
    "event": "trial_milestone",
    "extractions": [{"issuer": "Lindqvarn Pharma", "issuer_attributes": {}}],
}
MODEL = "fixed"
# A release of 4,000 characters is one chunk.
_CHUNK = 6_000


class Answer(BaseModel):
    """What instructor reads."""

    issuer: str
    event: str


def openai_on(transport: Callable[[], Any]) -> Work:
    """Return the openai client alone, over a transport."""

    async def work(text: Texts, count: int, in_flight: int) -> None:
        async with openai.AsyncOpenAI(max_retries=0, http_client=transport()) as client:

            async def ask(number: int) -> None:
                await client.chat.completions.create(model=MODEL, messages=_messages(text(number)))

            await _in_flight(ask, count, in_flight)

    return work


async def instructor_with_gather(text: Texts, count: int, in_flight: int) -> None:
    """Ask for a pydantic model, over the transport that openai takes by itself."""
    async with openai.AsyncOpenAI(max_retries=0) as client:
        patched = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)

        async def ask(number: int) -> None:
            await patched.chat.completions.create(
                model=MODEL, messages=_messages(text(number)), response_model=Answer, max_retries=0
            )

        await _in_flight(ask, count, in_flight)


async def langextract(text: Texts, count: int, in_flight: int) -> None:
    """Extract one class, with as many threads as may be in flight."""
    import langextract as lx  # noqa: PLC0415 - it may not be there
    from langextract.factory import ModelConfig, create_model  # noqa: PLC0415 - as above

    example = lx.data.ExampleData(
        "Aldenmoor Bio reports.", [lx.data.Extraction("issuer", "Aldenmoor Bio")]
    )
    model: Any = create_model(
        ModelConfig(
            model_id=MODEL,
            provider="openai",
            provider_kwargs={
                "base_url": os.environ["OPENAI_BASE_URL"],
                "api_key": os.environ["OPENAI_API_KEY"],
                "max_workers": in_flight,
            },
        ),
        examples=[example],
        use_schema_constraints=True,
    )
    found = lx.extract(
        [lx.data.Document(text(number)) for number in range(count)],
        prompt_description="Who publishes the release?",
        examples=[example],
        model=model,
        use_schema_constraints=False,
        max_char_buffer=_CHUNK,
        batch_length=in_flight,
        max_workers=in_flight,
        show_progress=False,
    )
    if sum(bool(each.extractions) for each in found) != count:
        raise RuntimeError("langextract did not read the answers")


PEERS: dict[str, Work] = {
    "openai on httpx2": openai_on(openai.DefaultAsyncHttpx2Client),
    "openai on aiohttp": openai_on(openai.DefaultAioHttpClient),
    "instructor with gather": instructor_with_gather,
}
if find_spec("langextract"):
    PEERS["langextract"] = langextract


def _messages(content: str) -> list[Any]:
    return [{"role": "user", "content": content}]


async def _in_flight(
    ask: Callable[[int], Coroutine[Any, Any, None]], count: int, in_flight: int
) -> None:
    numbers = iter(range(count))

    async def worker() -> None:
        for number in numbers:
            await ask(number)

    await asyncio.gather(*(worker() for _ in range(in_flight)))
