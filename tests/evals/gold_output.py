"""The labels of a fixture as the output of a system that made no mistake."""

from pathlib import Path

from summarizer.document import Document
from summarizer.evals.as_output import as_output
from summarizer.evals.fixture import load

SET = Path(__file__).parents[2] / "evals" / "fixtures" / "press_release"
DEV = tuple(fixture for fixture in load(SET) if fixture.gold.split == "dev")


def gold_output(fixture):
    """Return the output whose every value is the label's."""
    gold = fixture.gold
    output = as_output(fixture, gold.fields, gold.lists, gold.facts, gold.reference_summary)
    return {**output, "usage": {"output_tokens": 500, "seconds": 2.5}}


def facts_output(statements, evidence=None):
    """Return an output of nothing but key facts, in the order given, with their evidence."""
    return {
        "data": {"key_facts": [{"statement": statement} for statement in statements]},
        "evidence": {
            f"/key_facts/{number}/statement": spans for number, spans in enumerate(evidence or [])
        },
    }


def copied(found):
    """Return an output whose key facts are sentences of the document, each its own evidence."""
    spans = [[{"start": s.start, "end": s.end, "quote": s.text}] for s in found]
    return facts_output([" ".join(s.text.split()) for s in found], spans)


def sentences(text):
    """Split a text."""
    return [sentence.text for sentence in Document.from_text(text).sentences]
