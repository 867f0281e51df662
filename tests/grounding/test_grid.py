"""Tables of plain text, read figure by figure as the sentences that they stand for."""

import pytest
from releases import quotes, source

from summarizer.grounding import check_statement
from summarizer.grounding.grid import cells

TRIAL = """Table 1. Results at week 12

                        Zelmorib    Zelmorib    Placebo
                        100 mg      50 mg
Clinical remission      31.7%       17.5%       11.4%
  p-value               0.001       0.21        –
Serious events          3.8%        2.9%        4.8%
"""
ACCOUNTS = """(in millions of euros)    2026       2025
Revenue                    412.6      368.4
Headcount (people)         1,204      1,150
Earnings per share         €1.04      €0.85
"""


def test_each_figure_stands_behind_what_its_header_says():
    """A header of several lines is read column by column, a row below another one with it."""
    said = [cell.says for cell in cells(TRIAL)]
    assert said[:2] == [
        "Clinical remission: 31.7% Zelmorib 100 mg.",
        "Clinical remission: 17.5% Zelmorib 50 mg.",
    ]
    assert said[4] == "Clinical remission, p-value: 0.21 Zelmorib 50 mg."
    assert said[-1] == "Serious events: 4.8% Placebo."


@pytest.mark.parametrize(
    ("caption", "first", "change"),
    [
        ("Key figures (€ million, except per share)", "€1,284 million", "+9%"),
        ("£ million unless stated", "£1,284 million", "+9%"),
        ("(unaudited, $ in millions)", "$1,284 million", "+9%"),
        ("Consolidated results (in millions of euros)", "1,284 million euros", "+9%"),
        ("1.連結業績 (単位:百万円)", "1,284 百万円", "+9%"),
    ],
)
def test_a_caption_above_the_table_gives_the_unit(caption, first, change):
    """It may stand a line above the header; what has a unit of its own keeps it."""
    table = f"{caption}\n\n             Q1 2026   Q1 2025   Change\n"
    table += "Revenue        1,284     1,178      +9%\nMargin         44.6%     46.1%  -1.5 pp\n"
    assert [cell.says for cell in cells(table)] == [
        f"Revenue: {first} Q1 2026.",
        f"Revenue: {first.replace('1,284', '1,178')} Q1 2025.",
        f"Revenue: {change} Change.",
        "Margin: 44.6% Q1 2026.",
        "Margin: 46.1% Q1 2025.",
        "Margin: -1.5 pp Change.",
    ]


def test_figures_take_the_unit_of_their_label_or_of_the_caption():
    """A label's own unit goes before the caption's, and what is per share has none of them."""
    said = [cell.says for cell in cells(ACCOUNTS)]
    assert said[0] == "Revenue: 412.6 million euros 2026."
    assert said[2] == "Headcount: 1,204 people 2026."
    assert said[5] == "Earnings per share: €0.85 2025."


@pytest.mark.parametrize(
    "text",
    [
        "Revenue rose 12% to $4.1 billion.",
        "Revenue   2026   2025",
        "Lindholm   Ilse   Head of Research\nOchs   Bertrand   Chief Executive",
        "A list:\n1.  First   thing\n2.  Second   thing",
    ],
)
def test_what_is_no_table_has_no_cells(text):
    """Prose, a lone header, names in columns and lists stay as they are."""
    assert list(cells(text)) == []


def test_a_statement_is_held_to_the_column_that_it_speaks_of():
    """The evidence is the row and the header; another arm's figure is refused."""
    trial = source(TRIAL)
    finding = check_statement(trial, "Serious events: 2.9% with zelmorib 50 mg.")
    assert finding.supported
    assert quotes(finding)[0].startswith("Serious events")
    assert not check_statement(trial, "Serious events: 4.8% with zelmorib 50 mg.").supported
