"""Match the words of a claim with those of a passage: each that says something must be there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from summarizer.grounding.reading import Reading
from summarizer.grounding.search import MOST_OCCURRENCES, is_hyphen
from summarizer.grounding.words import key, opposite
from summarizer.readers.tables import words

# "The drug" stands for one that the passage names; "a drug" says that it is one. What has a name
# as a trial is one.
_STANDS_FOR_ANY = frozenset({"trial", "medicine", "product"})
_DEFINITE = words("the this its their that der die das diese le la ce cette el")


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
    places: dict[int, int] = {}
    missing = []
    taken: set[int] = set()
    shift = 0
    for position in wanted:
        candidates = _candidates(claim, position, passage)
        if position in names:
            # A name that the passage says once cannot be two parties.
            candidates = [place for place in candidates if place not in taken]
        if candidates:
            place = _closest(claim, position, passage, candidates, position + shift)
            places[position] = place
            taken.add(place)
            shift = place - position
        elif position not in known and not _stands_for_any(claim, position):
            missing.append(position)
    missing += _torn_names(claim, passage, places)
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


def _stands_for_any(claim: Reading, position: int) -> bool:
    before = claim.tokens[position - 1].text if position else ""
    found = claim.keys[position]
    return found == "trial" or (found in _STANDS_FOR_ANY and before in _DEFINITE)


def _torn_names(claim: Reading, passage: Reading, places: Mapping[int, int]) -> Iterator[int]:
    """Yield the words of names that the passage says, but not as one name.

    A name may be put together from whole names and from runs of words ("Chief Executive Officer
    Imogen Thackersley"), not from single words out of others.
    """
    runs = {place: run for run in passage.capitals.runs for place in run}
    for run in claim.capitals.runs:
        for position in run if len(run) > 1 else ():
            place = places.get(position)
            if place is None or _has_neighbour(position, place, places):
                continue
            around = runs.get(place, (place,))
            small = passage.raw(place, place + 1).islower()
            if small or place not in (around[0], around[-1]):
                yield position


def _has_neighbour(position: int, place: int, places: Mapping[int, int]) -> bool:
    return any(places.get(position + step) == place + step for step in (-1, 1))
