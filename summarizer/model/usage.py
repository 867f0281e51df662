"""What the requests about one document cost, counted once and failures included."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from openai.types import CompletionUsage

from summarizer.model.profile import Prices
from summarizer.summary import Usage


def is_reported(usage: CompletionUsage) -> bool:
    """Tell whether an endpoint that reports its usage says how much: some send null."""
    return isinstance(usage.prompt_tokens, int) and isinstance(usage.completion_tokens, int)


@dataclass
class Meter:
    """Counts requests and the tokens that the endpoint reports."""

    started: float = field(default_factory=time.monotonic)
    requests: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    reported: int = 0

    def sent(self) -> None:
        """Count a request, whatever comes of it."""
        self.requests += 1

    def received(self, usage: CompletionUsage | None) -> None:
        """Add what the endpoint reports for one answer; None where it reports nothing."""
        if usage is None or not is_reported(usage):
            return
        self.reported += 1
        self.input_tokens += usage.prompt_tokens
        self.output_tokens += usage.completion_tokens
        if usage.prompt_tokens_details is not None:
            self.cached_tokens += usage.prompt_tokens_details.cached_tokens or 0

    def total(self, prices: Prices | None) -> Usage:
        """Return the sum so far, priced if there are prices."""
        tokens = (self.input_tokens, self.cached_tokens, self.output_tokens)
        return Usage(
            requests=self.requests,
            input_tokens=self.input_tokens,
            cached_tokens=self.cached_tokens,
            output_tokens=self.output_tokens,
            unreported=self.requests - self.reported,
            seconds=round(time.monotonic() - self.started, 3),
            cost=None if prices is None else prices.cost(*tokens),
        )
