"""What can be run over fixtures: the product, and what it has to be better than."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from summarizer.answer import Json
from summarizer.document import Document
from summarizer.evals.extractive import at_random, extract, lead, textrank
from summarizer.evals.plain import LONGEST_ANSWER, SYSTEM, plain
from summarizer.model.client import Client
from summarizer.summarize import run
from summarizer.task import Task


@dataclass(frozen=True)
class Asking:
    """A system that asks a model, so that there is something to record.

    Attributes:
        make: Makes the output of one document.
        prompt: The hash of what is sent beside the document and the schema.
    """

    make: Callable[[Task[Any], Client, Document], Awaitable[Json]]
    prompt: Callable[[Task[Any]], str]


@dataclass(frozen=True)
class Copying:
    """A system that asks nobody.

    Attributes:
        make: Makes the output of one document.
    """

    make: Callable[[Task[Any], Document], Json]


System = Asking | Copying


async def ours(task: Task[Any], client: Client, document: Document) -> Json:
    """Summarize as `summarizer run --json` does."""
    summary: Json = json.loads((await run(task, client, document)).to_json())
    return summary


def _of_plain(_: Task[Any]) -> str:
    return f"sha256:{hashlib.sha256(f'{SYSTEM} {LONGEST_ANSWER}'.encode()).hexdigest()}"


SYSTEMS: Mapping[str, System] = {
    "ours": Asking(ours, lambda task: task.prompt_hash),
    "plain": Asking(plain, _of_plain),
    "lead-3": Copying(partial(extract, lead)),
    "random-3": Copying(partial(extract, at_random)),
    "textrank": Copying(partial(extract, textrank)),
}
