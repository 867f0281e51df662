"""A small fixture on disk, whole and sound, for tests to break."""

from copy import deepcopy
from pathlib import Path

import yaml

SOURCE = """Marwick Labs Reports Third-Quarter Results

LEEDS, 4 November 2026 – Marwick Labs plc (LSE: MWKL) said that revenue rose 12% to £41.2 million
in the third quarter, from £36.8 million. Operating profit was £6.3 million, and 310 people work
for the company. Revenue of £170 million is expected for 2026.
"""


def _quote(text):
    return [{"quote": text, "nth": 1}]


def _fact(number, text, evidence, **must):
    return {
        "id": f"f{number}",
        "importance": "vital",
        "kind": "metric",
        "text": text,
        "must": must,
        "may": {},
        "must_not": [],
        "accept": [],
        "evidence": _quote(evidence),
    }


_NULL = {"value": None, "why": "the release is not about a trial"}
_GOLD = {
    "id": "marwick-q3",
    "gold_version": "1.0.0",
    "split": "test",
    "golden": False,
    "cluster": "marwick",
    "provenance": {"publisher": "written for this test", "language": "en", "kind": "earnings"},
    "fields": {
        "issuer": {"value": "Marwick Labs plc", "evidence": _quote("Marwick Labs plc")},
        "place": {"value": "Leeds", "evidence": _quote("LEEDS")},
        "released": {
            "value": "2026-11-04",
            "granularity": "day",
            "evidence": _quote("4 November 2026"),
        },
        "event": {"value": "earnings", "evidence": _quote("Reports Third-Quarter Results")},
        **dict.fromkeys(
            (
                "trial_identifier",
                "trial_name",
                "phase",
                "drug",
                "brand",
                "mechanism",
                "indication",
                "enrollment",
                "enrollment_kind",
                "sites",
                "investigator",
            ),
            _NULL,
        ),
    },
    "lists": {
        "regulatory": [],
        "deals": [],
        "figures": [
            {
                "measure": "revenue",
                "amount": {"n": "41.2", "scale": "1e6", "unit": "GBP"},
                "kind": "actual",
                "period": "2026-Q3",
                "evidence": _quote("revenue rose 12% to £41.2 million"),
            }
        ],
        "endpoints": [],
        "people": [],
        "dates_ahead": [],
    },
    "facts": [
        _fact(
            1,
            "Revenue rose 12% to £41.2 million in the third quarter of 2026.",
            "revenue rose 12% to £41.2 million",
            subject=["revenues?", "sales"],
            value={"n": "41.2", "scale": "1e6", "unit": "GBP"},
        ),
        _fact(
            2,
            "Operating profit was £6.3 million.",
            "Operating profit was £6.3 million",
            subject=["operating profit"],
            value={"n": "6.3", "scale": "1e6", "unit": "GBP"},
        ),
        _fact(
            3,
            "Marwick employs 310 people.",
            "310 people work",
            value={"n": "310", "scale": 1, "unit": "people"},
        ),
    ],
    "derivations": [
        {"n": "4.4", "scale": "1e6", "unit": "GBP", "from": "41.2 and 36.8", "op": "difference"}
    ],
    "traps": [
        {
            "id": "t1",
            "category": "prior_year_value",
            "severity": "critical",
            "detect": {"near": ["revenues? was"], "n": "36.8", "scale": "1e6", "unit": "GBP"},
            "example_bad": "Revenue was £36.8 million in the third quarter.",
        },
        {
            "id": "t2",
            "category": "guidance_as_fact",
            "severity": "major",
            "detect": {"pattern": "revenue was £170"},
            "example_bad": "Revenue was £170 million in 2026.",
        },
    ],
    "reference_summary": "Revenue rose 12% to £41.2 million. Operating profit was £6.3 m.",
    "labels": {"annotators": ["A"], "method": "by reading", "blind_second_pass": False},
    "changes": [],
}


def labels():
    """The labels of the fixture, a tree of one's own to change."""
    return deepcopy(_GOLD)


def write(folder: Path, tree=None, name=None) -> Path:
    """Write the fixture, with other labels if given, into a folder of its id; return the set's."""
    place = folder / (name or (tree or _GOLD)["id"])
    place.mkdir(parents=True, exist_ok=True)
    (place / "source.txt").write_text(SOURCE, encoding="utf-8")
    text = yaml.safe_dump(tree or labels(), allow_unicode=True, sort_keys=False)
    (place / "gold.yaml").write_text(text, encoding="utf-8")
    return folder
