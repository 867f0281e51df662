"""Answers whose prose is not asked for: the words of the sentences that they name stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from summarizer.question import Json, sentence_key, unwrapped


def with_words(answer: Json, asked: Json, schema: Json, words: Mapping[int, str]) -> Json:
    """Return a verbatim answer with its prose: the words of the sentences that it names.

    Args:
        answer: What came back.
        asked: Its answer schema, without the prose.
        schema: The answer schema with it.
        words: By sentence number.
    """
    key = sentence_key(schema)

    def visit(node: Any, without: Json, whole: Json) -> Any:
        without, _, _ = unwrapped(without, asked["$defs"])
        whole, _, _ = unwrapped(whole, schema["$defs"])
        if isinstance(node, list):
            return [visit(item, without, whole) for item in node]
        if not isinstance(node, dict) or "properties" not in whole:
            return node
        inside, all_inside = without["properties"], whole["properties"]
        said = words.get(_number(node, key))
        prose = {name: said for name in all_inside.keys() - inside.keys() if said}
        known = {n: visit(v, inside[n], all_inside[n]) for n, v in node.items() if n in inside}
        return known | prose

    filled: Json = visit(answer, asked, schema)
    return filled


def with_all(answer: Json, schema: Json, numbers: Iterable[int]) -> Json:
    """Return an answer whose lists have one item for each of some sentences, in their order.

    Args:
        answer: What came back.
        schema: Its answer schema.
        numbers: The sentences; of those that the answer passes over, the items say no more, and of
            what it says of one twice, the first counts.
    """
    key, complete = sentence_key(schema), dict(answer)
    for name, part in schema["properties"].items():
        items, _, many = unwrapped(part, schema["$defs"])
        if many and key in items.get("properties", {}):
            given = answer.get(name)
            said: dict[int, Json] = {}
            for item in given if isinstance(given, list) else ():
                if isinstance(item, dict):
                    said.setdefault(_number(item, key), item)
            complete[name] = [
                said.get(number, {key: number}) for number in sorted({*said, *numbers})
            ]
    return complete


def _number(item: Json, key: str) -> int:
    """Return the sentence that an item names; 0 where it names none, as models may."""
    number = item.get(key)
    return number if isinstance(number, int) else 0
