"""Where a text stands word for word in a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from summarizer.grounding.accounts import same_signs
from summarizer.grounding.search import Run, TokenIndex, occurrences
from summarizer.grounding.source import Source
from summarizer.grounding.tokens import tokenize


def word_for_word(source: Source, text: str) -> Iterator[Run]:
    """Yield where a text stands word for word: to the letter, then in another typography."""
    found = set()
    for run in _to_the_letter(source, text):
        found.add(run)
        yield run
    tokens = tokenize(text, source.style)
    for run in source.index.find(TokenIndex(tokens)):
        if run not in found and same_signs(text, tokens, source.reading, run):
            yield run


def _to_the_letter(source: Source, text: str) -> Iterator[Run]:
    text, whole = text.strip(), source.document.text
    tokens = source.reading.tokens
    for start in occurrences(whole, text) if text else ():
        end = start + len(text)
        first, last = bisect_left(source.starts, start), bisect_left(source.starts, end)
        whole_before = first == 0 or tokens[first - 1].end <= start
        # Cut out of its brackets, (0.04) would lose its sign.
        beside = whole[start - 1 : start] + whole[end : end + 1]
        cut = tokenize(text, source.style) if "(" in beside or ")" in beside else ()
        is_whole = first < last and whole_before and tokens[last - 1].end <= end
        if is_whole and same_signs(text, cut, source.reading, (first, last)):
            yield first, last
