"""Which names mean the same in a document: those it defines, and those that all know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from summarizer.grounding.aliases import Pair, defined_pairs
from summarizer.grounding.known_names import LEGAL_FORMS, SAME_NAMES
from summarizer.grounding.search import Run
from summarizer.grounding.short_names import ShortNames
from summarizer.grounding.tokens import Token, tokenize

Words = tuple[str, ...]


class Form(NamedTuple):
    """One way to write a name, and how it is capitalized.

    Attributes:
        words: Its tokens.
        group: The number that all forms of the name share.
        capital: Whether it counts only where it is capitalized: US, AD, the Company.
    """

    words: Words
    group: int
    capital: bool


class NameTable:
    """The names that mean the same in one document.

    Attributes:
        speaker: The group of the one that publishes it, None if that is not told.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._groups: dict[Words, int] = {}
        self._parents: list[int] = []
        self._by_first_word: dict[str, list[Form]] = {}
        short = ShortNames(text, tokens)
        companies = list(short.companies())
        for pair in (*_same_names(), *defined_pairs(text), *companies, *short.persons()):
            self._unite(pair)
        self._by_group: dict[int, list[Form]] = {}
        for forms in self._by_first_word.values():
            # The longest first, so that "US FDA" is read before "US".
            forms.sort(key=lambda form: len(form.words), reverse=True)
            for form in forms:
                self._by_group.setdefault(self._root(form.group), []).append(form)
        self.speaker = self._find_speaker(companies)

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[tuple[Run, int]]:
        """Yield the names in a text that have other forms, as token runs, with their group."""
        position = 0
        while position < len(tokens):
            behind = position + 1
            for form in self._by_first_word.get(tokens[position].text, ()):
                last = position + len(form.words)
                if _is_form(text, tokens[position:last], form):
                    yield (position, last), self._root(form.group)
                    behind = last
                    break
            position = behind

    def forms(self, name: Words) -> list[Form]:
        """Return the other forms of a name; none if it has no other."""
        if name not in self._groups:
            return []
        group = self._by_group[self._root(self._groups[name])]
        return [form for form in group if form.words != name]

    def _unite(self, pair: Pair) -> None:
        first, second = (self._add(name) for name in pair)
        if first is not None and second is not None:
            self._parents[self._root(second)] = self._root(first)

    def _add(self, name: str) -> int | None:
        form = _words(name)
        if not form:
            return None
        if form not in self._groups:
            group = len(self._parents)
            self._parents.append(group)
            self._groups[form] = group
            capital = name[0].isupper() and (len(form) == 1 or name.isupper())
            self._by_first_word.setdefault(form[0], []).append(Form(form, group, capital))
            if (short := without_legal_form(form)) != form:
                self._unite((name, " ".join(short)))
        return self._groups[form]

    def _root(self, group: int) -> int:
        while self._parents[group] != group:
            self._parents[group] = self._parents[self._parents[group]]
            group = self._parents[group]
        return group

    def _find_speaker(self, companies: Sequence[Pair]) -> int | None:
        """Return who is "the Company", else the first company that is named in full."""
        candidates = [("company",), ("group",), *(_words(full) for full, _ in companies[:1])]
        known = (self._groups[name] for name in candidates if name in self._groups)
        group = next(known, None)
        return None if group is None else self._root(group)


@lru_cache(maxsize=4_096)
def _words(name: str) -> Words:
    return tuple(token.text for token in tokenize(name))


def _same_names() -> Iterator[Pair]:
    for line in SAME_NAMES.strip().splitlines():
        first, *others = line.strip().split(", ")
        yield from ((first, other) for other in others)


def _is_form(text: str, tokens: Sequence[Token], form: Form) -> bool:
    return (
        len(tokens) == len(form.words)
        and all(token.text == word for token, word in zip(tokens, form.words, strict=True))
        and (not form.capital or text[tokens[0].start].isupper())
    )


def without_legal_form(name: Words) -> Words:
    """Drop the legal form at the end of a company's name, Holdings included."""
    last = len(name)
    while last > 1 and name[last - 1] in LEGAL_FORMS:
        last -= 1
    return name[:last]
