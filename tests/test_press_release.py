"""The choices of the press release: which sentences have the words for them."""

from typing import get_args

import pytest
from pydantic import ValidationError

from summarizer import Document
from summarizer.grounding import Source, judge
from summarizer.schemas.choices import Category, FigureKind, RegulatoryState
from summarizer.schemas.press_release import Deal
from summarizer.schemas.trial import Endpoint, EndpointOutcome, Trial


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
        (EndpointOutcome, "The primary endpoint was met.", "met", True),
        (EndpointOutcome, "It did not meet its primary endpoint.", "met", False),
        (EndpointOutcome, "It did not meet its primary endpoint.", "not_met", True),
        (EndpointOutcome, "Remission was 31.7% and 11.4% (p<0.001).", "met", False),
        (EndpointOutcome, "Das Ziel wurde nicht erreicht.", "not_met", True),
        (FigureKind, "Acme expects revenue of $4.1 billion.", "actual", False),
        (FigureKind, "Acme expects revenue of $4.1 billion.", "guidance", True),
        (FigureKind, "Revenue was $4.1 billion.", "actual", True),
        (FigureKind, "Gross proceeds are expected to be $120 million.", "raised", True),
    ],
)
def test_a_choice_has_a_word_in_its_sentence(choices, sentence, choice, supported):
    """Only a regulator approves; what is denied or open is still about that; an event is free."""
    source = Source(Document.from_text(sentence))
    cues = get_args(choices)[1]
    assert judge(source, choice, source.document.sentences[0], cues).supported is supported


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("stair climb improved by 6.1 steps", "stair climb"),
        ("the walk test, 14.2 metres against 5.7", "the walk test"),
        ("overall survival", "overall survival"),
        ("sUA below 6 mg/dL, month 6", "sUA below 6 mg/dL, month 6"),
    ],
)
def test_an_endpoint_is_named_without_its_result(said, kept):
    """What was measured, not how it came out."""
    assert Endpoint(endpoint=said, kind="primary", outcome="not_stated").endpoint == kept


@pytest.mark.parametrize("said", ["serious adverse events", "Deaths", "injection-site reactions"])
def test_what_is_seen_of_safety_is_no_endpoint(said):
    """It has a list of its own."""
    with pytest.raises(ValidationError, match="not an endpoint"):
        Endpoint(endpoint=said, kind="primary", outcome="met")


def test_what_says_nothing_is_no_endpoint_and_no_deal():
    """A name without rank, outcome or result; a subject without a receiver or a price."""
    with pytest.raises(ValidationError, match="neither rank nor result"):
        Endpoint(endpoint="syringe pumps", kind="other", outcome="not_stated")
    with pytest.raises(ValidationError, match="who receives it"):
        Deal(subject="a licence", giver="Acme")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("SKJERGARD (NCT09903356)", "NCT09903356"),
        ("EudraCT 2021-001234-56", "2021-001234-56"),
        ("jRCT2099250317", "jRCT2099250317"),
        ("ChiCTR2400081234", "ChiCTR2400081234"),
    ],
)
def test_a_registry_number_is_taken_out_of_its_wording(said, kept):
    """Whatever register it is of."""
    assert Trial(identifier=said).identifier == kept


@pytest.mark.parametrize("said", ["GRAYWETHER", "FYN-220", "510(k) clearance"])
def test_the_name_of_a_trial_is_no_registry_number(said):
    """Nor that of a drug, nor what else has a few digits."""
    with pytest.raises(ValidationError, match="no registry number"):
        Trial(identifier=said)


def test_nobody_takes_part_in_a_trial_but_people():
    """Those who treat them do not."""
    assert Trial(population="adults with gout").population
    with pytest.raises(ValidationError, match="take part"):
        Trial(population="dermatologists")


def test_how_many_countries_is_no_country():
    """The names are asked for."""
    with pytest.raises(ValidationError, match="names no country"):
        Trial(countries=["19 countries"])


def test_an_investigator_is_a_name_without_its_offices():
    """What follows the name says who it is."""
    assert Trial(investigator="Ada Byron, M.D., of Leeds").investigator == "Ada Byron"
    with pytest.raises(ValidationError, match="full name"):
        Trial(investigator="登録を完了しました。" * 10)
