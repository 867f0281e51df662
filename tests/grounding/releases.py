"""Texts that the tests of grounding read: the example releases, and short ones of their own."""

from functools import cache
from pathlib import Path

from summarizer.document import Document
from summarizer.grounding import Source

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parents[1] / "examples").glob("*.txt"))
TEXTS = {path.stem: path for path in (*EXAMPLES, *(HERE / "texts").glob("*.txt"))}


@cache
def source(text):
    """Return a text, made to be asked."""
    return Source(Document.from_text(text))


@cache
def release(name):
    """Return an example release or a text of the tests, by the stem of its file."""
    return Source(Document.from_path(TEXTS[name], id=name))


def quotes(finding):
    """Return what the evidence of a finding quotes."""
    return [evidence.quote for evidence in finding.evidence]


def claims():
    """Yield the claims of `claims/`: release, statement, and what the reason says if it is false.

    A line with "+" is a faithful statement, one with "-" a false one, and under it stands why.
    """
    for path in sorted((HERE / "claims").glob("*.txt")):
        statement = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("+ "):
                yield path.stem, line[2:], None
            elif line.startswith("- "):
                statement = line[2:]
            elif line:
                yield path.stem, statement, line.strip()
