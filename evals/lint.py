"""Holds labels to the rules that a machine can check; `fixtures/README.md` has the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pydantic import BaseModel

from summarizer.errors import ConfigError
from summarizer.evals.fixture import GOLD, Fixture, folders, read
from summarizer.evals.gold import sentences
from summarizer.evals.labels import Amount, Fact, Quote
from summarizer.evals.said import Said, is_shown
from summarizer.readers.numbers import Quantity, find_quantities, number_style
from summarizer.schemas.press_release import PressRelease

LONGEST_SUMMARY = 60
LONGEST_FACT = 25
VITAL = range(3, 8)
# A release that announces nothing has hardly a fact that its news is not understood without.
VITAL_OF_OTHER = range(2)
# What the text says of itself and no summary may repeat; of other traps, its sentences are free.
LAID_OUT = {"boilerplate", "hostile_instruction", "population_background"}


@dataclass(frozen=True)
class Problem:
    """What is wrong, in which file, and where in it, as a path of keys and ids."""

    file: Path
    place: str
    what: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (str(self.file), self.place, self.what)))


Found = Iterator[tuple[str, str]]
"""Places within `gold.yaml`, and what is wrong there."""


def lint(folder: Path, schema: type[BaseModel] = PressRelease) -> list[Problem]:
    """Return the problems of a folder of fixtures, in the order of its fixtures.

    Args:
        folder: Holds a folder for each.
        schema: The schema of their task.

    Raises:
        ConfigError: There is no such folder, or no fixture in it.
    """
    problems: list[Problem] = []
    fixtures: list[Fixture] = []
    for path in folders(folder):
        try:
            fixtures.append(read(path, schema))
        except ConfigError as error:
            problems.append(Problem(path, "", str(error)))
            continue
        found = _problems(fixtures[-1])
        problems += [Problem(path / GOLD, place, what) for place, what in found]
    return problems + [Problem(folder, "", what) for what in _split_problems(fixtures)]


def _problems(fixture: Fixture) -> Found:
    yield from _identity(fixture)
    yield from _quotes(fixture)
    yield from _fields(fixture)
    yield from _lists(fixture)
    yield from _facts(fixture)
    yield from _wordings(fixture)
    yield from _duplicates(fixture)
    yield from _traps(fixture)
    yield from _summary(fixture)


def _identity(fixture: Fixture) -> Found:
    if fixture.gold.id != fixture.id:
        yield "id", f"is {fixture.gold.id!r}, the folder is {fixture.id!r}"
    for name, parts in (("facts", fixture.gold.facts), ("traps", fixture.gold.traps)):
        for used, times in Counter(part.id for part in parts).items():
            if times > 1:
                yield f"{name}/{used}", f"{times} have this id"


def _quotes(fixture: Fixture) -> Found:
    """Every quote stands in the source, as often as it says."""
    for place, quotes in _evidence(fixture):
        for quote in quotes:
            try:
                fixture.spans([quote])
            except ConfigError:
                times = fixture.document.text.count(quote.quote)
                yield place, f"no. {quote.nth} of {quote.quote!r}: the source has {times}"


def _evidence(fixture: Fixture) -> Iterator[tuple[str, tuple[Quote, ...]]]:
    gold = fixture.gold
    for name, label in gold.fields:
        yield f"fields/{name}", label.evidence
    for name, items in gold.lists:
        for number, item in enumerate(items):
            yield f"lists/{name}/{number}", item.evidence
    for fact in gold.facts:
        yield f"facts/{fact.id}", fact.evidence


def _fields(fixture: Fixture) -> Found:
    """A value has evidence, and null has a reason."""
    for name, label in fixture.gold.fields:
        if label.value is None and not label.why:
            yield f"fields/{name}", "null without a why"
        if label.value is not None and not label.evidence:
            yield f"fields/{name}", "a value without evidence"


def _lists(fixture: Fixture) -> Found:
    """No list is longer than an answer can be: what is beyond could never be found."""
    for name, items in fixture.gold.lists:
        longest = fixture.form.longest(name)
        if longest is not None and len(items) > longest:
            yield f"lists/{name}", f"{len(items)} items; the schema has room for {longest}"


def _facts(fixture: Fixture) -> Found:
    """Facts are atomic, supported by their evidence, and recognized in their own words."""
    gold = fixture.gold
    vital = sum(fact.importance == "vital" for fact in gold.facts)
    allowed = VITAL_OF_OTHER if gold.provenance.kind == "other" else VITAL
    if not fixture.form.slots.facts:
        if gold.facts:
            yield "facts", "the task's schema has no key facts: a list of objects with a statement"
    elif vital not in allowed:
        yield "facts", f"{vital} are vital, not {allowed.start} to {allowed.stop - 1}"
    printed = find_quantities(fixture.document.text, number_style(fixture.document.text))
    for fact in gold.facts:
        place = f"facts/{fact.id}"
        if len(fact.text.split()) > LONGEST_FACT:
            yield place, f"longer than {LONGEST_FACT} words"
        amounts = {name: slot for name, slot in fact.must.items() if isinstance(slot, Amount)}
        if fact.kind == "metric" and not amounts:
            yield place, "a metric has a value and a unit in its must"
        supporting = list(_supporting(fixture, fact, printed))
        for name, amount in amounts.items():
            if not any(_supports(quantity, amount) for quantity in supporting):
                yield f"{place}/must/{name}", f"{amount.n} {amount.unit} is not in the evidence"
        if not _said(fixture, fact.text).states(fact):
            yield place, "its own text does not show its must, or holds its must_not"


def _wordings(fixture: Fixture) -> Found:
    """A fact may be stated in the words of the text, whatever its language."""
    text = fixture.document.text
    whole = Said(text, fixture.written, number_style(text))
    for fact in fixture.gold.facts:
        for name, slot in fact.must.items():
            if isinstance(slot, tuple) and not whole.shows(slot):
                yield f"facts/{fact.id}/must/{name}", "none of its wordings stands in the text"


def _supporting(fixture: Fixture, fact: Fact, printed: list[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities of the source that stand in the quotes of a fact."""
    try:
        spans = fixture.spans(fact.evidence)
    except ConfigError:  # which `_quotes` reports
        return
    for quantity in printed:
        if any(span.start < quantity.end and quantity.start < span.end for span in spans):
            yield quantity


