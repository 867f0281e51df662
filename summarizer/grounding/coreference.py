"""Which words of a claim a sentence says under another name: Acme for the Company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summarizer.document import Sentence
from summarizer.grounding.known_names import LEGAL_FORMS, TITLES
from summarizer.grounding.reading import Reading
from summarizer.grounding.search import Run
from summarizer.grounding.source import SPEAKER, Source

_EXTRAS = TITLES | LEGAL_FORMS.keys()


def known_by_other_name(source: Source, claim: Reading, sentence: Sentence) -> Mapping[int, int]:
    """Return the tokens of a claim that belong to a name which a sentence says differently.

    What the sentence names once cannot be two parties: "the Product in Ruxolitinib Cream" is not
    known from "the Product in China".

    Returns:
        For the first token of each name the first one of its other form in the sentence; -1 for
        what needs no counterpart: the rest of a name, a title, a legal form.
    """
    known = claim.known.get(sentence.number)
    if known is None:
        known = claim.known[sentence.number] = _find_known(source, claim, sentence)
    return known


def _find_known(source: Source, claim: Reading, sentence: Sentence) -> Mapping[int, int]:
    known = {position: -1 for position, token in enumerate(claim.tokens) if token.text in _EXTRAS}
    said = {group: [*places] for group, places in source.named_in(sentence).items()}
    passage = source.of(sentence)
    speaker = None if source.names.speaker is None else said.get(source.names.speaker)
    if speaker:
        # A "we" that the claim keeps is matched by itself, and names nobody else.
        for token in claim.tokens:
            own = (place for place in speaker if passage.tokens[place].text == token.text)
            if token.text in SPEAKER and (place := next(own, None)) is not None:
                speaker.remove(place)
    named = [*source.names.find(claim.text, claim.tokens)]
    # The forms that the sentence uses itself come first: they need no other name.
    named.sort(key=lambda found: any(key not in passage.places for key in _said(claim, found[0])))
    for run, group in named:
        if said.get(group) and not _is_surname_of_another(claim, run):
            known.update(dict.fromkeys(range(*run), -1))
            known[run[0]] = said[group].pop(0)
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
