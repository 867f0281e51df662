"""M4: whether the quotes under what is printed are real, and under the key facts enough.

`evidence_verbatim`: the share of values, of key facts their sentences, whose quotes all stand in
the source at their offsets, after NFKC and folding of white space. `evidence_sufficiency`: the
share whose numbers, dates and names all occur in what is cited, which is at most 400 characters and
two sentences; what the document is about (issuer, drug, trial) may be named elsewhere.
`evidence_f1`: characters cited and labelled, of the facts that are stated in full.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from summarizer.document import Document
from summarizer.evals.case import Case
from summarizer.evals.matching import characters, cited_spans
from summarizer.evals.measured import Finding, Measured, Ratio
from summarizer.evals.output import Cited, Statement

_LONGEST = 400
_MOST_SENTENCES = 2


def measure(case: Case) -> Measured:
    """Look at the evidence of every value, and closer at that of every key fact."""
    said, values = case.statements, list(_values(case))
    verbatim = [_is_verbatim(case, each.cited) for each in said]
    real_values = sum(_is_verbatim(case, case.output.shown(place)) for place in values)
    enough = [real and is_sufficient(case, each) for real, each in zip(verbatim, said, strict=True)]
    shares = [_agreement(case, row, place) for row, (place, m) in _stated(case) if m == 1]
    return Measured(
        ratios={
            "evidence_verbatim": Ratio(sum(verbatim) + real_values, len(said) + len(values)),
            "evidence_sufficiency": Ratio(sum(enough), len(said)),
        },
        values={"evidence_f1": sum(shares) / len(shares) if shares else None},
        findings=tuple(_findings(said, verbatim, enough)),
    )


def _values(case: Case) -> Iterator[str]:
    """Yield where values stand; what is said about a key fact (its category) is none of its own."""
    facts = case.slots.facts
    for place, _ in case.output.leaves:
        if not facts or not place.startswith(f"{facts}/"):
            yield place


def _stated(case: Case) -> list[tuple[int, tuple[int, float]]]:
    return sorted(case.matching.matched.items())


def _is_verbatim(case: Case, cited: tuple[Cited, ...]) -> bool:
    text = case.fixture.document.text
    return bool(cited) and all(
        0 <= each.start < each.end <= len(text)
        and _folded(text[each.start : each.end]) == _folded(each.quote)
        for each in cited
    )


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def is_sufficient(case: Case, statement: Statement) -> bool:
    """Tell whether what is cited shows the numbers, dates and names of a sentence."""
    text = case.fixture.document.text
    pieces = [text[each.start : each.end] for each in statement.cited]
    cited = "\n".join(pieces)
    sentences = sum(len(Document.from_text(piece).sentences) for piece in pieces if piece.strip())
    if not pieces or len(cited) > _LONGEST or sentences > _MOST_SENTENCES:
        return False
    shown = replace(case.support, text=cited, labelled=_known(case))
    said = case.said(statement.text)
    return not any(shown.unsupported_numbers(said)) and not any(
        shown.unsupported_names(statement.text)
    )


def _known(case: Case) -> str:
    """Return the names of what the whole document is about."""
    named = ("issuer", "drug", "brand", "trial_name")
    labels = [case.fields[name] for name in named if name in case.fields]
    return "\n".join(name for label in labels for name in (str(label.value), *label.aliases))


def _agreement(case: Case, row: int, place: int) -> float:
    """Return F1 of the characters that the output and the labels cite for a fact."""
    ours = characters(cited_spans(case.statements[place].cited))
    theirs = characters(case.spans(case.matching.facts[row].evidence))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _findings(
    said: tuple[Statement, ...], verbatim: list[bool], enough: list[bool]
) -> Iterator[Finding]:
    for each, real, full in zip(said, verbatim, enough, strict=True):
        if not full:
            note = "does not show all of it" if real else "is not in the source at its offsets"
            spans = tuple(cited_spans(each.cited))
            yield Finding(
                "bad_evidence", each.place, each.text, note if each.cited else "none", spans
            )
