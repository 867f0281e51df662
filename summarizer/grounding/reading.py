"""What is read off a text, claim or sentence alike: tokens, mentions, keys, and how it is meant.

Both sides of every comparison are a `Reading`, so that a rule looks at a pair of like things.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from summarizer.grounding.capitals import Capitals, read_capitals
from summarizer.grounding.governors import Governor, find_governors
from summarizer.grounding.mention import Mention, find_mentions
from summarizer.grounding.polarity import Stance, read_stance
from summarizer.grounding.search import Run, is_hyphen
from summarizer.grounding.tokens import Token, tokenize
from summarizer.grounding.words import key
from summarizer.readers.numerals import ENGLISH, NumberStyle

_ARMS = frozenset(map(key, ("arm", "group", "dose", "tablet", "cohort")))
_DOSES = frozenset({"mg", "µg", "mg/kg", "g", "ml"})
# Tokens on either side. Further away, words belong to something else more often than not.
_WINDOW = 6
_WIDE_WINDOW = 18
# Between the parts of a code: IL-17A.
_IN_A_CODE = ("", "-")


class Context(NamedTuple):
    """The keys on the two sides of a place."""

    left: frozenset[str]
    right: frozenset[str]

    @property
    def both(self) -> frozenset[str]:
        """The keys of both sides."""
        return self.left | self.right


class Reading:
    """A passage of a text.

    Attributes:
        text: The whole text, into which all offsets point.
        tokens: Those of the passage.
        mentions: Quantities, dates and phases, in order, by token index. They do not overlap.
        known: Of a claim, what `coreference` found, by the numbers of the document's sentences.
    """

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        mentions: Sequence[Mention],
        stance: Stance | None = None,
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.mentions = mentions
        self._stance = stance
        self._contexts: dict[Run, Context] = {}
        self.known: dict[int, Mapping[int, int]] = {}

    @classmethod
    def of(
        cls, text: str, *, style: NumberStyle = ENGLISH, reference: date | None = None
    ) -> Reading:
        """Read a text from nothing.

        Args:
            text: Any text.
            style: How its numbers are printed.
            reference: The day from which dates without a year are understood.
        """
        tokens = tokenize(text, style)
        return cls(text, tokens, find_mentions(text, tokens, style, reference))

    def part(self, start: int, end: int) -> Reading:
        """Return the reading of the text's characters `[start, end)`, by itself."""
        first, last = (
            bisect_left(self.tokens, offset, key=lambda token: token.start)
            for offset in (start, end)
        )
        # What runs over a border, "about" before it and 20 behind, belongs to where it ends.
        low, high = (
            bisect_right(self.mentions, position, key=lambda mention: mention.last)
            for position in (first, last)
        )
        mentions = [mention.moved(-first) for mention in self.mentions[low:high]]
        return Reading(self.text, self.tokens[first:last], mentions)

    def without(self, positions: Collection[int], mentions: Sequence[Mention]) -> Reading:
        """Return the reading with some tokens saying nothing, and only these mentions."""
        rest = Reading(self.text, self.tokens, mentions, self.stance)
        rest.keys = ["" if n in positions else key for n, key in enumerate(rest.keys)]
        runs = (tuple(n for n in run if n not in positions) for run in rest.capitals.runs)
        names = rest.capitals.names.difference(positions)
        rest.capitals = Capitals(names, tuple(filter(None, runs)))
        return rest

    @cached_property
    def stance(self) -> Stance:
        """How each token is meant."""
        return self._stance or read_stance(self.text, self.tokens)

    @cached_property
    def governors(self) -> Sequence[Governor]:
        """The words that turn, ask for, qualify or limit others."""
        return find_governors(self.tokens)

    @cached_property
    def capitals(self) -> Capitals:
        """Which tokens name something."""
        return read_capitals(self.text, self.tokens)

    @cached_property
    def keys(self) -> Sequence[str]:
        """What each token is compared by; empty where it carries nothing.

        A mention has its name at its first token; cues are empty, since `stance` reads them.
        """
        keys = [key(token.text) for token in self.tokens]
        for position, token in enumerate(self.tokens):
            # The A of "Series A" and of "IL-17A" is no article, nor its IL one.
            before = self.tokens[position - 1] if position else None
            series = token.gap == " " and self.text[token.start].isupper()
            coded = before is not None and before.is_numeric and token.gap in _IN_A_CODE
            lone = before is not None and len(token.text) == 1 and token.text.isascii()
            if lone and (series or coded):
                keys[position] = token.text
            elif before is not None and not keys[position - 1] and token.is_numeric:
                joined = token.gap in _IN_A_CODE and before.text.isascii() and before.text.isalpha()
                keys[position - 1] = before.text if joined else ""
        for cue in self.stance.mentions:
            keys[cue.first : cue.last] = [""] * (cue.last - cue.first)
        for mention in self.mentions:
            keys[mention.first : mention.last] = [""] * (mention.last - mention.first)
            keys[mention.first] = mention.name
            # The 60 mg arm, group and dose are the same.
            behind = mention.last
            if mention.unit in _DOSES and behind < len(keys) and keys[behind] in _ARMS:
                keys[behind] = ""
        return keys

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For each key the tokens that have it, in order."""
        places: dict[str, list[int]] = {}
        for position, found in enumerate(self.keys):
            if found:
                places.setdefault(found, []).append(position)
        return places

    @cached_property
    def quantities(self) -> Sequence[Mention]:
        """The mentions that are quantities, in order."""
        return [mention for mention in self.mentions if mention.kind == "quantity"]

    @cached_property
    def clause_keys(self) -> dict[int, set[str]]:
        """For each clause, by where it begins, the keys in it."""
        keys: dict[int, set[str]] = {}
        for clause, found in zip(self.stance.clauses, self.keys, strict=True):
            keys.setdefault(clause, set()).add(found)
        return keys

    @cached_property
    def parts(self) -> Sequence[int]:
        """For each token where its part of the clause begins: the clause itself, or a comma."""
        parts: list[int] = []
        for position, clause in enumerate(self.stance.clauses):
            begins = not position or any(mark in self.tokens[position].gap for mark in ",、，")
            parts.append(position if begins else max(clause, parts[-1]))
        return parts

    @cached_property
    def compounds(self) -> dict[str, list[int]]:
        """For each hyphenated pair of words, written as one, the second of its tokens."""
        compounds: dict[str, list[int]] = {}
        for position in range(1, len(self.tokens)):
            if is_hyphen(self.tokens[position]):
                glued = self.tokens[position - 1].text + self.tokens[position].text
                compounds.setdefault(key(glued), []).append(position)
        return compounds

    @cached_property
    def owners(self) -> Sequence[Mention | None]:
        """For each token the mention that it is a part of."""
        owners: list[Mention | None] = [None] * len(self.tokens)
        for mention in self.mentions:
            owners[mention.first : mention.last] = [mention] * (mention.last - mention.first)
        return owners

    def around(self, first: int, last: int) -> Context:
        """Return what stands around the tokens `[first, last)`, in their clause.

        What stands in brackets of its own is passed over. Around a mention, the context ends at
        the next one of its kind and unit: beyond is that one's.
        """
        context = self._contexts.get((first, last))
        if context is None:
            context = Context(
                frozenset(self._walk(first, max(first - self._window, 0) - 1, -1)),
                frozenset(self._walk(last - 1, min(last + self._window, len(self.tokens)), 1)),
            )
            self._contexts[first, last] = context
        return context

    @cached_property
    def spaceless(self) -> bool:
        """Whether it is in Chinese or Japanese, where a word is several tokens."""
        return 2 * sum(token.text[0] > "\u3040" for token in self.tokens) > len(self.tokens)

    @property
    def _window(self) -> int:
        return _WIDE_WINDOW if self.spaceless else _WINDOW

    def _walk(self, start: int, stop: int, step: int) -> Iterator[str]:
        """Yield the keys from beside `start` up to, not including, `stop`."""
        own = self.owners[start]
        depths = self.stance.depths
        clauses = self.parts if self.spaceless else self.stance.clauses
        for position in range(start + step, stop, step):
            if depths[position] > depths[start]:
                continue
            other = self.owners[position]
            if clauses[position] != clauses[start] or (own and other and other.is_like(own)):
                return
            # A single kana is an ending or a particle.
            if self.keys[position] and not "\u3040" < self.keys[position][0] < "\u3100":
                yield self.keys[position]

    @property
    def whole(self) -> str:
        """The text of the passage."""
        return self.raw(0, len(self.tokens))

    def raw(self, first: int, last: int) -> str:
        """Return the text of the tokens `[first, last)`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]
