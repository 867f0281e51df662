"""A run folder of outputs that another system made, scored like any other."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from summarizer.answer import Json
from summarizer.evals.execute import rescore
from summarizer.evals.fixture import Fixture
from summarizer.evals.run import Header, Run


def run_of(
    system: str, model: str, split: Any, outputs: Mapping[str, Json], fixtures: Sequence[Fixture]
) -> Run:
    """Score outputs in the form of `summarizer run --json`, by id of their fixture."""
    header = Header(
        task="press_release",
        system=system,
        model=model,
        split=split,
        prompt=None,
        schema="",
        gold="",
        fixtures={},
        metrics={},
        version=version("summarizer"),
        python=platform.python_version(),
        commit=None,
        dirty=False,
    )
    return rescore(Run(header=header, outputs=dict(outputs), scores={}), fixtures)
