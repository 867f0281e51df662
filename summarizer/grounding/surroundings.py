"""Which sentences may tell what another one is about, and which of them says a word or a date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.document import Sentence
from summarizer.grounding.coreference import known_by_other_name
from summarizer.grounding.mention import Mention
from summarizer.grounding.reading import Reading
from summarizer.grounding.source import Source

_STOPS = (".", "!", "?", "。", "！", "？", "”", '"', ":", "：")
# How many sentences of its paragraph a sentence may go on from.
_BEFORE = 4
# The headline and the dateline.
_OPENING = 3


def contexts(source: Source, sentence: Sentence) -> Iterator[Sentence]:
    """Yield the sentences that tell what a sentence is about: those before, heading, dateline."""
    sentences = source.document.sentences
    place = sentence.number - 1
    for before in reversed(sentences[max(0, place - _BEFORE) : place]):
        if before.block != sentence.block:
            break
        yield before
    for before in reversed(sentences[:place]):
        alone = before.block != sentence.block and not before.text.endswith(_STOPS)
        if alone:
            yield before
            break
    yield from sentences[: min(_OPENING, place)]


def teller_of(
    source: Source, claim: Reading, position: int, around: Sequence[Sentence]
) -> Sentence | None:
    """Return the closest sentence that says a word; none tells a number or a direction."""
    key = claim.keys[position]
    if not key or key[0] in "+-#":
        return None
    for sentence in around:
        if key in source.of(sentence).places:
            return sentence
        if position in known_by_other_name(source, claim, sentence):
            return sentence
    return None


def period_teller_of(
    source: Source, claim: Reading, position: int, around: Sequence[Sentence]
) -> Sentence | None:
    """Return the closest sentence with a word in a date: "third quarter" of one in 2026."""
    text = claim.tokens[position].text
    for sentence in around:
        reading = source.of(sentence)
        if any(
            reading.tokens[n].text == text
            for mention in reading.mentions
            if mention.kind == "date"
            for n in range(mention.first, mention.last)
        ):
            return sentence
    return None


def prints(passage: Reading, mention: Mention) -> bool:
    """Say whether a passage prints a date, as exactly."""
    return any(mention.name == other.name for other in passage.mentions)
