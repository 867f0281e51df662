"""Whether a claim swaps who does what to whom, as far as the order of words tells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarizer.grounding.reading import Reading
from summarizer.grounding.turned import Pair
from summarizer.readers.tables import words

_PASSIVE = words(
    "is are was were be been being by wird werden wurde wurden worden von durch est sont été par"
)
_BESIDE = 2


def swapped_roles(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> str:
    """Return, in plain words, which two names changed sides of a verb; empty if none did.

    Args:
        claim: The claim.
        passage: The passage.
        pairs: What matches what, in the order of the claim.
    """
    ours, theirs = claim.capitals.names, passage.capitals.names
    named = [pair for pair in pairs if pair.ours in ours or pair.theirs in theirs]
    for earlier, later in pairwise(named):
        between = [pair for pair in pairs if earlier.ours < pair.ours < later.ours]
        for verb in between:
            if _is_passive(claim, verb.ours) != _is_passive(passage, verb.theirs):
                continue
            firsts = passage.places[passage.keys[earlier.theirs]]
            if later.theirs < verb.theirs < min(firsts):
                said = passage.raw(later.theirs, earlier.theirs + 1)
                return f"document says “{said}”, the statement says it the other way round"
    return ""


def _is_passive(reading: Reading, verb: int) -> bool:
    beside = range(max(verb - _BESIDE, 0), min(verb + _BESIDE, len(reading.tokens)))
    return any(reading.tokens[position].text in _PASSIVE for position in beside)
