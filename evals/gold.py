"""The labels of one document, as `gold.yaml` holds them.

Annotators write values and quotes; code computes the offsets (`fixture`) and holds the rules
(`lint`). What is labelled is the task's own (`form`). What was decided about the meaning of the
labels of press releases stands in `fixtures/README.md`.
"""

from __future__ import annotations

import json
from typing import Any, Generic, Literal, TypeVar

from pydantic import ConfigDict, Field

from summarizer.document import Document
from summarizer.evals.form import Form
from summarizer.evals.labels import Day, Derivation, Fact, Part, Trap

F = TypeVar("F", bound=Part)
L = TypeVar("L", bound=Part)


class Provenance(Part):
    """Where the text comes from, and what kind of news it is."""

    publisher: str
    language: str = Field(pattern="^[a-z]{2}$", description="ISO 639-1 code")
    kind: str = Field(pattern="^[a-z_]+$")


class Labelling(Part):
    """Who labelled, and how."""

    annotators: tuple[str, ...] = Field(min_length=1)
    method: str
    blind_second_pass: bool


class Change(Part):
    """A correction of labels that were published before."""

    version: str
    date: Day
    what: str
    why: str


class Gold(Part, Generic[F, L]):
    """Everything that is known of one document."""

    model_config = ConfigDict(title="Labels of a document")

    id: str = Field(pattern="^[a-z0-9-]+$", description="the name of the folder")
    gold_version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    split: Literal["dev", "test"]
    golden: bool = Field(description="no fact of it may ever be lost")
    cluster: str = Field(description="the issuer: documents of one are not independent")
    provenance: Provenance
    fields: F
    lists: L
    facts: tuple[Fact, ...]
    derivations: tuple[Derivation, ...]
    traps: tuple[Trap, ...]
    reference_summary: str
    labels: Labelling
    changes: tuple[Change, ...]


def sentences(summary: str) -> list[str]:
    """Return the sentences of a reference summary; a task may have none."""
    return [each.text for each in Document.from_text(summary).sentences] if summary.strip() else []


def gold_of(form: Form) -> type[Gold[Any, Any]]:
    """Return the model of the labels of a task."""
    return Gold.__class_getitem__((form.fields, form.lists))  # type: ignore[return-value] # made at run time


def schema_text(form: Form) -> str:
    """Return the JSON Schema of `gold.yaml`, indented, as the file for editors holds it."""
    return json.dumps(gold_of(form).model_json_schema(), indent=2, ensure_ascii=False) + "\n"
