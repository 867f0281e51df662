"""Whether a claim says for certain what a passage plans or leaves open, or the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summarizer.grounding.polarity import HEDGED, PLANNED, POSSIBLE, CueMention
from summarizer.grounding.reading import Reading
from summarizer.grounding.relations import Pair
from summarizer.readers.tables import words

# The word right behind a hedge is what it weakens: "plans to enrol", "may seriously affect".
_REACH = 8
# So much that stands behind a verb is what the verb is about.
_BEHIND_VERB = 2
# German puts the verb last: "soll bis Ende 2025 abgeschlossen werden".
_VERB_LAST = words("soll sollen sollte sollten kann könnte könnten")
_LONGEST_CLAUSE = 40


def by_certainty(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> str:
    """Return, in plain words, where one of the two leaves open what the other says for certain."""
    if not (cues_of(claim, HEDGED) or cues_of(passage, HEDGED)):
        return ""
    weakened_there, weakened_here = _weakened(passage), _weakened(claim)
    # The claim may put its hedge elsewhere between two commas: "closing is expected" for "expected
    # closing".
    parts = claim.parts
    doubts: dict[int, int] = {}
    for position, part in enumerate(parts):
        doubts[part] = max(doubts.get(part, 0), _doubt(claim.stance.hedged(position)))
    certain = not any(cues_of(passage, HEDGED))
    for ours, theirs in pairs:
        here = doubts[parts[ours]]
        there = _doubt(passage.stance.hedged(theirs))
        amount = passage.owners[theirs] is not None
        named = theirs in passage.capitals.names and not here
        if there > here and (amount or named or theirs in weakened_there):
            hedge = cue_before(passage, theirs, HEDGED)
            return f"document says “{hedge}”, the statement does not"
        # A headline plans with a bare "to": "Corvenhald to Present Data".
        to = any(token.text == "to" for token in passage.tokens[max(theirs - 2, 0) : theirs])
        if here and certain and ours in weakened_here and not to:
            hedge = cue_before(claim, ours, HEDGED)
            return f"statement says “{hedge}”, the document does not"
    if not cues_of(claim, HEDGED) and (hedge := _replaced_verb(passage, pairs)):
        return f"document says “{hedge}”, the statement does not"
    said = [passage.stance.hedged(pair.theirs) & POSSIBLE for pair in pairs]
    if not cues_of(claim, HEDGED) and 2 * sum(map(bool, said)) > len(said):
        return "document says that this may be, the statement that it is"
    return ""


def _replaced_verb(passage: Reading, pairs: Iterable[Pair]) -> str:
    """Return the hedge of a verb that a claim replaces by "is": "could become the first"."""
    said = {pair.theirs for pair in pairs}
    told = said - passage.capitals.names
    clauses = passage.stance.clauses
    for cue in cues_of(passage, PLANNED | POSSIBLE):
        verb = next((n for n in range(cue.last, len(clauses)) if passage.keys[n]), None)
        if verb is None or verb in said or clauses[verb] != clauses[cue.first]:
            continue
        behind = [n for n in said if n > verb and clauses[n] == clauses[verb]]
        if len(behind) >= _BEHIND_VERB and 2 * len(behind) > len(told):
            return passage.raw(cue.first, verb + 1)
    return ""


def _doubt(bits: int) -> int:
    """Rank how much is left open: nothing, a plan or condition, or a mere possibility."""
    return 2 if bits & POSSIBLE else 1 if bits else 0


def _weakened(reading: Reading) -> set[int]:
    """Return the tokens that the hedges are about: behind each, the first that says something."""
    weakened: set[int] = set()
    for mention in cues_of(reading, HEDGED):
        for position in range(mention.last, min(mention.last + _REACH, len(reading.tokens))):
            adverb = reading.tokens[position].text.endswith("ly")
            if reading.keys[position] and reading.stance.hedged(position) and not adverb:
                weakened.add(position)
                break
        if reading.tokens[mention.first].text in _VERB_LAST:
            weakened.update(_last_word(reading, mention.last))
    return weakened


def _last_word(reading: Reading, start: int) -> Iterator[int]:
    """Yield the last word of the clause that goes on at a token, if it says something."""
    last: list[int] = []
    for position in range(start, min(start + _LONGEST_CLAUSE, len(reading.tokens))):
        if "," in reading.tokens[position].gap or not reading.stance.hedged(position):
            break
        last = [position] if reading.keys[position] else last
    yield from last


def cues_of(reading: Reading, bits: int) -> list[CueMention]:
    """Return the cues of a reading that are of these kinds, in their order."""
    return [mention for mention in reading.stance.mentions if mention.bit & bits]


def cue_before(reading: Reading, position: int, bits: int) -> str:
    """Return the cue that reaches a token: the last one before it, else the first behind it."""
    cues = cues_of(reading, bits)
    before = [mention for mention in cues if mention.first <= position]
    cue = before[-1] if before else cues[0]
    return reading.raw(cue.first, cue.last)
