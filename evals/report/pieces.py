"""A text cut at the borders of the spans that are marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Piece(NamedTuple):
    """A run of text that lies in the same spans from end to end.

    Attributes:
        text: The run; the texts of all pieces, joined, are the text that was cut.
        inside: The indexes of the spans that it lies in, the shortest span first.
        opening: Those of them that begin with it.
    """

    text: str
    inside: tuple[int, ...]
    opening: tuple[int, ...]


def cut(text: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """Cut a text wherever a span begins or ends, so that spans may overlap in every way.

    Args:
        text: Any text.
        spans: Half-open `[start, end)`, in code points. What lies outside of the text is not
            marked, and an empty span marks nothing.
    """
    size = len(text)
    within = [(max(0, start), min(end, size)) for start, end in spans]
    borders = sorted(
        {0, size, *(at for start, end in within if start < end for at in (start, end))}
    )
    shortest_first = sorted(range(len(within)), key=lambda i: (within[i][1] - within[i][0], i))
    pieces = []
    for start, end in pairwise(borders):
        inside = [i for i in shortest_first if within[i][0] <= start and end <= within[i][1]]
        opening = tuple(i for i in inside if within[i][0] == start)
        pieces.append(Piece(text[start:end], tuple(inside), opening))
    return pieces
