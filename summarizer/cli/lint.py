"""`summarizer eval lint`: are the labels of the fixtures fit to be scored against?"""

from __future__ import annotations

import sys

import typer

from summarizer.cli.label_options import PRESS_RELEASE, LabelFolder, Labels
from summarizer.cli.options import TaskName
from summarizer.cli.output import printable
from summarizer.evals.fixture import folders
from summarizer.evals.lint import lint as problems_of


def lint(folder: LabelFolder = None, task: TaskName = PRESS_RELEASE) -> None:
    """Hold the labels of fixtures to their rules: a problem a line, with its file and place."""
    place = Labels(task, folder)
    problems = problems_of(place.folder, place.task.schema)
    for problem in problems:
        sys.stdout.write(printable(f"{problem}\n"))
    if problems:
        raise typer.Exit(1)
    sys.stdout.write(f"{len(folders(place.folder))} fixtures, no problems.\n")
