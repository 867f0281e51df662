"""How far two passes of labelling agree: the ceiling of every score.

Fixtures that were labelled twice have the second pass in `ann/B.yaml`. Fields agree where one
pass takes the value of the other. Facts of the two are the same where the matcher finds one in
the words of the other, one to one; their F1 is 2 · same / all (there are no true negatives to
count). For facts that both have: Krippendorff's alpha of importance (ordinal) and F1 of the
characters of evidence. Last, the second pass is scored like a system.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic

import krippendorff
import numpy as np
import yaml
from pydantic import ConfigDict, ValidationError, field_validator
from scipy.optimize import linear_sum_assignment

from summarizer.errors import ConfigError
from summarizer.evals.as_output import as_output
from summarizer.evals.cassette_file import LOADER
from summarizer.evals.comparators import COMPARATORS
from summarizer.evals.fixture import Fixture
from summarizer.evals.form import Form
from summarizer.evals.gold import F, L
from summarizer.evals.labels import Fact, Label, Part
from summarizer.evals.matching import Candidate, agreement, characters
from summarizer.evals.measured import DocumentScore, Ratio, pooled
from summarizer.evals.metrics.fields import accepted
from summarizer.evals.output import Statement
from summarizer.evals.score import score
from summarizer.evals.slots import FieldSlot
from summarizer.evals.support import Support

SECOND_PASS = Path("ann") / "B.yaml"
_RANKS = {"neutral": 0, "okay": 1, "vital": 2}
_CEILING = ("field_f1", "list_f1", "vital_recall", "fact_f", "evidence_f1")


class SecondPass(Part, Generic[F, L]):
    """What another annotator labelled without seeing the first pass."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    fields: F
    lists: L
    facts: tuple[Fact, ...]
    reference_summary: str

    @field_validator("facts", mode="before")
    @classmethod
    def _without_may(cls, facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Leave out `may`: nothing is compared with it, and nobody has linted it."""
        return [{**fact, "may": {}} for fact in facts]


@dataclass(frozen=True)
class Agreement:
    """The agreement over all fixtures that were labelled twice.

    Attributes:
        documents: How many they are.
        fields: By name, in how many documents the two passes agree.
        facts: F1 of the facts, as the ratio of its two sides.
        importance: Krippendorff's alpha, from the ranks of the facts that both have; None where
            all have the same rank.
        evidence: Mean F1 of the characters that both cite for a fact.
        scores: The second pass, scored like a system.
    """

    documents: int
    fields: Mapping[str, Ratio]
    facts: Ratio
    importance: float | None
    evidence: float | None
    scores: tuple[DocumentScore, ...]


def _model(form: Form) -> type[SecondPass[Any, Any]]:
    return SecondPass.__class_getitem__((form.fields, form.lists))  # type: ignore[return-value] # made at run time


def second_pass(fixture: Fixture) -> SecondPass[Any, Any] | None:
    """Read the second pass of a fixture, None if it has none.

    Raises:
        ConfigError: It cannot be read as labels.
    """
    path = fixture.folder / SECOND_PASS
    if not path.is_file():
        return None
    try:
        return _model(fixture.form).model_validate(
            LOADER(path.read_text("utf-8")).get_single_data()
        )
    except (ValidationError, yaml.YAMLError) as error:
        raise ConfigError(f"{path}: {' '.join(str(error).split())}.") from error


def measure(fixtures: Iterable[Fixture]) -> Agreement:
    """Compare the passes of all fixtures that have two.

    Raises:
        ConfigError: None has two, or a second pass cannot be read.
    """
    twice = [(each, other) for each in fixtures if (other := second_pass(each)) is not None]
    if not twice:
        raise ConfigError(f"No fixture has a second pass in {SECOND_PASS}.")
    agreed = {
        name: pooled(
            Ratio(
                int(_agree(slot, getattr(each.gold.fields, name), getattr(other.fields, name))), 1
            )
            for each, other in twice
        )
        for name, slot in twice[0][0].form.slots.fields.items()
    }
    facts: list[Ratio] = []
    ranks: list[tuple[int, int]] = []
    evidence: list[float] = []
    for fixture, other in twice:
        pairs = same_facts(fixture, fixture.gold.facts, other.facts)
        facts.append(Ratio(2 * len(pairs), len(fixture.gold.facts) + len(other.facts)))
        ranks += [(_RANKS[one.importance], _RANKS[two.importance]) for one, two in pairs]
        evidence += [_evidence(fixture, one, two) for one, two in pairs]
    return Agreement(
        documents=len(twice),
        fields=agreed,
        facts=pooled(facts),
        importance=_alpha(ranks),
        evidence=sum(evidence) / len(evidence) if evidence else None,
        scores=tuple(_scored(fixture, other) for fixture, other in twice),
    )


def _alpha(ranks: list[tuple[int, int]]) -> float | None:
    if len({rank for pair in ranks for rank in pair}) < 2:
        return None
    table = np.array(ranks, dtype=float).T
    return float(krippendorff.alpha(table, level_of_measurement="ordinal"))


def same_facts(
    fixture: Fixture, ours: tuple[Fact, ...], theirs: tuple[Fact, ...]
) -> list[tuple[Fact, Fact]]:
    """Return the facts that two passes have in common, one to one."""
    support = Support.of(fixture)
    same = np.array(
        [[_is_same(fixture, one, other, support) for other in theirs] for one in ours], dtype=float
    )
    pairs = zip(*linear_sum_assignment(-same), strict=True)
    return [(ours[row], theirs[column]) for row, column in pairs if same[row, column]]


def _is_same(fixture: Fixture, one: Fact, other: Fact, support: Support) -> bool:
    return _states(fixture, one, other.text, support) or _states(fixture, other, one.text, support)


def _states(fixture: Fixture, fact: Fact, text: str, support: Support) -> bool:
    candidate = Candidate(Statement("", text, None, ()), fixture.form.slots, support)
    return agreement(fixture, fact, candidate) == 1


def _agree(slot: FieldSlot, one: Label[Any], other: Label[Any]) -> bool:
    if one.value is None or other.value is None:
        return one.value is other.value
    same = COMPARATORS[slot.compare]
    return same(one.value, accepted(other)) or same(other.value, accepted(one))


def _evidence(fixture: Fixture, one: Fact, other: Fact) -> float:
    cited = [
        characters([(span.start, span.end) for span in fixture.spans(fact.evidence)])
        for fact in (one, other)
    ]
    return 2 * len(cited[0] & cited[1]) / (len(cited[0]) + len(cited[1]))


def _scored(fixture: Fixture, other: SecondPass[Any, Any]) -> DocumentScore:
    answer = as_output(fixture, other.fields, other.lists, other.facts, other.reference_summary)
    return score(fixture, answer)


def lines(found: Agreement) -> list[str]:
    """Write an agreement as lines for people."""
    total = pooled(found.fields.values())
    written = [f"{found.documents} documents labelled twice", "", "fields that agree"]
    written += [
        f"  {name}: {each.top:.0f} of {each.bottom:.0f}" for name, each in found.fields.items()
    ]
    written += [
        f"  all: {total.top:.0f} of {total.bottom:.0f} ({total.value or 0:.3f})",
        "",
        f"facts in common, F1: {found.facts.value or 0:.3f}",
        f"importance of those, Krippendorff's alpha (ordinal): {_shown(found.importance)}",
        f"evidence of those, F1 of characters: {_shown(found.evidence)}",
        "",
        "the second pass, scored like a system",
    ]
    for name in _CEILING:
        values = [each.values[name] for each in found.scores]
        known = [value for value in values if value is not None]
        ratios = [each.ratios[name] for each in found.scores if name in each.ratios]
        mean = sum(known) / len(known) if known else None
        value = pooled(ratios).value if ratios else mean
        written.append(f"  {name}: {_shown(value)}")
    return written


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
