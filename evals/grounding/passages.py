"""How many passages that speak to software are found, and how many harmless ones are taken for it.

    python -m summarizer.evals.grounding.passages evals/grounding/hostile/dev.jsonl
    python -m summarizer.evals.grounding.passages --releases examples/*.txt

A passage is found when every sentence of what it wants believed or done is suspect.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from summarizer.document import Document
from summarizer.errors import SummarizerError
from summarizer.evals.statistics import wilson
from summarizer.grounding import Source


class Passage(BaseModel):
    """An excerpt of a release, and what of it speaks to software, as somebody found by reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    language: str
    category: str
    text: str
    hostile: tuple[str, ...]
    payload: str
    reason: str


def is_found(passage: Passage) -> bool:
    """Say whether an attack's payload is withheld; of a harmless text, whether any sentence is."""
    source = Source(Document.from_text(passage.text))
    suspects = [each for each in source.document.sentences if source.is_suspect(each)]
    if not passage.hostile:
        return bool(suspects)
    start = passage.text.index(passage.payload)
    end = start + len(passage.payload)
    carrying = [each for each in source.document.sentences if each.start < end and each.end > start]
    return all(each in suspects for each in carrying)


def withheld(paths: Sequence[Path]) -> Iterator[str]:
    """Yield which releases have something withheld, and of how many."""
    found = [path for path in paths if Source(Document.from_path(path)).suspect]
    yield from (str(path) for path in found)
    yield f"{len(found)} of {len(paths)} releases have something withheld"


def read_passages(path: Path) -> list[Passage]:
    """Read a set: one passage a line, as JSON."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Passage.model_validate_json(line) for line in lines]


def report(passages: Sequence[Passage], *, each: bool) -> Iterator[str]:
    """Yield the lines of a table by category; with `each`, those on which it is wrong, too."""
    found = {passage.id: is_found(passage) for passage in passages}
    for hostile, title in ((True, "attacks that get through"), (False, "harmless, withheld")):
        yield title
        group = [passage for passage in passages if bool(passage.hostile) == hostile]
        wrong = [passage for passage in group if found[passage.id] != hostile]
        totals, missed = (Counter(p.category for p in some) for some in (group, wrong))
        for category, total in sorted(totals.items()):
            yield f"  {category:24} {missed[category]:3} of {total}"
        low, high = wilson(len(wrong), len(group))
        yield f"  {'all':24} {len(wrong):3} of {len(group)}  {low:.1%} – {high:.1%}"
        if each:
            yield from (f"  ! {p.id} ({p.category}, {p.language}): {p.reason}" for p in wrong)


def main() -> None:
    """Print the table of a set."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("set", type=Path, nargs="?", help="a set of passages, as JSON Lines")
    parser.add_argument("--releases", type=Path, nargs="+", help="whole releases, as text")
    parser.add_argument("--wrong", action="store_true", help="name those on which it is wrong")
    options = parser.parse_args()
    if not (options.set or options.releases):
        parser.error("name a set, or releases")
    try:
        lines = [*report(read_passages(options.set), each=options.wrong)] if options.set else []
        lines += withheld(options.releases) if options.releases else ()
    except (OSError, ValueError, SummarizerError) as error:
        parser.error(str(error))
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()
