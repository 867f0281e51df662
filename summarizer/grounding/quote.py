"""Check a quotation: its words stand in the text, whole, in one piece, and nothing turns them.

Typography does not count. A number is compared whole with its sign, unit and bound; and a piece
cut so close that "not", "may" or "up to" is left behind is no faithful quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from summarizer.document import Sentence
from summarizer.grounding.evidence import Finding, Verdict
from summarizer.grounding.exceptions import exception_in
from summarizer.grounding.heads import denied_by_head
from summarizer.grounding.kept import cut_off
from summarizer.grounding.polarity import HEDGED, NEGATED, CueMention, phrase_across, read_stance
from summarizer.grounding.reading import Reading
from summarizer.grounding.search import Run, TokenIndex
from summarizer.grounding.shares import part_left_behind
from summarizer.grounding.source import Source
from summarizer.grounding.tokens import NUMBERED_NOTE, tokenize
from summarizer.grounding.word_for_word import word_for_word
from summarizer.readers.characters import fold
from summarizer.readers.ranges import is_range

NOTHING_TO_COMPARE = "there is nothing in it to compare"
# A word goes on in the next line: "un-/approved".
_LINE_BREAK = re.compile(r"[-\u2010\u00ad]\r?\n")
_DIGITS = re.compile(r"\d+")
# A hedge with fewer words than this between it and the cut belongs to what was cut: "may [even]".
_BESIDE = 2


def check_quote(source: Source, text: str, *, within: Sequence[Sentence] | None = None) -> Finding:
    """Check a quotation.

    Args:
        source: The document.
        text: The quotation, with or without quotation marks around it.
        within: The only sentences in which it may begin; by default all are.

    Returns:
        `verified` with the exact span in the document, or `unsupported` with the reason: the
        first place where the document goes on differently, or what the cut leaves behind.
    """
    allowed = None if within is None else {sentence.number for sentence in within}
    refusal = ""
    for run in word_for_word(source, text):
        if allowed is None or source.sentence_of(run).number in allowed:
            loss = clipped(source, run) or _other_note(source, run, text)
            if not loss and (denied := denied_by_head(source, source.sentence_of(run))):
                loss = f"it leaves out “{denied}”, which the document says"
        else:
            loss = "it stands in another place of the document"
        if not loss:
            return Finding(Verdict.VERIFIED, (source.evidence(run),))
        refusal = refusal or loss
    return Finding.unsupported(refusal or _difference(source, text))


def _other_note(source: Source, run: Run, text: str) -> str:
    """Return that a number in brackets is another one; one that only the text has is a footnote."""
    if text.isascii() and "(" not in text and "[" not in text:
        return ""  # most have no bracket at all
    notes = list(NUMBERED_NOTE.finditer(fold(text)))
    if not notes:
        return ""
    tokens = source.reading.tokens
    start, end = tokens[run[0]].start, tokens[run[1] - 1].end + len(notes[-1].group()) + 1
    there = NUMBERED_NOTE.finditer(fold(source.document.text[start:end]))
    numbers = [_DIGITS.findall(note.group()) for note in there]
    other = (each.group() for each in notes if _DIGITS.findall(each.group()) not in numbers)
    return next((f"“{note}” is not said there" for note in other), "")


def clipped(source: Source, run: Run) -> str:
    """Return, in plain words, what a cut at the ends of a run leaves behind; empty if nothing."""
    whole = cut_apart(source, run)
    if whole:
        return whole
    for sentence, part in source.sentences_of(run):
        if part == (0, len(sentence.tokens)):
            continue  # nothing of it is left behind
        if whole := part_left_behind(sentence, part):
            return f"document says it of “{whole}”"
        if qualified := cut_off(sentence, part):
            return f"it leaves out “{qualified}”, which the document says"
        if excepted := exception_in(sentence, range(*part), sentence.tokens[slice(*part)]):
            return f"it leaves out “{excepted}”, which the document says"
        cue = _cue_left_behind(sentence, part)
        if cue:
            return f"it leaves out “{sentence.raw(cue.first, cue.last)}”, which the document says"
    return ""


def cut_apart(source: Source, run: Run) -> str:
    """Return what the ends of a run break apart: a number and its unit, a phase; else nothing."""
    whole = next(filter(None, (_broken_at(source, cut) for cut in run)), "")
    return whole and f"document says “{whole}” in one piece"


def _broken_at(source: Source, cut: int) -> str:
    reading = source.reading
    if source.is_border(cut):
        return ""
    place = bisect_left(reading.mentions, cut, key=lambda mention: mention.first) - 1
    if place >= 0 and cut < reading.mentions[place].last:
        return reading.raw(reading.mentions[place].first, reading.mentions[place].last)
    before, after = reading.tokens[cut - 1], reading.tokens[cut]
    if phrase := phrase_across(reading.text, reading.tokens, cut):
        return reading.raw(*phrase)
    if _LINE_BREAK.fullmatch(after.gap) or _in_a_range(reading, place, cut):
        return reading.raw(cut - 1, cut + 1)
    # Chinese sets numbers between words without a space; 300mg, $5 and −7 are one piece.
    touching = not after.gap and not (before.text.isalpha() and not before.text.isascii())
    if touching and (before.is_numeric or after.is_numeric) and (after.text.isascii()):
        return reading.raw(cut - 1, cut + 1)
    return ""


def _in_a_range(reading: Reading, place: int, cut: int) -> bool:
    """Say whether a cut parts the two ends of a range: "10–20 mg", "5 to 7 weeks"."""
    ends = reading.mentions[place : place + 2] if place >= 0 else ()
    if len(ends) < len(("low", "high")) or cut > ends[1].first:
        return False
    low, high = ends
    if type(low.item) is not type(high.item):
        return False
    return is_range(reading.text, low.item.end, high.item.start)


def _cue_left_behind(sentence: Reading, part: Run) -> CueMention | None:
    """Return the negation or hedge of a sentence that holds for a part of it and is not in it."""
    first, last = part
    whole = sentence.stance
    if not any(whole.bits[first:last]):
        return None
    own = read_stance(sentence.text, sentence.tokens[first:last])
    lost = [there & ~here for there, here in zip(whole.bits[first:last], own.bits, strict=True)]
    for mention in whole.mentions:
        if mention.first >= first and mention.last <= last:
            continue
        beside = -_BESIDE <= mention.last - first <= 0 or 0 <= mention.first - last <= _BESIDE
        cut = mention.first < first < mention.last or mention.first < last < mention.last
        kind = mention.bit
        edge = lost[0] | lost[-1]
        if (kind == NEGATED and any(bits & NEGATED for bits in lost)) or (
            kind & HEDGED & edge and (beside or cut)
        ):
            return mention
    return None


def _difference(source: Source, text: str) -> str:
    """Say where the longest beginning of a quotation that the document has goes on differently."""
    tokens = tokenize(text, source.style)
    if not tokens:
        return NOTHING_TO_COMPARE
    if next(source.index.find(TokenIndex(tokens)), None):
        return "document and quote differ in the brackets that make a number negative"
    known, unknown, place = 0, len(tokens), -1
    while unknown - known > 1:
        middle = (known + unknown) // 2
        run = next(source.index.find(TokenIndex(tokens[:middle])), None)
        if run is None:
            unknown = middle
        else:
            known, place = middle, run[1]
    if known == 0:
        return f"“{text[tokens[0].start : tokens[0].end]}” is not in the document"
    if place >= len(source.reading.tokens):
        return "the document ends before the quote does"
    theirs = source.reading.raw(place, place + 1)
    ours = text[tokens[known].start : tokens[known].end]
    return f"document says {theirs}, quote says {ours}"
