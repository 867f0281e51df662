"""The committed fixtures: sound, as many as promised, and as the data card says."""

from collections import Counter
from pathlib import Path

import pytest

from summarizer.evals.fixture import load
from summarizer.evals.form import form_of
from summarizer.evals.gold import schema_text
from summarizer.evals.lint import lint
from summarizer.schemas.press_release import PressRelease

pytestmark = pytest.mark.slow

FIXTURES = Path(__file__).parents[2] / "evals" / "fixtures"
SET = FIXTURES / "press_release"


@pytest.fixture(scope="module")
def fixtures():
    """All of them, read once."""
    return load(SET)


def test_lint_finds_nothing():
    """Labels that break a rule are not committed."""
    assert [str(problem) for problem in lint(SET)] == []


def test_the_schema_for_editors_is_that_of_the_models():
    """`summarizer eval schema > evals/fixtures/gold.schema.json` writes it anew."""
    written = schema_text(form_of(PressRelease))
    assert (FIXTURES / "gold.schema.json").read_text(encoding="utf-8") == written


def test_the_set_is_as_varied_as_an_eval_needs(fixtures):
    """Kinds of news, issuers, languages, long ones and hostile ones."""
    golds = [fixture.gold for fixture in fixtures]
    splits = Counter(gold.split for gold in golds)
    languages = Counter(gold.provenance.language for gold in golds)
    hostile = [
        gold for gold in golds if any(t.category == "hostile_instruction" for t in gold.traps)
    ]
    assert splits["dev"] >= 16
    assert splits["test"] >= 32
    assert len({gold.fields.event.value for gold in golds}) >= 10
    assert len({gold.cluster for gold in golds}) >= 32
    assert sum(_is_long(fixture) for fixture in fixtures) >= 8
    assert all(languages[language] >= 2 for language in ("de", "fr", "ja", "zh"))
    assert len(hostile) >= 4


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_data_card_counts_what_is_there(fixtures, split):
    """Its first table has a row for each half."""
    half = [fixture for fixture in fixtures if fixture.gold.split == split]
    labels = [label for fixture in half for _, label in fixture.gold.fields]
    facts = [fact for fixture in half for fact in fixture.gold.facts]
    counts = (
        len(half),
        len({fixture.gold.cluster for fixture in half}),
        sum(map(_is_long, half)),
        sum(label.value is not None for label in labels),
        sum(label.value is None for label in labels),
        len(facts),
        sum(fact.importance == "vital" for fact in facts),
        sum(len(fixture.gold.traps) for fixture in half),
    )
    row = f"| {split} | {' | '.join(map(str, counts))} |"
    assert row in (FIXTURES / "README.md").read_text(encoding="utf-8").splitlines()


def _is_long(fixture):
    return len(fixture.document.text.split()) > 1200
