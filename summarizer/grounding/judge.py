"""Tie a choice (an enum, a Literal, a bool) to the sentence that the model made it on."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from functools import lru_cache

from summarizer.document import Sentence
from summarizer.grounding.evidence import Evidence, Finding, Verdict
from summarizer.grounding.source import Source
from summarizer.types import Cues


def judge(source: Source, value: object, sentence: Sentence, cues: Cues | None) -> Finding:
    """Judge a choice by the sentence that is said to show it.

    Args:
        source: The document.
        value: The choice: an enum member, one of a Literal's values, or a bool.
        sentence: The sentence that the model named for it.
        cues: What a sentence must say for each choice, and whether denied; None asks nothing.

    Returns:
        `judged` with the whole sentence, or `unsupported` where it lacks the words for this
        choice, or says them the other way round.
    """
    choice = _written(value)
    pattern = dict(cues.by_choice).get(choice) if cues else None
    if pattern is not None:
        pattern, _, excluded = pattern.partition(" but not ")
        if excluded and (other := _compiled(excluded).search(sentence.text)):
            return Finding.unsupported(f"not “{choice}”: the sentence says “{other[0]}”")
        denied, open_too = pattern.startswith("!"), pattern.startswith("?")
        either = pattern.startswith("~")
        stance = source.of(sentence).stance
        places = _positions(source, sentence, pattern.lstrip("!?~"))
        found = [stance.negated(place) for place in places]
        certain = not (denied or open_too or either)
        if found and certain and all(map(stance.hedged, places)):
            return Finding.unsupported(f"not “{choice}”: the sentence leaves it open")
        if not found:
            return Finding.unsupported(f"the sentence has no words for “{choice}”")
        if not either and denied not in found:
            how = "does not deny it" if denied else "denies it"
            return Finding.unsupported(f"not “{choice}”: the sentence {how}")
    evidence = Evidence.of(source.document, sentence, Verdict.JUDGED)
    return Finding(Verdict.JUDGED, (evidence,))


def _written(value: object) -> str:
    """Write a choice as JSON and `Cues` do: an enum by its value, a bool in lower case."""
    plain = value.value if isinstance(value, Enum) else value
    return str(plain).lower() if isinstance(plain, bool) else str(plain)


def _positions(source: Source, sentence: Sentence, pattern: str) -> list[int]:
    """Return the tokens of a sentence at which a pattern matches."""
    starts = [token.start - sentence.start for token in source.of(sentence).tokens]
    matches = _compiled(pattern).finditer(sentence.text)
    places = (bisect_right(starts, match.start()) - 1 for match in matches)
    return [place for place in places if place >= 0]


@lru_cache(maxsize=1_024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
