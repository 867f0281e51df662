"""Where one run of tokens stands inside another, hyphens or not.

The tokens of a text are written into one string, so that the search is `str.find`: linear, even
for a long run of one word. A hyphen may stand for a space ("placebo controlled") or for nothing
("non-segmental", and a word that is broken at the end of a line).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from summarizer.grounding.tokens import Token

# Occurrences beyond these are not looked at: the bound that keeps hostile texts linear.
MOST_OCCURRENCES = 64
# Below this length, letters match by chance across the borders of words.
SHORTEST_GLUED = 6

Run = tuple[int, int]
"""Tokens `[first, last)`, by index."""


class TokenIndex:
    """The tokens of a text, made to be searched."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def find(self, wanted: TokenIndex) -> Iterator[Run]:
        """Yield where the tokens of `wanted` stand, contiguous and whole, in the text's order."""
        if not wanted.tokens:
            return
        found = False
        for place in occurrences(self.spaced, wanted.spaced):
            first = bisect_left(self.spaced_starts, place)
            found = True
            yield first, first + len(wanted.tokens)
        if not found and len(wanted.glued) >= SHORTEST_GLUED:
            yield from self._find_glued(wanted)

    def _find_glued(self, wanted: TokenIndex) -> Iterator[Run]:
        length = len(wanted.glued)
        for place in occurrences(self.glued, wanted.glued):
            joints = self.joints[place : place + length]
            if self.joints[place] and self.joints[place + length] and _agree(joints, wanted):
                yield (
                    bisect_left(self.glued_starts, place),
                    bisect_left(self.glued_starts, place + length),
                )

    @cached_property
    def spaced(self) -> str:
        """The tokens with a space around each."""
        return " ".join(["", *[token.text for token in self.tokens], ""])

    @cached_property
    def spaced_starts(self) -> list[int]:
        """Where the space before each token stands in `spaced`."""
        return [0, *accumulate(len(token.text) + 1 for token in self.tokens)]

    @cached_property
    def glued(self) -> str:
        """The tokens with nothing between them."""
        return "".join([token.text for token in self.tokens])

    @cached_property
    def glued_starts(self) -> list[int]:
        """Where each token begins in `glued`."""
        return [0, *accumulate(len(token.text) for token in self.tokens)]

    @cached_property
    def joints(self) -> bytes:
        """What stands before each letter of `_glued`: nothing, a space or a hyphen."""
        joints = bytearray(len(self.glued) + 1)
        for token, start in zip(self.tokens, self.glued_starts, strict=False):
            joints[start] = _HYPHEN if is_hyphen(token) else _SPACE
        joints[-1] = _SPACE
        return bytes(joints)


_SPACE, _HYPHEN = 1, 2


def is_hyphen(token: Token) -> bool:
    """Say whether a hyphen joins a word to the one before it, at the end of a line or not."""
    mark = token.gap.rstrip()
    return mark in _HYPHENS and not token.text[0].isdigit()


_HYPHENS = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}")


def _agree(joints: bytes, wanted: TokenIndex) -> bool:
    """Say whether two spellings of the same letters differ at hyphens alone."""
    return all(
        ours == theirs or _HYPHEN in (ours, theirs)
        for ours, theirs in zip(joints[1:], wanted.joints[1:], strict=False)
    )


def occurrences(text: str, wanted: str) -> Iterator[int]:
    """Yield where a string stands in another, up to `MOST_OCCURRENCES`."""
    place = text.find(wanted)
    for _ in range(MOST_OCCURRENCES):
        if place < 0:
            return
        yield place
        place = text.find(wanted, place + 1)
