"""Claims that differ from the text by one mark, one bracket or one word, and say the opposite."""

import pytest
from claiming import verdict


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Patients with HER2− disease were treated.", "HER2+ disease", "unsupported"),
        ("Patients with HER2− disease were treated.", "HER2- disease", "supported"),
        ("It was positive in ER+ tumours.", "positive in ER- tumours", "unsupported"),
        ("Patients with CD19⁺ cells were treated.", "CD19⁻ cells", "unsupported"),
        ("Patients with CD19⁺ cells were treated.", "CD19+ cells", "supported"),
        ("As published[38–39], it was safe.", "published[38-39], it was safe", "supported"),
        ("It was positive in ER+ tumours.", "positive in ER+ tumours", "supported"),
        ("LDL cholesterol ↓ 38% at week 12.", "LDL cholesterol ↑ 38% at week 12", "unsupported"),
        ("Endpoint A: ✓; endpoint B: ✗.", "Endpoint A: ✗; endpoint B: ✓", "unsupported"),
        ("Enrolled: 300+ patients.", "300 patients", "unsupported"),
        ("They had nausea(12), rash(3).", "nausea(98), rash(7)", "unsupported"),
        ("They had nausea(12), rash(3).", "nausea(12), rash(3)", "supported"),
        ("It lowered eGFR.(3) It was safe.", "It lowered eGFR.", "supported"),
        ("Time was 45[12-67] days.", "Time was 45[13-99] days", "unsupported"),
        ("Hardly any patient relapsed.", "any patient relapsed", "unsupported"),
        ("公司拒绝出售该工厂。", "出售该工厂", "unsupported"),
        ("公司力争2026年获得批准。", "2026年获得批准", "unsupported"),
        ("It is for MEDIUM- OR HIGH-DOSE use.", "medium- or high-dose use", "supported"),
    ],
)
def test_a_quote_with_the_opposite_mark_is_refused(text, quote, expected):
    """Its own mark is found, whatever dash it is printed with."""
    assert verdict(text, "quote", quote) == expected


INTERVAL = "HR 0.62 (95% CI 0.45-0.80); 12 months were added."


@pytest.mark.parametrize(
    ("text", "of", "value", "expected"),
    [
        ("Zorander received CAD$5 million.", "money", "US$5 million", "unsupported"),
        ("Zorander received CAD$5 million.", "money", "C$5 million", "supported"),
        ("Zorander received Cdn$5 million.", "money", "$5 million", "unsupported"),
        ("Zorander received AUD$5 million.", "money", "$5 million", "unsupported"),
        ("Zorander received USD$5 million.", "money", "$5 million", "supported"),
        ("It was p=0.04 for 0.5 mg.", "p_value", "p=0.5", "unsupported"),
        ("It rose (p=0.03), 0.5 versus 0.3 points.", "p_value", "p=0.5", "unsupported"),
        ("It rose (p=0.03; 0.62 hazard ratio).", "p_value", "p=0.62", "unsupported"),
        ("It rose (p=0.03; 0.62 hazard ratio).", "p_value", "p=0.03", "supported"),
        (INTERVAL, "interval", "0.80 to 12", "unsupported"),
        (INTERVAL, "interval", "0.62 to 95", "unsupported"),
        (INTERVAL, "interval", "95% CI 0.45 to 0.80", "supported"),
        ("HR 0.62 (95 % CI [0.45; 0.80]).", "interval", "0.45 to 0.80", "supported"),
        ("Seen in 5 of 20 patients.", "interval", "5 to 20", "unsupported"),
        ("用于III期不可切除的局部晚期非小细胞肺癌的治疗。", "phase", "phase 3", "unsupported"),
        ("公司开展III期临床试验，纳入肺癌患者。", "phase", "phase 3", "supported"),
        ("Nothing of that size.", "integer", "5 × 10^30", "unsupported"),
    ],
)
def test_a_value_is_not_borrowed_from_its_neighbours(text, of, value, expected):
    """Not a dollar of another country, a number behind the bracket, or a tumour's stage."""
    assert verdict(text, "value", value, of) == expected


def test_a_refusal_is_no_approval():
    """But a refuse-to-file letter is a letter."""
    text = "The EMA refused to approve Nefrin for adults in Spain."
    assert (
        verdict(text, "statement", "The EMA approved Nefrin for adults in Spain.") == "unsupported"
    )
    text = "The FDA sent a refuse to file letter for Nefrin on 3 May 2025."
    claim = "The FDA sent a letter for Nefrin on 3 May 2025."
    assert verdict(text, "statement", claim) == "supported"
