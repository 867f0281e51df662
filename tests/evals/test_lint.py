"""Lint: every rule fires on labels that break it, and on no others."""

import json
import shutil

import pytest
import typer
from small_set import labels, write

from summarizer.cli.gold_schema import gold_schema
from summarizer.cli.lint import lint as command
from summarizer.evals.lint import lint


def _broken(path, value):
    """Return the labels with one value changed."""
    tree = node = labels()
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return tree


def test_sound_labels_have_no_problems(tmp_path):
    """The fixture that the other tests break is whole."""
    assert lint(write(tmp_path)) == []


@pytest.mark.parametrize(
    ("path", "value", "place", "what"),
    [
        (("id",), "marwick", "id", "the folder is 'marwick-q3'"),
        (("facts", 1, "id"), "f1", "facts/f1", "2 have this id"),
        (("traps", 1, "id"), "t1", "traps/t1", "2 have this id"),
        (
            ("fields", "issuer", "evidence", 0, "quote"),
            "Marwick Labs Plc",
            "fields/issuer",
            "the source has 0",
        ),
        (("facts", 2, "evidence", 0, "nth"), 2, "facts/f3", "the source has 1"),
        (
            ("lists", "figures", 0, "evidence", 0, "quote"),
            "£41.2m",
            "lists/figures/0",
            "the source has 0",
        ),
        (("fields", "phase", "why"), "", "fields/phase", "null without a why"),
        (("fields", "place", "evidence"), [], "fields/place", "a value without evidence"),
        (("facts", 0, "importance"), "okay", "facts", "2 are vital, not 3 to 7"),
        (("provenance", "kind"), "other", "facts", "3 are vital, not 0 to 1"),
        (
            ("facts", 0, "text"),
            f"Revenue was £41.2 million, {'very ' * 22}much.",
            "facts/f1",
            "longer than 25 words",
        ),
        (
            ("facts", 0, "must"),
            {"subject": ["revenue"]},
            "facts/f1",
            "a metric has a value and a unit",
        ),
        (
            ("facts", 0, "evidence", 0, "quote"),
            "Operating profit was £6.3 million",
            "facts/f1/must/value",
            "41.2 GBP is not in the evidence",
        ),
        (
            ("facts", 0, "must", "subject"),
            ["Umsatz"],
            "facts/f1/must/subject",
            "none of its wordings stands in the text",
        ),
        (("facts", 1, "must", "value", "unit"), "USD", "facts/f2/must/value", "6.3 USD is not"),
        (("facts", 1, "must", "value", "scale"), "1e9", "facts/f2", "does not show its must"),
        (("facts", 0, "must", "subject"), ["turnover"], "facts/f1", "does not show its must"),
        (("facts", 0, "must_not"), ["rose"], "facts/f1", "holds its must_not"),
        (("facts", 1, "text"), labels()["facts"][0]["text"], "facts/f2", "says the same as f1"),
        (("facts", 1, "must"), labels()["facts"][0]["must"], "facts/f2", "says the same as f1"),
        (("traps", 0, "example_bad"), "Revenue was £41.2 million.", "traps/t1", "does not fire"),
        (("traps", 1, "detect", "pattern"), "revenue", "traps/t2", "fires on fact f1"),
        (
            ("traps", 1, "detect", "pattern"),
            "£6.3 m\\.|£170",
            "traps/t2",
            "fires on sentence 2 of the reference summary",
        ),
        (("reference_summary",), "word " * 61, "reference_summary", "61 words, not 1 to 60"),
    ],
)
def test_a_broken_rule_is_told_with_its_place(tmp_path, path, value, place, what):
    """One change breaks one rule, and the problem says where."""
    problems = lint(write(tmp_path, _broken(path, value), "marwick-q3"))
    assert [p for p in problems if p.place == place and what in p.what], problems
    assert {problem.file.name for problem in problems} == {"gold.yaml"}


