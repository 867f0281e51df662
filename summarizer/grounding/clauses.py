"""The clauses that a statement joins, each a statement of its own.

"X joined in May, succeeding Y, who will stay as an adviser" says that X joined, that X succeeded Y
and that Y will stay. Each may stand in another sentence of the document; each must stand in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.grounding.cues import AUXILIARIES
from summarizer.grounding.mention import Mention
from summarizer.grounding.polarity import NEGATED
from summarizer.grounding.reading import Reading
from summarizer.grounding.roles import opening
from summarizer.readers.tables import words

_JOINING = words("and but while whereas und aber während et mais tandis y pero mientras")
_RELATIVE = words("who which que qui")
# Verb forms that say what somebody does; what ends in "ed" is read as one, too.
_VERBS = words("""
    rose fell grew led paid made took held met won sold bought began kept lost set ran became left
    gave had has have said says expects plans intends holds keeps owns retains remains employs
    reports receives pays covers includes excludes bears cites asks raises keeps will would can
    could may might must takes take means requires sees opens closes begins
    comes goes stays reaches exceeds equals
    soll sollen wird werden wurde wurden hat haben kann bleibt wechselt übernimmt erhält stieg sank
    a ont est sont sera seront était conservera conservarán conserva será serán fue
""")
# "X, succeeding Y": what X does besides. What says nothing by itself, "including", is none.
_PARTICIPLES = words("succeeding replacing citing bringing")
_ARTICLES = words("the a an its their this der die das ein eine le la les un une el los")
_PREPOSITIONS = words("with on in for under at by to from of mit bei in unter avec sous con")
_LONGEST_ANTECEDENT = 7
_MOST_PARTS = 4
_TIED = 4


def clauses_of(claim: Reading) -> Sequence[str]:
    """Return the clauses of a statement as statements, or nothing if it is a single one.

    What opens the statement ("In 2026, ...") goes with each of them; a clause without a subject has
    that of the first. Nothing is split where a negation or a condition may hold for both halves.
    """
    cuts = sorted(_cuts(claim))
    if not 0 < len(cuts) < _MOST_PARTS:
        return ()
    head = opening(claim) or _opening_day(claim)
    before = f"{claim.raw(0, head)}, " if head else ""
    subject = _subject(claim, head)
    if not subject and any(told is None for _, _, told in cuts):
        return ()
    ends = [cut for cut, _, _ in cuts[1:]] + [len(claim.tokens)]
    parts = [claim.raw(0, cuts[0][0])]
    for (_, start, told), end in zip(cuts, ends, strict=True):
        own = subject if told is None else told
        lead = "" if own.startswith(before) else before
        parts.append(f"{lead}{own} {claim.raw(start, end)}".strip())
    return [_sentence(part) for part in parts]


def _opening_day(claim: Reading) -> int:
    """Return where a statement goes on behind a date that opens it without a comma, else 0."""
    dates = (m.last for m in claim.mentions if m.kind == "date" and m.first == 1)
    return next(dates, 0) if claim.tokens[0].text in _PREPOSITIONS else 0


def _sentence(text: str) -> str:
    return text.strip(" ,;") + "."


def _cuts(claim: Reading) -> Iterator[tuple[int, int, str | None]]:
    """Yield where a clause ends, where the next one begins, and its subject.

    None as subject is that of the statement, an empty one stands in the clause itself.
    """
    tokens = claim.tokens
    denied = any(cue.bit & NEGATED and cue.first == 0 for cue in claim.stance.mentions)
    for position in range(1, len(tokens) - 1):
        text, comma = tokens[position].text, "," in tokens[position].gap
        if ";" in tokens[position].gap:
            yield position, position, ""
        elif text in _JOINING:
            behind = position + 1
            if _is_verb(claim, behind) and not denied:
                yield position, behind, None
            elif amount := _coordinated(claim, position):
                yield position, behind, amount
            elif (comma or text != "and") and _has_verb(claim, behind):
                yield position, behind, ""
        elif comma and text in _RELATIVE and (antecedent := _antecedent(claim, position)):
            yield position, position + 1, antecedent
        elif comma and text in _PARTICIPLES:
            yield position, position, None


def _is_verb(claim: Reading, position: int) -> bool:
    text = claim.tokens[position].text
    if claim.owners[position] or claim.raw(position, position + 1)[0].isupper():
        return False
    return text in _VERBS or text in AUXILIARIES or (text.endswith("ed") and len(text) > _TIED)


def _has_verb(claim: Reading, start: int) -> bool:
    return any(_is_verb(claim, n) for n in range(start + 1, len(claim.tokens)))


def _subject(claim: Reading, start: int) -> str:
    """Return what stands before the first verb of a statement; empty if that is not told."""
    for position in range(start + 1, len(claim.tokens)):
        if _is_verb(claim, position):
            if any(claim.owners[n] for n in range(start, position)):
                return ""
            return claim.raw(start, position).rstrip(" ,")
    return ""


def _antecedent(claim: Reading, position: int) -> str:
    """Return what a relative clause is about: the name before it, else the noun and its article."""
    last = position - 1
    joined = last > 0 and claim.tokens[last].gap == "-" and last - 1 in claim.capitals.names
    if joined:
        return claim.raw(last - 1, position)
    for run in claim.capitals.runs:
        if last in run and (last in claim.capitals.names or len(run) > 1):
            return claim.raw(run[0], position)
    for first in range(last, max(last - _LONGEST_ANTECEDENT, -1), -1):
        if claim.tokens[first].text in _ARTICLES:
            return claim.raw(first, position)
        if claim.tokens[first].gap not in (" ", "-"):
            break
    return ""


def _coordinated(claim: Reading, position: int) -> str:
    """Return what two amounts are both said of: of "X rose by 3 with A and by 2 with B", X rose by.

    Each amount has its own words behind it, with the same small word before them.
    """
    behind = position + 1
    amount = claim.owners[behind] or (
        claim.owners[behind + 1] if behind + 1 < len(claim.tokens) else None
    )
    if amount is None or amount.first > behind + 1 or amount.kind != "quantity":
        return ""
    first = next((m for m in claim.quantities if m.last <= position and m.is_like(amount)), None)
    if first is None or not _same_tie(claim, first, position, amount):
        return ""
    start = first.first - (amount.first - behind)
    return claim.raw(0, start) if start > 0 else ""


def _same_tie(claim: Reading, first: Mention, cut: int, second: Mention) -> bool:
    behind = {claim.tokens[n].text for n in range(first.last, cut)} & _PREPOSITIONS
    following = range(second.last, min(second.last + _TIED, len(claim.tokens)))
    return any(claim.tokens[n].text in behind for n in following)
