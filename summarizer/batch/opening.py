"""Files of bytes, compressed or not, and their lines, none of them longer than memory allows."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any, BinaryIO

from summarizer.document import MAX_BYTES
from summarizer.errors import ExtraMissingError

COMPRESSED = frozenset({".gz", ".bz2", ".xz", ".zst"})
# A document of the greatest length, every character escaped as JSON does, and room for the rest.
MAX_LINE = 3 * MAX_BYTES
_CHUNK = 1 << 20


class ReadError(Exception):
    """A file that cannot be read any further, in words."""


@contextmanager
def opened(path: Path, count: Callable[[int], None]) -> Iterator[IO[bytes]]:
    """Open a file for reading, decompressed by its suffix.

    Args:
        path: The file.
        count: Told how many bytes of it were read, now and then.

    Raises:
        ReadError: What is in it is not what its suffix says, or breaks off.
    """
    with path.open("rb") as raw:
        counted = _Counted(raw, count)
        try:
            yield io.BufferedReader(_decompressed(path.suffix, counted), _CHUNK)
        except (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile) as error:
            raise ReadError(f"the compressed data breaks off or is damaged: {error}") from error


def lines(file: IO[bytes]) -> Iterator[tuple[bytes | None, int]]:
    """Yield each line with its size in bytes; None in the place of one that is too long."""
    while line := file.readline(MAX_LINE):
        if len(line) < MAX_LINE or line.endswith(b"\n"):
            yield line, len(line)
            continue
        size = len(line)
        while not line.endswith(b"\n") and (line := file.readline(_CHUNK)):
            size += len(line)
        yield None, size


def need_pyarrow(what: str) -> Any:
    """Return pyarrow, which is loaded only where it is needed.

    Raises:
        ExtraMissingError: It is not installed.
    """
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as error:
        raise ExtraMissingError(
            f"{what} needs pyarrow.", hint="Install it with: pip install 'summarizer[batch]'"
        ) from error


class _Counted(io.RawIOBase, BinaryIO):
    """A file that tells how far it was read."""

    def __init__(self, file: IO[bytes], count: Callable[[int], None]) -> None:
        self._file = file
        self._count = count
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size: int = self._file.readinto(buffer)  # type: ignore[attr-defined] # buffered files have it
        self._read += size  # a pipe cannot tell
        self._count(self._read)
        return size


def _decompressed(suffix: str, file: _Counted) -> Any:
    match suffix:
        case ".gz":
            return _Partly(gzip.GzipFile(fileobj=file, mode="rb"))
        case ".bz2":
            return _Partly(bz2.BZ2File(file, "rb"))
        case ".xz":
            return _Partly(lzma.LZMAFile(file, "rb"))
        case ".zst":
            return _Arrow(need_pyarrow("Zstandard").CompressedInputStream(file, "zstd"))
    return file


class _Partly(io.RawIOBase):
    """A compressed file that gives what comes before a break in it."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Arrow(io.RawIOBase):
    """A stream of pyarrow as Python knows streams."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except OSError as error:
            raise EOFError(str(error)) from error
        buffer[: len(data)] = data
        return len(data)
