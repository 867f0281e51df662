"""`summarizer eval bless`: a run becomes the baseline, on purpose."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.eval_options import BaselineFile, Place
from summarizer.cli.label_options import FixtureFolder, TaskOfRun
from summarizer.cli.output import complain
from summarizer.evals.baseline import bless
from summarizer.evals.execute import rescore, select
from summarizer.evals.run import read_run


def eval_bless(
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")],
    reason: Annotated[str, typer.Option(help="Why these are the scores to reproduce.")],
    task: TaskOfRun = None,
    fixtures: FixtureFolder = None,
    baseline: BaselineFile = None,
) -> None:
    """Make a run the baseline that the gate holds later runs to."""
    run = read_run(folder)
    place = Place(task or run.header.task, fixtures)
    every = place.fixtures
    expected = {fixture.id for fixture in select(every, run.header.split)}
    path = baseline or place.baseline
    bless(rescore(run, every), reason, path, expected)
    complain(f"{path} now holds the scores of {len(run.scores)} documents.")
