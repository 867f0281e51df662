"""`summarizer run`: documents in, summaries out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from summarizer.cli.options import ModelName, TaskName
from summarizer.cli.output import complain, steps
from summarizer.cli.page import page
from summarizer.document import Document
from summarizer.errors import (
    AuthenticationFailedError,
    ConfigError,
    ModelNotFoundError,
    SummarizerError,
)
from summarizer.model.client import DEFAULT_TIMEOUT
from summarizer.summarize import Summarizer

# With these every further document would fail the same way.
_HOPELESS = (ConfigError, AuthenticationFailedError, ModelNotFoundError)


def run(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Text files; - is standard input.")
    ],
    *,
    task: TaskName = "press_release",
    model: ModelName = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON; JSON Lines for several files.")
    ] = False,
    save: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the JSON to this file as well."),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds to wait for one answer of the model.")
    ] = DEFAULT_TIMEOUT,
) -> None:
    """Summarize documents; every value is shown with the sentence that supports it."""
    failed: list[SummarizerError] = []
    indent = 2 if len(files) == 1 else None
    with (
        _saved(save) as keep,
        steps() as step,
        Summarizer(task, model=model, timeout=timeout, step=step) as summarizer,
    ):
        for number, file in enumerate(files, start=1):
            try:
                document = _read(file)
                summary = summarizer.summarize(document)
            except _HOPELESS:
                raise
            except SummarizerError as error:
                complain(str(error))
                failed.append(error)
                continue
            text = summary.to_json(indent=indent) + "\n"
            keep(text)
            if json:
                sys.stdout.write(text)
            else:
                Console().print(page(document, summary))
            sys.stdout.flush()
            step(f"{number} of {len(files)} done")
    if failed:
        raise typer.Exit(failed[0].exit_code if len(files) == 1 else 1)


def _read(file: str) -> Document:
    if file == "-":
        return Document.from_bytes(sys.stdin.buffer.read(), id="stdin")
    return Document.from_path(file)


@contextmanager
def _saved(path: Path | None) -> Iterator[Callable[[str], None]]:
    """Yield what adds text to a file, which gets its name when all of it is there.

    An interruption leaves what was done under the name and ".part".
    """
    if path is None:
        yield lambda _: None
        return
    if path.is_dir():
        raise ConfigError(f"{path} is a folder.", hint="Name a file to save to.")
    part = path.with_name(f"{path.name}.part")
    with _complaining_of(path):
        file = part.open("w", encoding="utf-8")
    with file:

        def keep(text: str) -> None:
            with _complaining_of(path):
                file.write(text)
                file.flush()

        yield keep
    with _complaining_of(path):
        part.replace(path) if part.stat().st_size else part.unlink()


@contextmanager
def _complaining_of(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be written: {error.strerror}.",
            hint="Name a file in a folder that exists, on a disk with room.",
        ) from error
