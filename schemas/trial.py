"""A clinical trial and its endpoints, with the words that a sentence shows them by.

A count is taken only beside a word for what it counts, a name only from a sentence that calls it
so, and a choice only from one that has a word for it: the 20 of "20 mg" is no number of sites, and
a p-value alone does not say that an endpoint was met.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from summarizer.types import Cues, Interval, Near, Of, Phase, Prose, PValue, Record

LONGEST_NAME = 80

ParticipantCount = Annotated[
    int,
    Near(
        *("patient", "participant", "subject", "adult", "people", "person", "women", "men"),
        *("child", "adolescent", "volunteer", "enrol", "random", "n="),
        *("teilnehm", "proband", "erwachsene", "例", "名", "患者", "受试者"),
    ),
]
SiteCount = Annotated[
    int, Near("site", "cent", "hospital", "clinic", "zentr", "klinik", "中心", "医院", "施設")
]
EnrollmentKind = Annotated[
    Literal["planned", "actual"],
    Of("enrollment"),
    Cues(
        None,
        planned=r"?plan|aim|will |expect|target|intend|to enrol|up to|soll|geplant"
        r"|计划|拟|预计|予定",
        actual=r"enrolled|randomi[sz]ed|treated|dosed|included|completed|received|n ?=|took part"
        r"|aufgenommen|behandelt|eingeschlossen|入组|纳入|登録",
    ),
]
_OF_ARMS = Near(
    *("mg", "placebo", "arm", "group", "dose", "daily", "weekly", "month", "control", "sham"),
    *(
        "compar",
        "versus",
        "random",
        "kontrollgruppe",
        "dosis",
        "täglich",
        "bras",
        "安慰剂",
        "每日",
        "mg",
    ),
    *("プラセボ", "群", "对照", "対照"),
)
_OF_SITES = Near(
    *("site", "cent", "countr", "hospital", "clinic", "trial", "study", "enrol", "random"),
    *(
        "zentr",
        "länder",
        "studie",
        "klinik",
        "pays",
        "essai",
        "中心",
        "国家",
        "医院",
        "施設",
        "か国",
    ),
)
Investigator = Annotated[
    str,
    Near("investigator", "investigateur", "prüfarzt", "prüfärzt", "studienleit", "steering"),
    Near(" led by ", "unter der leitung", "geleitet von", "dirigé par", "dirigée par"),
    Near("研究者", "牵头", "治験責任", "治験調整"),
]
EndpointKind = Annotated[
    Literal["primary", "secondary", "other"],
    Cues(
        "other",
        primary=r"~primary|primär|critères? (?:d[’']évaluation )?principa"
        r"|主要(?:终点|研究终点|疗效|評価)",
        secondary=r"~secondary|sekundär|secondaire|次要|副次",
    ),
]
EndpointOutcome = Annotated[
    Literal["met", "not_met", "not_stated"],
    Cues(
        "not_stated",
        met=r"\bmet\b|achiev|statistically significant|significantly|reach\w* (?:its|the|both|all"
        r"|statistical)|erreicht|signifikant|atteint|significati|达到|達成|有意",
        not_met=r"~missed|fail(?:ed|s)? to|not (?:be(?:en)? )?(?:met|meet|reach|achiev|differ"
        r"|significant|statistically)|no (?:statistically )?significant|verfehl"
        r"|nicht (?:erreicht|signifikant)|pas (?:atteint|été atteint|de façon significative"
        r"|significative)|未达|未達|達成(?:せず|でき)",
    ),
]


def full_name(name: str) -> str:
    """Refuse what is nobody's full name: a sentence, or a single word with spaces in its script."""
    if len(name) > LONGEST_NAME or not re.search(
        r"\S[\s·]\S|^[\u3040-\u30ff\u3400-\u9fff]{2,}", name
    ):
        raise ValueError(f"“{name}” is not a full name")
    return name


def _person(name: str) -> str:
    """Take degrees and offices off a person's name, and refuse what is none."""
    return full_name(name.split(",", maxsplit=1)[0])


