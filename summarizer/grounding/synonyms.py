"""Names that are united, two by two, into groups of the same; those that all know to begin with."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache
from typing import NamedTuple, Self

from summarizer.grounding.known_names import LEGAL_FORMS, SAME_NAMES
from summarizer.grounding.tokens import tokenize

Words = tuple[str, ...]


class Form(NamedTuple):
    """One way to write a name, and how it is capitalized.

    Attributes:
        words: Its tokens.
        group: A number that leads to the one that all forms of the name share, `root`.
        capital: Whether it counts only where it is capitalized: US, AD, the Company.
    """

    words: Words
    group: int
    capital: bool


class Synonyms:
    """Forms of names, in groups: a union-find over the tokens of each.

    Attributes:
        forms: Each form by its words, in the order in which they came.
    """

    def __init__(self) -> None:
        self.forms: dict[Words, Form] = {}
        self._parents: list[int] = []

    def copy(self) -> Self:
        """Return the same forms and groups, to be added to."""
        new = type(self)()
        new.forms = self.forms.copy()
        new._parents = self._parents.copy()  # noqa: SLF001 - of the same class
        return new

    def unite(self, one: str, other: str, shared: Collection[Words] = ()) -> None:
        """Make two names the same; a company's is the same without its legal form.

        Args:
            one: A name.
            other: A name.
            shared: Words that several companies share, which stand for none of them.
        """
        first, second = self._add(one, shared), self._add(other, shared)
        if first is not None and second is not None:
            self._parents[self.root(second)] = self.root(first)

    def root(self, group: int) -> int:
        """Return the number that all forms of a name share."""
        while self._parents[group] != group:
            self._parents[group] = self._parents[self._parents[group]]
            group = self._parents[group]
        return group

    def _add(self, name: str, shared: Collection[Words]) -> int | None:
        form = words_of(name)
        if not form:
            return None
        if form not in self.forms:
            group = len(self._parents)
            self._parents.append(group)
            capital = name[0].isupper() and (len(form) == 1 or name.isupper())
            self.forms[form] = Form(form, group, capital)
            short = without_legal_form(form)
            if short != form and short not in shared:
                self.unite(name, " ".join(short), shared)
        return self.forms[form].group


@cache
def known_synonyms() -> Synonyms:
    """Return the names that the world writes in several ways; copy it before you add to it."""
    synonyms = Synonyms()
    for line in SAME_NAMES.strip().splitlines():
        first, *others = line.strip().split(", ")
        for other in others:
            synonyms.unite(first, other)
    return synonyms


@lru_cache(maxsize=4_096)
def words_of(name: str) -> Words:
    """Return the tokens of a name."""
    return tuple(token.text for token in tokenize(name))


def without_legal_form(name: Words) -> Words:
    """Drop the legal form at the end of a company's name, Holdings included."""
    last = len(name)
    while last > 1 and name[last - 1] in LEGAL_FORMS:
        last -= 1
    return name[:last]
