"""The smallest step from a true sentence to another one: a piece of it, and what takes its place.

A `Change` proposes every edit of one kind that a sentence allows; the helpers here make changes
from tables, so that a kind is mostly words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import permutations
from typing import NamedTuple


class Edit(NamedTuple):
    """What stands at `[start, end)` of a sentence is replaced by `text`."""

    start: int
    end: int
    text: str

    def apply(self, sentence: str) -> str:
        """Return the sentence with the edit made."""
        return sentence[: self.start] + self.text + sentence[self.end :]


Change = Callable[[str], Iterator[Edit]]


def exchange(table: str) -> Change:
    """Return the change that puts in place of a phrase each other one of its line.

    Args:
        table: Lines of phrases parted by commas. A phrase stands on word borders, in any case; it
            may stand on several lines.
    """
    others: dict[str, list[str]] = {}
    for line in table.strip().splitlines():
        for phrase, other in permutations(map(str.strip, line.split(",")), 2):
            others.setdefault(phrase, []).append(other)
    pattern = re.compile(_any_of(others), re.IGNORECASE)

    def change(sentence: str) -> Iterator[Edit]:
        for match in pattern.finditer(sentence):
            for other in others[match[0].lower()]:
                yield Edit(*match.span(), _like(match[0], other))

    return change


def replace(*rules: tuple[str, str]) -> Change:
    """Return the change that expands a template in place of each match of a pattern."""
    compiled = [(re.compile(pattern), template) for pattern, template in rules]

    def change(sentence: str) -> Iterator[Edit]:
        for pattern, template in compiled:
            for match in pattern.finditer(sentence):
                yield Edit(*match.span(), match.expand(template))

    return change


def together(*changes: Change) -> Change:
    """Return the change that proposes what any of several do."""

    def change(sentence: str) -> Iterator[Edit]:
        for each in changes:
            yield from each(sentence)

    return change


def _any_of(phrases: dict[str, list[str]]) -> str:
    """Return a pattern for the longest of the phrases, whole where it begins or ends in letters."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(
        (r"(?<![a-zäöüß])" if phrase[0].isalpha() and phrase.isascii() else "")
        + re.escape(phrase)
        + (r"(?![a-zäöüß])" if phrase[-1].isalpha() and phrase.isascii() else "")
        for phrase in longest_first
    )


def _like(model: str, phrase: str) -> str:
    """Write a phrase in the case of another: as it is, with a capital, or all in capitals."""
    if len(model) > 1 and model.isupper():
        return phrase.upper()
    return phrase[:1].upper() + phrase[1:] if model[:1].isupper() else phrase
