"""What a check answers: a verdict, the spans that show it, and a reason in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict

from summarizer.document import Document, Sentence
from summarizer.types import Bound

# How a reason says that nothing was found.
NOT_THERE = "not in the document"


class Verdict(StrEnum):
    """What is known of a value.

    `verified`: the text shows it. `judged`: a choice that the model made and tied to a sentence,
    which text alone cannot prove. `unsupported`: the text does not show it.
    """

    VERIFIED = "verified"
    JUDGED = "judged"
    UNSUPPORTED = "unsupported"


class Span(BaseModel):
    """Code points `[start, end)` of a document's text, and that slice of it."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    quote: str


class Evidence(Span):
    """A span of the document that shows a value, and how surely."""

    verdict: Verdict

    @classmethod
    def cut(
        cls, document: Document, start: int, end: int, verdict: Verdict = Verdict.VERIFIED
    ) -> Self:
        """Cut the quote out of the document: evidence is never copied from anywhere else."""
        return cls(start=start, end=end, quote=document.text[start:end], verdict=verdict)

    @classmethod
    def of(
        cls, document: Document, sentence: Sentence, verdict: Verdict = Verdict.VERIFIED
    ) -> Self:
        """Take a whole sentence."""
        return cls.cut(document, sentence.start, sentence.end, verdict)


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of a check.

    Attributes:
        verdict: Whether the text shows it.
        evidence: The spans that show it, best first; empty if none does.
        reason: Why not, for people: "document says 192, statement says 129". For a verified value
            empty, or what was taken from elsewhere: "year taken from the dateline".
        bound: For a number, the bound that the text prints beside it; None for anything else.
    """

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    bound: Bound | None = None

    @classmethod
    def unsupported(cls, reason: str) -> Self:
        """Answer that the text does not show it, and why; the reason is put on one line."""
        return cls(Verdict.UNSUPPORTED, (), " ".join(reason.split()))

    @property
    def supported(self) -> bool:
        """Whether the verdict is anything but `unsupported`."""
        return self.verdict is not Verdict.UNSUPPORTED
