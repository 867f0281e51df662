"""The output: shards in the order of the input, made of the ledger and of nothing else.

The same ledger gives the same bytes. Each file is written beside its name, brought to the disk and
renamed; the manifest comes last, so that whoever finds one finds everything that it names.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, Literal

from summarizer.batch import claims, listing
from summarizer.batch.failpoint import failpoint
from summarizer.batch.parquet import write_parquet
from summarizer.batch.results import RESULT, unpacked
from summarizer.batch.rows import carried_name
from summarizer.errors import BatchStoppedError, LedgerError

Format = Literal["jsonl", "parquet"]
MANIFEST = "manifest.json"
SHARD_ROWS = 10_000
DAMAGED = (
    "its result in the ledger is damaged; `summarizer batch retry --failed` has it asked for again."
)
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def export(
    connection: sqlite3.Connection, folder: Path, form: Format, *, partial: bool = False
) -> Path:
    """Write the shards and the manifest, and take away what they replace.

    Args:
        connection: A ledger, open for reading.
        folder: Where to.
        form: JSON Lines or Parquet.
        partial: Write what is finished, where not everything is.

    Returns:
        The manifest.

    Raises:
        LedgerError: Documents still wait, and `partial` is not given.
        BatchStoppedError: There is no room on the disk.
        OSError: The disk cannot be written.
    """
    connection.execute("BEGIN")  # one view of the ledger, whatever another process writes
    try:
        waiting = _waiting(connection)
        if waiting and not partial:
            raise LedgerError(
                f"{waiting:,} documents still wait, or the input is not read to its end.",
                hint="Run the job to its end, or export what there is with --partial.",
            )
        carried = _carried(connection)
        all_rows = rows(connection)
        shards: list[dict[str, Any]] = []
        for first in all_rows:
            shard = chain([first], islice(all_rows, SHARD_ROWS - 1))
            shards.append(_write_shard(folder, form, len(shards), shard, carried))
        manifest = _manifest(connection, form, shards, partial=bool(waiting))
    finally:
        connection.execute("ROLLBACK")
    path = folder / MANIFEST
    with _replacing(path) as file:
        file.write(json.dumps(manifest, indent=2, ensure_ascii=False).encode() + b"\n")
    named = {shard["name"] for shard in shards}
    for old in folder.glob("part-*"):
        if old.name not in named:
            old.unlink(missing_ok=True)
    return path


def rows(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Yield a row for each row of the input that is finished, in its order."""
    found = connection.execute(
        "SELECT alias.id, place, carried, problem, state, cause, message, payload FROM alias"
        " LEFT JOIN item ON item.id = alias.item LEFT JOIN result ON result.item = item.id"
        " WHERE state IS NULL OR state NOT IN ('pending', 'running') ORDER BY alias.seq"
    )
    for name, place, carried, problem, state, cause, message, payload in found:
        row: dict[str, Any] = {"id": name, "status": state or "invalid"}
        for column, value in json.loads(carried).items():
            row[carried_name(column)] = value
        result = unpacked(payload) if state == "ok" else None
        if result:
            result["document"]["id"] = name
            row |= {key: result[key] for key in RESULT} | {"error": None}
        elif state == "ok":
            row |= dict.fromkeys(RESULT) | {"status": "failed"}
            row["error"] = {"cause": "damaged", "message": DAMAGED, "place": place}
        else:
            row |= dict.fromkeys(RESULT)
            said = {"cause": cause or "unreadable input", "message": message or problem}
            row["error"] = {**said, "place": place}
        yield row


def _waiting(connection: sqlite3.Connection) -> int:
    """Return how many items wait; one at least where the input was not read to its end."""
    (running,) = connection.execute(
        "SELECT count(*) FROM item WHERE state = 'running' AND seq IS NOT NULL"
    ).fetchone()
    waiting = listing.pending(connection) + int(running)
    return waiting or int(not listing.is_complete(connection))


def _carried(connection: sqlite3.Connection) -> list[str]:
    """Return the names of all carried columns, as they stand in the output."""
    found = connection.execute("SELECT DISTINCT key FROM alias, json_each(alias.carried)")
    return sorted(carried_name(column) for (column,) in found)


def _write_shard(
    folder: Path, form: Format, number: int, shard: Iterable[dict[str, Any]], carried: list[str]
) -> dict[str, Any]:
    path = folder / f"part-{number:05d}.{form}"
    with _replacing(path) as file:
        write = write_parquet if form == "parquet" else _write_lines
        count = write(file, shard, carried)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": path.name, "rows": count, "sha256": digest}


def _write_lines(file: IO[bytes], shard: Iterable[dict[str, Any]], _: list[str]) -> int:
    count = 0
    for row in shard:
        count += 1
        file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        failpoint("in-export")
    return count


def _manifest(
    connection: sqlite3.Connection, form: Format, shards: list[dict[str, Any]], *, partial: bool
) -> dict[str, Any]:
    recipe = claims.last_recipe(connection)
    counts = connection.execute(
        "SELECT coalesce(state, 'invalid') AS status, count(*) FROM alias"
        " LEFT JOIN item ON item.id = alias.item GROUP BY status ORDER BY status"
    )
    return {
        "format": form,
        "partial": partial,
        "rows": sum(shard["rows"] for shard in shards),
        "states": dict(counts.fetchall()),
        "recipe": json.loads(recipe.to_json()) if recipe else None,
        "shards": shards,
    }


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file that takes the name `path` if the block succeeds, and vanishes if not."""
    for leftover in path.parent.glob(f".{path.name}.*.tmp"):
        leftover.unlink(missing_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        failpoint("before-rename")
        temporary.replace(path)
        failpoint("after-rename")
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise BatchStoppedError(
            f"there is no room left for the output {path}.",
            hint="Make room, and run the same command again: all that was paid is in the ledger.",
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
