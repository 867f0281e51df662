"""What became of an item: its state, its result and what it cost, in one transaction."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from summarizer.batch.claims import Attempt, note
from summarizer.batch.failpoint import failpoint
from summarizer.batch.ledger import now
from summarizer.summary import Summary, Usage

# The parts of a summary, as they stand in a row of the output.
RESULT = ("document", "data", "evidence", "rejected", "suspect", "usage", "provenance")
_PARTS = (dict, list, str)
COMPRESSION = 1
_QUOTED = re.compile(r"“[^”]*”|\d[\d.,]*")


def payload(summary: Summary[Any], usage: Usage) -> bytes:
    """Return a summary as it is kept.

    Its usage is that of the answers that it is made of, without the time that they took: what a
    night cost beyond that stands in the attempts, so that a result does not depend on the night.
    """
    tree = summary.model_dump(mode="json", by_alias=True)
    tree["usage"] = {**usage.model_dump(mode="json"), "seconds": None}
    return zlib.compress(json.dumps(tree, ensure_ascii=False).encode(), COMPRESSION)


def unpacked(kept: bytes) -> dict[str, Any] | None:
    """Read what `payload` wrote; None where the file is damaged there."""
    try:
        tree = json.loads(zlib.decompress(kept))
    except (zlib.error, ValueError, TypeError):
        return None
    whole = isinstance(tree, dict) and all(isinstance(tree.get(part), _PARTS) for part in RESULT)
    return tree if whole else None


def retry_damaged(connection: sqlite3.Connection) -> int:
    """Make all items with a damaged result wait again, and their input be read anew.

    Returns:
        How many.
    """
    found = connection.execute(
        "SELECT item.id, payload FROM item LEFT JOIN result ON result.item = item.id"
        " WHERE item.state = 'ok'"
    )
    damaged = [(item,) for item, kept in found if unpacked(kept) is None]
    connection.executemany("DELETE FROM result WHERE item = ?", damaged)
    connection.executemany("UPDATE item SET state = 'pending' WHERE id = ?", damaged)
    if damaged:  # their texts went when they were finished
        connection.execute("DELETE FROM selection")
    return len(damaged)


def finish(  # noqa: PLR0917 - a row has its columns
    connection: sqlite3.Connection,
    item: int,
    kept: bytes,
    reasons: Counter[str],
    seconds: float,
    attempts: Sequence[Attempt],
) -> None:
    """Record a result: the item, its summary and its requests all at once."""
    note(connection, item, attempts)
    connection.execute(
        "INSERT OR IGNORE INTO result VALUES (?, ?, ?, ?, ?)",
        (item, kept, json.dumps(reasons, ensure_ascii=False), seconds, now()),
    )
    failpoint("in-result")
    connection.execute(
        "UPDATE item SET state = 'ok', cause = NULL, message = NULL WHERE id = ?", (item,)
    )
    for table in ("text", "answer"):
        connection.execute(f"DELETE FROM {table} WHERE item = ?", (item,))  # noqa: S608 - see above


def fail(
    connection: sqlite3.Connection,
    item: int,
    cause: str,
    message: str,
    attempts: Sequence[Attempt],
) -> None:
    """Record that there will be no result; the text stays, for another try."""
    note(connection, item, attempts)
    connection.execute(
        "UPDATE item SET state = 'failed', cause = ?, message = ? WHERE id = ?",
        (cause, message, item),
    )
    connection.execute("DELETE FROM answer WHERE item = ?", (item,))  # another try asks anew


def reasons_of(summary: Summary[Any]) -> Counter[str]:
    """Count why values were set aside; what the reasons quote is left out, so that they add up."""
    return Counter(_QUOTED.sub("…", rejected.reason) for rejected in summary.rejected)
