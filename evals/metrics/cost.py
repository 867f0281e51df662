"""M8: what an output cost, as far as it says so."""

from __future__ import annotations

from summarizer.evals.case import Case
from summarizer.evals.measured import Measured

NAMES = ("output_tokens", "input_tokens", "seconds", "requests")


def measure(case: Case) -> Measured:
    """Read the usage of a document; None where it is not given."""
    return Measured(values={name: _number(case.output.usage.get(name)) for name in NAMES})


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)
