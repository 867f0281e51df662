"""One document's labels and output, side by side, each with its evidence in the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from summarizer.evals.fixture import Fixture
from summarizer.evals.measured import DocumentScore, Finding
from summarizer.evals.output import Output
from summarizer.evals.slots import Slots

Spans = tuple[tuple[int, int], ...]

ALARMS = "Alarms"
# The gravest alarm comes first; all else keeps the order of the findings.
_ALARMS = ("trap", "unsupported_number", "unsupported_name", "turned_direction", "bad_evidence")
PARTS = {
    ALARMS: frozenset(_ALARMS),
    "Key facts": frozenset({"matched", "partial", "missed", "invented", "neutral"}),
    "Fields": frozenset({"right_field", "wrong_field", "missing_field", "spurious_field"}),
    "Lists": frozenset({"right_item", "partial_item", "missing_item", "spurious_item"}),
}
_ONLY_LABELS = frozenset({"missed", "missing_field", "missing_item"})
# How the note of a finding begins where it tells the other side.
_OTHER_SIDE = "label: "


@dataclass(frozen=True)
class Side:
    """What one side says, and where in the source that stands, in code points."""

    text: str
    spans: Spans = ()


@dataclass(frozen=True)
class Pair:
    """One finding, with both of its sides; a side that says nothing is None."""

    finding: Finding
    weight: str
    gold: Side | None
    out: Side | None
    note: str


def pairs(
    fixture: Fixture, output: Mapping[str, Any], score: DocumentScore
) -> Iterator[tuple[str, list[Pair]]]:
    """Yield what was found, by part of the output; what must not be there comes first."""
    for title, kinds in PARTS.items():
        found = [
            _pair(fixture, output, finding) for finding in score.findings if finding.kind in kinds
        ]
        if title == ALARMS:
            found.sort(key=lambda pair: _ALARMS.index(pair.finding.kind))
        if found:
            yield title, found


def _pair(fixture: Fixture, output: Mapping[str, Any], finding: Finding) -> Pair:
    facts = {fact.id: fact for fact in fixture.gold.facts}
    fact = facts.get(finding.slot)
    text, note, weight = "", finding.note, ""
    if fact:
        text, weight = fact.text, fact.importance
        note = "" if note in {weight, f"{weight}: {text}"} else note
    elif finding.kind in _ONLY_LABELS:
        text = finding.text
    elif note.startswith(_OTHER_SIDE):
        text, note = note.removeprefix(_OTHER_SIDE), ""
    spans = _within(fixture, finding.spans)
    gold = Side(text, spans) if text else None
    if finding.kind in _ONLY_LABELS:
        return Pair(finding, weight, gold, None, note)
    cited = _within(fixture, _cited(fixture.form.slots, output, finding))
    out = Side(finding.text, cited or (() if gold else spans))
    return Pair(finding, weight, gold, out, note)


def _cited(slots: Slots, output: Mapping[str, Any], finding: Finding) -> Spans:
    """Return the evidence that the output gives for what a finding is about."""
    pointer = finding.slot
    if not pointer.startswith("/"):
        stated = Output.of(output).statements(slots)
        pointer = next((each.place for each in stated if each.text == finding.text), "")
        if not pointer:
            return ()
    given = [
        (span["start"], span["end"])
        for path, spans in (output.get("evidence") or {}).items()
        if path == pointer or path.startswith(f"{pointer}/")
        for span in spans
    ]
    return tuple(dict.fromkeys(given))


def _within(fixture: Fixture, spans: Spans) -> Spans:
    """Keep the spans that mark something of the source."""
    size = len(fixture.document.text)
    return tuple(span for span in spans if 0 <= span[0] < span[1] <= size)
