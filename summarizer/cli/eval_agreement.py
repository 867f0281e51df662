"""`summarizer eval agreement`: how far two passes of labelling agree."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.lint import FIXTURES
from summarizer.evals.agreement import lines, measure
from summarizer.evals.fixture import load


def eval_agreement(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The folder of the fixtures.")
    ] = FIXTURES,
) -> None:
    """Print the ceiling of every score: how far those agree who labelled the same texts."""
    sys.stdout.write("\n".join(lines(measure(load(folder)))) + "\n")
