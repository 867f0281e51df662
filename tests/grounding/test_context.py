"""What a sentence leaves to the one before it, to its heading, or to the dateline."""

import pytest
from releases import source

from summarizer.grounding import check_statement

RELEASE = """Ambrel Reports Second Quarter 2026

OSLO, July 21, 2026 – Ambrel Bio ASA (Oslo: AMBR) today reported its second quarter of 2026.

Second-quarter 2026 results

Net loss was $41.2 million. Marchban Labs separately reported a net loss of $12.9 million.

The board sanctioned a plant at Bergstad. Work will begin in May 2027. Its capacity is 40 tonnes.
"""


@pytest.mark.parametrize(
    "statement",
    [
        "Net loss was $41.2 million in the second quarter of 2026.",
        "Work on the plant at Bergstad will begin in May 2027.",
    ],
)
def test_the_period_and_the_subject_may_stand_before(statement):
    """In the heading above, or in the sentence before."""
    finding = check_statement(source(RELEASE), statement)
    assert finding.supported, finding.reason
    assert len(finding.evidence) == 2


def test_a_passage_that_may_not_count_is_no_context():
    """Neither one that speaks to software, nor any beside the only sentence that is allowed."""
    text = source(RELEASE)
    only = [each for each in text.document.sentences if each.text.startswith("Work")]
    statement = "Work on the plant at Bergstad will begin in May 2027."
    assert not check_statement(text, statement, within=only).supported


@pytest.mark.parametrize(
    "statement",
    [
        "Ambrel had a net loss of $12.9 million in the second quarter of 2026.",
        "Work on the plant at Bergstad began in May 2027.",
        "Net loss was $41.2 million in the third quarter of 2026.",
    ],
)
def test_another_company_certainty_or_period_may_not(statement):
    """A sentence that names somebody else is about that one."""
    assert not check_statement(source(RELEASE), statement).supported


def test_no_name_is_taken_for_the_one_that_stands_there():
    """Behind the same small word a sentence names its own."""
    text = source(
        "Tessa Bio keeps its rights in Sweden.\n\n"
        "It grants all others. Tessa keeps all rights elsewhere, including the United States."
    )
    statement = "Tessa keeps all rights elsewhere, including Sweden."
    assert not check_statement(text, statement).supported
