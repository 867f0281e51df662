"""Tasks: found by name, by path, by entry point; broken ones are refused before any call."""

import re
from importlib.metadata import EntryPoint

import pytest
from pydantic import BaseModel

from summarizer import task as task_module
from summarizer.errors import TaskError
from summarizer.schemas.press_release import PressRelease
from summarizer.task import Task, load_task

SCHEMA = """
from pydantic import BaseModel

class Earnings(BaseModel):
    revenue: int | None
    "What came in."
"""


@pytest.fixture
def folder(tmp_path):
    """A task of a user's own."""
    path = tmp_path / "earnings"
    path.mkdir()
    (path / "schema.py").write_text(SCHEMA)
    (path / "system.md").write_text("---\nschema: schema.py:Earnings\n---\nRead the report.\n")
    return path


def test_the_built_in_task_is_found_by_name():
    """Its questions cover every field of its schema, each once."""
    task = load_task("press_release")
    assert task.schema is PressRelease
    asked = [name for question in task.questions for name in question.fields or ()]
    assert sorted(asked) == sorted(PressRelease.model_fields)


def test_a_folder_is_a_task(folder):
    """Without questions of its own it asks one about the whole schema."""
    task = load_task(folder)
    assert (task.name, task.schema.__name__, task.system) == (
        "earnings",
        "Earnings",
        "Read the report.",
    )
    assert [question.fields for question in task.questions] == [None]


def test_questions_are_asked_in_the_order_of_their_files(folder):
    """Front matter says which fields, when, and about which sentences."""
    (folder / "2-more.md").write_text("---\nfocus: '[0-9]+'\n---\nMore?\n")
    (folder / "1-first.md").write_text(
        "---\nfields: [revenue]\nwhen: '(?i)sales'\n---\nHow much?\n"
    )
    first, more = load_task(folder).questions
    assert (first.name, first.fields, first.text) == ("1-first", ("revenue",), "How much?")
    assert first.when == re.compile("(?i)sales")
    assert more.focus == re.compile("[0-9]+")


def test_an_entry_point_is_a_task(folder, monkeypatch):
    """An installed package offers its task by name; its value is the package that holds it."""
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(folder.parent)
    offered = [EntryPoint("my_earnings", "earnings", task_module.ENTRY_POINTS)]
    monkeypatch.setattr(task_module, "entry_points", lambda **_: offered)
    assert load_task("my_earnings").schema.__name__ == "Earnings"


def test_an_unknown_task_names_the_known_ones():
    """The message helps with a typing error."""
    with pytest.raises(TaskError, match=r"no task 'pres_release'.*press_release"):
        load_task("pres_release")


def test_a_folder_without_a_prompt_is_no_task(tmp_path):
    """The message says what is missing."""
    with pytest.raises(TaskError, match=r"no system\.md"):
        load_task(tmp_path)


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("system.md", "Read it.", "schema must be"),
        ("system.md", "---\nschema: nowhere.py:Earnings\n---\n", "cannot be imported"),
        ("system.md", "---\nschema: schema.py:Nothing\n---\n", "no pydantic model"),
        ("system.md", "---\nschema: [\n---\n", "cannot be read"),
        ("system.md", "---\njust words\n---\n", "no mapping"),
        ("schema.py", "raise RuntimeError('broken on purpose')", "broken on purpose"),
        ("schema.py", "def (", "SyntaxError"),
        ("1.md", "---\nfields: [profit]\n---\n?", "no field profit"),
        ("1.md", "---\nfeilds: [revenue]\n---\n?", "feilds"),
        ("1.md", "---\nwhen: '('\n---\n?", "regular expression"),
    ],
)
def test_a_broken_task_says_what_is_broken(folder, file, content, words):
    """Every mistake of a task's author is found when the task is loaded."""
    (folder / file).write_text(content)
    with pytest.raises(TaskError, match=words):
        load_task(folder)


def test_any_model_is_a_task():
    """Its name is the model's; the prompt is the one that fits every schema."""

    class Note(BaseModel):
        title: str

    task = Task.for_schema(Note)
    assert (task.name, task.schema) == ("Note", Note)
    assert "document" in task.system


@pytest.mark.parametrize("thing", [dict, "PressRelease", PressRelease()])
def test_what_is_no_model_is_no_schema(thing):
    """An instance or a plain class is refused in words."""
    with pytest.raises(TaskError, match="no pydantic model"):
        Task.for_schema(thing)


def test_the_hashes_change_with_what_is_sent(folder):
    """Two summaries can be compared only where prompt and schema are the same."""
    before = load_task(folder)
    (folder / "system.md").write_text("---\nschema: schema.py:Earnings\n---\nRead it well.\n")
    after = load_task(folder)
    assert before.prompt_hash != after.prompt_hash
    assert before.schema_hash == after.schema_hash
    (folder / "schema.py").write_text(SCHEMA + "    profit: int | None\n")
    assert load_task(folder).schema_hash != before.schema_hash
