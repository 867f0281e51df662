"""The press release: what a reader of biopharma news must know, and of other news what applies.

Descriptions are read by the model and by people. Every list may be empty and every value null:
what the release does not say is left out, never guessed.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from summarizer.schemas.choices import (
    MEASURES,
    NOT_TREATED,
    OF_SAFETY,
    Category,
    Exclusivity,
    FigureKind,
    Giver,
    Receiver,
    RegulatoryState,
)
from summarizer.schemas.event import EVENT_CUES, EVENT_KINDS, Event
from summarizer.schemas.trial import Endpoint, Trial, full_name
from summarizer.types import (
    Ahead,
    Anywhere,
    Money,
    Opening,
    PartialDate,
    Prose,
    Record,
    RowLabel,
)


def _no_company(agency: str) -> str:
    """Refuse a name with the legal form of a company: no regulator has one."""
    if re.search(
        r"\b(?:Inc|Ltd|Limited|Corp|LLC|plc|PLC|GmbH|AG|SE|KGaA|S\.A|AB|K\.K)\b\.?$"
        r"|\b(?:Pharma|Pharmaceuticals?|Therapeutics|Bio|Biosciences|Biotech|Biologics)\b",
        agency,
    ):
        raise ValueError(f"“{agency}” is a company, not a regulator")
    return agency


class Dateline(BaseModel):
    """Where and when the release was issued."""

    place: str | None = Field(default=None, description="city of the dateline, as printed")
    date: PartialDate | None = Field(default=None, description="day of the dateline, as printed")


class KeyFact(BaseModel):
    """One fact that a reader must know."""

    statement: Annotated[str, Prose()] = Field(
        description="the fact in one short English sentence, with its numbers, dates and names"
    )
    category: Category | None = Field(None, description="what the fact is about")
    importance: Literal["vital", "okay"] = Field(
        "okay", description="vital: the news is not understood without it; okay: good to know"
    )


class RegulatoryStatus(Record):
    """What a regulator has decided, or has before it, on one product and one indication."""

    jurisdiction: str | None = Field(None, description="country or region, as printed")
    agency: Annotated[str, AfterValidator(_no_company)] | None = Field(
        None, description="the regulator, as printed, if it is named"
    )
    product: Annotated[str, Anywhere(), NOT_TREATED] = Field(description="name of the product")
    indication: Annotated[str, Anywhere()] | None = Field(
        None, description="the disease or use that the decision covers"
    )
    status: RegulatoryState = Field(
        description="approved; not_approved: the release says it is not approved; submitted: an "
        "application is filed; refused; special_access: allowed before approval for urgent, early "
        "or compassionate use"
    )
    date: PartialDate | None = Field(
        default=None, description="day of the decision as printed, if given"
    )
    conditions: Annotated[str, Prose()] | None = Field(
        None, description="a limit or condition of the decision, if stated"
    )


class Deal(Record):
    """A licence, purchase or other agreement: who gives what to whom."""

    receiver: Receiver | None = Field(
        None, description="the company that has or gets the right, or buys"
    )
    giver: Giver | None = Field(
        None, description="the company that granted, licensed out or sold it"
    )
    subject: Annotated[str, Prose()] = Field(
        description="what is given, as printed, such as: license to develop and commercialize X"
    )
    exclusivity: Exclusivity | None = Field(
        None, description="only if the sentence says exclusive or non-exclusive"
    )
    territory: list[str] = Field(
        default_factory=list, max_length=10, description="countries and regions, as printed"
    )
    upfront: Money | None = Field(None, description="payment at signature, as printed")
    contingent: Money | None = Field(
        None, description="payments that depend on milestones, as printed"
    )
    royalties: Annotated[str, Prose()] | None = Field(None, description="royalties, if stated")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any((self.receiver, self.upfront, self.contingent)):
            raise ValueError(f"of “{self.subject}” it tells neither who receives it nor the price")
        return self


class Figure(Record):
    """One financial figure: a result, a forecast, or money raised or spent."""

    measure: Annotated[str, RowLabel(MEASURES)] = Field(
        description="what the amount measures: revenue, net loss, cash, proceeds"
    )
    amount: Money = Field(description="the amount as printed, with its currency and scale")
    kind: FigureKind = Field(
        description="actual: a result already reached; guidance: a forecast; raised: money taken "
        "in from investors; paid: money given"
    )
    period: Annotated[PartialDate, Anywhere()] | None = Field(
        None, description="the quarter, half or year that it belongs to"
    )
    comparison: Annotated[str, Prose()] | None = Field(
        None, description="the comparison with an earlier period, as printed"
    )


class Person(Record):
    """A person whom the release names."""

    name: Annotated[str, AfterValidator(full_name)] = Field(description="full name without title")
    role: str | None = Field(None, description="office or title, as printed")
    organisation: Annotated[str, Anywhere()] | None = Field(None, description="whose office it is")


class DateAhead(Record):
    """Something that the release expects at a stated time."""

    date: Annotated[PartialDate, Ahead()] = Field(
        description="when, as printed: a day, month, quarter, half or year"
    )
    what: Annotated[str, Prose(), Ahead()] = Field(
        description="what is expected, in one short sentence"
    )


class PressRelease(BaseModel):
    """The typed summary of a press release."""

    title: str | None = Field(None, description="the headline, as printed")
    issuer: str | None = Field(None, description="the company or body that publishes the release")
    dateline: Dateline = Field(
        default_factory=Dateline, description="where and when the release was issued"
    )
    event: Annotated[Event, Opening(), EVENT_CUES] | None = Field(None, description=EVENT_KINDS)
    summary: list[Annotated[str, Prose()]] = Field(
        default_factory=list,
        max_length=4,
        description="two to four short English sentences that tell the news",
    )
    key_facts: list[KeyFact] = Field(
        default_factory=list, max_length=10, description="the facts that a reader must know"
    )
    trials: list[Trial] = Field(
        default_factory=list, max_length=3, description="clinical trials that the news is about"
    )
    endpoints: list[Endpoint] = Field(
        default_factory=list, max_length=8, description="results of the trials, by endpoint"
    )
    safety: list[Annotated[str, Prose(), OF_SAFETY]] = Field(
        default_factory=list, max_length=5, description="what was seen of safety"
    )
    regulatory: list[RegulatoryStatus] = Field(
        default_factory=list, max_length=16, description="decisions and status by jurisdiction"
    )
    deals: list[Deal] = Field(
        default_factory=list, max_length=6, description="licences, purchases, agreements"
    )
    figures: list[Figure] = Field(
        default_factory=list, max_length=16, description="financial figures"
    )
    people: list[Person] = Field(
        default_factory=list, max_length=8, description="people named, with their office"
    )
    dates_ahead: list[DateAhead] = Field(
        default_factory=list, max_length=8, description="what is expected, and when"
    )
