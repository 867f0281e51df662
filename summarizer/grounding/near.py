"""Whether a value stands beside one of the words that a schema asks for: `Near("site")`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.grounding.mention import Mention
from summarizer.grounding.reading import Reading
from summarizer.grounding.tokens import tokenize
from summarizer.readers.tables import words
from summarizer.types import Near

# Tokens between a value and the word that it stands beside.
_REACH = 8
_OF = words("of der des von de")
_AGED = words("aged age ages alter")


@dataclass(frozen=True, slots=True)
class Beside:
    """The words that a value must stand beside, as tokens; the last is compared as a beginning."""

    phrases: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, marks: Iterable[object]) -> Beside | None:
        """Gather the words of a field's `Near` marks; None if it has none."""
        wanted = [word for mark in marks if isinstance(mark, Near) for word in mark.words]
        phrases = [tuple(token.text for token in tokenize(word)) for word in wanted]
        return cls(tuple(phrase for phrase in phrases if phrase)) if wanted else None

    def is_in(self, reading: Reading) -> bool:
        """Say whether one of the words stands anywhere in a passage."""
        return self.inside(reading, 0, len(reading.tokens))

    def inside(self, reading: Reading, first: int, last: int) -> bool:
        """Say whether a word is a part of the value itself: "million" of "26 million"."""
        return any(self._at(reading, position) for position in range(first, last))

    def distance(self, reading: Reading, first: int, last: int) -> int | None:
        """Return how far from the tokens `[first, last)` the closest word stands, None if too far.

        Between them no other number may stand, and the word may not belong to another one: in
        "20 sites, aiming to enroll 192" the 20 is not beside "enroll".
        """
        if self.inside(reading, first, last):
            return 0
        mentions = reading.quantities
        place = bisect_left(mentions, first, key=lambda mention: mention.first)
        own = mentions[place] if place < len(mentions) and mentions[place].first == first else None
        before = mentions[place - 1] if place else None
        behind = mentions[place + bool(own)] if place + bool(own) < len(mentions) else None
        if first and own and reading.tokens[first - 1].text in _AGED:
            return None
        counts_other = own is not None and not self._counts(own)
        right = None if counts_other else self._behind(reading, last, behind)
        left = self._before(reading, first, before)
        if left is not None and counts_other:
            between = reading.tokens[first - left + 1 : first]
            left = left if all(token.text in _OF for token in between) else None
        return min((found for found in (right, left) if found is not None), default=None)

    def _behind(self, reading: Reading, last: int, following: Mention | None) -> int | None:
        """Return the distance of the first word behind a value, if no other number is closer."""
        end = following.first if following else len(reading.tokens)
        for position in range(last, min(last + _REACH, end)):
            if self._at(reading, position):
                distance = position - last + 1
                return distance if following is None or end - position >= distance else None
        return None

    def _before(self, reading: Reading, first: int, previous: Mention | None) -> int | None:
        """Return the distance of the last word before a value, if no other number counts it."""
        start = previous.last if previous else 0
        counted = previous.noun.split() if previous else []
        for position in range(first - 1, max(first - 1 - _REACH, start - 1), -1):
            if self._at(reading, position):
                return None if reading.tokens[position].text in counted else first - position
        return None

    def _counts(self, mention: Mention) -> bool:
        """Say whether a number counts one of the words, or nothing that is named."""
        counted = tokenize(mention.noun)
        return not counted or any(
            token.text.startswith(phrase[-1]) for token in counted for phrase in self.phrases
        )

    def _at(self, reading: Reading, position: int) -> bool:
        for phrase in self.phrases:
            here = tuple(token.text for token in reading.tokens[position : position + len(phrase)])
            whole = len(here) == len(phrase)
            if whole and here[:-1] == phrase[:-1] and here[-1].startswith(phrase[-1]):
                return True
        return False


def is_share(reading: Reading, mention: Mention) -> bool:
    """Say whether a number is a part of something, as in "41% of patients", and counts none."""
    behind = reading.tokens[mention.last].text if mention.last < len(reading.tokens) else ""
    return mention.unit == "%" and behind in _OF
