"""Match the numbers, dates and phases of a claim with those of a passage, each in its role.

It is not enough that the passage prints the same amount: "38.4% with merzacopan, compared with
6.1% with placebo" prints both, and a claim may give neither to the other's arm.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice

from summarizer.grounding.reading import Context, Mention, Reading
from summarizer.grounding.search import MOST_OCCURRENCES
from summarizer.grounding.words import key
from summarizer.readers.dates import DateMention, shows
from summarizer.readers.numbers import Quantity, same_amount
from summarizer.readers.phases import PhaseMention
from summarizer.readers.tables import words

# Words right before an amount that make it the one of an earlier period, or of the other side.
_COMPARED = words("versus vs against compared gegenüber contre vorjahr vorjahres prior previous")
_COMPARED_REACH = 4
# Words for people that a count of people may trade.
_PEOPLE = frozenset(
    map(
        key,
        words("""
            patients adults people persons individuals volunteers menschen personen
            arm arms group groups cohort
        """),
    )
)
_CURRENCY_CODE = 3


@dataclass(frozen=True, slots=True)
class Matched:
    """How the mentions of a claim stand in a passage.

    Attributes:
        pairs: For each mention of the claim that is shown, the one that shows it.
        failure: Why the first one that is not shown is not, in plain words; empty if all are.
    """

    pairs: Mapping[Mention, Mention]
    failure: str = ""


def match_mentions(claim: Reading, passage: Reading) -> Matched:
    """Find for each mention of a claim the one in a passage that shows it."""
    pairs: dict[Mention, Mention] = {}
    taken: set[int] = set()
    for mention in claim.mentions:
        match = _Match(claim, mention, passage, taken)
        failure = match.failure()
        if failure:
            return Matched(pairs, failure)
        pairs[mention] = match.best
        taken.add(match.best.first)
    return Matched(pairs, _out_of_order(claim, passage, pairs))


def _out_of_order(claim: Reading, passage: Reading, pairs: Mapping[Mention, Mention]) -> str:
    """Return which amounts change places with nothing to tell them apart; empty if none do.

    In "contributed $11 million and $7 million respectively" and in the row of a table, the order
    alone tells whose an amount is. Words of its own, or "from", set an amount free.
    """
    last: dict[tuple[str, str | None], Mention] = {}
    for mine in pairs:
        before = last.get((mine.kind, mine.unit))
        last[mine.kind, mine.unit] = mine
        if before is None:
            continue
        one, other = pairs[before], pairs[mine]
        said = passage.raw(one.first, one.last), passage.raw(other.first, other.last)
        if one.first < other.first:
            base = _next_like(passage, one)
            if _is_base(claim, mine) and base not in (None, other) and _is_base(passage, base):
                return f"document does not compare {said[0]} with {said[1]}"
            continue
        if _is_from(claim, before) or _is_from(passage, other):
            continue
        here, there = (passage.around(each.first, each.last) for each in (one, other))
        ours = claim.around(before.first, before.last), claim.around(mine.first, mine.last)
        if not (_speaks_for(ours[0], here, there) and _speaks_for(ours[1], there, here)):
            return f"document says {said[1]} before {said[0]}, statement the other way round"
    return ""


def _next_like(reading: Reading, mention: Mention) -> Mention | None:
    """Return the next amount of the same kind and unit; None if there is none."""
    place = bisect_right(reading.mentions, mention.first, key=lambda each: each.first)
    following = islice(reading.mentions, place, place + MOST_OCCURRENCES)
    return next((each for each in following if each.is_like(mention)), None)


def _is_from(reading: Reading, mention: Mention) -> bool:
    """Say whether an amount is what another one grows from: that may stand on either side."""
    before = reading.tokens[mention.first - 1].text if mention.first else ""
    return before in ("from", "von")


def _is_base(reading: Reading, mention: Mention | None) -> bool:
    """Say whether an amount is what another one is compared with, or grows from."""
    return mention is not None and (_is_from(reading, mention) or _is_compared(reading, mention))


def tells_direction(reading: Reading, position: int) -> bool:
    """Say whether two amounts show a word right: "$14 million, up from $9 million"."""
    if reading.keys[position] not in ("+up", "-up") or position + 2 >= len(reading.tokens):
        return False
    base = reading.owners[position + 2]
    if reading.tokens[position + 1].text != "from" or base is None:
        return False
    before = [each for each in reading.mentions if each.last <= position and each.is_like(base)]
    match before[-1].item if before else None, base.item:
        case Quantity() as now, Quantity() as then:
            return (now.value > then.value) == (reading.keys[position] == "+up")
    return False


def same_value(claimed: Mention, found: Mention) -> bool:
    """Say whether a mention prints the value of another, at its precision, bounds apart."""
    match claimed.item, found.item:
        case Quantity() as ours, Quantity() as theirs:
            return same_amount(ours, theirs)
        case DateMention() as ours, DateMention() as theirs:
            return shows(ours.date, theirs) and ours.qualifier in ("", theirs.qualifier)
        case PhaseMention() as ours, PhaseMention() as theirs:
            return ours.phase == theirs.phase
    return False


class _Match:
    """The search for one mention of a claim in a passage.

    Attributes:
        best: The mention of the passage that shows it, once `failure` has found one.
    """

    best: Mention

    def __init__(
        self, claim: Reading, mention: Mention, passage: Reading, taken: Collection[int]
    ) -> None:
        self.claim, self.mention, self.passage = claim, mention, passage
        self.ours = claim.around(mention.first, mention.last)
        self.rivals = [other for other in passage.mentions if other.kind == mention.kind]
        # What the passage prints once, a claim may not say of two things.
        self.free = [other for other in self.rivals if other.first not in taken]

    def failure(self) -> str:
        """Return why the passage does not show the mention; empty if it does, at `best`."""
        same = [other for other in self.free if same_value(self.mention, other)]
        bounded = [other for other in same if _same_bound(self.mention, other)]
        counted = [other for other in bounded if _same_noun(self.mention, other)]
        if counted:
            self.best = max(counted, key=self._likeness)
            return self._wrong_role()
        if bounded:
            return self._says(max(bounded, key=self._likeness), with_noun=True)
        like = same or [other for other in self.free if _is_comparable(self.mention, other)]
        if like:
            return self._says(max(like, key=self._likeness))
        return f"{self.claim.raw(self.mention.first, self.mention.last)} is not said there"

    def _likeness(self, other: Mention) -> tuple[int, ...]:
        """Rank a mention of the passage by how much it looks like the one that is meant."""
        its = self._around(other)
        sides = len(self.ours.left & its.left) + len(self.ours.right & its.right)
        same_unit = self.mention.unit == other.unit
        return same_unit, len(self.ours.both & its.both), sides, -other.first

    def _wrong_role(self) -> str:
        """Return why the words around an amount are those of another one; empty if its own."""
        rivals = (
            rival
            for rival in self.rivals
            if rival.is_like(self.best) and not same_value(self.mention, rival)
        )
        for rival in islice(rivals, MOST_OCCURRENCES):
            if self._is_taken_for(rival):
                return self._says(rival)
        ours = _is_compared(self.claim, self.mention)
        if _is_compared(self.passage, self.best) and not ours:
            said = self.passage.raw(self.best.first, self.best.last)
            return f"document gives {said} only for comparison"
        return ""

    def _is_compared_in_both(self, rival: Mention) -> bool:
        """Say whether the claim names a rival too, for comparison as the passage does."""
        return _is_compared(self.passage, rival) and any(
            same_value(mention, rival) and _is_compared(self.claim, mention)
            for mention in self.claim.mentions
        )

    def _is_taken_for(self, rival: Mention) -> bool:
        own, its = self._around(self.best), self._around(rival)
        # Behind an amount stands what it belongs to: "with placebo".
        if self.ours.right & (its.right - own.both):
            return True
        if self._is_compared_in_both(rival):
            return False
        for_own, for_rival = _speaks_for(self.ours, own, its), _speaks_for(self.ours, its, own)
        clauses = self.passage.stance.clauses
        clause = clauses[self.best.first]
        if clauses[rival.first] != clause:
            # Before an amount stands whose it is; that is never said in another clause.
            return bool((self.ours.left & its.both) - self.passage.clause_keys[clause])
        if rival.first < self.best.first:
            # What stands before the first of two amounts may be said of both: "bought shares at
            # $104.68, for a total of $64.9 million", "contributed $11 million and $7 million".
            return bool(for_rival and own.left and not for_own)
        return for_rival > for_own

    def _around(self, other: Mention) -> Context:
        return self.passage.around(other.first, other.last)

    def _says(self, other: Mention, *, with_noun: bool = False) -> str:
        ours = self.claim.raw(self.mention.first, self.mention.last)
        theirs = self.passage.raw(other.first, other.last)
        if with_noun:
            ours, theirs = f"{ours} {self.mention.noun}", f"{theirs} {other.noun}"
        return f"document says {theirs}, statement says {ours}"


def _speaks_for(ours: Context, one: Context, other: Context) -> int:
    """Count the words around a claim's amount that stand around one of two amounts alone."""
    left = ours.left & (one.left - other.left)
    right = ours.right & (one.right - other.right)
    return len(left) + len(right) or len(ours.both & (one.both - other.both))


