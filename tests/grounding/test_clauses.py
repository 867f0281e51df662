"""The clauses of a statement, each checked by itself."""

import pytest
from releases import quotes, source

from summarizer.grounding import check_statement
from summarizer.grounding.clauses import clauses_of
from summarizer.grounding.reading import Reading

RELEASE = """Marn Bio reports on two trials

The partnership with Holt Labs ended on June 30, 2026. Holt Labs will pay Marn a fee of $6 million.

The FDA approved the 40 mg tablet. It did not approve the 80 mg tablet.
"""


@pytest.mark.parametrize(
    ("statement", "clauses"),
    [
        (
            "Varn ended on June 30, and Holt will pay a fee.",
            ["Varn ended on June 30.", "Holt will pay a fee."],
        ),
        (
            "The FDA approved A but did not approve B.",
            ["The FDA approved A.", "The FDA did not approve B."],
        ),
        (
            "Ilse Marn joined, succeeding Bo Holt, who retired.",
            ["Ilse Marn joined.", "Ilse Marn succeeding Bo Holt.", "Bo Holt retired."],
        ),
        (
            "The score fell by 4.6 points with A and by 1.9 points with B.",
            ["The score fell by 4.6 points with A.", "The score fell by 1.9 points with B."],
        ),
        (
            "On 3 March 2026 the jury held it valid and set damages.",
            ["On 3 March 2026 the jury held it valid.", "On 3 March 2026, the jury set damages."],
        ),
        ("Revenue and costs rose.", []),
        ("No patient died and stopped treatment.", []),
    ],
)
def test_a_clause_takes_the_subject_that_it_lacks(statement, clauses):
    """Nothing is split where a negation may hold for both halves."""
    assert list(clauses_of(Reading.of(statement))) == clauses


@pytest.mark.parametrize(
    "statement",
    [
        "The partnership ended on June 30, 2026, and Holt Labs will pay Marn a fee of $6 million.",
        "The FDA approved the 40 mg tablet but did not approve the 80 mg tablet.",
    ],
)
def test_each_clause_may_stand_in_a_sentence_of_its_own(statement):
    """All of those sentences are the evidence."""
    finding = check_statement(source(RELEASE), statement)
    assert finding.supported, finding.reason
    assert len(quotes(finding)) == 2


def test_every_clause_must_be_shown():
    """One that is not makes the statement unsupported."""
    statement = "The FDA approved the 40 mg tablet and will approve the 80 mg tablet."
    assert not check_statement(source(RELEASE), statement).supported


def test_no_clause_is_left_out():
    """Where one of them lacks a subject that nothing gives it, none is checked by itself."""
    statement = (
        "The court found claims 1 and 7 infringed but claim 12 invalid, and set damages at $130."
    )
    assert clauses_of(Reading.of(statement)) == ()
