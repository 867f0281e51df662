"""Whether a sentence that shows all that a fact must have says something else of it, or false.

The slots of a label are what must be there. What must not be there nobody can list: another
year's growth beside the right revenue, the arms of a trial changed round, a plan told as done.
Each check here is of that kind; each holds the sentence against the fact's text and its quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from math import fsum

from summarizer.evals.labels import Amount, Fact, Slot
from summarizer.evals.proper_names import proper_names
from summarizer.evals.said import Said
from summarizer.evals.turns import clauses as split
from summarizer.evals.turns import denies, stems, told_as_done, told_as_open, turned
from summarizer.readers.numbers import Quantity
from summarizer.readers.phases import find_phases
from summarizer.readers.tables import words
from summarizer.types import PartialDate

Size = tuple[str | None, Decimal]

# How a clause goes on with what the clause before it was about.
_GOES_ON = words("up down a an compared from with at on by or including which for in to of as")
# A border of a clause between a name and an amount counts as so many characters.
_BORDER = 30
# Clauses are about the same with so many words in common.
_ALIKE = 2
_BORDERS = re.compile(r"[,;:]|\b(?:and|versus|against|while|vs|compared|than)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\s*(?:of|out of|to|from|and|instead of|–|-|%)?\s*(?:its\s+|the\s+)?")
_WORD = re.compile(r"[^\W\d_]{4,}")
# Words by which the one who acts stands behind the verb, or the one who gets before it.
_TURNING = re.compile(r"\b(?:by|from|to|receiv\w+|gets?|owed|obtain\w*|acquired)\b", re.IGNORECASE)
_PLACES = words(
    """japan china germany france canada europe european korea taiwan switzerland sweden norway
    spain italy poland brazil australia india israel ireland mexico kingdom states asia america"""
)
_NUMBERED = re.compile(r"\b([A-Z][a-z]+) (\d+[A-Za-z]?|I{1,3}|IV)\b(?!,? \d{4})")
_MONTHS = words(
    """January February March April May June July August September October November December
    Phase"""
)


def conflicts(fact: Fact, said: Said, clauses: Sequence[Said], sentences: Sequence[str]) -> bool:
    """Tell whether a sentence contradicts a fact.

    Args:
        fact: The fact.
        said: The sentence.
        clauses: Its clauses, in their order.
        sentences: Those of the source from which the fact's quotes are.
    """
    quotes = [quote.quote for quote in fact.evidence]
    about = list(_about(fact, clauses)) or [said]
    parts = [part.text for part in about]
    return (
        any(_is_turned(part, fact, quotes) or denies(part, fact.text) for part in parts)
        or any(_denies_alike(clause.text, fact.text) for clause in clauses)
        or told_as_done(said.text, fact.text)
        or any(told_as_open(part, " ".join([fact.text, *quotes])) for part in parts)
        or _has_other_amounts(fact, about, [fact.text, *quotes, *sentences])
        or _has_other_dates(fact, said, about, [fact.text, *quotes])
        or _has_swapped(fact, said)
        or _has_other_actor(fact.text, said.text)
        or _has_other_things(fact, said.text, quotes)
    )


@lru_cache(maxsize=4096)
def _read(text: str, written: date | None = None) -> Said:
    """Read a text of the labels or the source once for all the sentences it is held against."""
    return Said(text, written)


def _about(fact: Fact, clauses: Sequence[Said]) -> Iterator[Said]:
    """Yield the clauses that show an amount or a date of a fact, with those that go on."""
    readings = [fact.must, fact.may, *fact.accept]
    exact = [slot for reading in readings for slot in reading.values() if is_value(slot)]
    wordings = [slot for slot in fact.must.values() if not is_value(slot)]
    before = False
    for clause in clauses:
        first = re.match(r"\W*(\w+)", clause.text)
        goes_on = before and first is not None and first[1].casefold() in _GOES_ON
        before = goes_on or any(clause.shows(slot) for slot in exact or wordings)
        if before:
            yield clause


def is_value(slot: Slot) -> bool:
    """Tell whether a slot is an amount or a date, and no wording."""
    return isinstance(slot, Amount | PartialDate)


def _is_turned(part: str, fact: Fact, quotes: Sequence[str]) -> bool:
    return turned(part, [fact.text]) or turned(part, quotes)


def _denies_alike(clause: str, fact: str) -> bool:
    """Tell whether a clause denies the clause of a fact with which it has most in common."""
    closest = max(split(fact), key=lambda part: len(stems(part) & stems(clause)), default="")
    return len(stems(closest) & stems(clause)) >= _ALIKE and denies(clause, closest)


def _has_other_amounts(fact: Fact, about: Sequence[Said], shown: Sequence[str]) -> bool:
    """Tell whether a clause has an amount in a unit of the fact's that is not the fact's."""
    own = [quantity for text in shown for quantity in _read(text).quantities]
    digits = {abs(quantity.value) for quantity in own}
    units = {_unit(quantity) for quantity in _read(fact.text).quantities}
    slots = [slot for reading in (fact.must, fact.may, *fact.accept) for slot in reading.values()]
    amounts = [slot for slot in slots if isinstance(slot, Amount)]
    for clause in about:
        for quantity in clause.quantities:
            if _unit(quantity) not in units or abs(quantity.value) in digits:
                continue
            fits = any(abs(abs(quantity.value) - abs(a.value)) <= a.half_step for a in amounts)
            rounds = any(_rounds(quantity, each) for each in own)
            if not fits and not rounds:
                return True
    return False


def _rounds(quantity: Quantity, exact: Quantity) -> bool:
    return quantity.unit == exact.unit and abs(abs(quantity.value) - abs(exact.value)) <= (
        quantity.step / 2
    )


def _unit(quantity: Quantity) -> str:
    """Return the unit, or the beginning of the noun that is counted: "patie" for patients."""
    return quantity.unit or quantity.noun[:5]


def _has_other_dates(fact: Fact, said: Said, about: Sequence[Said], shown: Sequence[str]) -> bool:
    """Tell whether a clause has a date, and none of those of a fact that has one."""
    own = [mention.date for text in shown for mention in _read(text, said.written).dates]
    slots = [slot for reading in (fact.must, fact.may) for slot in reading.values()]
    own += [slot for slot in slots if isinstance(slot, PartialDate)]
    told = [mention.date for clause in about for mention in clause.dates]
    if not own or not told:
        return False
    days = {day.day is not None for day in own} == {True}
    exact = [date for date in told if date.day is not None or not days]
    return bool(exact) and not any(_overlap(one, other) for one in exact for other in own)


def _overlap(one: PartialDate, other: PartialDate) -> bool:
    return one.first <= other.last and other.first <= one.last


def _has_swapped(fact: Fact, said: Said) -> bool:
    """Tell whether two amounts of one unit have changed places between what they belong to.

    A word that both sentences have belongs to the amount that is nearer, the more surely the
    nearer it is. The ends of a range, and 24 of 49, belong together.
    """
    theirs = _read(fact.text)
    here, there = _places(said), _places(theirs)
    common = _once(said.text) & _once(theirs.text)
    for one, other in combinations(here.keys() & there.keys(), 2):
        pairs = ((said.text, here), (theirs.text, there))
        if one[0] != other[0] or any(_are_one(text, at[one], at[other]) for text, at in pairs):
            continue
        leanings = (
            [_leaning(text, word, at[one], at[other]) for text, at in pairs] for word in common
        )
        # An exact sum does not depend on the order of a set.
        if fsum(_in_common(*leaning) for leaning in leanings) < 0:
            return True
    return False


def _in_common(ours: float, labelled: float) -> float:
    weight = min(abs(ours), abs(labelled))
    return weight if (ours > 0) == (labelled > 0) else -weight


def _are_one(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    (_, end), (start, _) = sorted((one, other))
    return _TOGETHER.fullmatch(text[end:start]) is not None


def _places(said: Said) -> dict[Size, tuple[int, int]]:
    return {(each.unit, abs(each.value)): (each.start, each.end) for each in said.quantities}


def _once(text: str) -> frozenset[str]:
    found = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(word for word in found if found.count(word) == 1)


def _leaning(text: str, word: str, one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return how near a word is to the nearer of two spans: above 0 for the first, 0 for none."""
    match = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    if match is None:
        return 0.0
    first, second = (_distance(text, match.span(), span) for span in (one, other))
    if first == second:
        return 0.0
    return 1 / (1 + first) if first < second else -1 / (1 + second)


