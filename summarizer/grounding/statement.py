"""Check a statement: all that it says stands together in one sentence of the document, or in two.

The statement is taken apart into numbers, dates, phases, names and words. All must stand in the
sentence that was cited, else in the one that comes closest, else its beginning in one sentence and
its end in a later one that goes on about the same; and nothing there may turn round what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.document import Sentence
from summarizer.grounding.actors import wrong_actor
from summarizer.grounding.clauses import clauses_of
from summarizer.grounding.context import left_to
from summarizer.grounding.coreference import known_by_other_name
from summarizer.grounding.evidence import Evidence, Finding, Verdict
from summarizer.grounding.foreign import check_foreign, is_foreign
from summarizer.grounding.known_names import TITLES
from summarizer.grounding.mentions import match_mentions, same_value
from summarizer.grounding.quote import NOTHING_TO_COMPARE, check_quote, clipped
from summarizer.grounding.reading import Reading
from summarizer.grounding.relations import Pair
from summarizer.grounding.restated import says_when
from summarizer.grounding.roles import swapped_roles
from summarizer.grounding.source import Source
from summarizer.grounding.turned import turned_round
from summarizer.grounding.wording import match_words, replaced
from summarizer.grounding.words import opposite
from summarizer.readers.tables import words

_NOWHERE = "no sentence of the document says this"
# With fewer words and numbers, it is no statement.
_FEWEST_WORDS = 2
# How many sentences are looked at beside the cited one, and how many of them with a second one.
_SENTENCES = 6
_PAIRED = 3
# A sentence that shares less than this with the statement is about something else.
_ABOUT_IT = 0.5
# A sentence goes on about something if one of its first words says so.
_SUBJECT = 3
_CIRCUMSTANCES = words("""
    in on at by for from with after before during since until under
    im am bei für mit seit bis von en dans à par pour 在 于 於 对 對
""")
_STOPS = (".", "!", "?", "。", "”", '"', ")")
# What a table leaves out of its headers: 2.9% under "50 mg" are of those who got it.
_UNDER_COLUMNS = frozenset({"patient", "arm", "group"})
_PRONOUNS = words("it they she he this these its their er sie es diese dieser il elle")


def check_statement(
    source: Source,
    text: str,
    cited: Sentence | None = None,
    *,
    within: Sequence[Sentence] | None = None,
    strict: bool = False,
) -> Finding:
    """Check a statement.

    Args:
        source: The document.
        text: The statement, in words of its own.
        cited: The sentence that is said to support it. It is tried first, never trusted.
        within: The only sentences that count; by default all do.
        strict: Whether a single sentence must say it all, and a single word is a statement.

    Returns:
        `verified` with the sentence or sentences that show it, or `unsupported` with the reason:
        the first thing that fails in the sentence that comes closest.
    """
    allowed = None if within is None else {sentence.number for sentence in within}
    if cited and allowed is not None and cited.number not in allowed:
        cited = None
    literal = _literal(source, text, allowed)
    if literal and (cited is None or cited in literal):
        return _verified(source, [cited or literal[0]])
    claim = source.claim(text)
    if literal and cited:
        here = not _compare(source, claim, cited).failure
        return _verified(source, [cited if here else literal[0]])
    if not any(claim.keys):
        return Finding.unsupported(NOTHING_TO_COMPARE)
    if not strict and is_foreign(source, claim):
        return check_foreign(source, claim, _likeliest(source, claim, cited, allowed))
    worded = any(found and not owner for found, owner in zip(claim.keys, claim.owners, strict=True))
    if not strict and (not worded or len(claim.places) < _FEWEST_WORDS):
        # With so little to tell what it is about, "2025 Outlook" could be any 2025.
        return check_quote(source, text)
    shown, failure = _shown(source, claim, cited, allowed, strict=strict)
    if not shown and not strict:
        shown = _clause_by_clause(source, claim, allowed)
    return _verified(source, shown) if shown else Finding.unsupported(failure)


def _clause_by_clause(
    source: Source, claim: Reading, allowed: set[int] | None
) -> Sequence[Sentence]:
    """Return the sentences that show the clauses of a claim, each alone; none if one fails."""
    shown: dict[int, Sentence] = {}
    for clause in map(source.claim, clauses_of(claim)):
        if len(clause.places) < _FEWEST_WORDS:
            return []
        sentences, _ = _shown(source, clause, None, allowed, strict=False)
        if not sentences:
            return []
        shown.update((sentence.number, sentence) for sentence in sentences)
    return list(shown.values())


def _shown(
    source: Source,
    claim: Reading,
    cited: Sentence | None,
    allowed: set[int] | None,
    *,
    strict: bool,
) -> tuple[Sequence[Sentence], str]:
    """Return the sentences that show a claim, or none and why the nearest one does not."""
    nearest = _Comparison("", 0.0)
    sentences = _likeliest(source, claim, cited, allowed)
    for sentence in sentences:
        comparison = _compare(source, claim, sentence)
        if not comparison.failure:
            return [sentence], ""
        nearest = max(nearest, comparison, key=lambda each: each.coverage)
    if not strict:
        for pair in _pairs(source, sentences[:_PAIRED], allowed):
            if _shows_in_turn(source, claim, *pair):
                return pair, ""
        if told := _told_by_context(source, claim, sentences[:_PAIRED], allowed):
            return told, ""
        if told := _restated(source, claim, allowed):
            return told, ""
    if lines := _in_tables(source, claim, allowed):
        return lines, ""
    return [], nearest.failure if nearest.coverage >= _ABOUT_IT else _NOWHERE


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Why a sentence does not show a statement, empty if it does, and how much of it is there."""

    failure: str
    coverage: float


