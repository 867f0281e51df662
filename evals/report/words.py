"""How reports write numbers and the text of documents: the same in every format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from summarizer.evals.measured import Metric

NONE = "–"

# Control codes, those that turn the direction of writing, halves of surrogate pairs (JSON can
# hold them, UTF-8 cannot) and noncharacters (XML cannot).
_UNSHOWABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

# What is no share between 0 and 1.
_QUANTITIES = frozenset(
    {"density", "copied_run", "output_tokens", "input_tokens", "seconds", "requests"}
)
_PROSE = frozenset({"rouge_l", "coverage"})

_LABELS = {
    "fact_f": "Key facts",
    "field_f1": "Fields",
    "list_f1": "Lists",
    "vital_recall": "Vital facts found",
    "weighted_recall": "Facts found, weighted",
    "relevance_precision": "Facts that matter",
    "evidence_f1": "Evidence, overlap",
    "rouge_l": "ROUGE-L",
}


def clean(text: str) -> str:
    """Make text of a document or a model safe to show: what cannot be shown becomes �."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str, longest: int = 10_000) -> str:
    """Clean text and put it on one line, cut after so many characters."""
    line = " ".join(clean(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def is_quantity(name: str) -> bool:
    """Tell whether a metric is no share between 0 and 1."""
    return name in _QUANTITIES


def is_aside(metric: Metric) -> bool:
    """Tell whether a metric describes prose or cost, and says nothing of right and wrong."""
    return metric.name in _QUANTITIES | _PROSE


def label(name: str) -> str:
    """Write a metric's name for people."""
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def number(name: str, value: float | None) -> str:
    """Write the value of a metric: shares with two decimals, quantities as large as they are."""
    if value is None:
        return NONE
    if not is_quantity(name):
        return f"{value:.2f}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}"


def signed(name: str, value: float | None) -> str:
    """Write a difference, with its sign; what would be written as nothing is written as none."""
    if value is None:
        return NONE
    written = number(name, abs(value))
    if not written.strip("0.,"):
        return f"±{written}"
    return ("+" if value > 0 else "−") + written


def between(name: str, low: float | None, high: float | None) -> str:
    """Write an interval in words, nothing where there is none."""
    if low is None or high is None:
        return ""
    return f"{number(name, low)} to {number(name, high)}"


def span(name: str, low: float | None, high: float | None) -> str:
    """Write an interval as short as it goes, nothing where there is none."""
    if low is None or high is None:
        return ""
    return f"{_bare(name, low)} … {_bare(name, high)}"


def _bare(name: str, value: float) -> str:
    return number(name, value).replace("-", "−")


def value(written: Any) -> str:
    """Write a JSON value on one line; of an object, what its keys hold."""
    if isinstance(written, Mapping):
        return " · ".join(value(part) for part in written.values() if part not in (None, "", []))
    if isinstance(written, list | tuple):
        return ", ".join(map(value, written))
    return one_line(str(written))


def chance(p: float | None) -> str:
    """Write a p-value; what is smaller than can be told, as a bound."""
    if p is None:
        return NONE
    return "<0.001" if p < 0.001 else f"{p:.3f}"
