"""From an answer's JSON to an instance of the schema."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from summarizer.answer import Draft, parse, without_repeats
from summarizer.errors import UnsupportedError
from summarizer.schemas.press_release import PressRelease
from summarizer.types import Money, PartialDate, Prose


class Deal(BaseModel):
    """An object in a list, with a required field."""

    party: str
    price: Money | None = None
    kind: Literal["sale", "licence"]


class News(BaseModel):
    """One field of each kind that can break."""

    day: date | None = None
    expected: PartialDate | None = None
    share: Decimal | None = None
    count: int = 0
    notes: list[Annotated[str, Prose()]] = Field(default=[], max_length=2)
    deals: list[Deal] = []


def draft(**tree: object) -> Draft[News]:
    """Read an answer."""
    return Draft(News, tree, "sentence")


def test_a_date_without_a_year_is_one_near_the_day_of_the_document():
    """Without that day it cannot be read."""
    tree = {"day": "March 5"}
    assert Draft(News, dict(tree), "sentence", day=date(2026, 3, 3)).data.day == date(2026, 3, 5)
    assert Draft(News, dict(tree), "sentence").data.day is None


def test_sentence_numbers_are_taken_out_and_kept():
    """They belong to the object, or to the lone sentence, that carried them."""
    read = draft(
        sentence=1,
        notes=[{"sentence": 4, "says": "It rose."}],
        deals=[{"sentence": 7, "party": "Acme", "kind": "sale"}],
    )
    assert read.data == News(notes=["It rose."], deals=[Deal(party="Acme", kind="sale")])
    assert read.citations == {(): 1, ("notes", 0): 4, ("deals", 0): 7}


@pytest.mark.parametrize(
    ("field", "printed", "value"),
    [
        ("day", "June 25, 2024", date(2024, 6, 25)),
        ("day", "3. März 2026", date(2026, 3, 3)),
        ("expected", "the third quarter of 2026", PartialDate(2026, quarter=3)),
        ("expected", "2026-Q3", PartialDate(2026, quarter=3)),
        ("share", "12.5 percent", Decimal("12.5")),
        ("count", "1,200 patients", 1200),
    ],
)
def test_a_value_as_printed_is_read(field, printed, value):
    """Models copy what stands in the text; code makes a type of it."""
    read = draft(**{field: printed})
    assert getattr(read.data, field) == value
    assert read.rejected == []


@pytest.mark.parametrize(
    "printed",
    [
        "$4.1 billion",
        "$4.1 billion, compared with $3.6 billion in 2024",
        "$4.1 billion (2024: $3.6 billion)",
        "$4.1 billion in the quarter, up from $3.6 billion",
    ],
)
def test_an_amount_as_printed_is_read(printed):
    """Money is asked as the printed phrase; what it is compared with may follow."""
    read = draft(deals=[{"party": "A", "kind": "sale", "price": printed}])
    assert read.data.deals[0].price == Money(amount=Decimal("4.1"), scale="billion", currency="USD")


def test_of_two_amounts_none_is_taken():
    """A range has no single value."""
    read = draft(deals=[{"party": "A", "kind": "sale", "price": "$95 million to $105 million"}])
    assert read.data.deals[0].price is None


def test_one_broken_leaf_costs_only_itself():
    """It is listed with the reason, and what surrounds it stays."""
    read = draft(day="some day", share="0.5", deals=[{"party": "A", "kind": "sale"}])
    assert read.data == News(share=Decimal("0.5"), deals=[Deal(party="A", kind="sale")])
    assert [(gone.path, gone.value) for gone in read.rejected] == [("/day", "some day")]
    assert "not readable" in read.rejected[0].reason


def test_a_required_value_that_was_left_empty_is_told_so():
    """Null is no value that could not be read."""
    read = draft(deals=[{"party": "A", "kind": None}])
    assert read.data.deals == []
    assert read.rejected[0].reason == "/deals/0/kind is required and was left empty"


def test_an_object_goes_only_where_it_cannot_do_without():
    """A deal of no known kind is no deal; the deal beside it is untouched."""
    read = draft(deals=[{"party": "A", "kind": "gift"}, {"party": "B", "kind": "sale"}])
    assert [deal.party for deal in read.data.deals] == ["B"]
    assert [gone.path for gone in read.rejected] == ["/deals/0/kind", "/deals/0"]
    assert read.origin[("deals", 0, "party")] == ("deals", 1, "party")


def test_what_exceeds_a_bound_is_listed_not_lost():
    """A list that is longer than the schema allows keeps its beginning."""
    read = draft(notes=["one", "two", "three", "four"])
    assert read.data.notes == ["one", "two"]
    assert [gone.value for gone in read.rejected] == ["three", "four"]


@pytest.mark.parametrize("nothing", ["null", "N/A", "", "not stated", "None"])
def test_words_for_nothing_are_null(nothing):
    """A model that writes "null" has said nothing, and nothing is rejected."""
    read = draft(day=nothing)
    assert read.data.day is None
    assert read.rejected == []


def test_taking_a_value_out_keeps_the_rest_addressable():
    """After an item is gone, the paths of the others lead back to where they stood."""
    read = draft(notes=["one", "two"])
    read.take_out(("notes", 0), "not in the text")
    read.settle()
    assert read.data.notes == ["two"]
    assert read.origin[("notes", 0)] == ("notes", 1)


def test_a_required_value_that_is_gone_is_an_error_that_names_the_field():
    """There is no instance without it; the caller may ask again."""

    class Strict(BaseModel):
        name: str

    read = Draft(Strict, {"name": "Acme"}, "sentence")
    read.take_out(("name",), "“Acme” is not in the document")
    with pytest.raises(UnsupportedError, match="name") as caught:
        read.settle()
    assert caught.value.field == "name"


def test_a_validator_of_the_whole_schema_ends_the_reading():
    """Nothing smaller can be taken out to please it."""

    class Picky(BaseModel):
        low: int | None = None

        def model_post_init(self, _: object) -> None:
            raise ValueError("never content")

    with pytest.raises(UnsupportedError, match="cannot be filled"):
        Draft(Picky, {"low": 1}, "sentence")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('{"a": 1}', {"a": 1}),
        ('Sure! {"a": 1}', {"a": 1}),
        ('{"a": ["x", "y', {"a": ["x"]}),
        ('{"a": 1, "b": {"c": tru', {"a": 1, "b": {}}),
        ("no json", None),
        ("", None),
        ("[1, 2]", None),
    ],
)
def test_json_is_found_whole_or_cut_short(text, tree):
    """Half a string is dropped; half a list is a list."""
    assert parse(text) == tree


def test_repeats_are_said_once_whichever_sentence_they_name():
    """A model in a loop says the same with one number after another."""
    looping = [{"sentence": n, "says": "It rose."} for n in range(5)]
    assert without_repeats({"notes": looping, "n": [1, 1, 2]}, "sentence") == {
        "notes": [{"sentence": 0, "says": "It rose."}],
        "n": [1, 2],
    }


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
)
json_values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
fields = st.sampled_from([*PressRelease.model_fields, "sentence", "says", "statement", "date"])


@given(st.dictionaries(fields, json_values, max_size=8))
def test_any_answer_becomes_an_instance(tree):
    """Every field of the task is optional, so nothing that a model sends can break the reading."""
    read = Draft(PressRelease, tree, "sentence")
    assert isinstance(read.data, PressRelease)


@given(st.text())
def test_any_text_is_parsed_or_refused(text):
    """No answer raises."""
    tree = parse(text)
    assert tree is None or isinstance(tree, dict)
