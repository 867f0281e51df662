"""What a document says in passing: figures of an earlier period, items of lists."""

import pytest
from releases import source

from summarizer.grounding import check_statement

RELEASE = """Marn Bio Reports Third-Quarter 2026 Results

Revenue rose 14.2% to $46.4 million (Q3 2025: $40.6 million). Net sales of Orvex were $37 million,
compared with $31.8 million a year earlier. Marn expects sales of $150 million, raised from $140
million.

Marn may receive

  – up to $48 million in development milestones, and
  – tiered royalties from 8% to 14% of net sales.
"""


@pytest.mark.parametrize(
    "statement",
    [
        "Revenue was $40.6 million in Q3 2025.",
        "Net sales of Orvex were $31.8 million in the third quarter of 2025.",
        "Marn may receive up to $48 million in development milestones.",
        "Marn may receive tiered royalties from 8% to 14% of net sales.",
    ],
)
def test_it_is_said_in_full(statement):
    """With its own period, or behind what introduces the list."""
    finding = check_statement(source(RELEASE), statement)
    assert finding.supported, finding.reason


@pytest.mark.parametrize(
    "statement",
    [
        "Revenue was $40.6 million.",
        "Revenue was $40.6 million in Q3 2026.",
        "Revenue was $46.4 million in Q3 2025.",
        "Revenue rose to $40.6 million in Q3 2025.",
        "Net sales of Orvex were $31.8 million.",
        "Marn expects sales of $140 million.",
        "Marn received $48 million in development milestones.",
    ],
)
def test_an_earlier_figure_is_no_current_one(statement):
    """Nor does a list lose what its introduction leaves open."""
    assert not check_statement(source(RELEASE), statement).supported
