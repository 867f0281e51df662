"""The form of a task's labels: what is labelled, of which type, and where an output has it.

The press release has a table made by hand (`slots.PRESS_RELEASE`). Of any other schema the form is
read off its types:

- a string, number, choice, date, amount, p-value or list of strings is a field, called by its path:
  `court`, `hearing_date` of a nested `hearing`;
- a list of objects is a list, and its first required part is the key of its items;
- a list of objects with a `statement` is the list of key facts, and `summary` is the summary;
- what has no printed form of its own (dictionaries, intervals, other prose) is not labelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel, create_model

from summarizer.evals.labels import (
    Amount,
    DateLabel,
    Day,
    Item,
    Label,
    Number,
    Part,
    WrittenPValue,
)
from summarizer.evals.slots import PRESS_RELEASE, Comparator, FieldSlot, ListSlot, Slots
from summarizer.leaves import hint_of, key_of, unfold
from summarizer.schemas.press_release import PressRelease
from summarizer.summary import pointer, steps_of
from summarizer.types import Money, PartialDate, Printed, Prose, PValue

STATEMENT, SUMMARY = "statement", "summary"
# A schema may hold itself.
DEEPEST = 4
_FIELDS = "The fields of which a document has one each."
_LISTS = "The fields of which a document has any number."

_COMPARATORS: tuple[tuple[type, Comparator], ...] = (
    (PartialDate, "date"),
    (date, "date"),
    (Money, "amount"),
    (PValue, "p_value"),
    (Enum, "choice"),
    (bool, "choice"),
    (int, "number"),
    (float, "number"),
    (Decimal, "number"),
    (str, "name"),
)
_TYPES: dict[Comparator, Any] = {
    "date": Day,
    "amount": Amount,
    "p_value": WrittenPValue,
    "number": Number,
    "names": tuple[str, ...],
    "places": tuple[str, ...],
}


@dataclass(frozen=True)
class Form:
    """The form of a task's labels.

    Attributes:
        schema: The task's schema.
        slots: Where an output has what the labels name, and how it is compared.
        fields: The model of the labels' fields.
        lists: The model of their lists.
    """

    schema: type[BaseModel]
    slots: Slots
    fields: type[Part]
    lists: type[Part]

    def longest(self, name: str) -> int | None:
        """Return how many items the schema has room for in a list of the labels."""
        marks, _ = unfold(_hint_at(self.schema, self.slots.lists[name].place))
        return next((mark.max_length for mark in marks if isinstance(mark, MaxLen)), None)


def form_of(schema: type[BaseModel]) -> Form:
    """Return the form of the labels of a schema's instances."""
    return _form_of(schema)


@cache  # mypy takes type[Any] for unhashable, hence the function around it
def _form_of(schema: type[BaseModel]) -> Form:
    slots = PRESS_RELEASE if issubclass(schema, PressRelease) else _read_off(schema)
    fields: dict[str, Any] = {n: (_label(schema, slot), ...) for n, slot in slots.fields.items()}
    lists: dict[str, Any] = {n: (_items(schema, slot), ...) for n, slot in slots.lists.items()}
    return Form(
        schema,
        slots,
        create_model("Fields", __base__=Part, __doc__=_FIELDS, **fields),
        create_model("Lists", __base__=Part, __doc__=_LISTS, **lists),
    )


def _label(schema: type[BaseModel], slot: FieldSlot) -> Any:
    if slot.compare == "date":
        return DateLabel
    return Label.__class_getitem__(_type(_hint_at(schema, slot.places[0]), slot.compare))


def _items(schema: type[BaseModel], slot: ListSlot) -> Any:
    item = _plain(_hint_at(schema, f"{slot.place}/0"))
    parts: dict[str, Any] = {}
    for name, compare in slot.parts.items():
        hint = _hint_at(schema, f"{slot.place}/0/{name}")
        kind = _type(hint, compare)
        # Labels may lack what the schema asks for, but not what items are told apart by.
        required = _item(hint) or (name == slot.key and NoneType not in unfold(hint)[1])
        parts[name] = (kind if required else kind | None, ...)
    made = create_model(item.__name__, __base__=Item, __doc__=item.__doc__, **parts)
    return tuple[made, ...]  # type: ignore[valid-type] # made at run time


