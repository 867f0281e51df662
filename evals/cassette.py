"""Plays recorded model exchanges in place of the network, and records them anew on demand.

vcrpy intercepts the HTTP clients, matches and counts. What is ours: the file (`cassette_file`),
what a miss says, and that no code can swallow it. Clients wrap whatever happens below them, so a
stale cassette would pass for a model out of reach; leaving the player raises the miss again.
"""

import json
import re
from collections.abc import Mapping
from difflib import SequenceMatcher, unified_diff
from itertools import repeat
from pathlib import Path
from types import TracebackType
from typing import Self

import vcr  # type: ignore[import-untyped]  # vcrpy ships no types

from summarizer.evals.cassette_file import CassetteError, Exchange, body_node, read, write
from summarizer.evals.tape import Request, Shelf, Tape, exchange, same_request

__all__ = ["CassetteError", "CassetteMissError", "CassetteUnplayedError", "Player"]

DIFF_LINES = 40


class CassetteMissError(CassetteError):
    """A request was made that the cassette has no answer for.

    Attributes:
        diff: Unified diff from the nearest recorded body to the one asked, or an empty string.
    """

    def __init__(self, message: str, *, hint: str, diff: str) -> None:
        super().__init__(message, hint=hint)
        self.diff = diff

    def __str__(self) -> str:
        return "\n".join(filter(None, (super().__str__(), self.diff)))


class CassetteUnplayedError(CassetteError):
    """The cassette holds exchanges that were not asked for."""


class Player:
    """Answers HTTP requests from a cassette while it is entered, or records them.

    A request finds its answer by method, path and body (JSON as parsed), and each answer is played
    once. Recording lets requests out and replaces the file, unless the block raises: then the old
    file stays.

    Leaving the block raises `CassetteMissError` for what was asked and is not recorded, whatever
    became of the error on its way up; `CassetteUnplayedError` where a block that ended well left
    exchanges unplayed; `CassetteError` where there was nothing to record.

    Attributes:
        path: The cassette.
        record: Whether requests go out and are recorded.
        recorded_from: What a recording says of its origin; when playing, read on entering.
        seconds: When playing, what all recorded exchanges took together; None where one does not
            say.
    """

    seconds: float | None = None

    def __init__(
        self,
        path: Path,
        *,
        how_to_record: str,
        record: bool = False,
        recorded_from: Mapping[str, str] | None = None,
        timed: bool = False,
        keep: bool = False,
    ) -> None:
        """Prepare to play or to record.

        Args:
            path: The YAML file to read or to replace.
            how_to_record: The command that records this cassette, for error messages.
            record: Record instead of playing.
            recorded_from: The origin of a recording: at least its `model` and `server`.
            timed: Record how long each exchange took, which is different every time.
            keep: While recording, play what the file has from the same origin, and let only the
                other requests out.

        Raises:
            ValueError: A recording that does not say from which model and server.
        """
        self.path = path
        self.record = record
        self.recorded_from = dict(recorded_from or {})
        if record and not {"model", "server"} <= self.recorded_from.keys():
            raise ValueError("a recording says from which model and which server it is")
        self._timed, self._keep = timed, keep
        self._hint = f"To record it: {how_to_record}"
        self._recorded: list[Exchange] = []
        self._misses: list[CassetteMissError] = []

    def __enter__(self) -> Self:
        if not self.record:
            self._load()
        elif self._keep:
            self._recorded = self._still_of_use()
        self._interception = Tape.use(
            path=str(self.path),
            persister=Shelf(self._recorded),
            record_mode=self._mode(),
            match_on=[same_request],
            miss=self._miss,
        )
        self._tape = self._interception.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._interception.__exit__(kind, error, trace)
        if self._misses and (error is None or isinstance(error, Exception)):
            raise self._misses[0] from None
        if error is None and self.record:
            self._save()
        elif error is None:
            self._refuse_unplayed()

    def _mode(self) -> vcr.mode:
        if not self.record:
            return vcr.mode.NONE
        return vcr.mode.NEW_EPISODES if self._recorded else vcr.mode.ALL

    def _still_of_use(self) -> list[Exchange]:
        """Return the exchanges of the file, none where it is damaged or from another origin."""
        try:
            recorded_from, exchanges = read(self.path)
        except CassetteError:
            return []
        return exchanges if recorded_from == self.recorded_from else []

    def _load(self) -> None:
        try:
            self.recorded_from, self._recorded = read(self.path)
        except CassetteError as error:
            error.hint = self._hint
            raise
        taken = [exchange.seconds for exchange in self._recorded]
        if all(seconds is not None for seconds in taken):
            self.seconds = round(sum(filter(None, taken)), 3)

    def _save(self) -> None:
        if not self._tape.data:
            raise CassetteError(f"No request was made, so {self.path} was not recorded.")
        kept = [each for i, each in enumerate(self._recorded) if self._tape.play_counts[i]]
        taken = self._tape.taken if self._timed else repeat(None)
        exchanges = [
            exchange(request, response, seconds)
            for (request, response), seconds in zip(self._tape.data, taken, strict=False)
        ]
        write(self.path, self.recorded_from, [*kept, *exchanges[len(self._recorded) :]])

    def _refuse_unplayed(self) -> None:
        total = len(self._recorded)
        unplayed = [str(i + 1) for i in range(total) if not self._tape.play_counts[i]]
        if unplayed:
            raise CassetteUnplayedError(
                f"{len(unplayed)} of the {total} exchanges in {self.path} were not asked for "
                f"(in the order of the file: {', '.join(unplayed)}).",
                hint=self._hint,
            )

    def _miss(self, request: Request) -> CassetteMissError:
        """Tell how a request differs from the nearest recorded one, and remember it."""
        asked = _lines(request.body)
        same_address = [
            _lines(exchange.request)
            for exchange in self._recorded
            if (exchange.method, exchange.path) == (request.method, request.path)
        ]
        nearest = max(same_address, key=lambda lines: _likeness(lines, asked), default=None)
        if nearest is None:
            reason = "no such request was recorded"
        elif nearest == asked:
            reason = f"it was recorded {same_address.count(asked)}× and played as often"
        else:
            reason = "the nearest recorded body differs as shown below"
        miss = CassetteMissError(
            f"{self.path} has no answer to {request.method} {request.path}: {reason}.",
            hint=self._hint,
            diff=_diff(nearest, asked) if nearest else "",
        )
        self._misses.append(miss)
        return miss


def _lines(body: bytes | None) -> list[str]:
    """Lay a body out for a diff: a line for each JSON value, line of text and sentence."""
    node = dict(body_node(body or b""))
    text = json.dumps(node, indent=1, ensure_ascii=False, sort_keys=True, default=repr)
    return re.split(r"\n|\\n|(?<=[.;!?]) ", text)


def _likeness(some: list[str], others: list[str]) -> float:
    return SequenceMatcher(None, some, others, autojunk=False).quick_ratio()


def _diff(recorded: list[str], asked: list[str]) -> str:
    lines = list(unified_diff(recorded, asked, "recorded", "asked", n=1, lineterm=""))
    left_out = len(lines) - DIFF_LINES
    rest = [f"({left_out} more lines)"] if left_out > 0 else []
    return "\n".join(lines[:DIFF_LINES] + rest)
