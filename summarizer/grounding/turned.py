"""Whether a claim turns round what a passage says: denied or not, planned or done, up or down.

Each word of the claim has its place in the passage; what is said of the two must agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from summarizer.grounding.cues import JOINING
from summarizer.grounding.polarity import HEDGED, NEGATED, PLANNED, POSSIBLE, CueMention
from summarizer.grounding.reading import Mention, Reading
from summarizer.grounding.relations import Pair, turned_relation
from summarizer.grounding.words import opposite
from summarizer.readers.tables import words

# The word right behind a hedge is what it weakens: "plans to enrol", "may seriously affect".
_REACH = 8
# A direction is the amount's own within this many tokens: "down 2.9%", "fell by 2.9%".
_BESIDE = 2
# So much that stands behind a verb is what the verb is about.
_BEHIND_VERB = 2
# German puts the verb last: "soll bis Ende 2025 abgeschlossen werden".
_VERB_LAST = words("soll sollen sollte sollten kann könnte könnten")
_LONGEST_CLAUSE = 40
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
        or _by_certainty(claim, passage, pairs)
        or _by_direction(claim, passage, pairs)
        or _by_change(claim, passage, pairs)
        or turned_relation(claim, passage, pairs)
    )


def _same_hedges(claim: Reading, passage: Reading) -> Iterator[Pair]:
    """Pair the hedges that are the same words, in their order: "contingent" may be denied too."""
    theirs: dict[tuple[str, ...], list[int]] = {}
    for cue in reversed(_cues(passage, HEDGED)):
        theirs.setdefault(cue.cue.words, []).append(cue.first)
    for cue in _cues(claim, HEDGED):
        places = theirs.get(cue.cue.words)
        if places:
            yield Pair(cue.first, places.pop())


def _by_negation(claim: Reading, passage: Reading, pairs: Iterable[Pair]) -> str:
    if not (_cues(claim, NEGATED) or _cues(passage, NEGATED)):
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
            return f"document denies it: “{_cue_before(passage, pair.theirs, NEGATED)}”"
        if ours and not theirs and not here.moved(pair.ours, there, pair.theirs):
            return f"document does not deny it: “{passage.raw(pair.theirs, pair.theirs + 1)}”"
        if ours and theirs and here.odd(pair.ours) != there.odd(pair.theirs):
            return "statement and document do not deny it equally often"
    return _surplus(claim, passage, {pair.ours for pair in pairs})


def _told_of_excepted(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> Collection[int]:
    """Return what a passage excepts only to go on about it: "except in Japan, where X keeps all".

    A claim that says no more than what holds there denies nothing.
    """
    for cue in _cues(passage, NEGATED):
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
    cues = [cue for cue in _cues(claim, NEGATED) if not _is_repeated(claim, cue)]
    reached = [{*claim.stance.reached(cue)}.intersection(said) for cue in cues]
    denied = Counter(position for positions in reached for position in positions)
    spare = Counter(cue.cue.words for cue in _cues(passage, NEGATED))
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
        for cue in _cues(reading, NEGATED):
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


def _by_certainty(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> str:
    if not (_cues(claim, HEDGED) or _cues(passage, HEDGED)):
        return ""
    weakened_there, weakened_here = _weakened(passage), _weakened(claim)
    # The claim may put its hedge elsewhere between two commas: "closing is expected" for "expected
    # closing".
    parts = claim.parts
    doubts: dict[int, int] = {}
    for position, part in enumerate(parts):
        doubts[part] = max(doubts.get(part, 0), _doubt(claim.stance.hedged(position)))
    certain = not any(_cues(passage, HEDGED))
    for ours, theirs in pairs:
        here = doubts[parts[ours]]
        there = _doubt(passage.stance.hedged(theirs))
        amount = passage.owners[theirs] is not None
        named = theirs in passage.capitals.names and not here
        if there > here and (amount or named or theirs in weakened_there):
            hedge = _cue_before(passage, theirs, HEDGED)
            return f"document says “{hedge}”, the statement does not"
        # A headline plans with a bare "to": "Corvenhald to Present Data".
        to = any(token.text == "to" for token in passage.tokens[max(theirs - 2, 0) : theirs])
        if here and certain and ours in weakened_here and not to:
            hedge = _cue_before(claim, ours, HEDGED)
            return f"statement says “{hedge}”, the document does not"
    if not _cues(claim, HEDGED) and (hedge := _replaced_verb(passage, pairs)):
        return f"document says “{hedge}”, the statement does not"
    said = [passage.stance.hedged(pair.theirs) & POSSIBLE for pair in pairs]
    if not _cues(claim, HEDGED) and 2 * sum(map(bool, said)) > len(said):
        return "document says that this may be, the statement that it is"
    return ""


def _replaced_verb(passage: Reading, pairs: Iterable[Pair]) -> str:
    """Return the hedge of a verb that a claim replaces by "is": "could become the first"."""
    said = {pair.theirs for pair in pairs}
    told = said - passage.capitals.names
    clauses = passage.stance.clauses
    for cue in _cues(passage, PLANNED | POSSIBLE):
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
    for mention in _cues(reading, HEDGED):
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


def _cues(reading: Reading, bits: int) -> list[CueMention]:
    return [mention for mention in reading.stance.mentions if mention.bit & bits]


def _cue_before(reading: Reading, position: int, bits: int) -> str:
    """Return the cue that reaches a token: the last one before it, else the first behind it."""
    cues = _cues(reading, bits)
    before = [mention for mention in cues if mention.first <= position]
    cue = before[-1] if before else cues[0]
    return reading.raw(cue.first, cue.last)
