"""The words that turn a clause round or weaken it, by kind and by how far they reach.

A table's line is a reach and its cues. Cues are compared as tokens, so that "didn’t" is didnt and
a Chinese word a run of characters. Reaches:

- `on`: from the cue to the end of its clause ("not", "may");
- `all`: the whole clause, what stands before the cue included (German "nicht", "subject to");
- `near`: the next few words ("without another call");
- `back`: the last few words before it ("日本を除く");
- `next`: the next word alone ("non-exclusive");
- `none`: a phrase that only looks like a cue, and hides one ("not only", "不良", "no later than").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from summarizer.grounding.tokens import tokenize
from summarizer.readers.tables import words

Kind = Literal["negation", "plan", "possibility", "condition"]
Reach = Literal["on", "all", "near", "next", "back", "none"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase, as tokens, with what it does to its clause and how far."""

    words: tuple[str, ...]
    kind: Kind
    reach: Reach


_TABLES: dict[Kind, str] = {
    "negation": """
        on: not, never, no, none, nobody, nothing, neither, nor, cannot, can't, don't, doesn't
        on: didn't, isn't, aren't, wasn't, weren't, won't, wouldn't, couldn't, shouldn't, hasn't
        on: haven't, hadn't, failed to, fails to, fail to, failure to, unable to, declined to
        on: hardly, scarcely, barely, denied, denies, deny, refused, refuses, refuse
        on: keineswegs, kaum, keinesfalls, verweigert, verweigerte, nullement, guère, apenas
        on: 拒绝, 拒絕, 难以, 難以, 终止, 終止, 否认, 否認
        on: yet to, decided against, abandoned the idea, little evidence, wrong to, prevented from
        on: prohibited from, barred from, precluded from
        all: is false, are false, was false, were false, inaccurate, incorrect, untrue, unfounded
        all: baseless
        on: kein, keine, keinen, keinem, keiner, keines, weder, nie, niemals
        on: n'est, n'a, n'ont, n'était, n'étaient, n'avait, n'avaient, n'aura, n'étant, n'ayant
        on: ne, jamais, aucun, aucune, ni, nunca, ningún, ninguna, ninguno
        on: 不, 未, 没, 沒, 無, 无, 非, 否, 勿
        on: pas
        all: nicht, nichts, ない, ません, なかった, ず
        near: without, ohne, sans, sin, rather than, instead of, lack of, absence of
        next: non
        near: with no, of no, in no, statt, anstatt
        near: except, except in, except for, excluding, other than, outside, outside of, außerhalb
        near: außer
        near: save for, apart from, with the exception of, barring, bar one, mit ausnahme
        near: sauf, salvo, à l'exception d'un, à l'exception d'une, à l'exception du
        near: à l'exception des
        near: con excepción de, a excepción de, 除, 除了
        back: を除, 以外, を除き
        near: ausgenommen, hors, hors de, à l'exception de, excepto, fuera de
        none: not only, nicht nur, no later than, not later than, no less than, not less than
        none: not exceed, not to exceed, nicht übersteigen, nicht überschreiten
        none: refuse to file, not limited to, nicht beschränkt auf
        none: no fewer than, not fewer than, no more than, not more than, not exceeding
        none: nicht mehr als, nicht weniger als, no longer than, no sooner than, ne que
        none: 不良, 不同, 不断, 不仅, 不斷, 不僅, 未来, 未來, 无锡, 无线, 非常, 非洲, 否则
        none: 不超过, 不超過, 不少于, 不少於, 不低于, 不低於, 不多于, 非小细胞, 非小細胞, 必ず, まず
    """,
    "plan": """
        on: will, shall, would, plan to, plans to, planned to, planning to, plans for, plans a
        on: plans an, plans its
        on: intend, intends, intended, intending, expect, expects, expected, expecting
        on: anticipate, anticipates, anticipated, aim to, aims to, aimed at, aiming to, aiming at
        on: agreed to, agrees to, agreement to, option to, offered to, offer to, decided to
        on: hope to, hopes to, seek to, seeks to, seeking to, scheduled, on schedule, on track
        on: is to, are to, was to, were to, set to, poised to, slated to, targeted to, on course to
        on: is due to, are due to
        on: supposed to, on target to, should, predict, predicts, predicted, hopes that, hope that
        on: considering, considers, in talks, in discussions, proposes, right to, eligible to
        on: eligible for, goal is, goal of, target is, target for
        on: planned, proposed, designed to, projected, forecast, guidance, outlook
        on: soll, sollen, sollte, sollten, erwarten, geplante, geplanten
        on: plant die, plant den, plant eine, plant einen, plant für, planen, beabsichtigt
        on: vorgesehenen, rechnet, rechnen
        all: erwartet, geplant, vorgesehen, angestrebt, voraussichtlich
        on: devrait, devraient, prévoit, prévoient, envisage
        all: prévu, prévue, prévus, prévues, attendu, attendue, attendus, attendues, envisagé
        on: prevé, espera, planea
        all: previsto, prevista, previstos, previstas
        on: 将, 將, 预计, 預計, 计划, 計劃, 拟, 擬, 预期, 預期, 有望
        on: 考虑, 考慮
        all: 予想は, 予想です, 目指, 検討, 予定, 見込み, 見込, 計画, 見通し
        next: preliminary, provisional, vorläufig, vorläufige, vorläufiger, vorläufigen, vorläufiges
        none: as planned, as expected, than expected, than planned, had expected, had planned
        none: unplanned, wie geplant, wie erwartet
    """,
    "possibility": """
        on: allege, alleges, alleged, alleging, allegedly, unlikely, estimates that, estimate that
        on: may, might, could, potential, potentially, possible, possibly, likely, whether
        on: kann, könnte, könnten, möglicherweise, potenziell, potenzielle, eventuell, ob
        on: peut, pourrait, pourraient, éventuel, éventuelle, éventuellement
        on: podría, podrían, posible, posiblemente
        on: appears to, appear to, seems to, seem to, dürfte, dürften, serait, seraient
        all: 可能性
        on: 力争, 力爭
        on: 可能, 或将, 或將, 或会, 或會, 可望, 潜在, 潛在, 是否
    """,
    "condition": """
        all: subject to, if, unless, provided that, contingent, conditional upon, conditional on
        all: pending, depending on, depends on
        all: falls die, falls der, falls das, falls sich, wenn, sofern, vorbehaltlich
        all: si, sous réserve, si bien, siempre que
        on: 尚需, 尚须, 尚須
        all: 如果, 若, 前提, 条件で, 場合
        none: as if, even if, 若干
    """,
}

