"""The press release: what a reader of biopharma news must know, and of other news what applies.

Descriptions are read by the model and by people. Every list may be empty and every value null:
what the release does not say is left out, never guessed.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from summarizer.types import (
    Ahead,
    Anywhere,
    Cues,
    Interval,
    Money,
    Near,
    PartialDate,
    Phase,
    Prose,
    PValue,
    Record,
    RowLabel,
    Unless,
)


class Event(StrEnum):
    """What a release announces."""

    TRIAL_MILESTONE = "trial_milestone"
    TRIAL_RESULT = "trial_result"
    APPROVAL = "approval"
    REFUSAL = "refusal"
    SUBMISSION = "submission"
    LICENCE = "licence"
    ACQUISITION = "acquisition"
    FINANCING = "financing"
    EARNINGS = "earnings"
    RECALL = "recall"
    APPOINTMENT = "appointment"
    PRODUCT = "product"
    OTHER = "other"


EVENT_KINDS = (
    "what the release announces. "
    "trial_milestone: a clinical trial starts, doses its first patient, completes enrolment or "
    "moves on, no results yet; "
    "trial_result: results of a clinical trial, good or bad; "
    "approval: a regulator approves or clears a product; "
    "refusal: a regulator refuses or asks for more; "
    "submission: an application is filed or accepted for review; "
    "licence: rights to a product are licensed, or a collaboration is agreed; "
    "acquisition: a company buys or merges with another; "
    "financing: money is raised; "
    "earnings: results of a quarter or a year; "
    "recall: a product is withdrawn or found unsafe; "
    "appointment: a person joins, leaves or changes role; "
    "product: a product is launched or shown; "
    "other: none of these"
)


# A count is taken only beside a word for what it counts, and a choice only from a sentence that
# holds a word for it: the 20 of "20 mg" is no number of sites, "has submitted" is no approval.
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
    Cues(
        planned=r"?plan|aim|will |expect|target|intend|to enrol|up to|soll|geplant"
        r"|计划|拟|预计|予定",
        actual=r"enrolled|randomi[sz]ed|treated|dosed|included|completed|received|n ?=|took part"
        r"|aufgenommen|behandelt|eingeschlossen|入组|纳入|登録",
    ),
]
_APPROVAL = (
    r"approv|authori[sz]|clear(?:ed|ance)|notice of compliance|zugelassen|zulassung|genehmig"
    r"|autoris|批准|获批|承認|核准"
)
_SPECIAL = (
    r"urgent clinical|compassionate|expanded access|early access|special access|named.patient"
    r"|emergency use|härtefall|急需|同情"
)
RegulatoryState = Annotated[
    Literal["approved", "not_approved", "submitted", "refused", "special_access"],
    Cues(
        approved=f"{_APPROVAL} but not {_SPECIAL}",
        not_approved="!" + _APPROVAL,
        submitted=r"submi|fil(?:ed|ing)|appli(?:ed|cation)|review|eingereicht|beantrag|antrag"
        r"|提交|受理|申請|申请",
        refused=r"refus|reject|complete response|declin|negative opinion|abgelehnt|拒绝|不予",
        special_access=_SPECIAL,
    ),
]
# Who has a right did not give it, and who grants one does not receive it.
Giver = Annotated[
    str,
    Anywhere(),
    Unless(
        r"{}(?: \([^)]*\))?,? (?:has|have|had|holds?|held|obtain|acquir|receiv"
        r"|in-?licens|buys|bought|will (?:have|hold|obtain|acquire|receive)"
        r"|erhält|erwirbt|获得|取得)"
    ),
]
Receiver = Annotated[
    str,
    Unless(
        r"{}(?: \([^)]*\))?,? (?:has |have |had |will )?(?:grant|sells?\b|sold"
        r"|out-?licen[cs]e|licensed?|retain|keeps|gewährt|verkauft|授予)"
        r"|\b(?:in|throughout|across) (?:the )?{}"
    ),
]
Exclusivity = Annotated[
    Literal["exclusive", "non_exclusive"],
    Cues(
        exclusive=r"(?<!non-)(?<!non )\bexclusiv|(?<!nicht-)(?<!nicht )\bexklusiv|(?<!非)独家",
        non_exclusive=r"non.?exclusiv|nicht.?exklusiv|非独家",
    ),
]


# A fact about anything may be an event; of the others the sentence has a word.
Category = Annotated[
    Literal[
        "event", "trial", "result", "safety", "regulatory", "deal", "finance", "people", "outlook"
    ],
    Cues(
        trial=r"~trial|study|studies|patient|participant|random|enrol|arm\b|dos(?:e|ing)|phase"
        r"|studie|probanden|étude|essai|试验|試験|研究|受试者|患者|入组",
        result=r"~\d\s?%|\bp\s?[<=>≤]|\b(?:met|missed|reduced|improved|rose|fell|showed|achieved|versus"
        r"|compared with|erreichte|zeigte|atteint|montré)\b|达到|达成|達成",
        safety=r"~safe|adverse|side effect|serious|death|died|tolera|reaction|warning|injur"
        r"|nebenwirkung|indésirable|不良|副作用|有害|安全",
        regulatory=r"~approv|authori[sz]|\bFDA\b|\bEMA\b|agency|commission|submi|application|review"
        r"|clear(?:ed|ance)|licen[cs]e application|designat|recall|complete response|zulassung"
        r"|behörde|autoris|批准|获批|受理|药监|承認|申請",
        deal=r"~licen[cs]|agree|acqui|upfront|up front|milestone|royalt|rights?\b|partner|collabor"
        r"|purchase|merger|offer|lizenz|übernahme|accord|协议|许可|授权|首付款|契約|導出|導入",
        finance=r"~[$€£¥₹]|\b(?:EUR|USD|CHF|NOK|SEK|DKK)\b|revenue|sales|profit|loss|cash|earnings"
        r"|dividend|shares|proceeds|margin|umsatz|gewinn|ergebnis|chiffre d|收入|利润|売上|利益"
        r"|[円元]",
        people=r"~appoint|chief|director|officer|president|chair|resign|retire|succe|join|board"
        r"|employ|position|jobs|staff|vorstand|aufsichtsrat|nomm|directeur|任命|就任|董事|取締役",
        outlook=r"~expect|anticipat|plan|intend|will\b|target|due\b|guidance|forecast|outlook"
        r"|schedul|aim|on track|erwart|geplant|soll|prévu|attend|预计|计划|拟|予定|見込|予想",
    ),
]


def _full_name(name: str) -> str:
    """Refuse what is nobody's full name: a single word, unless written without spaces."""
    if not re.search(r"\S[\s·]\S|^[\u3040-\u30ff\u3400-\u9fff]{2,}", name):
        raise ValueError(f"“{name}” is not a full name")
    return name