def _type(hint: Any, compare: Comparator) -> Any:
    return _plain(hint) if compare == "choice" else _TYPES.get(compare, str)


def _plain(hint: Any) -> Any:
    """Return the type beneath marks and null, None where there are several."""
    arms = [arm for arm in unfold(hint)[1] if arm is not NoneType]
    return arms[0] if len(arms) == 1 else None


def _model(hint: Any) -> type[BaseModel] | None:
    """Return the model of an object that has parts of its own."""
    plain = _plain(hint)
    is_object = isinstance(plain, type) and issubclass(plain, BaseModel)
    return plain if is_object and not issubclass(plain, Printed) else None


def _item(hint: Any) -> Any:
    """Return the type of the items of a list, None where there is no list."""
    plain = _plain(hint)
    return get_args(plain)[0] if get_origin(plain) in {list, tuple, set, frozenset} else None


def _hint_at(schema: type[BaseModel], place: str) -> Any:
    """Return the type of what a JSON Pointer stands for."""
    hint: Any = schema
    for step in steps_of(place):
        if step.isdecimal():
            hint = _item(hint)
        else:
            fields = (_model(hint) or BaseModel).model_fields
            hint = next(hint_of(i) for name, i in fields.items() if key_of(name, i) == step)
    return hint


def _read_off(schema: type[BaseModel]) -> Slots:
    fields: dict[str, FieldSlot] = {}
    lists: dict[str, ListSlot] = {}
    facts = summary = ""
    for names, place, hint in _parts(schema, (), ()):
        name, item = "_".join(names), _model(_item(hint))
        if names[-1] == SUMMARY:
            summary = summary or place
        elif item and STATEMENT in item.model_fields:
            facts = facts or place
        elif item and (found := _compared(item)):
            parts = item.model_fields.items()
            required = (key_of(part, info) for part, info in parts if info.is_required())
            key = next((key for key in required if key in found), next(iter(found)))
            lists[name] = ListSlot(place, key, found)
        elif compare := _comparator(hint):
            fields[name] = FieldSlot((place,), compare)
    return Slots(fields=fields, lists=lists, facts=facts, statement=STATEMENT, summary=summary)


def _parts(
    schema: type[BaseModel], names: tuple[str, ...], keys: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """Yield names, JSON Pointer and type of everything that is no object."""
    if len(names) > DEEPEST:
        return
    for name, info in schema.model_fields.items():
        hint, own, place = hint_of(info), (*names, name), (*keys, key_of(name, info))
        if nested := _model(hint):
            yield from _parts(nested, own, place)
        else:
            yield own, pointer(place), hint


def _compared(item: type[BaseModel]) -> dict[str, Comparator]:
    """Return how the parts of a list's items are compared."""
    found = ((key_of(name, i), _comparator(hint_of(i))) for name, i in item.model_fields.items())
    return {key: compare for key, compare in found if compare and _can_be_called(key)}


def _can_be_called(key: str) -> bool:
    return key.isidentifier() and not key.startswith("_") and key not in Item.model_fields


def _comparator(hint: Any) -> Comparator | None:
    """Return how values of a type are compared, None where they are not labelled."""
    plain = _plain(hint)
    if get_origin(plain) is Literal:
        return "choice"
    if item := _item(hint):
        return "names" if _comparator(item) == "name" else None
    if not isinstance(plain, type):
        return None
    if issubclass(plain, str) and any(isinstance(mark, Prose) for mark in unfold(hint)[0]):
        return "prose"
    return next((compare for kind, compare in _COMPARATORS if issubclass(plain, kind)), None)
