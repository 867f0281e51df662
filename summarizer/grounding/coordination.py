"""Which of two coordinated amounts a word belongs to: "41% in women and 12% in men".

What stands before the "and" belongs to the first amount, what stands behind it to the second. Only
what stands before both of them may be said of both.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.grounding.mention import Mention
from summarizer.grounding.reading import Context, Reading
from summarizer.readers.tables import words

_AND = words("and while whereas but und während sowie et tandis y mientras 和 及 而 与 與 および")
# Tokens between the "and" and the second amount.
_LONGEST_LABEL = 6
_LONGEST_GAP = 24


def is_of_other(claim: Context, passage: Reading, own: Mention, rival: Mention) -> bool:
    """Say whether what a claim says of one amount is what a passage says of the other.

    Args:
        claim: What stands around the amount in the claim.
        passage: The passage.
        own: The amount in the passage.
        rival: Another amount of its kind and unit there.
    """
    first, second = sorted((own, rival), key=lambda mention: mention.first)
    border = _and_between(passage, first, second)
    if border is None:
        return False
    keys = passage.keys
    before = passage.around(first.first, first.last).left
    first_label = _said(keys[first.last : border])
    between = _said(keys[border : second.first])
    behind = passage.around(second.first, second.last).right - first_label
    ours = claim.both
    if own is first:
        others = ours & ((between | behind) - before - first_label)
        shared = not first_label and before <= ours
        return bool(others) and not ours & first_label and not shared
    label = between or behind
    others = ours & ((before | first_label) - label)
    label -= before
    return bool(label) and not ours & label and bool(others)


def _said(keys: Sequence[str]) -> frozenset[str]:
    return frozenset(filter(None, keys))


def _and_between(passage: Reading, first: Mention, second: Mention) -> int | None:
    """Return the last "and" between two amounts, if nothing else is between them."""
    if second.first - first.last > _LONGEST_GAP:
        return None
    owners = (passage.owners[n] for n in range(first.last, second.first))
    if any(owner and owner.is_like(first) for owner in owners):
        return None
    for place in range(second.first - 1, first.last - 1, -1):
        gap = passage.tokens[place + 1].gap
        if any(mark in gap for mark in ".;:。；：") and not passage.stance.depths[place + 1]:
            return None
        if passage.spaceless and any(mark in gap for mark in "、，,"):
            return place + 1
        if passage.tokens[place].text in _AND:
            return place if second.first - place <= _LONGEST_LABEL else None
    return None
