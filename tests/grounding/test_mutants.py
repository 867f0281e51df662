"""The mutation test in small: a seeded draw of the mutants that `evals.grounding.mutants` makes."""

import re
from functools import cache

import pytest
from releases import TEXTS, release, source

from summarizer.evals.grounding.edits import Edit, exchange, replace
from summarizer.evals.grounding.mutants import (
    changes,
    main,
    mutants,
    rates,
    reworded,
    statements,
)
from summarizer.evals.statistics import wilson

KINDS = list(changes(release("trial-start").document))
# Mutants of one kind from one sentence: few, so that the test takes seconds.
MOST = 1


@cache
def sources():
    """Return the texts, by id."""
    texts = map(release, TEXTS)
    return {text.document.id: text for text in texts}


@cache
def measured():
    """Return the rates of a draw, and what was accepted."""
    made = [m for text in sources().values() for m in mutants(text, most=MOST, seed=1)]
    return rates(sources(), made)


# Kinds of which more than one in a hundred passes as a statement, with the share that may; and
# those of which any passes as a quotation. evals/grounding/README.md says why.
SURVIVING = {
    "condition out": 1.0,
    "hedge out": 0.15,
    "arms swapped": 0.15,
    "negation out": 0.03,
    "numbers swapped": 0.03,
}
SURVIVING_QUOTES = {"condition out": 0.5}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_mutants_of_every_kind_are_refused(kind):
    """Hardly one passes as a statement, none as a quotation; and there are some to refuse."""
    counted, accepted = measured()
    made = counted.made[kind]
    survivors = [mutant.mutated for mutant in accepted if mutant.kind == kind]
    assert made >= 3
    # A share of so small a draw would let none through.
    assert counted.as_statement[kind] <= max(2, SURVIVING.get(kind, 0.01) * made), survivors
    assert counted.as_quote[kind] <= SURVIVING_QUOTES.get(kind, 0) * made, survivors


@pytest.mark.slow
def test_hardly_a_mutant_passes():
    """The rate that is promised holds for the draw as a whole, with the kinds as they come."""
    counted, accepted = measured()
    assert counted.made.total() > 1_200
    assert counted.as_statement.total() <= 0.015 * counted.made.total(), accepted


def test_faithful_rewordings_are_accepted():
    """Other formats, synonyms and shorter phrases leave a statement true; a third is asked for."""
    made = [mutant for text in sources().values() for mutant in reworded(text)]
    counted, _ = rates(sources(), made[::3])
    refused = counted.made - counted.as_statement
    # A share of so small a draw would let none be refused.
    assert all(refused[kind] <= max(2, 0.05 * counted.made[kind]) for kind in counted.made)


def test_the_same_seed_draws_the_same_mutants():
    """Another one draws others; nothing else decides."""
    text = release("hostile")
    one, again, other = (list(mutants(text, most=1, seed=seed)) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_a_mutant_differs_from_all_that_the_document_says():
    """Figures of a table are exchanged for one another, and may give another true row."""
    text = source("Site 12 has 21 beds. Site 21 has 21 beds.")
    made = [mutant.mutated for mutant in mutants(text)]
    assert "Site 13 has 21 beds." in made
    assert "Site 21 has 21 beds." not in made
    assert "Site 12 has 21 beds." not in made


def test_a_mutant_says_where_its_sentence_stands():
    """The offset is that of the sentence in the document."""
    text = release("earnings")
    for mutant in mutants(text, most=1):
        assert text.document.text.startswith(mutant.original, mutant.start)


def test_nothing_is_made_of_what_speaks_to_software():
    """A hostile passage states nothing."""
    stated = [sentence.text for sentence in statements(release("hostile"))]
    assert stated
    assert not any("Ignore the previous" in text for text in stated)


def test_an_exchange_keeps_the_case_and_the_borders_of_words():
    """What is replaced looks as before."""
    text = "Rose fell; ROSE primrose"
    made = [edit.apply(text) for edit in exchange("rose, fell")(text)]
    assert made == [
        "Fell fell; ROSE primrose",
        "Rose rose; ROSE primrose",
        "Rose fell; FELL primrose",
    ]


def test_a_replacement_expands_its_template():
    """One edit a place."""
    assert list(replace((r"(\d)%", r"\1 percent"))("5% and 6%")) == [
        Edit(0, 2, "5 percent"),
        Edit(7, 9, "6 percent"),
    ]


def test_the_command_prints_a_table_and_the_survivors(capsys):
    """A line a kind, then all of them, then the true sentences."""
    assert main([str(TEXTS["halbjahr-de"]), "--most", "1", "--survivors"]) == 0
    printed = capsys.readouterr().out
    assert re.search(r"^digit +\d+ +0 +0\.00% +0\.00% – ", printed, re.MULTILINE)
    assert re.search(r"^unchanged +6 +0 ", printed, re.MULTILINE)
    assert "\ncondition out        " in printed
    assert "\naccepted\tcondition out\t" in printed


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [(0, 0, 0, 1), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (5, 10, 0.2366, 0.7634)],
)
def test_wilsons_interval(hits, trials, low, high):
    """Its ends are exact where nothing or everything was hit."""
    assert wilson(hits, trials) == pytest.approx((low, high), abs=1e-4)
