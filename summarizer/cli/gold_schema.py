"""`summarizer eval schema`: the JSON Schema of `gold.yaml`, for editors."""

from __future__ import annotations

import sys

from summarizer.evals.gold import schema_text


def gold_schema() -> None:
    """Print the JSON Schema of labels; evals/fixtures/gold.schema.json is this output."""
    sys.stdout.write(schema_text())
