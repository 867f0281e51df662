"""Find a name or a short phrase in a document, under whatever form of it the document uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.document import Sentence
from summarizer.grounding.known_names import LEGAL_FORMS, TITLES
from summarizer.grounding.polarity import ABBREVIATIONS
from summarizer.grounding.search import Run, TokenIndex
from summarizer.grounding.source import Source
from summarizer.grounding.tokens import Token, tokenize
from summarizer.readers.tables import words

ARTICLES = words("the a an der die das le la les el los")
_BRACKET_AT_END = re.compile(r"\s*[(（][^()（）]*[)）]\s*\Z")
_GROUPED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
# Capitals this few are a word in lower case: US and us, IT and it, AD and ad.
_SHORT_ACRONYM = 3
_PARTING = re.compile(r"[,;:、，；：。]|[.!?](?=\s)|\n\s*\n")
# "Co., Ltd." and "Holdings Limited" are two tokens.
_LEGAL_FORM = 2


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
        within: The only sentences that count; by default all do.
        prefer: A sentence near which the name is expected.

    Returns:
        The runs, best first: as the name is printed before other forms of it, then by their
        distance from the preferred sentence.
    """
    allowed = None if within is None else {sentence.number for sentence in within}
    ranked: dict[Run, tuple[int, int, int]] = {}
    searches = [_as_printed]
    if not is_other_company(source, name):
        searches += [_without_extras, _in_other_forms]
    for rank, runs in enumerate(searches):
        for run in runs(source, name):
            number = source.sentence_of(run).number
            if run not in ranked and (allowed is None or number in allowed):
                ranked[run] = rank, abs(number - prefer.number) if prefer else 0, run[0]
    return sorted(ranked, key=lambda run: ranked[run])


def _as_printed(source: Source, name: str) -> Iterator[Run]:
    # Whether "EP 9 417 226" holds a grouped number, its spaces tell.
    spellings = dict.fromkeys((name, _GROUPED.sub("\xa0", name)))
    yield from (run for each in spellings for run in _spelled(source, each))


def _spelled(source: Source, name: str) -> Iterator[Run]:
    tokens = tokenize(name, source.style)
    acronym = len(tokens) == 1 and len(tokens[0].text) <= _SHORT_ACRONYM and name.isupper()
    for run in source.index.find(TokenIndex(tokens)):
        if not (acronym and source.reading.raw(*run).islower()) and not _is_parted(
            source, run, tokens
        ):
            yield run


def _is_parted(source: Source, run: Run, tokens: Sequence[Token]) -> bool:
    """Say whether a comma or the end of a sentence stands in a run where a name has none.

    Before a legal form or a title a comma may stand: "Branholt Pharma, Inc.".
    """
    if run[1] - run[0] != len(tokens):
        return False
    for place, token in enumerate(tokens[1:], start=run[0] + 1):
        printed, before = source.reading.tokens[place], source.reading.tokens[place - 1].text
        added = _PARTING.search(printed.gap) is not None and not _PARTING.search(token.gap)
        short = "." in printed.gap and (len(before) == 1 or before in TITLES | ABBREVIATIONS)
        if added and not short and token.text not in TITLES | LEGAL_FORMS.keys():
            return True
    return False


def _without_extras(source: Source, name: str) -> Iterator[Run]:
    tokens = tokenize(_BRACKET_AT_END.sub("", name), source.style)
    core = _core(tokens)
    if len(core) == len(tokenize(name, source.style)):
        return
    for run in source.index.find(TokenIndex(core)):
        following = source.reading.tokens[run[1] : run[1] + _LEGAL_FORM]
        if _may_be_same(tokens, following):
            yield run


def _in_other_forms(source: Source, name: str) -> Iterator[Run]:
    tokens = tokenize(_BRACKET_AT_END.sub("", name), source.style)
    for part in (tokens, _core(tokens)):
        for form in source.names.forms(tuple(token.text for token in part)):
            wanted = [Token(0, 0, word, " ") for word in form.words]
            if not _may_be_same(tokens, wanted):
                continue
            for run in source.index.find(TokenIndex(wanted)):
                if not form.capital or source.reading.raw(*run)[0].isupper():
                    yield run


def _core(tokens: Sequence[Token]) -> Sequence[Token]:
    first, last = 0, len(tokens)
    while last - first > 1 and tokens[first].text in TITLES | ARTICLES:
        first += 1
    while last - first > 1 and tokens[last - 1].text in TITLES | LEGAL_FORMS.keys():
        last -= 1
    return tokens[first:last]


def is_other_company(source: Source, name: str) -> bool:
    """Say whether the document gives a company of that name, and only in other legal forms."""
    tokens = tokenize(_BRACKET_AT_END.sub("", name), source.style)
    forms = source.names.forms(tuple(token.text for token in _core(tokens)))
    full = [form.words for form in forms if {*form.words[1:]} & LEGAL_FORMS.keys()]
    return bool(full) and not any(
        _may_be_same(tokens, [Token(0, 0, word, " ") for word in other]) for other in full
    )


def _may_be_same(tokens: Sequence[Token], others: Sequence[Token]) -> bool:
    """Say whether no legal forms tell two companies apart: Merck KGaA is not Merck Inc."""
    ours, theirs = (
        # The name itself is none: "the Company".
        {LEGAL_FORMS[token.text] for token in name if token.text in LEGAL_FORMS}
        for name in (tokens[1:][-_LEGAL_FORM:], others[-_LEGAL_FORM:] if len(others) > 1 else ())
    )
    return not (ours and theirs) or bool(ours & theirs)
