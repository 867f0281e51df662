"""Fixtures of a task of one's own: what is labelled is read off its schema, and scored alike."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal

import pytest
import yaml
from fake_endpoint import Answer
from pydantic import BaseModel, Field

from summarizer.errors import ConfigError
from summarizer.evals.as_output import as_output
from summarizer.evals.fixture import load
from summarizer.evals.form import form_of
from summarizer.evals.lint import lint
from summarizer.evals.score import score
from summarizer.task import load_task
from summarizer.types import Interval, Money, PartialDate, Prose, PValue

SCHEMA = '''"""A ruling of a court."""

from typing import Literal

from pydantic import BaseModel, Field

from summarizer.types import Money, PartialDate


class Judge(BaseModel):
    """A judge of the bench."""

    name: str
    role: Literal["presiding", "associate"] | None = None


class Ruling(BaseModel):
    """What a court decided."""

    court: str | None = None
    decided: PartialDate | None = None
    damages: Money | None = None
    pages: int | None = None
    judges: list[Judge] = Field(default_factory=list, max_length=2)
'''
SOURCE = """The Harrowgate Commercial Court has decided the dispute over the Penlow viaduct.

On 3 March 2026 it ordered the builder to pay £4.2 million. The ruling has 61 pages.
Presiding judge Anna Whitcombe was joined by Tomas Errold.
"""


def quote(text):
    """A quote, as labels hold it."""
    return [{"quote": text, "nth": 1}]


def labels(name):
    """The labels of the ruling."""
    return {
        "id": name,
        "gold_version": "1.0.0",
        "split": "test",
        "golden": False,
        "cluster": name,
        "provenance": {"publisher": "written for this test", "language": "en", "kind": "ruling"},
        "fields": {
            "court": {
                "value": "Harrowgate Commercial Court",
                "evidence": quote("Harrowgate Commercial Court"),
            },
            "decided": {
                "value": "2026-03-03",
                "granularity": "day",
                "evidence": quote("3 March 2026"),
            },
            "damages": {
                "value": {"n": "4.2", "scale": "1e6", "unit": "GBP"},
                "evidence": quote("£4.2 million"),
            },
            "pages": {"value": 61, "evidence": quote("61 pages")},
        },
        "lists": {
            "judges": [
                {"name": "Anna Whitcombe", "role": "presiding", "evidence": quote("Whitcombe")},
                {"name": "Tomas Errold", "role": None, "evidence": quote("Tomas Errold")},
            ]
        },
        "facts": [],
        "derivations": [],
        "traps": [],
        "reference_summary": "",
        "labels": {"annotators": ["A"], "method": "by reading", "blind_second_pass": False},
        "changes": [],
    }


@pytest.fixture
def place(tmp_path):
    """The task in `rulings/`, and ten fixtures of it."""
    task = tmp_path / "rulings"
    task.mkdir()
    (task / "ruling.py").write_text(SCHEMA)
    (task / "system.md").write_text("---\nschema: ruling.py:Ruling\n---\nRead the ruling.\n")
    for number in range(1, 11):
        folder = tmp_path / "evals" / "fixtures" / "rulings" / f"harrowgate-{number:02}"
        folder.mkdir(parents=True)
        (folder / "source.txt").write_text(SOURCE)
        (folder / "gold.yaml").write_text(yaml.safe_dump(labels(folder.name), allow_unicode=True))
    return tmp_path


def answer(**changes):
    """What a model says that reads well, but for the changes."""
    said = {
        "court": "Harrowgate Commercial Court",
        "decided": "3 March 2026",
        "damages": "£4.2 million",
        "pages": 61,
        "judges": [
            {"sentence": 4, "name": "Anna Whitcombe", "role": "presiding"},
            {"sentence": 4, "name": "Tomas Errold", "role": None},
        ],
    }
    return Answer(said | changes)


@pytest.mark.slow
def test_a_task_without_key_facts_is_recorded_blessed_and_held(run, place, scripted):
    """Its fields are held against those of lead-3, which has none; a worse model is caught."""
    scripted.play(answer(), repeat_last=True)
    model = ("--record", "--model", "scripted")
    code, out, err = run("eval", "run", "--task", "rulings", "--split", "test", *model)
    assert code == 0, err
    assert "1.00" in out
    assert run("eval", "bless", "evals/runs/rulings/ours", "--reason", "the first one")[0] == 0
    code, out, err = run("eval", "gate", "--task", "rulings")
    assert (code, "gate: passed" in out) == (0, True), out + err
    (place / "rulings" / "system.md").write_text(
        "---\nschema: ruling.py:Ruling\n---\nRead the ruling in haste.\n"
    )
    scripted.play(answer(pages=None, damages=None, judges=[]), repeat_last=True)
    assert run("eval", "run", "--task", "rulings", "--split", "test", *model)[0] == 0
    code, out, _ = run("eval", "gate", "--task", "rulings")
    assert code == 1
    assert "field_f1" in out
    report = ("eval", "report", "evals/runs/rulings/ours", "--format", "html")
    assert run(*report, "--out", "page.html")[0] == 0
    assert "Tomas Errold" in (place / "page.html").read_text()


def test_labels_of_it_are_linted_and_described(run, place):
    """A quote that is not there, a list that is too long, facts that the schema cannot hold."""
    code, out, err = run("eval", "lint", "--task", "rulings")
    assert (code, "10 fixtures, no problems" in out) == (0, True), out + err
    code, out, _ = run("eval", "schema", "--task", "rulings")
    assert (code, '"damages"' in out, '"issuer"' in out) == (0, True, False)
    gold = place / "evals" / "fixtures" / "rulings" / "harrowgate-01" / "gold.yaml"
    tree = labels("harrowgate-01")
    tree["lists"]["judges"] *= 2
    tree["fields"]["court"]["evidence"] = quote("Supreme Court")
    gold.write_text(yaml.safe_dump(tree, allow_unicode=True))
    code, out, _ = run("eval", "lint", "--task", "rulings")
    assert code == 1
    assert "4 items; the schema has room for 2" in out
    assert "'Supreme Court'" in out


class Colour(Enum):
    """A choice that is no string."""

    RED = "red"


class Finding(BaseModel):
    """A key fact."""

    statement: Annotated[str, Prose()]


class Sample(BaseModel):
    """An item with parts of all kinds; `aliases` is a word of the labels themselves."""

    note: Annotated[str, Prose()] | None = None
    label: str
    weight: Decimal | None = None
    aliases: list[str] = []


class Site(BaseModel):
    """A nested object."""

    town: str | None = None
    opened: date | None = None


class Report(BaseModel):
    """Everything that a schema may hold."""

    summary: str = ""
    findings: list[Finding] = []
    samples: Annotated[list[Sample], Field(max_length=3)] = []
    site: Site = Site()
    colour: Colour | None = None
    grade: Literal["a", "b"] | None = None
    final: bool | None = None
    ratio: float | None = None
    paid: Money | None = None
    p: PValue | None = None
    span: Interval | None = None
    when: PartialDate | None = Field(None, alias="printed on")
    authors: list[str] = []
    remarks: list[Annotated[str, Prose()]] = []
    extra: dict[str, str] = {}
    either: int | str = 0
    before: "Report | None" = None


def test_what_is_labelled_is_read_off_the_types():
    """Fields by path, lists by their first required part; what has no printed form is left out."""
    slots = form_of(Report).slots
    own = {name: slot.compare for name, slot in slots.fields.items() if "before" not in name}
    assert own == {
        "site_town": "name",
        "site_opened": "date",
        "colour": "choice",
        "grade": "choice",
        "final": "choice",
        "ratio": "number",
        "paid": "amount",
        "p": "p_value",
        "when": "date",
        "authors": "names",
    }
    assert slots.fields["when"].places == ("/printed on",)
    assert slots.fields["before_when"].places == ("/before/printed on",)
    assert (slots.facts, slots.summary) == ("/findings", "/summary")
    samples = slots.lists["samples"]
    assert samples.key == "label"
    assert samples.parts == {"note": "prose", "label": "name", "weight": "number"}
    assert form_of(Report).longest("samples") == 3


class Entry(BaseModel):
    """An item whose required part has another name in the JSON form."""

    note: str | None = None
    label: str = Field(alias="label_no")


class Register(BaseModel):
    """A schema of odd names."""

    state: Literal["open", "closed"] | None = Field(None, alias="open/closed")
    entries: list[Entry] = []


def test_other_names_of_the_json_form_are_followed():
    """Into pointers, which write a slash otherwise, and into what items are told apart by."""
    form = form_of(Register)
    assert form.slots.fields["state"].places == ("/open~1closed",)
    assert form.fields.model_fields.keys() == {"state"}
    assert form.slots.lists["entries"].key == "label_no"


@pytest.mark.parametrize(
    ("place_of", "wrong"),
    [
        (("court",), "Harrowgate County Court"),
        (("decided",), "2026-03-04"),
        (("damages", "amount"), "4.3"),
        (("pages",), 62),
        (("judges", 1, "name"), "Tom Errold"),
    ],
)
def test_each_value_of_it_counts(place, place_of, wrong):
    """The labels themselves score perfectly, and any value that is wrong costs something."""
    (fixture, *_) = load_rulings(place)
    gold = fixture.gold
    output = as_output(fixture, gold.fields, gold.lists, gold.facts, gold.reference_summary)
    good = score(fixture, output).values
    assert (good["field_f1"], good["list_f1"], good["fact_f"]) == (1, 1, None)
    *steps, last = place_of
    node = output["data"]
    for step in steps:
        node = node[step]
    node[last] = wrong
    bad = score(fixture, output).values
    assert bad["field_f1"] + bad["list_f1"] < 2


def test_labels_of_another_task_are_refused(place):
    """The error names the file and what it does not know."""
    with pytest.raises(ConfigError, match=r"gold\.yaml: fields/issuer: Field required"):
        load(place / "evals" / "fixtures" / "rulings")


def test_facts_that_the_schema_cannot_hold_are_a_problem(place):
    """Nothing could ever state them."""
    gold = place / "evals" / "fixtures" / "rulings" / "harrowgate-02" / "gold.yaml"
    tree = labels("harrowgate-02")
    tree["facts"] = [
        {
            "id": "f1",
            "importance": "vital",
            "kind": "metric",
            "text": "The ruling has 61 pages.",
            "must": {"value": {"n": "61", "scale": 1, "unit": "pages"}},
            "may": {},
            "must_not": [],
            "accept": [],
            "evidence": quote("61 pages"),
        }
    ]
    gold.write_text(yaml.safe_dump(tree, allow_unicode=True))
    problems = lint(place / "evals" / "fixtures" / "rulings", ruling(place))
    assert ["has no key facts" in str(problem) for problem in problems] == [True]


def ruling(place):
    """The schema of the task."""
    return load_task(place / "rulings").schema


def load_rulings(place):
    """The fixtures of the task."""
    return load(place / "evals" / "fixtures" / "rulings", ruling(place))
