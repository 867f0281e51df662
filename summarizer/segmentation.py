"""Where the sentences of a text begin and end.

Three steps, none of which changes the text:

1. Lines are gathered into pieces: a paragraph (hard-wrapped lines joined), a heading, a list item,
   a table row. No sentence leaves its piece. Plain text does not mark them, so each line break is
   judged by whether wrapping would have put it there.
2. `sentencex` finds the borders inside a piece. It reads a view of the same length in which line
   breaks, quotation marks and round brackets are spaces: with them in place, it keeps a quotation
   of five sentences in one and cuts prose before "(2)".
3. Borders that it is known to draw wrongly are dropped: `_FALSE_BORDERS`.

In doubt two sentences stay one: evidence that is too long still shows the value, half a sentence
may not. Why this library: `docs/decisions/0002-sentence-segmenter.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

import sentencex

BYTE_ORDER_MARK = "\ufeff"

# The library's time grows with the square of an unbroken stretch, so it reads this much at once.
# What has no border in it is cut at white space: a longer sentence could not be shown as evidence.
LONGEST_SENTENCE = 4_000

# Narrower lines are a list or an address, wider ones whole paragraphs: neither was wrapped.
_WRAP_WIDTHS = range(40, 121)
# A wrapped line is at least this full; proportional fonts wrap unevenly.
_WRAP_FILL = 0.8
_LONGEST_ROW = 200

# Chinese, Japanese and Korean: two columns wide, and lines break between any two of them.
_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff01-\uff60"
_WIDE_CHARACTER = re.compile(f"[{_WIDE}]")
_UNBREAKABLE = re.compile(rf"[{_WIDE}]|\S[^\s{_WIDE}]*")

_BULLET = re.compile(r"[•‣◦⁃▪▫■□●○◆◇►▶➢➤✓✔·]\s*")
# These may also stand at the beginning of a wrapped line by chance.
_ITEM_MARK = re.compile(
    r"(?:[-–—*+]|\d{1,3}\.|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})\)|\[\d{1,3}\]|[*†‡§]+)\s+"
)
_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"”’»)\]」』]*\Z")
# Columns, or a rule drawn with punctuation. A gap after a full stop is only generous spacing.
_TABLE_ROW = re.compile(r"[^\s.!?:;](?:[ \xa0]{3,}|[ \xa0]*\t\s*)\S|\|.*\||\A[\W_]{3,}\Z")

# Not ’, which is an apostrophe more often than a quotation mark.
_HIDDEN = re.compile(r"[\s\"“”„‟«»‘()（）]")
# What belongs to the sentence before a border, superscript notes included. “ and « open in some
# languages and close in others: they close where white space follows.
_CLOSERS = re.compile(r"(?:[\"”’)）⁰¹²³⁴-⁹]|[“«»](?=\s|\Z))*(?:\s+»(?=\s|\Z))?")
_OPENERS = re.compile(r"[\s\"“”„«»‘']*")
# A whole word, but not the beginning of an address or the "a)" of a list.
_WORD = re.compile(r"[(\[]?([^\W\d_]++)(?![)@]|[/:.]\S)")

# No sentence ends where the text before a border and the text after it match a pair of these.
_REACH = 24
_FALSE_BORDERS = [
    (re.compile(rf"(?:{before})\Z"), re.compile(after))
    for before, after in (
        # A time of day and its zone: 8:30 a.m. ET, 4:30 p.m. Eastern Time.
        (r"(?i:\b[ap]\.m\.)", r"\(?(?:[A-Z]{1,3}T|UTC|Eastern|Central|Mountain|Pacific)\b"),
        # Abbreviations of what is counted: para. 3, approx. $5, est. 20.
        (r"(?i:\b(?:approx|art|avg|est|ex|max|min|paras?|sec|tab|tel|vol)\.)", r"[$€£¥]?\d"),
        # Months that the library lacks in some languages: 1er janv. 2026.
        (r"(?i:\b(?:jan|jän|janv|ene|feb|févr|avr|juil|sept|okt|oct|nov|dez|déc|dic)\.)", r"\d"),
        # Titles and the like: Ms. Osei, M. Dupont, le Pr. Durand, Fa. Meier, Ft. Worth.
        (r"\b(?:Ms|MM?|Mmes?|Mlle|Dr|Pr|Fa|Ft)\.", r"\w"),
        # A company's form, and the bracket that explains it: Delta Labs. Inc. (The “Company”).
        (r"[.!]", r"(?:Inc|Corp|Ltd|LLC)\b"),
        (r"\b(?:Inc|Corp|Co|Ltd|plc|S\.A|N\.V|S\.p\.A|L\.P)\.", r"\("),
        # German ordinals: die 2. Phase, im 1. Quartal.
        (r"(?i:\b(?:d(?:er|ie|as|e[mns])|[ia]m|zu[mr]|vom|beim|eine?[mnrs]?)\s\d\d?\.)", r"\w"),
        # Japanese speech and the particle that closes it: 「良いです。」と彼は言った。
        (r"[」』]", r"と"),
    )
]

# Frequent in one language and rare in the others.
_FUNCTION_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to for that with was has is by",
        "de": "der die das und ist von mit für auf eine den dem wurde",
        "fr": "le les des et est dans pour une sur du aux cette",
        "es": "el los las que del una por con y para fue",
        "it": "il che di della per una sono gli nel è dei",
        "pt": "o os que da do uma para com não em foi dos",
        "nl": "het een van ook dat voor niet met zijn op werd",
        "ru": "и в на не с что по из для к от",
    }.items()
}
_LANGUAGE_SAMPLE = 20_000


class Span(NamedTuple):
    """A sentence: `text[start:end]` in code points, and the index of its block, from 0."""

    start: int
    end: int
    block: int


class _Line(NamedTuple):
    """A line without the white space around it; `row` if it looks like one of a table."""

    start: int
    end: int
    text: str
    row: bool


class _Piece(NamedTuple):
    """A part of the text that no sentence leaves; `whole` if it is one sentence as it is."""

    start: int
    end: int
    block: int
    whole: bool


def split(text: str) -> Iterator[Span]:
    """Find the sentences of a text, in order and without overlap.

    None is empty, none begins or ends with white space, and outside them lies nothing but white
    space (`str.isspace`) and a byte order mark at the beginning. A block is a paragraph, a
    heading, a list item, or the adjacent rows of a table. The time is linear in the length.
    """
    language = _guess_language(text)
    for piece in _pieces(text):
        cuts = () if piece.whole else _cuts(text, piece, language)
        for start, end in pairwise((piece.start, *cuts, piece.end)):
            if sentence := text[start:end].lstrip():
                begin = end - len(sentence)
                yield Span(begin, begin + len(sentence.rstrip()), piece.block)


def _guess_language(text: str) -> str:
    """Name the language whose function words open the text most often; English if none does."""
    said = Counter(re.findall(r"[^\W\d_]+", text[:_LANGUAGE_SAMPLE].lower()))
    return max(_FUNCTION_WORDS, key=lambda code: sum(said[word] for word in _FUNCTION_WORDS[code]))


def _pieces(text: str) -> Iterator[_Piece]:
    """Gather lines into paragraphs, headings, list items and table rows."""
    block = 0
    for blank, group in groupby(_lines(text), key=lambda line: not line.text):
        if blank:
            continue
        lines = list(group)
        width = _wrap_width(lines)
        first = lines[0]
        for line, following in pairwise(lines):
            if line.row or following.row or not _goes_on(first, line, following, width):
                yield _Piece(first.start, line.end, block, whole=line.row)
                first = following
                block += not (line.row and following.row)
        yield _Piece(first.start, lines[-1].end, block, whole=lines[-1].row)
        block += 1


def _lines(text: str) -> Iterator[_Line]:
    start = len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0
    for line in text[start:].splitlines(keepends=True):
        visible = line.strip()
        begin = start + len(line) - len(line.lstrip())
        row = len(visible) <= _LONGEST_ROW and _TABLE_ROW.search(visible, _mark_length(visible))
        yield _Line(begin, begin + len(visible), visible, row=bool(row))
        start += len(line)


def _mark_length(text: str) -> int:
    """Measure the bullet or number of a list item, with the white space after it."""
    return _length(_BULLET, text) or _length(_ITEM_MARK, text)


def _columns(text: str) -> int:
    """Measure a text as a fixed-width font shows it."""
    return len(text) + len(_WIDE_CHARACTER.findall(text))


def _wrap_width(lines: list[_Line]) -> int:
    """Estimate the width to which lines were wrapped, in columns; 0 if they were not."""
    # An address cannot be wrapped, and would make every other line look short.
    width = max((_columns(line.text) for line in lines if "://" not in line.text), default=0)
    return width if width in _WRAP_WIDTHS else 0


def _goes_on(first: _Line, line: _Line, following: _Line, width: int) -> bool:
    """Say whether a paragraph that began with `first` goes on from a line to the following one."""
    word = _UNBREAKABLE.match(following.text)
    room = width * _WRAP_FILL - _columns(line.text) - 1
    wrapped = bool(width and word and _columns(word.group()) > room)
    by_chance = wrapped and not _mark_length(first.text) and not _SENTENCE_END.search(line.text)
    if _BULLET.match(following.text) or (_ITEM_MARK.match(following.text) and not by_chance):
        return False
    return wrapped or _in_lower_case(following.text)


def _in_lower_case(text: str, position: int = 0) -> bool:
    word = _WORD.match(text, position)
    return word is not None and word.group(1).islower()


def _cuts(text: str, piece: _Piece, language: str) -> Iterator[int]:
    """Yield where the sentences of a piece end, the last one excepted, as offsets into the text."""
    start = piece.start + _mark_length(text[piece.start : piece.end])
    while (limit := start + LONGEST_SENTENCE) < piece.end:
        cuts = [start + cut for cut in _borders(text[start:limit], language)]
        # The last border may have seen too little of what follows; the next round finds it again.
        cuts = cuts[:-1] or cuts or [max(text.rfind(" ", start + 1, limit), 0) or limit]
        yield from cuts
        start = cuts[-1]
    yield from (start + cut for cut in _borders(text[start : piece.end], language))


def _borders(passage: str, language: str) -> Iterator[int]:
    """Yield where the sentences of a passage end, the last one excepted."""
    for found in sentencex.get_sentence_boundaries(language, _HIDDEN.sub(" ", passage))[:-1]:
        stop = found["start_index"] + len(found["text"].rstrip())
        end = stop + _length(_CLOSERS, passage, stop)
        if not _is_false_border(passage, stop, end):
            yield end


def _is_false_border(passage: str, stop: int, end: int) -> bool:
    """Say whether a sentence goes on after `stop` and the closing marks from there to `end`."""
    # Only the scripts that write without spaces end a sentence without one.
    if passage[stop - 1].isascii() and not passage[end : end + 1].isspace():
        return True
    following = end + _length(_OPENERS, passage, end)
    if _in_lower_case(passage, following):
        return True
    reach = max(stop - _REACH, 0)
    return any(
        before.search(passage, reach, stop) and after.match(passage, following)
        for before, after in _FALSE_BORDERS
    )


def _length(pattern: re.Pattern[str], text: str, position: int = 0) -> int:
    """Measure what a pattern matches at a position; 0 if nothing."""
    match = pattern.match(text, position)
    return match.end() - position if match else 0
