"""Claims labelled by reading, and what a checker makes of them: false accepts and false refusals.

A set is a folder of documents, `<id>.txt`, each with its claims in `<id>.jsonl`: those of
`summarizer verify`, with `expected`, a `category` and the `reason` of the label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from summarizer.document import Document
from summarizer.errors import ConfigError
from summarizer.evals.statistics import Interval, wilson
from summarizer.grounding import Claim, verify


class LabelledClaim(Claim):
    """A claim, and whether its document supports it, as somebody found by reading."""

    expected: Literal["supported", "unsupported"]
    category: str
    reason: str = Field(description="where it stands, or what differs")


@dataclass(frozen=True)
class Judged:
    """A labelled claim with the verdict of a checker.

    Attributes:
        document: The id of the document.
        claim: The claim and its label.
        accepted: Whether the checker says that the document supports it.
        said: The reason that the checker gives, if it gives any.
    """

    document: str
    claim: LabelledClaim
    accepted: bool
    said: str = ""

    @property
    def wrong(self) -> bool:
        """Whether the verdict differs from the label."""
        return self.accepted != (self.claim.expected == "supported")


Set = Sequence[tuple[Document, Sequence[LabelledClaim]]]
Checker = Callable[[Document, Sequence[LabelledClaim]], Iterable[tuple[bool, str]]]


def load(folder: Path) -> Set:
    """Read a set of labelled claims, in the order of the documents' ids.

    Raises:
        ConfigError: There is none in the folder, or a line of it is no labelled claim.
        DocumentError: A document cannot be read.
    """
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise ConfigError(
            f"{folder} holds no labelled claims.",
            hint="A set is a folder of documents, id.txt, each with its claims in id.jsonl.",
        )
    return [(_document(path.with_suffix(".txt")), _claims(path)) for path in paths]


def _document(path: Path) -> Document:
    if not path.is_file():
        raise ConfigError(
            f"there is no {path}, the document of the claims beside it.",
            hint="A set is a folder of documents, id.txt, each with its claims in id.jsonl.",
        )
    return Document.from_path(path, id=path.stem)


def _claims(path: Path) -> list[LabelledClaim]:
    claims = []
    lines = Document.from_path(path).text.splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            claims.append(LabelledClaim.model_validate_json(line))
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            where = ".".join(map(str, problem["loc"])) or "claim"
            raise ConfigError(f"{path}, line {number}: {where}: {problem['msg']}.") from error
    return claims


def grounding(document: Document, claims: Sequence[LabelledClaim]) -> Iterable[tuple[bool, str]]:
    """Check claims as `summarizer verify` does."""
    return [(found.verdict == "supported", found.reason) for found in verify(document, claims)]


def judge(labelled: Set, checker: Checker = grounding) -> list[Judged]:
    """Have a checker decide on every claim of a set."""
    return [
        Judged(document.id, claim, accepted, said)
        for document, claims in labelled
        for claim, (accepted, said) in zip(claims, checker(document, claims), strict=True)
    ]


@dataclass(frozen=True)
class Rates:
    """How often a checker is wrong, of the claims that could make it so.

    Attributes:
        false_accepts: Unsupported claims that were accepted.
        unsupported: Unsupported claims.
        false_refusals: Supported claims that were refused.
        supported: Supported claims.
    """

    false_accepts: int
    unsupported: int
    false_refusals: int
    supported: int

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> Rates:
        """Count."""
        judged = list(judged)
        false = [each for each in judged if each.claim.expected == "unsupported"]
        true = [each for each in judged if each.claim.expected == "supported"]
        return cls(
            sum(each.wrong for each in false),
            len(false),
            sum(each.wrong for each in true),
            len(true),
        )

    @property
    def accept_interval(self) -> Interval:
        """The 95 % interval of the share of unsupported claims that are accepted."""
        return wilson(self.false_accepts, self.unsupported)

    @property
    def refusal_interval(self) -> Interval:
        """The 95 % interval of the share of supported claims that are refused."""
        return wilson(self.false_refusals, self.supported)


def by_category(judged: Iterable[Judged]) -> dict[str, Rates]:
    """Return the rates of each category, of each kind of claim, and of all, in that order."""
    judged = list(judged)
    groups: dict[str, list[Judged]] = {}
    for each in sorted(judged, key=lambda each: each.claim.category):
        groups.setdefault(each.claim.category.replace("_", " "), []).append(each)
    for kind in ("quote", "value", "statement"):
        groups[f"all {kind}s"] = [each for each in judged if each.claim.kind == kind]
    groups["all"] = judged
    return {name: Rates.of(members) for name, members in groups.items() if members}
