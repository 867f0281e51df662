"""From fixtures to outputs: a system that asks a model plays its recordings, or makes them anew.

An output always comes from a recording that was played: recording is followed by playing. So a run
that has just been recorded and one that is replayed a year later are the same.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio.to_thread

from summarizer.answer import Json
from summarizer.errors import (
    InvalidAnswerError,
    RefusedError,
    RequestRejectedError,
    UnsupportedError,
)
from summarizer.evals.cassette import CassetteError, CassetteMissError, Player
from summarizer.evals.fixture import Fixture
from summarizer.evals.systems import Asking, Copying, System
from summarizer.model.client import DEFAULT_TIMEOUT, Client
from summarizer.model.connect import connect
from summarizer.model.profile import LOCAL, profile_for
from summarizer.summarize import Step
from summarizer.task import Task

# What a model can do to a document. All else is the endpoint's doing, and is neither recorded nor
# scored.
_ANSWERED = (InvalidAnswerError, RefusedError, RequestRejectedError, UnsupportedError)
_NOBODY = "http://127.0.0.1:1/v1"


@dataclass(frozen=True)
class Played:
    """What a system made of a fixture.

    Attributes:
        output: The JSON of `summarizer run --json`, or `{"error": {"type", "message"}}`.
        cassette: Hash of the recording's file, None for a system that asks no model.
        recorded_from: What the recording says of its origin.
    """

    output: Json
    cassette: str | None = None
    recorded_from: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Recorder:
    """How to ask the model anew.

    Attributes:
        model: As on the command line: "local", a model of the endpoint, None for the default.
        again: Ask also what a recording has the answer to.
        timeout: Seconds to wait for one answer.
    """

    model: str | None = None
    again: bool = False
    timeout: float = DEFAULT_TIMEOUT


class Replay:
    """Plays the recordings of one system and one task.

    Attributes:
        folder: Where they are, `<fixture id>.yaml` each.
        how_to_record: The command that records them, to which `--only ID` is added.
    """

    def __init__(
        self,
        system: System,
        task: Task[Any],
        folder: Path,
        *,
        how_to_record: str,
        recorder: Recorder | None = None,
        step: Step = lambda _: None,
    ) -> None:
        self.folder = folder
        self.how_to_record = how_to_record
        self._system, self._task = system, task
        self._recorder, self._step = recorder, step
        self._clients: dict[tuple[str, str], Client] = {}
        self._live: Client | None = None

    async def outputs(self, fixtures: Iterable[Fixture]) -> dict[str, Played]:
        """Return what the system makes of each fixture, by id.

        Raises:
            CassetteError: A recording is missing, stale or damaged.
            ModelError: While recording, the endpoint failed; what is recorded stays.
        """
        fixtures = list(fixtures)
        if isinstance(self._system, Asking) and self._recorder is None:
            self._refuse_missing(fixtures)
        played: dict[str, Played] = {}
        try:
            for number, fixture in enumerate(fixtures, start=1):
                self._step(f"{fixture.id} ({number} of {len(fixtures)})")
                played[fixture.id] = await self._output(fixture)
        finally:
            for client in filter(None, (*self._clients.values(), self._live)):
                await client.aclose()
        return played

    def _refuse_missing(self, fixtures: Iterable[Fixture]) -> None:
        missing = [each.id for each in fixtures if not self._path(each).is_file()]
        if missing:
            raise CassetteError(
                f"{len(missing)} fixtures have no recording in {self.folder}: "
                f"{', '.join(missing)}.",
                hint=f"To record them: {self.how_to_record}",
            )

    async def _output(self, fixture: Fixture) -> Played:
        if isinstance(self._system, Copying):
            return Played(self._system.make(self._task, fixture.document))
        recorder = self._recorder
        if recorder and (recorder.again or not await self._plays(self._system, fixture, recorder)):
            await self._record(self._system, fixture, recorder)
        return await self._play(self._system, fixture)

    async def _plays(self, system: Asking, fixture: Fixture, recorder: Recorder) -> bool:
        """Tell whether there is a recording from the wanted model that still plays."""
        try:
            played = await self._play(system, fixture)
        except CassetteError:
            return False
        return recorder.model in {None, *(played.recorded_from or {}).values()}

    async def _play(self, system: Asking, fixture: Fixture) -> Played:
        player = self._player(fixture)
        try:
            with player:
                client = self._nobody(player.recorded_from)
                output = await self._attempt(system, fixture, client)
        except CassetteMissError as miss:
            miss.document_id = fixture.id
            raise
        usage = output.get("usage", {}) | {"seconds": player.seconds}
        return Played(
            output | {"usage": usage},
            f"sha256:{hashlib.sha256(player.path.read_bytes()).hexdigest()}",
            player.recorded_from,
        )

    async def _record(self, system: Asking, fixture: Fixture, recorder: Recorder) -> None:
        if self._live is None:
            self._live = await anyio.to_thread.run_sync(
                connect, recorder.model, recorder.timeout, self._step
            )
        asked_as = recorder.model or os.environ.get("SUMMARIZER_MODEL") or LOCAL
        origin = {"model": self._live.model, "server": _server(asked_as), "profile": asked_as}
        self._step(f"recording {fixture.id}")
        with self._player(fixture, origin, keep=not recorder.again):
            await self._attempt(system, fixture, self._live)

    async def _attempt(self, system: Asking, fixture: Fixture, client: Client) -> Json:
        """Return an output, or what the model did instead: a failed document is a result too."""
        try:
            return await system.make(self._task, client, fixture.document)
        except _ANSWERED as error:
            return {"error": {"type": type(error).__name__, "message": error.message}}

    def _player(
        self, fixture: Fixture, origin: Mapping[str, str] | None = None, *, keep: bool = False
    ) -> Player:
        return Player(
            self._path(fixture),
            how_to_record=f"{self.how_to_record} --only {fixture.id}",
            record=origin is not None,
            recorded_from=origin,
            timed=True,
            keep=keep,
        )

    def _nobody(self, recorded_from: Mapping[str, str]) -> Client:
        """Return a client that asks as the recorded one did; nobody is at its address."""
        model = recorded_from["model"]
        asked_as = recorded_from.get("profile", model)
        if (model, asked_as) not in self._clients:
            self._clients[model, asked_as] = Client(
                model, profile_for(asked_as), base_url=_NOBODY, api_key="none", trust_env=False
            )
        return self._clients[model, asked_as]

    def _path(self, fixture: Fixture) -> Path:
        return self.folder / f"{fixture.id}.yaml"


def _server(asked_as: str) -> str:
    if asked_as == LOCAL:
        return "llama.cpp in xllamacpp, embedded"
    return urlsplit(os.environ.get("OPENAI_BASE_URL", "")).hostname or "api.openai.com"


def origin(played: Iterable[Played]) -> dict[str, str]:
    """Return the one origin of all recordings, empty where nothing was recorded.

    Raises:
        CassetteError: They are from different models.
    """
    origins = {tuple(sorted((each.recorded_from or {}).items())) for each in played}
    if len(origins) > 1:
        names = sorted({dict(each).get("model", "?") for each in origins})
        raise CassetteError(
            f"the recordings are not from one model: {', '.join(names)}.",
            hint="Record them all from one, or keep those of another elsewhere: --cassettes DIR.",
        )
    return dict(origins.pop()) if origins else {}
