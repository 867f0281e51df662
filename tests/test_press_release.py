"""The choices of the press release: which sentences have the words for them."""

from typing import get_args

import pytest

from summarizer import Document
from summarizer.grounding import Source, judge
from summarizer.schemas.choices import Category, RegulatoryState


@pytest.mark.parametrize(
    ("choices", "sentence", "choice", "supported"),
    [
        (RegulatoryState, "Health Canada issued a Notice of Compliance.", "approved", True),
        (RegulatoryState, "The FDA approved Zelmorib.", "approved", True),
        (
            RegulatoryState,
            "$135 million remained of the $350 million authorization.",
            "approved",
            False,
        ),
        (RegulatoryState, "The board authorized a repurchase of shares.", "approved", False),
        (RegulatoryState, "It is allowed under compassionate use.", "special_access", True),
        (Category, "Cash was $89.3 million.", "finance", True),
        (Category, "Cash was $89.3 million.", "result", False),
        (Category, "Zelmorib is not approved in any country.", "regulatory", True),
        (Category, "The trial may start in May.", "trial", True),
        (Category, "The company moves to Leeds.", "event", True),
        (Category, "The company moves to Leeds.", "people", False),
    ],
)
def test_a_choice_has_a_word_in_its_sentence(choices, sentence, choice, supported):
    """Only a regulator approves; what is denied or open is still about that; an event is free."""
    source = Source(Document.from_text(sentence))
    cues = get_args(choices)[1]
    assert judge(source, choice, source.document.sentences[0], cues).supported is supported
