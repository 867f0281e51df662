"""Names and choices of a press release, with the words that a sentence shows them by.

A choice is taken only from a sentence that holds a word for it: "has submitted" is no approval.
"""

from __future__ import annotations

from typing import Annotated, Literal

from summarizer.types import Anywhere, Cues, Near, Unless

APPROVAL = (
    r"approv|authori[sz]|clear(?:ed|ance)|notice of compliance|zugelassen|zulassung|genehmig"
    r"|autoris|批准|获批|承認|核准"
)
_SPECIAL = (
    r"urgent clinical|compassionate|expanded access|early access|special access|named.patient"
    r"|emergency use|härtefall|急需|同情"
)
# A board authorizes, too.
_OF_SHARES = r"repurchase|buy-?back|[mb]illion authori[sz]ation"
RegulatoryState = Annotated[
    Literal["approved", "not_approved", "submitted", "refused", "special_access"],
    Cues(
        approved=f"{APPROVAL} but not {_SPECIAL}|{_OF_SHARES}",
        not_approved="!" + APPROVAL,
        submitted=r"submi|fil(?:ed|ing)|appli(?:ed|cation)|review|eingereicht|beantrag|antrag"
        r"|提交|受理|申請|申请",
        refused=r"refus|reject|complete response|declin|negative opinion|abgelehnt|拒绝|不予",
        special_access=_SPECIAL,
    ),
]
_FORECAST = (
    r"expect|guidance|outlook|forecast|anticipat|project|\bwill\b|would|estimate|\bplan|target|\baim"
    r"|erwart|prognos|rechnet|prévo|attend|prévu|预计|预期|予想|見込|計画"
)
# An amount without another word is what was reached.
FigureKind = Annotated[
    Literal["actual", "guidance", "raised", "paid"],
    Cues(
        "actual",
        raised=r"~proceeds|offering|placement|series [a-e]\b|financing|capital increase"
        r"|kapitalerhöhung|levée de fonds|augmentation de capital|融资|募资|増資",
        paid=r"~\bpa(?:id|ys?)\b|repaid|purchase price|bought|kaufpreis|versé|支付|支払",
        guidance=f"~{_FORECAST}",
        actual=f"~. but not {_FORECAST}",
    ),
]
# What an amount of money measures, in the words that a release prints before it.
MEASURES = (
    r"(?:(?:net|gross|total|adjusted|statutory|core|operating|free|organic|interim|final|one-time"
    r"|upfront|up-front|milestone|equity|termination|product|licen[cs]e|service|worldwide|annual"
    r"|research and development|R&D|general and administrative|capital|term)\s)*"
    r"\b(?:revenues?|(?:net )?sales|turnover|profit(?: before tax)?|income|loss|EBITDA?|cash flow"
    r"|cash(?:, cash equivalents)?"
    r"(?: and [a-z ]{3,30}?(?=\s(?:was|were|of|stood|amounted|totall?ed)))?"
    r"|debt|dividend|charges?|provision|impairment|proceeds|payments?|royalt(?:y|ies)|fees?|loan"
    r"|costs?|expenses?|expenditure|order intake|price|consideration|value|savings|funds?)\b"
    r"|(?:bereinigtes )?(?:Umsatz|Umsatzerlöse|Ergebnis|Gewinn|Verlust|Liquidität|Dividende)\b"
    r"|chiffre d[’']affaires|trésorerie|résultat (?:net|opérationnel)|perte nette|bénéfice net"
    r"|売上収益|営業利益|当期利益|現金|配当|营业收入|净利润|现金|首付款|里程碑付款"
)
# "No medicine is approved for celiac disease" tells no product of that name.
NOT_TREATED = Unless(
    r"(?:drugs?|medicines?|treatments?|therap(?:y|ies)|approved|indicated|patients|people|adults"
    r"|children) (?:approved )?(?:for|of|with|against) (?:the )?{}"
)
OF_SAFETY = Near(
    *("safe", "adverse", "side effect", "serious", "tolera", "death", "died", "fatal", "toxic"),
    *(
        "inflammation",
        "vasculitis",
        "cases of",
        "occurred in",
        "infection",
        "reaction",
        "discontinu",
        "injur",
        "warning",
        "bleed",
        "hämorrhag",
    ),
    *("nebenwirk", "unerwünscht", "verträglich", "indésirable", "tolér", "effets secondaires"),
    *("不良", "副作用", "有害", "安全", "死亡"),
)
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
