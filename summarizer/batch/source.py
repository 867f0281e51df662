"""Where documents come from: files of rows, folders of texts, standard input; all read lazily.

A row that cannot be read costs only itself: it keeps its place, with a message that names the file
and the line. Files are recognized by their names: .jsonl, .ndjson, .csv, .parquet; anything else is
one document. All but Parquet may be compressed: .gz, .bz2, .xz, .zst.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from summarizer.batch.opening import COMPRESSED, ReadError, opened
from summarizer.batch.rows import Columns, Row, csv_rows, json_rows, parquet_rows
from summarizer.batch.standard_input import standard_input
from summarizer.document import MAX_BYTES, Document, encodable
from summarizer.errors import ConfigError, SummarizerError

STDIN = "-"
_STDIN = frozenset({STDIN, "/dev/stdin"})
# Files of rows in forms that are not read; as one document they would make no sense.
_OTHER_FORMS = {
    ".json": "if each line is an object, name it .jsonl",
    ".tsv": "with commas between the cells, name it .csv",
    ".xlsx": "save it as .csv",
    ".xls": "save it as .csv",
}
# What says nothing about the file: the disk or the network fails, or too many files are open.
_PASSING = frozenset(
    {errno.EIO, errno.ESTALE, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ETIMEDOUT}
)
_READERS = {".jsonl": json_rows, ".ndjson": json_rows, ".csv": csv_rows}


@dataclass(frozen=True)
class Selection:
    """Which rows are taken.

    Attributes:
        limit: At most so many, from the start; None for all.
        sample: This share of them, from 0 to 1, chosen by their ids and so the same each time.
    """

    limit: int | None = None
    sample: float | None = None

    def has(self, row_id: str) -> bool:
        """Tell whether a row is in the sample."""
        if self.sample is None:
            return True
        digest = hashlib.blake2b(row_id.encode(errors="replace"), digest_size=8).digest()
        return int.from_bytes(digest) < self.sample * 2**64


@dataclass
class Input:
    """One file of the input.

    Attributes:
        name: Its path, or `-`.
        columns: Which columns hold ids and texts.
        root: The folder that the ids of its documents are relative to.
        read: Bytes of the file that were read so far.
    """

    name: str
    columns: Columns
    root: Path | None = None
    read: int = 0
    _suffix: str = field(init=False)

    def __post_init__(self) -> None:
        """Tell the kind of file by its name."""
        path = Path(self.name)
        self._suffix = (path.with_suffix("") if path.suffix in COMPRESSED else path).suffix.lower()

    @property
    def fingerprint(self) -> str:
        """What changes when the file does; empty where that cannot be told."""
        if self.name == STDIN:
            return ""
        try:
            status = Path(self.name).stat()
        except OSError:
            return "missing"
        return f"{status.st_size} {status.st_mtime_ns}"

    @property
    def size(self) -> int:
        """Bytes in all; 0 where nobody knows."""
        try:
            return 0 if self.name == STDIN else Path(self.name).stat().st_size
        except OSError:
            return 0

    def rows(self, idle: Callable[[], bool] = lambda: False) -> Iterator[Row]:
        """Yield the rows. What cannot be read is a row with a problem.

        Args:
            idle: Called while standard input is waited for; tells whether to give up.

        Raises:
            OSError: It cannot be read now, but may be later.
        """
        place = 0
        try:
            for row in self._rows(idle):
                place += 1
                yield row
        except (ReadError, OSError, EOFError) as error:
            if isinstance(error, OSError) and error.errno in _PASSING:
                raise
            said = getattr(error, "strerror", None) or error
            where = f"{self.name}: after row {place}" if place else self.name
            yield Row.broken(self.name, where, f"{where}: {said}.")

    def _rows(self, idle: Callable[[], bool]) -> Iterator[Row]:
        if self.name == STDIN:
            yield from json_rows("standard input", standard_input(idle), self.columns)
        elif self._suffix == ".parquet":
            yield from parquet_rows(self.name, self.columns)
        elif reader := _READERS.get(self._suffix):
            with opened(Path(self.name), self._count) as file:
                yield from reader(self.name, file, self.columns)
        else:
            yield self._document()

    def _document(self) -> Row:
        path = Path(self.name)
        name = encodable(str(path.relative_to(self.root)) if self.root else self.name)
        if hint := _OTHER_FORMS.get(self._suffix):
            problem = f"{self.name}: {self._suffix} is not read: {hint}."
            return Row.broken(name, self.name, problem)
        with opened(path, self._count) as file:
            data = file.read(MAX_BYTES + 1)
        try:
            text = Document.from_bytes(data, id=name).text
            return Row(name, encodable(self.name), text)
        except SummarizerError as error:
            return Row.broken(name, self.name, str(error))

    def _count(self, read: int) -> None:
        self.read = read


def chosen(files: Iterable[Input], selection: Selection) -> Iterator[Row]:
    """Yield the rows that are taken of some files."""
    rows = (row for each in files for row in each.rows() if selection.has(row.id))
    return islice(rows, selection.limit)


def inputs(
    names: Iterable[str], columns: Columns, *, without: Path | None = None
) -> Iterator[Input]:
    """Yield the files that names stand for; a folder stands for its files, in order of name.

    Args:
        names: Files, folders, `-`.
        columns: Which columns hold ids and texts.
        without: A folder whose files are no input: that of the job itself.

    Raises:
        ConfigError: There is no such file, or a folder holds none.
    """
    for name in names:
        path = Path(name)
        if name in _STDIN:
            yield Input(STDIN, columns)
        elif path.is_dir():
            found = list(_files(path, without))
            if not found:
                raise ConfigError(f"there are no files in {name}.", hint="Name files, or another.")
            yield from (Input(str(each), columns, root=path) for each in found)
        elif path.exists():
            yield Input(name, columns)
        else:
            raise ConfigError(f"there is no input {name}.", hint="Name files, folders, or - .")


def _files(folder: Path, without: Path | None) -> Iterator[Path]:
    """Yield the files below a folder, but hidden ones and those of the job itself."""
    own = without.resolve() if without else None
    for each in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in each.relative_to(folder).parts)
        if each.is_file() and not hidden and not (own and each.resolve().is_relative_to(own)):
            yield each
