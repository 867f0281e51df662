"""`summarizer eval report`: a run as something to read."""

from __future__ import annotations

import sys
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from summarizer.cli.eval_options import EVALS, FixtureFolder
from summarizer.cli.output import complain
from summarizer.errors import NotComparableError
from summarizer.evals.fixture import Fixture, load, set_hash
from summarizer.evals.report.content import Content
from summarizer.evals.report.html import html
from summarizer.evals.report.junit import junit
from summarizer.evals.report.markdown import markdown
from summarizer.evals.report.terminal import terminal
from summarizer.evals.run import Run, read_run

PAPER = 110


class Format(StrEnum):
    """What a report is written in."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JUNIT = "junit"
    HTML = "html"


def eval_report(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")],
    baseline: Annotated[
        Path | None, typer.Option(metavar="RUN", help="The folder of a run to hold it against.")
    ] = None,
    as_format: Annotated[
        Format, typer.Option("--format", help="html is one page that needs nothing else.")
    ] = Format.TERMINAL,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Default: standard output.")
    ] = None,
    fixtures: FixtureFolder = None,
) -> None:
    """Report a run: for a terminal, a pull request, a test runner, or a browser."""
    content = Content(read_run(run), read_run(baseline) if baseline else None)
    if out is None and as_format is Format.TERMINAL:
        Console().print(terminal(content))
    elif out is None:
        sys.stdout.write(_written(content, as_format, fixtures))
    else:
        out.write_text(_written(content, as_format, fixtures), encoding="utf-8", newline="")
        complain(f"written to {out}.")


def _written(content: Content, as_format: Format, folder: Path | None) -> str:
    match as_format:
        case Format.HTML:
            return html(content, _fixtures(content.run, folder))
        case Format.MARKDOWN:
            return markdown(content)
        case Format.JUNIT:
            return junit(content)
    paper = Console(file=StringIO(), width=PAPER)
    with paper.capture() as written:
        paper.print(terminal(content))
    return written.get()


def _fixtures(run: Run, folder: Path | None) -> dict[str, Fixture]:
    """Return the documents of a run, with the labels that it was scored with.

    Raises:
        ConfigError: The fixtures cannot be read.
        NotComparableError: They are not those of the run.
    """
    default = EVALS / "fixtures" / run.header.task
    known = {fixture.id: fixture for fixture in load(folder or default)}
    for name, expected in run.header.fixtures.items():
        if name not in known or set_hash([known[name]]) != expected:
            raise NotComparableError(
                f"the fixture {name} is not the one that the run was scored with.",
                hint="Score it again: summarizer eval score RUN.",
            )
    return {name: known[name] for name in run.scores}
