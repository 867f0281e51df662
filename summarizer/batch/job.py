"""A job from beginning to end: its ledger, its model, its limits, its run, its export."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from summarizer.batch import claims, listing, schema
from summarizer.batch.budget import Budget
from summarizer.batch.export import Format, export
from summarizer.batch.keys import Recipe
from summarizer.batch.ledger import Ledger, now
from summarizer.batch.limits import Limits
from summarizer.batch.live import Live
from summarizer.batch.making import Here, Link, Maker
from summarizer.batch.pace import Pace
from summarizer.batch.reader import Reader
from summarizer.batch.report import Standing, spent, standing
from summarizer.batch.rows import Columns
from summarizer.batch.runner import Runner
from summarizer.batch.source import Selection, inputs
from summarizer.batch.stopping import Stopping
from summarizer.batch.window import Window
from summarizer.batch.workers import Workers
from summarizer.errors import ConfigError, SummarizerError
from summarizer.model.client import DEFAULT_TIMEOUT
from summarizer.model.connect import connect, name_of
from summarizer.model.profile import Profile
from summarizer.task import Task

DEADLINE = 3600.0
LAST_WORDS = 30.0  # seconds after SIGTERM, before a service manager loses its patience
INTERRUPTED = 130
TICK = 1.0


@dataclass(frozen=True)
class Settings:
    """What a job is told.

    Attributes:
        names: Inputs.
        folder: Where its ledger and its output are.
        columns: Which columns hold ids and texts.
        selection: Which rows are taken.
        form: Of the output.
        concurrency: The most requests in flight; None for what the profile says.
        requests_per_minute: None for no limit.
        tokens_per_minute: None for no limit.
        max_cost: The most money that all runs together may cost.
        max_tokens: The most tokens that all runs together may take.
        timeout: Seconds to wait for one answer.
        deadline: Seconds of asking that one document may take.
        workers: Processes that ask and ground; with one, all is done in this one.
    """

    names: tuple[str, ...]
    folder: Path
    columns: Columns = field(default_factory=Columns)
    selection: Selection = field(default_factory=Selection)
    form: Format = "jsonl"
    concurrency: int | None = None
    requests_per_minute: float | None = None
    tokens_per_minute: float | None = None
    max_cost: float | None = None
    max_tokens: int | None = None
    timeout: float = DEFAULT_TIMEOUT
    deadline: float = DEADLINE
    workers: int = 1


Watch = Callable[[Live], None]
Say = Callable[[str], None]


async def run_job(
    task: Task[Any], model: str | None, settings: Settings, *, say: Say, watch: Watch
) -> tuple[int, Standing]:
    """Run a job, or go on with it, and export it when it is finished.

    Args:
        task: The prompt and the schema.
        model: The model's name, as for `Summarizer`.
        settings: All else.
        say: Told what a reader should know, a sentence at a time.
        watch: Shown how far the run is, about once a second.

    Returns:
        The exit code, and how the job stands.

    Raises:
        ConfigError: The settings cannot work.
        LedgerError: The ledger is in use, broken, or not a job's.
        OSError: The output cannot be written.
    """
    name, profile = name_of(model)
    recipe = Recipe.of(task, name, profile)
    found = list(inputs(settings.names, settings.columns, without=settings.folder))
    if settings.max_cost is not None and profile.prices is None:
        raise ConfigError(
            f"there is a budget in money, but the profile of {name!r} has no prices.",
            hint="Give it prices in a file that SUMMARIZER_PROFILES names, or use --max-tokens.",
        )
    with Ledger(settings.folder, create=True) as ledger:
        if changed := ledger.call(partial(_changes, recipe=recipe)):
            say(changed)
        run_id = ledger.call(partial(claims.begin_run, recipe=recipe))
        code = 1
        try:
            limits = _limits(ledger, settings, profile)
            reach = partial(asyncio.to_thread, connect, model, settings.timeout, say)
            maker = _maker(task, settings.workers, Link(reach, limits.stopping))
            runner = Runner(ledger, run_id, maker, limits, deadline=settings.deadline)
            runner.counts.before = ledger.call(listing.finished)
            live = Live(runner.counts, limits, found, profile)
            chosen = repr((settings.selection, settings.columns, recipe))
            # Before anything is handed out: what an earlier run listed may be no part of this one.
            begun = await ledger.do(partial(listing.begin, inputs=found, chosen=chosen))
            reader = Reader(
                ledger,
                found,
                settings.selection,
                recipe,
                begun=begun,
                draining=lambda: limits.stopping.draining,
                counts=runner.counts,
            )
            try:
                async with _watched(ledger, run_id, live, watch), _signals(live, say):
                    await runner.work(reader.read)
            finally:
                await maker.aclose()
            code = _code(live, say)
        except asyncio.CancelledError:
            code = INTERRUPTED
        finally:
            with suppress(SummarizerError):  # a ledger without room was told of already
                ledger.call(partial(claims.end_run, run=run_id, code=code))
        # The writer closes last: then SQLite leaves no other file beside the ledger.
        with closing(schema.connect_reading(ledger.path)) as connection:
            stands = standing(connection, details=True)
            if stands.complete and not stands.unfinished:
                code = 0 if code == INTERRUPTED else code  # nothing was left to interrupt
                say(f"exported: {export(connection, settings.folder, settings.form)}")
    return code or int(stands.without_result + stands.unfinished > 0), stands


def _maker(task: Task[Any], workers: int, link: Link) -> Maker:
    return Workers(task, workers, link) if workers > 1 else Here(task, link)


def _limits(ledger: Ledger, settings: Settings, profile: Profile) -> Limits:
    """Make the limits of a run; what earlier runs spent counts."""
    money, volume = Budget(settings.max_cost, "money"), Budget(settings.max_tokens, "tokens")
    if settings.max_cost is not None or settings.max_tokens is not None:
        _, tokens, unknown = ledger.call(spent)
        volume.spent = tokens[0] + tokens[2] + sum(unknown)
        if profile.prices:  # of what nobody knows the end, the worst is assumed
            money.spent = profile.prices.cost(*tokens) + profile.prices.cost(*unknown)
    return Limits(
        Stopping(),
        Window(settings.concurrency or profile.concurrency),
        requests=Pace(settings.requests_per_minute),
        tokens=Pace(settings.tokens_per_minute),
        money=money,
        volume=volume,
        prices=profile.prices,
    )


def _changes(connection: sqlite3.Connection, recipe: Recipe) -> str:
    """Say what differs from the last run, and what that means, before anything is spent."""
    last = claims.last_recipe(connection)
    if last is None or not (names := last.changes(recipe)):
        return ""
    (done,) = connection.execute(
        "SELECT count(*) FROM item WHERE state = 'ok' AND seq IS NOT NULL"
    ).fetchone()
    return (
        f"changed since the last run: {', '.join(names)}. The {done:,} results there are stay, but "
        "documents without a result of these settings are asked about again."
    )


def _code(live: Live, say: Say) -> int:
    """Return what the run ends with as such, whatever became of its documents."""
    if cause := live.limits.stopping.cause:
        say(f"stopped: {cause}")
        return cause.exit_code
    return INTERRUPTED if live.interrupted else 0


@asynccontextmanager
async def _watched(ledger: Ledger, run_id: int, live: Live, watch: Watch) -> AsyncIterator[None]:
    """Show the run as it goes on, here and in the ledger."""

    async def tick() -> None:
        while True:
            await asyncio.sleep(TICK)
            watch(live)
            values = (now(), json.dumps(live.note()), run_id)
            with suppress(SummarizerError):
                await ledger.do(partial(_note, values=values))

    ticking = asyncio.create_task(tick())
    try:
        yield
    finally:
        ticking.cancel()


def _note(connection: sqlite3.Connection, values: tuple[float, str, int]) -> None:
    connection.execute("UPDATE run SET seen = ?, note = ? WHERE id = ?", values)


@asynccontextmanager
async def _signals(live: Live, say: Say) -> AsyncIterator[None]:
    """Let Ctrl-C drain, once more abort; SIGTERM and SIGHUP drain, and abort in the end."""
    loop = asyncio.get_running_loop()
    work = asyncio.current_task()
    stopping = live.limits.stopping

    def interrupt() -> None:
        if live.interrupted and work:
            work.cancel()
            return
        live.interrupted = True
        stopping.drain()
        say(f"finishing {live.counts.in_hand} documents in hand; once more to let go of them.")

    def terminate() -> None:
        interrupt()
        if work:
            loop.call_later(LAST_WORDS, work.cancel)

    handled = {signal.SIGINT: interrupt, signal.SIGTERM: terminate}
    # The terminal is gone; under nohup that is to be ignored, and on Windows there is none.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        handled[signal.SIGHUP] = terminate
    with suppress(NotImplementedError, RuntimeError):  # Windows, or not the main thread
        for number, handler in handled.items():
            loop.add_signal_handler(number, handler)
    try:
        yield
    finally:
        with suppress(NotImplementedError, RuntimeError):
            for number in handled:
                loop.remove_signal_handler(number)