def test_a_list_is_no_longer_than_an_answer(tmp_path):
    """Recall of what the schema has no room for could never be whole."""
    figures = labels()["lists"]["figures"] * 17
    (problem,) = lint(write(tmp_path, _broken(("lists", "figures"), figures)))
    assert (problem.place, problem.what) == (
        "lists/figures",
        "17 items; the schema has room for 16",
    )


def test_the_cell_of_a_table_may_leave_its_unit_to_the_heading(tmp_path):
    """A bare 6.3 in the evidence shows 6.3 million pounds; a bare 6.4 does not."""
    for cell, expected in (("6.3", []), ("6.4", ["facts/f2/must/value"])):
        tree = _broken(("facts", 1, "evidence", 0, "quote"), f"Operating profit   {cell}")
        source = write(tmp_path, tree) / "marwick-q3" / "source.txt"
        table = f"\n£ million\nOperating profit   {cell}\n"
        source.write_text(source.read_text(encoding="utf-8") + table, encoding="utf-8")
        assert [problem.place for problem in lint(tmp_path)] == expected


def test_numbers_are_read_as_the_document_prints_them(tmp_path):
    """A decimal comma in the source supports a decimal point in the labels."""
    tree = _broken(("facts", 1, "evidence", 0, "quote"), "Betriebsergebnis von 6,3 Millionen Euro")
    tree["facts"][1] |= {
        "text": "Operating profit was €6.3 million.",
        "must": {"value": {"n": "6.3", "scale": "1e6", "unit": "EUR"}},
    }
    tree["fields"]["place"]["evidence"] = [{"quote": "LEEDS"}]
    source = write(tmp_path, tree) / "marwick-q3" / "source.txt"
    german = (
        "Das Betriebsergebnis von 6,3 Millionen Euro und die Marge von 15,3 % sind gestiegen.\n"
    )
    source.write_text(source.read_text(encoding="utf-8") + german * 3, encoding="utf-8")
    assert lint(tmp_path) == []


def test_labels_that_cannot_be_read_do_not_hide_the_others(tmp_path):
    """The rest is linted all the same."""
    write(tmp_path, _broken(("id",), "marwick"), "marwick-q3")
    shutil.copytree(tmp_path / "marwick-q3", tmp_path / "broken")
    (tmp_path / "broken" / "gold.yaml").write_text("id: broken")
    problems = [str(problem) for problem in lint(tmp_path)]
    assert "facts: Field required" in problems[0]
    assert "the folder is 'marwick-q3'" in problems[1]


def test_the_test_half_is_the_larger_one_and_shares_no_issuer(tmp_path):
    """Else it says little, or says what dev has said."""
    write(tmp_path)
    shutil.copytree(tmp_path / "marwick-q3", tmp_path / "marwick-q2")
    path = tmp_path / "marwick-q2" / "gold.yaml"
    other = path.read_text(encoding="utf-8").replace("marwick-q3", "marwick-q2")
    path.write_text(other.replace("split: test", "split: dev"), encoding="utf-8")
    assert [p.what for p in lint(tmp_path)] == ["the issuer marwick is in both halves"]
    shutil.rmtree(tmp_path / "marwick-q3")
    assert [p.what for p in lint(tmp_path)] == ["0 fixtures in the test half, 1 in the dev half"]


def test_the_command_leaves_with_1_where_there_are_problems(tmp_path, capsys):
    """A problem a line on stdout; else one line that says how many were sound."""
    command(write(tmp_path))
    assert capsys.readouterr().out == "1 fixtures, no problems.\n"
    with pytest.raises(typer.Exit) as left:
        command(write(tmp_path, _broken(("id",), "marwick"), "marwick-q3"))
    assert left.value.exit_code == 1
    assert "marwick-q3/gold.yaml: id: is 'marwick'" in capsys.readouterr().out


def test_the_schema_command_prints_json(capsys):
    """Editors read what it prints."""
    gold_schema()
    assert json.loads(capsys.readouterr().out)["title"] == "Labels of a document"
