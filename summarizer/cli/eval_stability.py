"""`summarizer eval stability`: how much repeated runs differ."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from summarizer.cli.output import printable
from summarizer.cli.score_table import figure
from summarizer.evals.run import read_run
from summarizer.evals.stability import Stability, stability


def eval_stability(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN...", help="Two runs or more.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Tell how much runs of the same system over the same fixtures differ.

    Record each anew, in a folder of its own: `summarizer eval run --record --again --cassettes
    again/2 --out again/run-2`. `sd` is the standard deviation of a document's values over the runs,
    averaged over documents; `largest` that of the document that differs most. pass^k is the share
    of facts that all k runs state, of those that any does.
    """
    found = stability([read_run(run) for run in runs])
    if as_json:
        sys.stdout.write(found.model_dump_json(indent=2, by_alias=True) + "\n")
        return
    console = Console()
    console.print(_table(found))
    console.print(
        f"{found.always} of {found.ever} facts are stated by all {found.runs} runs"
        f" (pass^{found.runs} {figure(found.passed)}).",
        highlight=False,
    )


def _table(found: Stability) -> Table:
    made = found.header
    title = f"{made.system} ({made.model or 'no model'}), {found.runs} runs"
    table = Table("metric", "mean", "sd", "largest", "n", title=printable(title))
    for column in table.columns[1:]:
        column.justify = "right"
    for each in found.spreads:
        table.add_row(
            f"{each.metric} {'*' if each.gated else ' '}",
            figure(each.mean),
            figure(each.spread),
            figure(each.largest),
            str(each.documents),
        )
    return table
