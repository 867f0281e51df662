"""What a system answered about one document: the JSON object of `run --json`, read for scoring.

Baselines and other people's systems answer in the same shape, and nothing here trusts it: what is
not where it belongs counts as missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from summarizer.evals.slots import Slots
from summarizer.summary import pointer as written
from summarizer.summary import steps_of

_CHOICES = frozenset({"bound", "scale", "currency", "comparator"})


@dataclass(frozen=True, slots=True)
class Cited:
    """A span of the source that the output names as evidence, and the quote that it gives."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A key fact of the output.

    Attributes:
        place: JSON Pointer of its sentence.
        text: The sentence.
        category: What kind of fact the output calls it, or None.
        cited: Its evidence.
    """

    place: str
    text: str
    category: str | None
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class Output:
    """An answer.

    Attributes:
        data: An object of the task's schema.
        evidence: By JSON Pointer into `data`.
        usage: What it cost; empty where it is not known.
    """

    data: Mapping[str, Any]
    evidence: Mapping[str, Any]
    usage: Mapping[str, Any]

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> Output:
        """Read an answer; parts that are missing or of another type are empty."""
        parts = (answer.get(name) for name in ("data", "evidence", "usage"))
        return cls(*(part if isinstance(part, Mapping) else {} for part in parts))

    def at(self, place: str) -> Any:
        """Return what stands at a JSON Pointer, None if nothing does."""
        node: Any = self.data
        for key in steps_of(place):
            if isinstance(node, Mapping):
                node = node.get(key)
            elif isinstance(node, list) and key.isdecimal() and int(key) < len(node):
                node = node[int(key)]
            else:
                return None
        return node

    def items(self, place: str) -> list[Any]:
        """Return the list at a JSON Pointer, an empty one if there is none."""
        found = self.at(place)
        return found if isinstance(found, list) else []

    def cited(self, place: str) -> tuple[Cited, ...]:
        """Return the evidence of a leaf, without what is no span."""
        spans = self.evidence.get(place)
        found = spans if isinstance(spans, list | tuple) else ()
        return tuple(
            Cited(span["start"], span["end"], str(span.get("quote", "")))
            for span in found
            if isinstance(span, Mapping)
            and isinstance(span.get("start"), int)
            and isinstance(span.get("end"), int)
        )

    def shown(self, place: str) -> tuple[Cited, ...]:
        """Return the evidence of a value: its own, or that of what it is a part of."""
        while place and place not in self.evidence:
            place = place.rpartition("/")[0]
        return self.cited(place)

    def statements(self, slots: Slots) -> tuple[Statement, ...]:
        """Return the key facts, in their order; what has no sentence is none."""
        return tuple(self._statements(slots))

    def _statements(self, slots: Slots) -> Iterator[Statement]:
        if not slots.facts:
            return
        for number, item in enumerate(self.items(slots.facts)):
            text = item.get(slots.statement) if isinstance(item, Mapping) else None
            if isinstance(text, str) and text.strip():
                place = f"{slots.facts}/{number}/{slots.statement}"
                category = item.get(slots.category)
                kind = category if isinstance(category, str) else None
                yield Statement(place, text, kind, self.cited(place))

    def summary(self, slots: Slots) -> str:
        """Return the text that is read as a summary."""
        found = self.at(slots.summary) if slots.summary else None
        parts = found if isinstance(found, list) else [found]
        return " ".join(part for part in parts if isinstance(part, str))

    @cached_property
    def leaves(self) -> tuple[tuple[str, Any], ...]:
        """Every value by its JSON Pointer; an amount with its scale and unit is one value."""
        return tuple(_leaves(self.data, ()))

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every string by its JSON Pointer."""
        return tuple((place, value) for place, value in self.leaves if isinstance(value, str))


def put(data: dict[str, Any], place: str, value: Any) -> None:
    """Put a value at a JSON Pointer, with the objects and the lists that lead there."""
    node: Any = data
    for key, following in pairwise(steps_of(place)):
        if isinstance(node, list):
            if len(node) <= int(key):
                node.append({})
            node = node[int(key)]
        else:
            node = node.setdefault(key, [] if following.isdecimal() else {})
    node[steps_of(place)[-1]] = value


def _leaves(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str, Any]]:
    if isinstance(node, Mapping) and not {"amount", "currency"} <= node.keys():
        for name, part in node.items():
            if name not in _CHOICES:
                yield from _leaves(part, (*path, name))
    elif isinstance(node, list):
        for number, part in enumerate(node):
            yield from _leaves(part, (*path, number))
    elif node is not None:
        yield written(path), node
