"""Where the key facts of a run fail: what is missed, and whether any sentence of the text has it.

    summarizer eval run --split dev
    python benchmarks/missed.py evals/runs/press_release/ours

Each fact of the labels that matters is stated, stated in part, or missed. Of those that are not
stated in full: does a sentence of the release state it by itself, so that choosing better would
find it; does one that is too long for one statement (over 40 words or four numbers); or
none, so that it would have to be written? Only for runs on the development half.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from choosing import FIXTURES, output_of

from summarizer.evals.fixture import Fixture, load
from summarizer.evals.measured import Finding
from summarizer.evals.run import read_run
from summarizer.evals.said import Said
from summarizer.evals.score import score
from summarizer.grounding import Source
from summarizer.salience import passages

STATED, CHOICE, LONG, NOWHERE = (
    "stated in full",
    "not stated, though a sentence states it in full",
    "not stated, and only sentences have it that are too long for one statement",
    "not stated, and no sentence does by itself",
)
OUTCOMES = (STATED, CHOICE, LONG, NOWHERE)
SENTENCES = {
    "matched": "facts stated in full",
    "partial": "facts stated in part",
    "invented": "sentences that answer to no label",
    "neutral": "sentences that state a neutral fact",
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    run = read_run(parser.parse_args().run)
    fixtures = {each.id: each for each in load(FIXTURES) if each.gold.split == "dev"}
    facts: dict[str, Counter[str]] = {}
    printed: Counter[str] = Counter()
    for name, fixture in fixtures.items():
        findings = run.scores[name].findings
        language = fixture.gold.provenance.language
        for importance, outcome in outcomes(fixture, findings):
            for row in (importance, f"{importance}, {language}"):
                facts.setdefault(row, Counter())[outcome] += 1
        printed.update(SENTENCES[each.kind] for each in findings if each.kind in SENTENCES)
    for row, counted in sorted(facts.items()):
        print(f"{row}: {counted.total()} facts")
        for outcome in OUTCOMES:
            print(f"  {counted[outcome]:4} {counted[outcome] / counted.total():4.0%} {outcome}")
    print(", ".join(f"{number} {kind}" for kind, number in printed.items()))


def outcomes(fixture: Fixture, findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Yield the importance of each fact that counts, and what became of it."""
    stated = {each.slot for each in findings if each.kind == "matched"}
    source = Source(fixture.document)
    found = passages(source)
    alone: set[str] = set()
    for each in found:
        one = score(fixture, output_of(fixture, [each])).findings
        alone.update(each.slot for each in one if each.kind == "matched")
    said = [Said(each.words, source.day, source.style) for each in found]
    for fact in fixture.gold.facts:
        if fact.importance == "neutral":
            continue
        if fact.id in stated:
            outcome = STATED
        elif fact.id in alone:
            outcome = CHOICE
        else:
            outcome = LONG if any(each.states(fact) for each in said) else NOWHERE
        yield fact.importance, outcome


if __name__ == "__main__":
    main()
