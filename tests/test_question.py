"""A schema as it is asked of a model."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field

from summarizer.errors import TaskError
from summarizer.question import answer_schema, guide, narrowed, sentence_key, shortened
from summarizer.schemas.press_release import PressRelease
from summarizer.types import Money, PartialDate, Prose


class Mood(Enum):
    """A choice."""

    UP = "up"
    DOWN = "down"


class Fact(BaseModel):
    """An object with prose in it."""

    text: Annotated[str, Prose()] = Field(description="what is said")
    amount: Money | None = None


class Everything(BaseModel):
    """One field of each kind."""

    name: str
    day: date
    about: PartialDate | None
    share: Decimal
    mood: Mood
    kind: Literal["a", "b"] | None = None
    facts: list[Fact] = Field(max_length=3)
    notes: list[Annotated[str, Prose()]]


def _walk(node: Any):
    yield node
    if isinstance(node, dict):
        for part in node.values():
            yield from _walk(part)
    elif isinstance(node, list):
        for part in node:
            yield from _walk(part)


def test_printed_values_are_asked_as_text_and_decimals_as_numbers():
    """Code reads dates and amounts; a model is asked only to copy them."""
    schema = answer_schema(Everything)
    assert schema["properties"]["day"] == {"type": "string"}
    assert schema["$defs"]["Fact"]["properties"]["amount"]["anyOf"][0] == {
        "$ref": "#/$defs/Money"
    } or schema["$defs"]["Fact"]["properties"]["amount"]["anyOf"][0] == {"type": "string"}
    assert schema["properties"]["share"] == {"type": "number"}
    assert schema["properties"]["about"]["anyOf"][0] == {"type": "string"}


def test_every_property_is_required_and_every_list_bounded():
    """Grammars need an order to follow, and a list without a bound never ends."""
    for model in (Everything, PressRelease):
        for node in _walk(answer_schema(model)):
            if isinstance(node, dict) and isinstance(node.get("properties"), dict):
                assert node["required"] == list(node["properties"])
                assert node["additionalProperties"] is False
            if isinstance(node, dict) and node.get("type") == "array":
                assert isinstance(node["maxItems"], int)


def test_objects_with_choices_or_prose_name_their_sentence_first():
    """A judgement is tied to a sentence before it is made."""
    schema = answer_schema(Everything)
    assert next(iter(schema["properties"])) == "sentence"
    assert next(iter(schema["$defs"]["Fact"]["properties"])) == "sentence"
    assert list(schema["properties"]["notes"]["items"]["properties"]) == ["sentence", "says"]


def test_a_schema_with_a_field_named_sentence_keeps_it():
    """The number goes by another name where the user's schema has taken ours."""

    class Judgement(BaseModel):
        sentence: str
        harsh: bool

    schema = answer_schema(Judgement)
    key = sentence_key(schema)
    assert key != "sentence"
    assert list(schema["properties"]) == [key, "sentence", "harsh"]


def test_narrowing_allows_only_the_sentences_that_were_shown():
    """A range where the numbers are consecutive, a choice where they are not."""
    schema = answer_schema(Everything)
    assert narrowed(schema, [4, 5, 6])["$defs"]["sentence"] == {
        "type": "integer",
        "minimum": 4,
        "maximum": 6,
    }
    assert narrowed(schema, [4, 9])["$defs"]["sentence"]["enum"] == [4, 9]
    assert schema["$defs"]["sentence"] == {"type": "integer", "minimum": 1}


def test_shortening_bounds_every_list_and_lengthens_none():
    """A repeating answer is asked for again with shorter lists."""
    schema = answer_schema(PressRelease)
    bounds = [
        n["maxItems"]
        for n in _walk(shortened(schema, 3))
        if isinstance(n, dict) and "maxItems" in n
    ]
    assert bounds
    assert max(bounds) == 3
    assert schema["properties"]["summary"]["maxItems"] == 4


def test_only_the_asked_fields_and_what_they_need_are_sent():
    """A small question sends a small schema."""
    schema = answer_schema(PressRelease, ("people",))
    assert list(schema["properties"]) == ["people"]
    assert set(schema["$defs"]) == {"Person", "sentence"}


def test_the_guide_names_every_field_and_every_choice():
    """Servers that only enforce a schema do not show it to the model: the guide does."""
    schema = answer_schema(PressRelease)
    words = guide(schema)
    for node in _walk(schema):
        if isinstance(node, dict):
            for name in node.get("properties", {}):
                assert f"{name}:" in words
            for choice in node.get("enum", []):
                assert str(choice) in words


def test_a_field_that_does_not_exist_is_named():
    """A typing error in a prompt's front matter is found before any call."""
    with pytest.raises(TaskError, match="has no field evnt"):
        answer_schema(PressRelease, ("evnt",))


def test_a_schema_that_cannot_be_json_is_refused_with_advice():
    """A field of an arbitrary type has no JSON form."""

    class Odd(BaseModel):
        model_config = {"arbitrary_types_allowed": True}
        thing: object
        call: Any = None
        place: complex

    class Odder(BaseModel):
        model_config = {"arbitrary_types_allowed": True}
        pattern: type[int]
        engine: pytest.MonkeyPatch

    with pytest.raises(TaskError, match="cannot become JSON Schema"):
        answer_schema(Odder)
