"""Whose an amount is, as far as the order of amounts and the words around them tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import islice

from summarizer.grounding.mention import Mention
from summarizer.grounding.reading import Context, Reading
from summarizer.grounding.search import MOST_OCCURRENCES
from summarizer.readers.numbers import Quantity
from summarizer.readers.tables import words

# Words right before an amount that make it the one of an earlier period, or of the other side.
_COMPARED = words("versus vs against compared gegenüber contre vorjahr vorjahres prior previous")
_COMPARED_REACH = 4
_EARLIER = re.compile(
    r"(?:vorjahr(?:eszeitraum|esquartal|eswert)?\w*:?|frente a(?: los)?|gegenüber|contre"
    r"|par rapport à (?:[^\W\d]+ )?(?:\d{4} ?\(?)?|(?:前年同期|上年同期|去年同期|前期)"
    r"[はが为為の]?)\s*\Z",
    re.IGNORECASE,
)
# "Compared with the first half of 2027 previously."
_INSTEAD = re.compile(
    r"\b(?:compared (?:with|to)|versus|instead of|rather than|gegenüber|statt|anstatt|contre"
    r"|au lieu d[eu]|frente al?|en lugar del?)(?: the| dem| des| der| le| la| el)?\s*\Z",
    re.IGNORECASE,
)
_LONGEST_EARLIER = 40
# "Up 18% from", "slipped from".
_CHANGED_REACH = 4


def out_of_order(claim: Reading, passage: Reading, pairs: Mapping[Mention, Mention]) -> str:
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
        if not (speaks_for(ours[0], here, there) and speaks_for(ours[1], there, here)):
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
    behind = [token.text for token in reading.tokens[mention.last : mention.last + 2]]
    return before in ("from", "von", "由", "从", "從") or behind == ["か", "ら"]


def _is_base(reading: Reading, mention: Mention | None) -> bool:
    """Say whether an amount is what another one is compared with, or grows from."""
    return mention is not None and (_is_from(reading, mention) or is_compared(reading, mention))


def speaks_for(ours: Context, one: Context, other: Context) -> int:
    """Count the words around a claim's amount that stand around one of two amounts alone."""
    left = ours.left & (one.left - other.left)
    right = ours.right & (one.right - other.right)
    return len(left) + len(right) or len(ours.both & (one.both - other.both))


def is_compared(reading: Reading, mention: Mention) -> bool:
    """Say whether an amount is the one that another is compared with: "up from $46.1 million"."""
    if mention.kind != "quantity":
        return False
    for position in range(mention.first - 1, max(mention.first - 1 - _COMPARED_REACH, -1), -1):
        word = reading.tokens[position].text
        if word == "of" and position and (share := reading.owners[position - 1]):
            # "$41.7 million, less than a third of the $130 million".
            return not share.is_like(mention) and _follows_like(reading, mention)
        if reading.owners[position] is not None or word in _COMPARED:
            return word in _COMPARED
        if word == "from":
            # "from 12 years of age" compares with nothing.
            changed = reading.keys[max(position - _CHANGED_REACH, 0) : position]
            return _follows_like(reading, mention) or any(key in ("+up", "-up") for key in changed)
    return False


def is_earlier(reading: Reading, mention: Mention) -> bool:
    """Say whether words right before it, in any language, make an amount or date an earlier one."""
    start = mention.item.start
    before = reading.text[max(start - _LONGEST_EARLIER, reading.tokens[0].start) : start]
    dated = mention.kind == "date" and _INSTEAD.search(before) is not None
    return dated or (mention.kind == "quantity" and _EARLIER.search(before) is not None)


def _follows_like(reading: Reading, mention: Mention) -> bool:
    """Say whether an amount of the same kind and unit stands before one."""
    before = (other for other in reading.mentions if other.first < mention.first)
    return any(other.is_like(mention) for other in before)


def tells_direction(reading: Reading, position: int) -> bool:
    """Say whether two amounts show a word right: "$14 million, up from $9 million"."""
    if reading.keys[position] not in ("+up", "-up") or position + 2 >= len(reading.tokens):
        return False
    base = reading.owners[position + 2]
    if reading.tokens[position + 1].text != "from" or base is None:
        return False
    place = bisect_right(reading.mentions, position, key=lambda each: each.first)
    before = reversed(reading.mentions[max(place - MOST_OCCURRENCES, 0) : place])
    now = next((each.item for each in before if each.is_like(base)), None)
    match now, base.item:
        case Quantity(), Quantity() as then:
            return (now.value > then.value) == (reading.keys[position] == "+up")
    return False
