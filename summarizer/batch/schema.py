"""The tables of a ledger, and the checks that a file is one.

run: one process's turn at the job: when, with what, how it ended.
input: a file of the input: what it was when it was read, how many rows of it are read, and listed.
alias: a row of the input, in its order: its id, its place, what is carried through.
item: a text to be summarized, once for all rows that have it: its state.
text: that text, until there is a result.
attempt: a request, committed before it is sent; one without `done` may have been billed.
result: the summary.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from summarizer.errors import LedgerError

NAME = "ledger.db"
APPLICATION = 0x53554D4D  # "SUMM"
VERSION = 2
NOT_OURS = "Name another folder with --out."

# The states of an item. A row of the input that could not be read has no item: it is `invalid`.
STATES = ("pending", "running", "ok", "failed", "quarantined")

_TABLES = """
CREATE TABLE run (
    id INTEGER PRIMARY KEY, recipe TEXT NOT NULL, pid INTEGER NOT NULL,
    started REAL NOT NULL, seen REAL NOT NULL, ended REAL, exit INTEGER, note TEXT
);
CREATE TABLE input (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, fingerprint TEXT NOT NULL,
    rows INTEGER NOT NULL DEFAULT 0, listed INTEGER NOT NULL DEFAULT 0,
    complete INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE selection (chosen TEXT NOT NULL);
CREATE TABLE alias (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL, item INTEGER REFERENCES item,
    place TEXT NOT NULL, carried TEXT NOT NULL, problem TEXT
);
CREATE INDEX alias_id ON alias (id);
CREATE TABLE item (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, seq INTEGER,
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'running', 'ok', 'failed', 'quarantined')),
    deaths INTEGER NOT NULL DEFAULT 0, cause TEXT, message TEXT
);
CREATE INDEX item_pending ON item (deaths, seq) WHERE state = 'pending';
CREATE INDEX item_running ON item (id) WHERE state = 'running';
CREATE TABLE text (item INTEGER PRIMARY KEY REFERENCES item, zlib BLOB NOT NULL);
CREATE TABLE attempt (
    item INTEGER NOT NULL REFERENCES item, n INTEGER NOT NULL, run INTEGER NOT NULL REFERENCES run,
    sent REAL NOT NULL, done REAL, status TEXT,
    reserved_input INTEGER NOT NULL, reserved_output INTEGER NOT NULL,
    input INTEGER, cached INTEGER, output INTEGER, detail TEXT,
    PRIMARY KEY (item, n)
) WITHOUT ROWID;
CREATE TABLE answer (
    item INTEGER NOT NULL REFERENCES item, n INTEGER NOT NULL, request BLOB NOT NULL,
    zlib BLOB NOT NULL, PRIMARY KEY (item, n)
) WITHOUT ROWID;
CREATE TABLE result (
    item INTEGER PRIMARY KEY REFERENCES item, payload BLOB NOT NULL, reasons TEXT NOT NULL,
    seconds REAL NOT NULL, finished REAL NOT NULL
);
"""


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a ledger for writing, in autocommit mode; transactions are begun by hand.

    Raises:
        LedgerError: The file is no ledger, a broken one, or one of another version.
    """
    new = not path.exists()
    if new and not create:
        raise LedgerError(f"there is no job in {path.parent}: it has no {NAME}.")
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        _check(connection, path, create=create)
        # FULL: what was paid for is on the disk before anybody hears of it, a power cut included.
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA busy_timeout=10000")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise broken(path, error) from error
    except LedgerError:
        connection.close()
        raise
    return connection


def connect_reading(path: Path) -> sqlite3.Connection:
    """Open a ledger that another process may be writing, for reading.

    Raises:
        LedgerError: As in `connect`.
    """
    if not path.exists():
        raise LedgerError(f"there is no job in {path.parent}: it has no {NAME}.")
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("PRAGMA busy_timeout=10000")
        _check(connection, path, create=False)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise broken(path, error) from error
    except LedgerError:
        connection.close()
        raise
    return connection


def broken(path: Path, error: sqlite3.DatabaseError) -> LedgerError:
    """Say that SQLite cannot work with the file."""
    return LedgerError(
        f"the ledger {path} cannot be used: {error}.",
        hint="See whether the disk is full. If the file is damaged, `sqlite3 ledger.db .recover` "
        "may save it. A new --out starts anew.",
    )


def _check(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    ours = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not tables and create:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(
            f"BEGIN IMMEDIATE; {_TABLES} PRAGMA application_id={APPLICATION};"
            f"PRAGMA user_version={VERSION}; COMMIT;"
        )
    elif ours != APPLICATION:
        raise LedgerError(f"{path} is no ledger of summarizer.", hint=NOT_OURS)
    elif version != VERSION:
        raise LedgerError(
            f"the ledger {path} is of version {version}; this is version {VERSION}.",
            hint="Finish the job with the version of summarizer that began it, or use a new --out.",
        )
