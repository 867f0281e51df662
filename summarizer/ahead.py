"""What is to come, and when, read off the text: no model.

A small model that is asked for the dates ahead of a release names a quarter of them, often with
words that are not said there (measured in `evals/LOG.md`). Each date behind the day of the document
tells what is to come in its own clause; the words of that clause stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import get_args, get_origin

from pydantic import BaseModel

from summarizer.answer import Json
from summarizer.errors import TaskError
from summarizer.grounding import Source
from summarizer.leaves import hint_of, key_of, unfold
from summarizer.readers.dates import DateMention
from summarizer.salience import CONTACT, HAN, Passage, passages
from summarizer.types import Ahead, PartialDate

# What was expected before, or is by others: "it had said the fourth quarter", "analysts see".
_OF_OTHERS = re.compile(
    r"(?i)\b(?:had (?:said|guided|planned|expected|earlier)|earlier planned|previous(?:ly)?|prior"
    r"|formerly|before (?:the|them|that|then)|analysts?|market|industry|wäre|bisher\w*|ursprünglich"
    r"|analysten|marktes|initialement|précédemment|auparavant|analystes|marché|anteriormente)\b"
    r"|此前|原定|原计划|市场|従来|当初|市場"
)
# No release has so many; the bound keeps the time linear in the length of a text of dates alone.
MOST_DATES = 64
_SEMICOLON = re.compile("[;；]")
# Between two dates, where each may have words of its own: "closes in May and reports in June 2027".
_BETWEEN = re.compile(r",?\s(?:and|und|et|y)\s|，")
_FEWEST_WORDS = 6


@dataclass(frozen=True)
class Expected:
    """Something to come.

    Attributes:
        sentence: The number of its sentence.
        date: When, as exact as it is printed.
        words: The clause that tells it.
    """

    sentence: int
    date: PartialDate
    words: str


def expected(source: Source) -> Iterator[Expected]:
    """Yield what is to come after the day of a document, in its order, each date once.

    Nothing of a document without a day of its own, nor of contacts and disclaimers, of forecasts
    that were given before, or of markets.
    """
    seen: set[PartialDate] = set()
    for passage, date, words in islice(_clauses_ahead(source), MOST_DATES):
        if date not in seen and not _OF_OTHERS.search(words):
            seen.add(date)
            yield Expected(passage.sentence.number, date, words)


def _clauses_ahead(source: Source) -> Iterator[tuple[Passage, PartialDate, str]]:
    day = source.day
    if day is None:
        return
    for passage in passages(source):
        said = (mention.item for mention in passage.reading.mentions)
        dates = [item for item in said if isinstance(item, DateMention)]
        for date in dates if not CONTACT.search(passage.words) else ():
            if date.date.first > day:
                yield passage, date.date, _clause(passage, date, dates)


def _clause(passage: Passage, date: DateMention, dates: Sequence[DateMention]) -> str:
    """Return the words around a date, up to what tells of another; of a row of a table, all."""
    words = passage.words
    if passage.is_row:
        return words
    shift = passage.sentence.end - len(words)
    place = date.start - shift, date.end - shift
    semicolons = [*_SEMICOLON.finditer(words)]
    between = _BETWEEN.finditer(words, dates[0].end - shift, dates[-1].start - shift)
    own = _around(words, place, [*semicolons, *between])
    is_enough = len(own.split()) >= _FEWEST_WORDS or HAN.search(own)
    return own if is_enough else _around(words, place, semicolons)


def _around(words: str, place: tuple[int, int], borders: Iterable[re.Match[str]]) -> str:
    """Return what stands between the borders around a place, on one line."""
    borders = list(borders)
    start = max((each.end() for each in borders if each.end() <= place[0]), default=0)
    end = min((each.start() for each in borders if each.start() >= place[1]), default=len(words))
    return " ".join(words[start:end].split())


def items(schema: type[BaseModel], field: str, key: str, source: Source) -> list[Json]:
    """Return what is to come as a model would answer it, for a list of a schema.

    Args:
        schema: The schema of a task.
        field: The list.
        key: The name under which answers carry sentence numbers.
        source: The document.
    """
    date, words = parts_of(schema, field)
    return [
        {key: each.sentence, date: str(each.date), words: each.words} for each in expected(source)
    ]


def parts_of(schema: type[BaseModel], field: str) -> tuple[str, str]:
    """Return which parts of a list's items hold the date ahead, and what is expected.

    Raises:
        TaskError: The field is no list of objects with just these two, marked `Ahead`.
    """
    hint = next((hint_of(i) for n, i in schema.model_fields.items() if key_of(n, i) == field), None)
    inner = [get_args(arm)[0] for arm in unfold(hint)[1] if get_origin(arm) is list]
    names: dict[type, str] = {}
    if inner and isinstance(inner[0], type) and issubclass(inner[0], BaseModel):
        for name, info in inner[0].model_fields.items():
            marks, arms = unfold(hint_of(info))
            if Ahead() in marks:
                names[arms[0]] = key_of(name, info)
    if names.keys() != {PartialDate, str}:
        raise TaskError(
            f"the dates of {field} cannot be read off the text: {schema.__name__}.{field} is no"
            " list of objects with a PartialDate and a string, both marked Ahead().",
            hint="Leave `dates: true` out of the question.",
        )
    return names[PartialDate], names[str]
