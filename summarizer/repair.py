"""What code may put in the place of what a model gave, where the text shows which it should be.

Never a value that the model did not ask for: another form of the same one, or the one that its
sentence has instead, with the model's own listed as rejected.
"""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from summarizer.answer import Draft
from summarizer.document import Sentence
from summarizer.grounding import Evidence, Finding, Source, Verdict
from summarizer.leaves import Leaf
from summarizer.readers.dates import DateMention
from summarizer.summary import Rejected, pointer
from summarizer.types import Ahead, Money, PartialDate, RowLabel

T = TypeVar("T", bound=BaseModel)


def exchange(
    draft: Draft[T], leaf: Leaf, refused: Finding, choice: str, finding: Finding
) -> Finding:
    """Put what the sentence words in place of what it does not, and say so."""
    origin = draft.origin[leaf.path]
    reason = f"{refused.reason}; “{choice}” is what it has words for"
    draft.rejected.append(Rejected(path=pointer(origin), value=str(leaf.value), reason=reason))
    draft.put(origin, choice)
    return finding


def from_its_row(
    draft: Draft[T], source: Source, leaf: Leaf, finding: Finding, sentence: Sentence
) -> Finding:
    """Name a figure as the label of its row does, where the row does not show the model's name."""
    if finding.supported or RowLabel() not in leaf.marks:
        return finding
    rows = (cell for cell, _ in source.cells if sentence.start <= cell.start < sentence.end)
    if not (row := next(rows, None)):
        return finding
    evidence = Evidence.cut(source.document, row.start, row.start + len(row.label))
    return exchange(draft, leaf, finding, row.label, Finding(Verdict.VERIFIED, (evidence,)))


def set_bound(draft: Draft[T], leaf: Leaf, finding: Finding) -> None:
    """Write into an amount of money the bound that the text puts on it."""
    if isinstance(leaf.value, Money) and finding.bound and finding.bound != leaf.value.bound:
        money = leaf.value.model_copy(update={"bound": finding.bound})
        draft.put(draft.origin[leaf.path], money.model_dump(mode="json"))


def set_date(draft: Draft[T], source: Source, leaf: Leaf, finding: Finding) -> None:
    """Write a date ahead as exactly as the text prints it: "2027" of "the first half of 2027"."""
    dated = Ahead() in leaf.marks and isinstance(leaf.value, PartialDate)
    if not dated or not finding.supported or not finding.evidence:
        return
    start = finding.evidence[0].start
    said = source.of(source.document.sentence_at(start)).mentions
    dates = {each.item.date for each in said if isinstance(each.item, DateMention)}
    finer = {
        each for each in dates if leaf.value.first <= each.first <= each.last <= leaf.value.last
    }
    if len(finer) == 1:
        draft.put(draft.origin[leaf.path], str(finer.pop()))
