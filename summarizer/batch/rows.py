"""Rows of JSON Lines, CSV and Parquet: an id, a text, and what is carried through."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import IO, Any, Self

from pydantic_core import from_json

from summarizer.batch.opening import MAX_LINE, ReadError, lines, need_pyarrow
from summarizer.batch.results import RESULT
from summarizer.document import Document, encodable
from summarizer.errors import SummarizerError
from summarizer.segmentation import BYTE_ORDER_MARK

PARQUET_BATCH = 256
_OUTPUT = frozenset({"id", "status", "error", *RESULT})
_BOM = BYTE_ORDER_MARK.encode()


@dataclass(frozen=True)
class Columns:
    """The names of the columns that are read; all others are carried through."""

    id: str = "id"
    text: str = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the input.

    Attributes:
        id: Its id; where it has none, its place.
        place: File and line.
        text: The document; empty if there is a problem.
        carried: The other columns, as JSON.
        problem: Why it cannot be summarized, or an empty string.
    """

    id: str
    place: str
    text: str = ""
    carried: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""

    @classmethod
    def broken(cls, name: str, place: str, problem: str) -> Self:
        """Make a row that stands for one that cannot be read; the name is made safe to keep."""
        return cls(encodable(name), encodable(place), problem=encodable(problem))

    def other_text(self, place: str) -> str:
        """Say that its id stands at an earlier place with another text."""
        return f"{self.place}: the id {self.id!r} has another text at {place}."


def json_rows(name: str, file: IO[bytes], columns: Columns) -> Iterator[Row]:
    """Read JSON Lines. Blank lines are passed over; a byte order mark and CR LF do no harm."""
    for number, (line, size) in enumerate(lines(file), start=1):
        place = f"{name}:{number}"
        if line is None:
            yield _too_long(place, size)
            continue
        stripped = (line.removeprefix(_BOM) if number == 1 else line).strip()
        if not stripped:
            continue
        try:
            tree = from_json(stripped, allow_inf_nan=False)
        except ValueError as error:
            torn = "" if line.endswith(b"\n") else " The last line is torn: it has no end."
            yield Row.broken(place, place, f"{place}: this is no JSON: {error}.{torn}")
            continue
        if isinstance(tree, dict):
            yield row_of(place, tree, columns)
        else:
            yield Row.broken(place, place, f"{place}: this is no JSON object.")


def csv_rows(name: str, file: IO[bytes], columns: Columns) -> Iterator[Row]:
    """Read CSV with a header. A row that breaks the format costs itself.

    Raises:
        ReadError: The header lacks a column, or is broken.
    """
    csv.field_size_limit(MAX_LINE)
    skipped: list[tuple[int, int]] = []
    reader = csv.reader(_decoded(file, skipped))
    header = _header(reader, columns)
    if header is None:
        return
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            cells = None
        except csv.Error as error:
            place = f"{name}:{reader.line_num}"
            yield Row.broken(place, place, f"{place}: {error}.")
            continue
        for number, size in skipped:
            yield _too_long(f"{name}:{number}", size)
        skipped.clear()
        if cells is None:
            return
        place = f"{name}:{reader.line_num}"
        if encodable("".join(cells)) != "".join(cells):
            yield Row.broken(place, place, f"{place}: this is not UTF-8.")
        elif len(cells) == len(header):
            yield row_of(place, dict(zip(header, cells, strict=True)), columns)
        elif cells:
            what = f"{len(cells)} cells, where the header has {len(header)}"
            yield Row.broken(place, place, f"{place}: {what}.")


def _header(reader: Iterator[list[str]], columns: Columns) -> list[str] | None:
    """Return the names of the columns; None of an empty file."""
    try:
        header = next(reader, None)
    except csv.Error as error:
        raise ReadError(f"the header cannot be read: {error}") from error
    if header is not None:
        _check_columns(header, columns)
    return header


def parquet_rows(name: str, columns: Columns) -> Iterator[Row]:
    """Read Parquet, a batch of rows at a time.

    Raises:
        ReadError: The file is damaged, or lacks a column.
    """
    arrow = need_pyarrow(f"Reading {name}")
    try:
        with arrow.parquet.ParquetFile(name) as file:
            _check_columns(file.schema_arrow.names, columns)
            number = 0
            for batch in file.iter_batches(batch_size=PARQUET_BATCH):
                for cells in zip(*batch.columns, strict=True):
                    number += 1
                    named = zip(batch.schema.names, cells, strict=True)
                    yield _parquet_row(f"{name}:{number}", named, columns)
    except arrow.ArrowException as error:
        raise ReadError(f"this is no Parquet that can be read: {error}") from error


def _parquet_row(place: str, named: Iterable[tuple[str, Any]], columns: Columns) -> Row:
    try:
        tree = {column: _cell(scalar) for column, scalar in named}
    except ValueError as error:  # a string that is no UTF-8, for one
        return Row.broken(place, place, f"{place}: a value cannot be read: {error}.")
    return row_of(place, tree, columns)


def _cell(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):  # a time that Python has none for, as nanoseconds
        return scalar.cast("string").as_py()


def row_of(place: str, tree: dict[str, Any], columns: Columns) -> Row:
    """Make a row of named values, or say what is wrong with them."""
    name, text = tree.pop(columns.id, None), tree.pop(columns.text, None)
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    problem = ""
    if not isinstance(name, str) or not name:
        name, problem = place, f"there is no {columns.id!r}, or it is no text."
    try:
        carried = {key: _carried(value) for key, value in tree.items()}
        json.dumps([name, carried], ensure_ascii=False).encode()
    except (ValueError, TypeError) as error:  # half a surrogate pair is a ValueError too
        return Row.broken(name, place, f"{place}: a value cannot be carried: {error}.")
    if not problem and not isinstance(text, str):
        problem = f"there is no {columns.text!r}, or it is no text."
    if not problem:
        try:
            return Row(name, place, Document.from_text(text, id=name).text, carried)
        except SummarizerError as error:
            problem = error.message
    return Row(name, place, carried=carried, problem=f"{place}: {problem}")


def carried_name(column: str) -> str:
    """Return the name that a carried column has in the output, beside those of the summary."""
    return f"input_{column}" if column in _OUTPUT else column


def _carried(value: Any) -> Any:
    """Return a value as JSON has it; what is no number there (NaN, infinity) is null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, Mapping):
        return {str(key): _carried(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_carried(each) for each in value]
    return _plain(value)


def _plain(value: Any) -> str:
    """Write as text what JSON has no form for."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def _decoded(file: IO[bytes], skipped: list[tuple[int, int]]) -> Iterator[str]:
    """Yield lines of text; bytes that are no UTF-8 stay visible, as halves of surrogate pairs."""
    for number, (line, size) in enumerate(lines(file), start=1):
        if line is None:
            skipped.append((number, size))
            yield "\n"
        else:
            start = line.removeprefix(_BOM) if number == 1 else line
            yield start.decode(errors="surrogateescape")


def _too_long(place: str, size: int) -> Row:
    problem = f"{place}: a line of {size:,} bytes, more than the limit of {MAX_LINE:,}."
    return Row.broken(place, place, problem)


def _check_columns(names: list[str], columns: Columns) -> None:
    for wanted in (columns.id, columns.text):
        if wanted not in names:
            there = ", ".join(filter(None, names)) or "none with a name"
            raise ReadError(f"there is no column {wanted!r}; there are {there}")
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise ReadError(f"there are several columns {twice[0]!r}")
