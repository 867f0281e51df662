"""Words that a claim may not leave out: who withdraws an application has not just submitted it.

Each line is one thing that turns what it governs, in the words of six languages. Where a passage
says it of what a claim says, the claim must say it too, in whatever words of the line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from summarizer.grounding.cues import AUXILIARIES, JOINING
from summarizer.grounding.reading import Reading
from summarizer.grounding.relations import Pair
from summarizer.grounding.search import Run
from summarizer.readers.tables import words

# What is done to a deed: it governs what stands behind it, and before it in the passive.
_GOVERNING = r"""
    withdr(?:ew|aw)|revok|rescind|retract|zurückgezogen|zurückzieh|zog\b.{0,80}?\bzurück|widerruf
      |retir(?:é|er|ó|a)|révoqu|revoc|撤回|取り下げ|取下げ|撤销|撤銷
    postpon|delay|defer(?:red|s)?\b|suspend|halt(?:ed|s)?\b|verschob|verschieb|verzöger|ausgesetzt
      |reporté|retard|aplaz|retras|推迟|推遲|延期|暂停|暫停|見送|中断
    (?:upper|lower)\s(?:limit|bound)|(?:obere|untere)\sgrenze|borne\s(?:supérieure|inférieure)
    originally|ursprünglich|initialement|originalmente|原定|原计划|当初
    discontinu|terminat(?:e|ed|es|ing|ion)\b|cancel|abandon|eingestellt|abgebroch|interromp|résili
      |interrump|终止|終止|打ち切|中止
"""
# What is only wanted, looked at or asked for: it governs a noun close behind it.
_ASKING = r"""
    appl(?:y|ies|ied|ying|ication|ications)\b|beantrag|solicit|申请|申請
    seek(?:s|ing)?\b|pursu|sought\b
    review(?:s|ed|ing)?\b|considering|审评|審評|検討|考虑|考慮
    recommend|empfiehlt|empfahl|empfohlen|recomend|推荐|推奨
    regarding|concerning|related\sto|relating\sto
    prepar|vorbereit|prépar|准备|準備
"""
# What makes a thing another one: it stands right before it.
_QUALIFYING = r"""
    former|formerly|ex-|previous|ehemalig|früher|ancien|anterior|前任
    interim|acting|kommissarisch|par\sintérim|interin|代理|暫定
    vice|deputy|assistant|associate|stellvertret|adjoint|副
    tentative(?:ly)?
    co-exclusive|semi-exclusive|non-exclusive|nicht-?exklusiv|non\sexclusi|no\sexclusiv|非独占|非獨占
    adjusted|bereinigt|ajusté|ajustad|调整后|調整後|non-gaap|pro\sforma|underlying|core
    nominal(?:ly)?
    loading
"""
# Of whom alone something is said: it governs the sentence.
_LIMITING = r"""
    sub-?group|subset|sub-?population|untergruppe|subgruppe|sous-groupe|subgrupo|亚组|亞組
      |サブグループ|部分集団
