"""The labels of one press release, as `gold.yaml` holds them.

Annotators write values and quotes; code computes the offsets (`fixture`) and holds the rules
(`lint`). What was decided about the meaning stands in `fixtures/README.md`.
"""

from __future__ import annotations

import json
from typing import Literal

from pydantic import ConfigDict, Field

from summarizer.evals.labels import (
    Amount,
    DateLabel,
    Day,
    Derivation,
    Evidence,
    Fact,
    Label,
    Part,
    Trap,
    WrittenPValue,
)
from summarizer.schemas.choices import EnrollmentKind, Exclusivity, RegulatoryState
from summarizer.schemas.press_release import Event
from summarizer.types import Phase


class Fields(Part):
    """The fields of which a release has one each."""

    issuer: Label[str]
    place: Label[str]
    released: DateLabel
    event: Label[Event]
    trial_identifier: Label[str]
    trial_name: Label[str]
    phase: Label[Phase]
    drug: Label[str]
    brand: Label[str]
    mechanism: Label[str]
    indication: Label[str]
    enrollment: Label[int]
    enrollment_kind: Label[EnrollmentKind]
    sites: Label[int]
    investigator: Label[str]


class Regulatory(Part):
    """What a regulator has decided, or has before it."""

    jurisdiction: str | None
    agency: str | None
    product: str | None
    indication: str | None
    status: RegulatoryState
    date: Day | None
    evidence: Evidence


class Deal(Part):
    """A licence, purchase or other agreement."""

    receiver: str | None
    giver: str | None
    exclusivity: Exclusivity | None
    upfront: Amount | None
    contingent: Amount | None
    territory: tuple[str, ...]
    evidence: Evidence


class Figure(Part):
    """A financial figure of the current period, a forecast, or money raised or paid."""

    measure: str
    aliases: tuple[str, ...] = ()
    amount: Amount
    kind: Literal["actual", "guidance", "raised", "paid"]
    period: Day | None
    evidence: Evidence


class Endpoint(Part):
    """The result of one endpoint of a trial."""

    endpoint: str
    aliases: tuple[str, ...] = ()
    kind: Literal["primary", "secondary", "other"]
    outcome: Literal["met", "not_met", "not_stated"]
    p_value: WrittenPValue | None
    evidence: Evidence


class Person(Part):
    """A person in the news, not one to call about it."""

    name: str
    role: str | None
    organisation: str | None
    evidence: Evidence


class DateAhead(Part):
    """Something that the release expects at a stated time."""

    date: Day
    what: str
    evidence: Evidence


class Lists(Part):
    """The fields of which a release has any number."""

    regulatory: tuple[Regulatory, ...]
    deals: tuple[Deal, ...]
    figures: tuple[Figure, ...]
    endpoints: tuple[Endpoint, ...]
    people: tuple[Person, ...]
    dates_ahead: tuple[DateAhead, ...]


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


class Gold(Part):
    """Everything that is known of one release."""

    model_config = ConfigDict(title="Labels of a press release")

    id: str = Field(pattern="^[a-z0-9-]+$", description="the name of the folder")
    gold_version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    split: Literal["dev", "test"]
    golden: bool = Field(description="no fact of it may ever be lost")
    cluster: str = Field(description="the issuer: documents of one are not independent")
    provenance: Provenance
    fields: Fields
    lists: Lists
    facts: tuple[Fact, ...]
    derivations: tuple[Derivation, ...]
    traps: tuple[Trap, ...]
    reference_summary: str
    labels: Labelling
    changes: tuple[Change, ...]


def schema_text() -> str:
    """Return the JSON Schema of `gold.yaml`, indented, as the file for editors holds it."""
    return json.dumps(Gold.model_json_schema(), indent=2, ensure_ascii=False) + "\n"
