"""Which language a passage is in, as far as its script and its commonest words tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from summarizer.grounding.tokens import Token
from summarizer.readers.tables import words

Language = Literal["English", "German", "French", "Spanish", "Chinese", "Japanese"]

_COMMON: dict[Language, frozenset[str]] = {
    "English": words("""
        the of and to is was were for with by from on at has have will its that in a an not no does
        are this it than be been
    """),
    "German": words("""
        der die das und den dem des im von zu mit für ist wurde auf nicht ein eine einen in an hat
        werden sich als bis
    """),
    "French": words("""
        le les des du et dans est pour par sur avec au aux une un ont été la de d l en a sont ne pas
        que qui
    """),
    "Spanish": words("""
        el los las del y para por con una un ha es se al su fue la de en no que a
    """),
}
_KANA = range(0x3041, 0x3100)


def language_of(tokens: Sequence[Token]) -> Language | None:
    """Return the language of a passage, None where nothing tells."""
    scripts = {ord(token.text[0]) for token in tokens if token.text[0] > "\u3040"}
    if scripts:
        return "Japanese" if any(point in _KANA for point in scripts) else "Chinese"
    texts = [token.text for token in tokens]
    counts = {name: sum(text in common for text in texts) for name, common in _COMMON.items()}
    best = max(counts, key=lambda name: counts[name])
    rivals = [name for name in counts if counts[name] == counts[best]]
    return best if len(rivals) == 1 else None