def _compare(source: Source, claim: Reading, sentence: Sentence) -> _Comparison:
    known = known_by_other_name(source, claim, sentence)
    return _compare_readings(claim, source.of(sentence), known)


def _compare_readings(claim: Reading, passage: Reading, known: Mapping[int, int]) -> _Comparison:
    worded = match_words(claim, passage, known)
    matched = match_mentions(claim, passage)
    failure = matched.failure
    if not failure and worded.missing:
        failure = _unsaid(claim, passage, worded.missing[0])
    if not failure:
        pairs = [Pair(*pair) for pair in ({**known, **worded.places}).items() if pair[1] >= 0]
        pairs += [Pair(ours.first, theirs.first) for ours, theirs in matched.pairs.items()]
        pairs.sort()
        failure = (
            turned_round(claim, passage, pairs)
            or swapped_roles(claim, passage, pairs)
            or wrong_actor(claim, passage, pairs)
        )
    return _Comparison(failure, worded.coverage)


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


def _shows_in_turn(source: Source, claim: Reading, one: Sentence, other: Sentence) -> bool:
    """Say whether a sentence shows the beginning of a statement, and a later one the rest.

    "Aldersyke has 64 employees" stands in "Aldersyke recorded no revenue. It has 64 employees.":
    the later sentence must go on about the same thing, by a pronoun or by naming it again.
    """
    first, second = source.of(one), source.of(other)
    shared = len(claim.places.keys() & (first.places.keys() | second.places.keys()))
    if shared < _ABOUT_IT * len(claim.places):
        return False
    unsaid = {*match_words(claim, second, known_by_other_name(source, claim, other)).missing}
    unsaid.update(
        mention.last - 1
        for mention in claim.mentions
        if not any(same_value(mention, there) for there in second.mentions)
    )
    # Up to the last thing that the later sentence does not say, the earlier one must say all. It
    # may name what the statement is about, not when or where: that may hold of itself alone.
    cut = max(unsaid, default=-1) + 1
    if not 0 < cut < len(claim.tokens) or any(
        token.text in _CIRCUMSTANCES for token in claim.tokens[:cut]
    ):
        return False
    if replaced(claim, second, unsaid):
        return False
    parts = (claim.cut(0, cut), one), (claim.cut(cut, len(claim.tokens)), other)
    next_to_it = other.number == one.number + 1
    heading = next_to_it and not one.text.endswith(_STOPS)
    if not _goes_on(claim if heading else parts[0][0], second, next_to_it=next_to_it):
        return False
    return not any(_compare(source, part, sentence).failure for part, sentence in parts)