"""
# What is payable is not paid.
_NOT_DONE = {"payable": words("paid")}
_BESIDE = 2
_NEAR = 6
_FAR = 8
_SENTENCE = 60
_PASSIVE = AUXILIARIES | words("be been being worden été sido fue fueron")


class _Word(NamedTuple):
    """A word of a line in a passage, by token, and the line itself."""

    first: int
    last: int
    line: re.Pattern[str]
    reach: int
    passive: bool


def _lines(table: str) -> list[re.Pattern[str]]:
    joined = re.sub(r"\n\s*\|", "|", table).strip().splitlines()
    return [_pattern(line.strip()) for line in joined]


def _pattern(line: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_\u3040-\u9fff])(?:{line})", re.IGNORECASE)


_TABLES = (
    (_lines(_GOVERNING), _FAR, True),
    (_lines(_ASKING), _NEAR, False),
    (_lines(_QUALIFYING), _BESIDE, False),
    (_lines(_LIMITING), _SENTENCE, True),
)
_MISSED = _pattern(
    r"miss(?:ed|es)\b|fail|verfehl|nicht\serreich|manqu[ée]|échou|no\salcanz|未达|未達|未能"
)
_ANY = re.compile(
    "|".join(line.pattern for lines, _, _ in _TABLES for line in lines), re.IGNORECASE
)


def left_out(claim: Reading, passage: Reading, pairs: Sequence[Pair]) -> str:
    """Return the word that a passage says of what a claim says, and the claim does not.

    Args:
        claim: The claim.
        passage: The passage.
        pairs: The tokens of the claim, with those that say the same.
    """
    for pair in pairs:
        undone = passage.tokens[pair.theirs].text
        ahead = any(token.text == "be" for token in claim.tokens[max(pair.ours - 2, 0) : pair.ours])
        if claim.tokens[pair.ours].text in _NOT_DONE.get(undone, ()) and not ahead:
            return undone
    said = {pair.theirs for pair in pairs}
    names = passage.capitals.names
    told = {place for place in said if place not in names or passage.owners[place]}
    for word in _words(passage):
        governed = said if word.reach == _BESIDE else told
        keyed = [n for n in range(word.first, word.last) if passage.keys[n]]
        own = bool(keyed) and said.issuperset(keyed)
        if not own and _governs(passage, word, governed) and not word.line.search(claim.whole):
            return passage.raw(word.first, word.last)
    return ""


def cut_off(passage: Reading, run: Run) -> str:
    """Return the word right before a quotation that makes what it quotes another thing."""
    for word in _words(passage):
        if word.reach == _BESIDE and word.first < run[0] <= word.last:
            return passage.raw(word.first, word.last)
    return ""


def governor(passage: Reading, run: Run) -> str:
    """Return the word outside of a run of tokens that governs it, as `left_out` does."""
    said = range(*run)
    for word in _words(passage):
        if word.first not in said and _governs(passage, word, said):
            return passage.raw(word.first, word.last)
    return ""


def unsaid(claim: str, passage: str) -> str:
    """Return the word of a deed undone that a passage in another language says, and a claim not."""
    for line in (*_TABLES[0][0], _MISSED):
        match = line.search(passage)
        if match and not line.search(claim):
            return match[0]
    return ""


def _words(passage: Reading) -> Iterator[_Word]:
    start = passage.tokens[0].start if passage.tokens else 0
    end = passage.tokens[-1].end if passage.tokens else 0
    if not _ANY.search(passage.text, start, end):
        return
    starts = [token.start for token in passage.tokens]
    for lines, reach, passive in _TABLES:
        for line in lines:
            for match in line.finditer(passage.text, start, end):
                first = bisect_right(starts, match.start()) - 1
                yield _Word(
                    first, max(bisect_left(starts, match.end()), first + 1), line, reach, passive
                )


def _governs(passage: Reading, word: _Word, said: Collection[int]) -> bool:
    """Say whether a word governs anything that is said."""
    clauses = passage.stance.clauses
    clause = clauses[word.first]
    for place in range(word.last, min(word.last + word.reach, len(clauses))):
        if clauses[place] != clause or passage.tokens[place].text in JOINING:
            break
        if place in said and passage.keys[place]:
            return True
    before = passage.tokens[max(word.first - 2, 0) : word.first]
    passive = any(token.text in _PASSIVE for token in before)
    if not (word.passive and (passive or passage.spaceless or word.reach == _SENTENCE)):
        return passage.spaceless and _is_told_before(passage, word, said)
    return any(place < word.first and clauses[place] == clause for place in said)


def _is_told_before(passage: Reading, word: _Word, said: Collection[int]) -> bool:
    """Say whether a Chinese or Japanese word stands right behind what it governs."""
    beside = range(max(word.first - word.reach, 0), word.first)
    part = passage.parts[word.first]
    return any(place in said and passage.parts[place] == part for place in beside)
