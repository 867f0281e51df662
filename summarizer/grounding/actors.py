"""Whether a claim gives to one what a passage says of another: who did it, whose it is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from summarizer.grounding.known_names import TITLES
from summarizer.grounding.reading import Reading
from summarizer.grounding.relations import Pair
from summarizer.grounding.roles import ROLES, is_genitive, opening
from summarizer.readers.tables import words

_RELATIVE = words("who whose")
_SPEAKING = words("we our us company")
# How far into a clause its subject may stand.
_SUBJECT = 4
_FEWEST = 2
# Small words that tie a name to the word before them: "purchase of", "filed with".
_TIES = words("of to from by with at for von an à de du par")
# Small words before the other party of a deed, who did not do it.
_OTHER_PARTY = words("from to with for against mit an gegen für avec à pour con para")
_ARTICLES = words("the a an der die das den dem le la les el los")
# Names that are listed together behind such a word stand no further apart.
_LISTED = 12


def wrong_actor(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> str:
    """Return, in plain words, what a passage says of somebody else; empty if nothing.

    Args:
        claim: The claim.
        passage: The passage.
        pairs: What matches what, in the order of the claim.
    """
    places = dict(pairs)
    return (
        _of_another_subject(claim, passage, pairs)
        or _of_another_relative(passage, pairs)
        or _tied_to_another(claim, passage, places)
        or _named_beside_another(claim, passage, places)
        or _of_another_amount(passage, pairs)
        or _of_another_period(passage, pairs)
        or _of_another_part(claim, passage, pairs)
    )


def _of_another_subject(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> str:
    """Compare who stands before what both say: in the clause there, in the claim here."""
    clauses, names = passage.stance.clauses, claim.capitals.names
    told = [pair for pair in pairs if pair.ours not in names and pair.theirs >= 0]
    if len(told) < _FEWEST:
        return ""
    clause, count = Counter(clauses[pair.theirs] for pair in told).most_common(1)[0]
    first = min(pair.theirs for pair in told if clauses[pair.theirs] == clause)
    said = {pair.theirs for pair in pairs}
    start = min(pair.ours for pair in told)
    subject = [pair for pair in pairs if pair.ours in names and pair.ours < start]
    # Of somebody who stands in another clause, not even "X was appointed" for "appointed Y" holds.
    apart = bool(subject) and all(clauses[pair.theirs] != clause for pair in subject)
    behind = len(clauses) if apart else first
    own = [run for run in _subjects(passage, clause, behind) if said.isdisjoint(run)]
    own = [run for run in own if clauses[run[0]] == clause]
    if count < _FEWEST or not own or opening(passage) > own[0][0]:
        return ""
    speaks = any(token.text in _SPEAKING for token in claim.tokens[: min(start, _SUBJECT)])
    there = any(token.text in _SPEAKING for token in passage.tokens[clause:first])
    introduced = opening(passage)
    elsewhere = subject and all(
        clauses[pair.theirs] != clause
        or is_genitive(passage, pair.theirs)
        or pair.theirs < introduced <= own[-1][0]
        or (pair.theirs > first and _is_recipient(passage, pair.theirs))
        for pair in subject
    )
    ours = any(is_genitive(claim, pair.ours) for pair in subject)
    if (elsewhere and not ours) or (speaks and not subject and not there):
        run = own[0]
        return f"document says it of “{passage.raw(run[0], run[-1] + 1)}”"
    return ""


def _is_recipient(passage: Reading, position: int) -> bool:
    """Say whether a name stands behind a word that makes it the other party of a deed."""
    before = position - 1
    while before > 0 and (
        passage.tokens[before].text in _ARTICLES or before in passage.capitals.names
    ):
        before -= 1
    return passage.tokens[max(before, 0)].text in _OTHER_PARTY


def _subjects(passage: Reading, clause: int, first: int) -> Iterator[Sequence[int]]:
    """Yield the names between the beginning of a clause and a token: who does what follows."""
    depths = passage.stance.depths
    for run in passage.capitals.runs:
        named = run[0] in passage.capitals.names or len(run) > 1
        named = named and any(passage.keys[place] for place in run)
        inside = clause <= run[0] and run[-1] < first and depths[run[0]] <= depths[clause]
        roles = any(passage.tokens[place].text in ROLES | TITLES for place in run)
        owned = any(passage.owners[place] for place in run)
        if named and inside and not roles and not owned and not is_genitive(passage, run[-1]):
            yield run


def _of_another_relative(passage: Reading, pairs: Sequence[Pair]) -> str:
    """Compare who did what a relative clause says: of "X, who will stay", only X will."""
    said = {pair.theirs for pair in pairs}
    if not any(token.text in _RELATIVE for token in passage.tokens):
        return ""
    clauses, names = passage.stance.clauses, passage.capitals.names
    for place, token in enumerate(passage.tokens):
        antecedent = place - 1
        if token.text not in _RELATIVE or antecedent not in names:
            continue
        run = next((run for run in passage.capitals.runs if antecedent in run), (antecedent,))
        inside = any(clauses[pair.theirs] == clauses[place] > antecedent for pair in pairs)
        if inside and said.isdisjoint(run):
            return f"document says it of “{passage.raw(run[0], run[-1] + 1)}”"
    return ""


def _tied_to_another(claim: Reading, passage: Reading, places: Mapping[int, int]) -> str:
    """Compare the names behind "of", "by" and the like: a purchase of X is none of Y."""
    for position, name in _ties(claim, places):
        place = places[position]
        tie = claim.tokens[position + 1].text
        if place + 1 >= len(passage.tokens) or passage.tokens[place + 1].text != tie:
            continue
        there = _name_behind(passage, place + 1)
        if there is None:
            continue
        listed = {token.text for token in passage.tokens[there : there + _LISTED]}
        same = places.get(name, -1) in range(there, there + _LISTED)
        if claim.tokens[name].text not in listed and not same:
            return f"document says “{passage.raw(place, there + 1)}”"
    return ""


def _ties(claim: Reading, places: Collection[int]) -> Iterator[tuple[int, int]]:
    for position in range(len(claim.tokens) - 2):
        if position in places and claim.tokens[position + 1].text in _TIES:
            name = _name_behind(claim, position + 1)
            if name is not None:
                yield position, name


def _name_behind(reading: Reading, position: int) -> int | None:
    """Return the first token of the name right behind a token, articles and titles apart."""
    for place in range(position + 1, min(position + 4, len(reading.tokens))):
        if reading.raw(place, place + 1)[0].isupper() and not reading.owners[place]:
            if reading.tokens[place].text not in TITLES | _ARTICLES:
                return place
        elif reading.tokens[place].text not in TITLES | _ARTICLES:
            return None
    return None


def _named_beside_another(claim: Reading, passage: Reading, places: Mapping[int, int]) -> str:
    """Compare what stands in brackets behind a name: of "A (b) and C (d)", A is no d."""
    for position, place in places.items():
        before = position - 1
        opens = before in places and claim.stance.depths[position] > claim.stance.depths[before]
        if not opens or place == 0 or passage.stance.depths[place] == 0:
            continue
        beside = place - 1
        while beside > 0 and passage.stance.depths[beside] == passage.stance.depths[place]:
            beside -= 1
        both = passage.keys[beside] and claim.keys[before]
        named = claim.raw(position, position + 1)[0].isalpha() and not claim.owners[position]
        if both and named and passage.keys[beside] != claim.keys[before]:
            return f"document says “{passage.raw(beside, place + 1)}”"
    return ""


def _of_another_amount(passage: Reading, pairs: Sequence[Pair]) -> str:
    """Compare what introduces an amount: in "in A by 9.4, in B by 2.8", B has no 9.4."""
    claimed = {pair.theirs for pair in pairs}
    amounts = [mention for mention in passage.quantities if mention.first in claimed]
    if not amounts or len(amounts) == len(passage.quantities):
        return ""
    segments = passage.parts
    for pair in pairs:
        place = bisect_left(passage.quantities, pair.theirs, key=lambda mention: mention.first)
        unique = len(passage.places.get(passage.keys[pair.theirs], ())) == 1
        if passage.owners[pair.theirs] or not unique or place == len(passage.quantities):
            continue
        rival, segment = passage.quantities[place], segments[pair.theirs]
        if rival.first in claimed or segments[rival.first] != segment:
            continue
        if any(amount.is_like(rival) and amount.last <= segment for amount in amounts):
            return f"document says “{passage.raw(segment, rival.last)}”"
    return ""


def _of_another_period(passage: Reading, pairs: Sequence[Pair]) -> str:
    """Compare the dates in brackets with amounts: of "$6 (2025: $5)", 2025 has no $6."""
    said = {pair.theirs for pair in pairs}
    depths = passage.stance.depths
    for date in passage.mentions:
        if date.kind != "date" or date.first not in said or not depths[date.first]:
            continue
        place = bisect_left(passage.quantities, date.first, key=lambda mention: mention.first)
        for own in passage.quantities[max(place - 1, 0) : place + 1]:
            bracketed = depths[own.first] == depths[date.first] and own.first not in said
            around = range(date.first - _SUBJECT, date.last + _SUBJECT)
            others = (m for m in passage.quantities if m.first in said and m.is_like(own))
            if bracketed and own.first in around and any(not depths[m.first] for m in others):
                first, last = min(own.first, date.first), max(own.last, date.last)
                return f"document says “{passage.raw(first, last)}”"
    return ""


def _of_another_part(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> str:
    """Compare the parts of a Chinese or Japanese sentence that say the same of two names.

    Of "X holds A, Y holds B" the claim "X holds B" takes the name from one and the rest from the
    other.
    """
    if not passage.spaceless:
        return ""
    segments = passage.parts
    here: dict[int, set[str]] = {}
    for pair in pairs:
        key = passage.keys[pair.theirs]
        for place in passage.places.get(key, ()) if not "\u3040" < key[:1] < "\u3100" else ():
            here.setdefault(segments[place], set()).add(key)
    for pair in pairs:
        token = claim.tokens[pair.ours]
        key = passage.keys[pair.theirs]
        alone = len(passage.places.get(key, ())) == 1
        if not (alone and token.text.isascii() and token.text.isalpha()):
            continue
        own = here[segments[pair.theirs]]
        for keys in here.values():
            if len(keys & own) >= _FEWEST and len(keys - own) >= _FEWEST:
                said = claim.raw(pair.ours, pair.ours + 1)
                return f"document says that of another than “{said}”"
    return ""
