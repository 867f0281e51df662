"""Which names mean the same in a document: those it defines, and those that all know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from summarizer.grounding.aliases import Pair, defined_pairs
from summarizer.grounding.search import Run
from summarizer.grounding.short_names import ShortNames
from summarizer.grounding.synonyms import (
    Form,
    Words,
    known_synonyms,
    without_legal_form,
    words_of,
)
from summarizer.grounding.tokens import Token

# What a text calls by more names than these it does not tell apart: the bound that keeps a search
# for a name linear.
MOST_FORMS = 64

# How a document calls the one that publishes it, where it says so: (the “Company”).
_PUBLISHER = (
    *("Company", "the Company", "Group", "Société", "la Société", "Gesellschaft", "Unternehmen"),
    *("公司", "本公司", "当社", "本集团", "集团"),
)


class NameTable:
    """The names that mean the same in one document.

    Attributes:
        speaker: The group of the one that publishes it, None if that is not told.
        parties: The groups of companies and persons.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        short = ShortNames(text, tokens)
        companies, persons = list(short.companies()), list(short.persons())
        shared = _shared_firsts(companies)
        companies = [pair for pair in companies if words_of(pair[1]) not in shared]
        self._synonyms = known_synonyms().copy()
        for one, other in chain(defined_pairs(text, tokens), companies, persons):
            self._synonyms.unite(one, other, shared)
        self._by_group: dict[int, list[Form]] = {}
        lengths: dict[str, set[int]] = {}
        for form in self._synonyms.forms.values():
            self._by_group.setdefault(self._synonyms.root(form.group), []).append(form)
            lengths.setdefault(form.words[0], set()).add(len(form.words))
        # The longest first, so that "US FDA" is read before "US".
        self._lengths = {word: sorted(each, reverse=True) for word, each in lengths.items()}
        self.speaker = next(self._groups((*_PUBLISHER, *(full for full, _ in companies[:1]))), None)
        self.parties = frozenset(self._groups(chain.from_iterable((*companies, *persons))))

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[tuple[Run, int]]:
        """Yield the names in a text that have other forms, as token runs, with their group."""
        position = 0
        while position < len(tokens):
            behind = position + 1
            for length in self._lengths.get(tokens[position].text, ()):
                here = tokens[position : position + length]
                form = self._synonyms.forms.get(tuple(token.text for token in here))
                if form and (not form.capital or text[here[0].start].isupper()):
                    behind = position + len(here)
                    yield (position, behind), self._synonyms.root(form.group)
                    break
            position = behind

    def forms(self, name: Words) -> list[Form]:
        """Return the other forms of a name, up to `MOST_FORMS`; none if it has no other."""
        if name not in self._synonyms.forms:
            return []
        group = self._by_group[self._synonyms.root(self._synonyms.forms[name].group)]
        return [form for form in group[:MOST_FORMS] if form.words != name]

    def _groups(self, names: Iterable[str]) -> Iterator[int]:
        """Yield the groups of the names that have one."""
        for name in map(words_of, names):
            if name in self._synonyms.forms:
                yield self._synonyms.root(self._synonyms.forms[name].group)


def _shared_firsts(companies: Iterable[Pair]) -> frozenset[Words]:
    """Return the first words that several companies share: of Acme Medical N.V. and Acme Inc."""
    names = {without_legal_form(words_of(full)) for full, _ in companies}
    firsts = Counter(name[:1] for name in names)
    return frozenset(first for first, count in firsts.items() if count > 1)
