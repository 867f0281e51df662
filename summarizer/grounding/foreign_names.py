"""Which names of a statement a sentence in another language says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from summarizer.document import Sentence
from summarizer.grounding.coreference import known_by_other_name
from summarizer.grounding.mention import Mention
from summarizer.grounding.places import is_named
from summarizer.grounding.reading import Reading
from summarizer.grounding.source import Source
from summarizer.grounding.tokens import Token

# Who publishes a text is named in its headline or dateline.
OPENING = 2
_BEFORE = 3


def names_of(source: Source, claim: Reading) -> Sequence[int]:
    """Return the tokens of a claim that name something, mentions apart."""
    first = [position for run in claim.capitals.runs for position in run]
    in_text = {each for each in first if claim.tokens[each].text in source.words}
    named = set(claim.capitals.names) | in_text
    # The 5 of ORBIT-5 belongs to the name.
    named |= {n for n, token in enumerate(claim.tokens) if token.gap == "-" and n - 1 in named}
    return sorted(position for position in named if claim.owners[position] is None)


def unsaid_names(
    source: Source,
    claim: Reading,
    names: Sequence[int],
    shown: tuple[Reading, Sentence],
    pairs: Collection[Mention],
) -> Iterator[int]:
    """Yield the names that a sentence does not say; who publishes the text may be left out.

    So may what the sentences before it name, in the same paragraph. Neither may where the sentence
    names somebody else: then that one did it.
    """
    passage, sentence = shown
    said = {token.text for token in passage.tokens}
    known = known_by_other_name(source, claim, sentence)
    found = list(source.names.find(claim.text, claim.tokens))
    claimed = {token.text for token in claim.tokens}
    others = source.named_in(sentence).keys() - {group for _, group in found}
    latin = {token.text for token in passage.tokens if _is_latin_name(source, token)}
    spaceless = source.language in ("Chinese", "Japanese")
    somebody_else = others - {source.names.speaker} or (
        latin - claimed if spaceless else _is_somebody_else(passage, claimed)
    )
    opening = () if somebody_else else source.document.sentences[:OPENING]
    said |= {token.text for first in opening for token in source.of(first).tokens}
    before = () if somebody_else or not pairs else _before(source, sentence)
    told = {token.text for first in before for token in source.of(first).tokens}
    # Who did it is not told by the sentence before.
    parties = {n for run, group in found if group in source.names.parties for n in range(*run)}
    text = passage.raw(0, len(passage.tokens))
    joined = {(one.text, other.text) for one, other in pairwise(passage.tokens)}
    for position in names:
        token = claim.tokens[position]
        # ORBIT-5 is not said where ORBIT-4 is, and a 5.
        bound = token.gap == "-" and position - 1 in names and token.text.isdecimal()
        apart = bound and (claim.tokens[position - 1].text, token.text) not in joined
        in_context = position not in parties and token.text in told
        if position in known or (not apart and (token.text in said or in_context)):
            continue
        if apart or not is_named(token.text, said, text):
            yield position


def _before(source: Source, sentence: Sentence) -> Sequence[Sentence]:
    """Return the sentences before one, in its paragraph."""
    sentences = source.document.sentences
    before = sentences[max(0, sentence.number - 1 - _BEFORE) : sentence.number - 1]
    return [each for each in before if each.block == sentence.block]


def _is_somebody_else(passage: Reading, claimed: Collection[str]) -> bool:
    """Say whether two capitals side by side name somebody of whom a claim does not speak."""
    return any(
        len(run) > 1
        and run[0] > 0
        and not any(passage.owners[n] or passage.tokens[n].text in claimed for n in run)
        for run in passage.capitals.runs
    )


def _is_latin_name(source: Source, token: Token) -> bool:
    return token.text.isascii() and source.document.text[token.start].isupper()
