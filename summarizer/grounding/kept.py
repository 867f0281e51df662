"""Whether a claim leaves out a word that governs what it says: withdrawn is not just submitted.

Where a passage says such a word of what a claim says, the claim must say it too, in whatever words
of its line.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summarizer.grounding.cues import AUXILIARIES, JOINING
from summarizer.grounding.governors import Governor, Kind, find_governors
from summarizer.grounding.reading import Reading
from summarizer.grounding.relations import Pair
from summarizer.grounding.search import Run
from summarizer.readers.tables import words

# How many tokens behind it a word governs, by kind.
_REACH: dict[Kind, int] = {
    "turning": 8,
    "missing": 0,
    "asking": 6,
    "qualifying": 2,
    "limiting": 60,
}
# Tokens in a word before a quotation that qualifies it.
_LONGEST = 3
_PASSIVE = AUXILIARIES | words("be been being worden été sido fue fueron")
# What is payable is not paid.
_NOT_DONE = {"payable": words("paid")}


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
    if not passage.governors:
        return ""
    said = {pair.theirs for pair in pairs}
    names = passage.capitals.names
    told = {place for place in said if place not in names or passage.owners[place]}
    lines = {word.line for word in claim.governors}
    for word in passage.governors:
        keyed = [n for n in range(word.first, word.last) if passage.keys[n]]
        own = word.line in lines or (bool(keyed) and said.issuperset(keyed))
        if not own and _governs(passage, word, said if word.kind == "qualifying" else told):
            return passage.raw(word.first, word.last)
    return ""


def cut_off(passage: Reading, run: Run) -> str:
    """Return the word right before a quotation that makes what it quotes another thing."""
    first = run[0]
    start = max(first - _LONGEST, 0)
    for word in find_governors(passage.tokens[start : first + 1]) if first else ():
        begins, ends = start + word.first, start + word.last
        if word.kind == "qualifying" and begins < first <= ends:
            return passage.raw(begins, ends)
    return ""


def governor(passage: Reading, run: Run) -> str:
    """Return the word outside of a run of tokens that governs it, as `left_out` does."""
    said = range(*run)
    for word in passage.governors:
        if word.first not in said and _governs(passage, word, said):
            return passage.raw(word.first, word.last)
    return ""


def undone(claim: Reading, passage: Reading) -> str:
    """Return the word of a deed undone that a passage in another language says, and a claim not."""
    lines = {word.line for word in claim.governors}
    for word in passage.governors:
        if word.kind in ("turning", "missing") and word.line not in lines:
            return passage.raw(word.first, word.last)
    return ""


def _governs(passage: Reading, word: Governor, said: Collection[int]) -> bool:
    """Say whether a word governs anything that is said."""
    if word.kind == "missing":
        return False
    clauses = passage.stance.clauses
    clause = clauses[word.first]
    for place in range(word.last, min(word.last + _REACH[word.kind], len(clauses))):
        if clauses[place] != clause or passage.tokens[place].text in JOINING:
            break
        if place in said and passage.keys[place]:
            return True
    before = passage.tokens[max(word.first - 2, 0) : word.first]
    passive = any(token.text in _PASSIVE for token in before)
    before_too = passive or passage.spaceless or word.kind == "limiting"
    if word.kind not in ("turning", "limiting") or not before_too:
        return passage.spaceless and _is_told_before(passage, word, said)
    return any(place < word.first and clauses[place] == clause for place in said)


def _is_told_before(passage: Reading, word: Governor, said: Collection[int]) -> bool:
    """Say whether a Chinese or Japanese word stands right behind what it governs."""
    beside = range(max(word.first - _REACH[word.kind], 0), word.first)
    part = passage.parts[word.first]
    return any(place in said and passage.parts[place] == part for place in beside)
