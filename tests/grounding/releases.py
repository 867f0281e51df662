"""Texts that the tests of grounding read: the example releases, and short ones of their own."""

from functools import cache
from pathlib import Path

from summarizer.document import Document
from summarizer.grounding import Source

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


@cache
def source(text):
    """Return a text, made to be asked."""
    return Source(Document.from_text(text))


@cache
def example(name):
    """Return an example release, by the stem of its file."""
    path = next(path for path in EXAMPLES if path.stem == name)
    return Source(Document.from_path(path))


def quotes(finding):
    """Return what the evidence of a finding quotes."""
    return [evidence.quote for evidence in finding.evidence]
