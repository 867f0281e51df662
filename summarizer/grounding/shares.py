"""Whether a number is the whole of which a text counts a part: the 120 of "41 of the 120".

What is said of the part is not said of the whole: of 41 of 120 patients who responded, no claim
may say that 120 responded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise

from summarizer.grounding.cues import AUXILIARIES
from summarizer.grounding.mention import Mention
from summarizer.grounding.reading import Reading
from summarizer.grounding.relations import Pair
from summarizer.grounding.search import MOST_OCCURRENCES, Run
from summarizer.grounding.words import key
from summarizer.readers.tables import words

_OF = words("of von der des de sur")
_ARTICLES = words("""
    the a planned target total all its these those our their den alle les los las ces seiner
""")
# Parts that are no numbers.
_PARTS = words("""
    most some several many few half majority part portion fraction minority one first second third
    last quarter meisten einige mehrere hälfte teil mehrheit viertel drittel erste zweite plupart
    moitié majorité partie premier première mayoría mitad parte primero primera
""")
_AMONG = words("of among von unter parmi de entre")
# Tokens between the number of a part and "of": "41 patients (34%) of the 120".
_LONGEST_PART = 2
# Tokens between a whole and its part where the whole comes first: 120例患者中有41例.
_LONGEST_WHOLE = 6
_AMONG_HAN = "中"
_OF_WHOM = words("whom which these them davon dont cuales 中 ち")  # 其中, うち
# What puts people into the whole: "the 120 patients enrolled".
_TAKEN_IN = frozenset(
    map(key, words("enrolled randomised treated dosed evaluated screened evaluable eligible"))
)


def told_of_part(
    claim: Reading, passage: Reading, pairs: Sequence[Pair], shown: Mapping[Mention, Mention]
) -> str:
    """Return, in plain words, of which part alone a passage says what a claim says of the whole.

    Args:
        claim: The claim.
        passage: The passage.
        pairs: The tokens of the claim, with those that say the same.
        shown: The mentions of the claim, with those that show them.
    """
    said = {token.text for token in claim.tokens}
    for ours, theirs in shown.items():
        part = _part_of(passage, theirs)
        if part is None or _part_of(claim, ours) or _is_among(claim, ours):
            continue
        words_for_it = passage.owners[part[0]] is None and passage.tokens[part[0]].text in said
        if words_for_it or any(part[0] <= each.first < part[1] for each in shown.values()):
            continue
        if any(_tells(passage, theirs, pair.theirs, part) for pair in pairs):
            told = passage.raw(min(part[0], theirs.first), max(part[1], theirs.last))
            return f"document says it of “{told}”"
    return ""


def part_left_behind(reading: Reading, run: Run) -> str:
    """Return the part that a cut leaves behind, taking the whole and what is said of the part."""
    first, last = run
    for mention in reading.quantities if first else ():
        if not first <= mention.first <= mention.last <= last or mention.first - first > 1:
            continue
        part = _part_of(reading, mention)
        if part and part[1] <= first:
            behind = range(_end_of_noun(reading, mention), last)
            if any(_is_told(reading, place) for place in behind[:1]) or any(
                reading.tokens[place].text in AUXILIARIES for place in behind
            ):
                return reading.raw(part[0], mention.last)
    return ""


def is_part(reading: Reading, part: Mention, whole: Mention) -> bool:
    """Say whether one number counts a part of what another one counts."""
    run = _part_of(reading, whole)
    return run is not None and run[0] <= part.first < run[1]


def _part_of(reading: Reading, whole: Mention) -> Run | None:
    """Return the tokens that name the part of a whole; None if it is not taken apart."""
    if whole.kind != "quantity":
        return None
    tokens, place = reading.tokens, whole.first - 1
    while place > 0 and tokens[place].text in _ARTICLES:
        place -= 1
    if place > 0 and tokens[place].text in _OF:
        for before in range(place - 1, max(place - 2 - _LONGEST_PART, -1), -1):
            part = reading.owners[before]
            if part:
                return (_first_of(reading, part), part.last) if _is_count(part, whole) else None
            if before == place - 1 and tokens[before].text in _PARTS:
                return before, before + 1
    return _part_behind(reading, whole)


def _first_of(reading: Reading, part: Mention) -> int:
    """Return where a part begins that is told twice: "41 (34%) of 120"."""
    before = reading.owners[part.first - 1] if part.first else None
    bracketed = reading.stance.depths[part.first] > 0
    return before.first if before and bracketed else part.first


def _part_behind(reading: Reading, whole: Mention) -> Run | None:
    """Return the part of a whole that comes first: "of 120 patients, 41 responded"."""
    place = bisect_left(reading.quantities, whole.last, key=lambda each: each.first)
    behind = islice(reading.quantities, place, place + MOST_OCCURRENCES)
    part = next((part for part in behind if _is_count(part, whole)), None)
    if part is None:
        return None
    clauses = reading.stance.clauses
    leads = _is_among(reading, whole) and (
        whole.first < 3 or clauses[whole.first] >= whole.first - 2
    )
    between = reading.tokens[whole.last : part.first]
    among = len(between) <= _LONGEST_WHOLE and any(t.text == _AMONG_HAN for t in between)
    whom = reading.tokens[part.first - 1].text in _OF_WHOM
    return (part.first, part.last) if leads or among or whom else None


def _is_count(part: Mention, whole: Mention) -> bool:
    """Say whether a number may be a part of another: a share of it, or fewer of the same."""
    return part.kind == "quantity" and part.unit in (whole.unit, "%", None)


def _is_among(reading: Reading, whole: Mention) -> bool:
    before = [token.text for token in reading.tokens[max(whole.first - 2, 0) : whole.first]]
    return any(word in _AMONG for word in before)


def _tells(passage: Reading, whole: Mention, place: int, part: Run) -> bool:
    """Say whether a token says something beyond what the whole is of."""
    if passage.owners[place] is not None or not passage.keys[place]:
        return False
    if part[0] > whole.first:
        return place >= part[1]  # "of 120 patients enrolled, 41 responded"
    return place not in range(whole.first, _end_of_noun(passage, whole)) and (
        passage.keys[place] not in _TAKEN_IN
    )


def _end_of_noun(reading: Reading, whole: Mention) -> int:
    """Return where what a number counts ends; in German, behind its capitals."""
    end = min(whole.last + len(whole.noun.split()), len(reading.tokens))
    capitals = [reading.raw(n, n + 1)[0].isupper() for n in range(whole.last, end)]
    for place, pair in enumerate(pairwise(capitals), start=whole.last + 1):
        if pair == (True, False):
            return place
    return end


def _is_told(reading: Reading, place: int) -> bool:
    """Say whether a word right behind what is counted may be what is said of it."""
    return bool(reading.keys[place]) and reading.keys[place] not in _TAKEN_IN
