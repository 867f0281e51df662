"""Check claims against a document: the whole of grounding as one pure function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from summarizer.document import Document, Sentence
from summarizer.grounding.evidence import Finding, Span
from summarizer.grounding.numeric import check_range, check_rounded
from summarizer.grounding.quote import check_quote
from summarizer.grounding.source import Source
from summarizer.grounding.statement import check_statement
from summarizer.grounding.typed import ValueType, read_value
from summarizer.grounding.value import check_value
from summarizer.readers.numbers import Quantity
from summarizer.types import Interval


class Claim(BaseModel):
    """Something that is said about a document, to be checked.

    A `quote` must stand in the document word for word, typography apart; a `statement` may use
    words of its own; a `value` is a number, amount, date, phase or name alone, of the type that
    `type` says: {"kind": "value", "type": "money", "claim": "$1.2 billion"}.

    Raises:
        ValidationError: A value has no type, or something else has one.
    """

    # Claims of a labelled set carry more: what they should come to, and why.
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    kind: Literal["quote", "statement", "value"]
    type: ValueType | None = None
    claim: str = Field(min_length=1)

    @model_validator(mode="after")
    def _only_values_have_a_type(self) -> Self:
        if (self.kind == "value") != (self.type is not None):
            raise ValueError('"type" says what a claim of kind "value" is, and no other has one')
        return self


class VerifiedClaim(BaseModel):
    """The verdict on a claim, with the spans of the document that support it."""

    model_config = ConfigDict(frozen=True)

    id: str
    verdict: Literal["supported", "unsupported"]
    reason: str
    evidence: tuple[Span, ...]


def verify(document: Document, claims: Iterable[Claim]) -> list[VerifiedClaim]:
    """Check claims against a document. No model is involved, and nothing but the text counts.

    What only a passage that speaks to software says is not supported; nor is a value that cannot
    be read as its type. A value is shown by one that it rounds, and by one that it rounds to:
    $4.1 billion and 4.102 billion dollars are the same as far as both tell. What the document says
    of its bound ("up to") is not a part of it.

    Args:
        document: The document, which is read once.
        claims: The claims.

    Returns:
        One verdict a claim, in their order.
    """
    source = Source(document)
    return [_verified(claim, _check_trusted(source, claim)) for claim in claims]


def _check_trusted(source: Source, claim: Claim) -> Finding:
    """Check a claim against the passages that speak to readers."""
    if not source.suspect:
        return _check(source, claim)
    finding = _check(source, claim, source.trusted)
    if not finding.supported and _check(source, claim).supported:
        return Finding.unsupported("only a passage that speaks to software says this")
    return finding


def _check(source: Source, claim: Claim, within: Sequence[Sentence] | None = None) -> Finding:
    if claim.type is not None:
        return _check_typed(source, claim.claim, claim.type, within)
    if claim.kind == "quote":
        return check_quote(source, claim.claim, within=within)
    return check_statement(source, claim.claim, within=within)


def _check_typed(
    source: Source, phrase: str, kind: ValueType, within: Sequence[Sentence] | None
) -> Finding:
    try:
        value = read_value(kind, phrase, source.claim_style(phrase))
    except ValueError as error:
        return Finding.unsupported(f"cannot be read as {kind}: {error}")
    finding = check_value(source, value, within=within)
    sentences = source.document.sentences if within is None else within
    if not finding.supported and isinstance(value, int | Decimal | Quantity):
        return check_rounded(source, value, sentences) or finding
    if not finding.supported and isinstance(value, Interval):
        return check_range(source, value, sentences) or finding
    return finding


def _verified(claim: Claim, finding: Finding) -> VerifiedClaim:
    return VerifiedClaim(
        id=claim.id,
        verdict="supported" if finding.supported else "unsupported",
        reason=finding.reason,
        evidence=tuple(
            Span(start=piece.start, end=piece.end, quote=piece.quote) for piece in finding.evidence
        ),
    )
