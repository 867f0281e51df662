"""What the head of a list denies or plans of its items: "The company has not: (i) received …"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.document import Sentence
from summarizer.grounding.certainty import cue_before
from summarizer.grounding.polarity import HEDGED, NEGATED
from summarizer.grounding.reading import Reading
from summarizer.grounding.source import Source

_ITEM = re.compile(r"(?:[•·▪‣◦●■○–—*-]|\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})[.)])\s", re.IGNORECASE)
_COLON = (":", "：")
_MOST_ITEMS = 20


def unlike_head(source: Source, claim: Reading, sentences: Iterable[Sentence]) -> str:
    """Return, in plain words, what the head of a list says of an item, and a claim does not.

    Args:
        source: The document.
        claim: The claim.
        sentences: Those that show it otherwise.
    """
    own = [cue.bit for cue in claim.stance.mentions]
    for sentence in sentences:
        head = _head_of(source, sentence)
        if head is None:
            continue
        bits = head.stance.bits[-1]
        for kind in (NEGATED, HEDGED):
            if bits & kind and not any(bit & kind for bit in own):
                cue = cue_before(head, len(head.tokens) - 1, kind)
                return f"document says “{cue}” of the list, the statement does not"
    return ""


def denied_by_head(source: Source, sentence: Sentence) -> str:
    """Return what the head of a list denies its items with, if a sentence is one of them."""
    head = _head_of(source, sentence)
    if head is None or not head.stance.bits[-1] & NEGATED:
        return ""
    return cue_before(head, len(head.tokens) - 1, NEGATED)


def _head_of(source: Source, sentence: Sentence) -> Reading | None:
    """Return the line that a list's items go on from; None if a sentence is no item."""
    if not _ITEM.match(sentence.text):
        return None
    sentences, place = source.document.sentences, sentence.number - 1
    for before in reversed(sentences[max(place - _MOST_ITEMS, 0) : place]):
        if not _ITEM.match(before.text):
            headed = before.text.endswith(_COLON)
            return source.of(before) if headed and source.of(before).tokens else None
    return None
