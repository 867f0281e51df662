"""Mutation test of grounding: true sentences with one thing changed, none of which may pass.

`python -m summarizer.evals.grounding.mutants FILE...` makes every mutant that the changes allow, up
to a number for each sentence and kind, asks for each as a statement and as a quotation, and prints
how many are accepted; beside them, how many sentences are refused unchanged and in other words.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from summarizer.document import Document, Sentence
from summarizer.evals.grounding import false_meaning, false_numbers
from summarizer.evals.grounding.edits import Change
from summarizer.evals.grounding.faithful import FAITHFUL
from summarizer.evals.grounding.parties import Parties
from summarizer.evals.statistics import wilson
from summarizer.grounding import Source, check_quote, check_statement
from summarizer.readers.characters import fold

# Mutants of one kind from one sentence: a table row of twenty figures is no better than a sentence.
PER_SENTENCE = 120
# With fewer words, a sentence is a heading, a name or an address, and states nothing.
_FEWEST_WORDS = 3
_STOPS = (".", "!", "?", "。")


class Mutant(NamedTuple):
    """A sentence of a document with one thing changed.

    Attributes:
        document: The id of the document.
        kind: What was changed.
        original: The sentence as it stands.
        mutated: The changed sentence.
        start: Offset of the sentence in the document's text.
    """

    document: str
    kind: str
    original: str
    mutated: str
    start: int


def changes(document: Document) -> Mapping[str, Change]:
    """Return what can be changed in the sentences of a document, by kind."""
    parties = Parties(document)
    return {
        "digit": false_numbers.digit,
        "order of digits": false_numbers.order_of_digits,
        "numbers swapped": false_numbers.numbers_swapped,
        "scale": false_numbers.scale,
        "currency": false_numbers.currency,
        "sign": false_numbers.sign,
        "comparator": false_numbers.comparator,
        "percent or points": false_numbers.percent,
        "unit": false_numbers.unit,
        "year": false_numbers.year,
        "part of year": false_numbers.part_of_year,
        "month": false_numbers.month,
        "phase": false_meaning.phase,
        "negation in": false_meaning.negation_in,
        "negation out": false_meaning.negation_out,
        "hedge out": false_meaning.hedge_out,
        "condition out": false_meaning.condition_out,
        "direction": false_meaning.direction,
        "fabricated": false_meaning.fabricated,
        "name swapped": parties.name_swapped,
        "roles swapped": parties.roles_swapped,
        "arms swapped": parties.arms_swapped,
    }


def mutants(source: Source, *, most: int = PER_SENTENCE, seed: int = 0) -> Iterator[Mutant]:
    """Yield the mutants of a document, in its order.

    Args:
        source: The document.
        most: How many of one kind to take from one sentence; more are drawn by lot.
        seed: What decides the lots; the same seed draws the same mutants.
    """
    document = source.document
    true = {_folded(sentence.text) for sentence in document.sentences}
    by_kind = changes(document)
    for sentence in statements(source):
        for kind, change in by_kind.items():
            proposed = dict.fromkeys(edit.apply(sentence.text) for edit in change(sentence.text))
            # What the document says elsewhere is true.
            false = [text for text in proposed if _folded(text) not in true]
            if len(false) > most:
                lots = random.Random(f"{seed}/{document.id}/{sentence.start}/{kind}")  # noqa: S311 # no secret
                false = lots.sample(false, most)
            for text in false:
                yield Mutant(document.id, kind, sentence.text, text, sentence.start)


def reworded(source: Source) -> Iterator[Mutant]:
    """Yield faithful rewordings of a document's sentences: they must be accepted."""
    for sentence in statements(source):
        for kind, change in FAITHFUL.items():
            proposed = dict.fromkeys(edit.apply(sentence.text) for edit in change(sentence.text))
            for text in proposed:
                if text != sentence.text:
                    yield Mutant(source.document.id, kind, sentence.text, text, sentence.start)


def statements(source: Source) -> Iterator[Sentence]:
    """Yield the sentences of a document that state something, to readers and not to software.

    A heading states nothing: a sentence ends in a stop, or prints a figure.
    """
    for sentence in source.trusted:
        reading = source.of(sentence)
        if len(reading.tokens) >= _FEWEST_WORDS and (
            reading.mentions or sentence.text.rstrip('”"’)“').endswith(_STOPS)
        ):
            yield sentence


