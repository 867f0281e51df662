"""The end of a run that comes before the end of its work: asked for, or forced by a limit."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from summarizer.errors import SummarizerError


class GivenBackError(SummarizerError):
    """A document is let go of unfinished, for another run; no user ever sees this."""

    def __init__(self) -> None:
        super().__init__("the run stops.")


class Stopping:
    """Whether to go on.

    Attributes:
        draining: No further document is begun; those in hand are finished.
        cause: Why no further request is sent either, if that is so.
    """

    def __init__(self) -> None:
        self.draining = False
        self.cause: SummarizerError | None = None
        self._stopped = asyncio.Event()

    def drain(self) -> None:
        """Begin no further document."""
        self.draining = True

    def because(self, cause: SummarizerError) -> None:
        """Send no further request. The first cause counts."""
        self.cause = self.cause or cause
        self.drain()
        self._stopped.set()

    def check(self) -> None:
        """Go on, if that is wanted.

        Raises:
            GivenBackError: It is not.
        """
        if self.cause:
            raise GivenBackError

    async def sleep(self, seconds: float) -> None:
        """Wait, but not beyond the end.

        Raises:
            GivenBackError: The run stops.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopped.wait()
        self.check()
