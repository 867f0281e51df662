"""Check a statement in one language against a text in another: what can be compared, and no more.

Numbers, dates, phases and Latin names must stand in one sentence, in their order and at their
dates; what is denied or uncertain here must be so there; and the things of the glossary that the
statement speaks of, the sentence must speak of. Other words are not compared, and the finding says
so. A statement that holds nothing to compare is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from summarizer.document import Sentence
from summarizer.grounding.changes import changed_otherwise
from summarizer.grounding.coreference import known_by_other_name
from summarizer.grounding.evidence import Evidence, Finding, Verdict
from summarizer.grounding.foreign_names import OPENING, names_of, unsaid_names
from summarizer.grounding.foreign_order import misplaced, moved_otherwise, turned
from summarizer.grounding.glossary import is_forecast, things
from summarizer.grounding.kept import undone
from summarizer.grounding.language import language_of
from summarizer.grounding.matching import same_value
from summarizer.grounding.mention import Mention
from summarizer.grounding.polarity import HEDGED, NEGATED
from summarizer.grounding.reading import Reading
from summarizer.grounding.source import Source
from summarizer.grounding.tense import told_as_done
from summarizer.readers.dates import DateMention
from summarizer.readers.numbers import Quantity
from summarizer.readers.tables import words

_NEUTRAL = words("occur occurred serious study trial")
_WILL = (("will",), ("is", "to"), ("are", "to"))


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
    names = names_of(source, claim)
    if not claim.mentions and not (names and things(claim.whole)) and not _is_all_known(claim):
        return Finding.unsupported(
            f"it holds no number, date or name to compare with a text in {source.language}"
        )
    nearest, failure = -1, "no sentence of the document says this"
    for passage in _passages(source, sentences):
        shared = dict(_same_mentions(claim, passage.reading))
        here = _failure(source, claim, names, passage, shared)
        if not here:
            reason = f"only numbers, dates and names were compared: the text is {source.language}"
            evidence = tuple(Evidence.of(source.document, sentence) for sentence in passage.told)
            return Finding(Verdict.VERIFIED, evidence, reason)
        if len(shared) > nearest:
            nearest, failure = len(shared), here
    return Finding.unsupported(failure)


class _Passage(NamedTuple):
    """What may show a claim: its reading, and the sentences that say it, the closest one last."""

    reading: Reading
    told: Sequence[Sentence]


def _passages(source: Source, sentences: Sequence[Sentence]) -> Iterator[_Passage]:
    """Yield what may show a claim: sentences, then the figures of tables."""
    for sentence in sentences:
        yield _Passage(source.of(sentence), [sentence])
    for cell, passage in source.cells:
        starts = dict.fromkeys((*cell.header, cell.start))
        yield _Passage(passage, [source.document.sentence_at(start) for start in starts])


def _is_all_known(claim: Reading) -> bool:
    """Say whether all that a denial says is in the glossary: "No deaths occurred"."""
    says = [claim.tokens[n].text for n, key in enumerate(claim.keys) if key]
    denied = any(cue.bit & NEGATED for cue in claim.stance.mentions)
    return denied and bool(says) and all(things(word) or word in _NEUTRAL for word in says)


def _failure(
    source: Source,
    claim: Reading,
    names: Sequence[int],
    shown: _Passage,
    pairs: Mapping[Mention, Mention],
) -> str:
    """Return what of a claim a passage does not show, in plain words; empty if nothing."""
    passage, sentence = shown.reading, shown.told[-1]
    for mention in claim.mentions:
        if mention not in pairs and not _is_reported(source, mention, passage):
            return f"{claim.raw(mention.first, mention.last)} is not said there"
    for position in unsaid_names(source, claim, names, (passage, sentence), pairs):
        return f"“{claim.raw(position, position + 1)}” is not said there"
    if things(claim.whole) - things(passage.whole):
        return "that sentence speaks of something else"
    if turned_back := undone(claim, passage):
        return f"document says “{turned_back}”, the statement does not"
    if ahead := told_as_done(claim, passage):
        return f"document says “{ahead}”, the statement tells it as done"
    return (
        moved_otherwise(claim, passage, pairs)
        or changed_otherwise(claim, passage, pairs)
        or _meant_otherwise(source, claim, passage, pairs)
        or misplaced(claim, passage, names, pairs)
        or turned(claim, passage, names, [*_parties(source, claim, sentence)])
    )


def _is_reported(source: Source, mention: Mention, passage: Reading) -> bool:
    """Say whether a date is the period that the document opens with, and a sentence has no other.

    What it compares with, in brackets or behind "nach", may have one.
    """
    if not isinstance(mention.item, DateMention) or mention.item.date.day:
        return False
    dates = [other for other in passage.mentions if other.kind == "date"]
    compared = all(
        passage.stance.depths[date.first] or _follows_two(passage, date) for date in dates
    )
    opening = source.document.sentences[:OPENING]
    return compared and any(
        mention.name == other.name for first in opening for other in source.of(first).mentions
    )


def _follows_two(passage: Reading, date: Mention) -> bool:
    """Say whether a date stands behind the second of two like amounts, as that one's."""
    before = [each for each in passage.quantities if each.first < date.first]
    return len(before) > 1 and any(each.is_like(before[-1]) for each in before[:-1])


