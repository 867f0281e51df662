"""A schema as it is asked of a model: the JSON Schema of the answer, and a guide in words.

The answer differs from the schema in three ways, so that small models and strict grammars can
follow it. What code can read off a printed phrase (dates, amounts, p-values) is asked as that
phrase. An object that holds a judgement or prose starts with `sentence`, the number of the
sentence that shows it; prose that stands alone becomes `{sentence, says}`. Every list is bounded,
every property is required, and constraints that grammars handle badly are left to validation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.errors import PydanticInvalidForJsonSchema, PydanticUserError
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from summarizer.errors import TaskError
from summarizer.types import Printed

SENTENCE = "sentence"
SAYS = "says"
DEFAULT_MAX_ITEMS = 8
_KEPT = frozenset(
    {"type", "properties", "items", "enum", "const", "anyOf", "oneOf", "$ref", "$defs"}
    | {"description", "minItems", "maxItems", "additionalProperties", "prefixItems", "x-prose"}
)

Json = dict[str, Any]


class _AnswerSchema(GenerateJsonSchema):
    """Asks for the printed phrase wherever code can read the value off it."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:  # noqa: ARG002 - signature of the base class
        return {"type": "number"}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        if issubclass(schema["cls"], Printed):
            return {"type": "string", "description": schema["cls"].asked}
        return super().model_schema(schema)


def answer_schema(
    model: type[BaseModel], fields: tuple[str, ...] | None = None, *, verbatim: bool = False
) -> Json:
    """Return the JSON Schema of the answer to a question about some fields of a schema.

    Args:
        model: The schema of the task.
        fields: Names of top-level fields in the order to ask for them; None asks for all.
        verbatim: Prose is left out: the sentence that is named says it.

    Raises:
        TaskError: The schema cannot be written as JSON Schema, or lacks a field.
    """
    return _answer_schema(model, fields, verbatim=verbatim)


@lru_cache(maxsize=256)
def _answer_schema(
    model: type[BaseModel], fields: tuple[str, ...] | None, *, verbatim: bool
) -> Json:
    try:
        schema = model.model_json_schema(schema_generator=_AnswerSchema)
    except (PydanticInvalidForJsonSchema, PydanticUserError) as error:
        raise TaskError(
            f"the schema {model.__name__} cannot become JSON Schema: {error.message}.",
            hint="Use types that JSON can carry: str, numbers, dates, enums, lists, models.",
        ) from error
    defs = schema.get("$defs", {})
    root = schema if "properties" in schema else defs.get(model.__name__, schema)
    wanted = tuple(root.get("properties", {})) if fields is None else fields
    if missing := [name for name in wanted if name not in root.get("properties", {})]:
        raise TaskError(f"the schema {model.__name__} has no field {', '.join(missing)}.")
    root = {**root, "properties": {name: root["properties"][name] for name in wanted}}
    key = _free_key([root, *defs.values()])
    simplify = _Simplifier(defs, key, verbatim).simplified
    kept = {name: simplify(part) for name, part in defs.items()}
    asked = simplify(root)
    asked["$defs"] = {**_reachable(asked, kept), SENTENCE: {"type": "integer", "minimum": 1}}
    return asked


def narrowed(schema: Json, numbers: Sequence[int]) -> Json:
    """Return the answer schema with only these sentence numbers allowed."""
    first, last = numbers[0], numbers[-1]
    whole = len(numbers) == last - first + 1
    allowed: Json = (
        {"type": "integer", "minimum": first, "maximum": last}
        if whole
        else {"type": "integer", "enum": list(numbers)}
    )
    return {**schema, "$defs": {**schema["$defs"], SENTENCE: allowed}}


def shortened(schema: Json, max_items: int) -> Json:
    """Return the answer schema with no list longer than `max_items`."""

    def visit(node: Any) -> Any:
        if isinstance(node, list):
            return [visit(part) for part in node]
        if not isinstance(node, dict):
            return node
        lower = {name: visit(part) for name, part in node.items()}
        if isinstance(node.get("maxItems"), int):
            lower["maxItems"] = min(node["maxItems"], max_items)
        return lower

    shorter: Json = visit(schema)
    return shorter


def guide(schema: Json) -> str:
    """Describe an answer schema in words, a line a field, for the model to read."""
    return "\n".join(_lines(schema, schema["$defs"], 0))


def sentence_key(schema: Json) -> str:
    """Return the name under which an answer carries sentence numbers: no field's own name."""
    return _free_key([schema, *schema["$defs"].values()], taken_by_us=True)


