"""`summarizer eval lint`: are the labels of the fixtures fit to be scored against?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.output import printable
from summarizer.evals.fixture import folders
from summarizer.evals.lint import lint as problems_of

FIXTURES = Path("evals", "fixtures", "press_release")


def lint(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The folder of the fixtures.")
    ] = FIXTURES,
) -> None:
    """Hold the labels of fixtures to their rules: a problem a line, with its file and place."""
    problems = problems_of(folder)
    for problem in problems:
        sys.stdout.write(printable(f"{problem}\n"))
    if problems:
        raise typer.Exit(1)
    sys.stdout.write(f"{len(folders(folder))} fixtures, no problems.\n")
