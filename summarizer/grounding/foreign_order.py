"""Whose an amount is, and who does what, in a statement and a text of two languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from summarizer.grounding.glossary import direction_behind, directions, is_of_placebo, things
from summarizer.grounding.mention import Mention
from summarizer.grounding.order import is_compared, is_earlier
from summarizer.grounding.reading import Reading
from summarizer.readers.tables import words

_BY = words("by")
_TURNING = words("by from of with between and")
# What is compared with placebo is not placebo's.
_VERSUS = words("""
    gegenüber versus vs contre frente comparado comparé vergleich 相 比 対
""")
# Behind an amount, in tokens, stands whose it is: "4,8 % del grupo placebo".
_BEHIND = 5


def moved_otherwise(claim: Reading, passage: Reading, pairs: Mapping[Mention, Mention]) -> str:
    """Return which way amounts went there and not here, or which is one of a year before.

    Args:
        claim: The claim.
        passage: The sentence.
        pairs: For each mention of the claim the one in the sentence.
    """
    ours, theirs = directions(claim.whole), directions(passage.whole)
    if ours and theirs and not ours & theirs:
        return f"document says it went {', '.join(theirs)}"
    for claimed, amount in pairs.items():
        if is_earlier(passage, amount) and not is_compared(claim, claimed):
            said = passage.raw(amount.first, amount.last)
            return f"document gives {said} only for comparison"
        moved = direction_behind(passage.text, amount.item.end)
        if moved and ours and moved not in ours:
            return f"document says it went {moved}"
    return ""


def misplaced(
    claim: Reading, passage: Reading, names: Sequence[int], pairs: Mapping[Mention, Mention]
) -> str:
    """Return that amounts stand in another order, or that one is another date's, name's or arm's.

    Args:
        claim: The claim.
        passage: The sentence.
        names: The tokens of the claim that name something.
        pairs: For each mention of the claim the one in the sentence.
    """
    amounts = [theirs for theirs in pairs.values() if theirs.kind == "quantity"]
    if any(one.is_like(other) and one.first > other.first for one, other in pairwise(amounts)):
        return "document gives these amounts in another order"
    for amount in amounts:
        likes = [mention for mention in passage.quantities if mention.is_like(amount)]
        alone = sum(mention.is_like(amount) for mention in amounts) == 1
        if len(likes) > 1:
            failure = _another_dates(passage, amount, pairs)
            if not failure and alone and names:
                failure = _another_names(passage, amount, likes, claim.tokens[names[-1]].text)
            if failure:
                return failure
    return _placebos(claim, passage, amounts) or _another_arms(claim, passage, amounts)


def _placebos(claim: Reading, passage: Reading, amounts: Sequence[Mention]) -> str:
    """Return that of several like amounts a claim gives the one of placebo without saying so."""
    if is_of_placebo(claim.raw(0, len(claim.tokens))):
        return ""
    for amount in amounts:
        likes = [mention for mention in passage.quantities if mention.is_like(amount)]
        place = likes.index(amount)
        if passage.spaceless:
            first, last = (likes[place - 1].last if place else 0), amount.first
        else:
            following = likes[place + 1].first if amount is not likes[-1] else len(passage.tokens)
            first, last = amount.last, min(amount.last + _BEHIND, following)
        of = passage.tokens[first:last]
        if len(likes) == 1 or not of or any(token.text in _VERSUS for token in of):
            continue
        if is_of_placebo(passage.raw(first, last)):
            told = passage.raw(min(first, amount.first), max(last, amount.last))
            return f"document says “{told}”"
    return ""


def _another_dates(passage: Reading, amount: Mention, pairs: Mapping[Mention, Mention]) -> str:
    depths = passage.stance.depths
    dates = [
        mention
        for mention in passage.mentions
        if mention.kind == "date" and depths[mention.first] == depths[amount.first]
    ]
    claimed = [theirs for theirs in pairs.values() if theirs.kind == "date"]
    if len(claimed) != 1 or len(dates) <= 1:
        return ""
    closest = min(dates, key=lambda date: abs(date.first - amount.first))
    said = passage.raw(closest.first, closest.last)
    return "" if closest == claimed[0] else f"document gives this for {said}"


def _another_names(passage: Reading, amount: Mention, likes: Sequence[Mention], name: str) -> str:
    for position, token in enumerate(passage.tokens):
        if token.text == name:
            nearest = min(likes, key=lambda mention: abs(mention.first - position))
            return "" if nearest == amount else f"document says another amount of “{name}”"
    return ""


def _another_arms(claim: Reading, passage: Reading, amounts: Sequence[Mention]) -> str:
    """Return that what a claim speaks of stands with amounts that it does not give."""
    wanted = things(claim.raw(0, len(claim.tokens)))
    numbered = [mention for mention in passage.quantities if mention.unit != "years"]
    for amount in amounts:
        own = passage.parts[amount.first]
        for first, last in _parts(passage):
            others = [m for m in numbered if first <= m.first < last and m not in amounts]
            here = wanted & things(passage.raw(first, last))
            claimed = any(first <= each.first < last for each in amounts)
            if claimed or not here or not any(m.is_like(amount) for m in others):
                continue
            start, end = next(part for part in _parts(passage) if part[0] == own)
            if not here <= things(passage.raw(start, end)) and first > own:
                return f"document says “{passage.raw(first, last)}”"
    return ""


def _parts(passage: Reading) -> Iterator[tuple[int, int]]:
    starts = [*dict.fromkeys(passage.parts), len(passage.tokens)]
    yield from pairwise(starts)


def turned(
    claim: Reading, passage: Reading, names: Sequence[int], parties: Sequence[tuple[int, int]]
) -> str:
    """Return that two names stand in another order, which may turn round who does what.

    Args:
        claim: The claim.
        passage: The sentence.
        names: The tokens of the claim that name something.
        parties: Companies and persons of the claim, each with its place in the sentence.
    """
    texts = {token.text for token in claim.tokens}
    for (one, here), (other, there) in pairwise(parties):
        between = {token.text for token in claim.tokens[one:other]}
        if between & _BY and here < there:
            return "it cannot be told who does what"
        if not between & _BY and here > there:
            return "document names them in another order"
    if texts & _TURNING:
        return ""
    said = {token.text: place for place, token in reversed([*enumerate(passage.tokens)])}
    wanted = (claim.tokens[name].text for name in names)
    found = [said[name] for name in wanted if name in said]
    return "document names them in another order" if found != sorted(found) else ""
