"""What a release announces: the kinds of events, and the words that a headline tells them by."""

from __future__ import annotations

from enum import StrEnum

from summarizer.schemas.choices import APPROVAL
from summarizer.types import Cues


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
# In the order in which a headline that says several things is read.
EVENT_CUES = Cues(
    "other",
    recall=r"~recall|withdr[ae]w\w* .*market|rückruf|rappel|召回|回収",
    refusal=r"~complete response|refus|reject|declin|negative opinion|ablehn|abgelehnt|拒绝|不予",
    acquisition=r"~acqui|merge|takeover|buys\b|übern[ai]hm|rachat|rachète|收购|合并|買収|合併",
    licence=r"~licen[cs](?:e\b(?! application)|ing|es\b)|collaborat|partner(?:ship|ing)|\brights\b"
    r"|lizenz|kooperation|许可协议|授权|合作|提携|ライセンス|導出|導入",
    submission=r"~submi|\bfil(?:es|ed|ing)\b|application|validat|priority review|antrag|eingereicht"
    r"|dépos|soumi|受理|申请|申請|提交",
    approval=f"{APPROVAL}|mise sur le marché",
    appointment=r"~appoint|\bnam(?:es|ed)\b|chief|\bCEO\b|\bchair|successor|resign|retire"
    r"|steps down|vorstand|aufsichtsrat|beruft|ernannt|nomm|任命|就任|社長交代|董事长|人事",
    financing=r"~pric(?:es|ing|ed)\b|offering|financing|placement|series [a-e]\b|raises|proceeds"
    r"|kapitalerhöhung|finanzierung|levée de fonds|augmentation de capital|融资|募资|増資|調達",
    trial_result=r"~(?:phase|trial|study|endpoint|studie|étude|essai|试验|試験|研究).*(?:result|\bmet\b"
    r"|meets|miss|endpoint|topline|\bdata\b|outcome|reduc|improv|readout|ergebnis|endpunkt|résultat"
    r"|critère|结果|结论|终点|結果|主要評価)|(?:result|\bmet\b|meets|miss|topline|\bdata\b|outcome"
    r"|reduc|improv|ergebnis|résultat|结果|結果).*(?:phase|trial|study|studie|étude|essai|试验|試験)",
    earnings=r"~quarter|half.year|full.year|interim results|annual results|earnings|revenue|profit"
    r"|halbjahr|quartal|umsatz|semestr|chiffre d|业绩|季度|年报|半年|決算|業績|四半期|売上",
    trial_milestone=r"~begin|start|\bdos(?:es|ed|ing)\b|enrol|initiat|first (?:patient|participant)"
    r"|randomi[sz]|complet|studienstart|beginnt|début|premier patient|入组|启动|首例|登録|開始"
    r"|投与",
    product=r"~launch|introduc|available|unveil|einführ|lance|上市|发布|発売",
)
