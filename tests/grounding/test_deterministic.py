"""The same document and claims give the same bytes, in whatever order Python holds its sets."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "evals" / "grounding" / "dev").glob("*.txt"))[:3]


def verified(source: Path, seed: str) -> bytes:
    """Return what `summarizer verify` prints for the claims about a document."""
    with source.with_suffix(".jsonl").open("rb") as claims:
        return subprocess.run(
            [sys.executable, "-m", "summarizer", "verify", "--source", str(source)],
            stdin=claims,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_another_order_of_sets_changes_no_byte(source):
    """Verdicts, reasons and spans, for every labelled claim."""
    first = verified(source, "0")
    assert first.count(b"\n") == len(source.with_suffix(".jsonl").read_text().splitlines())
    assert first == verified(source, "1")
