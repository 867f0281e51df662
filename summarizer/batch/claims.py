"""Who works on which item, and what was sent for it: the part of the ledger that outlives a kill.

An item is `running` from before it is read to after its result is written. One that is found so
when a run begins was in hand when its process died, as one is that a worker process died with, and
whatever killed the process may be in it: it is asked after all others, after two deaths alone, and
after three not any more.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from openai.types.chat import ChatCompletion

from summarizer.batch.keys import Recipe
from summarizer.batch.ledger import now
from summarizer.batch.recall import Kept, packed

DEATHS = 3
QUARANTINED = (
    f"in hand at {DEATHS} deaths of a process; `summarizer batch retry --failed` tries again"
)
_DAMAGED = (
    "its text in the ledger is damaged; `summarizer batch retry --failed` and another run "
    "ask about it again."
)


@dataclass(frozen=True, slots=True)
class Item:
    """A text to be summarized; `name` is the id of the first row that has it."""

    id: int
    seq: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """A request, and what came of it.

    Attributes:
        n: Its number among those of the item.
        reserved: Tokens in and out that it may take at most.
        status: `ok`, an HTTP status, or the kind of failure; None while it is under way.
        used: Tokens in, cached and out as the endpoint counted; None if it did not.
        detail: What the endpoint said.
        answer: What it answered, with the key of the request, for as long as that may be needed.
    """

    n: int
    reserved: tuple[int, int]
    status: str | None = None
    used: tuple[int, int, int] | None = None
    detail: str = ""
    answer: tuple[bytes, ChatCompletion] | None = None


def begin_run(connection: sqlite3.Connection, recipe: Recipe) -> int:
    """Open a turn at the job, and take up what the last one left in hand."""
    connection.execute(
        "UPDATE item SET deaths = deaths + 1, state = 'pending' WHERE state = 'running'"
    )
    _quarantine(connection)
    at = now()
    cursor = connection.execute(
        "INSERT INTO run (recipe, pid, started, seen) VALUES (?, ?, ?, ?)",
        (recipe.to_json(), os.getpid(), at, at),
    )
    return int(cursor.lastrowid or 0)


def end_run(connection: sqlite3.Connection, run: int, code: int) -> None:
    """Close a turn in good order: what is still in hand is given back, and nobody died of it."""
    connection.execute("UPDATE item SET state = 'pending' WHERE state = 'running'")
    at = now()
    connection.execute(
        "UPDATE run SET ended = ?, seen = ?, exit = ? WHERE id = ?", (at, at, code, run)
    )


def last_recipe(connection: sqlite3.Connection) -> Recipe | None:
    """Return what the job was made with the last time."""
    row = connection.execute("SELECT recipe FROM run ORDER BY id DESC LIMIT 1").fetchone()
    return Recipe.from_json(row[0]) if row else None


def next_items(connection: sqlite3.Connection, deaths: int, after: int, count: int) -> list[Item]:
    """Return items that wait, in the order of the input.

    Args:
        connection: Of the writer.
        deaths: How many processes died with the item in hand.
        after: The place in the input after which to look.
        count: How many to return at most.
    """
    rows = connection.execute(
        "SELECT item.id, item.seq, alias.id, text.zlib FROM item"
        " JOIN alias ON alias.seq = item.seq JOIN text ON text.item = item.id"
        " WHERE item.state = 'pending' AND item.deaths = ? AND item.seq > ?"
        " ORDER BY item.seq LIMIT ?",
        (deaths, after, count),
    )
    items = []
    for item, seq, name, kept in rows.fetchall():
        try:
            items.append(Item(item, seq, name, zlib.decompress(kept).decode()))
        except (zlib.error, ValueError, TypeError):
            _set_apart(connection, item)
    return items


def _set_apart(connection: sqlite3.Connection, item: int) -> None:
    """Fail an item whose text the ledger has lost; its input is read anew by the next run."""
    connection.execute(
        "UPDATE item SET state = 'failed', cause = 'damaged', message = ? WHERE id = ?",
        (_DAMAGED, item),
    )
    connection.execute("DELETE FROM text WHERE item = ?", (item,))
    connection.execute("DELETE FROM selection")


def take(connection: sqlite3.Connection, item: int) -> tuple[int, list[Kept]]:
    """Take an item in hand; return how many requests were sent for it, and the answers kept."""
    connection.execute("UPDATE item SET state = 'running' WHERE id = ?", (item,))
    row = connection.execute("SELECT max(n) FROM attempt WHERE item = ?", (item,)).fetchone()
    kept = connection.execute(
        "SELECT request, zlib FROM answer WHERE item = ? ORDER BY n", (item,)
    ).fetchall()
    return int(row[0] or 0), kept


def give_back(connection: sqlite3.Connection, item: int, attempts: Sequence[Attempt]) -> None:
    """Let go of an item that was not finished, for another run."""
    note(connection, item, attempts)
    _keep(connection, item, attempts)
    connection.execute("UPDATE item SET state = 'pending' WHERE id = ?", (item,))


def count_death(connection: sqlite3.Connection, item: int, attempts: Sequence[Attempt]) -> None:
    """Give back what a worker process died with: it waits again, unless that was the third."""
    give_back(connection, item, attempts)
    connection.execute("UPDATE item SET deaths = deaths + 1 WHERE id = ?", (item,))
    _quarantine(connection)


def _quarantine(connection: sqlite3.Connection) -> None:
    """Set apart what too many processes died with."""
    connection.execute(
        "UPDATE item SET state = 'quarantined', cause = 'killed', message = ?"
        " WHERE state = 'pending' AND deaths >= ?",
        (QUARANTINED, DEATHS),
    )


def intend(
    connection: sqlite3.Connection,
    run: int,
    item: int,
    attempt: Attempt | None,
    answered: Sequence[Attempt],
) -> None:
    """Record a request that is about to be sent, if there is one, and what came of earlier ones."""
    note(connection, item, answered)
    _keep(connection, item, answered)
    if attempt is None:
        return
    connection.execute(
        "INSERT INTO attempt (item, n, run, sent, reserved_input, reserved_output)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (item, attempt.n, run, now(), *attempt.reserved),
    )


def note(connection: sqlite3.Connection, item: int, attempts: Sequence[Attempt]) -> None:
    """Record what came of requests."""
    connection.executemany(
        "UPDATE attempt SET done = ?, status = ?, input = ?, cached = ?, output = ?, detail = ?"
        " WHERE item = ? AND n = ?",
        [
            (now(), each.status, *(each.used or (None,) * 3), each.detail or None, item, each.n)
            for each in attempts
        ],
    )


def _keep(connection: sqlite3.Connection, item: int, attempts: Sequence[Attempt]) -> None:
    """Keep answers until the item has its result."""
    connection.executemany(
        "INSERT INTO answer VALUES (?, ?, ?, ?)",
        [
            (item, each.n, each.answer[0], packed(each.answer[1]))
            for each in attempts
            if each.answer
        ],
    )


def retry_failed(connection: sqlite3.Connection) -> int:
    """Make all items that failed, or were set apart, wait again; return how many."""
    return connection.execute(
        "UPDATE item SET state = 'pending', deaths = 0, cause = NULL, message = NULL"
        " WHERE state IN ('failed', 'quarantined') AND seq IS NOT NULL"
    ).rowcount
