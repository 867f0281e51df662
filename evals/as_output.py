"""Labels in the shape of an output: what a system that agrees with an annotator would answer.

A second annotator scored like a system is the ceiling of every score, and the labels themselves
are the first of the systems that the scorer is tested with.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from summarizer.document import Document
from summarizer.evals.fixture import Fixture
from summarizer.evals.gold import Fields, Lists
from summarizer.evals.labels import Amount, Fact, Part, Quote
from summarizer.evals.slots import PRESS_RELEASE
from summarizer.types import SCALES, PValue

# A category that does not contradict the kind.
_CATEGORIES = {kind: max(names) for kind, names in PRESS_RELEASE.kinds.items()}


def as_output(
    fixture: Fixture, fields: Fields, lists: Lists, facts: Iterable[Fact], summary: str
) -> dict[str, Any]:
    """Write labels of a press release as the JSON of `run --json`, without neutral facts.

    Args:
        fixture: The document, in which the quotes stand.
        fields: Its fields.
        lists: Its lists.
        facts: Its facts.
        summary: The reference summary.

    Raises:
        ConfigError: A quote does not occur in the document.
    """
    data: dict[str, Any] = {"dateline": {}, "trials": [{}]}
    for name, label in fields:
        if label.value is not None:
            _put(data, PRESS_RELEASE.fields[name].places[0], _value(label.value))
    data["trials"] = [trial for trial in data["trials"] if trial]
    for name, items in lists:
        data[name] = [_item(item) for item in items]
    told = [fact for fact in facts if fact.importance != "neutral"]
    data["key_facts"] = [_fact(fact) for fact in told]
    data["summary"] = [sentence.text for sentence in Document.from_text(summary).sentences]
    evidence = {
        f"/key_facts/{number}/statement": cited(fixture, fact.evidence)
        for number, fact in enumerate(told)
    }
    return {"data": data, "evidence": evidence}


def cited(fixture: Fixture, quotes: Iterable[Quote]) -> list[dict[str, Any]]:
    """Write quotes as evidence."""
    return [
        {"start": span.start, "end": span.end, "quote": span.quote, "verdict": "verified"}
        for span in fixture.spans(quotes)
    ]


def _fact(fact: Fact) -> dict[str, str]:
    category = _CATEGORIES[fact.kind]
    return {"statement": fact.text, "category": category, "importance": fact.importance}


def _item(item: Part) -> dict[str, Any]:
    return {
        name: _value(value)
        for name, value in item
        if name not in {"evidence", "aliases"} and value not in (None, ())
    }


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(part) for part in value]
    if isinstance(value, Amount):
        names = {scale: name for name, scale in SCALES.items()}
        scale = value.scale if value.scale in names else Decimal(1)
        amount = f"{value.value / scale:f}"
        return {"amount": amount, "scale": names[scale], "currency": value.unit}
    if isinstance(value, PValue):
        return {"comparator": value.comparator, "value": str(value.value)}
    return value if isinstance(value, int) else str(value)


def _put(data: dict[str, Any], place: str, value: Any) -> None:
    *steps, last = place.split("/")[1:]
    node: Any = data
    for step in steps:
        node = node[int(step) if step.isdecimal() else step]
    node[last] = value
