"""What comes back: the summary, its evidence, what was set aside, and what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from summarizer.document import Document
from summarizer.grounding.evidence import Evidence, Span

T = TypeVar("T", bound=BaseModel)


class DocumentInfo(BaseModel):
    """Which text was summarized."""

    model_config = ConfigDict(frozen=True)

    id: str
    sha256: str
    characters: int

    @classmethod
    def of(cls, document: Document) -> Self:
        """Name a document."""
        return cls(id=document.id, sha256=document.sha256, characters=len(document.text))


class Rejected(BaseModel):
    """A value of the draft that is not in `data`, and why.

    `path` is the JSON Pointer that it had in the draft, before anything was taken out.
    """

    model_config = ConfigDict(frozen=True)

    path: str
    value: JsonValue
    reason: str


class Usage(BaseModel):
    """What the answers cost, failed and repeated requests included.

    Token counts are those that the endpoint reported. `unreported` counts the requests for which
    it reported none, so that a total is never taken for more than it is. `cost` is in the
    currency of the profile's prices, None where it has none.
    """

    model_config = ConfigDict(frozen=True)

    requests: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    unreported: int = 0
    seconds: float = 0.0
    cost: float | None = None


class Provenance(BaseModel):
    """What made the summary: enough to tell whether two of them can be compared."""

    model_config = ConfigDict(frozen=True)

    task: str
    prompt: str
    schema_hash: str = Field(serialization_alias="schema")
    model: str
    version: str


class Summary(BaseModel, Generic[T]):
    """A typed summary of one document.

    Attributes:
        document: Which text it is of.
        data: The schema's instance. Only what the text shows, or what the model judged on a
            sentence that it named.
        evidence: For each leaf of `data`, by JSON Pointer (RFC 6901), the spans that show it.
        rejected: What the model said and the text does not show.
        suspect: Passages that address the reader's software; nothing rests on them.
        usage: Requests, tokens and seconds.
        provenance: Task, prompt, schema, model and package version.
    """

    document: DocumentInfo
    data: T
    evidence: dict[str, tuple[Evidence, ...]]
    rejected: tuple[Rejected, ...]
    suspect: tuple[Span, ...]
    usage: Usage
    provenance: Provenance

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the JSON object that `summarizer run --json` prints."""
        return self.model_dump_json(by_alias=True, indent=indent)

    def evidence_for(self, *path: str | int) -> tuple[Evidence, ...]:
        """Return the evidence of one leaf: `summary.evidence_for("trials", 0, "sites")`."""
        return self.evidence.get(pointer(path), ())


def pointer(path: Sequence[str | int]) -> str:
    """Write a path of keys and indexes as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def steps_of(place: str) -> list[str]:
    """Read a JSON Pointer: its keys and indexes, all as text."""
    return [step.replace("~1", "/").replace("~0", "~") for step in place.split("/")[1:]]
