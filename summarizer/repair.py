"""What code may put in the place of what a model gave, where the text shows which it should be.

Never a value that the model did not ask for: another form of the same one, or the one that its
sentence has instead, with the model's own listed as rejected.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TypeVar

from pydantic import BaseModel

from summarizer.answer import Draft
from summarizer.document import Sentence
from summarizer.grounding import Evidence, Finding, Source, Verdict
from summarizer.grounding.statement import shares_much
from summarizer.grounding.tokens import tokenize
from summarizer.grounding.typography import plain
from summarizer.leaves import Leaf
from summarizer.readers.dates import DateMention
from summarizer.readers.numbers import Quantity
from summarizer.summary import Rejected, pointer
from summarizer.types import Ahead, Money, PartialDate, Prose, RowLabel

T = TypeVar("T", bound=BaseModel)
# Between the name of a figure and the figure.
_OF = re.compile(r"\s+of\s+(?:about|around|approximately|some|up to|at least|more than)?\s*")


def exchange(
    draft: Draft[T], leaf: Leaf, refused: Finding, choice: str, finding: Finding
) -> Finding:
    """Put what the sentence words in place of what it does not, and say so."""
    origin = draft.origin[leaf.path]
    reason = f"{refused.reason}; “{choice}” is what it has words for"
    draft.rejected.append(Rejected(path=pointer(origin), value=str(leaf.value), reason=reason))
    draft.put(origin, choice)
    return finding


def name_figure(
    draft: Draft[T],
    source: Source,
    leaf: Leaf,
    finding: Finding,
    sentence: Sentence,
    *,
    figure: int,
) -> Finding:
    """Name a figure as its row or its sentence does, where that does not show the model's name.

    Args:
        draft: The draft.
        source: The document.
        leaf: The name.
        finding: What was found of it.
        sentence: What shows the record.
        figure: Where the figure begins in the document.
    """
    mark = next((mark for mark in leaf.marks if isinstance(mark, RowLabel)), None)
    if mark is None:
        return finding
    rows = (cell for cell, _ in source.cells if sentence.start <= cell.start < sentence.end)
    if row := next(rows, None):
        span = (row.start, row.start + len(row.label))
    else:
        span = _name_before(source, mark.words, sentence.start, figure)
    named = source.document.text[slice(*span)]
    if finding.supported:
        # "To preserve cash, it will take a charge of $4.2 million" tells no cash.
        between = source.document.text[span[1] : figure]
        if row or str(leaf.value).casefold() in named.casefold() or not _OF.fullmatch(between):
            return finding
        finding = Finding.unsupported(f"“{leaf.value}” is not what stands at the figure")
    if not named:
        return finding
    evidence = Evidence.cut(source.document, *span)
    return exchange(draft, leaf, finding, named, Finding(Verdict.VERIFIED, (evidence,)))


def _name_before(source: Source, words: str, start: int, figure: int) -> tuple[int, int]:
    """Return where the last name before a figure stands; nowhere if another figure follows it."""
    text = source.document.text[start:figure]
    found = list(re.finditer(words, text, re.IGNORECASE)) if words else []
    span = (start + found[-1].start(), start + found[-1].end()) if found else (figure, figure)
    said = (mention.item for mention in source.reading.part(span[1], figure).mentions)
    return (figure, figure) if any(isinstance(item, Quantity) for item in said) else span


def own_words(draft: Draft[T], source: Source, leaf: Leaf, cited: Sentence | None) -> str:
    """Return the sentence that may stand for a statement in other words; empty if none may.

    It is the one that the model named, it says much of what the statement says, and it does not
    stand there already.
    """
    alone = leaf.record is None and (leaf.required or isinstance(leaf.path[-1], int))
    if not alone or Prose() not in leaf.marks or cited is None or source.is_suspect(cited):
        return ""
    text = " ".join(cited.text.split())
    if draft.holds(draft.origin[leaf.path][:1], text) or not shares_much(
        source, str(leaf.value), cited
    ):
        return ""
    return text


def set_bound(draft: Draft[T], leaf: Leaf, finding: Finding) -> None:
    """Write into an amount of money the bound that the text puts on it."""
    if isinstance(leaf.value, Money) and finding.bound and finding.bound != leaf.value.bound:
        money = leaf.value.model_copy(update={"bound": finding.bound})
        draft.put(draft.origin[leaf.path], money.model_dump(mode="json"))


def set_words(draft: Draft[T], source: Source, leaf: Leaf, finding: Finding) -> None:
    """Write a name as the text writes it, where the model's has other signs between its words.

    Case and typography are the model's to choose: of a headline in capitals it may make words.
    """
    if not isinstance(leaf.value, str) or isinstance(leaf.value, Enum) or Prose() in leaf.marks:
        return
    if finding.verdict is not Verdict.VERIFIED or len(finding.evidence) != 1:
        return
    (shown,) = finding.evidence
    sentence = source.document.sentence_at(shown.start)
    if _folded(leaf.value) in _folded(sentence.text):
        return
    ours, theirs = ([token.text for token in tokenize(each)] for each in (leaf.value, shown.quote))
    if ours == theirs:
        draft.put(draft.origin[leaf.path], " ".join(shown.quote.split()))


def _folded(text: str) -> str:
    return " ".join(plain(text).casefold().split())


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
