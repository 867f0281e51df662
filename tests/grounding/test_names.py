"""Names: found under every form that the document, or everybody, uses for them."""

import pytest
from releases import source

from summarizer.grounding import find_name

TEXT = (
    "Corvane Medical System Holdings Limited (the “Company”, together with its subsidiaries, the "
    "“Group” or “CMS”) develops rolvatinib cream (the “Product”) for atopic dermatitis (“AD”). "
    "Nefrindal® (merzacopan) was approved by the U.S. Food and Drug Administration (FDA). "
    "The Company sells it in Mainland of China and eleven countries (the “Territory”). "
    "Aldersyke Imaging, Inc. of Ohio (Nasdaq: ALDY) named Marisol Quenby-Tran. Aldersyke paid her. "
    "Dr. Yusuf Hallander thanked Ms. Quenby-Tran for her ad. Merck KGaA told us and the CHMP."
)


def found(name, **options):
    """Return where a name stands, as it is printed, best first."""
    text = source(TEXT)
    return [text.reading.raw(*run) for run in find_name(text, name, **options)]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Corvane Medical System Holdings Ltd.", "Corvane Medical System"),
        ("Corvane Medical System", "Corvane Medical System"),
        ("CMS", "CMS"),
        ("the Company", "the “Company"),
        ("rolvatinib cream", "rolvatinib cream"),
        ("Rolvatinib Cream (the Product)", "rolvatinib cream (the “Product"),
        ("atopic dermatitis (AD)", "atopic dermatitis (“AD"),
        ("Nefrindal", "Nefrindal"),
        ("merzacopan", "merzacopan"),
        ("FDA", "FDA"),
        ("US FDA", "U.S. Food and Drug Administration"),
        ("Food & Drug Administration", "Food and Drug Administration"),
        ("United States", "U.S."),
        ("Mainland China", "Mainland of China"),
        ("Aldersyke Imaging", "Aldersyke Imaging"),
        ("Prof. Yusuf Hallander, M.D.", "Yusuf Hallander"),
        ("Marisol Quenby Tran", "Marisol Quenby-Tran"),
        ("Committee for Medicinal Products for Human Use", "CHMP"),
    ],
)
def test_a_name_is_found_in_any_of_its_forms(name, printed):
    """Typography, titles, legal forms and defined short forms do not matter."""
    assert found(name)[0] == printed


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Corvane Medical System Holdings Limited", "CMS"),
        ("Corvane Medical System Holdings Limited", "Company"),
        ("CMS", "Group"),
        ("CMS", "Corvane Medical System Holdings Limited"),
        ("rolvatinib cream", "Product"),
        ("AD", "atopic dermatitis"),
        ("Aldersyke Imaging, Inc.", "Aldersyke"),
        ("Marisol Quenby-Tran", "Quenby-Tran"),
    ],
)
def test_short_forms_count_in_both_directions(name, short):
    """What the text defines as the same is the same."""
    assert short in found(name)


@pytest.mark.parametrize(
    "name",
    [
        "Hong Kong",
        "Japan",
        "Merck Inc.",
        "Yusuf Hallander-Smith",
        "rolvatinib gel",
        "EMA",
        "",
    ],
)
def test_another_name_is_not_found(name):
    """Mainland China is not Hong Kong, and Merck KGaA is not Merck Inc."""
    assert found(name) == []


def test_capitals_tell_an_acronym_from_a_word():
    """The US is not "us", nor is AD an ad."""
    assert found("US") == ["U.S."]
    assert "ad" not in found("AD")


def test_many_things_named_together_have_no_other_name():
    """The Territory is not a synonym of the last country in its list."""
    assert "Territory" not in found("countries")


def test_the_best_run_is_the_one_in_the_preferred_sentence():
    """Among equal forms, the closest to the sentence that was named comes first."""
    text = source("CMS grew. Nobody knows why. CMS was pleased. It ended.")
    sentences = text.document.sentences
    best = [find_name(text, "CMS", prefer=sentences[n])[0] for n in (0, 3)]
    assert [text.sentence_of(run).number for run in best] == [1, 3]
    assert len(find_name(text, "CMS", within=[sentences[2]])) == 1
    assert find_name(text, "CMS", within=[sentences[1]]) == []


def test_the_speaker_is_who_is_called_the_company():
    """Else it is the first company that is named in full."""
    for text in (TEXT, "Today Aldersyke Imaging, Inc. of Ohio said: “We grew.”"):
        assert source(text).names.speaker is not None
    assert source("Nobody speaks here.").names.speaker is None
