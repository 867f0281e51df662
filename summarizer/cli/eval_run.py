"""`summarizer eval run`: a system over fixtures, from recordings, and its scores."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from summarizer.cli.eval_options import (
    CassetteFolder,
    ModelName,
    Only,
    Place,
    SplitName,
    SystemName,
)
from summarizer.cli.label_options import EVALS, PRESS_RELEASE, FixtureFolder
from summarizer.cli.options import TaskName
from summarizer.cli.output import complain
from summarizer.cli.score_table import score_table
from summarizer.errors import ConfigError
from summarizer.evals.replay import Recorder
from summarizer.model.client import DEFAULT_TIMEOUT


def eval_run(  # noqa: PLR0917 - typer reads the options of a command off its parameters
    task: TaskName = PRESS_RELEASE,
    system: SystemName = "ours",
    split: SplitName = "dev",
    only: Only = None,
    fixtures: FixtureFolder = None,
    cassettes: CassetteFolder = None,
    record: Annotated[
        bool,
        typer.Option(
            "--record", help="Ask the model where there is no recording, or one that is stale."
        ),
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="With --record: ask also what was recorded before.")
    ] = False,
    model: ModelName = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="With --record: seconds to wait for one answer.")
    ] = DEFAULT_TIMEOUT,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Default: evals/runs/TASK/SYSTEM."),
    ] = None,
) -> None:
    """Run a system over fixtures and score it; recordings play in place of the model.

    Nothing is sent anywhere without --record. A recording that was interrupted goes on where it
    stopped.
    """
    if again and not record:
        raise ConfigError("--again says how to record.", hint="Add --record.")
    place = Place(task, fixtures, cassettes)
    recorder = Recorder(model, again, timeout) if record else None
    run = place.run(system, split, only or (), recorder)
    folder = out or EVALS / "runs" / run.header.task / system
    run.write(folder)
    Console().print(score_table(run))
    complain(f"written to {folder}.")
