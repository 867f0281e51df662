"""Which words of a claim a sentence says under another name: Acme for the Company."""

from __future__ import annotations

from summarizer.document import Sentence
from summarizer.grounding.known_names import LEGAL_FORMS, TITLES
from summarizer.grounding.reading import Reading
from summarizer.grounding.source import Source

_EXTRAS = TITLES | LEGAL_FORMS.keys()


def known_by_other_name(source: Source, claim: Reading, sentence: Sentence) -> set[int]:
    """Return the tokens of a claim that belong to a name which a sentence says differently.

    What the sentence names once cannot be two parties: "the Product in Ruxolitinib Cream" is not
    known from "the Product in China".
    """
    known = {position for position, token in enumerate(claim.tokens) if token.text in _EXTRAS}
    said = source.named_in(sentence).copy()
    for run, group in source.names.find(claim.text, claim.tokens):
        if said[group] > 0:
            said[group] -= 1
            known.update(range(*run))
    return known
