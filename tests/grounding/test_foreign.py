"""Statements in one language about a text in another."""

import pytest
from releases import source

from summarizer.grounding import check_statement
from summarizer.grounding.language import language_of
from summarizer.grounding.tokens import tokenize

GERMAN = (
    "Die Quellmark AG (Köln) hat am 3. März 2026 von der FDA die Zulassung für Nordelib erhalten. "
    "Der Umsatz stieg um 12,4 % auf 87,5 Mio. Euro. In Asien sank der Umsatz um 2,1 %. "
    "Für 2027 erwartet der Vorstand einen Umsatz von 95 Mio. Euro. "
    "Eine Dividende wird für 2026 nicht gezahlt."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The trial met its primary endpoint.", "English"),
        ("Der Umsatz stieg auf 87,5 Mio. Euro.", "German"),
        ("Le chiffre d'affaires est en hausse.", "French"),
        ("El ensayo se ha completado con los pacientes.", "Spanish"),
        ("公司预计营业收入增长。", "Chinese"),
        ("売上収益は増加しました。", "Japanese"),
        ("Nordelib 2026", None),
    ],
)
def test_the_commonest_words_tell_the_language(text, language):
    """Or the script; a name and a year tell nothing."""
    assert language_of(tokenize(text)) == language


@pytest.mark.parametrize(
    "statement",
    [
        "The FDA approved Nordelib on March 3, 2026.",
        "Revenue rose by 12.4% to 87.5 million euros.",
        "In Asia, revenue fell by 2.1%.",
        "Revenue of 95 million euros is expected for 2027.",
        "No dividend will be paid for 2026.",
    ],
)
def test_what_can_be_compared_is_enough(statement):
    """The finding says that the other words were not compared."""
    finding = check_statement(source(GERMAN), statement)
    assert finding.supported, finding.reason
    assert "the text is German" in finding.reason


@pytest.mark.parametrize(
    "statement",
    [
        "The FDA approved Nordelib on March 4, 2026.",
        "The EMA approved Nordelib on March 3, 2026.",
        "Revenue fell by 12.4% to 87.5 million euros.",
        "Revenue rose to 87.5 billion euros.",
        "Net loss was 87.5 million euros.",
        "In Africa, revenue fell by 2.1%.",
        "Revenue was 95 million euros in 2027.",
        "A dividend is paid for 2026.",
        "No deaths occurred.",
    ],
)
def test_a_number_name_direction_or_certainty_that_differs_is_refused(statement):
    """So is a statement that holds nothing to compare."""
    assert not check_statement(source(GERMAN), statement).supported


PLANS = (
    "Die Studie ist für 402 Patienten in 17 Ländern geplant. "
    "Im ersten Halbjahr 2027 werden Ergebnisse erwartet. "
    "Für 2026 wird ein Umsatz von 174 Mio. € erwartet (bisher: 170 Mio. €)."
)


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("The trial is planned for 402 patients in 17 countries.", True),
        ("The trial enrolled 402 patients in 17 countries.", False),
        ("Results are expected in the first half of 2027.", True),
        ("Revenue of €174 million is expected for 2026.", True),
        ("Revenue of €170 million is expected for 2026.", False),
    ],
)
def test_a_german_plan_reaches_what_stands_before_its_verb(claim: str, *, supported: bool):
    """The verb comes last; a plan is no fact, and the earlier one no plan."""
    assert check_statement(source(PLANS), claim).supported is supported


@pytest.mark.parametrize(
    ("text", "claim", "supported"),
    [
        (
            "Hubo fiebre en el 11,2 % de los vacunados y en el 4,8 % del grupo placebo.",
            "Fever occurred in 11.2% of those who were vaccinated.",
            True,
        ),
        (
            "Hubo fiebre en el 11,2 % de los vacunados y en el 4,8 % del grupo placebo.",
            "Fever occurred in 4.8% of those who were vaccinated.",
            False,
        ),
        (
            "売上収益は1,862億円（前年同期比6.4%増）、営業利益は214億円（同11.9%減）となりました。",
            "Operating profit fell 11.9% to ¥21.4 billion.",
            True,
        ),
        (
            "売上収益は1,862億円（前年同期比6.4%増）、営業利益は214億円（同11.9%減）となりました。",
            "Operating profit rose 11.9% to ¥21.4 billion.",
            False,
        ),
    ],
)
def test_an_amount_keeps_its_arm_and_its_direction(text, claim, supported):
    """The word beside it tells, where a sentence has both arms or both directions."""
    assert check_statement(source(text), claim).supported == supported