def _same_bound(claimed: Mention, found: Mention) -> bool:
    """Say whether a claim keeps the bound; it may add "about", which claims less."""
    if not (isinstance(claimed.item, Quantity) and isinstance(found.item, Quantity)):
        return True
    ours, theirs = claimed.item.comparator, found.item.comparator
    return ours == theirs or (ours == "~" and theirs == "=")


def _same_noun(claimed: Mention, found: Mention) -> bool:
    """Say whether two amounts may count the same thing; one that is not named may be any."""
    ours, theirs = (
        {each for each in map(key, mention.noun.split()) if each} for mention in (claimed, found)
    )
    if not (ours and theirs) or (ours & _PEOPLE and theirs & _PEOPLE):
        return True
    # What is counted is the plural at the end: "eight U.S. patients" are no U.S. hospitals.
    heads = [mention.noun.split()[-1] for mention in (claimed, found)]
    if all(head.endswith("s") for head in heads):
        return key(heads[0]) == key(heads[1])
    return bool(ours & theirs)


def _is_compared(reading: Reading, mention: Mention) -> bool:
    """Say whether an amount is the one that another is compared with: "up from $46.1 million"."""
    if mention.kind != "quantity":
        return False
    for position in range(mention.first - 1, max(mention.first - 1 - _COMPARED_REACH, -1), -1):
        word = reading.tokens[position].text
        if reading.owners[position] is not None or word in _COMPARED:
            return word in _COMPARED
        if word == "from":
            # "from 12 years of age" compares with nothing.
            others = (other for other in reading.mentions if other.first < position)
            return any(other.is_like(mention) for other in others)
    return False


def _is_comparable(mention: Mention, other: Mention) -> bool:
    """Say whether a reader could take two mentions for the same figure, a currency for another."""
    ours, theirs = mention.unit, other.unit
    return ours == theirs or len(ours or "") == len(theirs or "") == _CURRENCY_CODE
