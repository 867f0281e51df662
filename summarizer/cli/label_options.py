"""Options of the commands that read labels, and where those are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import typer

from summarizer.evals.fixture import Fixture, load
from summarizer.task import Task, load_task

EVALS = Path("evals")
PRESS_RELEASE = "press_release"

TaskOfRun = Annotated[
    str | None,
    typer.Option("--task", help="A task's name, or the path of its folder. Default: the run's."),
]
FixtureFolder = Annotated[
    Path | None,
    typer.Option("--fixtures", metavar="DIR", help="Default: evals/fixtures/TASK."),
]
LabelFolder = Annotated[
    Path | None,
    typer.Argument(metavar="[DIR]", help="The fixtures. Default: evals/fixtures/TASK."),
]


@dataclass(frozen=True)
class Labels:
    """A task, and where its fixtures are.

    Attributes:
        name: The task, as on the command line.
        fixture_folder: As on the command line.
    """

    name: str
    fixture_folder: Path | None = None

    @cached_property
    def task(self) -> Task[Any]:
        """The task.

        Raises:
            TaskError: There is none of the name, or it is broken.
        """
        return load_task(self.name)

    @property
    def folder(self) -> Path:
        """Where the fixtures are."""
        return self.fixture_folder or EVALS / "fixtures" / self.task.name

    @cached_property
    def fixtures(self) -> tuple[Fixture, ...]:
        """All fixtures.

        Raises:
            ConfigError: There are none, or one cannot be read.
        """
        return load(self.folder, self.task.schema)
