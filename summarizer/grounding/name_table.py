"""Which names mean the same in a document: those it defines, and those that all know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from summarizer.grounding.aliases import Pair, defined_pairs
from summarizer.grounding.known_names import LEGAL_FORMS, SAME_NAMES
from summarizer.grounding.search import Run
from summarizer.grounding.short_names import ShortNames
from summarizer.grounding.tokens import Token, tokenize

Words = tuple[str, ...]

# What a text calls by more names than these it does not tell apart: the bound that keeps a search
# for a name linear.
MOST_FORMS = 64


# How a document calls the one that publishes it, where it says so: (the “Company”).
_PUBLISHER = (
    *("Company", "the Company", "Group", "Société", "la Société", "Gesellschaft", "Unternehmen"),
    *("公司", "本公司", "当社", "本集团", "集团"),
)


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
        parties: The groups of companies and persons.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._parents: list[int] = []
        self._forms: dict[Words, Form] = {}
        self._lengths: dict[str, set[int]] = {}
        short = ShortNames(text, tokens)
        companies, persons = list(short.companies()), list(short.persons())
        self._shared = _shared_firsts(companies)
        companies = [pair for pair in companies if _words(pair[1]) not in self._shared]
        for pair in (*_same_names(), *defined_pairs(text, tokens), *companies, *persons):
            self._unite(pair)
        self._by_group: dict[int, list[Form]] = {}
        for form in self._forms.values():
            self._by_group.setdefault(self._root(form.group), []).append(form)
        # The longest first, so that "US FDA" is read before "US".
        self._longest_first = {
            word: sorted(lengths, reverse=True) for word, lengths in self._lengths.items()
        }
        self.speaker = self._find_speaker(companies)
        self.parties = frozenset(
            self._root(self._forms[_words(name)].group)
            for pair in (*companies, *persons)
            for name in pair
            if _words(name) in self._forms
        )

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[tuple[Run, int]]:
        """Yield the names in a text that have other forms, as token runs, with their group."""
        position = 0
        while position < len(tokens):
            behind = position + 1
            for length in self._longest_first.get(tokens[position].text, ()):
                here = tokens[position : position + length]
                form = self._forms.get(tuple(token.text for token in here))
                if form and (not form.capital or text[here[0].start].isupper()):
                    behind = position + len(here)
                    yield (position, behind), self._root(form.group)
                    break
            position = behind

    def forms(self, name: Words) -> list[Form]:
        """Return the other forms of a name, up to `MOST_FORMS`; none if it has no other."""
        if name not in self._forms:
            return []
        group = self._by_group[self._root(self._forms[name].group)]
        return [form for form in group[:MOST_FORMS] if form.words != name]

    def _unite(self, pair: Pair) -> None:
        first, second = (self._add(name) for name in pair)
        if first is not None and second is not None:
            self._parents[self._root(second)] = self._root(first)

    def _add(self, name: str) -> int | None:
        form = _words(name)
        if not form:
            return None
        if form not in self._forms:
            group = len(self._parents)
            self._parents.append(group)
            capital = name[0].isupper() and (len(form) == 1 or name.isupper())
            self._forms[form] = Form(form, group, capital)
            self._lengths.setdefault(form[0], set()).add(len(form))
            short = without_legal_form(form)
            if short != form and short not in self._shared:
                self._unite((name, " ".join(short)))
        return self._forms[form].group

    def _root(self, group: int) -> int:
        while self._parents[group] != group:
            self._parents[group] = self._parents[self._parents[group]]
            group = self._parents[group]
        return group

    def _find_speaker(self, companies: Sequence[Pair]) -> int | None:
        """Return who is "the Company", else the first company that is named in full."""
        candidates = [*_PUBLISHER, *(full for full, _ in companies[:1])]
        known = (self._forms[name].group for name in map(_words, candidates) if name in self._forms)
        group = next(known, None)
        return None if group is None else self._root(group)


def _shared_firsts(companies: Iterable[Pair]) -> frozenset[Words]:
    """Return the first words that several companies share: of Acme Medical N.V. and Acme Inc."""
    names = {without_legal_form(_words(full)) for full, _ in companies}
    firsts = Counter(name[:1] for name in names)
    return frozenset(first for first, count in firsts.items() if count > 1)


@lru_cache(maxsize=4_096)
def _words(name: str) -> Words:
    return tuple(token.text for token in tokenize(name))


def _same_names() -> Iterator[Pair]:
    for line in SAME_NAMES.strip().splitlines():
        first, *others = line.strip().split(", ")
        yield from ((first, other) for other in others)


def without_legal_form(name: Words) -> Words:
    """Drop the legal form at the end of a company's name, Holdings included."""
    last = len(name)
    while last > 1 and name[last - 1] in LEGAL_FORMS:
        last -= 1
    return name[:last]
