"""`summarizer eval`: how well summaries and checks do, on labels that were made by reading."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table
from typer.core import TyperGroup

from summarizer.cli.gold_schema import gold_schema
from summarizer.cli.lint import lint
from summarizer.cli.output import printable
from summarizer.errors import ConfigError, ExtraMissingError
from summarizer.evals.grounding.labelled import Judged, Rates, by_category, judge, load
from summarizer.evals.statistics import Interval

_SETS = Path("evals/grounding")
# A command, and the module and function of the same name that it is. They need libraries of the
# extra `evals`, and take a second to load, so they are loaded when they are asked for.
_LATER = {
    "run": "eval_run",
    "score": "eval_score",
    "compare": "eval_compare",
    "stability": "eval_stability",
    "bless": "eval_bless",
    "gate": "eval_gate",
    "report": "eval_report",
    "agreement": "eval_agreement",
}


class _Commands(TyperGroup):
    """The commands, of which some are loaded when they are asked for.

    What is typed Any is click's, which typer brings under a name of its own in some versions.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        return [*_LATER, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _LATER:
            return super().get_command(ctx, cmd_name)
        name = _LATER[cmd_name]
        try:
            module = import_module(f"summarizer.cli.{name}")
        except ModuleNotFoundError as error:
            raise ExtraMissingError(
                f"`summarizer eval {cmd_name}` needs {error.name}, which is not installed.",
                hint="Install it with: pip install 'summarizer[evals]'",
            ) from error
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name)(getattr(module, name))
        return typer.main.get_command(alone)


app = typer.Typer(
    help="Measure against labels that were made by reading.",
    no_args_is_help=True,
    cls=_Commands,
)
app.command("lint")(lint)
app.command("schema")(gold_schema)


@app.command("grounding")
def grounding(
    split: Annotated[
        Literal["dev", "test"], typer.Option(help="The half that the rules were made with, or not.")
    ] = "test",
    folder: Annotated[
        Path | None, typer.Option("--set", help="A folder of labelled claims of your own.")
    ] = None,
    wrong: Annotated[bool, typer.Option("--wrong", help="List the wrong verdicts.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Check labelled claims, and count false accepts and false refusals by category."""
    chosen = folder or _SETS / split
    if not chosen.is_dir():
        raise ConfigError(
            f"there is no folder {chosen}.",
            hint="Run it in a checkout of the project, or name a folder with --set.",
        )
    judged = judge(load(chosen))
    rates = by_category(judged)
    if as_json:
        json.dump({name: vars(each) for name, each in rates.items()}, sys.stdout, indent=2)
        sys.stdout.write("\n")
        return
    console = Console()
    console.print(_table(rates))
    if wrong:
        _list_wrong(console, judged)


def _table(rates: dict[str, Rates]) -> Table:
    table = Table("category", "false accepts", "95 %", "false refusals", "95 %")
    for column in table.columns[1:]:
        column.justify = "right"
    last_category = max(i for i, name in enumerate(rates) if not name.startswith("all"))
    for place, (name, each) in enumerate(rates.items()):
        table.add_row(
            name,
            f"{each.false_accepts} of {each.unsupported}",
            _percent(each.accept_interval),
            f"{each.false_refusals} of {each.supported}",
            _percent(each.refusal_interval),
            end_section=place == last_category,
        )
    return table


def _percent(interval: Interval) -> str:
    return f"{interval.low:.1%} – {interval.high:.1%}"


def _list_wrong(console: Console, judged: Iterable[Judged]) -> None:
    for each in judged:
        if each.wrong:
            claim = each.claim
            was = "accepted" if each.accepted else f"refused: {each.said}"
            line = f"{claim.id} ({claim.kind}, {claim.category}) “{claim.claim}” {was}"
            console.print(
                printable(f"{line}. Label: {claim.reason}"), markup=False, highlight=False
            )
