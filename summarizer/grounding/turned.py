"""Whether a claim turns round what a passage says: denied or not, planned or done, up or down.

Each word of the claim has its place in the passage; what is said of the two must agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from summarizer.grounding.certainty import by_certainty, cue_before, cues_of
from summarizer.grounding.cues import JOINING
from summarizer.grounding.mention import Mention
from summarizer.grounding.polarity import HEDGED, NEGATED, CueMention
from summarizer.grounding.reading import Reading
from summarizer.grounding.relations import Pair, turned_relation
from summarizer.grounding.words import opposite
from summarizer.readers.tables import words

# A direction is the amount's own within this many tokens: "down 2.9%", "fell by 2.9%".
_BESIDE = 2
# A negation may move from a noun to the verb behind it: "No country has approved X" and "X is not
# approved in any country" deny the same, though one X stands behind its negation, one before.
_WHERE = frozenset({"where", "wo", "où", "donde"})
_OF_NOUNS = words("no none nobody nothing kein keine keinen keinem keiner aucun aucune")


# The second half of "neither ... nor" denies nothing once more.
_REPEATED = frozenset({"nor", "ni"})


def turned_round(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> str:
    """Return, in plain words, how a claim turns a passage round; empty if it does not."""
    hedges = _same_hedges(claim, passage)
    return (
        _by_negation(claim, passage, [*pairs, *hedges])
        or by_certainty(claim, passage, pairs)
        or _by_direction(claim, passage, pairs)
        or _by_change(claim, passage, pairs)
        or turned_relation(claim, passage, pairs)
    )


def _same_hedges(claim: Reading, passage: Reading) -> Iterator[Pair]:
    """Pair the hedges that are the same words, in their order: "contingent" may be denied too."""
    theirs: dict[tuple[str, ...], list[int]] = {}
    for cue in reversed(cues_of(passage, HEDGED)):
        theirs.setdefault(cue.cue.words, []).append(cue.first)
    for cue in cues_of(claim, HEDGED):
        places = theirs.get(cue.cue.words)
        if places:
            yield Pair(cue.first, places.pop())


def _by_negation(claim: Reading, passage: Reading, pairs: Iterable[Pair]) -> str:
    if not (cues_of(claim, NEGATED) or cues_of(passage, NEGATED)):
        return ""
    here, there = _Negations(claim), _Negations(passage)
    pairs = list(pairs)
    excepted = _told_of_excepted(claim, passage, pairs)
    for pair in pairs:
        ours, theirs = claim.stance.negated(pair.ours), passage.stance.negated(pair.theirs)
        if _is_opposite(claim, passage, pair):
            ours = not ours
        if theirs and excepted and pair.theirs in excepted:
            theirs = False
        if theirs and not ours and not there.moved(pair.theirs, here, pair.ours):
            return f"document denies it: “{cue_before(passage, pair.theirs, NEGATED)}”"
        if ours and not theirs and not here.moved(pair.ours, there, pair.theirs):
            return f"document does not deny it: “{passage.raw(pair.theirs, pair.theirs + 1)}”"
        if ours and theirs and here.odd(pair.ours) != there.odd(pair.theirs):
            return "statement and document do not deny it equally often"
    return _surplus(claim, passage, {pair.ours for pair in pairs})


def _told_of_excepted(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> Collection[int]:
    """Return what a passage excepts only to go on about it: "except in Japan, where X keeps all".

    A claim that says no more than what holds there denies nothing.
    """
    for cue in cues_of(passage, NEGATED):
        excepted = {*passage.stance.reached(cue)} if cue.cue.reach == "near" else set()
        wheres = [n for n, token in enumerate(passage.tokens) if token.text in _WHERE]
        where = next((n for n in wheres if n > cue.last), None)
        if where is None or not excepted:
            continue
        listed = range(cue.last, where)
        told = [
            passage.stance.clauses[pair.theirs] == passage.stance.clauses[where]
            for pair in pairs
            if pair.ours not in claim.capitals.names and pair.theirs not in listed
        ]
        if any(told) and told.count(False) <= 1:
            return listed
    return ()


def _surplus(claim: Reading, passage: Reading, said: Collection[int]) -> str:
    """Return the negation of a claim that denies nothing, or only what another one denies.

    "Not planned for" and "without a non-exclusive licence" turn a sentence round all the same.
    """
    cues = [cue for cue in cues_of(claim, NEGATED) if not _is_repeated(claim, cue)]
    reached = [{*claim.stance.reached(cue)}.intersection(said) for cue in cues]
    denied = Counter(position for positions in reached for position in positions)
    spare = Counter(cue.cue.words for cue in cues_of(passage, NEGATED))
    for cue, positions in zip(cues, reached, strict=True):
        spare[cue.cue.words] -= 1
        if spare[cue.cue.words] < 0 and all(denied[position] > 1 for position in positions):
            return f"statement says “{claim.raw(cue.first, cue.last)}”, the document does not"
    return ""


def _is_repeated(reading: Reading, cue: CueMention) -> bool:
    """Say whether a negation goes on with the one before: "no deaths and no cases"."""
    before = reading.tokens[cue.first - 1].text if cue.first else ""
    return before in JOINING or reading.tokens[cue.first].text in _REPEATED


class _Negations:
    """The negations of a reading, by clause."""

    def __init__(self, reading: Reading) -> None:
        self.clauses = reading.stance.clauses
        self.first_of_noun: dict[int, int] = {}
        self.of_nouns: Counter[int] = Counter()
        self.last: dict[int, int] = {}
        self.count: Counter[int] = Counter()
        for cue in cues_of(reading, NEGATED):
            clause = self.clauses[cue.first]
            word = reading.tokens[cue.first].text
            self.last[clause] = cue.first
            # "No deaths and no cases" denies each of two things once.
            again = word in _REPEATED or (word in _OF_NOUNS and clause in self.first_of_noun)
            if word in _OF_NOUNS:
                self.first_of_noun.setdefault(clause, cue.last)
                self.of_nouns[clause] += 1
            denies = cue.cue.reach in ("on", "all") or cue.cue.words[-1] == "no"
            self.count[clause] += denies and not again

    def moved(self, position: int, other: _Negations, place: int) -> bool:
        """Say whether what denies a noun here denies the verb behind it there."""
        clause, its = self.clauses[position], other.clauses[place]
        behind = self.first_of_noun.get(clause, position + 1) <= position
        return behind and self.of_nouns[clause] == 1 and place < other.last.get(its, -1)

    def odd(self, position: int) -> bool:
        """Say whether the clause of a token denies an odd number of times: twice is not at all."""
        return self.count[self.clauses[position]] % 2 == 1


def _is_opposite(claim: Reading, passage: Reading, pair: Pair) -> bool:
    return claim.keys[pair.ours] == opposite(passage.keys[pair.theirs]) != ""


def _by_change(claim: Reading, passage: Reading, pairs: Iterable[Pair]) -> str:
    """Compare which way each amount is said to go: "down 2.9% because of higher costs" is down."""
    for ours, theirs in pairs:
        here, there = claim.owners[ours], passage.owners[theirs]
        if here is None or there is None:
            continue
        said = _signs_beside(passage, there)
        for wanted in _signs_beside(claim, here):
            if opposite(wanted) in said and wanted not in said:
                place = said[opposite(wanted)]
                first, last = min(place, there.first), max(place + 1, there.last)
                return f"document says {passage.raw(first, last)}"
    return ""


def _signs_beside(reading: Reading, amount: Mention) -> dict[str, int]:
    """Return the words of a direction right beside an amount, with their places."""
    first, last = max(amount.first - _BESIDE, 0), min(amount.last + _BESIDE, len(reading.tokens))
    places = [*range(first, amount.first), *range(amount.last, last)]
    return {reading.keys[n]: n for n in places if reading.keys[n][:1] in ("+", "-")}


def _by_direction(claim: Reading, passage: Reading, pairs: Iterable[Pair]) -> str:
    """Compare up with down where the passage says both, by what stands around each."""
    for ours, theirs in pairs:
        wanted = claim.keys[ours]
        turned = opposite(wanted)
        rivals = passage.places.get(turned, []) if turned else []
        if not rivals or passage.keys[theirs] != wanted:
            continue
        near = claim.around(ours, ours + 1).both
        own = len(near & passage.around(theirs, theirs + 1).both)
        for rival in rivals:
            if len(near & passage.around(rival, rival + 1).both) > own + (own > 0):
                said = passage.raw(rival, rival + 1)
                return f"document says {said}, statement says {claim.raw(ours, ours + 1)}"
    return ""
