"""Quotations: whatever the typography, but never with a word, sign or bound changed or lost."""

import pytest
from releases import EXAMPLES, quotes, release, source

from summarizer.grounding import check_quote

TEXT = (
    "On 12 August 2023, the Product was approved for Urgent Clinical Import. "
    "It is not yet approved by the “NMPA” for any use in Mainland China. "
    "The randomized, placebo-\ncontrolled phase 2/3 trial enrolled 1,200 patients[1] at 20 sites. "
    "Milestones could reach up to $40 million if approved. It may seriously reduce symptoms. "
    "The rate fell by −7.5% (95% CI −9.0 to −6.0; p<0.001) with the ﬁrst dose of 300 mg. "
    "Ostlewyn\u00a0plc holds a non-exclusive licence."
)


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("the Product was approved for Urgent Clinical Import", None),
        ("THE PRODUCT WAS APPROVED", "the Product was approved"),
        ("“the product was approved”", "the Product was approved"),
        ("not yet approved by the NMPA for any use", "not yet approved by the “NMPA” for any use"),
        ("placebo controlled phase 2/3 trial", "placebo-\ncontrolled phase 2/3 trial"),
        ("enrolled 1200 patients at 20 sites", "enrolled 1,200 patients[1] at 20 sites"),
        ("enrolled 1\u202f200 patients", "enrolled 1,200 patients"),
        ("could reach up to $40 million if approved", None),
        ("fell by -7.5%", "fell by −7.5%"),
        ("p < 0.001", "p<0.001"),
        ("first dose of 300mg", "ﬁrst dose of 300 mg"),
        (
            "Ostlewyn plc holds a non-exclusive licence.",
            "Ostlewyn\u00a0plc holds a non-exclusive licence",
        ),
    ],
)
def test_a_faithful_quotation_is_found_as_it_is_printed(quote, printed):
    """The evidence is the exact span of the original."""
    assert quotes(check_quote(source(TEXT), quote)) == [printed or quote.strip(".")]


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("on 12 August 2024", "document says 2023, quote says 2024"),
        ("phase 3 trial", "document says 2, quote says 3"),
        ("phase 2 trial enrolled", "document says /"),
        ("enrolled 1,300 patients", "document says 1,200, quote says 1,300"),
        ("enrolled 200 patients", "document says 1,200, quote says 200"),
        ("the first dose of 600 mg", "document says 300, quote says 600"),
        ("p>0.001", "quote says >"),
        ("fell by 7.5%", "document says −, quote says 7.5"),
        ("up to €40 million", "document says $, quote says €"),
        ("$40 billion", "document says million, quote says billion"),
        ("It is approved by the NMPA", "document says not, quote says approved"),
        ("the Product was rejected", "document says approved, quote says rejected"),
        ("approved by the EMA", "document says NMPA, quote says EMA"),
        ("The rate rose by", "document says fell, quote says rose"),
        ("psoriasis", "“psoriasis” is not in the document"),
        ("The randomized trial enrolled 1,200 patients", "quote says trial"),
        ("enrolled … sites", "quote says sites"),
        ("non-exclusive licence. More", "the document ends before the quote does"),
        ("“…”", "nothing in it to compare"),
    ],
)
def test_a_changed_quotation_is_refused_at_the_first_difference(quote, reason):
    """The reason says what the document has there."""
    finding = check_quote(source(TEXT), quote)
    assert not finding.supported
    assert reason in finding.reason


@pytest.mark.parametrize(
    ("quote", "lost"),
    [
        ("approved by the NMPA", "not"),
        ("in Mainland China", "not"),
        ("$40 million", "up to $40 million"),
        ("40 million if approved", "up to $40 million"),
        ("reach up to $40 million if approved", "could"),
        ("Milestones could reach up to $40 million", "if"),
        ("reduce symptoms", "may"),
        ("0.001", "<0.001"),
        ("7.5%", "−7.5%"),
        ("dose of 300", "300 mg"),
        ("phase 2", "phase 2/3"),
        ("exclusive licence", "non"),
    ],
)
def test_a_quotation_that_leaves_a_negation_bound_or_unit_behind_is_refused(quote, lost):
    """Cut too close, true words say something else."""
    finding = check_quote(source(TEXT), quote)
    assert not finding.supported
    assert f"“{lost}" in finding.reason


def test_german_negation_behind_the_verb_is_not_left_behind():
    """“Der Antrag wurde eingereicht” would say the opposite."""
    text = source("Der Antrag wurde bisher nicht eingereicht. Die Zulassung gilt in der EU nicht.")
    assert not check_quote(text, "Die Zulassung gilt in der EU").supported
    assert check_quote(text, "Die Zulassung gilt in der EU nicht.").supported


def test_chinese_negation_is_not_left_behind():
    """获批准 stands inside 未获批准."""
    text = source("该产品在中国大陆尚未获批准。该产品在澳门已获批准。")
    assert check_quote(text, "该产品在澳门已获批准").supported
    assert not check_quote(text, "获批准。该产品在中国").supported
    assert not check_quote(source("该产品尚未获批准。"), "获批准").supported


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_sentence_is_a_quotation_of_its_release(path):
    """Nothing in a real release keeps a sentence from supporting itself."""
    text = release(path.stem)
    for sentence in text.document.sentences:
        if text.of(sentence).tokens:
            finding = check_quote(text, sentence.text)
            assert finding.supported, (sentence.text, finding.reason)
