"""`summarizer eval score`: a run, scored again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from summarizer.cli.eval_options import Place
from summarizer.cli.label_options import FixtureFolder, TaskOfRun
from summarizer.cli.score_table import score_table
from summarizer.evals.execute import rescore
from summarizer.evals.run import read_run


def eval_score(
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")],
    task: TaskOfRun = None,
    fixtures: FixtureFolder = None,
) -> None:
    """Score a run again, by the metrics and on the labels of today; no model is asked."""
    run = read_run(folder)
    again = rescore(run, Place(task or run.header.task, fixtures).fixtures)
    again.write(folder)
    Console().print(score_table(again))
