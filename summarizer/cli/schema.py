"""`summarizer schema`: the JSON Schema of a task's data."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from summarizer.question import answer_schema
from summarizer.task import load_task


def schema(
    task: Annotated[str, typer.Argument(help="A task's name, or the path of its folder.")],
    asked: Annotated[
        bool, typer.Option("--asked", help="The form that is asked of the model instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of a task's `data`."""
    found = load_task(task).schema
    printed = answer_schema(found) if asked else found.model_json_schema(mode="serialization")
    json.dump(printed, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")
