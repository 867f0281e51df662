"""Who should, must or may do what: of "hospitals should stop; wholesalers should return stock"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.grounding.reading import Reading
from summarizer.grounding.relations import Pair
from summarizer.readers.tables import words

_MODALS = words("should must shall may can will would could might soll sollen muss müssen kann")
# Between the modal and its verb.
_PASSED = words("not also only be have now then nicht auch nur")


def swapped_subject(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> str:
    """Return, in plain words, that what one should do a passage says of another; empty if not.

    Both stand right before such a verb in the passage, so that it tells them apart.

    Args:
        claim: The claim.
        passage: The passage.
        pairs: What matches what.
    """
    places = dict(pairs)
    subjects = {verb: subject for subject, verb in _subjects(passage)}
    for subject, verb in _subjects(claim):
        there = subjects.get(places.get(verb, -1))
        own = places.get(subject, -1)
        if there is not None and own != there and own in subjects.values():
            return f"document says it of “{passage.raw(there, there + 1)}”"
    return ""


def _subjects(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the last word of each subject that stands before a modal, with the verb behind it."""
    tokens = reading.tokens
    for position in range(1, len(tokens) - 1):
        if tokens[position].text not in _MODALS or not reading.keys[position - 1]:
            continue
        verb = position + 1
        while verb < len(tokens) - 1 and tokens[verb].text in _PASSED:
            verb += 1
        yield position - 1, verb