def _told_by_context(
    source: Source, claim: Reading, sentences: Iterable[Sentence], allowed: set[int] | None
) -> Sequence[Sentence]:
    """Return a sentence that shows a claim, behind those that say what it is about; or none."""
    for sentence in sentences:
        told = left_to(source, claim, sentence, allowed)
        if told and not _compare(source, told.rest, sentence).failure:
            return [*told.contexts, sentence]
    return []


def _goes_on(beginning: Reading, passage: Reading, *, next_to_it: bool) -> bool:
    """Say whether a sentence begins with what the beginning of a claim is about, or a pronoun.

    A pronoun stands for something in the sentence before it, not for what the title names. Below
    a heading, "Third-Quarter Results", all that the claim names will do.
    """
    for position, token in enumerate(passage.tokens[:_SUBJECT]):
        if token.text in _PRONOUNS:
            return next_to_it
        if passage.keys[position] and token.text not in TITLES:
            subject = passage.owners[position] is None
            return subject and passage.keys[position] in beginning.places
    return False


def _literal(source: Source, text: str, allowed: set[int] | None) -> list[Sentence]:
    """Return the sentences that say a statement word for word."""
    found = []
    for first, last in source.verbatim(text):
        sentence = source.sentence_of((first, last))
        within = allowed is None or sentence.number in allowed
        whole = last - first > 1 and source.sentence_of((last - 1, last)) == sentence
        if within and whole and not clipped(source, (first, last)):
            found.append(sentence)
    return found


def _likeliest(
    source: Source, claim: Reading, cited: Sentence | None, allowed: set[int] | None
) -> Sequence[Sentence]:
    """Return where a statement may stand: the cited sentence, then those that share most."""
    if allowed is not None and len(allowed) <= _SENTENCES:
        near = [source.document.sentence(number) for number in sorted(allowed)]
    else:
        near = source.nearest(claim.places, _SENTENCES, allowed)
    return [cited, *(each for each in near if each != cited)] if cited else near


def _pairs(
    source: Source, sentences: Sequence[Sentence], allowed: set[int] | None
) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield sentences with the one before, the one behind and the title, each pair once."""
    last = len(source.document.sentences)
    numbers = {
        pair: None
        for sentence in sentences
        for pair in (
            (sentence.number - 1, sentence.number),
            (sentence.number, sentence.number + 1),
            (1, sentence.number),
        )
        if 1 <= pair[0] < pair[1] <= last and (allowed is None or allowed.issuperset(pair))
    }
    for one, other in numbers:
        yield source.document.sentence(one), source.document.sentence(other)


def _restated(source: Source, claim: Reading, allowed: set[int] | None) -> Sequence[Sentence]:
    """Return the sentences that show a claim in passing; none if none do."""
    for passage, restated in source.restated:
        sentences = restated.sentences
        shared = claim.places.keys() & passage.places.keys()
        if len(shared) < _ABOUT_IT * len(claim.places):
            continue
        if restated.earlier and not says_when(claim):
            continue
        if allowed is not None and not all(each.number in allowed for each in sentences):
            continue
        known = {n: -1 for n in known_by_other_name(source, claim, sentences[-1])}
        if not _compare_readings(claim, passage, known).failure:
            return sentences
    return []


def _in_tables(source: Source, claim: Reading, allowed: set[int] | None) -> Sequence[Sentence]:
    """Return the row and the header of the first figure that shows a claim; none if none does."""
    known = {n: -1 for n, found in enumerate(claim.keys) if found in _UNDER_COLUMNS}
    for cell, passage in source.cells:
        about = claim.places.keys() & passage.places.keys()
        if about and not _compare_readings(claim, passage, known).failure:
            starts = dict.fromkeys((cell.start, *cell.header))
            lines = [source.document.sentence_at(start) for start in starts]
            if allowed is None or all(line.number in allowed for line in lines):
                return lines
    return []


def _verified(source: Source, sentences: Sequence[Sentence]) -> Finding:
    evidence = tuple(Evidence.of(source.document, sentence) for sentence in sentences)
    return Finding(Verdict.VERIFIED, evidence)
