"""`summarizer batch`: many documents, a ledger that survives, an export that adds up."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import anyio
import typer

from summarizer.batch import claims, results, schema
from summarizer.batch.export import export
from summarizer.batch.job import DEADLINE, Settings, run_job
from summarizer.batch.keys import Recipe
from summarizer.batch.ledger import Ledger, is_running
from summarizer.batch.rehearsal import in_words as rehearsal_in_words
from summarizer.batch.rehearsal import rehearse
from summarizer.batch.report import explained, in_words, standing
from summarizer.batch.rows import Columns
from summarizer.batch.source import Selection, chosen, inputs
from summarizer.cli.options import ModelName, TaskName
from summarizer.cli.output import printable
from summarizer.cli.progress import watching
from summarizer.errors import ConfigError, DocumentError
from summarizer.model.client import DEFAULT_TIMEOUT
from summarizer.model.connect import name_of
from summarizer.model.profile import profile_for
from summarizer.task import Task, load_task

app = typer.Typer(help="Summarize many documents, and survive the night.", no_args_is_help=True)
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The job's folder.")]
Form = Literal["jsonl", "parquet"]


@app.command("run")
def run(  # noqa: PLR0917 - options
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="JSON Lines, CSV or Parquet with an id and a text, folders of texts; - is stdin.",
        ),
    ],
    out: Annotated[Path, typer.Option(help="The job's folder: its ledger and its output.")],
    task: TaskName = "press_release",
    model: ModelName = None,
    form: Annotated[Form, typer.Option("--format", help="Of the output.")] = "jsonl",
    id_column: Annotated[str, typer.Option(help="The column of the ids.")] = "id",
    text_column: Annotated[str, typer.Option(help="The column of the texts.")] = "text",
    limit: Annotated[int | None, typer.Option(min=1, help="Take only the first rows.")] = None,
    sample: Annotated[
        float | None, typer.Option(min=0, max=1, help="Take this share of the rows, by their ids.")
    ] = None,
    max_cost: Annotated[
        float | None, typer.Option(min=0, help="The most money that all runs together may cost.")
    ] = None,
    max_tokens: Annotated[
        int | None, typer.Option(min=1, help="The most tokens that all runs together may take.")
    ] = None,
    rpm: Annotated[float | None, typer.Option(min=0.01, help="Requests a minute.")] = None,
    tpm: Annotated[float | None, typer.Option(min=1, help="Tokens a minute.")] = None,
    concurrency: Annotated[
        int | None,
        typer.Option(min=1, max=10_000, help="The most requests in flight; else the profile's."),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds to wait for one answer of the model.")
    ] = DEFAULT_TIMEOUT,
    deadline: Annotated[
        float, typer.Option(min=0.1, help="Seconds of asking that one document may take.")
    ] = DEADLINE,
    workers: Annotated[
        int, typer.Option(min=1, max=256, help="Processes to work in, for when one core is full.")
    ] = 1,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent and cost; send nothing.")
    ] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Write progress to stderr as JSON Lines.")
    ] = False,
) -> None:
    """Summarize documents; the same command again goes on where the last one stopped."""
    settings = Settings(
        tuple(names),
        out,
        Columns(id_column, text_column),
        Selection(limit, sample),
        form,
        concurrency=concurrency,
        requests_per_minute=rpm,
        tokens_per_minute=tpm,
        max_cost=max_cost,
        max_tokens=max_tokens,
        timeout=timeout,
        deadline=deadline,
        workers=workers,
    )
    if dry_run:
        _rehearse(load_task(task), model, settings)
        return
    with watching(as_json=log_json) as (say, watch):
        job = partial(run_job, load_task(task), model, settings, say=say, watch=watch)
        code, stands = anyio.run(job)
    _, profile = name_of(model)
    _report(in_words(stands, profile.prices))
    raise typer.Exit(code)


def _rehearse(task: Task[Any], model: str | None, settings: Settings) -> None:
    name, profile = name_of(model)
    recipe = Recipe.of(task, name, profile)
    files = inputs(settings.names, settings.columns, without=settings.folder)
    rows = chosen(files, settings.selection)
    found = anyio.run(rehearse, task, profile, recipe, rows, settings.folder)
    _print(rehearsal_in_words(found, profile, settings.concurrency or profile.concurrency))


@app.command("status")
def status(
    folder: Folder,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say how a job stands, also while it runs."""
    with closing(schema.connect_reading(folder / schema.NAME)) as connection:
        found = standing(connection, details=True)
        recipe = claims.last_recipe(connection)
    prices = profile_for(recipe.model).prices if recipe else None
    running = is_running(folder)
    if as_json:
        tree = {
            "complete": found.complete,
            "running": running,
            "rows": found.rows,
            "states": found.states,
            "exit": found.exit,
            "tokens": found.tokens,
            "cost": found.cost(prices),
            "run": found.note,
        }
        sys.stdout.write(json.dumps(tree) + "\n")
        return
    _print(in_words(found, prices))
    if found.exit is None and found.requests and not running:
        _print(["the last run was killed; the same command goes on with what it had in hand"])
    elif found.exit is None and found.note:
        _print(f"{name.replace('_', ' ')}: {value}" for name, value in found.note.items() if value)


@app.command("retry")
def retry(
    folder: Folder,
    failed: Annotated[
        bool, typer.Option("--failed", help="All that failed, or were set apart.")
    ] = False,
) -> None:
    """Make documents that failed wait again; the next `batch run` asks about them."""
    if not failed:
        raise ConfigError("say which documents.", hint="All that have no result: --failed.")
    with Ledger(folder) as ledger:
        count = ledger.call(claims.retry_failed) + ledger.call(results.retry_damaged)
    sys.stdout.write(f"{count} documents wait again; `summarizer batch run` goes on with them.\n")


@app.command("export")
def export_(
    folder: Folder,
    form: Annotated[Form, typer.Option("--format", help="Of the output.")] = "jsonl",
    partial: Annotated[
        bool, typer.Option("--partial", help="What is finished, where not everything is.")
    ] = False,
) -> None:
    """Write the output of a job anew, from its ledger."""
    with closing(schema.connect_reading(folder / schema.NAME)) as connection:
        sys.stdout.write(f"{export(connection, folder, form, partial=partial)}\n")


@app.command("explain")
def explain(
    folder: Folder, name: Annotated[str, typer.Argument(metavar="ID", help="A row's id.")]
) -> None:
    """Say what happened to a document: every request, with its cause."""
    with closing(schema.connect_reading(folder / schema.NAME)) as connection:
        lines = list(explained(connection, name))
    if not lines:
        raise DocumentError(f"there is no row with the id {name!r} in {folder}.")
    _print(lines)


def _report(lines: Iterable[str]) -> None:
    """Print the report of a job, which has its exit code even if nobody reads."""
    if sys.stdout is None:
        return
    try:
        _print(lines)
        sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(printable(line) + "\n")
