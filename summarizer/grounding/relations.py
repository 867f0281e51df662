"""Whether the small words that relate things are turned: from and to, before and after, than."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from summarizer.grounding.reading import Reading
from summarizer.readers.tables import words

# Words before a thing that put it at two ends, by pairs.
_ENDS = """
    from to
    from until
    since until
    before after
    above below
    including excluding
    include exclude
    includes excludes
    von auf
    seit bis
    vor nach
    über unter
    depuis jusque
    desde hasta
"""
_PAIRS = [line.split() for line in _ENDS.strip().splitlines()]
_CONTRARY = {
    word: frozenset({*chain.from_iterable(pair for pair in _PAIRS if word in pair)} - {word})
    for word in chain.from_iterable(_PAIRS)
}
# What stands before the other side of a comparison.
_AGAINST = words("than versus vs against compared gegenüber als contre")
_THAN = words("than als que")
# Articles and the like between such a word and what it is said of.
_LONGEST_GAP = 3


class Pair(NamedTuple):
    """A token of the claim, and the token of the passage that says the same."""

    ours: int
    theirs: int


def turned_relation(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> str:
    """Return, in plain words, which relation of a passage a claim turns; empty if none.

    Args:
        claim: The claim.
        passage: The passage.
        pairs: What matches what.
    """
    gained: dict[str, int] = {}
    lost: dict[str, int] = {}
    for ours, theirs in pairs:
        here, there = _relation(claim, ours), _relation(passage, theirs)
        if there and here in _CONTRARY[there]:
            said = passage.raw(theirs, theirs + 1)
            return f"document says “{there} {said}”, statement says “{here}”"
        if ours in claim.capitals.names and bool(here) != bool(there):
            (gained if here else lost)[here or there] = theirs
    for word in gained.keys() & lost.keys():
        # One name has come behind "from", and the one that was there has left.
        said = passage.raw(lost[word], lost[word] + 1)
        return f"document says “{word} {said}”, statement says it of another"
    return _other_side(claim, passage)


def _relation(reading: Reading, position: int) -> str:
    """Return the word that puts a token at one of two ends, past articles; empty if none does."""
    for before in range(position - 1, max(position - 1 - _LONGEST_GAP, -1), -1):
        word = reading.tokens[before].text
        if before in reading.stance.cued:
            return ""  # "subject to"
        if word in _CONTRARY:
            return word
        if reading.keys[before] or reading.owners[before]:
            return ""
    return ""


def _other_side(claim: Reading, passage: Reading) -> str:
    """Return what the two compare with, if those are different sides of one comparison."""
    theirs = [(place, *side) for place, side in _sides(passage)]
    ours = [*_sides(claim)]
    for place, key, _ in theirs if not ours else ():
        before = next((n for n in range(place - 1, -1, -1) if passage.keys[n]), None)
        than = any(token.text in _THAN for token in passage.tokens[max(place - 2, 0) : place])
        counted = passage.owners[place] is not None
        if before is None or counted or not than or key not in claim.places:
            continue
        if passage.keys[before] not in claim.places:
            return f"document says it of {passage.raw(before, before + 1)}"
    for place, (key, around) in ours:
        # Only what the passage compares, too, can be on its wrong side.
        wrong = theirs and key in passage.places
        if wrong and not any(key in near or other in around for _, other, near in theirs):
            said = passage.raw(theirs[0][0], theirs[0][0] + 1)
            return f"document compares with {said}, statement with {claim.raw(place, place + 1)}"
    return ""


def _sides(reading: Reading) -> Iterator[tuple[int, tuple[str, frozenset[str]]]]:
    """Yield what stands behind words of comparison: its token, its key and the keys behind."""
    for position, token in enumerate(reading.tokens[:-1]):
        if token.text not in _AGAINST or reading.owners[position]:
            continue
        right = reading.around(position, position + 1).right
        behind = range(position + 1, min(position + 1 + _LONGEST_GAP, len(reading.tokens)))
        side = next((place for place in behind if reading.keys[place]), None)
        if side is not None:
            yield side, (reading.keys[side], right)
