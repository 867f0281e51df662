"""Whether a value of the output is that of a label: yes or no.

Names are compared without case, typography, titles and legal forms. Nothing is compared by the
likeness of its letters: 12 % is not 21 %, and no distance tells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from summarizer.evals.labels import Amount
from summarizer.readers.tables import words
from summarizer.types import SCALES, PartialDate, PValue

_LEGAL = re.compile(
    r"[,.\s]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|plc|gmbh|ag|se|kgaa"
    r"|s\.?a\.?s?|n\.?v|b\.?v|a\.?b|a/?s|asa|oyj?|k\.?k|s\.?p\.?a|pty|holdings?)\.?$"
)
_TITLES = re.compile(
    r"^(?:(?:dr|prof|professor|professeur|mr|mrs|ms|sir|dame|herr|frau|ing|dipl-ing|mme|m)\b\.? )+"
    r"|(?:,? (?:m\.?d|ph\.?d|pharm\.?d|d\.?phil|m\.?b\.?a|m\.?sc|d\.?o|frcp|facc)\b\.?)+$"
)
_ARTICLE = re.compile(r"^(?:the|a|an|its|der|die|das|le|la|les|l'|une?)\s+")
_BRACKET = re.compile(r"\s*[(（][^()（）]*[)）]")
_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
# What a description may say besides the words of its label.
_OTHER_WORDS = 6
# What makes another figure of the same measure.
_OTHER_BASIS = words("adjusted core statutory underlying diluted comparable organic")
_SMALL = words(
    "the a an of in on at to for and or with by from as is are be was were its it this that "
    "total full first second third fourth quarter half year fiscal company group's group's"
)
_PLACES = {
    "us": "united states", "u.s": "united states", "usa": "united states",
    "u.s.a": "united states", "america": "united states", "eu": "european union",
    "europe": "european union", "uk": "united kingdom", "u.k": "united kingdom",
    "great britain": "united kingdom", "mainland china": "china", "prc": "china",
    "republic of korea": "south korea", "korea": "south korea",
}  # fmt: skip


def folded(text: str) -> str:
    """Return a text without case, typography and runs of white space."""
    plain = unicodedata.normalize("NFKC", text).translate({0x2019: "'", 0x2010: "-", 0x2011: "-"})
    return " ".join(plain.casefold().translate({0xAE: None, 0x2122: None}).split())


def same_choice(value: Any, labels: Iterable[Any]) -> bool:
    """Tell whether a choice or a whole number is one of the labels."""
    choices = (label.value if isinstance(label, Enum) else label for label in labels)
    return any(str(value) == str(choice) for choice in choices)


def same_number(value: Any, labels: Iterable[Decimal]) -> bool:
    """Tell whether a number is one of the labels, however many digits it has: 12.50 is 12.5."""
    try:
        return Decimal(str(value)) in tuple(labels)
    except InvalidOperation:
        return False


def same_date(value: Any, labels: Iterable[Any]) -> bool:
    """Tell whether a date is a label's, or a part of it: as exact as the label is."""
    date = _date(value)
    return date is not None and any(
        label.first <= date.first and date.last <= label.last
        for label in map(_date, labels)
        if label is not None
    )


def _date(value: Any) -> PartialDate | None:
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.parse(str(value))
    except ValueError:
        return None


def same_amount(value: Any, labels: Iterable[Amount]) -> bool:
    """Tell whether an amount is a label's within half of its last digit, in the same unit.

    Signs are not compared: a loss of 5 is printed as 5 and as (5).
    """
    if not isinstance(value, Mapping):
        return False
    try:
        said = Decimal(str(value.get("amount"))) * SCALES[str(value.get("scale", "one"))]
    except (InvalidOperation, KeyError):
        return False
    return any(
        value.get("currency") == label.unit and abs(abs(said) - abs(label.value)) <= label.half_step
        for label in labels
    )


def same_p_value(value: Any, labels: Iterable[PValue]) -> bool:
    """Tell whether a p-value is a label's, its comparator included."""
    try:
        return PValue.model_validate(value) in tuple(labels)
    except ValueError:
        return False


def same_name(value: Any, labels: Iterable[str]) -> bool:
    """Tell whether a name is one of the labels."""
    return isinstance(value, str) and _name(value) in {_name(label) for label in labels}


