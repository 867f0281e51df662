"""The ledger of a job: one file, one process that may write, one thread that does.

Whatever is to be written is a function of a connection. The thread takes all that wait, runs them
in one transaction and commits it, so that the more is in flight, the fewer commits each costs.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from filelock import FileLock, Timeout

from summarizer.batch import schema
from summarizer.batch.failpoint import failpoint
from summarizer.errors import BatchStoppedError, LedgerError

R = TypeVar("R")
Work = Callable[[sqlite3.Connection], R]
LARGEST_GROUP = 256
_LOCK = "ledger.lock"


class Ledger:
    """A ledger that is open for writing. Use it as a context manager.

    Attributes:
        path: The SQLite file.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open or make the ledger of a folder.

        Raises:
            LedgerError: Another run has it, it is broken, or the folder is not a job's.
        """
        self.path = folder / schema.NAME
        if create:
            _make_folder(folder)
        elif not self.path.exists():
            raise LedgerError(f"there is no job in {folder}: it has no {schema.NAME}.")
        # The system lets go of this lock when the process ends, however it ends.
        self._lock = FileLock(folder / _LOCK, blocking=False)
        try:
            self._lock.acquire()
        except Timeout:
            raise LedgerError(
                f"another run is working on the job in {folder}.",
                hint="`summarizer batch status` shows how far it is.",
            ) from None
        try:
            self._connection = schema.connect(self.path, create=create)
        except BaseException:
            self._lock.release()
            raise
        self._waiting: SimpleQueue[tuple[Work[Any], Future[Any]] | None] = SimpleQueue()
        self._closed = False
        self._entering = Lock()
        self._thread = Thread(target=self._write, name="ledger", daemon=True)
        self._thread.start()

    def submit(self, work: Work[R]) -> Future[R]:
        """Have something written; the future is done when it is committed.

        Raises:
            LedgerError: The ledger is closed.
        """
        future: Future[R] = Future()
        future.set_running_or_notify_cancel()  # what was handed in is written, whoever still waits
        with self._entering:  # nothing comes in behind the last one, and waits for ever
            if self._closed:
                raise LedgerError(f"the ledger {self.path} is closed.")
            self._waiting.put((work, future))
        return future

    def call(self, work: Work[R]) -> R:
        """Write, and return when it is committed.

        Raises:
            LedgerError: The ledger is broken.
            BatchStoppedError: There is no room on the disk.
        """
        return self.submit(work).result()

    async def do(self, work: Work[R]) -> R:
        """Write, and return when it is committed; see `call`."""
        return await asyncio.wrap_future(self.submit(work))

    def close(self) -> None:
        """Write what waits, and let go of the ledger. Safe to call again."""
        if self._thread.is_alive():
            with self._entering:
                self._closed = True
                self._waiting.put(None)
            self._thread.join()
            self._connection.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _write(self) -> None:
        last = False
        while not last:
            group = [self._waiting.get()]
            with suppress(Empty):
                while len(group) < LARGEST_GROUP:
                    group.append(self._waiting.get_nowait())
            last = None in group
            self._commit([each for each in group if each is not None])

    def _commit(self, group: list[tuple[Work[Any], Future[Any]]]) -> None:
        """Commit a group, or nothing of it; whoever waits learns which."""
        try:
            with self._transaction():
                results = [work(self._connection) for work, _ in group]
                failpoint("in-commit")
        except sqlite3.DatabaseError as error:
            failure = self._explained(error)
            for _, future in group:
                future.set_exception(failure)
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits for it
            if len(group) > 1:  # one of them cannot be written; the others can
                for each in group:
                    self._commit([each])
                return
            group[0][1].set_exception(error)
        else:
            for (_, future), result in zip(group, results, strict=True):
                future.set_result(result)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            failpoint("before-commit")
            self._connection.execute("COMMIT")
            failpoint("after-commit")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def _explained(self, error: sqlite3.DatabaseError) -> LedgerError | BatchStoppedError:
        if error.sqlite_errorcode in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}:
            return BatchStoppedError(
                f"there is no room left for the ledger {self.path}.",
                hint="Make room, and run the same command again: what was answered before is kept.",
            )
        return schema.broken(self.path, error)


def is_running(folder: Path) -> bool:
    """Tell whether a process has the ledger of a folder open for writing."""
    lock = FileLock(folder / _LOCK, blocking=False)
    try:
        with lock:
            return False
    except Timeout:
        return True
    except OSError:  # a folder that cannot be written
        return False


def now() -> float:
    """Return the time that ledgers record: seconds since 1970."""
    return time.time()


def _make_folder(folder: Path) -> None:
    """Make the folder of a job, or see that an existing one is empty or a job's."""
    if folder.is_dir():
        names = {path.name for path in folder.iterdir()} - {_LOCK}
        ledger = folder / schema.NAME
        if len(names) > 1 and ledger.is_file() and not ledger.stat().st_size:
            raise LedgerError(
                f"the ledger {ledger} is empty, though the folder holds a job's output.",
                hint="Bring the ledger back from a copy; a new --out starts anew.",
            )
        if names and schema.NAME not in names:
            raise LedgerError(
                f"the folder {folder} holds something else than a job.", hint=schema.NOT_OURS
            )
        return
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise LedgerError(
            f"the folder {folder} cannot be made: {error.strerror or error}.", hint=schema.NOT_OURS
        ) from error
