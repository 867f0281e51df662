"""Choices: tied to a sentence, unless it lacks the words for them or says the opposite."""

from enum import StrEnum

import pytest
from releases import quotes, source

from summarizer.grounding import Verdict, judge
from summarizer.types import Cues

CUES = Cues(
    approved=r"approv|zugelassen but not compassionate",
    not_approved=r"!approv|zugelassen",
    planned=r"?plan|will",
    true="open",
)


class Status(StrEnum):
    """What a regulator decided."""

    APPROVED = "approved"


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("The cream is approved in Europe.", "approved"),
        ("The cream is approved in Europe.", Status.APPROVED),
        ("The cream is not approved in Europe.", "not_approved"),
        ("In der Schweiz ist die Creme nicht zugelassen.", "not_approved"),
        ("The cream is not sold, and approved in Europe.", "approved"),
        ("The study will enrol 40 patients.", "planned"),
        ("The label is open.", True),
        ("Nothing is said.", False),
        ("Nothing is said.", "another choice"),
    ],
)
def test_a_choice_is_judged_on_its_sentence(text, choice):
    """The evidence is the whole sentence, and says that it is a judgement."""
    document = source(text)
    finding = judge(document, choice, document.document.sentences[0], CUES)
    assert finding.verdict is Verdict.JUDGED
    assert quotes(finding) == [text]
    assert finding.evidence[0].verdict is Verdict.JUDGED


@pytest.mark.parametrize(
    ("text", "choice", "reason"),
    [
        ("The cream is sold in Europe.", "approved", "no words for “approved”"),
        ("The cream is not approved in Europe.", "approved", "the sentence denies it"),
        ("The cream is approved in Europe.", "not_approved", "the sentence does not deny it"),
        ("Acme plans to ask for approval.", "approved", "the sentence leaves it open"),
        ("It is approved for compassionate use.", "approved", "says “compassionate”"),
        ("Nothing is said.", True, "no words for “true”"),
    ],
)
def test_a_choice_that_its_sentence_contradicts_is_refused(text, choice, reason):
    """The words must be there, and denied only where the choice says so."""
    document = source(text)
    finding = judge(document, choice, document.document.sentences[0], CUES)
    assert finding.verdict is Verdict.UNSUPPORTED
    assert reason in finding.reason


@pytest.mark.parametrize("text", ["It may be approved.", "It is not approved.", "It is approved."])
def test_of_some_choices_the_words_are_enough(text):
    """What a sentence is about it is about, denied or open."""
    document = source(text)
    about = Cues(regulatory=r"~approv")
    assert judge(document, "regulatory", document.document.sentences[0], about).supported
    other = source("Sales rose.")
    assert not judge(other, "regulatory", other.document.sentences[0], about).supported


def test_without_cues_any_sentence_will_do():
    """Nothing is asked of it."""
    text = source("Nothing is said.")
    assert judge(text, "approved", text.document.sentences[0], None).supported
