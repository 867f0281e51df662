"""`summarizer eval gate`: does the product still do what the baseline says?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from summarizer.cli.eval_options import BaselineFile, CassetteFolder, Place
from summarizer.cli.label_options import PRESS_RELEASE, FixtureFolder
from summarizer.cli.options import TaskName
from summarizer.cli.output import printable
from summarizer.cli.score_table import score_table
from summarizer.evals.baseline import HOW_TO_BLESS, read_baseline
from summarizer.evals.execute import rescore
from summarizer.evals.gate import judge
from summarizer.evals.run import read_run
from summarizer.evals.verdict import RULES, Verdict


def eval_gate(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[RUN]", help="The folder of a run; default: replay one now."),
    ] = None,
    task: TaskName = PRESS_RELEASE,
    fixtures: FixtureFolder = None,
    cassettes: CassetteFolder = None,
    baseline: BaselineFile = None,
) -> None:
    """Hold a run to the baseline, to the floors and to lead-3.

    Without RUN, the recordings of the baseline's half are replayed. Scores are always computed
    anew. Leaves with 0 if it passes, 1 if something got worse, 3 if that cannot be told.
    """
    place = Place(task, fixtures, cassettes)
    blessed = read_baseline(baseline or place.baseline)
    if folder is None:
        run = place.run("ours", blessed.header.split)
    else:
        run = rescore(read_run(folder), place.fixtures)
    lead = place.run("lead-3", "all", list(run.scores))
    verdict = judge(run, blessed, lead)
    console = Console()
    console.print(score_table(run))
    for line in _lines(verdict):
        console.print(line, soft_wrap=True)
    raise typer.Exit(verdict.exit_code)


def _lines(verdict: Verdict) -> list[Text]:
    lines = []
    for rule in RULES:
        told = [each for each in verdict.breaches if each.rule == rule]
        broken = any(not each.warning for each in told)
        mark = ("FAILED", "bold red") if broken else ("ok    ", "green")
        lines.append(Text.assemble(mark, f"  {rule}"))
        for each in told:
            where = " ".join(filter(None, (each.document, each.metric)))
            style = "yellow" if each.warning else ""
            lines.append(Text(printable(f"        {where}: {each.reason}"), style))
        if rule == "reproduced" and broken:
            lines.append(Text(f"        If that is meant: {HOW_TO_BLESS}"))
    ends = {0: "passed", 1: "regressed", 3: "not comparable"}
    return [*lines, Text(f"gate: {ends[verdict.exit_code]}", "bold")]
