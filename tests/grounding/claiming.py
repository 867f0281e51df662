"""One claim about one text, verified."""

from summarizer.document import Document
from summarizer.grounding import Claim, verify


def verdict(text, kind, claim, of=None):
    """Return the verdict on a claim of a kind, a value being of a type."""
    (found,) = verify(Document.from_text(text), [Claim(id="1", kind=kind, claim=claim, type=of)])
    return found.verdict
