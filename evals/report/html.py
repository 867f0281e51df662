"""A run as one HTML page that needs nothing else: no network, no other file, no script.

A small script lights every piece of a chosen passage; without it the page works all the same.
Documents and outputs are data: cleaned, escaped, and never an address, a style or a script. The
policy in the page's head allows its own style and its own script by their hashes and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from summarizer.evals.fixture import Fixture
from summarizer.evals.report import about, signs, words
from summarizer.evals.report.content import BY_DOCUMENT, Content
from summarizer.evals.report.reading import Reading

_HERE = Path(__file__).parent


def html(content: Content, fixtures: Mapping[str, Fixture]) -> str:
    """Write the page.

    Args:
        content: What is reported.
        fixtures: The documents of the run with their labels, by id.
    """
    style, script = _read("page.css"), _read("page.js")
    numbers = {name: number for number, name in enumerate(sorted(content.run.scores), start=1)}
    readings = [
        Reading(
            numbers[score.id],
            fixtures[score.id],
            content.run.outputs.get(score.id, {}),
            score,
            content.before(score),
        )
        for score in content.worst_first
    ]
    return _ENVIRONMENT.from_string(_read("page.html.jinja")).render(
        content=content,
        readings=readings,
        numbers=numbers,
        by_document=BY_DOCUMENT,
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=_hash(style),
        script=Markup(script),  # noqa: S704 - our own file
        script_hash=_hash(script),
    )


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the source expression by which a policy allows an inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _cleaned(value: Any) -> Any:
    """Clean whatever the template prints, before it is escaped."""
    return words.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_ENVIRONMENT = Environment(
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_cleaned,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals.update(about=about, signs=signs, words=words)
