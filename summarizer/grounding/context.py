"""What a sentence leaves to its context: who or what it is about, and when.

Under "Second-quarter 2026 results", "Net loss was $41.2 million" is about that quarter; behind "The
board sanctioned a plant at Bhandarkot", "Work will begin in May" is about that plant. Only names,
plain nouns and the period are taken from there, and only where the sentence has none of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.document import Sentence
from summarizer.grounding.reading import Mention, Reading
from summarizer.grounding.source import Source
from summarizer.readers.tables import words

_STOPS = (".", "!", "?", "。", "！", "？", "”", '"', ":", "：")
# Words for somebody in an earlier sentence, who need not be the one in the sentence before.
_POINTING = words("""
    it its they their he his she her who whose er sie es ihr ihre sein seine il elle son sa ses leur
    leurs ils elles su sus
""")
# How many sentences of its paragraph a sentence may go on from.
_BEFORE = 4
# The headline and the dateline.
_OPENING = 3
# More than this share of a claim must stand in the sentence itself.
_OWN = 0.5


def contexts(source: Source, sentence: Sentence) -> Iterator[Sentence]:
    """Yield the sentences that tell what a sentence is about: those before, heading, dateline.

    Of its paragraph the last ones, up to and with the first that names something.
    """
    sentences = source.document.sentences
    place = sentence.number - 1
    for before in reversed(sentences[max(0, place - _BEFORE) : place]):
        if before.block != sentence.block:
            break
        yield before
        if source.of(before).capitals.names:
            break
    for before in reversed(sentences[:place]):
        alone = before.block != sentence.block and not before.text.endswith(_STOPS)
        if alone:
            yield before
            break
    yield from sentences[: min(_OPENING, place)]


def left_to(
    source: Source, claim: Reading, sentence: Sentence, context: Sentence
) -> Reading | None:
    """Return what of a claim a sentence must say itself, if the context says the rest.

    None where nothing may be left to the context: the sentence names somebody or something that
    the claim does not, or says too little of it.
    """
    passage, around = source.of(sentence), source.of(context)
    dated = any(mention.kind == "date" for mention in passage.mentions)
    from_context = [
        mention
        for mention in claim.mentions
        if mention.kind == "date" and not dated and _same(mention, around)
    ]
    taken = {
        position
        for position, key in enumerate(claim.keys)
        if key
        and key[0] not in "+-#"
        and claim.owners[position] is None
        and key not in passage.places
        and key in around.places
    }
    taken |= {p for mention in from_context for p in range(mention.first, mention.last)}
    own = [key for position, key in enumerate(claim.keys) if key and position not in taken]
    if not taken or len(own) <= _OWN * len([key for key in claim.keys if key]):
        return None
    if _is_about_another(claim, passage) or _is_open(passage) != _is_open(claim):
        return None
    mentions = [mention for mention in claim.mentions if mention not in from_context]
    return claim.without(taken, mentions)


def _is_about_another(claim: Reading, passage: Reading) -> bool:
    """Say whether a sentence names, or points at, something that a claim does not name."""
    said = {token.text for token in claim.tokens}
    names = {place for run in passage.capitals.runs for place in run} | passage.capitals.names
    named = {passage.tokens[place].text for place in names if passage.keys[place]}
    return bool(named - said) or any(token.text in _POINTING for token in passage.tokens)


def _is_open(reading: Reading) -> bool:
    return any(map(reading.stance.hedged, range(len(reading.tokens))))


def _same(mention: Mention, passage: Reading) -> bool:
    return any(mention.name == other.name for other in passage.mentions)
