"""`summarizer eval report`: a run as something to read."""

from __future__ import annotations

import sys
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from summarizer.cli.eval_options import Place
from summarizer.cli.label_options import FixtureFolder, TaskOfRun
from summarizer.cli.output import complain
from summarizer.errors import NotComparableError
from summarizer.evals.baseline import read_baseline
from summarizer.evals.comparison import compare
from summarizer.evals.fixture import Fixture, set_hash
from summarizer.evals.gate import judge
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


def eval_report(  # noqa: PLR0917 - typer reads the options of a command off its parameters
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")],
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="RUN", help="The folder of a run to hold it against."),
    ] = None,
    gate: Annotated[
        bool,
        typer.Option(
            "--gate", help="Show the gate's verdict, and hold it against what was blessed."
        ),
    ] = False,
    as_format: Annotated[
        Format, typer.Option("--format", help="html is one page that needs nothing else.")
    ] = Format.TERMINAL,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Default: standard output.")
    ] = None,
    task: TaskOfRun = None,
    fixtures: FixtureFolder = None,
) -> None:
    """Report a run: for a terminal, a pull request, a test runner, or a browser.

    It leaves with 0 whatever it shows; to stop a build is the business of `summarizer eval gate`.
    """
    run = read_run(folder)
    place = Place(task or run.header.task, fixtures)
    content = _content(place, run, baseline, gate=gate)
    if out is None and as_format is Format.TERMINAL:
        Console().print(terminal(content))
        return
    text = _written(place, content, as_format)
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8", newline="")
        complain(f"written to {out}.")


def _content(place: Place, run: Run, other: Path | None, *, gate: bool) -> Content:
    blessed = read_baseline(place.baseline) if gate else None
    baseline = read_run(other) if other else blessed.run if blessed else None
    comparison = compare(baseline, run) if baseline else None
    verdict = judge(run, blessed, place.run("lead-3", "all", list(run.scores))) if blessed else None
    return Content(run, baseline, comparison, verdict)


def _written(place: Place, content: Content, as_format: Format) -> str:
    match as_format:
        case Format.HTML:
            return html(content, _fixtures(place, content.run))
        case Format.MARKDOWN:
            return markdown(content)
        case Format.JUNIT:
            return junit(content)
    with StringIO() as paper:
        Console(file=paper, width=PAPER).print(terminal(content))
        return paper.getvalue()


def _fixtures(place: Place, run: Run) -> dict[str, Fixture]:
    """Return the documents of a run, with the labels that it was scored with.

    Raises:
        ConfigError: The fixtures cannot be read.
        NotComparableError: They are not those of the run.
    """
    known = {fixture.id: fixture for fixture in place.fixtures}
    for name, expected in run.header.fixtures.items():
        if name not in known or set_hash([known[name]]) != expected:
            raise NotComparableError(
                f"the fixture {name} is not the one that the run was scored with.",
                hint="Score it again: summarizer eval score RUN.",
            )
    return {name: known[name] for name in run.scores}
