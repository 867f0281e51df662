"""How much a table of words that mean the same could do for statements, at most.

    pip install lemminflect
    python benchmarks/forgiving.py evals/grounding/test-4 --wordnet path/to/dict

A statement is refused if one of its words is not said where it should be. Here such words are
forgiven before anything else is compared: where WordNet gives them a sense in common with a word of
the passage, where it derives one from the other or makes one a kind of the other, and, as what no
table could exceed, all of them. Names are never a matter of WordNet. The table counts the false
accepts and false refusals of the statements of each set. WordNet is the folder with its database
files, `data.noun` and so on; without it, its rows are left out.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

from lemminflect import getLemma

from summarizer.evals.grounding.labelled import Rates, Set, judge, load
from summarizer.grounding import comparing, context
from summarizer.grounding.reading import Reading
from summarizer.grounding.wording import Worded, match_words

Sense = tuple[str, str]
# Whether a word of a claim that a passage does not say is forgiven.
Forgives = Callable[[Reading, int, Reading], bool]
# Pointers of the database's format: derivation, similar and pertaining adjectives, participles.
_DERIVED = "+&\\<"
_KIND_OF = "@"
_PARTS = ("NOUN", "VERB", "ADJ")


class WordNet:
    """The senses of words, and the senses that lead on from them."""

    def __init__(self, folder: Path) -> None:
        self._senses: defaultdict[str, set[Sense]] = defaultdict(set)
        self._pointers: dict[Sense, list[tuple[str, Sense]]] = {}
        for path in sorted(folder.glob("data.*")):
            for line in path.read_text(encoding="latin-1").splitlines():
                if line and not line.startswith(" "):  # the licence is set in
                    self._read(line.split("|")[0].split())

    def _read(self, fields: list[str]) -> None:
        offset, part = fields[0], fields[2].replace("s", "a")
        words, behind = int(fields[3], 16), 4
        for word in fields[behind : behind + 2 * words : 2]:
            self._senses[word.split("(")[0].lower()].add((part, offset))
        start = behind + 2 * words + 1
        pointers = zip(*(fields[start + n :: 4] for n in range(3)), strict=False)
        self._pointers[part, offset] = [
            (kind, (to.replace("s", "a"), where)) for kind, where, to in pointers
        ][: int(fields[start - 1])]

    def senses(self, word: str, *steps: str) -> set[Sense]:
        """Return the senses of a word, and those that one step of each of some kinds leads to."""
        lemmas = {word, *(each.lower() for part in _PARTS for each in getLemma(word, part))}
        found = set().union(*(self._senses.get(each, ()) for each in lemmas))
        for kinds in steps:
            found |= {to for sense in found for kind, to in self._pointers[sense] if kind in kinds}
        return found

    def forgives(self, *steps: str) -> Forgives:
        """Return a rule that forgives a word for one with which it has a sense in common."""
        senses = cache(lambda word: self.senses(word, *steps))

        def forgives(claim: Reading, position: int, passage: Reading) -> bool:
            if position in claim.capitals.names.union(*claim.capitals.runs):
                return False
            ours = senses(claim.tokens[position].text)
            return any(ours & senses(each.text) for each in passage.tokens if each.text.isalpha())

        return forgives


def rates(labelled: Set, forgives: Forgives) -> Rates:
    """Count, with words forgiven."""

    def forgiving(claim: Reading, passage: Reading, known: Collection[int]) -> Worded:
        worded = match_words(claim, passage, known)
        missing = (n for n in worded.missing if not forgives(claim, n, passage))
        return replace(worded, missing=tuple(missing))

    with (
        patch.object(comparing, "match_words", forgiving),
        patch.object(context, "match_words", forgiving),
    ):
        return Rates.of(judge(labelled))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--wordnet", type=Path)
    options = parser.parse_args()
    rules: dict[str, Forgives] = {"none": lambda *_: False}
    if options.wordnet:
        wordnet = WordNet(options.wordnet)
        rules["a sense in common"] = wordnet.forgives()
        rules["… or derived"] = wordnet.forgives(_DERIVED)
        rules["… or of one kind"] = wordnet.forgives(_DERIVED, _KIND_OF)
    rules["every word"] = lambda *_: True
    for path in options.sets:
        labelled = [
            (document, [claim for claim in claims if claim.kind == "statement"])
            for document, claims in load(path)
        ]
        print(f"\n{path.name:20}{'false accepts':>18}{'false refusals':>18}")
        for name, rule in rules.items():
            of = rates(labelled, rule)
            accepts = f"{of.false_accepts} of {of.unsupported}"
            refusals = f"{of.false_refusals} of {of.supported}"
            print(f"{name:20}{accepts:>18}{refusals:>18}", flush=True)


if __name__ == "__main__":
    main()