def _taking_part(population: str) -> str:
    """Refuse what names nobody who could take part in a trial."""
    if not re.search(
        r"(?i)patient|adult|child|adolesc|infant|\b(?:wo)?men\b|people|person|participant|volunteer"
        r"|subject|individual|aged|years|proband|erwachsen|kinder|frauen|männer|enfant|femme|hommes"
        r"|患者|受试者|成人|儿童|小児|被験者|健康",
        population,
    ):
        raise ValueError(f"“{population}” are not said to take part")
    return population


def _named(country: str) -> str:
    """Refuse the number of countries."""
    if re.search(r"\d", country):
        raise ValueError(f"“{country}” names no country")
    return country


def _registered(identifier: str) -> str:
    """Take the registry number out of what was given; a name of a trial is none."""
    found = re.search(r"\b[A-Za-z]*(?:[-/]?\d){6,}[\dA-Z-]*\b", identifier)
    if not found:
        raise ValueError(f"“{identifier}” is no registry number")
    return found[0]


def _measured(endpoint: str) -> str:
    """Take the result off the name of an endpoint, and refuse what is an event of safety."""
    if re.search(
        r"(?i)adverse|side effect|\bdeaths\b|discontinu|(?:infusion|injection).{0,20}reaction"
        r"|nebenwirk|indésirable|不良|副作用|有害",
        endpoint,
    ):
        raise ValueError(f"“{endpoint}” is what was seen of safety, not an endpoint")
    name = re.split(
        r"[,;(]\s*(?:p\s*[<=]|\d)|\s(?:fell|rose|was|were|improved|increased|decreased|declined"
        r"|did not|showed|reached|differed)\b",
        endpoint,
    )[0]
    return name.rstrip(" ,;(:") or endpoint


class Trial(BaseModel):
    """A clinical trial that the release reports on."""

    identifier: Annotated[str, AfterValidator(_registered)] | None = Field(
        None, description="registry number as printed"
    )
    name: str | None = Field(None, description="short name of the trial")
    phase: Phase | None = Field(None, description="1, 2, 2b, 2/3, 3, 4 or preclinical")
    drug: str | None = Field(None, description="the drug that is tested")
    brand: str | None = Field(None, description="its brand name")
    mechanism: str | None = Field(None, description="its mechanism of action or drug class")
    indication: str | None = Field(None, description="the disease")
    population: Annotated[str, AfterValidator(_taking_part)] | None = Field(
        None, description="who takes part, as printed"
    )
    design: list[str] = Field(
        default_factory=list,
        max_length=8,
        description="words of the design: randomized, double-blind, placebo-controlled, bridging",
    )
    arms: list[Annotated[str, _OF_ARMS]] = Field(
        default_factory=list, max_length=5, description="treatments compared, with their doses"
    )
    enrollment: ParticipantCount | None = Field(None, description="how many people take part")
    enrollment_kind: EnrollmentKind | None = Field(
        None, description="planned if still to be enrolled, actual if already enrolled"
    )
    sites: SiteCount | None = Field(None, description="number of sites")
    countries: list[Annotated[str, AfterValidator(_named), _OF_SITES]] = Field(
        default_factory=list, max_length=12, description="countries of the sites, where named"
    )
    investigator: Annotated[Investigator, AfterValidator(_person)] | None = Field(
        None, description="name of the lead investigator"
    )
    milestone: Annotated[str, Prose()] | None = Field(
        None, description="what the trial has reached, in a few words of the release"
    )


class Endpoint(Record):
    """The result of one endpoint of a trial."""

    endpoint: Annotated[str, AfterValidator(_measured)] = Field(
        description="what was measured, as printed"
    )
    kind: EndpointKind = Field(description="rank of the endpoint")
    outcome: EndpointOutcome = Field(description="met or missed, as the release says")
    result: Annotated[str, Prose()] | None = Field(
        None, description="the result in one sentence, with its numbers and the arms compared"
    )
    p_value: PValue | None = None
    interval: Interval | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        known = (self.result, self.p_value, self.interval)
        if self.kind == "other" and self.outcome == "not_stated" and not any(known):
            raise ValueError(f"of “{self.endpoint}” it tells neither rank nor result")
        return self
