"""Whether a text excepts something from what a claim says of all: "no deaths, except one"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summarizer.grounding.polarity import NEGATED, CueMention
from summarizer.grounding.reading import Reading
from summarizer.grounding.tokens import Token
from summarizer.readers.tables import words

# First words of the cues that except what stands beside them.
_EXCEPTING = words("""
    except save apart with barring bar excluding other outside sauf salvo mit außer ausgenommen
    hors à con a excepto fuera 除 を 以 但
""")
_ALL = words("""
    all every each any no none nobody nothing neither never worldwide global globally entire
    alle allen aller sämtliche kein keine keinen keiner weltweit weltweite weltweiten
    tous toutes tout aucun aucune mondial mondiaux todos todas ningún ninguna ninguno mundial
    全 均 都 世 无 無 全て すべて
""")


def exception_in(passage: Reading, said: Collection[int], claim: Sequence[Token]) -> str:
    """Return the exception that a claim about all leaves out; empty if there is none.

    Args:
        passage: The sentence.
        said: Its tokens that the claim says.
        claim: The tokens of the claim.
    """
    cues = [cue for cue in passage.stance.mentions if _excepts(cue)]
    if not cues or all(token.text not in _ALL for token in claim):
        return ""
    words_said, first = {token.text for token in claim}, min(said, default=len(passage.tokens))
    for cue in cues:
        left_out = cue.first not in said and not words_said.issuperset(cue.cue.words)
        told_of = any(place in said for place in passage.stance.reached(cue))
        if left_out and not told_of and first < cue.first:
            return passage.raw(cue.first, min(cue.last + 2, len(passage.tokens)))
    return ""


def _excepts(cue: CueMention) -> bool:
    near = cue.cue.reach in ("near", "back")
    cuts = cue.cue.words[0] in _EXCEPTING and cue.cue.words[-1] != "no"
    return near and cuts and cue.bit == NEGATED
