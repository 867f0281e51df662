"""Match the words of a claim with those of a passage: each that says something must be there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.grounding.known_names import LEGAL_FORMS, TITLES
from summarizer.grounding.order import tells_direction
from summarizer.grounding.reading import Reading
from summarizer.grounding.roles import ROLES
from summarizer.grounding.search import MOST_OCCURRENCES, is_hyphen
from summarizer.grounding.source import SPEAKER
from summarizer.grounding.words import key, opposite
from summarizer.readers.tables import words

# "The drug" stands for one that the passage names; "a drug" says that it is one. What has a name
# as a trial is one.
_STANDS_FOR_ANY = frozenset({"trial", "medicine", "product"})
# Words that take each other's place stand no further apart.
_GAP = 6
_DEFINITE = words("the this its their that der die das diese le la ce cette el")
# "Patients treated with X" are "patients on X", and "the X arm".
_ON_IT = frozenset({"treat", "receive"})
_EXTRAS = TITLES | LEGAL_FORMS.keys()
# The other side of a comparison is a party too, though it has no name.
_OTHER_SIDE = frozenset({"placebo"})


@dataclass(frozen=True, slots=True)
class Worded:
    """How the words of a claim stand in a passage.

    Attributes:
        places: For each word of the claim that is found, its token in the passage.
        missing: The words of the claim that are not found, names first.
        coverage: The share of the claim's words that is found, from 0 to 1.
    """

    places: Mapping[int, int]
    missing: tuple[int, ...]
    coverage: float


def match_words(claim: Reading, passage: Reading, known: Collection[int]) -> Worded:
    """Look for each word of a claim in a passage.

    Args:
        claim: The claim.
        passage: A sentence.
        known: Tokens of the claim that the passage says under another name.
    """
    wanted = [
        position
        for position, found in enumerate(claim.keys)
        if found and claim.owners[position] is None
    ]
    names = claim.capitals.names
    single = _OTHER_SIDE | {claim.keys[position] for position in names}
    places: dict[int, int] = {}
    missing = []
    taken: set[int] = set()
    shift = 0
    for position in wanted:
        candidates = _candidates(claim, position, passage)
        if claim.keys[position] in single or claim.keys[position][0] in "+-":
            # What the passage says once cannot be two parties, nor two changes.
            candidates = [place for place in candidates if place not in taken]
        if candidates:
            place = _closest(claim, position, passage, candidates, position + shift)
            places[position] = place
            taken.add(place)
            shift = place - position
        elif position not in known and not (
            _stands_for_any(claim, position, passage) or tells_direction(claim, position)
        ):
            missing.append(position)
    missing += _torn_names(claim, passage, places)
    missing += _unsaid_acronyms(claim, passage, known)
    missing.sort(key=lambda position: (position not in names, position))
    coverage = 1 - len(missing) / len(wanted) if wanted else 1.0
    return Worded(places, tuple(missing), coverage)


def _candidates(claim: Reading, position: int, passage: Reading) -> list[int]:
    """Return where a passage says a word, also with or without a hyphen, or its denied opposite."""
    wanted = claim.keys[position]
    found = passage.places.get(wanted) or passage.compounds.get(wanted)
    if found:
        return found[:MOST_OCCURRENCES]
    if position and is_hyphen(claim.tokens[position]):
        glued = claim.tokens[position - 1].text + claim.tokens[position].text
        found = passage.places.get(key(glued))
    elif wanted in ("+met", "-met"):
        # "Missed" and "did not meet" say the same.
        denied = claim.stance.negated(position)
        turned = passage.places.get(opposite(wanted), [])
        found = [place for place in turned if passage.stance.negated(place) != denied]
    return found or []


def _closest(
    claim: Reading, position: int, passage: Reading, candidates: list[int], expected: int
) -> int:
    """Return the candidate with the neighbours that the word has in the claim, else the next."""
    if len(candidates) == 1:
        return candidates[0]
    ours = claim.around(position, position + 1).both

    def likeness(place: int) -> tuple[int, int]:
        return len(ours & passage.around(place, place + 1).both), -abs(place - expected)

    return max(candidates, key=likeness)


def _stands_for_any(claim: Reading, position: int, passage: Reading) -> bool:
    before = claim.tokens[position - 1].text if position else ""
    behind = claim.tokens[position + 1].text if position + 1 < len(claim.tokens) else ""
    found = claim.keys[position]
    return (
        found == "trial"
        or (found in _STANDS_FOR_ANY and before in _DEFINITE)
        or (found in _ON_IT and behind == "with")
        or (found == "patient" and "arm" in passage.places)
    )


def _unsaid_acronyms(claim: Reading, passage: Reading, known: Collection[int]) -> Iterator[int]:
    """Yield what is printed like a word that says nothing, but in capitals: "the US grants it"."""
    for position in claim.capitals.names - claim.stance.cued - set(known):
        text = claim.tokens[position].text
        if not claim.keys[position] and not claim.owners[position] and len(text) > 1:
            printed = claim.raw(position, position + 1).isupper()
            if printed and all(token.text != text for token in passage.tokens):
                yield position


def _torn_names(claim: Reading, passage: Reading, places: Mapping[int, int]) -> Iterator[int]:
    """Yield the words of names that the passage says, but not as one name.

    A name may be put together from whole names and from runs of words ("Chief Executive Officer
    Imogen Thackersley"), not from single words out of others.
    """
    runs = {place: run for run in passage.capitals.runs for place in run}
    for run in claim.capitals.runs:
        yield from _halves(run, claim, passage, places, runs)
        for position in run if len(run) > 1 else ():
            place = places.get(position)
            if place is None or _has_neighbour(position, place, places):
                continue
            around = runs.get(place, (place,))
            small = passage.raw(place, place + 1).islower()
            if small or place not in (around[0], around[-1]):
                yield position


def _halves(
    run: Sequence[int],
    claim: Reading,
    passage: Reading,
    places: Mapping[int, int],
    runs: Mapping[int, Sequence[int]],
) -> Iterator[int]:
    """Yield the words of a name that is half the name of one and half of another."""
    for one, other in pairwise(n for n in run if _names_somebody(claim, n)):
        here, there = places.get(one), places.get(other)
        if other != one + 1 or here is None or there is None or there == here + 1:
            continue
        for place in (here, there):
            if sum(_names_somebody(passage, n) for n in runs.get(place, ())) > 1:
                yield other
                break


def _names_somebody(reading: Reading, position: int) -> bool:
    return bool(reading.keys[position]) and reading.tokens[position].text not in ROLES | _EXTRAS


def _has_neighbour(position: int, place: int, places: Mapping[int, int]) -> bool:
    return any(places.get(position + step) == place + step for step in (-1, 1))


def replaced(claim: Reading, passage: Reading, unsaid: Collection[int]) -> bool:
    """Say whether a passage says something else where a claim says what it does not.

    Another sentence may add to "It has 64 employees" who that is; to "the primary endpoint was
    met" it cannot add that the endpoint was a secondary one.

    Args:
        claim: The claim.
        passage: The passage.
        unsaid: The tokens of the claim that the passage does not say.
    """
    # Where "the Company" is spoken of, another sentence may not say that it is another one.
    names = claim.capitals.names.union(*claim.capitals.runs)
    if not names.isdisjoint(unsaid) and any(token.text in SPEAKER for token in passage.tokens):
        return True
    for position in unsaid:
        first = _anchor(claim, passage, unsaid, range(position - 1, -1, -1))
        last = _anchor(claim, passage, unsaid, range(position + 1, len(claim.tokens)))
        if first and not last and _tied_otherwise(claim, passage, position, unsaid, first):
            continue
        if any(
            passage.keys[place] and _more(passage, claim, passage.keys[place])
            for place in _between(passage, first, last)
        ):
            return True
    return False


def _tied_otherwise(
    claim: Reading,
    passage: Reading,
    position: int,
    unsaid: Collection[int],
    first: Sequence[int],
) -> bool:
    """Say whether a passage goes on with another small word: "at 41 sites" for "with asthma"."""
    before = next(n for n in range(position - 1, -1, -1) if claim.keys[n] and n not in unsaid)
    behind = claim.tokens[before + 1].text
    ties = {passage.tokens[place + 1].text for place in first if place + 1 < len(passage.tokens)}
    return not claim.keys[before + 1] and behind not in ties


def _more(passage: Reading, claim: Reading, found: str) -> bool:
    return len(passage.places[found]) > len(claim.places.get(found, ()))


def _anchor(
    claim: Reading, passage: Reading, unsaid: Collection[int], positions: range
) -> Sequence[int]:
    """Return where a passage says the next token of a claim that says something and is said."""
    near = (p for p in positions if claim.keys[p] and p not in unsaid)
    position = next(near, None)
    return passage.places.get(claim.keys[position], ()) if position is not None else ()


def _between(passage: Reading, first: Sequence[int], last: Sequence[int]) -> range:
    """Return the tokens of a passage between two places that are close, or beside a single one."""
    if first and last:
        pairs = ((one, other) for one in first[:MOST_OCCURRENCES] for other in last[:1])
        one, other = min(pairs, key=lambda pair: abs(pair[1] - pair[0]))
        return range(one + 1, other if other - one <= _GAP else one + 1)
    if last:
        return range(last[0] if last[0] < _GAP else 0)
    if first:
        clauses = passage.stance.clauses
        stop = min(first[-1] + _GAP, len(clauses))
        ends = (place for place in range(first[-1], stop) if clauses[place] != clauses[first[-1]])
        return range(first[-1] + 1, next(ends, stop))
    return range(0)