def same_organisation(value: Any, labels: Iterable[str]) -> bool:
    """Tell whether it is one of the labels, its initials, or one without its last words.

    FDA is the Food and Drug Administration, and Takemori is Takemori Yakuhin.
    """
    if not isinstance(value, str):
        return False
    names = tuple(labels)
    ours = _name(value)
    for name in names:
        theirs = _name(name)
        shorter, longer = sorted((ours, theirs), key=len)
        if ours == theirs or (len(shorter) > 3 and longer.startswith(f"{shorter} ")):
            return True
        if shorter in {_initials(value), _initials(name)} - {""}:
            return True
    return False


def same_place(value: Any, labels: Iterable[str]) -> bool:
    """Tell whether a country or region is one of the labels, under any of its usual names."""
    return isinstance(value, str) and _place(value) in {_place(label) for label in labels}


def other_names(name: str) -> list[str]:
    """Return the other usual names of a country or region: none for anything else."""
    place = _place(name)
    return [each for each in (place, *_PLACES) if _place(each) == place and each != folded(name)]


def same_names(value: Any, labels: Iterable[Iterable[str]]) -> bool:
    """Tell whether a list of names is one of the labels, in any order."""
    return _same_set(value, labels, _name)


def same_places(value: Any, labels: Iterable[Iterable[str]]) -> bool:
    """Tell whether a list of countries and regions is one of the labels, in any order."""
    return _same_set(value, labels, _place)


def _same_set(value: Any, labels: Iterable[Iterable[str]], fold: Callable[[str], str]) -> bool:
    said = {fold(str(part)) for part in value} if isinstance(value, list) else set()
    return any(said == set(map(fold, label)) for label in labels)


def same_description(value: Any, labels: Iterable[str]) -> bool:
    """Tell whether a few words hold those of a label, in their order, and hardly any others."""
    if not isinstance(value, str):
        return False
    said = _words(value)
    for label in labels:
        wanted = _words(label)
        ends = (place + len(wanted) for place in range(len(said) - len(wanted) + 1))
        inside = any(said[end - len(wanted) : end] == wanted for end in ends)
        if inside and len(said) - len(wanted) <= _OTHER_WORDS:
            return True
        if folded(value) in {folded(label), _initials(label)}:
            return True
    return False


def same_measure(value: Any, labels: Iterable[str]) -> bool:
    """Tell whether what was measured has the words and numbers of a label, in any order.

    Either may be the longer by up to a third of the words; small words do not count.
    """
    said = _content(value) if isinstance(value, str) else frozenset()
    return any(_alike(said, _content(label)) for label in labels)


def same_prose(value: Any, labels: Iterable[str]) -> bool:
    """Tell whether a sentence holds at least half of the words of a label, by their beginnings."""
    said = {word[:5] for word in _content(value)} if isinstance(value, str) else set()
    for label in labels:
        wanted = {word[:5] for word in _content(label)}
        if wanted and 2 * len(wanted & said) >= len(wanted):
            return True
    return False


COMPARATORS = {
    "choice": same_choice,
    "number": same_number,
    "date": same_date,
    "amount": same_amount,
    "p_value": same_p_value,
    "name": same_name,
    "organisation": same_organisation,
    "place": same_place,
    "names": same_names,
    "places": same_places,
    "description": same_description,
    "measured": same_measure,
    "prose": same_prose,
}


def _name(text: str) -> str:
    name = _TITLES.sub("", _BRACKET.sub("", folded(text)))
    name = _ARTICLE.sub("", name)
    while (shorter := _LEGAL.sub("", name)) != name:
        name = shorter
    return name.strip(" .,")


def _place(text: str) -> str:
    name = _ARTICLE.sub("", folded(text)).strip(" .")
    return _PLACES.get(name, name)


def _initials(text: str) -> str:
    """Return the initials of a name of several words: "Food and Drug Administration" is "fda"."""
    name = re.sub(r"\bU\.?S\.?\b", "", _BRACKET.sub("", text))
    letters = re.findall(r"(?<![\w'’])[A-Z](?=[a-z])", name)
    return "".join(letters).casefold() if len(letters) > 1 else ""


def _words(text: str) -> list[str]:
    return _WORD.findall(_ARTICLE.sub("", folded(text)))


def _content(text: str) -> frozenset[str]:
    words = (word.removesuffix("'s") for word in _WORD.findall(folded(text)))
    return frozenset(word for word in words if word not in _SMALL)


def _alike(said: frozenset[str], wanted: frozenset[str]) -> bool:
    numbers = [frozenset(word for word in words if word[0].isdigit()) for words in (said, wanted)]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return False
    if (said ^ wanted) & _OTHER_BASIS:
        return False
    common = len(said & wanted)
    return bool(common) and 3 * common >= 2 * max(len(said), len(wanted))
