"""How far two annotators agree."""

import pytest
import yaml
from gold_output import SET
from small_set import labels, write

from summarizer.cli.eval_agreement import eval_agreement
from summarizer.errors import ConfigError
from summarizer.evals.agreement import SECOND_PASS, measure
from summarizer.evals.fixture import load


def second(folder, tree):
    """Write a second pass of the small fixture."""
    path = folder / "marwick-q3" / SECOND_PASS
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """Return a set of one fixture."""
    return write(tmp_path)


def other():
    """Return the labels of the second pass, still the same as the first."""
    names = ("id", "fields", "lists", "facts", "reference_summary")
    return {name: part for name, part in labels().items() if name in names}


def test_who_labels_the_same_agrees_in_all(folder):
    """F1, fields and characters are 1, and a system like it would be perfect."""
    tree = other()
    tree["facts"][2]["importance"] = "okay"
    second(folder, tree)
    found = measure(load(folder))
    assert found.documents == 1
    assert found.facts.value == 1
    assert {each.value for each in found.fields.values()} == {1}
    assert found.evidence == 1
    assert found.scores[0].values["fact_f"] == 1


def test_a_value_a_fact_and_an_importance_that_differ_are_counted(folder):
    """Each in its own figure."""
    tree = other()
    tree["fields"]["event"]["value"] = "financing"
    tree["fields"]["place"] = {"value": None, "why": "not seen"}
    tree["facts"][0]["importance"] = "okay"
    tree["facts"].pop()
    second(folder, tree)
    found = measure(load(folder))
    assert [name for name, each in found.fields.items() if each.value == 0] == ["place", "event"]
    assert found.facts.value == pytest.approx(4 / 5)
    assert found.importance < 1


def test_a_set_that_was_labelled_once_has_no_ceiling(folder):
    """And a second pass that cannot be read is named."""
    with pytest.raises(ConfigError, match="second pass"):
        measure(load(folder))
    second(folder, {"id": "marwick-q3", "facts": []})
    with pytest.raises(ConfigError, match=r"B\.yaml"):
        measure(load(folder))


@pytest.mark.slow
def test_the_data_card_says_what_the_command_prints(capsys):
    """The ceiling of the committed set."""
    eval_agreement(SET)
    printed = dict(
        line.strip().rsplit(": ", 1)
        for line in capsys.readouterr().out.splitlines()
        if ": " in line
    )
    card = (SET.parent / "README.md").read_text(encoding="utf-8")
    for name in ("facts in common, F1", "fact_f", "field_f1", "list_f1", "vital_recall"):
        assert printed[name] in card
    assert printed["all"].split(" (")[0] in card
