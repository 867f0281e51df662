"""The committed baseline: the scores that a run has to reproduce or beat, and why they are that.

It is changed on purpose only: `bless` writes it, with a reason, and nothing else does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import ConfigError, NotComparableError
from summarizer.evals.measured import DocumentScore
from summarizer.evals.run import Header, Run, write_json

HOW_TO_BLESS = "`summarizer eval bless RUN --reason TEXT` makes a run the baseline."


class Baseline(BaseModel):
    """What was blessed.

    Attributes:
        reason: Why these scores are the ones to reproduce.
        header: What they were made with.
        scores: By id of fixture; of the findings only which facts are matched.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str
    header: Header
    scores: dict[str, DocumentScore]

    @classmethod
    def of(cls, run: Run, reason: str) -> Self:
        """Take the scores of a run, without what only reports need."""
        scores = {key: _without_text(score) for key, score in run.scores.items()}
        return cls(reason=reason, header=run.header, scores=scores)

    @property
    def run(self) -> Run:
        """The blessed run, without its outputs."""
        return Run(header=self.header, outputs={}, scores=self.scores)

    def write(self, path: Path) -> None:
        """Write the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_json(path, self.model_dump(mode="json", by_alias=True))


def read_baseline(path: Path) -> Baseline:
    """Read the file.

    Raises:
        ConfigError: It is no baseline.
        NotComparableError: There is none yet.
    """
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise NotComparableError(f"there is no baseline {path}.", hint=HOW_TO_BLESS) from None
    except (OSError, ValidationError) as error:
        problem = " ".join(str(error).split())
        raise ConfigError(f"the baseline {path} cannot be read: {problem}.") from error


def bless(run: Run, reason: str, path: Path, expected: set[str]) -> Baseline:
    """Make a run the baseline.

    Args:
        run: A run of the product, scored.
        reason: Why, in words for those who review it.
        path: The file to write.
        expected: The ids of all fixtures of the run's split.

    Raises:
        ConfigError: There is no reason, or the run is not of the product.
        NotComparableError: The run leaves fixtures of its split out.
    """
    if not reason.strip():
        raise ConfigError("a baseline needs a reason.", hint="Say with --reason what changed.")
    if run.header.system != "ours":
        raise ConfigError(f"a run of {run.header.system} is no baseline of the product.")
    if missing := sorted(expected - run.scores.keys()):
        raise NotComparableError(
            f"the run leaves out {', '.join(missing)}.", hint="Run the whole split, then bless it."
        )
    baseline = Baseline.of(run, reason.strip())
    baseline.write(path)
    return baseline


def _without_text(score: DocumentScore) -> DocumentScore:
    matched = [each for each in score.findings if each.kind == "matched"]
    bare = tuple(type(each)(kind=each.kind, slot=each.slot, text="") for each in matched)
    return score.model_copy(update={"findings": bare, "tables": {}})
