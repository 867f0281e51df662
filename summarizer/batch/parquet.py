"""Rows of the output as Parquet: what every row has is typed, what a schema decides is JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import IO, Any

from summarizer.batch.opening import need_pyarrow

GROUP_ROWS = 500
# `data`, `evidence` and what was set aside depend on the task's schema: as JSON, they read the same
# whatever the task, and shards of one job always fit together.
_JSON = ("data", "evidence", "rejected", "suspect")


def write_parquet(
    file: IO[bytes], rows: Iterable[Mapping[str, Any]], carried: Sequence[str]
) -> int:
    """Write rows to an open file, some at a time, and return how many there were.

    Raises:
        ExtraMissingError: pyarrow is not installed.
    """
    arrow = need_pyarrow("Writing Parquet")
    count, left = 0, iter(rows)
    with arrow.parquet.ParquetWriter(file, table([], carried).schema, compression="zstd") as writer:
        while some := list(islice(left, GROUP_ROWS)):
            writer.write_table(table(some, carried))
            count += len(some)
    return count


def table(rows: Sequence[Mapping[str, Any]], carried: Sequence[str]) -> Any:
    """Return rows as a `pyarrow.Table`: the fixed columns first, then what is carried through."""
    arrow = need_pyarrow("A table")
    fixed = _fields(arrow)
    arrays = [
        arrow.array([_cell(name, row.get(name)) for row in rows], kind)
        for name, kind in fixed.items()
    ]
    arrays += [
        arrow.array([_text(row.get(name)) for row in rows], arrow.string()) for name in carried
    ]
    return arrow.table(arrays, names=[*fixed, *carried])


def _cell(name: str, value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if name in _JSON and value is not None else value


def _text(value: Any) -> str | None:
    """Carry a value as text: one column may hold a number here and words there."""
    return (
        value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    )


def _fields(arrow: Any) -> dict[str, Any]:
    text, count = arrow.string(), arrow.int64()
    counts = ("requests", "input_tokens", "cached_tokens", "output_tokens", "unreported")
    usage = [(name, count) for name in counts]
    made_by = ("task", "prompt", "schema", "model", "version")
    return {
        "id": text,
        "status": text,
        "error": arrow.struct([("cause", text), ("message", text), ("place", text)]),
        "document": arrow.struct([("id", text), ("sha256", text), ("characters", count)]),
        **dict.fromkeys(_JSON, text),
        "usage": arrow.struct([*usage, ("seconds", arrow.float64()), ("cost", arrow.float64())]),
        "provenance": arrow.struct([(name, text) for name in made_by]),
    }
