"""A table in, a table out, and never an error: what a distributed engine calls for each block."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from anyio.from_thread import start_blocking_portal
from pydantic import BaseModel

from summarizer.batch.many import Failure, asummarize_many
from summarizer.batch.opening import need_pyarrow
from summarizer.batch.parquet import table as as_table
from summarizer.batch.results import RESULT
from summarizer.batch.rows import Columns, Row, carried_name, row_of
from summarizer.document import Document
from summarizer.errors import SummarizerError
from summarizer.model.client import Client
from summarizer.task import Task


def process(
    table: Any,
    *,
    task: str | Task[Any] = "press_release",
    schema: type[BaseModel] | None = None,
    model: str | Client | None = None,
    columns: Columns | None = None,
    concurrency: int | None = None,
) -> Any:
    """Summarize the rows of a table.

    Whatever goes wrong is in the row that it went wrong with: in a job of many machines, an error
    would take the rows beside it along.

    Args:
        table: A `pyarrow.Table` with an id and a text; other columns are carried through.
        task: A task, or its name.
        schema: Any pydantic model, instead of a task.
        model: As for `Summarizer`.
        columns: Which columns hold ids and texts.
        concurrency: The most documents in hand.

    Returns:
        A `pyarrow.Table` of as many rows in the same order, of the columns of a job's output:
        `id`, `status` (`ok`, `failed` or `invalid`), `error`, and the parts of the summary.

    Raises:
        ExtraMissingError: pyarrow is not installed.
    """
    need_pyarrow("A table")
    chosen = columns or Columns()
    found = list(_rows(table, chosen))
    rows = [_failed(row.id, "invalid", "unreadable input", row.problem, row.place) for row in found]
    # The id of a document is its place here, because ids of a table need not be unique.
    documents = [Document(str(n), row.text) for n, row in enumerate(found) if not row.problem]

    async def fill() -> None:
        outcomes: AsyncIterator[Any] = asummarize_many(
            documents, task, schema=schema, model=model, concurrency=concurrency
        )
        async for outcome in outcomes:
            n = int(outcome.document.id)
            if isinstance(outcome, Failure):
                rows[n] = _of_error(found[n].id, outcome.error, found[n].place)
            else:
                tree = outcome.model_dump(mode="json", by_alias=True)
                tree["document"]["id"] = found[n].id
                rows[n] = {"id": found[n].id, "status": "ok", "error": None, **tree}

    try:
        with start_blocking_portal() as portal:
            portal.call(fill)
    except Exception as error:  # noqa: BLE001 - the promise: it is in the rows
        for document in documents:
            n = int(document.id)
            if rows[n]["status"] == "invalid":  # nothing has become of it yet
                rows[n] = _of_error(found[n].id, error, found[n].place)
    both = [
        {carried_name(name): value for name, value in row.carried.items()} | made
        for row, made in zip(found, rows, strict=True)
    ]
    carried = (name for name in table.column_names if name not in {chosen.id, chosen.text})
    return as_table(both, list(dict.fromkeys(map(carried_name, carried))))


def _rows(table: Any, columns: Columns) -> Iterator[Row]:
    """Yield the rows of a table; one with a value that Python cannot hold is a row with a problem.

    Of columns of one name, the first counts.
    """
    names = table.column_names
    values = {name: table.column(names.index(name)) for name in reversed(names)}
    for n in range(table.num_rows):
        place = f"row {n + 1}"
        try:
            tree = {name: values[name][n].as_py() for name in dict.fromkeys(names)}
        except (ValueError, ArithmeticError) as error:
            yield Row.broken(place, place, f"{place}: a value cannot be read: {error}.")
        else:
            yield row_of(place, tree, columns)


def _of_error(name: str, error: Exception, place: str) -> dict[str, Any]:
    if isinstance(error, SummarizerError):
        return _failed(name, "failed", error.kind, error.message, place)
    return _failed(name, "failed", "defect", f"{type(error).__name__}: {error}", place)


def _failed(name: str, status: str, cause: str, message: str, place: str) -> dict[str, Any]:
    error = {"cause": cause, "message": message, "place": place}
    return {"id": name, "status": status, "error": error, **dict.fromkeys(RESULT)}
