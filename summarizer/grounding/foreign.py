"""Check a statement in one language against a text in another: what can be compared, and no more.

Numbers, dates, phases and Latin names must stand in one sentence, in their order and at their
dates; what is denied or uncertain here must be so there; and the things of the glossary that the
statement speaks of, the sentence must speak of. Other words are not compared, and the finding says
so. A statement that holds nothing to compare is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from summarizer.document import Sentence
from summarizer.grounding.coreference import known_by_other_name
from summarizer.grounding.evidence import Evidence, Finding, Verdict
from summarizer.grounding.glossary import directions, is_forecast, things
from summarizer.grounding.language import language_of
from summarizer.grounding.mentions import same_value
from summarizer.grounding.reading import Mention, Reading
from summarizer.grounding.source import Source
from summarizer.grounding.tokens import Token
from summarizer.readers.numbers import Quantity
from summarizer.readers.tables import words

_TURNING = words("by from of with between and")
# Who publishes a text is named in its headline or dateline.
_OPENING = 2


def is_foreign(source: Source, claim: Reading) -> bool:
    """Say whether a claim is in another language than the document.

    Where its commonest words do not tell, it is English if the document is not and holds none of
    its words.
    """
    here, there = language_of(claim.tokens), source.language
    if here and there:
        return here != there
    if there in (None, "English"):
        return False
    names = {*claim.capitals.names, *(place for run in claim.capitals.runs for place in run)}
    said = [
        claim.tokens[n].text
        for n, key in enumerate(claim.keys)
        if key and n not in names and not claim.owners[n]
    ]
    return bool(said) and source.words.isdisjoint(said)


def check_foreign(source: Source, claim: Reading, sentences: Sequence[Sentence]) -> Finding:
    """Check a claim against sentences of another language, the likeliest first.

    Returns:
        `verified` with the sentence and, as reason, what was not compared; else `unsupported`.
    """
    names = _names(source, claim)
    if not claim.mentions and not (names and things(text_of(claim))):
        return Finding.unsupported(
            f"it holds no number, date or name to compare with a text in {source.language}"
        )
    nearest, failure = -1, "no sentence of the document says this"
    for sentence in sentences:
        shared = dict(_same_mentions(claim, source.of(sentence)))
        here = _failure(source, claim, names, sentence, shared)
        if not here:
            reason = f"only numbers, dates and names were compared: the text is {source.language}"
            evidence = Evidence.of(source.document, sentence)
            return Finding(Verdict.VERIFIED, (evidence,), reason)
        if len(shared) > nearest:
            nearest, failure = len(shared), here
    return Finding.unsupported(failure)


def _failure(
    source: Source,
    claim: Reading,
    names: Sequence[int],
    sentence: Sentence,
    pairs: Mapping[Mention, Mention],
) -> str:
    """Return what of a claim a sentence does not show, in plain words; empty if nothing."""
    passage = source.of(sentence)
    for mention in claim.mentions:
        if mention not in pairs:
            return f"{claim.raw(mention.first, mention.last)} is not said there"
    for position in _unsaid_names(source, claim, names, sentence):
        return f"“{claim.raw(position, position + 1)}” is not said there"
    if things(text_of(claim)) - things(sentence.text):
        return "that sentence speaks of something else"
    ours, theirs = directions(text_of(claim)), directions(sentence.text)
    if ours and theirs and not ours & theirs:
        return f"document says it went {', '.join(theirs)}"
    return (
        _meant_otherwise(claim, passage, pairs)
        or _misplaced(claim, passage, names, pairs)
        or _turned(claim, passage, names)
    )


def text_of(reading: Reading) -> str:
    """Return the text of a passage alone."""
    return reading.raw(0, len(reading.tokens))


def _same_mentions(claim: Reading, passage: Reading) -> Iterator[tuple[Mention, Mention]]:
    """Pair each mention of a claim with one of a passage that prints the same value and bound."""
    taken: set[int] = set()
    for mention in claim.mentions:
        for other in passage.mentions:
            if other.first not in taken and same_value(mention, other) and _bounded(mention, other):
                taken.add(other.first)
                yield mention, other
                break


def _bounded(one: Mention, other: Mention) -> bool:
    """Say whether two quantities are bounded alike; "about" is no bound."""
    signs = [
        each.item.comparator.replace("~", "=")
        for each in (one, other)
        if isinstance(each.item, Quantity)
    ]
    return len(set(signs)) <= 1


def _names(source: Source, claim: Reading) -> Sequence[int]:
    """Return the tokens of a claim that name something, mentions apart."""
    first = [position for run in claim.capitals.runs for position in run]
    in_text = {each for each in first if claim.tokens[each].text in source.words}
    named = set(claim.capitals.names) | in_text
    # The 5 of ORBIT-5 belongs to the name.
    named |= {n for n, token in enumerate(claim.tokens) if token.gap == "-" and n - 1 in named}
    return sorted(position for position in named if claim.owners[position] is None)


def _unsaid_names(
    source: Source, claim: Reading, names: Sequence[int], sentence: Sentence
) -> Iterator[int]:
    """Yield the names that a sentence does not say; who publishes the text may be left out.

    It may not where the sentence names somebody else: then that one did it.
    """
    passage = source.of(sentence)
    said = {token.text for token in passage.tokens}
    known = known_by_other_name(source, claim, sentence)
    found = list(source.names.find(claim.text, claim.tokens))
    claimed = {token.text for token in claim.tokens}
    others = source.named_in(sentence).keys() - {group for _, group in found}
    latin = {token.text for token in passage.tokens if _is_latin_name(source, token)}
    spaceless = source.language in ("Chinese", "Japanese")
    somebody_else = others - {source.names.speaker} or (spaceless and latin - claimed)
    opening = () if somebody_else else source.document.sentences[:_OPENING]
    said |= {token.text for first in opening for token in source.of(first).tokens}
    joined = {(one.text, other.text) for one, other in pairwise(passage.tokens)}
    for position in names:
        token = claim.tokens[position]
        # ORBIT-5 is not said where ORBIT-4 is, and a 5.
        bound = token.gap == "-" and position - 1 in names and token.text.isdecimal()
        apart = bound and (claim.tokens[position - 1].text, token.text) not in joined
        if position not in known and (apart or token.text not in said):
            yield position


def _is_latin_name(source: Source, token: Token) -> bool:
    return token.text.isascii() and source.document.text[token.start].isupper()


def _meant_otherwise(claim: Reading, passage: Reading, pairs: Mapping[Mention, Mention]) -> str:
    """Return how a sentence denies, or leaves open, what a claim says, or the other way round."""
    whole = range(len(claim.tokens)), range(len(passage.tokens))
    here = [mention.first for mention in pairs] or whole[0]
    there = [mention.first for mention in pairs.values()] or whole[1]
    denied = any(map(claim.stance.negated, here))
    if denied != any(map(passage.stance.negated, there)):
        return "statement and document do not deny the same"
    # What is denied is not expected either.
    if not denied and _is_open(claim, here) != _is_open(passage, there):
        return "one of statement and document leaves open what the other says for certain"
    return ""


def _is_open(reading: Reading, places: Iterable[int]) -> bool:
    return any(map(reading.stance.hedged, places)) or is_forecast(text_of(reading))


def _misplaced(
    claim: Reading, passage: Reading, names: Sequence[int], pairs: Mapping[Mention, Mention]
) -> str:
    """Return that amounts stand in another order, or that one is another date's or name's."""
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
    return ""


def _turned(claim: Reading, passage: Reading, names: Sequence[int]) -> str:
    """Return that two names stand in another order, unless the claim says "by" or "from"."""
    if any(token.text in _TURNING for token in claim.tokens):
        return ""
    said = {token.text: place for place, token in reversed([*enumerate(passage.tokens)])}
    wanted = (claim.tokens[name].text for name in names)
    found = [said[name] for name in wanted if name in said]
    return "document names them in another order" if found != sorted(found) else ""


def _another_dates(passage: Reading, amount: Mention, pairs: Mapping[Mention, Mention]) -> str:
    dates = [mention for mention in passage.mentions if mention.kind == "date"]
    claimed = [theirs for theirs in pairs.values() if theirs.kind == "date"]
    if len(claimed) != 1 or len(dates) == 1:
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
