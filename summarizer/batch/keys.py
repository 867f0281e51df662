"""What a result depends on, as a key: the same key is paid once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any, Self

from summarizer.model.profile import Profile
from summarizer.task import Task

# Raise it when asking or grounding makes another result of the same answers: every document of
# every job is then asked anew.
RULES = 9
KEY_BYTES = 16


@dataclass(frozen=True)
class Recipe:
    """Everything beside the document that decides what comes back.

    Attributes:
        task: The task's name.
        prompt: Hash of what is sent beside the document.
        schema: Hash of the schema.
        model: The model's name.
        sampling: How it is asked, as JSON: kind of question, context, request parameters.
        rules: The package's own rules, `RULES`.
    """

    task: str
    prompt: str
    schema: str
    model: str
    sampling: str
    rules: int = RULES

    @classmethod
    def of(cls, task: Task[Any], model: str, profile: Profile) -> Self:
        """Say what a job is made with."""
        asked = profile.model_dump(include={"ask", "context_tokens", "request"})
        return cls(
            task=task.name,
            prompt=task.prompt_hash,
            schema=task.schema_hash,
            model=model,
            sampling=json.dumps(asked, sort_keys=True),
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        return cls(**json.loads(text))

    def to_json(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), sort_keys=True)

    def key(self, text: str) -> bytes:
        """Return the key of a document's result: 128 bits of BLAKE2b."""
        return hashlib.blake2b(text.encode(), digest_size=KEY_BYTES, key=self._digest).digest()

    def changes(self, other: Recipe) -> list[str]:
        """Return the names of what differs from another recipe."""
        names = (field.name for field in fields(self))
        return [name for name in names if getattr(self, name) != getattr(other, name)]

    @cached_property
    def _digest(self) -> bytes:
        return hashlib.blake2b(self.to_json().encode(), digest_size=32).digest()
