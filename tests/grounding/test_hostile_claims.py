"""Claims written to be taken for true, or for false, by somebody who had read the code."""

import json
from pathlib import Path

import pytest
from claiming import verdict

CLAIMS = [
    json.loads(line)
    for line in Path(__file__).with_name("hostile_claims.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(
    "case", CLAIMS, ids=[f"{n} {case['about']}" for n, case in enumerate(CLAIMS)]
)
def test_nobody_is_fooled(case):
    """Each was decided by reading its text alone, before the check was asked."""
    assert verdict(case["text"], case["kind"], case["claim"], case["type"]) == case["expected"]
