"""Check claims against a document: the whole of grounding as one pure function."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from summarizer.document import Document
from summarizer.grounding.evidence import Finding, Span
from summarizer.grounding.quote import check_quote
from summarizer.grounding.source import Source
from summarizer.grounding.statement import check_statement


class Claim(BaseModel):
    """Something that is said about a document, to be checked.

    A `quote` must stand in the document word for word, typography apart; a `statement` may use
    words of its own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: Literal["quote", "statement"]
    claim: str = Field(min_length=1)


class VerifiedClaim(BaseModel):
    """The verdict on a claim, with the spans of the document that support it."""

    model_config = ConfigDict(frozen=True)

    id: str
    verdict: Literal["supported", "unsupported"]
    reason: str
    evidence: tuple[Span, ...]


def verify(document: Document, claims: Iterable[Claim]) -> list[VerifiedClaim]:
    """Check claims against a document. No model is involved, and nothing but the text counts.

    Args:
        document: The document, which is read once.
        claims: The claims.

    Returns:
        One verdict a claim, in their order.
    """
    source = Source(document)
    return [_verified(claim, _check(source, claim)) for claim in claims]


def _check(source: Source, claim: Claim) -> Finding:
    if claim.kind == "quote":
        return check_quote(source, claim.claim)
    return check_statement(source, claim.claim)


def _verified(claim: Claim, finding: Finding) -> VerifiedClaim:
    return VerifiedClaim(
        id=claim.id,
        verdict="supported" if finding.supported else "unsupported",
        reason=finding.reason,
        evidence=tuple(
            Span(start=piece.start, end=piece.end, quote=piece.quote) for piece in finding.evidence
        ),
    )
