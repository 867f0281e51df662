"""The labels of a fixture as the output of a system that made no mistake."""

from copy import deepcopy
from decimal import Decimal
from pathlib import Path

from summarizer.document import Document
from summarizer.evals.fixture import load
from summarizer.evals.slots import PRESS_RELEASE
from summarizer.types import SCALES

SET = Path(__file__).parents[2] / "evals" / "fixtures" / "press_release"
DEV = tuple(fixture for fixture in load(SET) if fixture.gold.split == "dev")
# A category that does not contradict the kind.
CATEGORIES = {kind: sorted(names)[-1] for kind, names in PRESS_RELEASE.kinds.items()}


def gold_output(fixture):
    """Return the output whose every value is the label's."""
    gold = fixture.gold
    data = {"dateline": {}, "trials": [{}]}
    for name, label in gold.fields:
        if label.value is not None:
            _put(data, PRESS_RELEASE.fields[name].places[0], _value(label.value))
    if not data["trials"][0]:
        data["trials"] = []
    for name, items in gold.lists:
        data[name] = [_item(item) for item in items]
    facts = [fact for fact in gold.facts if fact.importance != "neutral"]
    data["key_facts"] = [_fact(fact) for fact in facts]
    data["summary"] = sentences(gold.reference_summary)
    evidence = {
        f"/key_facts/{number}/statement": cited(fixture, fact.evidence)
        for number, fact in enumerate(facts)
    }
    return {"data": data, "evidence": evidence, "usage": {"output_tokens": 500, "seconds": 2.5}}


def facts_output(statements, evidence=None):
    """Return an output of nothing but key facts, in the order given, with their evidence."""
    return {
        "data": {"key_facts": [{"statement": statement} for statement in statements]},
        "evidence": {
            f"/key_facts/{number}/statement": spans for number, spans in enumerate(evidence or [])
        },
    }


def copied(fixture, found):
    """Return an output whose key facts are sentences of the document, each its own evidence."""
    spans = [[{"start": s.start, "end": s.end, "quote": s.text}] for s in found]
    return facts_output([" ".join(s.text.split()) for s in found], spans)


def cited(fixture, quotes):
    """Write quotes as evidence."""
    return [
        {"start": s.start, "end": s.end, "quote": s.quote, "verdict": "verified"}
        for s in fixture.spans(quotes)
    ]


def with_facts(output, statements):
    """Return an output with other sentences for its key facts; those that are left have their own."""
    changed = deepcopy(output)
    changed["data"]["key_facts"] = [{"statement": statement} for statement in statements]
    return changed


def sentences(text):
    """Split a text."""
    return [sentence.text for sentence in Document.from_text(text).sentences]


def _fact(fact):
    return {
        "statement": fact.text,
        "category": CATEGORIES[fact.kind],
        "importance": fact.importance,
    }


def _item(item):
    return {
        name: _value(value)
        for name, value in item
        if name not in {"evidence", "aliases"} and value not in (None, ())
    }


def _value(value):
    if isinstance(value, tuple):
        return [_value(part) for part in value]
    if hasattr(value, "scale") and hasattr(value, "unit"):
        names = {scale: name for name, scale in SCALES.items()}
        scale = value.scale if value.scale in names else Decimal(1)
        amount = value.value / scale
        return {"amount": f"{amount:f}", "scale": names[scale], "currency": value.unit}
    if hasattr(value, "comparator"):
        return {"comparator": value.comparator, "value": str(value.value)}
    return value if isinstance(value, int) else str(value)


def _put(data, place, value):
    *steps, last = place.split("/")[1:]
    node = data
    for step in steps:
        node = node[int(step) if step.isdecimal() else step]
    node[last] = value
