"""The input as the ledger knows it: which rows there are, in which order, with which texts.

A row is listed once. If the files are what they were, a later run goes on where the listing
stopped; if anything about them changed, the rows are listed anew, and texts that are known keep
their results.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.batch.rows import Row
from summarizer.batch.source import Input
from summarizer.document import encodable

COMPRESSION = 1


@dataclass(frozen=True)
class Listed:
    """A row that is ready to be listed: hashed and compressed outside the writer's thread."""

    row: Row
    key: bytes
    text: bytes

    @classmethod
    def of(cls, row: Row, key: bytes) -> Listed:
        """Compress the text of a row."""
        return cls(row, key, zlib.compress(row.text.encode(), COMPRESSION))


@dataclass(frozen=True)
class Position:
    """How far an input was read: rows read, rows listed of them, and whether that is all."""

    rows: int = 0
    listed: int = 0
    complete: bool = False


def begin(connection: sqlite3.Connection, inputs: Sequence[Input], chosen: str) -> list[Position]:
    """Compare the input with what was listed, and return from where to go on.

    Args:
        connection: Of the writer.
        inputs: What is to be read.
        chosen: All that decides which rows are taken, and with which keys, as text.

    Returns:
        For each input how far it is listed.
    """
    known = connection.execute(
        "SELECT name, fingerprint, rows, listed, complete FROM input ORDER BY number"
    ).fetchall()
    before = connection.execute("SELECT chosen FROM selection").fetchone()
    now = [(encodable(each.name), each.fingerprint) for each in inputs]
    same = before == (chosen,) and [row[:2] for row in known] == now
    if same and all(mark for _, mark in now):
        return [Position(rows, listed, bool(complete)) for _, _, rows, listed, complete in known]
    for table in ("selection", "input", "alias"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the names are above
    connection.execute("UPDATE item SET seq = NULL WHERE seq IS NOT NULL")
    connection.execute("INSERT INTO selection VALUES (?)", (chosen,))
    connection.executemany(
        "INSERT INTO input (number, name, fingerprint) VALUES (?, ?, ?)",
        [(number, *each) for number, each in enumerate(now)],
    )
    return [Position()] * len(now)


def add(
    connection: sqlite3.Connection, number: int, read: int, rows: Sequence[Listed | Row]
) -> int:
    """List rows of one input.

    Args:
        connection: Of the writer.
        number: Which input.
        read: How many rows of it are read with these, those that were not chosen included.
        rows: Readable ones with their texts; the others, which keep their place with a problem.

    Returns:
        How many items wait to be summarized.
    """
    for each in rows:
        if isinstance(each, Listed):
            _add_readable(connection, each)
        else:
            _add_alias(connection, each, None, each.problem)
    connection.execute(
        "UPDATE input SET rows = ?, listed = listed + ? WHERE number = ?", (read, len(rows), number)
    )
    return pending(connection)


def complete(connection: sqlite3.Connection, number: int) -> None:
    """Note that an input was read to its end."""
    connection.execute("UPDATE input SET complete = 1 WHERE number = ?", (number,))


def is_complete(connection: sqlite3.Connection) -> bool:
    """Tell whether the whole input is listed."""
    row = connection.execute("SELECT count(*), min(complete) FROM input").fetchone()
    return bool(row[0] and row[1])


def pending(connection: sqlite3.Connection) -> int:
    """Return how many items of the input wait."""
    row = connection.execute(
        "SELECT count(*) FROM item WHERE state = 'pending' AND seq IS NOT NULL"
    ).fetchone()
    return int(row[0])


def finished(connection: sqlite3.Connection) -> int:
    """Return how many rows of the input need no work any more."""
    row = connection.execute(
        "SELECT count(*) FROM alias LEFT JOIN item ON item.id = alias.item"
        " WHERE state IS NULL OR state NOT IN ('pending', 'running')"
    ).fetchone()
    return int(row[0])


def _add_readable(connection: sqlite3.Connection, listed: Listed) -> None:
    row = listed.row
    other = connection.execute(
        "SELECT place, item.key FROM alias JOIN item ON item.id = alias.item WHERE alias.id = ?"
        " ORDER BY alias.seq LIMIT 1",
        (row.id,),
    ).fetchone()
    if other and other[1] != listed.key:
        _add_alias(connection, row, None, row.other_text(other[0]))
        return
    known = connection.execute(
        "SELECT id, seq, state FROM item WHERE key = ?", (listed.key,)
    ).fetchone()
    if known is None:
        cursor = connection.execute("INSERT INTO item (key) VALUES (?)", (listed.key,))
        item, seq, state = cursor.lastrowid, None, "pending"
    else:
        item, seq, state = known
    if state != "ok":
        connection.execute("INSERT OR IGNORE INTO text VALUES (?, ?)", (item, listed.text))
    place = _add_alias(connection, row, item, None)
    if seq is None:
        connection.execute("UPDATE item SET seq = ? WHERE id = ?", (place, item))


def _add_alias(
    connection: sqlite3.Connection, row: Row, item: int | None, problem: str | None
) -> int | None:
    carried = json.dumps(row.carried, ensure_ascii=False)
    return connection.execute(
        "INSERT INTO alias (id, item, place, carried, problem) VALUES (?, ?, ?, ?, ?)",
        (row.id, item, row.place, carried, problem),
    ).lastrowid
