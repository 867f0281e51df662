"""A document, read once: everything that the checks look at, each thing found a single time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from summarizer.document import Document, Sentence
from summarizer.grounding.capitals import always_names, read_capitals
from summarizer.grounding.evidence import Evidence, Span
from summarizer.grounding.grid import Cell, cells
from summarizer.grounding.hostile import hostile_spans
from summarizer.grounding.language import Language, language_of
from summarizer.grounding.name_table import NameTable
from summarizer.grounding.periods import column_period, reporting_period
from summarizer.grounding.reading import Reading
from summarizer.grounding.restated import Restated, earlier_figures, listed_items
from summarizer.grounding.search import Run, TokenIndex
from summarizer.grounding.sentence_index import SentenceIndex
from summarizer.grounding.tokens import tokenize
from summarizer.grounding.typography import Spellings, out_of_capitals, plain, read_spellings
from summarizer.readers.dates import dateline
from summarizer.readers.numerals import NumberStyle, number_style
from summarizer.readers.partial_date import PartialDate
from summarizer.readers.tables import words

# Who speaks in a release: "we" and "the Company" are the one that publishes it.
SPEAKER = words("""
    we our us ours company group management board unternehmen gesellschaft konzern vorstand
""")
_SEPARATED = re.compile(r"\d+(?:[.,]\d+)+")
# The headline and the dateline.
_OPENING = 3
# A claim is read once, however often its parts are asked for; beyond so many, anew.
_MOST_CLAIMS = 1_024
# A closing bracket stands this close behind the last word, past a quotation mark or two.
_CLOSING = 3


class Source:
    """What a document says, made to be asked many times.

    Attributes:
        document: The document.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._readings: dict[int, Reading] = {}
        self._claims: dict[str, Reading] = {}
        self._named: dict[int, dict[int, list[int]]] = {}

    @cached_property
    def style(self) -> NumberStyle:
        """How the document prints its numbers."""
        return number_style(self.document.text)

    @cached_property
    def day(self) -> date | None:
        """The day on which it was published, from its dateline."""
        mention = dateline(self.document.text)
        return mention.date.first if mention else None

    @cached_property
    def reading(self) -> Reading:
        """The whole text."""
        return Reading.of(self.document.text, style=self.style, reference=self.day)

    @cached_property
    def index(self) -> TokenIndex:
        """The whole text, to be searched for runs of words."""
        return TokenIndex(self.reading.tokens)

    @cached_property
    def names(self) -> NameTable:
        """Which names mean the same."""
        return NameTable(self.document.text, self.reading.tokens)

    @cached_property
    def cells(self) -> Sequence[tuple[Cell, Reading]]:
        """The figures in its tables, each with the reading of the sentence that it stands for."""
        found = []
        for cell in cells(self.document.text):
            reading = self.claim(cell.says)
            period = column_period(reading, self._period)
            found.append((cell, self.claim(f"{cell.says[:-1]}, {period}.") if period else reading))
        return found

    @cached_property
    def restated(self) -> Sequence[tuple[Reading, Restated]]:
        """What it says in passing, as sentences and their readings."""
        restated: list[Restated] = list(listed_items(self.document))
        for sentence in self.trusted:
            restated += earlier_figures(sentence, self.of(sentence), self._period)
        suspects = self._suspects
        return [
            (self.claim(each.says), each)
            for each in restated
            if suspects.isdisjoint(sentence.number for sentence in each.sentences)
        ]

    @cached_property
    def _period(self) -> PartialDate | None:
        return reporting_period(self.of(each) for each in self.document.sentences[:_OPENING])

    @cached_property
    def by_key(self) -> SentenceIndex:
        """Its sentences, to be found by what they say."""
        return SentenceIndex(self.document.sentences, self.of)

    @cached_property
    def language(self) -> Language | None:
        """The language of the document, None where nothing tells."""
        return language_of(self.reading.tokens)

    @cached_property
    def words(self) -> frozenset[str]:
        """Everything that stands in the document, token by token."""
        return frozenset(token.text for token in self.reading.tokens)

    @cached_property
    def trusted(self) -> Sequence[Sentence]:
        """The sentences that speak to readers; not those with orders to software or markup."""
        return [each for each in self.document.sentences if each.number not in self._suspects]

    def is_suspect(self, sentence: Sentence) -> bool:
        """Say whether a sentence speaks to software, so that nothing may rest on it."""
        return sentence.number in self._suspects

    @cached_property
    def _suspects(self) -> frozenset[int]:
        sentences = self.document.sentences
        suspects: set[int] = set()
        for span in self.suspect:
            first = bisect_right(sentences, span.start, key=lambda sentence: sentence.end)
            last = bisect_left(sentences, span.end, key=lambda sentence: sentence.start)
            suspects.update(sentence.number for sentence in sentences[first:last])
        return frozenset(suspects)

    @cached_property
    def suspect(self) -> tuple[Span, ...]:
        """The passages that address software, not readers; nothing may rest on them."""
        text = self.document.text
        return tuple(
            Span(start=start, end=end, quote=text[start:end]) for start, end in hostile_spans(text)
        )

    def of(self, sentence: Sentence) -> Reading:
        """Return the reading of one sentence."""
        reading = self._readings.get(sentence.number)
        if reading is None:
            reading = self.reading.part(sentence.start, sentence.end)
            reading.capitals = read_capitals(self.document.text, reading.tokens, self._always_names)
            self._readings[sentence.number] = reading
        return reading

    def claim(self, text: str) -> Reading:
        """Read a text that is to be compared with the document, whatever its typography."""
        reading = self._claims.get(text)
        if reading is None:
            if len(self._claims) >= _MOST_CLAIMS:
                self._claims.clear()
            reading = self._claims[text] = self._read_claim(text)
        return reading

    def _read_claim(self, text: str) -> Reading:
        text = plain(text)
        if text.isupper():
            text = out_of_capitals(text, tokenize(text, self.style), self._spellings)
        reading = Reading.of(text, style=self.claim_style(text), reference=self.day)
        reading.capitals = read_capitals(text, reading.tokens, self._always_names)
        return reading

    def claim_style(self, text: str) -> NumberStyle:
        """Return how a claim prints its numbers.

        A claim about a German text is often an English one: what it prints decides, unless each
        of its numbers stands in the text just so.
        """
        numerals = _SEPARATED.findall(text)
        if self.style.decimal == "." or all(each in self.document.text for each in numerals):
            return self.style
        return replace(number_style(text), dollar=self.style.dollar)

    @cached_property
    def _always_names(self) -> frozenset[str]:
        parts = (self.reading.part(each.start, each.end) for each in self.document.sentences)
        return always_names(self.document.text, (part.tokens for part in parts))

    @cached_property
    def _spellings(self) -> Spellings:
        return read_spellings(self.document.text, self.reading.tokens, frozenset(self._borders))

    def named_in(self, sentence: Sentence) -> Mapping[int, Sequence[int]]:
        """Return where a sentence says names, by the number that all forms of a name share."""
        said = self._named.get(sentence.number)
        if said is None:
            tokens = self.of(sentence).tokens
            said = {}
            for (first, _), group in self.names.find(self.document.text, tokens):
                said.setdefault(group, []).append(first)
            if self.names.speaker is not None:
                speaks = [n for n, token in enumerate(tokens) if token.text in SPEAKER]
                if speaks:
                    said.setdefault(self.names.speaker, []).extend(speaks)
            self._named[sentence.number] = said
        return said

    def sentence_of(self, run: Run) -> Sentence:
        """Return the sentence in which a run of tokens begins."""
        return self.document.sentences[self._place(run[0])]

    def sentences_of(self, run: Run) -> Iterator[tuple[Reading, Run]]:
        """Yield the sentences at the two ends of a run, with the part of the run in each."""
        first, last = run
        for place in dict.fromkeys((self._place(first), self._place(last - 1))):
            border, after = self._borders[place : place + 2]
            part = max(first, border) - border, min(last, after) - border
            yield self.of(self.document.sentences[place]), part

    def is_border(self, position: int) -> bool:
        """Say whether a sentence begins at a token, or all tokens end before it."""
        return self._borders[bisect_left(self._borders, position)] == position

    def _place(self, position: int) -> int:
        return bisect_right(self._borders, position) - 1

    @cached_property
    def _borders(self) -> Sequence[int]:
        """For each sentence the index of its first token, and the number of tokens at the end."""
        places = [bisect_left(self.starts, sentence.start) for sentence in self.document.sentences]
        return [*places, len(self.starts)]

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each token begins."""
        return [token.start for token in self.reading.tokens]

    def evidence(self, run: Run) -> Evidence:
        """Cut the text of a run of tokens."""
        first, last = run
        start, end = self.reading.tokens[first].start, self.reading.tokens[last - 1].end
        text = self.document.text
        # A bracket that the evidence opens, it closes: atopic dermatitis (“AD”).
        if text.count("(", start, end) > text.count(")", start, end):
            close = text.find(")", end, end + _CLOSING)
            end = close + 1 if close >= 0 else end
        return Evidence.cut(self.document, start, end)
