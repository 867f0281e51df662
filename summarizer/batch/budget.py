"""What a job may cost: the most that a request can take is set aside before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from openai.types import CompletionUsage

from summarizer.model.profile import Prices
from summarizer.model.usage import is_reported
from summarizer.summary import Usage

_MOST = 10**12  # no endpoint counts so many tokens; a ledger counts to 2**63


@dataclass(frozen=True, slots=True)
class Estimate:
    """The most tokens that a request can take."""

    input: int
    output: int

    @classmethod
    def of(cls, request: Mapping[str, Any]) -> Self:
        """Estimate a request: a third of its bytes, which is more than common tokenizers need."""
        texts = sum(
            len(str(each["content"]).encode(errors="replace")) for each in request["messages"]
        )
        schema = len(str(request.get("response_format", "")))
        return cls((texts + schema) // 3 + 1, int(request.get("max_tokens") or 0))

    @property
    def total(self) -> int:
        """Tokens in and out."""
        return self.input + self.output

    def cost(self, prices: Prices | None) -> float:
        """Return the price of all of it."""
        return prices.cost(self.input, 0, self.output) if prices else 0.0


@dataclass(frozen=True, slots=True)
class Used:
    """Tokens as the endpoint counted them; cached ones are part of the input."""

    input: int
    cached: int
    output: int

    @classmethod
    def of(cls, usage: CompletionUsage) -> Self:
        """Read what the endpoint reports; what no request can take is brought back to what can."""
        details = usage.prompt_tokens_details
        cached = (details.cached_tokens or 0) if details else 0
        counts = (usage.prompt_tokens, cached, usage.completion_tokens)
        return cls(*(min(max(0, count), _MOST) for count in counts))

    @property
    def total(self) -> int:
        """Tokens in and out."""
        return self.input + self.output


class Uses:
    """What the answers about one document cost, without what failed on the way."""

    def __init__(self) -> None:
        self._uses: list[Used | None] = []

    def add(self, usage: CompletionUsage | None) -> Used | None:
        """Add what the endpoint reports of an answer, and return it as counted."""
        used = Used.of(usage) if usage and is_reported(usage) else None
        self._uses.append(used)
        return used

    def total(self, prices: Prices | None) -> Usage:
        """Return the sum, priced if there are prices."""
        known = [each for each in self._uses if each]
        tokens = [sum(getattr(each, name) for each in known) for name in Used.__slots__]
        return Usage(
            requests=len(self._uses),
            input_tokens=tokens[0],
            cached_tokens=tokens[1],
            output_tokens=tokens[2],
            unreported=len(self._uses) - len(known),
            cost=prices.cost(*tokens) if prices else None,
        )


@dataclass
class Budget:
    """An amount that must not be exceeded, of money or of tokens.

    Attributes:
        limit: The amount, None for any.
        unit: What it is an amount of, in words.
        spent: What is gone; requests whose cost nobody knows count in full.
        reserved: What requests in flight may take.
        unsettled: How many these are; a sum of fractions does not say when there are none.
    """

    limit: float | None
    unit: str
    spent: float = 0.0
    reserved: float = 0.0
    unsettled: int = 0

    def fits(self, amount: float) -> bool:
        """Tell whether an amount can still be set aside."""
        return self.limit is None or self.spent + self.reserved + amount <= self.limit

    def reserve(self, amount: float) -> None:
        """Set an amount aside."""
        self.reserved += amount
        self.unsettled += 1

    def settle(self, reserved: float, spent: float) -> None:
        """Replace what was set aside by what was spent."""
        self.unsettled -= 1
        self.reserved = self.reserved - reserved if self.unsettled else 0.0
        self.spent += spent
