"""Which sentence of an output states which fact of the labels: m(g, p), and the best assignment.

m is 1 where the sentence shows all that the fact must have, in an accepted reading, and says
nothing else of it; a half where exactly one wording other than the subject is missing and the
cited evidence is the fact's; else 0. A sentence may state two facts and no more, and one that is
no single statement (over 40 words or four numbers) states none. Weights, not counts, are
maximized: Kuhn's assignment with each sentence's column twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from scipy.optimize import linear_sum_assignment

from summarizer.evals.conflicts import conflicts, is_value
from summarizer.evals.fixture import Fixture
from summarizer.evals.labels import Fact, Slot
from summarizer.evals.output import Cited, Statement
from summarizer.evals.said import Said
from summarizer.evals.slots import Slots
from summarizer.evals.support import Support
from summarizer.evals.turns import clauses

WEIGHTS = {"vital": 1.0, "okay": 0.5, "neutral": 0.0}
FIRST = 12
"""How many sentences of an output are read; a reader reads no more."""

_LONGEST = 40
_MOST_NUMBERS = 4
_LEAST_OVERLAP = 0.3
# A sentence's second fact counts a little less, so that the assignment uses all sentences.
_TIE = 1e-6


@dataclass(frozen=True)
class Matching:
    """What was found.

    Attributes:
        facts: The facts that count, vital and okay.
        matched: For each of them that is stated, by its place in `facts`: the place of the
            sentence, and m.
        neutral: Places of sentences that state only a neutral fact.
    """

    facts: tuple[Fact, ...]
    matched: dict[int, tuple[int, float]]
    neutral: frozenset[int]


def match(
    fixture: Fixture, statements: Sequence[Statement], slots: Slots, support: Support
) -> Matching:
    """Assign the key facts of an output to those of the labels."""
    facts = tuple(fact for fact in fixture.gold.facts if WEIGHTS[fact.importance])
    unimportant = [fact for fact in fixture.gold.facts if not WEIGHTS[fact.importance]]
    said = [Candidate(each, slots, support) for each in statements]
    read = said[:FIRST]
    scores = np.array(
        [[agreement(fixture, fact, each) for each in read] for fact in facts], dtype=float
    ).reshape(len(facts), len(read))
    matched = dict(_assigned(scores, np.array([WEIGHTS[fact.importance] for fact in facts])))
    stating = set(np.flatnonzero(scores.any(axis=0)))
    neutral = frozenset(
        place
        for place, each in enumerate(said)
        if place not in stating and any(agreement(fixture, fact, each) == 1 for fact in unimportant)
    )
    return Matching(facts, matched, neutral)


def _assigned(
    scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    weights: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> list[tuple[int, tuple[int, float]]]:
    if not scores.size:
        return []
    worth = scores * weights[:, None]
    places = np.arange(scores.shape[1]) * _TIE / 1000
    twice = np.hstack([worth - places, worth - places - _TIE * (worth > 0)])
    pairs = zip(*linear_sum_assignment(-twice), strict=True)
    return [
        (int(row), (int(column) % scores.shape[1], float(scores[row, column % scores.shape[1]])))
        for row, column in pairs
        if scores[row, column % scores.shape[1]]
    ]


@dataclass(frozen=True)
class Candidate:
    """A sentence of an output, read once for all the facts that it is compared with."""

    statement: Statement
    slots: Slots
    support: Support

    @cached_property
    def said(self) -> Said:
        """What it says."""
        return self.support.said(self.statement.text)

    @cached_property
    def is_faithful(self) -> bool:
        """Whether the source shows all its numbers, dates and names."""
        return not any(self.support.unsupported_numbers(self.said)) and not any(
            self.support.unsupported_names(self.statement.text)
        )

    @cached_property
    def clauses(self) -> list[Said]:
        """Its clauses."""
        return [self.support.said(part) for part in clauses(self.statement.text)]

    def may_be(self, fact: Fact) -> bool:
        """Tell whether the output calls it what the fact may be called, if it calls it anything."""
        category, kinds = self.statement.category, self.slots.kinds
        return category is None or fact.kind not in kinds or category in kinds[fact.kind]

    def is_single(self, fact: Fact) -> bool:
        """Tell whether it is one statement: 40 words, and four numbers or as many as the fact."""
        allowed = max(_MOST_NUMBERS, _numbers(fact.text))
        return len(self.said.text.split()) <= _LONGEST and len(self.said.quantities) <= allowed


@cache
def _numbers(text: str) -> int:
    return len(Said(text).quantities)


def agreement(fixture: Fixture, fact: Fact, candidate: Candidate) -> float:
    """Return m of a fact and a sentence: 1, 0.5 or 0."""
    said = candidate.said
    if not candidate.may_be(fact) or any(said.holds(wording) for wording in fact.must_not):
        return 0.0
    missing = min((_missing(said, reading) for reading in readings(fact)), key=len)
    if len(missing) > 1 or (missing and not _may_be_missing(fact, missing[0])):
        return 0.0
    if not candidate.is_single(fact) or not candidate.is_faithful:
        return 0.0
    sentences = sentences_of(fixture, fact)
    if conflicts(fact, said, candidate.clauses, sentences):
        return 0.0
    if not missing:
        return 1.0
    gold = [(span.start, span.end) for span in fixture.spans(fact.evidence)]
    shared = overlap(cited_spans(candidate.statement.cited), gold)
    return 0.5 if shared >= _LEAST_OVERLAP else 0.0


def readings(fact: Fact) -> list[dict[str, Slot]]:
    """Return the sets of slots of which a sentence must show one in full."""
    return [fact.must, *(fact.must | other for other in fact.accept)]


def _missing(said: Said, reading: dict[str, Slot]) -> list[str]:
    return [name for name, slot in reading.items() if not said.shows(slot)]


def _may_be_missing(fact: Fact, name: str) -> bool:
    """Tell whether a slot is a wording other than the subject, which is called so or the first."""
    wordings = [each for each, slot in fact.must.items() if not is_value(slot)]
    subject = "subject" if "subject" in fact.must else next(iter(wordings), "")
    return name in wordings and name != subject


def sentences_of(fixture: Fixture, fact: Fact) -> list[str]:
    """Return the sentences of the source from which the quotes of a fact are."""
    spans = fixture.spans(fact.evidence)
    return [
        sentence.text
        for sentence in fixture.document.sentences
        if any(span.start < sentence.end and sentence.start < span.end for span in spans)
    ]


def overlap(ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]) -> float:
    """Return the characters that are in both sets of spans over those in either."""
    one, other = characters(ours), characters(theirs)
    return len(one & other) / len(one | other) if one | other else 0.0


def characters(spans: Sequence[tuple[int, int]]) -> set[int]:
    """Return the offsets that spans cover."""
    return {place for start, end in spans for place in range(start, end)}


def cited_spans(cited: Sequence[Cited]) -> list[tuple[int, int]]:
    """Return the spans of evidence."""
    return [(each.start, each.end) for each in cited]