# Words that open a clause of their own, with or without a comma before them.
CONTRASTS = words("""
    but however although though while whereas unlike despite except
    aber jedoch sondern während obwohl doch
    mais cependant toutefois tandis pero sino aunque
    但 而
""")
# Words that open one behind a comma: elsewhere "and" only joins two things.
CONJUNCTIONS = words("""
    and or so which who where because since as with including
    und oder die der das wobei weil da
    et ou qui car y que
""")
# Words that open one if a verb follows, comma or not.
JOINING = frozenset({"and", "or", "which", "who", "und", "oder", "et", "ou", "y"})
AUXILIARIES = words("""
    is are was were has have had does do did will shall would can could may might must should
    ist sind war waren hat haben hatte wird werden wurde wurden kann soll
    est sont a ont était
""")


def _read(kind: Kind, table: str) -> list[Cue]:
    lines = (line.strip().split(": ") for line in table.strip().splitlines())
    return [
        Cue(tuple(token.text for token in tokenize(phrase)), kind, _REACHES[reach])
        for reach, phrases in lines
        for phrase in phrases.split(", ")
    ]


_REACHES: dict[str, Reach] = {reach: reach for reach in get_args(Reach)}


def _by_first_word() -> dict[str, list[Cue]]:
    cues: dict[str, list[Cue]] = {}
    for kind, table in _TABLES.items():
        for cue in _read(kind, table):
            cues.setdefault(cue.words[0], []).append(cue)
    for group in cues.values():
        group.sort(key=lambda cue: len(cue.words), reverse=True)
    return cues


# The longest cue first, so that "not only" is read before "not".
CUES = _by_first_word()
