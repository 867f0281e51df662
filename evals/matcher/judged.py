"""How often the matcher of key facts agrees with a reader, on pairs that were judged by reading.

    python -m summarizer.evals.matcher.judged [FILE…]

prints the balanced accuracy, and each pair on which they differ. `README.md` beside it says who
judged, and how.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from summarizer.evals.fixture import Fixture, read
from summarizer.evals.matching import Candidate, agreement
from summarizer.evals.output import Statement
from summarizer.evals.slots import PRESS_RELEASE
from summarizer.evals.statistics import Interval, wilson
from summarizer.evals.support import Support

PAIRS = Path(__file__).parent / "pairs.jsonl"
FIXTURES = Path(__file__).parents[1] / "fixtures" / "press_release"


class Pair(BaseModel):
    """A fact of a fixture, a sentence, and whether the sentence states the fact.

    Attributes:
        change: What was changed in the fact's own words, or that it was reworded.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    fixture: str
    fact: str
    text: str
    expected: bool
    change: str


class Accuracy(BaseModel):
    """Of pairs that match, and of pairs that do not, how many the matcher tells rightly."""

    model_config = ConfigDict(frozen=True)

    found: int
    matching: int
    refused: int
    differing: int

    @property
    def balanced(self) -> float:
        """The mean of sensitivity and specificity."""
        return (self.found / self.matching + self.refused / self.differing) / 2

    @property
    def sensitivity(self) -> Interval:
        """The 95 % interval of the share of matching pairs that are found."""
        return wilson(self.found, self.matching)

    @property
    def specificity(self) -> Interval:
        """The 95 % interval of the share of differing pairs that are refused."""
        return wilson(self.refused, self.differing)


def load_pairs(path: Path = PAIRS) -> list[Pair]:
    """Read the pairs, one a line."""
    return [Pair.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]


def judge(pairs: Iterable[Pair], fixtures: Path = FIXTURES) -> list[tuple[Pair, bool]]:
    """Return each pair with what the matcher says of it: whether m is 1."""
    read_already: dict[str, tuple[Fixture, Support]] = {}
    judged = []
    for pair in pairs:
        if pair.fixture not in read_already:
            fixture = read(fixtures / pair.fixture)
            read_already[pair.fixture] = fixture, Support.of(fixture)
        fixture, support = read_already[pair.fixture]
        fact = next(fact for fact in fixture.gold.facts if fact.id == pair.fact)
        candidate = Candidate(Statement("", pair.text, None, ()), PRESS_RELEASE, support)
        judged.append((pair, agreement(fixture, fact, candidate) == 1))
    return judged


def accuracy(judged: Sequence[tuple[Pair, bool]]) -> Accuracy:
    """Count agreement."""
    return Accuracy(
        found=sum(said for pair, said in judged if pair.expected),
        matching=sum(pair.expected for pair, _ in judged),
        refused=sum(not said for pair, said in judged if not pair.expected),
        differing=sum(not pair.expected for pair, _ in judged),
    )


def main(paths: Sequence[Path]) -> None:
    """Print the accuracy, and the pairs on which matcher and reader differ."""
    judged = judge(pair for path in paths for pair in load_pairs(path))
    counts = accuracy(judged)
    for pair, said in judged:
        if said != pair.expected:
            was = "matches" if said else "does not match"
            sys.stdout.write(f"{pair.id} {pair.fact} ({pair.change}): {was}: {pair.text}\n")
    for name, hits, trials, interval in (
        ("found", counts.found, counts.matching, counts.sensitivity),
        ("refused", counts.refused, counts.differing, counts.specificity),
    ):
        sys.stdout.write(f"{name} {hits} of {trials} ({interval.low:.3f} to {interval.high:.3f})\n")
    sys.stdout.write(f"balanced accuracy {counts.balanced:.3f}\n")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or [PAIRS])
