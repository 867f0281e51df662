"""Claims labelled by reading, and what is counted of them."""

import json

import pytest

from summarizer.cli.evaluate import grounding as command
from summarizer.errors import ConfigError, DocumentError
from summarizer.evals.grounding.labelled import by_category, judge, load

TEXT = "Ambrel Bio raised $40 million in May 2026. It has 64 employees."


def line(number, claim, expected):
    """Write a labelled quotation."""
    said = {"id": f"a-{number}", "kind": "quote", "claim": claim, "expected": expected}
    return json.dumps(said | {"category": "number", "reason": "by reading"})


@pytest.fixture
def folder(tmp_path):
    """Return a set of two claims, of which one label is wrong on purpose."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    claims = [line(1, "raised $40 million", "supported"), line(2, "64 employees", "unsupported")]
    (tmp_path / "a.jsonl").write_text("\n".join(claims), encoding="utf-8")
    return tmp_path


def test_false_accepts_are_counted_among_the_unsupported_claims(folder):
    """Each kind of mistake has a denominator of its own."""
    rates = by_category(judge(load(folder)))
    assert (rates["all"].false_accepts, rates["all"].unsupported) == (1, 1)
    assert (rates["all"].false_refusals, rates["all"].supported) == (0, 1)
    assert set(rates) == {"number", "all quotes", "all"}


def test_a_checker_that_accepts_everything_or_nothing_pleases_nobody(folder):
    """Whichever way it leans, one of the two counts shows it."""
    for answer in (True, False):
        judged = judge(load(folder), lambda _, claims, answer=answer: [(answer, "")] * len(claims))
        rates = by_category(judged)["all"]
        assert rates.false_accepts + rates.false_refusals == 1


def test_the_command_prints_the_counts_as_json(folder, capsys):
    """What a program reads is what people see in the table."""
    command(folder=folder, as_json=True)
    assert json.loads(capsys.readouterr().out)["all"]["false_accepts"] == 1


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b'{"id": "1"}', ConfigError, "line 1: kind"),
        (b"\xff\xfe{", DocumentError, "not UTF-8"),
    ],
)
def test_claims_that_cannot_be_read_are_named_with_their_place(folder, content, error, says):
    """A broken set is an error of whoever wrote it, never a defect of ours."""
    (folder / "a.jsonl").write_bytes(content)
    with pytest.raises(error, match=says):
        load(folder)


def test_claims_without_their_document_are_an_error(folder):
    """The message names the file that is missing."""
    (folder / "a.txt").unlink()
    with pytest.raises(ConfigError, match=r"a\.txt"):
        load(folder)
