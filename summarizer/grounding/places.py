"""Names that every language writes its own way: countries, what comes from them, and months.

A line is one; its spellings are compared as beginnings of words in Latin script, and anywhere in
Chinese and Japanese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NAMES = """
    us|united states|america|usa|vereinigte staaten|états-unis|américain|estados unidos|ee. ?uu
      |estadounid|美国|美國|米国
    china|chinese|chine|chinois|中国|中國
    japan|japanisch|japon|日本
    korea|südkorea|corée|corea|韩国|韓國|韓国
    india|indien|inde\\b|indisch|印度|インド
    german|deutsch|allemagne|allemand|alem[aá]n|德国|德國|ドイツ
    france|french|frankreich|französ|français|franc|法国|法國|フランス
    spain|spanish|spanien|spanisch|espagn|españ|西班牙|スペイン
    ital|意大利|義大利|イタリア
    british|britain|united kingdom|uk\\b|großbritann|britisch|royaume-uni|britanni|reino unido
      |británic|英国|英國
    swiss|switzerland|schweiz|suisse|suiz|瑞士|スイス
    austria|österreich|autrich|奥地利|オーストリア
    dutch|netherland|niederl|pays-bas|néerland|países bajos|neerland|荷兰|オランダ
    belgi|belg|比利时|ベルギー
    swed|schwed|suéd|suède|suec|瑞典|スウェーデン
    norw|norweg|norvèg|norvég|norueg|挪威|ノルウェー
    danish|denmark|dänem|dänisch|danemark|danois|dinamarc|danés|丹麦|デンマーク
    finnish|finland|finn|finland|finlandés|芬兰|フィンランド
    irish|ireland|irland|irlandés|爱尔兰|アイルランド
    polish|poland|polen|polnisch|pologne|polon|波兰|ポーランド
    portug|葡萄牙|ポルトガル
    canad|kanad|加拿大|カナダ
    mexic|mexik|méxic|墨西哥|メキシコ
    brazil|brasil|brésil|巴西|ブラジル
    argentin|阿根廷|アルゼンチン
    austral|澳大利亚|オーストラリア
    singap|新加坡|シンガポール
    taiwan|台湾|台灣
    europe|europä|europé|欧洲|歐洲|欧州
    asia|asie|asien|asiat|亚洲|亞洲|アジア
    latin america|lateinamerika|amérique latine|américa latina|latinoam
    january|januar|janvier|enero|(?<!\\d)1月
    february|februar|février|febrero|(?<!\\d)2月
    march|märz|mars\\b|marzo|(?<!\\d)3月
    april|avril|abril|4月
    may\\b|mai\\b|mayo|5月
    june|juni|juin|junio|6月
    july|juli\\b|juillet|julio|7月
    august|août|agosto|8月
    september|septembre|septiembre|9月
    october|oktober|octobre|octubre|10月
    november|novembre|noviembre|11月
    december|dezember|décembre|diciembre|12月
"""
# "Thuringian" is "Thüringer": what comes from a place, and shares so many first letters with it.
_FROM = re.compile(r"(?:ian|ean|ish|ese|an)\Z")
_ROOT = 5


def _pattern(spellings: str) -> re.Pattern[str]:
    parts = spellings.split("|")
    latin = [part for part in parts if "a" <= part[0] < "\u0250"]
    others = [part for part in parts if part not in latin]
    beginnings = rf"(?<![^\W_])(?:{'|'.join(latin)})"
    return re.compile("|".join([beginnings, *others]), re.IGNORECASE)


_PATTERNS = [
    _pattern(line.strip()) for line in re.sub(r"\n\s*\|", "|", _NAMES).strip().splitlines()
]


def is_named(word: str, words: Iterable[str], text: str) -> bool:
    """Say whether a text names a country or month, or what comes from a place, in its own words.

    Args:
        word: The name, in English, as a folded token.
        words: The capitalized words of the text, folded.
        text: The text.
    """
    named = _named(word)
    if named:
        return any(_PATTERNS[n].search(text) for n in named)
    if not _FROM.search(word):
        return False
    root = _plain(word)[:_ROOT]
    return len(root) == _ROOT and any(_plain(other).startswith(root) for other in words)


@lru_cache(maxsize=4_096)
def _named(word: str) -> tuple[int, ...]:
    return tuple(n for n, pattern in enumerate(_PATTERNS) if pattern.match(word))


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if letter.isalpha())
