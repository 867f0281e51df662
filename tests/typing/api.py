"""How the public types read. Checked by mypy and pyright, never executed."""

from pathlib import Path
from typing import Any, assert_type

from pydantic import BaseModel

from summarizer import (
    Document,
    Failure,
    Summarizer,
    Summary,
    Task,
    asummarize,
    asummarize_many,
    load_task,
    summarize,
)
from summarizer.schemas.press_release import PressRelease, Trial


class Earnings(BaseModel):
    """A schema of the user's own."""

    revenue: int | None


def with_the_default_task() -> None:
    """No arguments: the press release."""
    assert_type(summarize("text"), Summary[PressRelease])
    assert_type(Summarizer(), Summarizer[PressRelease])
    assert_type(Summarizer(model="local").summarize("text").data.trials, list[Trial])


def with_a_schema_of_ones_own() -> None:
    """The schema's type goes through to `data`."""
    summarizer = Summarizer(schema=Earnings)
    assert_type(summarizer, Summarizer[Earnings])
    assert_type(summarizer.summarize(Document.from_text("text")), Summary[Earnings])
    assert_type(summarizer.summarize("text").data.revenue, int | None)


def with_a_task() -> None:
    """A task object is typed; one found by name or path cannot be."""
    task = Task.for_schema(Earnings)
    assert_type(task, Task[Earnings])
    assert_type(Summarizer(task), Summarizer[Earnings])
    assert_type(Summarizer("my_task"), Summarizer[Any])
    assert_type(Summarizer(Path("my_task")), Summarizer[Any])
    assert_type(load_task("my_task"), Task[Any])


async def many() -> None:
    """What comes of many documents is typed through as well."""
    async for outcome in asummarize_many(["text"], schema=Earnings):
        assert_type(outcome, Summary[Earnings] | Failure)
    async for release in asummarize_many([Document.from_text("text")]):
        assert_type(release, Summary[PressRelease] | Failure)


async def awaited() -> None:
    """The async twins return the same."""
    assert_type(await asummarize("text"), Summary[PressRelease])
    async with Summarizer(schema=Earnings) as summarizer:
        assert_type(await summarizer.asummarize("text"), Summary[Earnings])
