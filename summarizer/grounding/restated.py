"""What a document says in passing, written as sentences of their own.

"Revenue rose 14% to $46 million (Q2 2025: $40 million)" says that revenue was $40 million in the
second quarter of 2025; "X may receive" above a list says it of each of its items. A statement is
compared with such a sentence as with any other, and its evidence is where it comes from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from summarizer.document import Document, Sentence
from summarizer.grounding.cues import AUXILIARIES
from summarizer.grounding.mention import Mention
from summarizer.grounding.order import is_compared
from summarizer.grounding.reading import Reading
from summarizer.readers.dates import DateMention
from summarizer.readers.partial_date import PartialDate
from summarizer.readers.tables import words

# Words for the same period a year before, and what parts two amounts of two periods.
_YEAR_BEFORE = words("""
    year years vorjahr vorjahres vorjahreszeitraum vorjahresperiode vorjahresquartal an año
    prior-year year-earlier year-ago
""")
_BEFORE = words(
    "earlier ago before prior previous last plus auparavant tôt antes anterior vor zuvor"
)
# Right before an amount; 前年同期比 and 同比 compare, and give no earlier figure.
_HAN_BEFORE = re.compile(r"(?:上年|去年|前年)(?:同期)?(?!比)[^\d、，。]{0,8}\Z")
_HAN_YEAR = re.compile("上年|去年|前年")
_HAN_WORDS = frozenset("上去前年同期较較比")
_OTHER = words("previously bisher earlier expected forecast antes zuvor précédemment preceding")
# How far from an amount its period stands, in tokens.
_REACH = 8
_MOST_ITEMS = 12
# A longer row of amounts is no comparison: the bound that keeps hostile texts linear.
_MOST_AMOUNTS = 16
_FURTHEST = 24
_LONGEST_SUBJECT = 40
_HEADING = 2
_ITEM = ("–", "-", "•", "*", "·", "—", "▪", "‣")
_STOPS = (".", "!", "?", "。", "！", "？", "”", '"')


class Restated(NamedTuple):
    """A sentence that stands nowhere in the text.

    Attributes:
        says: The sentence.
        sentences: Those of the document that say it.
        earlier: Whether it is of an earlier period, so that a claim must say which.
    """

    says: str
    sentences: Sequence[Sentence]
    earlier: bool = False


def earlier_figures(
    sentence: Sentence, reading: Reading, period: PartialDate | None
) -> Iterator[Restated]:
    """Yield the figures of an earlier period that a sentence compares its own with.

    Args:
        sentence: The sentence.
        reading: Its reading.
        period: What the document reports on, None if that is not told.
    """
    for place, base in enumerate(reading.quantities):
        now = _compared_with(reading, place)
        if now is None or reading.stance.hedged(now.first) or reading.stance.hedged(base.first):
            continue
        when = _period_of(reading, now, place, period)
        if when:
            subject = _subject(reading, now, base)
            says = f"{subject} {reading.raw(base.first, base.last)} {when}."
            yield Restated(says, [sentence], earlier=True)


def says_when(claim: Reading) -> bool:
    """Say whether a claim tells a period: nothing of an earlier one is said without it."""
    texts = {token.text for token in claim.tokens}
    before = not _BEFORE.isdisjoint(texts) and not _YEAR_BEFORE.isdisjoint(texts)
    han = claim.spaceless and _HAN_YEAR.search(claim.text)
    return bool(before or han or any(mention.kind == "date" for mention in claim.mentions)) or any(
        text.startswith("vorjahr") for text in texts
    )


def _compared_with(reading: Reading, place: int) -> Mention | None:
    """Return the amount that another one is the earlier figure of; None if it is none."""
    depths, base = reading.stance.depths, reading.quantities[place]
    before = reading.quantities[max(place - _MOST_AMOUNTS, 0) : place]
    likes = [other for other in before if other.is_like(base) and depths[other.first] == 0]
    if not likes or base.first - likes[-1].last > _FURTHEST:
        return None
    bracketed = depths[base.first] > 0 and likes[-1].last + _REACH >= base.first
    han = _HAN_BEFORE.search(_between(reading, likes[-1], base))
    return likes[-1] if bracketed or han or is_compared(reading, base) else None


def _between(reading: Reading, one: Mention, other: Mention) -> str:
    return reading.text[reading.tokens[one.last - 1].end : reading.tokens[other.first].start]


def _period_of(reading: Reading, now: Mention, place: int, reported: PartialDate | None) -> str:
    """Return the period of an earlier figure as the text prints it, or in short; else nothing."""
    base = reading.quantities[place]
    near = bisect_left(reading.mentions, base.first, key=lambda mention: mention.first)
    mentions = reading.mentions[max(near - _MOST_AMOUNTS, 0) : near + _MOST_AMOUNTS]
    depth = reading.stance.depths[base.first]
    inside = [n for n in range(now.last, base.first) if reading.stance.depths[n] == depth > 0]
    first = inside[0] if inside else base.last
    following = [m.first for m in mentions if m.first > base.first and m.is_like(base)]
    last = min([base.last + _REACH, *following, len(reading.tokens)])
    part = reading.stance.clauses[base.first]
    for mention in mentions:
        same = mention.first < base.first or reading.stance.clauses[mention.first] == part
        if mention.kind == "date" and first <= mention.first < last and same:
            return f"in {reading.raw(mention.first, mention.last)}"
    around = range(now.last, last)
    texts = [reading.tokens[n].text for n in around]
    if any(text in _OTHER for text in texts[: base.first - now.last]):
        return ""
    raw = _between(reading, now, base)
    year = any(text in _YEAR_BEFORE for text in texts)
    vorjahr = any(text.startswith("vorjahr") for text in texts)
    if not (vorjahr or (year and any(t in _BEFORE for t in texts)) or _HAN_BEFORE.search(raw)):
        return ""
    told = " ".join(
        reading.tokens[n].text
        for n in around
        if reading.owners[n] is None and not reading.keys[n].startswith(("+", "-"))
    )
    own = [
        m.item.date for m in mentions if m.first < base.first and isinstance(m.item, DateMention)
    ]
    when = own[-1] if own else reported
    return (
        f"{_written(replace(when, year=when.year - 1))}, {told}" if when and not when.day else told
    )


def _written(when: PartialDate) -> str:
    """Write a period as `readers.dates` reads it."""
    if when.quarter:
        return f"in Q{when.quarter} {when.year}"
    if when.half:
        return f"in H{when.half} {when.year}"
    return f"in {when}"


def _subject(reading: Reading, now: Mention, base: Mention) -> str:
    """Return what an amount is an amount of: as the base says it, else as its rival does."""
    own = [
        n
        for n in range(now.last, base.first)
        if reading.keys[n]
        and reading.owners[n] is None
        and reading.stance.depths[n] == reading.stance.depths[base.first]
        and reading.tokens[n].text not in _YEAR_BEFORE | _BEFORE | _HAN_WORDS
        and reading.keys[n][0] not in "+-"
    ]
    comma = reading.parts[base.first] > now.first or reading.stance.depths[base.first] > 0
    start = max(reading.stance.clauses[now.first], now.first - _LONGEST_SUBJECT)
    if not any(reading.keys[start : now.first]) and start:
        start = max(reading.stance.clauses[start - 1], now.first - _LONGEST_SUBJECT)
    kept = [n for n in range(start, now.first) if _says_what(reading, n)]
    kept += [
        n
        for n in range(now.last, base.first)
        if n < reading.parts[base.first] and _says_what(reading, n)
    ]
    if (
        own
        and own[-1] > reading.parts[base.first]
        and comma
        and reading.stance.depths[base.first] == 0
    ):
        kept = own
    return " ".join(reading.raw(n, n + 1) for n in kept)


def _says_what(reading: Reading, position: int) -> bool:
    direction = reading.keys[position][:1] in ("+", "-") and len(reading.keys[position]) > 1
    return reading.owners[position] is None and not direction


def _introduces(sentence: Sentence) -> bool:
    """Say whether a sentence breaks off before a list, and is no heading."""
    found = sentence.text.split()
    says = not AUXILIARIES.isdisjoint(found) or sentence.text.endswith((":", "："))
    return says and len(found) > _HEADING and not sentence.text.endswith(_STOPS)


def listed_items(document: Document) -> Iterator[Restated]:
    """Yield the items of lists behind what introduces them: "X may receive: – up to $5 million"."""
    lead: Sentence | None = None
    items = 0
    for before, sentence in zip(document.sentences, document.sentences[1:], strict=False):
        item = sentence.text.startswith(_ITEM)
        if item and not before.text.startswith(_ITEM):
            lead = before if _introduces(before) else None
            items = 0
        if not item:
            lead = None
        elif lead is not None and items < _MOST_ITEMS:
            items += 1
            text = sentence.text.lstrip("".join(_ITEM) + " ").rstrip(",; ").removesuffix(", and")
            yield Restated(f"{lead.text.rstrip(': ')} {text}", [lead, sentence])
