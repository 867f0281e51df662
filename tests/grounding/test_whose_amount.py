"""Claims about whose an amount is: a change or a level, a part or the whole, one of two joined."""

import pytest
from claiming import verdict

JOINED = [
    (
        "Response was 41% in women and 12% in men.",
        "Response in women was 41%.",
        "Response in men was 41%.",
    ),
    (
        "Response was 41% in women and 12% in men.",
        "Response in men was 12%.",
        "Response in women was 12%.",
    ),
    ("Women responded in 41% and men in 12%.", "Men responded in 12%.", "Men responded in 41%."),
    (
        "Sales in Europe rose 12% and in Asia 5%.",
        "Sales in Asia rose 5%.",
        "Sales in Asia rose 12%.",
    ),
    (
        "Europe contributed $12 million and Asia $5 million.",
        "Asia contributed $5 million.",
        "Asia contributed $12 million.",
    ),
    (
        "Nausea occurred in 41% and vomiting in 12% of patients.",
        "Vomiting occurred in 12% of patients.",
        "Nausea occurred in 12% of patients.",
    ),
]

CHANGES = [
    (
        "Sales rose by 5 percent to $10 million.",
        "Sales rose by 5 percent.",
        "Sales rose to 5 percent.",
    ),
    ("Sales rose 5% to $10 million.", "Sales rose to $10 million.", "Sales rose by $10 million."),
    ("Sales fell by $5 million.", "Sales fell by $5 million.", "Sales fell to $5 million."),
    (
        "An increase in net sales of 5% was seen.",
        "Net sales increased by 5%.",
        "Net sales increased to 5%.",
    ),
    (
        "Der Umsatz stieg um 5 % auf 10 Mio. €.",
        "Revenue rose to €10 million.",
        "Revenue rose by €10 million.",
    ),
    ("营业收入增长5%至10亿元。", "Revenue grew by 5%.", "Revenue grew to 5%."),
    (
        "Las ventas aumentaron un 5 % hasta 10 millones de euros.",
        "Las ventas aumentaron un 5 %.",
        "Las ventas aumentaron a 5 %.",
    ),
    (
        "Le chiffre d'affaires a augmenté de 5 % à 10 M€.",
        "Le chiffre d'affaires a augmenté de 5 %.",
        "Le chiffre d'affaires a augmenté à 5 %.",
    ),
    ("売上高は5%増加した。", "売上高は5%増加した。", "売上高は5%に増加した。"),
]

PARTS = [
    ("41 of the 120 patients responded.", "41 patients responded.", "120 patients responded."),
    (
        "41 (34%) of 120 patients responded.",
        "34% of patients responded.",
        "120 patients responded.",
    ),
    (
        "Of 120 patients enrolled, 41 responded.",
        "120 patients were enrolled.",
        "120 patients responded.",
    ),
    (
        "The trial enrolled 120 patients, of whom 41 responded.",
        "The trial enrolled 120 patients.",
        "120 patients responded.",
    ),
    (
        "Most of the 120 patients responded.",
        "Most of the 120 patients responded.",
        "The 120 patients responded.",
    ),
    (
        "41 von 120 Patienten sprachen an.",
        "41 Patienten sprachen an.",
        "120 Patienten sprachen an.",
    ),
    ("纳入120例患者,其中41例应答。", "纳入120例患者。", "120例患者应答。"),
    (
        "$5 million of the $20 million milestone was paid.",
        "$5 million of the milestone was paid.",
        "The $20 million milestone was paid.",
    ),
]


@pytest.mark.parametrize(("text", "true", "false"), [*JOINED, *CHANGES, *PARTS])
def test_an_amount_is_said_of_what_it_is_of(text, true, false):
    """The other amount of the sentence is no better than none."""
    assert verdict(text, "statement", true) == "supported"
    assert verdict(text, "statement", false) == "unsupported"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Two of the five sites were opened.", "five sites were opened", "unsupported"),
        ("41 of 120 patients responded.", "120 patients responded", "unsupported"),
        ("41 of 120 patients with asthma responded.", "120 patients with asthma", "supported"),
        ("A total of 120 patients responded.", "120 patients responded", "supported"),
    ],
)
def test_a_quotation_leaves_no_part_behind(text, quote, expected):
    """What is said of two of five sites is not said of five."""
    assert verdict(text, "quote", quote) == expected
