"""`summarizer run`: documents in, summaries out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

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
    task: Annotated[
        str, typer.Option(help="A task's name, or the path of its folder.")
    ] = "press_release",
    model: Annotated[
        str | None,
        typer.Option(
            help="`local`, the embedded model, or a model at OPENAI_BASE_URL.",
            envvar="SUMMARIZER_MODEL",
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON; JSON Lines for several files.")
    ] = False,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds to wait for one answer of the model.")
    ] = DEFAULT_TIMEOUT,
) -> None:
    """Summarize documents; every value is shown with the sentence that supports it."""
    failed: list[SummarizerError] = []
    with steps() as step, Summarizer(task, model=model, timeout=timeout, step=step) as summarizer:
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
            if json:
                text = summary.to_json(indent=2 if len(files) == 1 else None)
                sys.stdout.write(text + "\n")
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
