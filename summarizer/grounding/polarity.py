"""How a text says what it says: denied, planned, possible or conditional, token by token.

One pass over the tokens marks what each cue of `cues` reaches. A reach ends with its clause: at a
semicolon, a colon, a dash between spaces or the end of a sentence; at "but" and its like; at a
conjunction behind a comma or before a verb. What stands in brackets belongs to the clause around
it, but a cue in brackets does not leave them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from summarizer.grounding.cues import AUXILIARIES, CONJUNCTIONS, CONTRASTS, CUES, JOINING, Cue, Kind
from summarizer.grounding.tokens import Token
from summarizer.readers.tables import words

NEAR_WORDS = 3
LONGEST_CLAUSE = 40
_LONGEST_PHRASE = 4
# A verb this close behind "and" has a subject of its own.
_SUBJECT = 4

NEGATED, PLANNED, POSSIBLE, CONDITIONAL = 1, 2, 4, 8
HEDGED = PLANNED | POSSIBLE | CONDITIONAL
_BIT: dict[Kind, int] = {
    "negation": NEGATED,
    "plan": PLANNED,
    "possibility": POSSIBLE,
    "condition": CONDITIONAL,
}


@dataclass(frozen=True, slots=True)
class CueMention:
    """A cue in a text: tokens `[first, last)`, and what it is."""

    first: int
    last: int
    cue: Cue

    @property
    def bit(self) -> int:
        """What it makes of its clause: `NEGATED`, `PLANNED`, `POSSIBLE` or `CONDITIONAL`."""
        return _BIT[self.cue.kind]


@dataclass(frozen=True)
class Stance:
    """What is said of each token, and by which cues.

    Attributes:
        bits: For each token, the sum of `NEGATED`, `PLANNED`, `POSSIBLE`, `CONDITIONAL`.
        clauses: For each token, where its clause begins.
        depths: For each token, in how many brackets it stands.
        mentions: The cues, in order.
    """

    bits: tuple[int, ...]
    clauses: tuple[int, ...]
    depths: tuple[int, ...]
    mentions: tuple[CueMention, ...]

    def negated(self, position: int) -> bool:
        """Say whether the token at a position stands in the reach of a negation."""
        return bool(self.bits[position] & NEGATED)

    @cached_property
    def cued(self) -> frozenset[int]:
        """The tokens that are cues themselves."""
        return frozenset(
            position for each in self.mentions for position in range(each.first, each.last)
        )

    def reached(self, mention: CueMention) -> Iterator[int]:
        """Yield the tokens that a cue reaches, as far as its clause is of a usual length."""
        reach, clause = mention.cue.reach, self.clauses[mention.first]
        width = {"near": NEAR_WORDS, "next": 1, "back": NEAR_WORDS}.get(reach, LONGEST_CLAUSE)
        first = mention.first - width if reach in ("all", "back") else mention.last
        last = mention.first if reach == "back" else mention.last + width
        for position in range(max(first, 0), min(last, len(self.clauses))):
            if self.clauses[position] == clause:
                yield position

    def hedged(self, position: int) -> int:
        """Return how a token is weakened: any of the bits but `NEGATED`."""
        return self.bits[position] & HEDGED


def read_stance(text: str, tokens: Sequence[Token]) -> Stance:
    """Mark what each cue reaches; the time is linear in the number of tokens.

    Args:
        text: The text.
        tokens: Those of a passage of it.
    """
    bits = [0] * len(tokens)
    clauses, depths, mentions = [], [], []
    clause = _Clause()
    outside: list[_Clause] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        for event in _events(tokens[position - 1].text, token.gap) if position else "":
            if event == "(":
                outside.append(clause)
                clause = _Clause(clause.start, clause.reach)
            elif event == ")" and outside:
                clause = outside.pop()
            elif event == ";" or (event == "," and token.text in CONJUNCTIONS):
                clause = _Clause(position)
        if token.text in CONTRASTS or _joins_clauses(text, tokens, position):
            clause = _Clause(position)
        cue = _cue_at(text, tokens, position)
        behind = position + (len(cue.words) if cue else 1)
        if cue and cue.reach != "none":
            mentions.append(CueMention(position, behind, cue))
            _mark(bits, cue, clause, position, behind)
        for inside in range(position, behind):
            bits[inside] |= clause.reach
            clauses.append(clause.start)
            depths.append(len(outside))
        position = behind
    return Stance(tuple(bits), tuple(clauses), tuple(depths), tuple(mentions))


def _joins_clauses(text: str, tokens: Sequence[Token], position: int) -> bool:
    """Say whether an "and" joins two predicates: "is approved and may be sold"."""
    if tokens[position].text not in JOINING:
        return False
    for after in range(position + 1, min(position + 1 + _SUBJECT, len(tokens))):
        if tokens[after].text in CONJUNCTIONS or "," in tokens[after].gap:
            return False
        if tokens[after].text in AUXILIARIES:
            return True
    cue = _cue_at(text, tokens, position + 1) if position + 1 < len(tokens) else None
    return cue is not None and cue.kind in ("plan", "possibility")


@dataclass(slots=True)
class _Clause:
    """Where a clause begins, what reaches to its end, and up to where its beginning is marked."""

    start: int = 0
    reach: int = 0
    marked: dict[int, int] = field(default_factory=dict)


def _mark(bits: list[int], cue: Cue, clause: _Clause, position: int, behind: int) -> None:
    bit = _BIT[cue.kind]
    if cue.reach == "all":
        # What an earlier cue has marked needs no second pass: a run of cues stays linear.
        for before in range(clause.marked.get(bit, clause.start), position):
            bits[before] |= bit
        clause.marked[bit] = position
    if cue.reach in ("all", "on"):
        clause.reach |= bit
    if cue.reach == "back":
        for before in range(max(position - NEAR_WORDS, 0), position):
            bits[before] |= bit
    width = {"near": NEAR_WORDS, "next": 1}.get(cue.reach, 0)
    for after in range(behind, min(behind + width, len(bits))):
        bits[after] |= bit


def _cue_at(text: str, tokens: Sequence[Token], position: int) -> Cue | None:
    for cue in CUES.get(tokens[position].text, ()):
        here = tokens[position : position + len(cue.words)]
        if len(here) == len(cue.words) and all(
            token.text == word for token, word in zip(here, cue.words, strict=True)
        ):
            return None if _is_other_word(text, tokens, position) else cue
    return None


def phrase_across(text: str, tokens: Sequence[Token], cut: int) -> tuple[int, int] | None:
    """Return the phrase that a cut goes through and that hides a cue: 非小细胞 is no negation."""
    for position in range(max(cut - _LONGEST_PHRASE, 0), cut):
        cue = _cue_at(text, tokens, position)
        if cue and cue.reach == "none" and position + len(cue.words) > cut:
            return position, position + len(cue.words)
    return None


def _is_other_word(text: str, tokens: Sequence[Token], position: int) -> bool:
    """Say whether "may" is the month, "no" short for number, "declined to" how far it fell."""
    token = tokens[position]
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    counted = following is not None and following.text[0].isdigit()
    if token.text == "declined":
        to = tokens[position + 2 : position + 3]
        return bool(to) and (to[0].text[0].isdigit() or not to[0].text[0].isalpha())
    if token.text == "may":
        after_number = position > 0 and tokens[position - 1].text[0].isdigit()
        return text[token.start].isupper() and (counted or after_number)
    if token.text == "should":
        return text[token.start].isupper()  # "Should it fail, ..."
    return token.text == "no" and following is not None and counted and "." in following.gap


_EVENT = re.compile(
    r"(?P<open>[(\[（])|(?P<close>[)\]）])|(?P<stop>\.(?=\s))|(?P<comma>,(?![”\"»“]))"
    r"|(?P<border>[,.!?][”\"»“]|[;；。！？，!?—]|[:：](?=\s|\Z)|\s[–-]\s|--|\n\s*\n|\s{3,}|\t)"
)
_SYMBOL = {"open": "(", "close": ")", "comma": ",", "border": ";"}
ABBREVIATIONS = words(
    "inc ltd co corp dr prof mr mrs ms st no nr vs approx ca etc usw bzw ggf mio mrd tel"
)


@lru_cache(maxsize=16_384)
def _events(word: str, gap: str) -> str:
    """Return what a gap does to the clause, one sign each; `word` stands before the gap.

    A bracket opens "(" or closes ")", a comma is ",", and ";" is all that ends a clause.
    """
    if gap in ("", " "):
        return ""
    events = []
    for match in _EVENT.finditer(gap[:_LONGEST_GAP]):
        if match.lastgroup == "stop":
            events.append("" if word in ABBREVIATIONS else ";")
        else:
            events.append(_SYMBOL[match.lastgroup or ""])
    return "".join(events)


# A longer gap is a rule drawn across the page; its beginning says enough.
_LONGEST_GAP = 200
