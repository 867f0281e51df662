"""A fixture: a document and its hand-made labels, in a folder of `source.txt` and `gold.yaml`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from summarizer.document import Document
from summarizer.errors import ConfigError, DocumentError
from summarizer.evals.cassette_file import LOADER
from summarizer.evals.form import Form, form_of
from summarizer.evals.gold import Gold, gold_of
from summarizer.evals.labels import Quote
from summarizer.grounding.evidence import Span
from summarizer.schemas.press_release import PressRelease
from summarizer.types import PartialDate

SOURCE, GOLD = "source.txt", "gold.yaml"


@dataclass(frozen=True)
class Fixture:
    """A document and its labels.

    Attributes:
        folder: Where both were read.
        document: The source, under the id of the labels.
        gold: The labels.
        form: What labels of the task look like, and where an output has what they name.
    """

    folder: Path
    document: Document
    gold: Gold[Any, Any]
    form: Form

    @property
    def id(self) -> str:
        """The name of the folder."""
        return self.folder.name

    @property
    def written(self) -> date | None:
        """The day of the release, if the labels have one: it gives bare days their year."""
        released = dict(self.gold.fields).get("released")
        day = released.value if released is not None else None
        return day.first if isinstance(day, PartialDate) else None

    def spans(self, quotes: Iterable[Quote]) -> tuple[Span, ...]:
        """Return where quotes stand in the document, in their order.

        Raises:
            ConfigError: A quote does not occur, or not so often.
        """
        return tuple(self._span(quote) for quote in quotes)

    def _span(self, quote: Quote) -> Span:
        start = -1
        for _ in range(quote.nth):
            start = self.document.text.find(quote.quote, start + 1)
            if start < 0:
                raise ConfigError(
                    f"{self.folder / GOLD}: {quote.quote!r} does not occur in {SOURCE}"
                    + (f" {quote.nth} times." if quote.nth > 1 else "."),
                    hint="Quotes are verbatim, line breaks and spaces included.",
                )
        return Span(start=start, end=start + len(quote.quote), quote=quote.quote)


def load(folder: Path, schema: type[BaseModel] = PressRelease) -> tuple[Fixture, ...]:
    """Read the fixtures of a folder, in the order of their ids.

    Args:
        folder: Holds a folder for each.
        schema: What the labels are of: the schema of their task.

    Raises:
        ConfigError: There are none, or one cannot be read.
    """
    return tuple(read(path, schema) for path in folders(folder))


def folders(folder: Path) -> list[Path]:
    """Return the folders of the fixtures in a folder, by name; hidden ones are none.

    Raises:
        ConfigError: There is no such folder, or no fixture in it.
    """
    if not folder.is_dir():
        raise ConfigError(f"There is no folder {folder}.", hint="Name the folder of the fixtures.")
    found = sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] != ".")
    if not found:
        raise ConfigError(f"{folder} holds no fixtures.", hint=f"One is a folder with {GOLD}.")
    return found


def read(folder: Path, schema: type[BaseModel] = PressRelease) -> Fixture:
    """Read one fixture, labelled for a schema.

    Raises:
        ConfigError: A file is missing or unreadable, or the labels are not of the format; the
            message says in which file, and where in it.
    """
    path, form = folder / GOLD, form_of(schema)
    try:
        gold = gold_of(form).model_validate(
            LOADER(path.read_text(encoding="utf-8")).get_single_data()
        )
        document = Document.from_path(folder / SOURCE, id=folder.name)
    except ValidationError as error:
        problems = [
            f"{'/'.join(map(str, problem['loc'])) or 'the whole'}: {problem['msg']}"
            for problem in error.errors(include_url=False)
        ]
        raise ConfigError(f"{path}: {'; '.join(problems)}.") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path} is not YAML: {' '.join(str(error).split())}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}.") from error
    except DocumentError as error:
        raise ConfigError(f"{folder / SOURCE}: {error.message}", hint=error.hint) from error
    return Fixture(folder, document, gold, form)


def set_hash(fixtures: Iterable[Fixture]) -> str:
    """Return `sha256:…` over texts and labels, the same for every order and spelling of them.

    Scores that were measured on sets of different hashes are not comparable.
    """
    contents = [
        {"source": fixture.document.sha256, "gold": fixture.gold.model_dump(mode="json")}
        for fixture in sorted(fixtures, key=lambda fixture: fixture.id)
    ]
    canonical = json.dumps(contents, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"
