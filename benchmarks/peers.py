"""Other checks of quotes beside ours: how often they are wrong, and how fast they are.

    pip install langextract rapidfuzz
    python benchmarks/peers.py evals/grounding/test

The first table counts false accepts and false refusals on the quotes and statements of a set of
labelled claims; values are left out, since no other check takes them. The second gives the time for
30 quotes of one document of about 10 kB, and for 30 statements, as ratios of one run.

- substring: the claim stands in the text as it is.
- rapidfuzz: `partial_ratio` of claim and text of at least 80 or 90.
- instructor: the rule of its `CitationMixin`, up to five edits anywhere.
- langextract: its `WordAligner`, with the filter that its README gives (the alignment has a place)
  and with the strictest one (its status is an exact match).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from instructor.dsl.citation import CitationMixin
from langextract.core.data import AlignmentStatus, Extraction
from langextract.resolver import WordAligner
from rapidfuzz.fuzz import partial_ratio

from summarizer.document import Document
from summarizer.evals.grounding.labelled import (
    Checker,
    LabelledClaim,
    Rates,
    grounding,
    judge,
    load,
)
from summarizer.grounding import Source, check_quote, check_statement

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))
QUOTES = 30
SIZE = 10_000
ROUNDS = 5


def main(folder: str) -> None:
    """Print both tables."""
    labelled = [
        (document, [claim for claim in claims if claim.kind != "value"])
        for document, claims in load(Path(folder))
    ]
    print(f"{'':26}{'false accepts':>22}{'false refusals':>22}")
    for name, checker in CHECKERS.items():
        judged = judge(labelled, checker)
        for kind in ("quote", "statement"):
            rates = Rates.of(each for each in judged if each.claim.kind == kind)
            accepts = _share(rates.false_accepts, rates.unsupported)
            refusals = _share(rates.false_refusals, rates.supported)
            print(f"{name:15}{kind:11}{accepts:>22}{refusals:>22}")
    _time()


def _share(wrong: int, of: int) -> str:
    return f"{wrong} of {of} ({wrong / of:.1%})"


def _checker(accepts: Callable[[str, str], bool]) -> Checker:
    def check(document: Document, claims: Sequence[LabelledClaim]) -> Iterable[tuple[bool, str]]:
        return [(accepts(document.text, claim.claim), "") for claim in claims]

    return check


def _fuzzy(least: int) -> Callable[[str, str], bool]:
    return lambda text, claim: partial_ratio(claim.lower(), text.lower()) >= least


def _cited(text: str, claim: str) -> bool:
    found = CitationMixin.model_validate({"substring_quotes": [claim]}, context={"context": text})
    return bool(found.substring_quotes)


def _aligned(text: str, quotes: Sequence[str]) -> Sequence[Extraction]:
    extractions = [Extraction("quote", quote) for quote in quotes]
    (aligned,) = WordAligner().align_extractions([extractions], text)
    return list(aligned)


def _placed(text: str, claim: str) -> bool:
    return _aligned(text, [claim])[0].char_interval is not None


def _exact(text: str, claim: str) -> bool:
    return _aligned(text, [claim])[0].alignment_status is AlignmentStatus.MATCH_EXACT


CHECKERS: dict[str, Checker] = {
    "summarizer": grounding,
    "substring": _checker(lambda text, claim: claim in text),
    "rapidfuzz ≥ 80": _checker(_fuzzy(80)),
    "rapidfuzz ≥ 90": _checker(_fuzzy(90)),
    "instructor": _checker(_cited),
    "langextract": _checker(_placed),
    "— exact only": _checker(_exact),
}


def _time() -> None:
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in EXAMPLES)[:SIZE]
    document = Document.from_text(text)
    quotes = [each.text for each in document.sentences if len(each.text.split()) > 5][:QUOTES]

    def read() -> Source:
        source = Source(document)
        for quote in quotes:  # reads all there is to read of the document
            check_statement(source, f"{quote[:-1]} yesterday.")
        return source

    times = {
        "reading the document": _seconds(
            lambda source: check_statement(source, f"{quotes[0][:-1]} today."),
            lambda: Source(document),
        ),
        f"{len(quotes)} quotes": _seconds(
            lambda source: [check_quote(source, quote) for quote in quotes], read
        ),
        f"reading {len(quotes)} statements": _seconds(
            lambda source: [source.claim(f"{q[:-1]} today.") for q in quotes], read
        ),
        f"{len(quotes)} statements": _seconds(
            lambda source: [check_statement(source, f"{q[:-1]} today.") for q in quotes], read
        ),
        f"langextract, {len(quotes)} quotes": _seconds(lambda _: _aligned(text, quotes), read),
    }
    print(f"\n{len(text)} characters; the best of {ROUNDS} rounds")
    *ours, (_, theirs) = times.items()
    for name, seconds in ours:
        print(f"{name:24}{seconds * 1000:8.2f} ms   langextract / ours = {theirs / seconds:.1f}")
    print(f"{list(times)[-1]:24}{theirs * 1000:8.2f} ms")


def _seconds(task: Callable[[Source], object], prepare: Callable[[], Source]) -> float:
    rounds = []
    for _ in range(ROUNDS):
        source = prepare()  # anew, since a source remembers claims that it has read
        started = time.perf_counter()
        task(source)
        rounds.append(time.perf_counter() - started)
    return min(rounds)


if __name__ == "__main__":
    main(sys.argv[1])
