"""Grounding: find in a document what shows a value or a statement, or find that nothing does.

No model, no network, no setting. A `Source` is a document read once; `check_quote`,
`check_statement`, `check_value` and `judge` ask it, and answer with a `Finding`. `verify` does all
of it for a list of claims.
"""

from summarizer.grounding.evidence import Evidence, Finding, Span, Verdict
from summarizer.grounding.judge import judge
from summarizer.grounding.names import find_name
from summarizer.grounding.quote import check_quote
from summarizer.grounding.source import Source
from summarizer.grounding.statement import check_statement
from summarizer.grounding.value import check_value
from summarizer.grounding.verify import Claim, VerifiedClaim, verify

__all__ = [
    "Claim",
    "Evidence",
    "Finding",
    "Source",
    "Span",
    "Verdict",
    "VerifiedClaim",
    "check_quote",
    "check_statement",
    "check_value",
    "find_name",
    "judge",
    "verify",
]
