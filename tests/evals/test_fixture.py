"""Fixtures: what is read off a folder, and what is refused."""

from decimal import Decimal

import pytest
from small_set import SOURCE, labels, write

from summarizer.errors import ConfigError
from summarizer.evals.fixture import load, read, set_hash
from summarizer.evals.labels import Amount, Fact, Quote
from summarizer.evals.score import score
from summarizer.types import PartialDate


@pytest.fixture
def fixture(tmp_path):
    """The small fixture, read."""
    (only,) = load(write(tmp_path))
    return only


def test_quotes_become_offsets_into_the_source(fixture):
    """The annotator writes the words and which of them; code finds the place."""
    second = fixture.spans([Quote(quote="£", nth=2)])[0]
    assert SOURCE[: second.start].count("£") == 1
    (issuer,) = fixture.spans(fixture.gold.fields.issuer.evidence)
    assert SOURCE[issuer.start : issuer.end] == issuer.quote == "Marwick Labs plc"


def test_a_quote_that_is_not_there_is_an_error_with_the_file(fixture):
    """So is one that does not occur so often."""
    with pytest.raises(ConfigError, match=r"gold\.yaml.*'Marwick Labs plc'.*2 times"):
        fixture.spans([Quote(quote="Marwick Labs plc", nth=2)])


@pytest.mark.parametrize("scale", ["1e6", "1.0e+6", "1000000", "'1e6'", "1_000_000"])
def test_every_spelling_of_a_scale_is_the_same(tmp_path, scale):
    """YAML 1.1 takes 1e6 for text, YAML 1.2 for a number."""
    path = write(tmp_path) / "marwick-q3" / "gold.yaml"
    same = set_hash(load(tmp_path))
    path.write_text(path.read_text(encoding="utf-8").replace("1e6", scale), encoding="utf-8")
    (changed,) = load(tmp_path)
    assert changed.gold.lists.figures[0].amount.value == Decimal(41200000)
    assert set_hash([changed]) == same


def test_slots_are_wordings_amounts_or_dates():
    """What kind a slot is shows in how it is written."""
    tree = labels()
    tree["facts"][0]["must"]["period"] = "2026-Q3"
    must = Fact.model_validate(tree["facts"][0]).must
    assert must["subject"] == ("revenues?", "sales")
    assert must["value"] == Amount(n="41.2", scale="1e6", unit="GBP")
    assert must["period"] == PartialDate(2026, quarter=3)


def test_fixtures_come_in_the_order_of_their_ids(tmp_path):
    """Whatever order the file system gives."""
    for name in ("b", "c", "a"):
        write(tmp_path / "x")
        (tmp_path / "x" / "marwick-q3").rename(tmp_path / name)
    (tmp_path / "x").rmdir()
    assert [fixture.id for fixture in load(tmp_path)] == ["a", "b", "c"]


def test_the_hash_changes_with_any_label_and_any_text(tmp_path):
    """Scores on other labels are other scores."""
    tree = labels()
    tree["facts"][0]["importance"] = "okay"
    hashes = {set_hash(load(write(tmp_path))), set_hash(load(write(tmp_path, tree)))}
    write(tmp_path)
    (tmp_path / "marwick-q3" / "source.txt").write_text(SOURCE + " ", encoding="utf-8")
    hashes.add(set_hash(load(tmp_path)))
    assert len(hashes) == 3


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("facts", 0, "kind"), "metrics", "facts/0/kind"),
        (("facts", 0, "evidence"), [], "facts/0/evidence"),
        (("facts", 0, "must", "value", "scale"), 5, "scale"),
        (("facts", 0, "must_not"), ["(open"], "facts/0/must_not/0"),
        (("fields", "released", "value"), "2026-13", "fields/released/value"),
        (("fields", "event", "value"), "results", "fields/event/value"),
        (("traps", 0, "colour"), "red", "traps/0/colour"),
        (("split",), "train", "split"),
    ],
)
def test_labels_that_are_not_of_the_format_are_refused_with_their_place(
    tmp_path, path, value, place
):
    """The message names the file and where in it."""
    tree = node = labels()
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    with pytest.raises(ConfigError) as refused:
        load(write(tmp_path, tree))
    assert "marwick-q3/gold.yaml" in str(refused.value)
    assert place in str(refused.value)


def test_broken_files_are_refused_by_name(tmp_path):
    """No labels, no YAML, no text, no folder: each says which file."""
    folder = write(tmp_path / "set") / "marwick-q3"
    (folder / "source.txt").write_text("")
    with pytest.raises(ConfigError, match=r"source\.txt.*empty"):
        read(folder)
    (folder / "gold.yaml").write_text("facts: [")
    with pytest.raises(ConfigError, match=r"gold\.yaml is not YAML.*line"):
        read(folder)
    (folder / "gold.yaml").unlink()
    with pytest.raises(ConfigError, match=r"gold\.yaml cannot be read"):
        read(folder)
    with pytest.raises(ConfigError, match="no folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(ConfigError, match="no fixtures"):
        load(folder)


def test_scoring_does_not_change_the_hash_of_a_set(fixture):
    """Reading the labels is not changing them: runs that were scored can still be compared."""
    before = set_hash([fixture])
    score(fixture, {"data": {"key_facts": [{"statement": fixture.gold.facts[0].text}]}})
    assert set_hash([fixture]) == before
