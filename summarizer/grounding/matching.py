"""Match the numbers, dates and phases of a claim with those of a passage, each in its role.

It is not enough that the passage prints the same amount: "38.4% with merzacopan, compared with
6.1% with placebo" prints both, and a claim may give neither to the other's arm.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise, permutations

from summarizer.grounding.coordination import is_of_other
from summarizer.grounding.mention import Mention
from summarizer.grounding.order import is_compared, is_earlier, out_of_order, speaks_for
from summarizer.grounding.reading import Context, Reading
from summarizer.grounding.search import MOST_OCCURRENCES
from summarizer.grounding.shares import is_part
from summarizer.grounding.words import key
from summarizer.readers.dates import DateMention, shows
from summarizer.readers.numbers import Quantity, same_amount
from summarizer.readers.phases import PhaseMention
from summarizer.readers.ranges import spans
from summarizer.readers.tables import words

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
_YEARS = ("fiscal", "calendar")
_FROM, _TO = words("from von vom du de"), words("to auf au a al bis")
_SINCE = words("from since beginning starting von vom ab seit du depuis de desde between")


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
    return Matched(pairs, out_of_order(claim, passage, pairs))


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
        self._counted = _PEOPLE.intersection(map(key, mention.noun.split()))
        # What the passage prints once, a claim may not say of two things.
        self.free = [other for other in self.rivals if other.first not in taken]

    def failure(self) -> str:
        """Return why the passage does not show the mention; empty if it does, at `best`."""
        same = [other for other in self.free if same_value(self.mention, other)]
        bounded = [other for other in same if _same_bound(self.mention, other)]
        counted = [other for other in bounded if _same_noun(self.mention, other)]
        if counted:
            self.best = max(counted, key=self._likeness)
            return self._half_of_range() or self._other_date() or self._wrong_role()
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
            if rival.is_like(self.best)
            and not same_value(self.mention, rival)
            and not _other_things(self.best, rival)
            and not is_part(self.passage, self.best, rival)
        )
        for rival in islice(rivals, MOST_OCCURRENCES):
            if self._is_taken_for(rival) or self._is_told_of(rival):
                return self._says(rival)
        ours = is_compared(self.claim, self.mention)
        if is_compared(self.passage, self.best) and not ours:
            said = self.passage.raw(self.best.first, self.best.last)
            return f"document gives {said} only for comparison"
        return ""

    def _half_of_range(self) -> str:
        """Return the range of which the claim says one end alone; empty if it says all."""
        other = self._other_end()
        if other is None or any(same_value(each, other) for each in self.claim.mentions):
            return ""
        first, last = sorted((self.best, other), key=lambda mention: mention.first)
        said = self.passage.raw(first.first, last.last)
        return f"document says {said}, statement says only one end of it"

    def _other_date(self) -> str:
        """Return the date that is not the one that the claim says, though it reads alike.

        A fiscal year is no calendar year, and of "extended from … to …" the second holds.
        """
        ours = self.claim.raw(self.mention.first, self.mention.last).lower()
        theirs = self.passage.raw(self.best.first, self.best.last)
        if any(one in ours and other in theirs.lower() for one, other in permutations(_YEARS)):
            return f"document says {theirs}"
        earlier = self.best.kind == "date" and is_earlier(self.passage, self.best)
        if earlier and not is_earlier(self.claim, self.mention):
            return f"document gives {theirs} only for comparison"
        best, place = self.best, self.rivals.index(self.best)
        now = next(iter(self.rivals[place + 1 : place + 2]), None)
        if best.kind != "date" or now is None or best.first == 0 or now.first > best.last + 1:
            return ""
        tokens, before = self.passage.tokens, self.claim.tokens[max(self.mention.first - 1, 0)]
        moved = tokens[best.first - 1].text in _FROM and tokens[best.last].text in _TO
        said_both = any(same_value(each, now) for each in self.claim.mentions)
        if not moved or said_both or before.text in _SINCE:
            return ""
        return f"document says {self.passage.raw(best.first - 1, now.last)}"

    def _other_end(self) -> Mention | None:
        """Return the other end of the range of which the best match is one."""
        if self.best.kind != "quantity":
            return None
        text, place = self.passage.text, self.rivals.index(self.best)
        for low, high in pairwise(self.rivals[max(place - 1, 0) : place + 2]):
            if low.is_like(high) and spans(text, low.item.end, high.item.start, low.item.start):
                return high if low is self.best else low
        return None

    def _is_compared_in_both(self, rival: Mention) -> bool:
        """Say whether the claim names a rival too, for comparison as the passage does."""
        return is_compared(self.passage, rival) and any(
            same_value(mention, rival) and is_compared(self.claim, mention)
            for mention in self.claim.mentions
        )

    def _is_taken_for(self, rival: Mention) -> bool:
        own, its = self._around(self.best), self._around(rival)
        # Behind an amount stands what it belongs to: "with placebo"; what it counts, it may share.
        if (self.ours.right - self._counted) & (its.right - own.both):
            return True
        if self._is_compared_in_both(rival):
            return False
        for_own, for_rival = speaks_for(self.ours, own, its), speaks_for(self.ours, its, own)
        clauses = self.passage.stance.clauses
        clause = clauses[self.best.first]
        if clauses[rival.first] != clause and not self.passage.spaceless:
            # Before an amount stands whose it is; that is never said in another clause.
            return bool((self.ours.left & its.both) - self.passage.clause_keys[clause])
        if rival.first < self.best.first:
            # What stands before the first of two amounts may be said of both: "bought shares at
            # $104.68, for a total of $64.9 million", "contributed $11 million and $7 million".
            return bool(for_rival and own.left and not for_own)
        return for_rival > for_own

    def _is_told_of(self, rival: Mention) -> bool:
        """Say whether the claim says of one of two joined amounts what is said of the other."""
        both = any(same_value(mention, rival) for mention in self.claim.mentions)
        return not both and is_of_other(self.ours, self.passage, self.best, rival)

    def _around(self, other: Mention) -> Context:
        return self.passage.around(other.first, other.last)

    def _says(self, other: Mention, *, with_noun: bool = False) -> str:
        ours = self.claim.raw(self.mention.first, self.mention.last)
        theirs = self.passage.raw(other.first, other.last)
        if with_noun:
            ours, theirs = f"{ours} {self.mention.noun}", f"{theirs} {other.noun}"
        return f"document says {theirs}, statement says {ours}"


def _same_bound(claimed: Mention, found: Mention) -> bool:
    """Say whether a claim keeps the bound; it may add "about", which claims less."""
    if not (isinstance(claimed.item, Quantity) and isinstance(found.item, Quantity)):
        return True
    ours, theirs = claimed.item.comparator, found.item.comparator
    return ours == theirs or (ours == "~" and theirs == "=")


def _same_noun(claimed: Mention, found: Mention) -> bool:
    """Say whether two amounts may count the same thing; one that is not named may be any."""
    ours, theirs = (
        {each for each in map(key, _bare(mention.noun)) if each} for mention in (claimed, found)
    )
    if not (ours and theirs) or (ours & _PEOPLE and theirs & _PEOPLE):
        return True
    # What is counted is the plural at the end: "eight U.S. patients" are no U.S. hospitals.
    heads = [mention.noun.split()[-1] for mention in (claimed, found)]
    if all(head.endswith("s") for head in heads):
        return key(heads[0]) == key(heads[1])
    return bool(ours & theirs)


def _other_things(one: Mention, other: Mention) -> bool:
    """Say whether two amounts count different things: two-thirds of patients, and 3 points."""
    heads = [key(words[-1]) for words in map(_bare, (one.noun, other.noun)) if words]
    return len(set(heads)) > 1 and not set(heads) <= _PEOPLE


def _bare(noun: str) -> list[str]:
    """Return the words of a noun without possessives: one-fifth of the company's revenue."""
    return noun.replace("'s", "").replace("’s", "").split()


def _is_comparable(mention: Mention, other: Mention) -> bool:
    """Say whether a reader could take two mentions for the same figure, a currency for another."""
    ours, theirs = mention.unit, other.unit
    return ours == theirs or len(ours or "") == len(theirs or "") == _CURRENCY_CODE
