"""Whether an amount is how much something changed, or what it changed to: "by 5%", "to 5%"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from summarizer.grounding.glossary import DOWN, UP
from summarizer.grounding.mention import Mention
from summarizer.grounding.reading import Reading

Change = Literal["by", "to", ""]

# Characters before an amount in which its change is told.
_REACH = 48
_MOVED = f"(?:{UP}|{DOWN})"
_REST = r"[^\W\d_\u3040-\u9fff]*"  # of a word that a pattern only begins
_BETWEEN = rf"(?:\s+(?!to\b|auf\b){_REST}){{0,4}}?\s+"


def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\s*\Z", re.IGNORECASE)


# What stands right before an amount. The first line that fits tells.
_BEFORE: tuple[tuple[Change, re.Pattern[str]], ...] = (
    ("", _ending(r"\b(?:compared|relative|equal|due|similar)\s+to")),
    (
        "to",
        _ending(
            r"\b(?:to|auf|à|hasta)(?:\s(?:a total of|insgesamt|un total de))?|[至到达達]|[増减減]の"
        ),
    ),
    ("to", _ending(rf"\b(?:aument|creci|cay|descen|disminu|baj|subi){_REST}\s+al?")),
    ("by", _ending(r"\b(?:by|um)")),
    ("by", _ending(rf"{_MOVED}{_REST}{_BETWEEN}(?:of|von|de|d['’]|en|un)")),
    ("by", _ending(rf"{_MOVED}{_REST}了?")),
)
# What stands right behind it.
_BEHIND: tuple[tuple[Change, re.Pattern[str]], ...] = (
    ("to", re.compile(rf"\s?(?:に|まで|へと?)\s?{_MOVED}")),
    ("by", re.compile(rf"(?:[\s-]|的|の)?(?:{_MOVED}|[増增减減])", re.IGNORECASE)),
)


def changed_otherwise(claim: Reading, passage: Reading, pairs: Mapping[Mention, Mention]) -> str:
    """Return, in plain words, which amount is a change in one text and a level in the other.

    Args:
        claim: The claim.
        passage: The passage.
        pairs: The mentions of the claim, with those that show them.
    """
    for ours, theirs in pairs.items():
        if ours.kind != "quantity":
            continue
        there = _change(passage, theirs)
        if {_change(claim, ours), there} == {"by", "to"}:
            said = passage.raw(max(theirs.first - 2, 0), theirs.last)
            how = "how much it changed" if there == "by" else "what it changed to"
            return f"document says “{said}”: {how}"
    return ""


def _change(reading: Reading, mention: Mention) -> Change:
    """Return whether an amount is the change itself, what came of it, or neither is told."""
    text, start, end = reading.text, mention.item.start, mention.item.end
    begins = reading.tokens[0].start
    before = text[max(start - _REACH, begins) : start]
    for change, pattern in _BEFORE:
        if pattern.search(before):
            return change
    for change, pattern in _BEHIND:
        if pattern.match(text, end):
            return change
    return ""
