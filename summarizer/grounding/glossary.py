"""What releases measure and do, by the words of six languages for it.

A statement in one language about a text in another is held to these: if it says one of them, the
sentence must say it too. A line is one thing; its spellings are compared as beginnings of words in
Latin script, and anywhere in Chinese and Japanese.
"""

from __future__ import annotations

import re
from functools import lru_cache

_THINGS = """
    revenue|net sales|turnover|umsatz|umsetz|umgesetzt
      |erlös|chiffre d'affaires|ventes|ingresos|ventas|收入
      |营收|營收|销售额|売上
    net loss|fehlbetrag|verlust|perte nette|pérdida|亏损|虧損|損失|赤字
    net income|net profit|überschuss|konzernergebnis|gewinn|bénéfice|résultat net|beneficio
      |净利|淨利|纯利|純利益
    operating|betriebs|ebit|opérationnel|operativo|营业利润|经营利润|営業利益|営業損失
    margin|marge|margen|利润率|毛利率|利益率
    forecast|guidance|prognose|prévision|objectif|previsión|预计|指引|展望|予想|見通し
    employ|mitarbeit|beschäftigt|salarié|collaborateur|effectif|emplead|员工|員工|雇员|従業員|社員
    placebo|安慰剂|安慰劑|プラセボ
    upfront|vorauszahlung|abschlag|vorabzahlung|paiement initial|pago inicial|首付|预付|一時金
    milestone|meilenstein|paliers|étape|hito|里程碑|マイルストン|マイルストーン
    royalt|lizenzgebühr|redevance|regalía|特许权|提成|ロイヤルティ
    dividend|dividende|股息|股利|分红|配当
    death|todesf|verstarb|gestorben|décès|muerte|死亡
    serious adverse|schwerwiegend|schwere uner|indésirables graves|adversos graves|严重不良
      |嚴重不良|重篤
    primary endpoint|primären endpunkt|primäre endpunkt|critère principal|主要终点|主要評価|主要终點
    respon|ansprech|réponse|respuesta|应答|缓解|奏効|奏功
    cash|liquid|barmittel|zahlungsmittel|trésorerie|efectivo|现金|現金
    research|forschung|recherche|investigación|研发|研究
    capital increase|kapitalerhöhung|augmentation de capital|ampliación de capital|增资|増資
    licen|lizenz|许可|授权|權利|权利|独占|ライセンス
    patent|brevet|专利|特許
    acqui|erwirbt|erwarb|erworben|übernahme|übernimmt|acquis|rachat|收购|買収|取得
    approv|authori[sz]|clearance|zulassung|zugelassen|genehmig|autori|aprob|freigabe|批准|获批|承認
    submi|filed|application|antrag|eingereicht|beantragt|demande|déposé|solicit|present|提交|递交|遞交|申请|申請
    construction|bau|travaux|construcción|建设|施工|建設|着工
    price|preis|prix|precio|价格|価格
    founded|gegründet|fondée|créée|fundada|成立|创立|創業|設立
    deliver|(?:aus|ab|ein)?(?:ge)?liefer|livr|entrega|交付|供给|納入
    suppl|(?:aus|ab|ein)?(?:ge)?liefer|versorg|fourni|approvisionn|suministr|供应|供給
    penalty|vertragsstrafe|pénalité|penalización|违约金|違約金
    orphan|seltene krankheit|seltene erkrankung|maladie rare|enfermedad rara|孤儿|罕见病|希少疾病
    high.dose|hochdosis|forte dose|dosis alta|高剂量|高用量
    low.dose|niedrigdosis|faible dose|dosis baja|低剂量|低用量
    control|kontroll|témoin|对照|対照
    incident|zwischenfall|zwischenfälle|事故
    patient|proband|teilnehmer|participant|paciente|subject|adult|erwachsen|vacunad|geimpft
      |voluntari|volunteer|freiwillig|患者|受试者|被験者|症例
    discontinu|brach|abgebrochen|abbruch|abandon|interrump|停药|中止
    publish|disclos|veröffentlich|publi|公布|披露|公表
    grants? of|subsid(?!iar)|förder|subvention|subvención|补助|補助
"""


def _pattern(spellings: str) -> re.Pattern[str]:
    latin = [each for each in spellings.split("|") if each[0] < "\u3000"]
    others = [each for each in spellings.split("|") if each not in latin]
    beginnings = rf"(?<![^\W\d_])(?:{'|'.join(latin)})"
    return re.compile("|".join([beginnings, *map(re.escape, others)]), re.IGNORECASE)


_PATTERNS = [
    _pattern(line.strip()) for line in re.sub(r"\n\s*\|", "|", _THINGS).strip().splitlines()
]


_FORECAST = next(n for n, pattern in enumerate(_PATTERNS) if pattern.search("forecast"))


def is_forecast(text: str) -> bool:
    """Say whether a text calls what it says a forecast: then nothing in it is certain."""
    return _FORECAST in things(text)


_PLACEBO = next(n for n, pattern in enumerate(_PATTERNS) if pattern.search("placebo"))


def is_of_placebo(text: str) -> bool:
    """Say whether a text speaks of placebo."""
    return _PLACEBO in things(text)


@lru_cache(maxsize=4_096)
def things(text: str) -> frozenset[int]:
    """Return which of the listed things a text says, by their number."""
    return frozenset(n for n, pattern in enumerate(_PATTERNS) if pattern.search(text))


# What begins a word for a change.
UP = (
    r"\b(?:ris|rose|increas|grew|grow|climb|higher|up\b|gained|stieg|gestiegen|steiger|erhöh|wuchs"
    r"|gewachsen|zuwachs|legte\b.*\bzu\b|plus von|hausse|augment|progress|croissance|aument|creci"
    r"|subi)|增长|增長|增加|上升|提高|上涨|増加|上昇|増収|増益|％増|%増|伸び"
)
DOWN = (
    r"\b(?:fell|fall|declin|decreas|drop|lower|down\b|reduc|shrank|sank|sinkt|gesunken|fiel\b"
    r"|gefallen|rückgang|verringer|minus von|baiss|recul|diminu|repli|cay|descen|disminu)"
    r"|下降|减少|減少|下滑|降低|低下|減収|減益|％減|%減"
)
_UP, _DOWN = re.compile(UP, re.IGNORECASE), re.compile(DOWN, re.IGNORECASE)


def directions(text: str) -> frozenset[str]:
    """Return whether a text says that something went up, down, both or neither."""
    found = {"up": _UP.search(text), "down": _DOWN.search(text)}
    return frozenset(name for name, match in found.items() if match)


_BESIDE = re.compile(r"\s?(?:(増|增|上昇|上升|上涨|伸び)|(减|減|低下|下降|下滑))")


def direction_behind(text: str, offset: int) -> str:
    """Return whether what stands at an offset moved "up" or "down": 11.9%減; empty if untold."""
    match = _BESIDE.match(text, offset)
    return "" if match is None else "up" if match[1] else "down"
