"""Marks in a schema's `Annotated`: how a field is checked, and the words that show it.

All of them are names of `summarizer.types`, where schemas take them from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic_core import CoreSchema


class Record(BaseModel):
    """An object whose values must stand together in one sentence of the document.

    Subclass it where mixing values from distant places makes a false statement, as with an
    approval: the agency, the product and the date of three approvals are each in the text.
    Fields marked `Anywhere` are exempt.
    """


@dataclass(frozen=True, slots=True)
class Prose:
    """Marks a string that is a sentence of the model's own: `Annotated[str, Prose()]`.

    Prose is checked atom by atom (numbers, dates, names, negation, direction), not as one name.
    """

    @staticmethod
    def __get_pydantic_json_schema__(
        core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Tell the answer schema that this string is prose; the mark is not sent."""
        return {**handler(core), "x-prose": True}


@dataclass(frozen=True, slots=True)
class Anywhere:
    """Marks a value of a `Record` that may stand in another sentence: a product, "the Product"."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """Marks what is to come: a date, or the prose that says what will be.

    A date counts only if it is not over on the day of the document's dateline. Prose need not say
    again that it is expected: "topline results" of "topline results are expected".
    """


@dataclass(frozen=True, slots=True)
class RowLabel:
    """Marks the name of a figure of a `Record`, which its row or its sentence may give.

    Where the sentence that shows the record does not show the model's name, the label of its row
    takes the place; in prose, the last of `words`, a regular expression, before the figure.
    """

    words: str = ""


@dataclass(frozen=True, slots=True)
class Unless:
    """Marks a name that a sentence must not show in another role.

    `Annotated[str, Unless(r"{} (?:has|holds)")]` refuses "CMS" as the giver of a licence where the
    sentence says "CMS has an exclusive license"; `{}` stands for the name in the pattern.
    """

    pattern: str


@dataclass(frozen=True, slots=True)
class Near:
    """Marks a value that counts only beside one of these words, in the same sentence.

    `Annotated[int, Near("site", "centre")]` accepts the 20 of "20 sites", not that of "20 mg".
    Words are compared by their beginning, without case. Between a number and the word no other may
    stand; a name counts anywhere in a sentence that holds a word.
    """

    words: tuple[str, ...]

    def __init__(self, *words: str) -> None:
        object.__setattr__(self, "words", words)


@dataclass(frozen=True, slots=True)
class Opening:
    """Marks a choice that the first sentences decide: the first that has words for any of `Cues`.

    What a release announces stands in its headline; what it mentions later is other news.
    """

    sentences: int = 4


@dataclass(frozen=True, slots=True)
class Of:
    """Marks a choice that is made on another field: only what shows that one can show the choice.

    Whether 402 participants are planned is told where the 402 are.
    """

    field: str


@dataclass(frozen=True, slots=True)
class Cues:
    """Marks a choice by the words that a sentence must hold to show it.

    `Annotated[Literal["approved", "refused"], Cues(approved=r"approv", refused=r"!approv|refus")]`.
    Each value is a regular expression, compared without case. One that starts with `!` must stand
    negated in the sentence, the others must stand there unnegated, and for certain: "plans to apply
    for approval" is none. One that starts with `?` may be left open, and of one that starts with
    `~` the words are enough, negated or not. What follows ` but not ` must not stand there at all.
    Choices not named are free.

    One may be named first, as the choice that stands where the text has no words for the model's:
    `Cues("not_stated", met=…, missed=…)`; with None, none stands. Then the words may also stand in
    another sentence that names what the object is about, and the first choice that the text does
    have words for is taken, with the model's own listed as rejected.
    """

    otherwise: str | None
    by_choice: tuple[tuple[str, str], ...]

    def __init__(self, otherwise: str | None = "", /, **by_choice: str) -> None:
        for choice, pattern in by_choice.items():
            for part in pattern.lstrip("!?~").split(" but not "):
                try:
                    re.compile(part)
                except re.error as error:
                    raise ValueError(f"the words of “{choice}”: {error} in {part!r}") from error
        object.__setattr__(self, "otherwise", otherwise)
        object.__setattr__(self, "by_choice", tuple(by_choice.items()))
