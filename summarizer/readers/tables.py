"""Tables of words, written as text so that adding a spelling is adding a word."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from summarizer.readers.characters import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable


def read_table(table: str) -> dict[str, str]:
    """Map every spelling of a table to the canonical value that begins its line.

    Args:
        table: Lines of a canonical value, a space, and spellings parted by commas.
    """
    lines = (line.split(maxsplit=1) for line in table.strip().splitlines())
    return {
        spelling.strip(): canonical
        for canonical, spellings in lines
        for spelling in spellings.split(",")
    }


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


def any_of(spellings: Iterable[str]) -> str:
    """Return a pattern for the longest of the spellings that is not cut from a longer word.

    It branches letter by letter: a plain alternation would try every spelling everywhere.
    """
    return f"{beginning(spellings)}(?!(?<=[{LETTERS}])[{LETTERS}])"


def beginning(spellings: Iterable[str]) -> str:
    """Return a pattern for the longest of the spellings, wherever a longer word goes on."""
    return f"(?:{_branches(sorted(set(spellings), reverse=True))})"


def _branches(endings: list[str]) -> str:
    branches = []
    for initial, group in groupby(endings, key=lambda ending: ending[:1]):
        rest = _branches([ending[1:] for ending in group]) if initial else ""
        branches.append(re.escape(initial) + (f"(?:{rest})" if rest else ""))
    return "|".join(branches)
