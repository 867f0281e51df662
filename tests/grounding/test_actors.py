"""Who did it: what a document says of one, a statement may not say of another."""

import pytest
from releases import source

from summarizer.grounding import check_statement

RELEASE = """Ostrid Bio Reports Third-Quarter 2026 Results

OSLO, November 5, 2026 – Ostrid Bio plc (“Ostrid” or the “Company”) reported its third quarter.

Ostrid acquired Tallow Labs on August 3. Tallow contributed revenue of $18 million. Ilse Marn
joined as Chief Operating Officer on October 1, succeeding Bjarne Holt, who will stay as an adviser.

Sales of Corvix (delamor) were $742 million; sales of Senlar (pitrovane) fell to $311 million.
Ostrid may end the agreement; Varn Pharma may not end it before 2029. The board re-appointed
Dora Quist as
a director; the term of Parth Velling has ended. ORX-7 could become the first tablet of its kind.
"""


@pytest.mark.parametrize(
    "statement",
    [
        "Ilse Marn joined as Chief Operating Officer on October 1.",
        "Bjarne Holt will stay as an adviser.",
        "Tallow contributed revenue of $18 million.",
        "Sales of Corvix (delamor) were $742 million.",
        "The board re-appointed Dora Quist as a director.",
        "ORX-7 could become the first tablet of its kind.",
        "Ilse Marn joined as COO, succeeding Bjarne Holt, who will stay as an adviser.",
    ],
)
def test_what_is_said_of_somebody_is_supported(statement):
    """By name, and in the words of the text."""
    finding = check_statement(source(RELEASE), statement)
    assert finding.supported, finding.reason


@pytest.mark.parametrize(
    "statement",
    [
        "Bjarne Holt joined as Chief Operating Officer on October 1, succeeding Ilse Marn.",
        "Ilse Marn joined on October 1 and will stay as an adviser.",
        "The Company contributed revenue of $18 million.",
        "Sales of Corvix (pitrovane) were $742 million.",
        "Varn Pharma may end the agreement.",
        "Parth Velling was re-appointed as a director.",
        "Dora Velling was re-appointed as a director.",
        "ORX-7 is the first tablet of its kind.",
        "Tallow Labs acquired Ostrid on August 3.",
    ],
)
def test_what_is_said_of_another_is_refused(statement):
    """By order, by a relative clause, by brackets, by the subject of a clause, by half a name."""
    assert not check_statement(source(RELEASE), statement).supported


ORDERS = """The court set damages at $41.7 million, less than a third of the $130 million sought.

Hospitals should stop using the vials at once; wholesalers should return stock by April 30, 2027.

Particles were found in one vial of lot 26H041. The largest measured 0.3 mm over ﬁve years.
"""


@pytest.mark.parametrize(
    ("statement", "supported"),
    [
        ("Wholesalers should return stock by April 30, 2027.", True),
        ("Hospitals should return stock by April 30, 2027.", False),
        ("The court set damages at $41.7 million.", True),
        ("The court set damages at $130 million.", False),
        ("Particles were found in one vial of lot 26H041.", True),
        ("Particles were found in one vial of lot 26H042.", False),
        ("The largest measured 0.3 mm over five years.", True),
        ("The largest measured 0.3 mm over nine years.", False),
    ],
)
def test_each_has_its_own(statement, supported):
    """What another should do, a figure compared with, another lot: none is this one's."""
    assert check_statement(source(ORDERS), statement).supported == supported
