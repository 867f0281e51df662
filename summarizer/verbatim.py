"""Answers whose prose is not asked for: the words of the sentences that they name stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from summarizer.question import Json, sentence_key, unwrapped


def with_words(answer: Json, schema: Json, words: Mapping[int, str]) -> Json:
    """Return a verbatim answer with its prose: the words of the sentences that it names.

    Args:
        answer: What came back.
        schema: The answer schema that asks for the prose, too.
        words: By sentence number.
    """
    defs, key = schema["$defs"], sentence_key(schema)

    def visit(node: Any, part: Json) -> Any:
        target, _, _ = unwrapped(part, defs)
        if isinstance(node, list):
            return [visit(item, target) for item in node]
        if not isinstance(node, dict) or "properties" not in target:
            return node
        said = words.get(node.get(key, 0))
        missing = {name: said for name in target["properties"] if name not in node and said}
        known = {n: visit(v, target["properties"].get(n, {})) for n, v in node.items()}
        return known | missing

    filled: Json = visit(answer, schema)
    return filled


def with_all(answer: Json, schema: Json, numbers: Iterable[int]) -> Json:
    """Return an answer whose lists have an item for each of some sentences, in their order.

    Args:
        answer: What came back.
        schema: Its answer schema.
        numbers: The sentences; of those that the answer passes over, the items say no more.
    """
    key, wanted, complete = sentence_key(schema), set(numbers), dict(answer)
    for name, part in schema["properties"].items():
        items, _, many = unwrapped(part, schema["$defs"])
        if many and key in items.get("properties", {}):
            said = [each for each in answer.get(name) or [] if isinstance(each, dict)]
            named = {each.get(key) for each in said}
            said += [{key: number} for number in wanted - named]
            complete[name] = sorted(said, key=lambda each: each.get(key) or 0)
    return complete
