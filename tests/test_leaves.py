"""Walking a schema's instance."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from summarizer.leaves import leaves
from summarizer.types import Money, Near, Phase, Prose, Record


class Colour(Enum):
    """A choice."""

    RED = "red"


class Office(Record):
    """A record in a list."""

    holder: str
    since: date | None = None


class Everything(BaseModel):
    """One field of each kind."""

    name: str = Field(serialization_alias="fullName")
    sites: Annotated[int, Near("site")] | None = None
    colour: Colour | None = None
    kind: Literal["a", "b"] = "a"
    phase: Phase | None = None
    price: Money | None = None
    notes: list[Annotated[str, Prose()]] = []
    offices: list[Office] = []
    shares: dict[str, Decimal] = {}
    pair: tuple[int, str] | None = None


def test_every_given_value_is_a_leaf_with_its_json_path():
    """Nulls, defaults and empty lists claim nothing, so they are no leaves."""
    data = Everything(
        name="Acme",
        sites=20,
        notes=["one", "two"],
        offices=[Office(holder="Ann", since=date(2024, 1, 2))],
        shares={"b/c": Decimal("1.5")},
        pair=(1, "x"),
    )
    assert {leaf.path: leaf.value for leaf in leaves(data)} == {
        ("fullName",): "Acme",
        ("sites",): 20,
        ("notes", 0): "one",
        ("notes", 1): "two",
        ("offices", 0, "holder"): "Ann",
        ("offices", 0, "since"): date(2024, 1, 2),
        ("shares", "b/c"): Decimal("1.5"),
        ("pair", 0): 1,
        ("pair", 1): "x",
    }


def test_marks_are_found_through_unions_and_lists():
    """`Annotated[int, Near(...)] | None` and `list[Annotated[str, Prose()]]` keep their marks."""
    found = {leaf.path: leaf.marks for leaf in leaves(Everything(name="x", sites=1, notes=["n"]))}
    assert found[("sites",)] == (Near("site"),)
    assert found[("notes", 0)] == (Prose(),)


def test_choices_are_judged_and_phases_and_amounts_are_shown():
    """An enum or Literal cannot be proved by text; a phase or an amount is printed there."""
    data = Everything(
        name="x",
        colour=Colour.RED,
        kind="b",
        phase=Phase.THREE,
        price=Money(amount=Decimal(1), currency="USD"),
    )
    judged = {leaf.path[0]: leaf.judged for leaf in leaves(data)}
    assert judged == {
        "fullName": False, "colour": True, "kind": True, "phase": False, "price": False,
    }  # fmt: skip


def test_leaves_of_a_record_know_it():
    """Values of one record are checked together."""
    data = Everything(name="x", offices=[Office(holder="Ann"), Office(holder="Bob")])
    assert [leaf.record for leaf in leaves(data)] == [None, ("offices", 0), ("offices", 1)]
