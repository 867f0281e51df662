"""`summarizer eval compare`: two runs beside each other, document by document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from summarizer.cli.output import printable
from summarizer.cli.score_table import figure
from summarizer.evals.comparison import Comparison, compare
from summarizer.evals.run import read_run

_WIDEST = 200


def eval_compare(
    a: Annotated[Path, typer.Argument(metavar="A", help="The run to compare with.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="The run that may be better or worse.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Compare two runs over the documents that both have.

    Differences are B minus A, with a 95 % interval over issuers. `p` is two-sided; `worse` is the
    chance that B only looks worse, corrected for how many metrics are gated (*). `found` is the
    smallest loss that such a comparison finds in 4 of 5 cases, `sd` the spread of documents.
    """
    comparison = compare(read_run(a), read_run(b))
    if as_json:
        sys.stdout.write(comparison.model_dump_json(indent=2, by_alias=True) + "\n")
        return
    table = comparison_table(comparison)
    # A row is a line, however narrow the terminal: cut figures tell nothing.
    whole = Console(width=_WIDEST).measure(table).maximum
    console = Console(width=max(Console().width, whole))
    console.print(table)
    facts = f"Facts lost {len(comparison.lost)}, won {len(comparison.won)}"
    console.print(f"{facts} (McNemar, p {comparison.p_facts:.3f}).", highlight=False)


def comparison_table(comparison: Comparison) -> Table:
    """Lay out a comparison, a metric a row."""
    a, b = comparison.a, comparison.b
    title = f"A {a.system} ({a.model or 'no model'}), B {b.system} ({b.model or 'no model'})"
    table = Table("metric", "A", "B", "B − A", "95 %", "p", "worse", "found", "sd", "n", "issuers")
    table.title = printable(title)
    for column in table.columns:
        column.no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    for each in comparison.differences:
        known = each.low is not None and each.high is not None
        table.add_row(
            f"{each.metric} {'*' if each.gated else ' '}",
            figure(each.a),
            figure(each.b),
            figure(each.difference, sign="+"),
            f"{figure(each.low, sign='+')} … {figure(each.high, sign='+')}" if known else "–",
            figure(each.p),
            figure(each.p_worse),
            figure(each.detectable),
            figure(each.spread),
            str(each.documents),
            str(each.clusters),
        )
    return table
