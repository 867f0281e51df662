"""Tell a phrase that a sentence says from one put together out of pieces of other phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarizer.grounding.reading import Reading
from summarizer.readers.tables import words

# What parts the phrases of a list.
_PARTING = words("and or und oder sowie et ou y o e & 和 与 及 或")
_MARKS = frozenset({"(+)", "(−)"})
_PARTING_GAP = re.compile(r"[,;:()、，；：（）]")
_LISTING_GAP = re.compile(r"[,;:、，；：]")


def is_pieced_together(claim: Reading, passage: Reading, places: Mapping[int, int]) -> bool:
    """Say whether words that a phrase prints side by side are of different phrases of a passage.

    "Severe asthma" is said by "severe or mild asthma", not by "severe pain and mild asthma".

    Args:
        claim: The phrase.
        passage: A sentence.
        places: For tokens of the phrase, where the passage says them.
    """
    for position, place in places.items():
        beside = places.get(position + 1)
        if beside is not None and _are_apart(passage, place, beside):
            return True
        joint = claim.tokens[position + 1].text if position + 1 < len(claim.tokens) else ""
        # "HER2+" and "Merck & Co." are one piece.
        if joint in _MARKS or (joint == "and" and claim.raw(position + 1, position + 2) == "&"):
            theirs = [token.text for token in passage.tokens[place + 1 : place + 3]]
            ours = [token.text for token in claim.tokens[position + 1 : position + 3]]
            if theirs[: 1 + (joint == "and")] != ours[: 1 + (joint == "and")]:
                return True
    return False


def _are_apart(passage: Reading, first: int, last: int) -> bool:
    """Say whether something parts two words, other than right behind the first of them.

    "Inhibits the transporter (“IBAT”)" says "IBAT inhibition", so the other way round brackets do
    not part.
    """
    low, high = min(first, last), max(first, last)
    gap = _PARTING_GAP if first < last else _LISTING_GAP
    for position in range(low + 1, high + 1):
        token = passage.tokens[position]
        if token.text in _PARTING or gap.search(token.gap):
            return position != low + 1
    return False
