"""A job without its requests: what it would read, send and cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openai.types.chat import ChatCompletionMessageParam

from summarizer.answer import Json
from summarizer.asking import Asker
from summarizer.batch import schema
from summarizer.batch.budget import Estimate
from summarizer.batch.keys import Recipe
from summarizer.batch.rows import Row
from summarizer.document import Document
from summarizer.grounding import Source
from summarizer.model.client import Client, Reply
from summarizer.model.profile import Profile
from summarizer.model.usage import Meter
from summarizer.task import Task

MEASURED = 100  # documents that are rehearsed in full; the others are judged by their length


class _Prompter(Client):
    """Answers nothing, and adds up what it is asked."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.estimates: list[Estimate] = []

    async def ask(
        self,
        messages: Sequence[ChatCompletionMessageParam],
        schema: Json,
        *,
        max_tokens: int,
        meter: Meter,
    ) -> Reply:
        """Measure a question."""
        request = {"messages": messages, "response_format": schema, "max_tokens": max_tokens}
        self.estimates.append(Estimate.of(request))
        meter.sent()
        return Reply({}, complete=True)


@dataclass
class Rehearsal:
    """What a job would be.

    Attributes:
        rows: Rows of the input that are chosen.
        broken: Rows that cannot be read.
        unreadable: What is wrong with the first of these.
        known: Different texts that have a result with these settings.
        texts: Different texts that would be asked about.
        characters: Of these texts.
        requests: That would be sent, failures aside.
        input_tokens: That they would take, as an upper estimate.
        output_tokens: That they may take at most.
        seconds: How long documents took in earlier runs of the job, on average; None if there are
            none.
    """

    rows: int = 0
    broken: int = 0
    unreadable: list[str] = field(default_factory=list)
    known: int = 0
    texts: int = 0
    characters: int = 0
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float | None = None


async def rehearse(
    task: Task[Any],
    profile: Profile,
    recipe: Recipe,
    rows: Iterable[Row],
    folder: Path,
) -> Rehearsal:
    """Read the whole input and send nothing; the ledger, if there is one, is only read."""
    found = Rehearsal()
    known = _known(folder, found)
    seen: set[bytes] = set()
    first: dict[str, tuple[str, bytes]] = {}
    prompter = _Prompter(profile)
    measured = 0
    for row in rows:
        found.rows += 1
        key = recipe.key(row.text)
        problem = row.problem or _other_text(row, key, first)
        if problem:
            found.broken += 1
            found.unreadable += [problem] if len(found.unreadable) < 10 else []
            continue
        if key in seen:
            continue
        seen.add(key)
        if key in known:
            found.known += 1
            continue
        found.texts += 1
        found.characters += len(row.text)
        if found.texts <= MEASURED:
            measured += len(row.text)
            source = Source(Document(row.id, row.text))
            await Asker(prompter, task, source, Meter(), lambda _: None).ask_all()
    scale = found.characters / measured if measured else 0.0
    found.requests = round(scale * len(prompter.estimates))
    found.input_tokens = round(scale * sum(each.input for each in prompter.estimates))
    found.output_tokens = round(scale * sum(each.output for each in prompter.estimates))
    return found


def in_words(found: Rehearsal, profile: Profile, concurrency: int) -> Iterator[str]:
    """Yield what would be, a line at a time."""
    yield f"{found.rows:,} rows of input, {found.broken:,} of them unreadable"
    for problem in found.unreadable:
        yield f"  {problem}"
    yield f"{found.texts:,} texts to ask about, {found.known:,} have a result already"
    tokens = f"{found.input_tokens:,} tokens in and {found.output_tokens:,} out"
    yield f"about {found.requests:,} requests, at most {tokens}"
    if profile.prices:
        cost = profile.prices.cost(found.input_tokens, 0, found.output_tokens)
        yield f"at most a cost of {cost:,.2f}"
    if found.seconds is not None:
        minutes = found.seconds * found.texts / concurrency / 60
        yield f"about {minutes:,.0f} minutes at the speed of earlier runs, {concurrency} at a time"
    else:
        yield "how long it takes will be known when the first documents are done"
    yield "nothing was sent"


def _other_text(row: Row, key: bytes, first: dict[str, tuple[str, bytes]]) -> str | None:
    """Say that an id stood before with another text, as a run would."""
    place, before = first.setdefault(row.id, (row.place, key))
    return None if before == key else row.other_text(place)


def _known(folder: Path, found: Rehearsal) -> set[bytes]:
    """Return the keys that have a result, and note how fast they came."""
    path = folder / schema.NAME
    if not path.exists():
        return set()
    with closing(schema.connect_reading(path)) as connection:
        (found.seconds,) = connection.execute("SELECT avg(seconds) FROM result").fetchone()
        return {key for (key,) in connection.execute("SELECT key FROM item WHERE state = 'ok'")}
