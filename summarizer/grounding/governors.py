"""The words that turn, ask for, qualify or limit what they govern, by kind, in six languages.

A line is one thing in many words: who withdraws an application may revoke it. Words are compared
as tokens: one that ends with `.` whole, any other as the beginning of a token; a Chinese or
Japanese word is a run of characters; `…` stands for any words between two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Literal, NamedTuple

from summarizer.grounding.tokens import Token, tokenize

Kind = Literal["turning", "missing", "asking", "qualifying", "limiting"]

_TABLES: dict[Kind, str] = {
    # What is done to a deed.
    "turning": """
        withdrew, withdraw, revok, rescind, retract, zurückgezogen, zurückzieh, zog … zurück.
          widerruf, retiré, retirer., retiró., retira., révoqu, revoc, suspendió la, 撤回, 取り下げ
          取下げ, 撤销, 撤銷
        postpon, delay, deferred., defers., suspend, halt., halts., halted., verschob, verschieb
          verzöger, ausgesetzt, reporté, retard, aplaz, retras, 推迟, 推遲, 延期, 暂停, 暫停, 見送
          中断
        upper limit, upper bound, lower limit, lower bound, obere grenze, untere grenze
          borne supérieure, borne inférieure
        originally, ursprünglich, initialement, originalmente, 原定, 原计划, 当初
        discontinu, terminate., terminated., terminates., terminating., termination., cancel
          abandon, eingestellt, abgebroch, interromp, résili, interrump, 终止, 終止, 打ち切, 中止
    """,
    # A goal that was not met.
    "missing": """
        missed., misses., fail, verfehl, nicht erreich, manqu, échou, no alcanz, 未达, 未達, 未能
    """,
    # What is only wanted, looked at or asked for.
    "asking": """
        apply., applies., applied., applying., application., applications., beantrag, solicit
          申请, 申請
        seek., seeks., seeking., sought., pursu
        review., reviews., reviewed., reviewing., considering., 审评, 審評, 検討, 考虑, 考慮
        recommend, empfiehlt., empfahl, empfohlen, recomend, 推荐, 推奨
        regarding., concerning., related to, relating to
        prepar, vorbereit, prépar, 准备, 準備
    """,
    # What makes a thing another one.
    "qualifying": """
        former, ex., previous., ehemalig, früher, ancien., ancienne., anterior, 前任
        interim, acting., kommissarisch, par intérim, interin, 代理, 暫定
        vice., deputy., assistant., associate., stellvertret, adjoint, 副
        tentative, tentatively.
        co exclusive., semi exclusive., non exclusive., nicht exklusiv, nichtexklusiv, non exclusi
          no exclusiv, 非独占, 非獨占
        adjusted., bereinigt, ajusté, ajustad, 调整后, 調整後, non gaap., pro forma, underlying.
          core.
        nominal., nominally.
        loading.
    """,
    # Of whom alone something is said.
    "limiting": """
        subgroup, sub group, subset, subpopulation, sub population, untergruppe, subgruppe
          sous groupe, subgrupo, 亚组, 亞組, サブグループ, 部分集団
    """,
}
_INITIALS = 3
_LONGEST_GAP = 15


class Governor(NamedTuple):
    """A word that governs others, as tokens `[first, last)`, and the number of its line."""

    first: int
    last: int
    kind: Kind
    line: int


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    kind: Kind
    line: int


def find_governors(tokens: Sequence[Token]) -> tuple[Governor, ...]:
    """Return the governing words of a passage, in order; the time is linear in its length."""
    found: list[Governor] = []
    for place, token in enumerate(tokens):
        for length in range(1, _INITIALS + 1):
            found.extend(
                Governor(place, end, phrase.kind, phrase.line)
                for phrase in _BY_INITIALS.get(token.text[:length], ())
                if (end := _end_of(phrase.words, tokens, place))
            )
            if length >= len(token.text):
                break
    return tuple(found)


def _end_of(words: tuple[str, ...], tokens: Sequence[Token], place: int) -> int:
    """Return where a phrase that begins at a token ends; 0 if it does not stand there."""
    for number, word in enumerate(words):
        if word == "…":
            farthest = min(place + _LONGEST_GAP, len(tokens))
            rest = words[number + 1 :]
            return next(
                (end for n in range(place, farthest) if (end := _end_of(rest, tokens, n))), 0
            )
        if place >= len(tokens) or not _is(word, tokens[place].text):
            return 0
        place += 1
    return place


def _is(word: str, token: str) -> bool:
    return token == word[:-1] if word.endswith(".") else token.startswith(word)


def _read() -> Iterator[_Phrase]:
    numbers = count()
    for kind, table in _TABLES.items():
        number = -1
        for line in table.strip("\n").splitlines():
            begins = len(line) - len(line.lstrip()) == len("        ")
            number = next(numbers) if begins or number < 0 else number
            for phrase in line.strip().split(", ") if line.strip() else ():
                yield _Phrase(tuple(_tokens(phrase)), kind, number)


def _tokens(phrase: str) -> Iterator[str]:
    for word in phrase.split():
        if word == "…":
            yield word
            continue
        tokens = [token.text for token in tokenize(word.removesuffix("."))]
        yield from tokens[:-1]
        yield tokens[-1] + "." * word.endswith(".")


def _by_initials() -> dict[str, list[_Phrase]]:
    """Group the phrases by the first letters of their first word, three at most."""
    groups: dict[str, list[_Phrase]] = {}
    for phrase in _read():
        groups.setdefault(phrase.words[0].removesuffix(".")[:_INITIALS], []).append(phrase)
    return groups


_BY_INITIALS = _by_initials()
