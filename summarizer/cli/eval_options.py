"""Options that several of the `summarizer eval` commands share, and what follows from them."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import anyio
import typer

from summarizer.cli.label_options import EVALS, PRESS_RELEASE, Labels
from summarizer.cli.output import steps
from summarizer.evals.execute import execute, select
from summarizer.evals.replay import Recorder, Replay
from summarizer.evals.run import Run, Split
from summarizer.evals.systems import SYSTEMS

SystemName = Annotated[
    Literal["ours", "plain", "lead-3", "random-3", "textrank"],
    typer.Option("--system", help="What makes the outputs: the product, or a baseline."),
]
SplitName = Annotated[Split, typer.Option("--split", help="Which half of the fixtures.")]
Only = Annotated[
    list[str] | None, typer.Option("--only", metavar="ID", help="Only this fixture; repeatable.")
]
CassetteFolder = Annotated[
    Path | None,
    typer.Option("--cassettes", metavar="DIR", help="Default: evals/cassettes/TASK/SYSTEM."),
]
ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="With --record: `local`, the embedded model, or a model at OPENAI_BASE_URL.",
        envvar="SUMMARIZER_MODEL",
    ),
]
BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Default: evals/baselines/TASK.json."),
]


@dataclass(frozen=True)
class Place(Labels):
    """A task, and where its fixtures and recordings are.

    Attributes:
        cassette_folder: As on the command line.
    """

    cassette_folder: Path | None = None

    @property
    def baseline(self) -> Path:
        """Where the baseline of the task stands, unless it is named."""
        return EVALS / "baselines" / f"{self.task.name}.json"

    def run(
        self,
        system: str,
        split: Split,
        only: Sequence[str] = (),
        recorder: Recorder | None = None,
    ) -> Run:
        """Run a system over the fixtures of a half, and score it.

        Raises:
            CassetteError: A recording is missing, stale or damaged.
            ConfigError: No fixture fits.
            ModelError: While recording, the endpoint failed.
        """
        task = self.task
        fixtures = select(self.fixtures, split, only)
        folder = self.cassette_folder or EVALS / "cassettes" / task.name / system
        with steps() as step:
            replay = Replay(
                SYSTEMS[system],
                task,
                folder,
                how_to_record=self._how_to_record(system, split),
                recorder=recorder,
                step=step,
            )
            return anyio.run(execute, system, task, fixtures, split, replay)

    def _how_to_record(self, system: str, split: str) -> str:
        options = {
            "--task": self.name if self.name != PRESS_RELEASE else None,
            "--system": system if system != "ours" else None,
            "--fixtures": self.fixture_folder,
            "--cassettes": self.cassette_folder,
            "--split": split,
        }
        given = [word for pair in options.items() if pair[1] for word in map(str, pair)]
        return shlex.join(["summarizer", "eval", "run", "--record", *given])