def _parties(source: Source, claim: Reading, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the companies and persons of a claim with their places in a sentence, in its order."""
    passage = source.of(sentence)
    known = known_by_other_name(source, claim, sentence)
    said = {token.text: place for place, token in reversed([*enumerate(passage.tokens)])}
    taken: set[int] = set()
    opening = {
        token.text
        for first in source.document.sentences[:OPENING]
        for token in source.of(first).tokens
    }
    speaks = source.named_in(sentence).get(source.names.speaker or 0, ())
    for run in claim.capitals.runs:
        if all(claim.raw(n, n + 1).isupper() for n in run):
            continue  # an agency, or the code of a product
        places = [said[claim.tokens[n].text] for n in run if claim.tokens[n].text in said]
        places += [known[n] for n in run if known.get(n, -1) >= 0]
        if not places and any(claim.tokens[n].text in opening for n in run):
            places = [*speaks]  # who publishes the text
        if places and places[0] not in taken and not any(claim.owners[n] for n in run):
            taken.add(places[0])
            yield run[0], places[0]


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


def _meant_otherwise(
    source: Source, claim: Reading, passage: Reading, pairs: Mapping[Mention, Mention]
) -> str:
    """Return how a sentence denies, or leaves open, what a claim says, or the other way round."""
    whole = range(len(claim.tokens)), range(len(passage.tokens))
    here = [mention.first for mention in pairs] or whole[0]
    there = [mention.first for mention in pairs.values()] or whole[1]
    denied = any(map(claim.stance.negated, here))
    if denied != any(map(passage.stance.negated, there)):
        return "statement and document do not deny the same"
    # What is expected is expected of the amounts, whenever it is; what is denied is not expected.
    amounts = [theirs.first for ours, theirs in pairs.items() if ours.kind == "quantity"]
    if not denied and _is_open(claim, whole[0]) != _is_open(passage, amounts or there):
        if _is_future(source, claim, pairs):
            return ""
        return "one of statement and document leaves open what the other says for certain"
    return ""


def _is_future(source: Source, claim: Reading, pairs: Mapping[Mention, Mention]) -> bool:
    """Say whether a claim plans what other languages say in the present, at a day to come."""
    hedges = [cue for cue in claim.stance.mentions if cue.bit & HEDGED]
    items = [theirs.item for theirs in pairs.values()]
    dates = [item.date.first for item in items if isinstance(item, DateMention)]
    certain = all(cue.cue.words in _WILL for cue in hedges)
    to_come = source.day is not None and any(day > source.day for day in dates)
    return bool(hedges) and certain and to_come


def _is_open(reading: Reading, places: Iterable[int]) -> bool:
    return any(map(reading.stance.hedged, places)) or is_forecast(reading.whole)
