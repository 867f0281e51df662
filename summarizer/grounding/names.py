"""Find a name or a short phrase in a document, under whatever form of it the document uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.document import Sentence
from summarizer.grounding.known_names import LEGAL_FORMS, TITLES
from summarizer.grounding.search import Run, TokenIndex
from summarizer.grounding.source import Source
from summarizer.grounding.tokens import Token, tokenize
from summarizer.readers.tables import words

_ARTICLES = words("the a an der die das le la les el los")
_BRACKET_AT_END = re.compile(r"\s*[(（][^()（）]*[)）]\s*\Z")
# Capitals this few are a word in lower case: US and us, IT and it, AD and ad.
_SHORT_ACRONYM = 3


def find_name(
    source: Source,
    name: str,
    *,
    within: Sequence[Sentence] | None = None,
    prefer: Sentence | None = None,
) -> list[Run]:
    """Return where a name stands, as runs of the document's tokens.

    Typography, legal forms ("Inc."), titles ("Dr.") and a bracket at the end of the name do not
    count; then the forms that the document, or everybody, uses for the same name do.

    Args:
        source: The document.
        name: A name or a short phrase.
        within: Sentences to which the search is limited.
        prefer: A sentence near which the name is expected.

    Returns:
        The runs, best first: as the name is printed before other forms of it, then in the
        preferred sentence, then by their distance from it.
    """
    ranked: dict[Run, int] = {}
    for rank, runs in enumerate((_as_printed, _without_extras, _in_other_forms)):
        for run in runs(source, name):
            ranked.setdefault(run, rank)
    runs_within = [run for run in ranked if within is None or source.sentence_of(run) in within]

    def order(run: Run) -> tuple[int, int, int]:
        distance = abs(source.sentence_of(run).number - prefer.number) if prefer else 0
        return ranked[run], distance, run[0]

    return sorted(runs_within, key=order)


def _as_printed(source: Source, name: str) -> Iterator[Run]:
    tokens = tokenize(name, source.style)
    acronym = len(tokens) == 1 and len(tokens[0].text) <= _SHORT_ACRONYM and name.isupper()
    for run in source.index.find(TokenIndex(tokens)):
        if not acronym or not source.reading.raw(*run).islower():
            yield run


def _without_extras(source: Source, name: str) -> Iterator[Run]:
    tokens = tokenize(_BRACKET_AT_END.sub("", name), source.style)
    core = _core(tokens)
    forms = {LEGAL_FORMS[token.text] for token in tokens[-2:] if token.text in LEGAL_FORMS}
    for run in source.index.find(TokenIndex(core)):
        following = source.reading.tokens[run[1] : run[1] + 2]
        printed = {LEGAL_FORMS[token.text] for token in following if token.text in LEGAL_FORMS}
        # Merck KGaA is not Merck Inc.
        if not forms or not printed or forms & printed:
            yield run


def _in_other_forms(source: Source, name: str) -> Iterator[Run]:
    tokens = tokenize(_BRACKET_AT_END.sub("", name), source.style)
    for part in (tokens, _core(tokens)):
        for form in source.names.forms(tuple(token.text for token in part)):
            wanted = TokenIndex([Token(0, 0, word, " ") for word in form.words])
            for run in source.index.find(wanted):
                if not form.capital or source.reading.raw(*run)[0].isupper():
                    yield run


def _core(tokens: Sequence[Token]) -> Sequence[Token]:
    first, last = 0, len(tokens)
    while last - first > 1 and tokens[first].text in TITLES | _ARTICLES:
        first += 1
    while last - first > 1 and tokens[last - 1].text in TITLES | LEGAL_FORMS.keys():
        last -= 1
    return tokens[first:last]