def _free_key(objects: Sequence[Json], *, taken_by_us: bool = False) -> str:
    key = SENTENCE
    while any(
        key in part.get("properties", {})
        and not (taken_by_us and part["properties"][key].get("$ref") == f"#/$defs/{SENTENCE}")
        for part in objects
    ):
        key = "shown_in_" + key
    return key


@dataclass(frozen=True)
class _Simplifier:
    """Keeps what every grammar understands, requires every property, bounds every list.

    Attributes:
        defs: The definitions that the schema refers to.
        key: The name under which the answer carries sentence numbers.
        verbatim: Whether prose is left out.
    """

    defs: Json
    key: str
    verbatim: bool

    def simplified(self, node: Json) -> Json:
        kept = {name: part for name, part in node.items() if name in _KEPT - {"$defs", "x-prose"}}
        for name in ("anyOf", "oneOf", "prefixItems"):
            if name in kept:
                kept[name] = [self.simplified(part) for part in kept[name]]
        if isinstance(kept.get("additionalProperties"), dict):
            kept["additionalProperties"] = self.simplified(kept["additionalProperties"])
        if "items" in kept:
            item = node["items"]
            lone = item.get("x-prose")
            kept["items"] = self._cited_prose(item) if lone else self.simplified(item)
            kept.setdefault("maxItems", DEFAULT_MAX_ITEMS)
        if "properties" in kept:
            properties = {
                name: self.simplified(part)
                for name, part in kept["properties"].items()
                if not (self.verbatim and part.get("x-prose"))
            }
            if any(_needs_citation(part, self.defs) for part in node["properties"].values()):
                properties = {self.key: {"$ref": f"#/$defs/{SENTENCE}"}, **properties}
            kept |= _closed(properties)
        return kept

    def _cited_prose(self, item: Json) -> Json:
        properties: Json = {self.key: {"$ref": f"#/$defs/{SENTENCE}"}}
        if not self.verbatim:
            description = item.get("description", "the sentence")
            properties[SAYS] = {"type": "string", "description": description}
        return {"type": "object", **_closed(properties)}


def _closed(properties: Json) -> Json:
    """Return an object's properties, all of them required and no others allowed."""
    required = list(properties)
    return {"properties": properties, "required": required, "additionalProperties": False}


def _needs_citation(node: Json, defs: Json) -> bool:
    """Tell whether a property is a judgement or prose, alone or as one arm of a choice."""
    if node.get("x-prose") or "enum" in node or "const" in node or node.get("type") == "boolean":
        return True
    if "$ref" in node:
        target = defs.get(node["$ref"].rsplit("/", 1)[-1], {})
        return "properties" not in target and _needs_citation(target, defs)
    return any(_needs_citation(arm, defs) for arm in node.get("anyOf", ()))


def _reachable(node: Any, defs: Json) -> Json:
    """Return the definitions that a node uses, directly or through others."""
    found: Json = {}
    stack = [node]
    while stack:
        part = stack.pop()
        if isinstance(part, list):
            stack.extend(part)
        elif isinstance(part, dict):
            name = part.get("$ref", "").rsplit("/", 1)[-1]
            if name in defs and name not in found:
                found[name] = defs[name]
                stack.append(defs[name])
            stack.extend(part.values())
    return found


def _lines(node: Json, defs: Json, depth: int) -> Iterator[str]:
    for name, part in node["properties"].items():
        target, nullable, many = unwrapped(part, defs)
        words = part.get("description") or target.get("description") or ""
        if part.get("$ref") == f"#/$defs/{SENTENCE}":
            words = "number of the sentence that shows it"
        if options := target.get("enum"):
            words += f" ({', '.join(map(str, options))})" if not _named(options, words) else ""
        if many:
            words += f"; a list of at most {many}"
            words += ", each with:" if "properties" in target else ""
        elif nullable:
            words += ", or null"
        yield f"{'  ' * depth}{name}: {words}"
        if "properties" in target:
            yield from _lines(target, defs, depth + 1)


def _named(options: Sequence[Any], words: str) -> bool:
    return all(str(option) in words for option in options)


def unwrapped(node: Json, defs: Json) -> tuple[Json, bool, int]:
    """Return what a property holds in the end, whether it may be null, and its list's bound.

    Args:
        node: The property, in an answer schema.
        defs: The definitions of that schema.
    """
    nullable, many = False, 0
    while True:
        if "$ref" in node:
            node = defs[node["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in node:
            arms = [arm for arm in node["anyOf"] if arm.get("type") != "null"]
            nullable = nullable or len(arms) < len(node["anyOf"])
            node = arms[0]
        elif node.get("type") == "array" and "items" in node:
            many, node = node["maxItems"], node["items"]
        else:
            return node, nullable, many
