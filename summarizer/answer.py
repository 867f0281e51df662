"""From an answer's JSON to an instance of the schema, keeping whatever can be kept.

An answer may be cut short, hold a date as printed where the schema wants an ISO date, or break
the schema in one leaf of fifty. None of that costs the other forty-nine: what cannot be read is
taken out, with the reason, and an object or list around it only where the schema insists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Generic, TypeVar

import pydantic_core
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from summarizer.errors import UnsupportedError
from summarizer.question import SAYS
from summarizer.readers.dates import find_dates
from summarizer.readers.numbers import find_quantities
from summarizer.summary import Rejected, pointer

T = TypeVar("T", bound=BaseModel)
Path = tuple[str | int, ...]
Json = dict[str, Any]

# What models write where they mean null.
_NOTHING = frozenset(
    {"", "-", "null", "none", "n/a", "na", "unknown", "not stated", "not specified", "not said"}
    | {"not mentioned", "not named", "not given", "not applicable"}
)
# No document has them, and no reader of the output wants them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DATE_ERRORS = frozenset({"date_parsing", "date_from_datetime_parsing", "partial_date"})
_NUMBER_ERRORS = frozenset({"decimal_parsing", "float_parsing", "int_parsing"})


def parse(text: str) -> Json | None:
    """Read a JSON object from an answer, also from one that was cut short; None if there is none.

    Of an answer that was cut short, the string that the cut went through is dropped.
    """
    start = text.find("{")
    try:
        tree = pydantic_core.from_json(text[start:], allow_partial=True) if start >= 0 else None
    except ValueError:
        return None
    return tree if isinstance(tree, dict) else None


def without_repeats(node: Any, key: str) -> Any:
    """Return an answer with what a list says twice said once, whichever sentence it names.

    Args:
        node: The answer, or a part of it.
        key: The name under which it carries sentence numbers.
    """
    if isinstance(node, dict):
        return {name: without_repeats(part, key) for name, part in node.items()}
    if not isinstance(node, list):
        return node
    said: dict[str, Any] = {}
    for item in node:
        kept = without_repeats(item, key)
        content = {**kept, key: None} if isinstance(kept, dict) else kept
        said.setdefault(json.dumps(content, sort_keys=True), kept)
    return list(said.values())


class Draft(Generic[T]):
    """What the model answered, held as an instance of the schema while it is being checked.

    Values are named by their path in the answer's tree, which never changes; `origin` leads from
    a path in `data` back to it. `take_out` removes a value and `settle` makes `data` whole again.
    `day` is the document's, from which a date that the model gave without a year is understood.

    Attributes:
        data: The schema's instance, of what has not been taken out.
        citations: The sentence number that the model gave, by path of the object or lone prose.
        rejected: What was taken out, and why.
    """

    def __init__(
        self, schema: type[T], tree: Json, sentence_key: str, *, day: date | None = None
    ) -> None:
        self.schema = schema
        self._day = day
        self.citations: dict[Path, int] = {}
        self.rejected: list[Rejected] = []
        self._tree = _uncited(without_repeats(tree, sentence_key), sentence_key, (), self.citations)
        self._out: dict[Path, bool] = {}  # True: the key is gone; False: null stands for it
        self._read_again: set[Path] = set()
        self.data: T
        self.origin: Mapping[Path, Path]
        self.settle()

    def take_out(self, path: Path, reason: str) -> None:
        """Remove one value; `settle` afterwards. An empty reason removes it without a word."""
        field = path[:1]
        if self._out.get(path):
            path = path[:-1]  # the schema refuses to be without it: the object around it goes
        if not path:
            raise UnsupportedError(
                f"the schema {self.schema.__name__} cannot be filled: {reason}.",
                hint="Make the field optional, or look at what the document says of it.",
                field=str(field[0]) if field else None,
            )
        if reason and path not in self._out:
            self.rejected.append(
                Rejected(path=pointer(path), value=_at(self._tree, path), reason=reason)
            )
        self._out[path] = path in self._out or isinstance(path[-1], int)

    def put(self, path: Path, value: object) -> None:
        """Write another form of the same value in its place; `settle` afterwards."""
        _at(self._tree, path[:-1])[path[-1]] = value

    def holds(self, path: Path, value: object) -> bool:
        """Say whether a value stands somewhere below a path, after what was put there."""

        def visit(node: object) -> bool:
            if isinstance(node, dict):
                return any(map(visit, node.values()))
            if isinstance(node, list):
                return any(map(visit, node))
            return node == value

        return visit(_at(self._tree, path))

    def objects(self) -> list[Path]:
        """Return the paths of the objects that can go, the innermost first."""
        left = self.origin.values()
        return [
            path
            for path in sorted(left, key=len, reverse=True)
            if path and isinstance(_at(self._tree, path), dict) and path not in self._out
        ]

    def settle(self) -> None:
        """Validate what is left, taking out what the schema refuses, until it is an instance.

        Raises:
            UnsupportedError: A value that the schema requires is missing.
        """
        while True:
            tree, self.origin = _pruned(self._tree, self._out)
            try:
                self.data = self.schema.model_validate(tree)
            except ValidationError as error:
                for problem in error.errors(include_url=False):
                    self._mend(tree, problem)
            else:
                return

    def _mend(self, tree: Json, problem: ErrorDetails) -> None:
        """Undo one breach of the schema, by reading the printed form or by taking it out."""
        path = _existing(tree, problem["loc"])
        origin = self.origin.get(path, ())
        kind, value = problem["type"], problem["input"]
        if kind == "missing":
            missing = (*origin, problem["loc"][len(path)])
            self._out.setdefault(missing, True)
            self.take_out(missing, f"{pointer(missing)} is required and has no supported value")
        elif kind == "too_long":
            for index in range(problem["ctx"]["max_length"], len(value)):
                surplus = self.origin[(*path, index)]
                self.take_out(surplus, f"more than the {problem['ctx']['max_length']} allowed")
        elif (
            isinstance(value, str)
            and origin not in self._read_again
            and (printed := _printed(kind, value, self._day))
        ):
            self._read_again.add(origin)
            self.put(origin, printed)
        elif value is None:
            self.take_out(origin, f"{pointer(origin)} is required and was left empty")
        else:
            ours = kind == "value_error"
            reason = str(problem["ctx"]["error"]) if ours else f"not readable: {problem['msg']}"
            self.take_out(origin, reason)


def _printed(kind: str, value: str, day: date | None) -> str | None:
    """Read a date or number off a printed phrase that holds exactly one."""
    if kind in _DATE_ERRORS:
        dates = find_dates(value, reference=day)
        return str(dates[0].date) if len(dates) == 1 else None
    if kind in _NUMBER_ERRORS:
        quantities = find_quantities(value)
        return str(quantities[0].value) if len(quantities) == 1 else None
    return None


def _uncited(node: Any, key: str, path: Path, citations: dict[Path, int]) -> Any:
    """Copy an answer without its sentence numbers, which go to `citations`."""
    if isinstance(node, list):
        items = [part for part in node if not _is_nothing(part)]
        return [_uncited(part, key, (*path, i), citations) for i, part in enumerate(items)]
    if _is_nothing(node):
        return None
    if isinstance(node, str):
        return _CONTROL.sub("", node)
    if not isinstance(node, dict):
        return node
    if isinstance(number := node.get(key), int):
        citations[path] = number
    if path and set(node) <= {key, SAYS} and SAYS in node:
        return node[SAYS]
    return {
        name: _uncited(part, key, (*path, name), citations)
        for name, part in node.items()
        if name != key
    }


def _is_nothing(node: Any) -> bool:
    return isinstance(node, str) and node.strip().casefold() in _NOTHING


def _pruned(tree: Json, out: Mapping[Path, bool]) -> tuple[Json, dict[Path, Path]]:
    """Copy a tree without what is out; also lead each new path back to its old one."""
    origin: dict[Path, Path] = {}

    def visit(node: Any, new: Path, old: Path) -> Any:
        origin[new] = old
        if out.get(old) is False:
            return None
        if isinstance(node, dict):
            return {
                name: visit(part, (*new, name), (*old, name))
                for name, part in node.items()
                if not out.get((*old, name))
            }
        if isinstance(node, list):
            kept = [i for i in range(len(node)) if not out.get((*old, i))]
            return [visit(node[i], (*new, n), (*old, i)) for n, i in enumerate(kept)]
        return node

    return visit(tree, (), ()), origin


def _existing(tree: Json, location: tuple[str | int, ...]) -> Path:
    """Follow an error's location as far as the tree goes; names of union arms are passed over."""
    node: Any = tree
    path: list[str | int] = []
    for step in location:
        inside = isinstance(node, dict) and step in node
        if inside or (isinstance(node, list) and isinstance(step, int) and step < len(node)):
            node = node[step]
            path.append(step)
    return tuple(path)


def _at(tree: Any, path: Path) -> Any:
    for step in path:
        if isinstance(tree, dict) and step not in tree:
            return None
        tree = tree[step]
    return tree