def _supports(quantity: Quantity, amount: Amount) -> bool:
    # A cell of a table leaves scale and unit to its heading.
    is_bare = quantity.unit is None and abs(quantity.value) == abs(amount.n)
    return is_bare or is_shown(amount, quantity)


def _duplicates(fixture: Fixture) -> Found:
    """No two facts say the same."""
    for one, other in combinations(fixture.gold.facts, 2):
        if one.text.casefold() == other.text.casefold() or one.must == other.must:
            yield f"facts/{other.id}", f"says the same as {one.id}"


def _traps(fixture: Fixture) -> Found:
    """A trap fires on its bad example, on no fact, and on nothing that the text itself says."""
    gold = fixture.gold
    good = {f"fact {fact.id}": fact.text for fact in gold.facts}
    for number, text in enumerate(sentences(gold.reference_summary), start=1):
        good[f"sentence {number} of the reference summary"] = text
    copied = {f"sentence {s.number} of the source": s.text for s in fixture.document.sentences}
    for trap in gold.traps:
        if not _said(fixture, trap.example_bad).springs(trap):
            yield f"traps/{trap.id}", "does not fire on its example_bad"
        for name, text in (good if trap.category in LAID_OUT else good | copied).items():
            if _said(fixture, text).springs(trap):
                yield f"traps/{trap.id}", f"fires on {name}"


def _summary(fixture: Fixture) -> Found:
    words = len(fixture.gold.reference_summary.split())
    fewest = 1 if fixture.form.slots.summary else 0
    if not fewest <= words <= LONGEST_SUMMARY:
        yield "reference_summary", f"{words} words, not {fewest} to {LONGEST_SUMMARY}"


def _said(fixture: Fixture, text: str) -> Said:
    return Said(text, fixture.written)


def _split_problems(fixtures: Iterable[Fixture]) -> Iterator[str]:
    """The test half is the larger one, and no issuer is in both halves."""
    issuers: dict[str, set[str]] = {"dev": set(), "test": set()}
    counts: Counter[str] = Counter()
    for fixture in fixtures:
        counts[fixture.gold.split] += 1
        issuers[fixture.gold.split].add(fixture.gold.cluster)
    if counts["test"] < counts["dev"]:
        yield f"{counts['test']} fixtures in the test half, {counts['dev']} in the dev half"
    for issuer in sorted(issuers["dev"] & issuers["test"]):
        yield f"the issuer {issuer} is in both halves"
