"""Which words of a claim a sentence says under another name: Acme for the Company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from summarizer.document import Sentence
from summarizer.grounding.known_names import LEGAL_FORMS, TITLES
from summarizer.grounding.reading import Reading
from summarizer.grounding.search import Run
from summarizer.grounding.source import Source
from summarizer.readers.tables import words

# Words for whoever speaks.
SPEAKER = words("we our us ours company group unternehmen gesellschaft konzern")
_EXTRAS = TITLES | LEGAL_FORMS.keys()


def known_by_other_name(source: Source, claim: Reading, sentence: Sentence) -> set[int]:
    """Return the tokens of a claim that belong to a name which a sentence says differently.

    What the sentence names once cannot be two parties: "the Product in Ruxolitinib Cream" is not
    known from "the Product in China".
    """
    known = {position for position, token in enumerate(claim.tokens) if token.text in _EXTRAS}
    said = source.named_in(sentence).copy()
    if source.names.speaker is not None:
        # A "we" that the claim keeps is matched by itself, and names nobody else.
        said[source.names.speaker] -= (_speakers(claim) & _speakers(source.of(sentence))).total()
    places = source.of(sentence).places
    named = [*source.names.find(claim.text, claim.tokens)]
    # The forms that the sentence uses itself come first: they need no other name.
    named.sort(key=lambda found: any(key not in places for key in _said(claim, found[0])))
    for run, group in named:
        if said[group] > 0 and not _is_surname_of_another(claim, run):
            said[group] -= 1
            known.update(range(*run))
    return known


def _is_surname_of_another(claim: Reading, run: Run) -> bool:
    """Say whether a single word is the end of a longer name: of Parth Raghotham, not Raghotham."""
    first, last = run
    if last - first > 1 or not first or claim.tokens[first].gap != " ":
        return False
    before = first - 1
    return before in claim.capitals.names and claim.tokens[before].text not in TITLES


def _said(reading: Reading, run: Run) -> Iterator[str]:
    return filter(None, (reading.keys[position] for position in range(*run)))


def _speakers(reading: Reading) -> Counter[str]:
    return Counter(token.text for token in reading.tokens if token.text in SPEAKER)