def _folded(text: str) -> str:
    return " ".join(fold(text).casefold().split())


class Rates(NamedTuple):
    """How many of each kind there were, and how many were accepted as statement and as quote."""

    made: Counter[str]
    as_statement: Counter[str]
    as_quote: Counter[str]


def rates(source_of: Mapping[str, Source], made: Iterable[Mutant]) -> tuple[Rates, list[Mutant]]:
    """Ask grounding for each mutant.

    Args:
        source_of: The documents, by id.
        made: The mutants.

    Returns:
        The counts, and the mutants that were accepted in either way.
    """
    counted = Rates(Counter(), Counter(), Counter())
    accepted = []
    for mutant in made:
        source = source_of[mutant.document]
        stated = check_statement(source, mutant.mutated).supported
        quoted = check_quote(source, mutant.mutated).supported
        counted.made[mutant.kind] += 1
        counted.as_statement[mutant.kind] += stated
        counted.as_quote[mutant.kind] += quoted
        if stated or quoted:
            accepted.append(mutant)
    return counted, accepted


def table(mutated: Rates, plain: Rates, faithful: Rates) -> Iterator[str]:
    """Yield the lines that print the rates: false ones accepted, then true ones refused."""
    head = f"{'':<20}{'mutants':>9}{'stated':>8}{'share':>9}{'95 %':>18}{'quoted':>8}"
    yield head
    for kind in (*mutated.made, ""):
        made, stated, quoted = (_count(each, kind) for each in mutated)
        yield _line(kind or "all", made, stated) + f"{quoted:>8}"
    yield ""
    yield head.replace("mutants", "  true  ")
    for named, true in (("unchanged", plain), ("", faithful)):
        for kind in (*(true.made if not named else ()), ""):
            made, stated, quoted = (_count(each, kind) for each in true)
            refused = _line(kind or named or "all reworded", made, made - stated)
            yield refused + (f"{made - quoted:>8}" if named else "")


def _count(counter: Counter[str], kind: str) -> int:
    return counter[kind] if kind else counter.total()


def _line(kind: str, made: int, hits: int) -> str:
    low, high = wilson(hits, made)
    share = hits / made if made else 0.0
    return f"{kind:<20}{made:>9}{hits:>8}{share:>9.2%}{f'{low:.2%} – {high:.2%}':>18}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the mutation test on files; return 0, for the table is the result."""
    parser = argparse.ArgumentParser(prog="mutants", description="Mutation test of grounding.")
    parser.add_argument("files", nargs="+", type=Path, help="documents whose sentences are true")
    parser.add_argument("--survivors", action="store_true", help="print what is accepted, too")
    parser.add_argument("--seed", type=int, default=0, help="decides which mutants are drawn")
    parser.add_argument("--most", type=int, default=PER_SENTENCE, help="a kind and sentence")
    options = parser.parse_args(arguments)
    sources = [Source(Document.from_path(path)) for path in options.files]
    by_id = {source.document.id: source for source in sources}
    made = [m for each in sources for m in mutants(each, most=options.most, seed=options.seed)]
    mutated, survivors = rates(by_id, made)
    plain, _ = rates(by_id, (_unchanged(each, s) for each in sources for s in statements(each)))
    true = [m for each in sources for m in reworded(each)]
    faithful, kept = rates(by_id, true)
    refused = sorted(set(true) - set(kept))
    lines = list(table(mutated, plain, faithful))
    if options.survivors:
        lines += ["", *(f"accepted\t{m.kind}\t{m.mutated!r}\t{m.original!r}" for m in survivors)]
        lines += [f"refused\t{m.kind}\t{m.mutated!r}" for m in refused]
    sys.stdout.write("\n".join([*lines, ""]))
    return 0


def _unchanged(source: Source, sentence: Sentence) -> Mutant:
    return Mutant(source.document.id, "unchanged", sentence.text, sentence.text, sentence.start)


if __name__ == "__main__":
    sys.exit(main())
