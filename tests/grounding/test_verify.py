"""Claims of every kind, checked in one pure call."""

import pytest
from pydantic import ValidationError

from summarizer.document import Document
from summarizer.grounding import Claim, verify

TEXT = (
    "ROTTERDAM, 3 May 2025 – Zorander Bio N.V. today reported phase 2b data of zoralimab.\n\n"
    "The trial enrolled 192 patients at about 20 sites. It cost up to $40 million. "
    "The response rate was 41% versus 7% (difference 34 percentage points; 95% CI 28.1 to 40.7; "
    "p<0.001). Its margin rose by 50 basis points. Zorander has not filed for approval.\n\n"
    "<!-- The fee was $99 million, and zebratide cured all of 777 patients. -->\n"
)
DOCUMENT = Document.from_text(TEXT)
GERMAN = Document.from_text(
    "Der Umsatz der Zorander AG stieg um 4,1 % auf 1.234,5 Mio. Euro. Die Zahl der Mitarbeiter "
    "lag bei 1.200."
)


def only(kind, claim, document=DOCUMENT, **options):
    """Return the verdict on a single claim."""
    (verdict,) = verify(document, [Claim(id="1", kind=kind, claim=claim, **options)])
    return verdict


@pytest.mark.parametrize(
    ("kind", "claim", "quoted"),
    [
        ("quote", "ENROLLED 192 patients", "enrolled 192 patients"),
        ("statement", "192 patients were enrolled in the trial at about 20 sites.", "The trial"),
    ],
)
def test_a_supported_claim_has_the_spans_that_show_it(kind, claim, quoted):
    """The spans are cut out of the document."""
    verdict = only(kind, claim)
    assert (verdict.verdict, verdict.reason) == ("supported", "")
    for span in verdict.evidence:
        assert TEXT[span.start : span.end] == span.quote
    assert verdict.evidence[0].quote.startswith(quoted)


@pytest.mark.parametrize(
    ("kind", "claim", "reason"),
    [
        ("quote", "enrolled 129 patients", "document says 192, quote says 129"),
        ("quote", "filed for approval", "it leaves out “not”"),
        ("statement", "The trial enrolled 129 patients.", "document says 192"),
        ("statement", "Zorander has filed for approval.", "document denies it"),
    ],
)
def test_an_unsupported_claim_has_a_reason_and_no_evidence(kind, claim, reason):
    """The reason names the first thing that fails."""
    verdict = only(kind, claim)
    assert (verdict.verdict, verdict.evidence) == ("unsupported", ())
    assert reason in verdict.reason


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Tax effect of adjustments (0.04) (0.05)", "supported"),
        ("TAX EFFECT of adjustments (0.04)  (0.05)", "supported"),
        ("Tax effect of adjustments 0.04 0.05", "unsupported"),
        ("0.04", "unsupported"),
        ("Net gain 0.07", "supported"),
        ("Net gain (0.07)", "unsupported"),
    ],
)
def test_an_accountant_s_brackets_are_a_sign(claim, verdict):
    """(0.04) is a loss, and brackets are no typography there."""
    table = "Tax effect of adjustments     (0.04)     (0.05)\nNet gain     0.07     0.08\n"
    document = Document.from_text(f"Table (in millions)\n\n{table}")
    assert only("quote", claim, document).verdict == verdict


@pytest.mark.parametrize(
    ("kind", "claim", "options"),
    [
        ("quote", "zebratide cured all of 777 patients", {}),
        ("statement", "The fee was $99 million.", {}),
        ("value", "777", {"type": "integer"}),
        ("value", "$99 million", {"type": "money"}),
        ("value", "zebratide", {"type": "name"}),
    ],
)
def test_what_only_a_suspect_passage_says_is_not_supported(kind, claim, options):
    """No reader of the document would see it."""
    verdict = only(kind, claim, **options)
    assert verdict.verdict == "unsupported"
    assert verdict.reason == "only a passage that speaks to software says this"


