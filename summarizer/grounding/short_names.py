"""Names that a text shortens without saying so: Aldersyke Imaging, Inc. and Ms. Quenby-Tran."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summarizer.grounding.aliases import Pair, name_before
from summarizer.grounding.known_names import LEGAL_FORMS, SAME_NAMES, TITLES
from summarizer.grounding.search import MOST_OCCURRENCES, is_hyphen
from summarizer.grounding.tokens import ADDRESS, Token, tokenize
from summarizer.grounding.words import key, stem

COMMON_NAMES = frozenset(token.text for token in tokenize(SAME_NAMES))
# Shorter first words are too often words of their own; longer runs of capitals are headlines.
_SHORTEST_NAME = 4
_LONGEST_NAME = 4


class ShortNames:
    """The short names in a text.

    Attributes:
        text: The text.
        tokens: Its tokens.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text, self.tokens = text, tokens
        places: dict[str, list[int]] = {}
        for position, token in enumerate(tokens):
            places.setdefault(token.text, []).append(position)
        self._places: Mapping[str, Sequence[int]] = places
        self._followers: dict[str, frozenset[str]] = {}

    def companies(self) -> Iterator[Pair]:
        """Yield companies with their names less the legal form, and with the first word alone."""
        known: set[tuple[str, ...]] = set()
        for position, token in enumerate(self.tokens):
            if token.text not in LEGAL_FORMS or not self._is_legal_form(position):
                continue
            name = name_before(self.text, self.tokens, position)
            parts = tuple(part.text for part in tokenize(name) if part.text not in LEGAL_FORMS)
            if not parts or not name[0].isupper():
                continue
            yield f"{name} {self._raw(position)}", " ".join(parts)
            if len(parts) > 1 and parts not in known and self._stands_for(parts):
                yield " ".join(parts), parts[0]
            known.add(parts)

    def persons(self) -> Iterator[Pair]:
        """Yield persons with the name behind their title: Marisol Quenby-Tran and Quenby-Tran."""
        known: set[tuple[str, ...]] = set()
        for position, token in enumerate(self.tokens[:-1]):
            if token.text not in TITLES or not self._is_capital(position):
                continue
            first = last = position + 1
            furthest = min(first + _LONGEST_NAME, len(self.tokens))
            while last + 1 < furthest and is_hyphen(self.tokens[last + 1]):
                last += 1
            surname = self._words(first, last + 1)
            if surname in known or not self._is_capital(first):
                continue
            known.add(surname)
            for place in self._places[surname[0]][:MOST_OCCURRENCES]:
                behind = place + len(surname)
                given = place > 0 and self._is_given_name(place - 1)
                if given and self._words(place, behind) == surname:
                    yield self._raw(place - 1, behind), self._raw(first, last + 1)

    def _stands_for(self, parts: Sequence[str]) -> bool:
        """Say whether the first word of a company's name is its short form, and of nothing else."""
        word = parts[0]
        if len(word) < _SHORTEST_NAME or word in COMMON_NAMES or key(word) != stem(word):
            return False
        if word not in self._followers:
            self._followers[word] = self._find_followers(word)
        return self._followers[word] - {parts[1]} == {""}

    def _find_followers(self, word: str) -> frozenset[str]:
        """Return what follows a word in the names that it begins: "" where it is all of one.

        Empty if it also stands in lower case, so that it is a word like any other.
        """
        followers = set()
        for place in self._places[word]:
            if self.tokens[place].gap[-1:] in ADDRESS:
                continue
            if not self._is_capital(place):
                return frozenset()
            if not (self._is_capital(place + 1) and self.tokens[place + 1].gap == " "):
                followers.add("")
            elif not self._is_headline(place):
                followers.add(self.tokens[place + 1].text)
        return frozenset(followers)

    def _is_headline(self, place: int) -> bool:
        """Say whether capitals go on for so long that they show no names."""
        return all(map(self._is_capital, range(place, place + _LONGEST_NAME + 1)))

    def _is_legal_form(self, position: int) -> bool:
        """Say whether a token is a legal form: it follows a name and is printed as one."""
        printed = self._is_capital(position) or self.tokens[position].text in ("plc", "publ")
        return printed and position > 0 and self._is_capital(position - 1)

    def _is_given_name(self, position: int) -> bool:
        behind = self.tokens[position + 1]
        title = self.tokens[position].text in TITLES
        return self._is_capital(position) and behind.gap == " " and not title

    def _is_capital(self, position: int) -> bool:
        inside = position < len(self.tokens)
        return inside and self.text[self.tokens[position].start].isupper()

    def _words(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(token.text for token in self.tokens[first:last])

    def _raw(self, first: int, last: int | None = None) -> str:
        end = self.tokens[(first if last is None else last - 1)].end
        return self.text[self.tokens[first].start : end]
