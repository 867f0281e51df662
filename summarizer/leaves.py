"""Every leaf of a schema's instance, with its path and the marks that say how it is checked."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType

from summarizer.types import Phase, Printed, Record

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of an instance.

    Attributes:
        path: Keys and indexes from the root; keys are those of the JSON form.
        value: The Python value: a number, date, string, enum member, or `Printed`.
        marks: What the schema's `Annotated` says of it: `Prose`, `Near`, `Cues` and so on.
        judged: Whether it is a choice (bool, enum, Literal), which text alone cannot prove.
        record: The path of the `Record` that it belongs to, None where it belongs to none.
        required: Whether its object cannot be without it.
    """

    path: Path
    value: Any
    marks: tuple[Any, ...]
    judged: bool
    record: Path | None
    required: bool


def leaves(instance: BaseModel) -> Iterator[Leaf]:
    """Yield every leaf that the instance was given; nulls and defaults are no claims."""
    yield from _of_model(instance, (), None)


def _of_model(model: BaseModel, path: Path, record: Path | None) -> Iterator[Leaf]:
    record = path if isinstance(model, Record) else record
    for name, info in type(model).model_fields.items():
        if name in model.model_fields_set:
            here = (*path, key_of(name, info))
            for leaf in _of_value(getattr(model, name), hint_of(info), here, record):
                yield replace(leaf, required=True) if _is_own(leaf, here, info) else leaf


def _is_own(leaf: Leaf, place: Path, info: FieldInfo) -> bool:
    return leaf.path == place and info.is_required()


def key_of(name: str, info: FieldInfo) -> str:
    """Return what a field is called in the JSON form."""
    return info.serialization_alias or info.alias or name


def hint_of(info: FieldInfo) -> Any:
    """Return the type of a field, with its marks."""
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _of_value(value: object, hint: Any, path: Path, record: Path | None) -> Iterator[Leaf]:
    marks, arms = unfold(hint)
    if value is None:
        return
    if isinstance(value, BaseModel) and not isinstance(value, Printed):
        yield from _of_model(value, path, record)
    elif isinstance(value, dict):
        inner = [get_args(arm)[1] for arm in arms if get_origin(arm) is dict]
        for key, part in value.items():
            yield from _of_value(part, inner[0] if inner else Any, (*path, key), record)
    elif isinstance(value, list | tuple | set | frozenset):
        for index, part in enumerate(value):
            yield from _of_value(part, _item_hint(arms, index), (*path, index), record)
    else:
        literal = any(get_origin(arm) is Literal and value in get_args(arm) for arm in arms)
        judged = literal or isinstance(value, bool | Enum)
        judged = judged and not isinstance(value, Phase)
        yield Leaf(path, value, marks, judged, record, required=False)


def unfold(hint: Any) -> tuple[tuple[Any, ...], list[Any]]:
    """Unfold Annotated, aliases and unions into the marks and the plain types beneath."""
    marks: list[Any] = []
    arms: list[Any] = []
    stack = [hint]
    while stack:
        hint = stack.pop()
        if isinstance(hint, TypeAliasType):
            stack.append(hint.__value__)
        elif get_origin(hint) is Annotated:
            inner, *metadata = get_args(hint)
            marks.extend(metadata)
            stack.append(inner)
        elif get_origin(hint) in (Union, types.UnionType):
            stack.extend(reversed(get_args(hint)))
        else:
            arms.append(hint)
    return tuple(marks), arms


def _item_hint(arms: list[Any], index: int) -> Any:
    """Return the hint of an item of a sequence: the same for all, or a tuple's own."""
    for arm in arms:
        arguments = get_args(arm)
        if get_origin(arm) is tuple and Ellipsis not in arguments:
            return arguments[index]
        if arguments and get_origin(arm) is not Literal:
            return arguments[0]
    return Any
