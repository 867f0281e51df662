"""Labels in the shape of an output: what a system that agrees with an annotator would answer.

A second annotator scored like a system is the ceiling of every score, and the labels themselves
are the first of the systems that the scorer is tested with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

from summarizer.evals.fixture import Fixture
from summarizer.evals.gold import sentences
from summarizer.evals.labels import Amount, Fact, Part, Quote
from summarizer.evals.output import put
from summarizer.evals.slots import Slots
from summarizer.types import SCALES, PValue


def as_output(
    fixture: Fixture, fields: Part, lists: Part, facts: Sequence[Fact], summary: str
) -> dict[str, Any]:
    """Write labels of a document as the JSON of `run --json`, without neutral facts.

    Args:
        fixture: The document, in which the quotes stand.
        fields: Its fields.
        lists: Its lists.
        facts: Its facts.
        summary: The reference summary.

    Raises:
        ConfigError: A quote does not occur in the document.
    """
    slots, data, evidence = fixture.form.slots, dict[str, Any](), dict[str, Any]()
    for name, label in fields:
        if label.value is not None:
            place = slots.fields[name].places[0]
            put(data, place, _value(label.value))
            evidence[place] = cited(fixture, label.evidence)
    for name, items in lists:
        place = slots.lists[name].place
        put(data, place, [_item(item) for item in items])
        evidence |= {f"{place}/{n}": cited(fixture, it.evidence) for n, it in enumerate(items)}
    if slots.facts:
        told = [fact for fact in facts if fact.importance != "neutral"]
        put(data, slots.facts, [_fact(slots, fact) for fact in told])
        for number, fact in enumerate(told):
            place = f"{slots.facts}/{number}/{slots.statement}"
            evidence[place] = cited(fixture, fact.evidence)
    if slots.summary:
        put(data, slots.summary, sentences(summary))
        whole = [quote for fact in facts for quote in fact.evidence]
        evidence[slots.summary] = cited(fixture, whole)
    return {"data": data, "evidence": evidence}


def cited(fixture: Fixture, quotes: Iterable[Quote]) -> list[dict[str, Any]]:
    """Write quotes as evidence."""
    return [
        {"start": span.start, "end": span.end, "quote": span.quote, "verdict": "verified"}
        for span in fixture.spans(quotes)
    ]


def _fact(slots: Slots, fact: Fact) -> dict[str, str]:
    told = {slots.statement: fact.text, "importance": fact.importance}
    # Any category that does not contradict the kind.
    return told | ({slots.category: max(slots.kinds[fact.kind])} if slots.category else {})


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
    if isinstance(value, Enum):
        return value.value
    return value if isinstance(value, int) else str(value)
