"""Whether one passage shows a claim: every mention and word in its role, nothing turned round."""

from __future__ import annotations

from collections.abc import Mapping

from summarizer.document import Sentence
from summarizer.grounding.actors import wrong_actor
from summarizer.grounding.changes import changed_otherwise
from summarizer.grounding.coreference import known_by_other_name
from summarizer.grounding.exceptions import exception_in
from summarizer.grounding.kept import left_out
from summarizer.grounding.matching import match_mentions
from summarizer.grounding.modals import swapped_subject
from summarizer.grounding.reading import Reading
from summarizer.grounding.relations import Pair
from summarizer.grounding.roles import swapped_roles
from summarizer.grounding.shares import told_of_part
from summarizer.grounding.source import Source
from summarizer.grounding.tense import told_as_done
from summarizer.grounding.turned import turned_round
from summarizer.grounding.wording import Worded, match_words
from summarizer.grounding.words import opposite


def words_in(source: Source, claim: Reading, sentence: Sentence) -> Worded:
    """Look for the words of a claim in a sentence, under whatever name."""
    known = known_by_other_name(source, claim, sentence)
    return match_words(claim, source.of(sentence), known)


def failure_in(source: Source, claim: Reading, sentence: Sentence, worded: Worded) -> str:
    """Return why a sentence does not show a claim, in plain words; empty if it does."""
    known = known_by_other_name(source, claim, sentence)
    return _failure(claim, source.of(sentence), known, worded)


def _failure(claim: Reading, passage: Reading, known: Mapping[int, int], worded: Worded) -> str:
    """Return why a passage does not show a claim, in plain words; empty if it does."""
    matched = match_mentions(claim, passage)
    if matched.failure:
        return matched.failure
    if worded.missing:
        return _unsaid(claim, passage, worded.missing[0])
    pairs = [Pair(*pair) for pair in ({**known, **worded.places}).items() if pair[1] >= 0]
    pairs += [Pair(ours.first, theirs.first) for ours, theirs in matched.pairs.items()]
    pairs.sort()
    if excepted := exception_in(passage, {pair.theirs for pair in pairs}, claim.tokens):
        return f"document says “{excepted}”, the statement does not"
    if ahead := told_as_done(claim, passage):
        return f"document says “{ahead}”, the statement tells it as done"
    if governing := left_out(claim, passage, pairs):
        return f"document says “{governing}”, the statement does not"
    return (
        turned_round(claim, passage, pairs)
        or changed_otherwise(claim, passage, matched.pairs)
        or told_of_part(claim, passage, pairs, matched.pairs)
        or swapped_roles(claim, passage, pairs)
        or wrong_actor(claim, passage, pairs)
        or swapped_subject(claim, passage, pairs)
    )


def shows(claim: Reading, passage: Reading, known: Mapping[int, int]) -> bool:
    """Say whether a passage shows a claim, given what it says under another name."""
    worded = match_words(claim, passage, known)
    return not worded.missing and not _failure(claim, passage, known, worded)


def _unsaid(claim: Reading, passage: Reading, position: int) -> str:
    """Return, in plain words, that a sentence does not say a word, or says its opposite."""
    first, last = position, position + 1
    turned = passage.places.get(opposite(claim.keys[position]))
    if turned:
        said = passage.raw(turned[0], turned[0] + 1)
        return f"document says {said}, statement says {claim.raw(first, last)}"
    while first > 0 and claim.tokens[first].gap == "-":
        first -= 1
    while last < len(claim.tokens) and claim.tokens[last].gap == "-":
        last += 1
    return f"“{claim.raw(first, last)}” is not said there"
