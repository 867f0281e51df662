"""Words and signs that bound an amount: "up to", "mindestens", "≤", "约", "or more", "以上"."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.readers.characters import LETTERS
from summarizer.readers.tables import read_table
from summarizer.readers.units import MEASURE_WORDS

_BEFORE = read_table("""
    <= up to, at most, as much as, as many as, no more than, not more than, a maximum of, maximum of
    <= less than or equal to
    <= capped at, limited to, begrenzt auf, plafonné à, limitado a
    <= not exceeding, not exceed, not to exceed, no higher than, no greater than
    <= bis zu, höchstens, maximal, nicht über, nicht mehr als, jusqu'à, au plus, hasta
    <= 最高可达, 最多可达, 可达, 最大, 最大で, 最多, 至多, 高达, 高達, 最高, 不超过, 不超過, 不多于
    <= 上限は, 上限为
    >= at least, no less than, not less than, no fewer than, not fewer than, a minimum of
    >= no lower than, como mínimo, como mínimo en, au minimum, zumindest, minimum of, mindestens
    >= wenigstens, nicht weniger als, ab, au moins, al menos, por lo menos
    >= 至少, 最少, 不少于, 不少於, 不低于, 不低於, 少なくとも
    > more than, over, above, greater than, higher than, longer than, older than, in excess of
    >= greater than or equal to
    > exceeding, exceeded, exceeds, upwards of, über, mehr als, plus de, más de
    > 超过, 超過, 超, 逾, 多于, 多於, 高于, 高於, 大于
    < less than, fewer than, lower than, shorter than, younger than, under, below
    < unter, weniger als, moins de, menos de, 不到, 不足, 少于, 少於, 低于, 低於, 小于
    ~ about, approximately, approx., approx, around, circa, ca., ca, c., roughly, nearly, almost
    ~ some, an estimated, estimated, close to, rund, etwa, ungefähr, zirka, knapp, nahezu, fast
    ~ environ, près de, presque, quelque, aproximadamente, cerca de, unos, unas, alrededor de, casi
    ~ 约, 約, 大约, 大約, 约为, 約為, 近, 将近, 將近, およそ, ほぼ
""")
_AFTER = read_table("""
    >= or more, or greater, or higher, or older, or above, or longer, or over, and older, and above
    >= and over, and up, oder mehr, oder älter, oder höher, und älter, ou plus, et plus, o más
    >= 或以上, 及以上, 以上
    <= or less, or fewer, or lower, or younger, or below, or under, or shorter, and younger
    <= and under, oder weniger, oder jünger, ou moins, o menos, 或以下, 及以下, 以下, 以内, 以內
    < 未满, 未滿, 未満
    ~ or so, 左右, 上下, 程度
""")


def _pattern(phrases: dict[str, str]) -> str:
    """Return a pattern for whole phrases, whose words any white space may part."""
    words = [phrase for phrase in phrases if re.match(f"[{LETTERS}]", phrase)]
    others = [phrase for phrase in phrases if phrase not in words]
    spaced = "|".join(map(re.escape, words)).replace(r"\ ", r"\s{1,3}")
    return rf"(?<![{LETTERS}-])(?:{spaced})(?![{LETTERS}])|{'|'.join(map(re.escape, others))}"


_SIGNS = {"=<": "<=", "≤": "<=", "=>": ">=", "≥": ">=", "+": ">="}
_SIGN = r"[<>]=?|=[<>]?|[≤≥~]"
# The search starts at the left, so that "no more than" is found before its "more than".
_ENDING = re.compile(rf"(?:{_SIGN}|{_pattern(_BEFORE)})\s{{0,2}}\Z", re.IGNORECASE)
_BEGINNING = re.compile(
    rf"\+(?![0-9])|(?:[ \xa0]|{MEASURE_WORDS})?(?P<phrase>{_pattern(_AFTER)})(?!\s(?:to|bis)\b)",
    re.IGNORECASE,
)
# "Up to about 20", "at least some 20".
_MOST_IN_A_ROW = 3
_LONGEST = 2 + max(map(len, _BEFORE))


class Comparator(NamedTuple):
    """What bounds an amount, and the offset of the edge that lies away from it.

    Attributes:
        sign: "=", "<", "<=", ">", ">=" or "~".
        edge: Where its words begin if they stand before the amount, else where they end.
    """

    sign: str
    edge: int


def comparator_before(text: str, end: int, floor: int) -> Comparator | None:
    """Return what bounds an amount that begins at `end`; nothing before `floor` is looked at.

    A bound outweighs a word of doubt: "up to about 20" is at most 20.
    """
    doubt: Comparator | None = None
    for _ in range(_MOST_IN_A_ROW):
        match = _ENDING.search(text, max(floor, end - _LONGEST), end)
        if match is None:
            break
        end = match.start()
        found = Comparator(_meaning(match[0], _BEFORE), end)
        if found.sign != "~":
            return doubt if doubt and found.sign == "=" else found
        doubt = doubt or found
    return doubt


def comparator_after(text: str, start: int) -> Comparator | None:
    """Return what bounds an amount that ends at `start`."""
    match = _BEGINNING.match(text, start)
    return match and Comparator(_meaning(match["phrase"] or "+", _AFTER), match.end())


def _meaning(words: str, phrases: dict[str, str]) -> str:
    phrase = " ".join(words.split()).lower()
    return phrases.get(phrase) or _SIGNS.get(phrase, phrase)
