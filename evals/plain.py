"""Plain: the same model and schema in one request, taken as it comes, with nothing checked.

What a few lines of anyone's code would do, and what grounding has to be better than.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from summarizer.answer import Json
from summarizer.document import Document
from summarizer.errors import InvalidAnswerError
from summarizer.model.client import Client, Reply
from summarizer.model.usage import Meter
from summarizer.summary import DocumentInfo
from summarizer.task import Task

SYSTEM = "You summarize news releases. Answer in JSON. Use only what the release says."
LONGEST_ANSWER = 2_500


class _PlainSchema(GenerateJsonSchema):
    """The schema as it is, but for the pattern of decimals, which the engine cannot hold."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:  # noqa: ARG002 - signature of the base class
        return {"type": "number"}


async def ask(schema: type[BaseModel], client: Client, document: Document, meter: Meter) -> Reply:
    """Ask once for everything.

    Raises:
        ModelError: The endpoint failed, or the model declined.
    """
    return await client.ask(
        [{"role": "system", "content": SYSTEM}, {"role": "user", "content": document.text}],
        schema.model_json_schema(schema_generator=_PlainSchema),
        max_tokens=LONGEST_ANSWER,
        meter=meter,
    )


async def plain(task: Task[Any], client: Client, document: Document) -> Json:
    """Return the answer in the form of `summarizer run --json`.

    What breaks the schema is left out, leaf by leaf, as in our own answers; there is no evidence.

    Raises:
        InvalidAnswerError: The answer is no JSON object.
        ModelError: The endpoint failed, or the model declined.
    """
    meter = Meter()
    reply = await ask(task.schema, client, document, meter)
    if reply.tree is None:
        raise InvalidAnswerError("the model's answer is no JSON object.", document_id=document.id)
    return {
        "document": DocumentInfo.of(document).model_dump(),
        "data": readable(task.schema, reply.tree).model_dump(mode="json", by_alias=True),
        "evidence": {},
        "rejected": [],
        "usage": meter.total(client.profile.prices).model_dump(),
    }


def readable(schema: type[BaseModel], tree: Json) -> BaseModel:
    """Read an answer without the parts that break the schema.

    Raises:
        InvalidAnswerError: Nothing is left that the schema takes.
    """
    while True:
        try:
            return schema.model_validate(tree)
        except ValidationError as error:
            places = [_place(problem, tree) for problem in error.errors(include_url=False)]
            if not all(places):
                raise InvalidAnswerError("the model's answer does not fit the schema.") from error
            tree = _without(tree, places[0])


def _place(problem: Any, tree: Json) -> tuple[str | int, ...]:
    """Return the path of a problem as far as it exists, or of the object that lacks a field."""
    path: list[str | int] = []
    node: Any = tree
    for step in problem["loc"]:
        if not (isinstance(node, dict) and step in node) and not (
            isinstance(node, list) and isinstance(step, int) and step < len(node)
        ):
            break  # a missing field, or the name of an arm of a union
        path.append(step)
        node = node[step]
    return tuple(path)


def _without(node: Any, path: Sequence[str | int]) -> Any:
    """Return a tree without what stands at a path."""
    first, *rest = path
    if isinstance(node, dict):
        kept = {key: part for key, part in node.items() if key != first}
        return {**node, first: _without(node[first], rest)} if rest else kept
    at = int(first)
    return [*node[:at], *([_without(node[at], rest)] if rest else []), *node[at + 1 :]]
