"""A task: a prompt and a schema under one name, found by name, by path or by entry point.

A task is a folder. `system.md` holds the system message, and its front matter names the schema:
`schema: module:Class`, or `schema: file.py:Class` beside it. Every other `.md` file is a question,
asked in the order of the file names; its front matter says about which fields of the schema. A
folder without questions asks one about the whole schema.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from summarizer.ahead import parts_of
from summarizer.errors import TaskError
from summarizer.question import answer_schema, sentence_key

T = TypeVar("T", bound=BaseModel)
S = TypeVar("S", bound=BaseModel)  # of a method, where T is the class's
ENTRY_POINTS = "summarizer.tasks"
_BUILT_IN = Path(str(files("summarizer"))) / "prompts"
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)


class _Head(BaseModel):
    """The front matter of a question."""

    model_config = ConfigDict(extra="forbid")

    fields: tuple[str, ...] | None = None
    when: str | None = None
    focus: str | None = None
    among: str | None = None
    pick: int | None = Field(default=None, ge=1)
    verbatim: bool = False
    dates: bool = False
    max_tokens: int = 800

    @field_validator("when", "focus", "among")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        try:
            re.compile(pattern or "")
        except re.error as error:
            raise ValueError(f"is no regular expression: {error}") from error
        return pattern


@dataclass(frozen=True)
class Question:
    """One request about one document.

    Attributes:
        name: The file's name without its ending.
        text: What is asked; the guide to the fields follows it.
        fields: Top-level fields of the schema, None for all.
        when: Asked only if the document matches; None asks always.
        focus: Asked only about the sentences that match, which are shown again with it.
        among: Only the sentences that match may be cited; None allows all.
        pick: Asked only about so many sentences, those that carry the news; None does not choose.
        verbatim: Prose is not asked for: the words of the sentence that is named stand.
        dates: Not asked by itself: its fields are lists of dates ahead, which the text tells.
        max_tokens: The longest answer, in tokens: where a repeating answer is cut short.
    """

    name: str
    text: str
    fields: tuple[str, ...] | None = None
    when: re.Pattern[str] | None = None
    focus: re.Pattern[str] | None = None
    among: re.Pattern[str] | None = None
    pick: int | None = None
    verbatim: bool = False
    dates: bool = False
    max_tokens: int = 800


@dataclass(frozen=True)
class Task(Generic[T]):
    """A prompt and a schema under one name.

    Attributes:
        name: The name.
        schema: What is filled.
        system: The system message.
        questions: What is asked, in order.
        folder: Where it was read, None where it was made of a schema.
    """

    name: str
    schema: type[T]
    system: str
    questions: tuple[Question, ...]
    folder: Path | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Be read again in another process, which knows no class that a file here defined."""
        if self.folder:
            return load_task, (self.folder,)
        return Task, (self.name, self.schema, self.system, self.questions)

    def __post_init__(self) -> None:
        """Find a schema that cannot be asked, or a field that does not exist, before any call."""
        for question in self.questions:
            answer_schema(self.schema, question.fields)
            if question.dates and not question.fields:
                raise TaskError(
                    f"the question {question.name} says `dates: true` of no field.",
                    hint="Name its lists: `fields: [dates_ahead]`.",
                )
            for field in question.fields or () if question.dates else ():
                parts_of(self.schema, field)

    @staticmethod
    def for_schema(schema: type[S]) -> Task[S]:
        """Make a task of any pydantic model, with the prompt that fits every schema.

        Raises:
            TaskError: It is no pydantic model, or cannot become JSON Schema.
        """
        if not (isinstance(schema, type) and issubclass(schema, BaseModel)):
            raise TaskError(f"{schema!r} is no pydantic model.", hint="Pass a BaseModel subclass.")
        _, system = _front_matter(_BUILT_IN / "default" / "system.md")
        return Task(schema.__name__, schema, system, (_default_question(),))

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are put to a model one by one."""
        return tuple(question for question in self.questions if not question.dates)

    @property
    def dated_fields(self) -> tuple[str, ...]:
        """The fields that the text fills where a model is asked one by one."""
        return tuple(
            f for question in self.questions if question.dates for f in question.fields or ()
        )

    @property
    def joint(self) -> Question:
        """All questions as one, for models that do well with a large one."""
        text = "\n\n".join(dict.fromkeys(question.text for question in self.questions))
        return Question("joint", text, max_tokens=sum(q.max_tokens for q in self.questions))

    @cached_property
    def sentence_key(self) -> str:
        """The name under which answers carry sentence numbers."""
        return sentence_key(answer_schema(self.schema))

    @cached_property
    def prompt_hash(self) -> str:
        """SHA-256 over everything that is sent beside the document and the schema."""
        parts = [self.system]
        for question in self.questions:
            conditions = (question.when, question.focus, question.among)
            patterns = [pattern and pattern.pattern for pattern in conditions]
            parts += [question.name, question.text, repr(question.fields), repr(patterns)]
            parts.append(f"{question.max_tokens} {question.pick} {question.verbatim}")
            parts += ["dates"] * question.dates
        return _digest(parts)

    @cached_property
    def schema_hash(self) -> str:
        """SHA-256 of the schema as it is asked and as it comes back."""
        schemas = (answer_schema(self.schema), self.schema.model_json_schema(mode="serialization"))
        return _digest([json.dumps(schema, sort_keys=True) for schema in schemas])


def load_task(name: str | Path) -> Task[Any]:
    """Find a task by name (built in, or an entry point of `summarizer.tasks`) or by its folder.

    Raises:
        TaskError: There is no such task, or its prompt or schema is broken.
    """
    known = dict(_known_tasks())
    if str(name) in known:
        return _read_folder(str(name), known[str(name)])
    folder = Path(name).expanduser()
    if (folder / "system.md").is_file():
        return _read_folder(folder.resolve().name, folder)
    if folder.is_dir():
        raise TaskError(f"the folder {folder} holds no task: it has no system.md.")
    raise TaskError(
        f"there is no task {str(name)!r}.",
        hint=f"Known tasks: {', '.join(sorted(known))}. A path to a task's folder works too.",
    )


def _known_tasks() -> Iterator[tuple[str, Path]]:
    for found in entry_points(group=ENTRY_POINTS):
        try:
            module = found.load()
        except Exception as error:
            raise TaskError(
                f"the task {found.name!r} of {found.value} cannot be loaded: {error}."
            ) from error
        yield found.name, Path(str(files(module)))
    yield "press_release", _BUILT_IN / "press_release"


def _read_folder(name: str, folder: Path) -> Task[Any]:
    head, system = _front_matter(folder / "system.md")
    schema = _schema(head.get("schema"), folder)
    questions = tuple(
        _read_question(path) for path in sorted(folder.glob("*.md")) if path.name != "system.md"
    )
    return Task(name, schema, system, questions or (_default_question(),), folder)


def _default_question() -> Question:
    return _read_question(_BUILT_IN / "default" / "question.md")


def _read_question(path: Path) -> Question:
    head, text = _front_matter(path)
    try:
        checked = _Head.model_validate(head)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise TaskError(f"the front matter of {path} is wrong: {problems}.") from error
    return Question(
        name=path.stem,
        text=text,
        fields=checked.fields,
        when=re.compile(checked.when) if checked.when else None,
        focus=re.compile(checked.focus) if checked.focus else None,
        among=re.compile(checked.among) if checked.among else None,
        pick=checked.pick,
        verbatim=checked.verbatim,
        dates=checked.dates,
        max_tokens=checked.max_tokens,
    )


def _front_matter(path: Path) -> tuple[dict[str, Any], str]:
    try:
        content = path.read_text(encoding="utf-8")
        match = _FRONT_MATTER.match(content)
        head = yaml.safe_load(match[1]) if match else {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TaskError(f"the prompt {path} cannot be read: {error}.") from error
    if not isinstance(head, dict):
        raise TaskError(f"the front matter of {path} is no mapping of names to values.")
    return head, (match[2] if match else content).strip()


def _schema(reference: object, folder: Path) -> type[BaseModel]:
    where = f"in the front matter of {folder / 'system.md'}"
    if not isinstance(reference, str) or reference.count(":") != 1:
        raise TaskError(f"{where}, schema must be module:Class or file.py:Class.")
    module_name, class_name = reference.split(":")
    try:
        if module_name.endswith(".py"):
            module = _import_file(folder / module_name)
        else:
            module = importlib.import_module(module_name)
    except Exception as error:  # a user's module can raise anything while it is imported
        raise TaskError(
            f"the schema module {module_name} of {folder} cannot be imported: "
            f"{type(error).__name__}: {error}."
        ) from error
    schema = getattr(module, class_name, None)
    if not (isinstance(schema, type) and issubclass(schema, BaseModel)):
        raise TaskError(f"{where}, {reference} is no pydantic model.")
    return schema


def _import_file(path: Path) -> ModuleType:
    name = "summarizer_task_" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # pydantic resolves annotations through it
    spec.loader.exec_module(module)
    return module


def _digest(parts: list[str]) -> str:
    return "sha256:" + hashlib.sha256("\x00".join(parts).encode()).hexdigest()
