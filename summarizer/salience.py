"""Which sentences of a release carry its news, by signs that a reader can check; no model.

A small model that is asked for the key facts takes what stands first. These signs choose better
(measured in `evals/LOG.md`), and leave the model to say what each of the chosen ones is about.

A sentence's score is the sum of the weights of its signs. The best is taken, then the best that
tells something else, until there are enough. A row of a table counts as the sentence that it
stands for: "Revenue: €1,284 million Q1 2026."
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarizer.document import Sentence
from summarizer.grounding import Source
from summarizer.grounding.reading import Reading
from summarizer.readers.dates import after_dateline
from summarizer.readers.numbers import Quantity
from summarizer.readers.units import CURRENCY_CODES

# Tuned by hand on the development half of the fixtures.
WEIGHTS: Mapping[str, float] = {
    "headline": 0.7,
    "shares the headline's words": 0.5,
    "shares the opening's words": 0.6,
    "speaks of what the document is about": 0.5,
    "a word that news is told with": 1.0,
    "one to four numbers": 0.5,
    "a date": 0.4,
    "a date ahead": 1.0,
    "an item of a list": 0.7,
    "of medium length": 0.3,
    "a first figure of the accounts": 2.4,
    "another row of a table": -0.5,
    "more than four numbers": -1.0,
    "long": -0.3,
    "short": -0.7,
    "a heading": -1.2,
    "begins with a pronoun": -0.6,
    "introduces a list": -1.5,
    "a contact, a reference or a disclaimer": -1.5,
    "boilerplate": -1.2,
    "place in the document": -1.2,
}
_OPENING = 4
_SHORT, _MEDIUM, _LONG = 9, range(12, 33), 40
_MOST_NUMBERS = 4
_OFTEN = 3
_FIRST_FIGURES = 5
_FEWEST_KEYS = 4
_LARGE = 1_000
# What two sentences may share and still tell different things, and what more of it costs.
_SHARED, _REPEATS = 0.4, 2.0

_NEWS = re.compile(
    r"(?i)\b(?:upfront|milestone|royalt|proceeds|consideration|purchase price|buy-?back|dividend"
    r"|offering|cash\b|runway|approv|submi|accepted|granted|review|clearance|authori[sz]|complete"
    r" response|adverse|serious|side effect|deaths?\b|died|discontinu|safety|primary|endpoint"
    r"|outlook|guidance|forecast|zulassung|zugelassen|antrag|nebenwirkung|dividende|umsatz|ergebnis"
    r"|endpunkt|prognose|autoris|autorité|indésirable|critère|chiffre d[’']affaires|trésorerie"
    r"|ingresos|aprob|solicitud|adverso)"
    r"|首付款|里程碑|批准|获批|受理|申请|不良|主要终点|营业收入|净利润|現金|承認|申請|契約一時金"
    r"|主要評価項目|副作用|有害事象|売上収益|配当|自己株式|業績予想"
)
_AHEAD = re.compile(
    r"(?i)\b(?:expect|anticipat|plan|target|will\b|on track|schedul|due\b|aim|intend|guidance"
    r"|erwart|geplant|soll\b|voraussichtlich|rechnet|prévu|attend|prévoi|prevé|espera)"
    r"|预计|计划|预期|有望|予定|見込|予想"
)
_BOILERPLATE = re.compile(
    r"(?i)(?:about |über |à propos|acerca de |forward.looking|cautionary|safe harbo|note (?:on|to)"
    r"|hinweis|disclaimer|media contact|contacts?\b|enquiries|investor|non-gaap|webcast|conference"
    r" call|important safety|avertissement|déclarations|rückfragen|kontakt|contacto|principal risks"
    r"|market\b|setting\b|background|source\b)|关于|關於|について|前瞻性|免责|联系|お問い合わせ|注意事項"
)
CONTACT = re.compile(
    r"(?i)forward-looking|may differ|no (?:duty|obligation)|undertake|www\.|@|\d{3}-\d{3,4}"
    r"|press release (?:is|does|has|may)|your (?:doctor|physician)|healthcare professional"
    r"|trademark|\A\d{1,2}\.\s|\bdoi\b|\bPMID\b"
)
_PRONOUN = re.compile(
    r"(?i)(?:it|they|this|these|those|neither|both|he|she|its|their|other|another|er|sie|dies\w*"
    r"|il|elle|ils|elles)\b"
)
_ITEM = re.compile(r"[•*·▪・–-]\s?")
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Passage:
    """What a sentence says, without its dateline and its bullet.

    Attributes:
        sentence: The sentence.
        words: Its own words; of a row of a table, the sentence that it stands for.
        reading: What is read off them.
        is_row: Whether it is a row of a table.
    """

    sentence: Sentence
    words: str
    reading: Reading
    is_row: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        """What it is compared by."""
        return frozenset(self.reading.places)

    @cached_property
    def length(self) -> int:
        """Its words; of Chinese and Japanese text, half of its characters."""
        han = len(HAN.findall(self.words))
        return len(self.words.split()) + han // 2


def salient(source: Source, count: int) -> list[Passage]:
    """Return the passages that tell most of the news, in the order of the document."""
    found = passages(source)
    return best_of(found, weigh(source, found), count)


def best_of(found: Sequence[Passage], scores: Sequence[float], count: int) -> list[Passage]:
    """Return the passages with the highest scores that tell different things, in their order."""
    rest = list(scores)
    chosen: list[int] = []
    while len(chosen) < count and (left := [n for n in range(len(found)) if n not in chosen]):
        best = max(left, key=lambda n: (rest[n], -n))
        chosen.append(best)
        for other in left:
            if not found[other].is_row:
                surplus = _shared(found[best], found[other]) - _SHARED
                rest[other] -= _REPEATS * max(0.0, surplus)
    return [found[n] for n in sorted(chosen)]


def passages(source: Source) -> list[Passage]:
    """Return what each sentence says that does not address software."""
    document = source.document
    rows: dict[int, Reading] = {}
    for cell, reading in source.cells:
        rows.setdefault(document.sentence_at(cell.start).number, reading)
    speaks = after_dateline(document.text)
    found = []
    for sentence in source.trusted:
        if row := rows.get(sentence.number):
            found.append(Passage(sentence, row.text, row, is_row=True))
            continue
        start = speaks if sentence.start < speaks < sentence.end else sentence.start
        if bullet := _ITEM.match(document.text, start, sentence.end):
            start = bullet.end()
        whole = start == sentence.start
        reading = source.of(sentence) if whole else source.reading.part(start, sentence.end)
        found.append(Passage(sentence, document.text[start : sentence.end], reading))
    return found


def weigh(source: Source, found: Sequence[Passage]) -> list[float]:
    """Return the sums of the weights of the signs of some passages, which tell one text."""
    texts = [each for each in found if not each.is_row and not _is_heading(each)]
    opening = frozenset().union(*(each.keys for each in texts[:_OPENING]))
    spread = Counter(key for each in found for key in each.keys)
    often = frozenset(key for key, number in spread.items() if number >= _OFTEN)
    headline = found[0].keys if found else frozenset()
    sums, figures, boilerplate = [], 0, False
    for place, each in enumerate(found):
        if _is_heading(each) or each.length <= _SHORT:
            boilerplate = _BOILERPLATE.match(each.words) is not None or (
                boilerplate and not _is_heading(each)
            )
        own = "," not in each.words.split(":")[0]  # "Revenue, Automotive" is a part of Revenue
        top = each.is_row and own and _is_large_sum(each)
        figures += top
        after = found[place + 1].sentence.text if place + 1 < len(found) else ""
        signs = dict(_signs(source, each))
        signs |= {
            "introduces a list": _introduces(each, after),
            "shares the headline's words": _share(each.keys, headline),
            "shares the opening's words": _share(each.keys, opening),
            "speaks of what the document is about": _share(each.keys, often),
            "a first figure of the accounts": top and figures <= _FIRST_FIGURES,
            # "About zelmorib" tells where it is approved.
            "boilerplate": boilerplate and not _NEWS.search(each.words),
        }
        sums.append(sum(WEIGHTS[sign] * strength for sign, strength in signs.items()))
    return sums


def _signs(source: Source, passage: Passage) -> Iterator[tuple[str, float]]:
    words, length, sentence = passage.words, passage.length, passage.sentence
    kinds = Counter(mention.kind for mention in passage.reading.mentions)
    numbers = kinds["quantity"]
    yield "another row of a table", passage.is_row
    if passage.is_row:
        return
    yield "headline", sentence.number == 1
    yield "a word that news is told with", _NEWS.search(words) is not None
    yield "one to four numbers", 1 <= numbers <= _MOST_NUMBERS
    yield "more than four numbers", numbers > _MOST_NUMBERS
    yield "a date", kinds["date"] > 0
    yield "a date ahead", kinds["date"] > 0 and _AHEAD.search(words) is not None
    yield "an item of a list", _ITEM.match(sentence.text) is not None
    yield "of medium length", length in _MEDIUM
    yield "long", length > _LONG
    yield "short", length < _SHORT
    yield "a heading", _is_heading(passage) and sentence.number > 1
    yield "begins with a pronoun", _PRONOUN.match(words) is not None
    yield "a contact, a reference or a disclaimer", CONTACT.search(words) is not None
    yield "place in the document", sentence.start / len(source.document.text)


def _is_large_sum(passage: Passage) -> bool:
    """Say whether it tells an amount of money that is none of a single share."""
    items = (mention.item for mention in passage.reading.mentions)
    amounts = (item for item in items if isinstance(item, Quantity))
    return any(it.unit in CURRENCY_CODES and abs(it.value) >= _LARGE for it in amounts)


def _is_heading(passage: Passage) -> bool:
    """Say whether it is a few words without a full stop and without a figure."""
    ended = passage.words.endswith((".", "!", "?", ";", ":", "。", "”"))
    return passage.length < _SHORT and not ended and not passage.reading.mentions


def _introduces(passage: Passage, after: str) -> bool:
    """Say whether it is the beginning of a sentence that a list goes on with."""
    open_end = passage.words[-1:].isalpha() and _ITEM.match(after) is not None
    return open_end or passage.words.endswith((":", "："))


def _share(keys: frozenset[str], others: frozenset[str]) -> float:
    return len(keys & others) / max(_FEWEST_KEYS, len(keys))


def _shared(one: Passage, other: Passage) -> float:
    fewer = min(len(one.keys), len(other.keys))
    return len(one.keys & other.keys) / fewer if fewer else 0.0
