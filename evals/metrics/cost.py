"""M8: what an output cost, as far as it says so."""

from __future__ import annotations

from summarizer.evals.case import Case
from summarizer.evals.measured import Measured

NAMES = ("output_tokens", "input_tokens", "seconds", "requests")


def measure(case: Case) -> Measured:
    """Read the usage of a document; None where it is not given."""
    return Measured(values={name: _number(case.output.usage.get(name)) for name in NAMES})


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None  # type: ignore[arg-type] # it is one
