"""A run: what a system made of fixtures, and how it was scored, in a folder that says from what.

    run.json            the header: everything that the outputs depend on
    outputs/<id>.json   the output for one fixture, as `summarizer run --json` prints it
    scores.json         the scores of every document, by id

All of it is canonical JSON: the same inputs give the same bytes, so a difference means something.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from summarizer.errors import ConfigError
from summarizer.evals.measured import DocumentScore

HEADER, OUTPUTS, SCORES = "run.json", "outputs", "scores.json"

Split = Literal["dev", "test", "all"]


class Header(BaseModel):
    """What a run was made with; runs can be compared where `fixtures` and `metrics` agree.

    Attributes:
        task: The task's name.
        system: What made the outputs: "ours", or a baseline such as "lead-3".
        model: The model that was asked, None for a system that asks none.
        split: The half of the fixtures, or "all".
        recorded_from: What the recordings say of their origin; empty for a system without model.
        prompt: Hash of the prompt, None for a system without one.
        schema_hash: Hash of the task's schema.
        gold: Hash over all texts and labels of the run.
        fixtures: Hash over text and labels, by id.
        cassettes: Hash of the recording that was played, by id.
        metrics: Versions, by name.
        version: Version of the package.
        python: Version of Python.
        commit: Commit of the working tree, None outside of git.
        dirty: Whether tracked files differed from it.
    """

    model_config = ConfigDict(frozen=True)

    task: str
    system: str
    model: str | None
    split: Split
    recorded_from: dict[str, str] = Field(default_factory=dict)
    prompt: str | None
    schema_hash: str = Field(alias="schema")
    gold: str
    fixtures: dict[str, str]
    cassettes: dict[str, str] = Field(default_factory=dict)
    metrics: dict[str, int]
    version: str
    python: str
    commit: str | None
    dirty: bool


class Run(BaseModel):
    """A header, the outputs and their scores, both by id of fixture.

    An output is what `summarizer run --json` prints, or `{"error": {"type", "message"}}`. Its
    `usage.seconds` are those of the recording, None where that does not say.
    """

    model_config = ConfigDict(frozen=True)

    header: Header
    outputs: dict[str, dict[str, Any]]
    scores: dict[str, DocumentScore]

    def write(self, folder: Path) -> None:
        """Write the folder; a run that stands there is replaced.

        Raises:
            ConfigError: There is a folder with something else in it.
        """
        if folder.exists():
            if not (folder / HEADER).is_file() and any(folder.iterdir()):
                raise ConfigError(
                    f"{folder} holds something that is no run.", hint="Name another with --out."
                )
            shutil.rmtree(folder / OUTPUTS, ignore_errors=True)
        (folder / OUTPUTS).mkdir(parents=True)
        for name, output in self.outputs.items():
            write_json(folder / OUTPUTS / f"{name}.json", output)
        write_json(folder / SCORES, {k: s.model_dump(mode="json") for k, s in self.scores.items()})
        write_json(folder / HEADER, self.header.model_dump(mode="json", by_alias=True))


def read_run(folder: Path) -> Run:
    """Read the folder of a run.

    Raises:
        ConfigError: It is no run, or a file of it is damaged.
    """
    if not (folder / HEADER).is_file():
        raise ConfigError(
            f"{folder} is no run: it has no {HEADER}.",
            hint="`summarizer eval run --out DIR` makes one.",
        )
    try:
        return Run(
            header=Header.model_validate_json((folder / HEADER).read_bytes()),
            outputs={
                path.stem: json.loads(path.read_bytes())
                for path in sorted((folder / OUTPUTS).glob("*.json"))
            },
            scores=_SCORES.validate_json((folder / SCORES).read_bytes()),
        )
    except (OSError, ValidationError, ValueError) as error:
        problem = " ".join(str(error).split())
        raise ConfigError(f"the run {folder} cannot be read: {problem}.") from error


def write_json(path: Path, tree: Any) -> None:
    """Write canonical JSON: sorted keys, two spaces, no NaN, in one step."""
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, indent=2, allow_nan=False)
    partial = path.with_name(f"{path.name}.partial")
    partial.write_text(text + "\n", encoding="utf-8")
    partial.replace(path)


_SCORES = TypeAdapter(dict[str, DocumentScore])
