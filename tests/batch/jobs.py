"""Jobs as the tests run them: a small schema, a folder, and what is left behind."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import anyio
from model_server import text
from pydantic import BaseModel

from summarizer import Task
from summarizer.batch.job import Settings, run_job
from summarizer.batch.report import Standing
from summarizer.batch.schema import NAME, connect_reading


class News(BaseModel):
    """What the server is asked for."""

    company: str
    hired: int | None = None


class OtherNews(News):
    """The same, with a field more."""

    good: bool | None = None


@dataclass(frozen=True)
class Done:
    """What a run left behind.

    Attributes:
        code: The exit code.
        standing: How the job stands.
        said: What it told the reader.
        folder: The job's folder.
    """

    code: int
    standing: Standing
    said: list[str]
    folder: Path

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of the output."""
        return exported(self.folder)


def write_input(path: Path, numbers: range | list[int]) -> Path:
    """Write documents as JSON Lines, each with a column that is carried through."""
    rows = ({"id": f"doc-{n}", "text": text(n), "desk": f"desk {n}"} for n in numbers)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def of_two_questions() -> Task[News]:
    """Return a task that asks about each field apart, where the model's profile says so."""
    task = Task.for_schema(News)
    company, hired = (
        replace(task.questions[0], name=name, fields=(name,)) for name in ("company", "hired")
    )
    return replace(task, questions=(company, hired))


def run(
    *names: Path,
    out: Path,
    schema: type[BaseModel] = News,
    task: Task[Any] | None = None,
    watch: Callable = id,
    **settings: Any,
) -> Done:
    """Run a job in this process."""
    said: list[str] = []
    chosen = Settings(tuple(map(str, names)), out, **settings)
    job = partial(
        run_job, task or Task.for_schema(schema), "scripted", chosen, say=said.append, watch=watch
    )
    code, standing = anyio.run(job)
    return Done(code, standing, said, out)


def exported(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of a job's output."""
    lines = b"".join(path.read_bytes() for path in sorted(folder.glob("part-*.jsonl")))
    return [json.loads(line) for line in lines.splitlines()]


def output(folder: Path) -> dict[str, bytes]:
    """Return the files of a job's output, by name."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.name.startswith(("part-", "manifest"))
    }


def query(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Ask the ledger of a job."""
    with closing(connect_reading(folder / NAME)) as connection:
        return connection.execute(sql).fetchall()


def edit(folder: Path, sql: str) -> None:
    """Change the ledger of a job behind its back."""
    with closing(sqlite3.connect(folder / NAME)) as connection, connection:
        connection.execute(sql)


def check_books(folder: Path, calls: int, billed: int, kills: int = 0, window: int = 8) -> None:
    """Hold the ledger against the server's own count.

    Every row is in one state, every key has at most one result, every call was written down before
    it came, and the tokens are those that the server billed, but for those in flight at a kill.
    """
    rows, stateless, doubles = query(
        folder,
        "SELECT (SELECT count(*) FROM alias),"
        " (SELECT count(*) FROM alias LEFT JOIN item ON item.id = alias.item"
        "  WHERE (item.id IS NULL) != (problem IS NOT NULL)),"
        " (SELECT count(*) - count(DISTINCT key) FROM item)",
    )[0]
    assert rows
    assert (stateless, doubles) == (0, 0)
    [(results, finished)] = query(
        folder, "SELECT (SELECT count(*) FROM result), count(*) FROM item WHERE state = 'ok'"
    )
    assert results == finished
    [(intents, tokens, unknown, open_ones)] = query(
        folder,
        "SELECT count(*), coalesce(sum(input + output), 0),"
        " coalesce(sum(iif(input IS NULL, reserved_input + reserved_output, 0)), 0),"
        " coalesce(sum(done IS NULL), 0) FROM attempt",
    )
    [(not_sent,)] = query(folder, "SELECT count(*) FROM attempt WHERE status = 'not sent'")
    assert calls <= intents - not_sent <= calls + kills * window
    assert tokens <= billed <= tokens + unknown
    assert open_ones <= kills * window
