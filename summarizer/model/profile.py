"""How to ask a model: one joint question or several small ones, its context, its prices.

Profiles stand in `profiles.toml` beside this file. `SUMMARIZER_PROFILES` names a file of the same
form whose tables come first. A table's name is a model's name, or a pattern such as "gpt-*".
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.errors import ConfigError

LOCAL = "local"


class Prices(BaseModel):
    """Prices per million tokens, in a currency of the user's choice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    cached: float | None = Field(
        default=None, ge=0, description="None: cached input costs the same"
    )

    def cost(self, input_tokens: int, cached_tokens: int, output_tokens: int) -> float:
        """Return what these tokens cost; cached tokens are part of the input."""
        cached = self.input if self.cached is None else self.cached
        fresh = input_tokens - cached_tokens
        return (fresh * self.input + cached_tokens * cached + output_tokens * self.output) / 1e6


class Profile(BaseModel):
    """How one model is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: Literal["joint", "split"] = "joint"
    context_tokens: int = Field(default=128_000, gt=0)
    concurrency: int = Field(
        default=64, gt=0, description="the most requests of a job in flight; `local`: its slots"
    )
    request: Mapping[str, Any] = Field(
        default_factory=dict, description="sent along with every request, such as temperature"
    )
    prices: Prices | None = None


def profile_for(model: str) -> Profile:
    """Return the profile of a model: the user's file first, then the built-in ones.

    Raises:
        ConfigError: A profile file cannot be read, or has unknown settings.
    """
    paths = [Path(__file__).with_name("profiles.toml")]
    if users := os.environ.get("SUMMARIZER_PROFILES"):
        paths.insert(0, Path(users).expanduser())
    for path in paths:
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
            for pattern, table in tables.items():
                if fnmatchcase(model, pattern):
                    return Profile.model_validate(table)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
            raise ConfigError(
                f"the profiles in {path} cannot be used: {error}.",
                hint="See summarizer/model/profiles.toml for the form.",
            ) from error
    return Profile()
