"""What the gate says of a run: which rules it breaks, and where."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

Rule = Literal["comparable", "reproduced", "floors", "regression", "golden", "lead-3"]
"""comparable: labels, metrics and documents are those of the baseline, and enough of them ·
reproduced: unchanged recordings give the baseline's scores, exactly · floors: what may never be
undercut · regression: no loss that is large and no chance · golden: no fact of a golden document
is lost · lead-3: surely better than the first three sentences."""

RULES: tuple[Rule, ...] = get_args(Rule)


class Breach(BaseModel):
    """One rule that is broken, or nearly.

    Attributes:
        rule: Which.
        reason: In plain words, with the figures.
        document: The fixture, None where it is about all of them.
        metric: The metric, None where it is about none.
        warning: True where it only deserves a look.
    """

    model_config = ConfigDict(frozen=True)

    rule: Rule
    reason: str
    document: str | None = None
    metric: str | None = None
    warning: bool = False


class Verdict(BaseModel):
    """The breaches of a run, in the order of `RULES`; none of them: it passes."""

    model_config = ConfigDict(frozen=True)

    breaches: tuple[Breach, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 passed, 1 regressed, 3 not comparable; warnings pass."""
        broken = {breach.rule for breach in self.breaches if not breach.warning}
        if "comparable" in broken:
            return 3
        return 1 if broken else 0
