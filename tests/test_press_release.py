"""The choices of the press release: which sentences have the words for them."""

from typing import get_args

import pytest

from summarizer import Document
from summarizer.grounding import Source, judge
from summarizer.schemas.choices import Category, RegulatoryState


@pytest.mark.parametrize(
    ("sentence", "status", "supported"),
    [
        ("Health Canada issued a Notice of Compliance for Zelmorib.", "approved", True),
        ("The FDA approved Zelmorib.", "approved", True),
        (
            "At quarter-end, $135 million remained of the $350 million authorization.",
            "approved",
            False,
        ),
        ("The board authorized a repurchase of shares.", "approved", False),
        ("Zelmorib is allowed under compassionate use.", "special_access", True),
    ],
)
def test_only_a_regulator_approves(sentence, status, supported):
    """A board that authorizes money approves no product."""
    source = Source(Document.from_text(sentence))
    cues = get_args(RegulatoryState)[1]
    assert judge(source, status, source.document.sentences[0], cues).supported is supported


@pytest.mark.parametrize(
    ("sentence", "category", "supported"),
    [
        ("Cash was $89.3 million.", "finance", True),
        ("Cash was $89.3 million.", "result", False),
        ("Zelmorib is not approved in any country.", "regulatory", True),
        ("The trial may start in May.", "trial", True),
        ("The company moves to Leeds.", "event", True),
        ("The company moves to Leeds.", "people", False),
    ],
)
def test_a_category_has_a_word_in_its_sentence(sentence, category, supported):
    """Denied or open, it is about that; an event may be anything."""
    source = Source(Document.from_text(sentence))
    cues = get_args(Category)[1]
    assert judge(source, category, source.document.sentences[0], cues).supported is supported
