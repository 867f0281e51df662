"""Choices (an enum, a Literal, a bool): which of them the document has words for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.document import Sentence
from summarizer.grounding import Finding, Source, Verdict, judge
from summarizer.leaves import Leaf
from summarizer.types import Cues, Of, Opening, Prose

_SEVERAL_WORDS = re.compile(r"\w\s+\w|[\u3040-\u30ff\u3400-\u9fff]{4}")


def where(
    source: Source,
    leaf: Leaf,
    anchors: Sequence[Sentence],
    shown: Sequence[tuple[Leaf, Finding]],
) -> Sequence[Sentence]:
    """Return the sentences that may show a choice.

    Args:
        source: The document.
        leaf: The choice.
        anchors: The sentences that show its object, the best first.
        shown: The other values of its object, and what shows them.
    """
    if of := next((mark for mark in leaf.marks if isinstance(mark, Of)), None):
        other = (*leaf.path[:-1], of.field)
        spans = [span for each, found in shown if each.path == other for span in found.evidence]
        return [source.document.sentence_at(span.start) for span in spans]
    cues = _cues(leaf)
    if cues is None or cues.otherwise == "":
        return anchors
    if opening := next((mark for mark in leaf.marks if isinstance(mark, Opening)), None):
        first = source.trusted[: opening.sentences]
        deciding = (each for each in first if _worded(source, cues, each))
        return [next(deciding, first[0])] if first else []
    return [*anchors, *_naming(source, [each for each, _ in shown])]


def tie(source: Source, leaf: Leaf, places: Sequence[Sentence]) -> Finding:
    """Tie a choice to the first sentence that can carry it."""
    cues = _cues(leaf)
    finding = Finding.unsupported("no sentence was named for this choice")
    for sentence in places:
        if source.is_suspect(sentence):
            continue
        finding = judge(source, leaf.value, sentence, cues)
        if finding.verdict is not Verdict.UNSUPPORTED:
            break
    return finding


def closest(source: Source, leaf: Leaf, places: Sequence[Sentence]) -> tuple[str, Finding] | None:
    """Return the choice that stands in place of one that is refused, None if none does.

    Where cues name one that stands for none (`Cues.otherwise`), the first choice that is worded,
    and else that one. Without it the first sentence must show that the refused one is half right,
    by what cues tell from it (` but not `): special access from an approval, and the other way
    round.
    """
    cues = _cues(leaf)
    if cues is None or not places or source.is_suspect(places[0]):
        return None
    if cues.otherwise == "":
        return _told_apart(source, leaf, cues, places[0])
    for sentence in places:
        if not source.is_suspect(sentence) and (found := _worded(source, cues, sentence)):
            return found
    if cues.otherwise is None:
        return None
    return cues.otherwise, judge(source, cues.otherwise, places[0], cues)


def _cues(leaf: Leaf) -> Cues | None:
    return next((mark for mark in leaf.marks if isinstance(mark, Cues)), None)


def _worded(source: Source, cues: Cues, sentence: Sentence) -> tuple[str, Finding] | None:
    """Return the first choice that a sentence has words for."""
    for name, _ in cues.by_choice:
        if (finding := judge(source, name, sentence, cues)).supported:
            return name, finding
    return None


def _told_apart(
    source: Source, leaf: Leaf, cues: Cues, sentence: Sentence
) -> tuple[str, Finding] | None:
    by_choice = dict(cues.by_choice)
    if str(leaf.value) not in by_choice:
        return None
    ours, _, barred = by_choice[str(leaf.value)].partition(" but not ")
    for name, pattern in cues.by_choice:
        theirs, _, bars = pattern.partition(" but not ")
        told_apart = (barred and theirs in barred) or (bars and ours in bars)
        if told_apart and (finding := judge(source, name, sentence, cues)).supported:
            return name, finding
    return None


def _naming(source: Source, shown: Sequence[Leaf]) -> list[Sentence]:
    """Return the sentences that name what an object is about: its first name of several words."""
    texts = (leaf for leaf in shown if Prose() not in leaf.marks)
    name = next((leaf.value for leaf in texts if isinstance(leaf.value, str)), "").casefold()
    if not _SEVERAL_WORDS.search(name):
        return []
    return [each for each in source.trusted if name in each.text.casefold()]
