"""Count which of 24 facts of one known release stand in its summary.

    python benchmarks/atoms.py RELEASE [--summary FILE]

RELEASE is the release of 25 June 2024 on the phase 3 bridging trial of ruxolitinib cream in China,
which is not part of this repository. With --summary, a JSON file that `summarizer run --json`
printed is scored instead of asking the model. Each atom was written down by reading the release.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Data = dict[str, Any]
Atom = tuple[str, Callable[[Data], bool]]


def main() -> int:
    """Print the table; return 1 unless 17 atoms are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("release")
    parser.add_argument("--summary")
    options = parser.parse_args()
    if options.summary:
        summary = json.loads(Path(options.summary).read_text("utf-8"))
    else:
        command = [sys.executable, "-m", "summarizer", "run", "--json", options.release]
        summary = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    found = [(name, holds(summary["data"])) for name, holds in ATOMS]
    for name, held in found:
        print(f"{'yes' if held else ' - '}  {name}")
    count = sum(held for _, held in found)
    print(f"{count} of {len(found)} atoms in data; {len(summary['rejected'])} values set aside")
    return 0 if count >= 17 else 1


def _prose(data: Data) -> Iterator[str]:
    """Yield every sentence of the summary, each of which must say an atom by itself."""
    yield from data["summary"]
    yield from (fact["statement"] for fact in data["key_facts"])
    yield from (trial["milestone"] for trial in data["trials"] if trial["milestone"])
    for status in data["regulatory"]:
        words = "not approved" if status["status"] == "not_approved" else status["status"]
        parts = (status["jurisdiction"], status["agency"], status["product"], words)
        rest = (status["indication"], status["date"], status["conditions"])
        yield " | ".join(str(part) for part in (*parts, *rest) if part)
    for deal in data["deals"]:
        given = f"{deal['giver']} gives {deal['receiver']}: {deal['exclusivity']} {deal['subject']}"
        yield f"{given} | {', '.join(deal['territory'])}"
    for ahead in data["dates_ahead"]:
        yield f"{ahead['date']} {ahead['what']}"


def said(*patterns: str) -> Callable[[Data], bool]:
    """Hold where one sentence of the summary matches every pattern."""
    return lambda data: any(
        all(re.search(pattern, sentence, re.IGNORECASE) for pattern in patterns)
        for sentence in _prose(data)
    )


def trial(field: str, pattern: str) -> Callable[[Data], bool]:
    """Hold where a trial's field matches, or one of its words of design."""

    def holds(data: Data) -> bool:
        for item in data["trials"]:
            value = item[field]
            for part in value if isinstance(value, list) else [value]:
                if re.search(pattern, str(part), re.IGNORECASE):
                    return True
        return False

    return holds


def either(*choices: Callable[[Data], bool]) -> Callable[[Data], bool]:
    """Hold where one of the choices does."""
    return lambda data: any(holds(data) for holds in choices)


HAINAN = (r"hainan", r"2023-08-12|12 august 2023")
MACAU = (r"macau", r"approv", r"2024-04-11|11 april 2024")
TERRITORY = (
    *(r"(?<!non-)(?<!non_)exclusive", r"mainland", r"hong kong"),
    *(r"macau", r"taiwan", r"southeast asia"),
)

ATOMS: tuple[Atom, ...] = (
    ("issuer", lambda data: "China Medical System" in (data["issuer"] or "")),
    ("dated 2024-06-25", lambda data: data["dateline"]["date"] == "2024-06-25"),
    ("event is a trial milestone", lambda data: data["event"] == "trial_milestone"),
    ("first subject dosed", said(r"first (subject|patient)", r"dos")),
    ("ruxolitinib cream", either(trial("drug", "ruxolitinib cream"), said("ruxolitinib cream"))),
    ("Opzelura", either(trial("brand", "opzelura"), said("opzelura"))),
    ("JAK1/JAK2", either(trial("mechanism", "JAK1/JAK2"), said("JAK1/JAK2"))),
    ("atopic dermatitis", trial("indication", "atopic dermatitis")),
    ("phase 3", trial("phase", "^3$")),
    ("bridging", either(trial("design", "bridging"), said("bridging"))),
    ("randomized", either(trial("design", "randomi[sz]ed"), said("randomi[sz]ed"))),
    ("double-blind", either(trial("design", "double-blind"), said("double-blind"))),
    ("placebo-controlled", either(trial("design", "placebo"), said("placebo-controlled"))),
    (
        "192 planned",
        lambda data: any(
            item["enrollment"] == 192 and item["enrollment_kind"] != "actual"
            for item in data["trials"]
        ),
    ),
    ("20 sites", either(trial("sites", "^20$"), said("20 sites"))),
    ("Shi Yuling", either(trial("investigator", "Shi Yuling"), said("Shi Yuling"))),
    ("FDA approved for vitiligo", said(r"FDA|U\.S\.|united states", r"approv", r"vitiligo")),
    (
        "FDA approved for mild to moderate AD",
        said(r"FDA|U\.S\.|united states", r"approv", r"mild to moderate|\bAD\b|atopic dermatitis"),
    ),
    ("Europe approved for vitiligo", said(r"europe", r"approv", r"vitiligo")),
    ("not approved in Mainland China", said(r"not approved", r"NMPA|national medical products")),
    ("Hainan urgent import on 2023-08-12", said(*HAINAN, r"urgent|special_access")),
    ("Macau approval on 2024-04-11", said(*MACAU)),
    ("exclusive rights in the territory", said(*TERRITORY)),
    ("non-exclusive manufacturing", said(r"non.exclusive", r"manufactur")),
)

if __name__ == "__main__":
    sys.exit(main())
