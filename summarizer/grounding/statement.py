"""Check a statement: all that it says stands together in one sentence of the document, or in two.

The statement is taken apart into numbers, dates, phases, names and words. All must stand in the
sentence that was cited, else in the one that comes closest, else its beginning in one sentence and
its end in a later one that goes on about the same; and nothing there may turn round what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.document import Sentence
from summarizer.grounding.clauses import clauses_of
from summarizer.grounding.comparing import failure_in, shows, words_in
from summarizer.grounding.context import left_to
from summarizer.grounding.coreference import known_by_other_name
from summarizer.grounding.evidence import Evidence, Finding, Verdict
from summarizer.grounding.foreign import check_foreign, is_foreign
from summarizer.grounding.heads import unlike_head
from summarizer.grounding.kept import governor
from summarizer.grounding.pieces import is_pieced_together
from summarizer.grounding.quote import NOTHING_TO_COMPARE, check_quote, clipped
from summarizer.grounding.reading import Reading
from summarizer.grounding.restated import says_when
from summarizer.grounding.source import Source
from summarizer.grounding.word_for_word import word_for_word

_NOWHERE = "no sentence of the document says this"
# With fewer words and numbers, it is no statement.
_FEWEST_WORDS = 2
# How many sentences are looked at beside the cited one, and how many of them with a second one.
_SENTENCES = 6
_PAIRED = 3
# A sentence that shares less than this with the statement is about something else.
_ABOUT_IT = 0.5
# What a table leaves out of its headers: 2.9% under "50 mg" are of those who got it.
_UNDER_COLUMNS = frozenset({"patient", "arm", "group"})


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
        here = not failure_in(source, claim, cited, words_in(source, claim, cited))
        return _verified(source, [cited if here else literal[0]])
    if not any(claim.keys):
        return Finding.unsupported(NOTHING_TO_COMPARE)
    if not strict and is_foreign(source, claim):
        return check_foreign(source, claim, _likeliest(source, claim, cited, allowed))
    worded = any(found and not owner for found, owner in zip(claim.keys, claim.owners, strict=True))
    if not strict and (not worded or len(claim.places) < _FEWEST_WORDS):
        # With so little to tell what it is about, "2025 Outlook" could be any 2025.
        return check_quote(source, text, within=within)
    shown, failure = _shown(source, claim, cited, allowed, strict=strict)
    if not shown and not strict:
        shown = _clause_by_clause(source, claim, allowed)
    if head := unlike_head(source, claim, shown):
        return Finding.unsupported(head)
    return _verified(source, shown) if shown else Finding.unsupported(failure)


def shares_much(source: Source, text: str, sentence: Sentence) -> bool:
    """Say whether a sentence has half of what a statement says, so that it is about the same."""
    claim = source.claim(text)
    return words_in(source, claim, sentence).coverage >= _ABOUT_IT and any(claim.keys)


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
    nearest, coverage = None, -1.0
    sentences = _likeliest(source, claim, cited, allowed)
    for sentence in sentences:
        worded = words_in(source, claim, sentence)
        if strict and is_pieced_together(claim, source.of(sentence), worded.places):
            continue
        if not worded.missing and not failure_in(source, claim, sentence, worded):
            return [sentence], ""
        if worded.coverage > coverage:
            nearest, coverage = sentence, worded.coverage
    if not strict:
        if told := _told_by_context(source, claim, sentences[:_PAIRED], allowed):
            return told, ""
        if told := _restated(source, claim, allowed):
            return told, ""
    if lines := _in_tables(source, claim, allowed):
        return lines, ""
    if nearest is None or coverage < _ABOUT_IT:
        return [], _NOWHERE
    return [], failure_in(source, claim, nearest, words_in(source, claim, nearest))


def _told_by_context(
    source: Source, claim: Reading, sentences: Iterable[Sentence], allowed: set[int] | None
) -> Sequence[Sentence]:
    """Return a sentence that shows a claim, behind those that say what it is about; or none."""
    for sentence in sentences:
        told = left_to(source, claim, sentence, allowed)
        if told and shows(told.rest, source.of(sentence), told.known):
            return [*told.contexts, sentence]
    return []


def _literal(source: Source, text: str, allowed: set[int] | None) -> list[Sentence]:
    """Return the sentences that say a statement word for word."""
    found = []
    for first, last in word_for_word(source, text):
        sentence = source.sentence_of((first, last))
        within = allowed is None or sentence.number in allowed
        whole = last - first > 1 and source.sentence_of((last - 1, last)) == sentence
        governed = any(governor(*part) for part in source.sentences_of((first, last)))
        headed = unlike_head(source, source.claim(text), [sentence])
        broken = governed or headed or clipped(source, (first, last))
        if within and whole and not broken:
            found.append(sentence)
    return found


def _likeliest(
    source: Source, claim: Reading, cited: Sentence | None, allowed: set[int] | None
) -> Sequence[Sentence]:
    """Return where a statement may stand: the cited sentence, then those that share most."""
    if allowed is not None and len(allowed) <= _SENTENCES:
        near = [source.document.sentence(number) for number in sorted(allowed)]
    else:
        near = source.by_key.nearest(claim.places, _SENTENCES, allowed)
    return [cited, *(each for each in near if each != cited)] if cited else near


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
        known = dict.fromkeys(known_by_other_name(source, claim, sentences[-1]), -1)
        if shows(claim, passage, known):
            return sentences
    return []


def _in_tables(source: Source, claim: Reading, allowed: set[int] | None) -> Sequence[Sentence]:
    """Return the row and the header of the first figure that shows a claim; none if none does."""
    known = {n: -1 for n, found in enumerate(claim.keys) if found in _UNDER_COLUMNS}
    undated = all(mention.kind != "date" for mention in claim.mentions)
    rows: set[int] = set()
    for cell, passage in source.cells:
        later = cell.start in rows
        rows.add(cell.start)
        if undated and later and any(each.kind == "date" for each in passage.mentions):
            continue  # the figure of an earlier period, which the claim would have to name
        shared = claim.places.keys() & passage.places.keys()
        if len(shared) >= _ABOUT_IT * len(claim.places) and shows(claim, passage, known):
            starts = dict.fromkeys((cell.start, *cell.header))
            lines = [source.document.sentence_at(start) for start in starts]
            # The header belongs to the row, unless it speaks to software.
            suspect = any(map(source.is_suspect, lines))
            if allowed is None or (lines[0].number in allowed and not suspect):
                return lines
    return []


def _verified(source: Source, sentences: Sequence[Sentence]) -> Finding:
    evidence = tuple(Evidence.of(source.document, sentence) for sentence in sentences)
    return Finding(Verdict.VERIFIED, evidence)