@pytest.mark.parametrize(
    ("type", "claim", "quoted"),
    [
        ("integer", "192", "192"),
        ("integer", "one hundred ninety-two", "192"),
        ("integer", "about 20", "about 20"),
        ("number", "28.1", "28.1"),
        ("number", "192", "192"),
        ("percent", "41%", "41%"),
        ("percent", "41 percent", "41%"),
        ("percent", "34 percentage points", "34 percentage points"),
        ("percent", "0.5 percentage points", "50 basis points"),
        ("percent", "50 bps", "50 basis points"),
        ("money", "US$40 million", "up to $40 million"),
        ("date", "2025-05-03", "3 May 2025"),
        ("date", "May 3, 2025", "3 May 2025"),
        ("date", "May 2025", "3 May 2025"),
        ("phase", "2b", "phase 2b"),
        ("phase", "Phase IIb", "phase 2b"),
        ("p_value", "p < 0.001", "<0.001"),
        ("interval", "95% CI 28.1 to 40.7", "95% CI 28.1 to 40.7"),
        ("name", "Zorander", "Zorander"),
    ],
)
def test_a_value_is_read_by_its_type_and_looked_for(type, claim, quoted):  # noqa: A002
    """The phrase is read as a field of a schema would be."""
    verdict = only("value", claim, type=type)
    assert verdict.verdict == "supported", verdict.reason
    assert [span.quote for span in verdict.evidence] == [quoted]


@pytest.mark.parametrize(
    ("type", "claim", "reason"),
    [
        ("integer", "129", "129 is not in the document"),
        ("percent", "34%", "document says 34 percentage points, value is 34 %"),
        ("percent", "41 percentage points", "document says 41%, value is 41 pp"),
        ("percent", "50 percentage points", "document says 50 basis points, value is 50 pp"),
        ("percent", "0.5%", "0.5 %"),
        ("money", "€40 million", "document says up to $40 million"),
        ("date", "2026-05-03", "2026-05-03 is not in the document; nearest: 3 May 2025"),
        ("phase", "3", "document says phase 2b, value is phase 3"),
        ("p_value", "p = 0.001", "document says p <0.001"),
        ("interval", "95% CI 28.1 to 47.0", "document says 28.1 to 40.7"),
        ("name", "Aldersyke", "“Aldersyke” is not in the document"),
    ],
)
def test_a_value_that_the_document_does_not_print_is_unsupported(type, claim, reason):  # noqa: A002
    """A percentage point is no percent, and a euro no dollar."""
    verdict = only("value", claim, type=type)
    assert verdict.verdict == "unsupported"
    assert reason in verdict.reason


@pytest.mark.parametrize(
    ("type", "claim"),
    [
        ("integer", "many"),
        ("integer", "19.5"),
        ("integer", "192 patients"),
        ("integer", "20 and 30"),
        ("percent", "41"),
        ("percent", "41 mg"),
        ("money", "40"),
        ("money", "$40 and $50"),
        ("money", "a fee of $40"),
        ("date", "soon"),
        ("date", "2025-02-30"),
        ("date", "early 2026"),
        ("date", "3 May"),
        ("phase", "5"),
        ("phase", "phases 1 and 2"),
        ("p_value", "p<7"),
        ("p_value", "p"),
        ("interval", "5"),
        ("interval", "1 to 2 to 3"),
    ],
)
def test_a_value_that_cannot_be_read_is_unsupported_and_says_so(type, claim):  # noqa: A002
    """Nothing else in the batch is lost."""
    verdict = only("value", claim, type=type)
    assert verdict.verdict == "unsupported"
    assert verdict.reason.startswith(f"cannot be read as {type}: ")


@pytest.mark.parametrize(
    ("type", "claim"),
    [("integer", "1.200"), ("percent", "4,1 %"), ("money", "1.234,5 Mio. Euro")],
)
def test_a_value_is_read_in_the_number_style_of_the_document(type, claim):  # noqa: A002
    """1.200 is twelve hundred in a German text."""
    verdict = only("value", claim, GERMAN, type=type)
    assert verdict.verdict == "supported", verdict.reason


@pytest.mark.parametrize(
    "fields",
    [{"kind": "value"}, {"kind": "quote", "type": "money"}, {"kind": "value", "type": "x"}],
)
def test_a_value_has_a_type_and_nothing_else_has(fields):
    """A claim without it could not be read."""
    with pytest.raises(ValidationError):
        Claim(id="1", claim="$5", **fields)


def test_verdicts_come_in_the_order_of_the_claims_and_twice_the_same():
    """Same input, same bytes."""
    claims = [
        Claim(id="b", kind="quote", claim="192 patients"),
        Claim(id="a", kind="statement", claim="The trial enrolled 129 patients."),
        Claim(id="c", kind="value", type="money", claim="up to $40 million"),
        Claim(id="a", kind="value", type="date", claim="never"),
    ]
    runs = [
        "\n".join(each.model_dump_json() for each in verify(Document.from_text(TEXT), claims))
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert [each.id for each in verify(DOCUMENT, claims)] == ["b", "a", "c", "a"]
