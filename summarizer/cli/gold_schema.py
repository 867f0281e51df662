"""`summarizer eval schema`: the JSON Schema of `gold.yaml`, for editors."""

from __future__ import annotations

import sys

from summarizer.cli.label_options import PRESS_RELEASE
from summarizer.cli.options import TaskName
from summarizer.evals.form import form_of
from summarizer.evals.gold import schema_text
from summarizer.task import load_task


def gold_schema(task: TaskName = PRESS_RELEASE) -> None:
    """Print the JSON Schema of the labels of a task.

    That of press releases is kept in evals/fixtures/gold.schema.json.
    """
    sys.stdout.write(schema_text(form_of(load_task(task).schema)))
