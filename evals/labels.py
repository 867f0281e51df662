"""What labels are made of: quotes, amounts, slots, values, facts and traps.

None of it knows the task or the text. `gold` puts it together for a press release.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from summarizer.readers.numbers import find_quantities
from summarizer.readers.partial_date import PARTIAL_DATE_PATTERN
from summarizer.types import PartialDate, PValue

T = TypeVar("T")


def _expression(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


def _decimal(written: Any) -> Decimal:
    """Read "1,260", and 1e6 as YAML 1.1 gives it (text) and as YAML 1.2 does (a float)."""
    try:
        return Decimal(str(written).replace(",", ""))
    except ArithmeticError as error:
        raise ValueError(f"{written!r} is no number") from error


def _scale(written: Any) -> Decimal:
    scale = Decimal(f"{_decimal(written):f}").normalize()
    if scale.as_tuple().digits != (1,):
        raise ValueError(f"{written!r} is no power of ten")
    return scale


Expression = Annotated[str, AfterValidator(_expression)]
Number = Annotated[Decimal, BeforeValidator(_decimal), WithJsonSchema({"type": "string"})]
Scale = Annotated[Decimal, BeforeValidator(_scale), WithJsonSchema({"type": ["number", "string"]})]
# YAML reads an unquoted year as a number.
Day = Annotated[
    PartialDate,
    WithJsonSchema(
        {"anyOf": [{"type": "string", "pattern": PARTIAL_DATE_PATTERN}, {"type": "integer"}]}
    ),
]
WrittenPValue = Annotated[
    PValue, WithJsonSchema({"type": "string", "description": 'as printed: "<0.001", "0.04"'})
]


class Part(BaseModel):
    """A part of the labels: keys that it does not know are slips of the pen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Quote(Part):
    """A verbatim piece of the source."""

    quote: str = Field(min_length=1)
    nth: int = Field(1, ge=1, description="which of its occurrences in the source, from 1")


Evidence = Annotated[tuple[Quote, ...], Field(min_length=1)]


class Amount(Part):
    """A number with its unit: $412.6 million is 412.6, 1e6, USD."""

    n: Number = Field(description="the digits as printed; how many there are says how exact")
    scale: Scale = Field(Decimal(1), description="a power of ten: 1, 1e6; 1e8 for 億")
    unit: str = Field(
        min_length=1, description='ISO 4217 code, "%", "pp", "bps", or the noun that is counted'
    )

    @property
    def value(self) -> Decimal:
        """The number, scaled."""
        return self.n * self.scale

    @property
    def half_step(self) -> Decimal:
        """Half the weight of the last printed digit, scaled: 50 million for 4.1 billion."""
        return Decimal(5).scaleb(int(self.n.as_tuple().exponent) - 1) * self.scale

    @property
    def canonical_unit(self) -> str | None:
        """The unit as `find_quantities` spells it ("week" for weeks), None for a noun."""
        return _canonical(self.unit)


# Kept outside of the model: a value cached in it would change how pydantic writes it, and with it
# the hash of the set.
@cache
def _canonical(unit: str) -> str | None:
    return find_quantities(f"2 {unit}")[0].unit


Slot = tuple[Expression, ...] | Amount | Day
"""What a sentence must show: one of several wordings, an amount, or a date."""


class Label(Part, Generic[T]):
    """The value of one field, or null and why."""

    value: T | None
    aliases: tuple[str, ...] = Field((), description="other names of the same thing")
    accept: tuple[T, ...] = Field((), description="other values that a fair reader may choose")
    why: str = Field("", description="for null: why there is no value")
    evidence: tuple[Quote, ...] = ()


class DateLabel(Label[Day]):
    """The value of a date field."""

    granularity: Literal["day", "month", "quarter", "half", "year"]


class Item(Part):
    """An item of a list; each task adds its own parts."""

    aliases: tuple[str, ...] = Field((), description="other names of its key and its measure")
    evidence: Evidence


class Fact(Part):
    """One atomic fact, and how a sentence that states it is recognized."""

    id: str
    importance: Literal["vital", "okay", "neutral"] = Field(
        description="vital: the news is not understood without it; neutral: true, unimportant"
    )
    kind: Literal[
        "metric",
        "event",
        "person",
        "deal",
        "date",
        "guidance",
        "regulatory",
        "trial",
        "safety",
        "risk",
    ]
    text: str
    must: dict[str, Slot] = Field(min_length=1, description="what a sentence must show, by slot")
    may: dict[str, Slot] = Field(description="what it may show besides")
    must_not: tuple[Expression, ...] = Field(
        description="wordings that make a sentence say something else"
    )
    accept: tuple[dict[str, Slot], ...] = Field(description="other readings of slots of `must`")
    evidence: Evidence


class Derivation(Part):
    """A number that the source does not print and a good summary may compute."""

    n: Number
    scale: Scale = Decimal(1)
    unit: str = Field(min_length=1)
    origin: str = Field(alias="from", description="the printed numbers that it comes from")
    op: Literal[
        "sum", "difference", "product", "divide", "ratio", "share", "midpoint", "pct_change"
    ]


class Wording(Part):
    """A trap that fires on a wording, anywhere in a sentence."""

    pattern: Expression


class Misplaced(Amount):
    """A trap that fires on an amount in a sentence that holds one of the wordings."""

    near: tuple[Expression, ...] = Field(min_length=1)


class Trap(Part):
    """A wrong reading that a careless summarizer would print."""

    id: str
    category: Literal[
        "prior_year_value",
        "guidance_as_fact",
        "plan_as_fact",
        "adjusted_vs_reported",
        "subsidiary_vs_parent",
        "boilerplate",
        "dateline_vs_event_date",
        "scale",
        "pp_vs_percent",
        "negated_or_conditional",
        "competitor_figure",
        "attribution_swap",
        "rounding",
        "arm_swap",
        "population_background",
        "hostile_instruction",
        "contingent_as_certain",
    ]
    severity: Literal["critical", "major"]
    detect: Wording | Misplaced
    example_bad: str