def _no_company(agency: str) -> str:
    """Refuse a name with the legal form of a company: no regulator has one."""
    if re.search(
        r"\b(?:Inc|Ltd|Limited|Corp|LLC|plc|PLC|GmbH|AG|SE|KGaA|S\.A|AB|K\.K)\b\.?$", agency
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


class Trial(BaseModel):
    """A clinical trial that the release reports on."""

    identifier: str | None = Field(None, description="registry number as printed")
    name: str | None = Field(None, description="short name of the trial")
    phase: Phase | None = Field(None, description="1, 2, 2b, 2/3, 3, 4 or preclinical")
    drug: str | None = Field(None, description="the drug that is tested")
    brand: str | None = Field(None, description="its brand name")
    mechanism: str | None = Field(None, description="its mechanism of action or drug class")
    indication: str | None = Field(None, description="the disease")
    population: str | None = Field(None, description="who takes part, as printed")
    design: list[str] = Field(
        default_factory=list,
        max_length=8,
        description="words of the design: randomized, double-blind, placebo-controlled, bridging",
    )
    arms: list[str] = Field(
        default_factory=list, max_length=5, description="treatments compared, with their doses"
    )
    enrollment: ParticipantCount | None = Field(None, description="how many people take part")
    enrollment_kind: EnrollmentKind | None = Field(
        None, description="planned if still to be enrolled, actual if already enrolled"
    )
    sites: SiteCount | None = Field(None, description="number of sites")
    countries: list[str] = Field(
        default_factory=list, max_length=12, description="countries of the sites, where named"
    )
    investigator: str | None = Field(None, description="name of the lead investigator")
    milestone: Annotated[str, Prose()] | None = Field(
        None, description="what the trial has reached, in a few words of the release"
    )


class Endpoint(BaseModel):
    """The result of one endpoint of a trial."""

    endpoint: str = Field(description="what was measured, as printed")
    kind: Literal["primary", "secondary", "other"] = Field(description="rank of the endpoint")
    outcome: Literal["met", "not_met", "not_stated"] = Field(
        description="met or missed, as the release says"
    )
    result: Annotated[str, Prose()] | None = Field(
        None, description="the result in one sentence, with its numbers and the arms compared"
    )
    p_value: PValue | None = None
    interval: Interval | None = None


class RegulatoryStatus(Record):
    """What a regulator has decided, or has before it, on one product and one indication."""

    jurisdiction: str | None = Field(None, description="country or region, as printed")
    agency: Annotated[str, AfterValidator(_no_company)] | None = Field(
        None, description="the regulator, as printed, if it is named"
    )
    product: Annotated[str, Anywhere()] = Field(description="name of the product")
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


class Figure(Record):
    """One financial figure: a result, a forecast, or money raised or spent."""

    measure: Annotated[str, RowLabel()] = Field(
        description="what the amount measures: revenue, net loss, cash, proceeds"
    )
    amount: Money = Field(description="the amount as printed, with its currency and scale")
    kind: Literal["actual", "guidance", "raised", "paid"] = Field(
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

    name: Annotated[str, AfterValidator(_full_name)] = Field(description="full name without title")
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
    event: Event | None = Field(None, description=EVENT_KINDS)
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
    safety: list[Annotated[str, Prose()]] = Field(
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