def _distance(text: str, one: tuple[int, int], other: tuple[int, int]) -> int:
    (_, end), (start, _) = sorted((one, other))
    gap = text[end:start]
    return len(gap) + _BORDER * len(_BORDERS.findall(gap))


def _has_other_actor(fact: str, text: str) -> bool:
    """Tell whether who acts and who is acted on have changed places, or another acts.

    Only where both sentences begin with a name, and tell it in the same voice.
    """
    theirs, ours = list(proper_names(f"x {fact}")), list(proper_names(f"x {text}"))
    if not theirs or not ours or not _begins(fact, theirs[0]) or not _begins(text, ours[0]):
        return False
    if _TURNING.findall(fact) != _TURNING.findall(text):
        return False
    head, other = theirs[0].split()[0], ours[0].split()[0]
    if head == other or head in ours[0] or other in theirs[0]:
        return False
    return any(name.split()[0] == other for name in theirs[1:]) and head in text


def _begins(text: str, name: str) -> bool:
    return text.find(name) in {0, 4}


def _has_other_things(fact: Fact, text: str, quotes: Sequence[str]) -> bool:
    """Tell whether it speaks of other countries, another phase, or a thing of another number."""
    return (
        _differ(_countries(fact.text), _countries(text))
        or _differ(_phases(" ".join([fact.text, *quotes])), _phases(text))
        or _other_number(" ".join([fact.text, *quotes]), text)
    )


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _countries(text: str) -> frozenset[str]:
    return _PLACES.intersection(re.findall(r"[a-z]+", text.casefold()))


def _phases(text: str) -> frozenset[str]:
    return frozenset(str(mention.phase) for mention in find_phases(text))


def _other_number(shown: str, text: str) -> bool:
    theirs: dict[str, set[str]] = {}
    for name, number in _NUMBERED.findall(shown):
        theirs.setdefault(name, set()).add(number)
    return any(
        name in theirs and number not in theirs[name]
        for name, number in _NUMBERED.findall(text)
        if name not in _MONTHS
    )
