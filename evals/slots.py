"""Where the values that labels name stand in `data`: one table for a task.

That of the press release is made by hand; those of other tasks are read off their schemas (`form`).
Nothing else knows the paths of a schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Comparator = Literal["choice", "number", "date", "amount", "p_value", "name", "names", "place",
                     "places", "organisation", "description", "measured", "prose"]  # fmt: skip
"""How a value of the output is held against a label; see `comparators`."""


@dataclass(frozen=True, slots=True)
class FieldSlot:
    """Where a field of the labels stands.

    Attributes:
        places: JSON Pointers; the value is right where one of them holds it.
        compare: How.
    """

    places: tuple[str, ...]
    compare: Comparator


@dataclass(frozen=True, slots=True)
class ListSlot:
    """Where a list of the labels stands, and what its items are compared by.

    Attributes:
        place: JSON Pointer of the list.
        key: The part without which two items are never the same; it weighs two, all others one.
        parts: How each part is compared; labels and output call them the same.
    """

    place: str
    key: str
    parts: Mapping[str, Comparator]


@dataclass(frozen=True)
class Slots:
    """The table of a task.

    Attributes:
        fields: By name of the labels.
        lists: By name of the labels.
        facts: JSON Pointer of the list of key facts, each an object; "" if the task has none.
        statement: What the sentence of a key fact is called in it.
        category: What says which kind of fact it is; "" if nothing does.
        kinds: For each kind of the labels, the categories that do not contradict it.
        summary: JSON Pointer of the text, or of the list of texts, that is read as a summary.
    """

    fields: Mapping[str, FieldSlot] = field(default_factory=dict)
    lists: Mapping[str, ListSlot] = field(default_factory=dict)
    facts: str = ""
    statement: str = "statement"
    category: str = ""
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    summary: str = ""


def _of_trial(name: str, compare: Comparator, *others: str) -> FieldSlot:
    # The first trial is the one that the news is about.
    return FieldSlot((f"/trials/0/{name}", *others), compare)


# "event" is what any fact of the headline may be called.
_KINDS = {
    "metric": "event trial result safety finance deal outlook",
    "event": "event trial result safety regulatory deal finance people outlook",
    "person": "event people",
    "deal": "event deal finance outlook",
    "date": "event trial result regulatory deal finance people outlook",
    "guidance": "event finance outlook",
    "regulatory": "event regulatory safety outlook",
    "trial": "event trial result outlook",
    "safety": "event safety result trial regulatory",
    "risk": "event outlook finance safety regulatory deal trial",
}

PRESS_RELEASE = Slots(
    fields={
        "issuer": FieldSlot(("/issuer",), "name"),
        "place": FieldSlot(("/dateline/place",), "name"),
        "released": FieldSlot(("/dateline/date",), "date"),
        "event": FieldSlot(("/event",), "choice"),
        "trial_identifier": _of_trial("identifier", "name"),
        "trial_name": _of_trial("name", "name"),
        "phase": _of_trial("phase", "choice"),
        "drug": _of_trial("drug", "name", "/regulatory/0/product"),
        "brand": _of_trial("brand", "name"),
        "mechanism": _of_trial("mechanism", "description"),
        "indication": _of_trial("indication", "description", "/regulatory/0/indication"),
        "enrollment": _of_trial("enrollment", "choice"),
        "enrollment_kind": _of_trial("enrollment_kind", "choice"),
        "sites": _of_trial("sites", "choice"),
        "investigator": _of_trial("investigator", "name"),
    },
    lists={
        "regulatory": ListSlot(
            "/regulatory",
            "status",
            {
                "status": "choice",
                "jurisdiction": "place",
                "agency": "organisation",
                "product": "name",
                "indication": "description",
                "date": "date",
            },
        ),
        "deals": ListSlot(
            "/deals",
            "receiver",
            {
                "receiver": "organisation",
                "giver": "organisation",
                "exclusivity": "choice",
                "upfront": "amount",
                "contingent": "amount",
                "territory": "places",
            },
        ),
        "figures": ListSlot(
            "/figures",
            "amount",
            {"amount": "amount", "measure": "measured", "kind": "choice", "period": "date"},
        ),
        "endpoints": ListSlot(
            "/endpoints",
            "endpoint",
            {"endpoint": "measured", "kind": "choice", "outcome": "choice", "p_value": "p_value"},
        ),
        "people": ListSlot(
            "/people",
            "name",
            {"name": "name", "role": "description", "organisation": "organisation"},
        ),
        "dates_ahead": ListSlot("/dates_ahead", "date", {"date": "date", "what": "prose"}),
    },
    facts="/key_facts",
    category="category",
    kinds={kind: frozenset(categories.split()) for kind, categories in _KINDS.items()},
    summary="/summary",
)
