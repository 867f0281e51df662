"""How a report shows what is right and wrong: by a sign and a word, and by a tone besides."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.evals.comparison import Difference
from summarizer.evals.measured import DocumentScore, Finding, Metric
from summarizer.evals.verdict import Verdict


class Mark(NamedTuple):
    """How a kind of finding shows: by a sign and a word, and by a tone besides."""

    sign: str
    word: str
    tone: str


GOOD, BAD, WARN, CALM = "good", "bad", "warn", "calm"
MARKS: dict[str, Mark] = {
    "matched": Mark("✓", "found", GOOD),
    "partial": Mark("◐", "in part", WARN),
    "missed": Mark("✗", "missed", BAD),
    "invented": Mark("+", "not in the labels", WARN),
    "neutral": Mark("·", "unimportant", CALM),
    "right_field": Mark("✓", "right", GOOD),
    "wrong_field": Mark("≠", "wrong", BAD),
    "missing_field": Mark("✗", "missing", BAD),
    "spurious_field": Mark("+", "should be empty", BAD),
    "abstained": Mark("✓", "rightly empty", CALM),
    "right_item": Mark("✓", "right", GOOD),
    "partial_item": Mark("◐", "in part", WARN),
    "missing_item": Mark("✗", "missing", BAD),
    "spurious_item": Mark("+", "not in the labels", BAD),
    "trap": Mark("⚠", "trap", BAD),
    "unsupported_number": Mark("⚠", "invented number", BAD),
    "unsupported_name": Mark("⚠", "invented name", BAD),
    "turned_direction": Mark("⚠", "turned direction", BAD),
    "bad_evidence": Mark("⚠", "bad evidence", BAD),
    "failed": Mark("✗", "no answer", BAD),
}


def mark_of(finding: Finding) -> Mark:
    """Return how a finding shows; a kind that is not known here by its own name."""
    return MARKS.get(finding.kind, Mark("·", finding.kind.replace("_", " "), CALM))


BREACH, WARNING = Mark("✗", "broken", BAD), Mark("⚠", "look", WARN)


# What a reader of a list that is cut short must not miss stands first.
_GRAVEST = (
    *("failed", "trap", "unsupported_number", "unsupported_name", "turned_direction"),
    *("missed", "wrong_field", "spurious_field", "missing_field", "missing_item"),
)


def gravest(score: DocumentScore) -> list[Finding]:
    """Return what is wrong with an output, the gravest first."""
    bad = [finding for finding in score.findings if mark_of(finding).tone == BAD]
    ranks = {kind: rank for rank, kind in enumerate(_GRAVEST)}
    return sorted(bad, key=lambda finding: ranks.get(finding.kind, len(ranks)))


def judgement(metric: Metric, change: Difference) -> Mark:
    """Say whether a change is welcome, as far as its interval can tell."""
    if change.difference is None:
        return Mark("", "", CALM)
    if change.low is None or change.high is None or change.low <= 0 <= change.high:
        return Mark("≈", "not clear", CALM)
    better = (change.difference > 0) == (metric.better == "up")
    return Mark("▲", "better", GOOD) if better else Mark("▼", "worse", BAD)


def decision(verdict: Verdict) -> Mark:
    """Say what the gate decided."""
    match verdict.exit_code:
        case 0 if verdict.breaches:
            return Mark("✓", "The gate passes, with a warning.", WARN)
        case 0:
            return Mark("✓", "The gate passes.", GOOD)
        case 3:
            return Mark("✗", "The gate cannot compare these runs.", BAD)
    return Mark("✗", "The gate fails.", BAD)
