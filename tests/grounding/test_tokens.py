"""Tokens: what typography hides, and what it must not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.grounding.tokens import tokenize
from summarizer.readers.numerals import NumberStyle

ENGLISH = NumberStyle()
GERMAN = NumberStyle(",")
FRENCH = NumberStyle(",", spaced=True)


def texts(text, style=ENGLISH):
    """Return the tokens of a text, as they are compared."""
    return [token.text for token in tokenize(text, style)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Placebo-Controlled", "placebo controlled"),
        ("“nonsegmental”", "nonsegmental"),
        ("zolva\u00adlitinib", "zolvalitinib"),
        ("zolva\u00ad\nlitinib", "zolvalitinib"),
        ("zero\u200bwidth", "zerowidth"),
        ("\ufb01rst e\u0301tude", "first \u00e9tude"),
        ("Zolvaderm®", "zolvaderm"),
        ("Ostlewyn’s licence", "ostlewyn licence"),
        ("didn’t", "didn't"),
        ("U.S. and U.K.", "us and uk"),
        ("R&D", "R & D"),
        ("Johnson & Johnson", "johnson and johnson"),
        ("26 million[1] patients", "26 million patients"),
        ("efficacy[3] [4], therefore[38,39]", "efficacy, therefore"),
        ("Adjusted net income(1) was", "adjusted net income was"),
        ("patients¹ in", "patients in"),
        ("1,200 patients", "1200 patients"),
        ("1\u202f200 patients", "1200 patients"),
        ("US$15 million", "$15 million"),
        ("p <= 0.05", "p≤0.05"),
        ("300mg", "300 mg"),
        (".05", "0.05"),
        ("１２％", "12%"),
    ],
)
def test_typography_makes_no_difference(text, plain):
    """Two ways to print the same give the same tokens."""
    assert texts(text) == texts(plain)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("−7 to 69", "7 to 69"),
        ("HK$5", "$5"),
        ("<0.001", "0.001"),
        ("3.5", "35"),
        ("1st", "1"),
        ("10⁻³", "10³"),
        ("95% CI [12, 45]", "95% CI [13, 45]"),
        ("5%", "5"),
        ("JAK1", "JAK2"),
        ("phase 2/3", "phase 2 3"),
    ],
)
def test_what_changes_a_meaning_changes_the_tokens(text, other):
    """A sign, a unit and a decimal mark are no typography."""
    assert texts(text) != texts(other)


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("1.234,5", GERMAN, ["1234.5"]),
        ("41,5", GERMAN, ["41.5"]),
        ("1.234", GERMAN, ["1234"]),
        ("1.234", NumberStyle(), ["1.234"]),
        ("1.234,5", NumberStyle(), ["1234.5"]),
        ("1 234,5", FRENCH, ["1234.5"]),
        ("1 234", NumberStyle(), ["1", "234"]),
    ],
)
def test_numbers_follow_the_style_of_the_document(text, style, expected):
    """The same marks group thousands in one language and decimals in another."""
    assert texts(text, style) == expected


def test_chinese_is_read_character_by_character():
    """Words have no spaces between them; Latin names and numbers stay whole."""
    assert texts("共20家CMS中心") == ["共", "20", "家", "cms", "中", "心"]


@settings(deadline=None)
@given(st.text())
def test_tokens_are_slices_in_order(text):
    """Tokens do not overlap, and the gaps are the raw text between them."""
    behind = 0
    for token in tokenize(text):
        assert text[behind : token.start] == token.gap
        assert token.start < token.end <= len(text)
        assert token.text
        behind = token.end


@settings(deadline=None)
@given(st.text(alphabet="aA1 ,.-[]()'’\u00ad\xa0％²№é\u0301中"))
def test_the_same_text_has_the_same_tokens_in_capitals(text):
    """Case is typography."""
    assert texts(text) == texts(text.swapcase())
