"""Runs a system over fixtures and scores it; scores a run again."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigError, NotComparableError
from summarizer.evals.fixture import Fixture, set_hash
from summarizer.evals.replay import Replay, origin
from summarizer.evals.run import Header, Run, Split
from summarizer.evals.score import METRICS, score
from summarizer.evals.systems import SYSTEMS, Asking
from summarizer.task import Task


def select(fixtures: Iterable[Fixture], split: Split, only: Sequence[str] = ()) -> list[Fixture]:
    """Return the fixtures of a half, or those that are named.

    Raises:
        ConfigError: There are none, or no fixture has one of the names.
    """
    known = {fixture.id: fixture for fixture in fixtures}
    if unknown := [name for name in only if name not in known]:
        raise ConfigError(f"there is no fixture {', '.join(unknown)}.")
    chosen = [
        fixture
        for fixture in known.values()
        if (not only or fixture.id in only) and split in {"all", fixture.gold.split}
    ]
    if not chosen:
        raise ConfigError(f"no fixture is of the split {split!r}.", hint="Try --split all.")
    return chosen


async def execute(
    name: str, task: Task[Any], fixtures: Sequence[Fixture], split: Split, replay: Replay
) -> Run:
    """Run a system over fixtures, and score what it makes.

    Args:
        name: The system's, a key of `SYSTEMS`.
        task: The prompt and the schema.
        fixtures: What to run it on.
        split: Which half that is.
        replay: Makes the outputs.

    Raises:
        CassetteError: A recording is missing, stale or damaged.
        ModelError: While recording, the endpoint failed.
    """
    played = await replay.outputs(fixtures)
    recorded_from = origin(played.values())
    system = SYSTEMS[name]
    commit, dirty = _working_tree(Path.cwd())
    header = Header(
        task=task.name,
        system=name,
        model=recorded_from.get("model"),
        split=split,
        recorded_from=recorded_from,
        prompt=system.prompt(task) if isinstance(system, Asking) else None,
        schema=task.schema_hash,
        gold=set_hash(fixtures),
        fixtures={fixture.id: set_hash([fixture]) for fixture in fixtures},
        cassettes={key: each.cassette for key, each in played.items() if each.cassette},
        metrics={metric.name: metric.version for metric in METRICS},
        version=version("summarizer"),
        python=platform.python_version(),
        commit=commit,
        dirty=dirty,
    )
    outputs = {key: each.output for key, each in played.items()}
    return Run(
        header=header,
        outputs=outputs,
        scores={fixture.id: score(fixture, outputs[fixture.id]) for fixture in fixtures},
    )


def rescore(run: Run, fixtures: Iterable[Fixture]) -> Run:
    """Score the outputs of a run again, with the metrics and on the labels of today.

    Raises:
        NotComparableError: A fixture of the run is gone, or its text is another.
    """
    known = {fixture.id: fixture for fixture in fixtures}
    chosen = []
    for key, output in run.outputs.items():
        sha256 = output.get("document", {}).get("sha256")
        if key not in known or sha256 not in {None, known[key].document.sha256}:
            raise NotComparableError(
                f"the run has an output for {key}, of which there is no fixture with that text.",
                hint="Name the folder of the fixtures that it was made of with --fixtures.",
            )
        chosen.append(known[key])
    header = run.header.model_copy(
        update={
            "gold": set_hash(chosen),
            "fixtures": {fixture.id: set_hash([fixture]) for fixture in chosen},
            "metrics": {metric.name: metric.version for metric in METRICS},
        }
    )
    scores = {fixture.id: score(fixture, run.outputs[fixture.id]) for fixture in chosen}
    return Run(header=header, outputs=run.outputs, scores=scores)


def _working_tree(folder: Path) -> tuple[str | None, bool]:
    """Return the commit of a folder and whether tracked files differ from it."""

    def git(*command: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            ["git", "-C", str(folder), *command],  # noqa: S607 - git as the user has it
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    try:
        return git("rev-parse", "HEAD"), bool(git("status", "--porcelain", "-uno"))
    except (OSError, subprocess.CalledProcessError):
        return None, False
