"""Whether a claim swaps who does what to whom, as far as the order of words tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from summarizer.grounding.reading import Reading
from summarizer.grounding.relations import Pair
from summarizer.readers.tables import words

_PASSIVE = words(
    "is are was were be been being by wird werden wurde wurden worden von durch est sont été par"
)
_AGENT = words("by von durch par")
_AND = words("and or und oder et ou y")
_OF = words("of at de von der des")
_BESIDE = 2
# Capitals that name what somebody is, nobody.
ROLES = words("""
    chief executive operating financial medical scientific commercial officer president vice senior
    director managing chair chairman chairwoman head board ceo cfo coo cmo cso
""")
# What opens a sentence with a circumstance: who does what comes behind the comma.
_CIRCUMSTANCES = words("""
    in on at by for from with after before during since until under following subject according
    as if should im am bei für mit seit bis von nach zum zur laut le en dans à par pour sous selon
""")
# Names behind a verb that may be what it is done to.
_BEHIND = 12


def swapped_roles(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> str:
    """Return, in plain words, which two names changed sides of a verb; empty if none did.

    Args:
        claim: The claim.
        passage: The passage.
        pairs: What matches what, in the order of the claim.
    """
    openings = opening(claim), opening(passage)
    named = [
        pair
        for pair in pairs
        if pair.ours >= openings[0]
        and pair.theirs >= openings[1]
        and _is_name(claim, passage, pair)
    ]
    for verb in pairs:
        place = bisect_left(named, verb)
        if claim.owners[verb.ours] or not place or named[place : place + 1] == [verb]:
            continue
        earlier = named[place - 1]
        for later in named[place : place + _BEHIND]:
            if _is_possessor(claim, passage, later):
                continue
            around = earlier, verb, later
            if _is_passive(claim, verb.ours) != _is_passive(passage, verb.theirs):
                turned = _changed_voice(claim, passage, around)
            else:
                turned = _changed_sides(passage, named, around) or _exchanged(passage, around)
            if turned:
                places = later.theirs, max(verb.theirs, earlier.theirs)
                said = passage.raw(min(places), max(places) + 1)
                return f"document says “{said}”, the statement says it the other way round"
    return ""


def _is_possessor(claim: Reading, passage: Reading, pair: Pair) -> bool:
    """Say whether a name owns in both, on either side: X's director, the director of X."""
    before = claim.tokens[pair.ours - 1].text if pair.ours else ""
    return before in _OF and is_genitive(passage, pair.theirs)


def is_genitive(reading: Reading, position: int) -> bool:
    """Say whether a name is a possessor: X's."""
    behind = reading.tokens[position + 1].gap if position + 1 < len(reading.tokens) else ""
    return behind[:2].lower() in ("'s", "’s", "' ", "’ ")


def opening(reading: Reading) -> int:
    """Return where a sentence goes on behind a circumstance that opens it; 0 if none does."""
    if not reading.tokens or reading.tokens[0].text not in _CIRCUMSTANCES:
        return 0
    commas = (n for n, token in enumerate(reading.tokens) if "," in token.gap)
    return next(commas, 0)


def _changed_voice(claim: Reading, passage: Reading, around: tuple[Pair, Pair, Pair]) -> bool:
    """Say whether "X is led by Y" became "X leads Y": the voice changed, and the order did not."""
    earlier, verb, later = around
    if not earlier.theirs < verb.theirs < later.theirs:
        return False
    return _has_agent(claim, verb.ours, later.ours) != _has_agent(
        passage, verb.theirs, later.theirs
    )


def _has_agent(reading: Reading, verb: int, name: int) -> bool:
    return any(reading.tokens[place].text in _AGENT for place in range(verb + 1, name))


def _changed_sides(
    passage: Reading, named: Sequence[Pair], around: tuple[Pair, Pair, Pair]
) -> bool:
    """Say whether a name behind a verb is the one before it in the passage, and one before not.

    The name before may stand behind the verb there, or further before: of "Brennick said that
    Harrowgate acquired it", Brennick did not acquire Harrowgate.
    """
    earlier, verb, later = around
    if later.theirs >= verb.theirs:
        return False
    subject = max((pair.theirs for pair in named if pair.theirs < verb.theirs), default=-1)
    behind = verb.theirs < min(passage.places[passage.keys[earlier.theirs]])
    return behind or (later.theirs == subject and _is_subject(passage, earlier, verb, subject))


def _is_subject(passage: Reading, earlier: Pair, verb: Pair, name: int) -> bool:
    """Say whether a name alone does what a verb says: it stands right before it.

    Between them stand auxiliaries and the rest of the name; German puts objects there too. Two
    names with an "and" between them do it together.
    """
    beside = all(
        not passage.keys[place] or passage.raw(place, place + 1)[0].isupper()
        for place in range(name + 1, verb.theirs)
    )
    between = passage.tokens[earlier.theirs + 1 : name]
    return beside and len(between) > _BESIDE and not any(t.text in _AND for t in between)


def _exchanged(passage: Reading, around: tuple[Pair, Pair, Pair]) -> bool:
    """Say whether of two names the one closest before a verb stands behind it in the claim."""
    earlier, verb, later = around
    theirs = dict.fromkeys(passage.places.get(passage.keys[earlier.theirs], ()), earlier)
    theirs |= dict.fromkeys(passage.places.get(passage.keys[later.theirs], ()), later)
    before = max((place for place in theirs if place < verb.theirs), default=None)
    behind = min((place for place in theirs if place > verb.theirs), default=None)
    if before is None or behind is None:
        return False
    return theirs[before] is later and theirs[behind] is earlier


def _is_name(claim: Reading, passage: Reading, pair: Pair) -> bool:
    """Say whether a pair is a name: by its capitals in one text, or in both where one begins."""
    if claim.owners[pair.ours] or claim.tokens[pair.ours].text in ROLES:
        return False
    if pair.ours in claim.capitals.names or pair.theirs in passage.capitals.names:
        return True
    return claim.raw(pair.ours, pair.ours + 1)[0].isupper() and (
        passage.raw(pair.theirs, pair.theirs + 1)[0].isupper()
    )


def _is_passive(reading: Reading, verb: int) -> bool:
    beside = range(max(verb - _BESIDE, 0), min(verb + _BESIDE, len(reading.tokens)))
    return any(reading.tokens[position].text in _PASSIVE for position in beside)
