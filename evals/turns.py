"""How a sentence says what it says: up or down, denied, planned. Words of English only.

Two sentences are compared: where the one says the reverse of the other, it turns it round. What
neither says is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from summarizer.readers.tables import words

_UP = re.compile(
    r"\b(?:rose|rises?|rising|risen|increas\w+|grew|grows?|growing|grown|climb\w*|gain(?:s|ed)?"
    r"|higher|jump\w*|improv\w+|up(?! to\b)(?=,? (?:by |about |from |\d|[$€£¥]))|rais(?:e[sd]?|ing)"
    r"|advanced|surg\w+|expand\w*|doubl\w+|widen\w*|lift(?:s|ed)?|upgrad\w+)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:fell|falls?|falling|fallen|decreas\w+|declin\w+|dropp?\w*|lower(?:s|ed)?|shr[aiu]nk\w*"
    r"|reduc\w+|down(?=,? (?:by |about |from |to |\d|[$€£¥]))|cut(?:s|ting)?|slid\w*|worsen\w*"
    r"|narrow\w*|halv\w+|less|slump\w*|weaken\w*)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|no longer|nobody|nothing|nowhere"
    r"|fail(?:s|ed)?|miss(?:es|ed)?|refus(?:e[sd]?|al)|reject(?:s|ed)|non)\b|n['’]t\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:expect\w*|plan(?:s|ned|ning)?|intend\w*|will|would|may|might|could|should|aims?|aimed"
    r"|targets?|targeted|anticipat\w*|potential\w*|propos\w+|eligible|conditional|contingent"
    r"|subject to|guidance|outlook|forecast\w*|scheduled|due|up to|to be|ahead|goal"
    r"|possible|depend\w*|if|seeks?|sees|believes?|likely|hopes?|proceeds to come|looks? to"
    r"|ready to|on track|projected|as much as|maximum|can)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:expect\w*|plan(?:s|ned|ning)?|intend\w*|will|would|may|might|could|aims?|targets?"
    r"|anticipat\w*|propos\w+|eligible|contingent|scheduled|forecasts?|potential\w*)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|has|have|had|[a-z]{2,}[^e\W]ed|began|started|took|got|sold|bought|won|fell|rose)\b"
)
_EXPECTED = re.compile(
    r"\b(?:expect(?:s|ed)|plan(?:s|ned)|intends?|aims?|forecasts?)\b", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[;:–—\n]|,(?!\d)|\.(?=\s|$)|\b(?:while|but|whereas|although|and|versus|against)\b"
)
_WORD = re.compile(r"[a-z]{3,}")
_SMALL = words(
    "the and any for has have had was were been are its his her their this that with from "
    "into all but out than which who whom when where there then such other said does did will "
    "would patients company year"
)
# A negation reaches this many words with content.
_REACH = 4
_STEM = 5


def directions(text: str) -> frozenset[str]:
    """Return "up", "down", both or neither."""
    found = {"up": _UP, "down": _DOWN}
    return frozenset(name for name, verbs in found.items() if verbs.search(text))


def turned(text: str, shown: Iterable[str]) -> bool:
    """Tell whether a text has one direction, and what it is held against only the other."""
    ours = directions(text)
    theirs: frozenset[str] = frozenset().union(*map(directions, shown))
    return len(ours) == 1 and len(theirs) == 1 and ours != theirs


def denies(text: str, shown: str) -> bool:
    """Tell whether a text denies what another affirms, or affirms what it denies.

    Where both deny something, they are taken to deny the same.
    """
    ours, theirs = _negated(text), _negated(shown)
    if ours and theirs:
        return False
    return bool(ours & stems(shown) or theirs & stems(text))


def hedged(text: str) -> bool:
    """Tell whether a text speaks of what is planned, possible or to come."""
    return _HEDGE.search(text) is not None


def told_as_done(text: str, shown: str) -> bool:
    """Tell whether a text tells in the past what another tells as planned or possible."""
    planned = _PLANNED.search(shown) is not None and not _PAST.search(_PLANNED.sub("", shown))
    return planned and not hedged(text) and _PAST.search(text) is not None


def told_as_open(text: str, shown: str) -> bool:
    """Tell whether a text only expects what another tells as it is."""
    return _EXPECTED.search(text) is not None and not hedged(shown)


def clauses(text: str) -> list[str]:
    """Split a sentence where another thing may be said."""
    return [text[start:end] for start, end in clause_spans(text)]


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Return where the clauses of a text stand."""
    borders = [0, *(place for match in _CLAUSE.finditer(text) for place in match.span()), len(text)]
    pairs = zip(borders[::2], borders[1::2], strict=True)
    return [(start, end) for start, end in pairs if text[start:end].strip()]


@cache
def _negated(text: str) -> frozenset[str]:
    """Return the stems that a negation reaches: the next words with content of its clause."""
    stems: set[str] = set()
    for clause in clauses(text):
        for match in _NEGATION.finditer(clause):
            stems |= set(_content(clause[match.end() :])[:_REACH])
    return frozenset(stems)


@cache
def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words with content of a text."""
    return frozenset(_content(text))


def _content(text: str) -> list[str]:
    return [word[:_STEM] for word in _WORD.findall(text.casefold()) if word not in _SMALL]
