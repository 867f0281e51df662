"""Many faults at once, killed and resumed until done: the output must be that of a quiet night.

    pytest -m chaos                          two minutes
    CHAOS_SECONDS=3600 pytest -m chaos -s    an hour, with its figures

A round that fails names its seed; `CHAOS_SEED` begins with that one.
"""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from fake_endpoint import Drop, Reply, Status, Truncated
from jobs import Done, check_books, of_two_questions, output, run, write_input
from model_server import ModelServer

from summarizer.batch import claims
from summarizer.batch.failpoint import VARIABLE
from summarizer.batch.ledger import Ledger

SECONDS = float(os.environ.get("CHAOS_SECONDS", "120"))
SEED = int(os.environ.get("CHAOS_SEED", "1"))
DOCUMENTS = 40
WINDOW = 8
MOST_KILLS = 4
POINTS = (
    "before-intent",
    "after-intent",
    "after-response",
    "in-result",
    "in-commit",
    "before-commit",
    "after-commit",
    "in-export",
    "before-rename",
    "after-rename",
)
FAULTS: tuple[Reply, ...] = (
    *(Status(code) for code in (408, 409, 429, 500, 502, 503, 504, 529)),
    Status(429, headers={"Retry-After": "1"}),
    Status(503, headers={"retry-after-ms": "200"}),
    Status(429, headers={"x-ratelimit-reset": "soon"}),
    Status(200, body="<html>sign in</html>"),
    Status(200, body={"error": {"message": "overloaded"}}),
    Drop(),
    Truncated(),
)


class Chaos(ModelServer):
    """Fails whenever the dice say so."""

    def __init__(self, dice: random.Random, share: float) -> None:
        super().__init__(latency=0.005)
        self._dice = dice
        self._share = share

    def _reply(self, number: int) -> Reply:
        if self._dice.random() < self._share:
            return self._dice.choice(FAULTS)
        return super()._reply(number)


@dataclass
class Tally:
    """What a night of chaos came to."""

    rounds: int = 0
    kills: int = 0
    calls: int = 0
    faults: int = 0
    documents: int = 0


def _job(source: Path, out: Path, questions: int) -> Done:
    return run(
        source, out=out, concurrency=WINDOW, task=of_two_questions() if questions > 1 else None
    )


def _child(source: Path, out: Path, questions: int, environment: dict[str, str]) -> None:
    os.environ.update(environment)
    _job(source, out, questions)


def one_round(seed: int, folder: Path, clean: Sequence[dict[str, bytes]], tally: Tally) -> None:
    """Run one job to its end, whatever it takes."""
    dice = random.Random(seed)  # noqa: S311 - dice, not keys
    questions = dice.choice([1, 2])
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["summarizer.batch.job"])
    source = write_input(folder / "in.jsonl", range(DOCUMENTS))
    out = folder / "out"
    kills = 0
    with Chaos(dice, share=dice.choice([0.05, 0.2, 0.4])) as server:
        while kills < MOST_KILLS:
            point = f"{dice.choice(POINTS)}:{dice.randint(1, 2 * DOCUMENTS * questions)}"
            by_point = dice.random() < 0.5
            environment = {
                "OPENAI_BASE_URL": server.url,
                "OPENAI_API_KEY": "none",
                "SUMMARIZER_PROFILES": os.environ["SUMMARIZER_PROFILES"],
                VARIABLE: point if by_point else "",
            }
            child = context.Process(target=_child, args=(source, out, questions, environment))
            child.start()
            child.join(60 if by_point else dice.uniform(0.5, 4.0))
            if child.is_alive():
                child.kill()
                child.join()
            if child.exitcode == 0:
                break
            assert child.exitcode == -signal.SIGKILL, f"seed {seed}: {child.exitcode}"
            kills += 1
        os.environ["OPENAI_BASE_URL"] = server.url
        done = _job(source, out, questions)
        if done.standing.without_result:  # set apart: in hand at three of these kills
            with Ledger(out) as ledger:
                ledger.call(claims.retry_failed)
            done = _job(source, out, questions)
        assert done.standing.states == {"ok": DOCUMENTS}, f"seed {seed}"
        assert output(out) == clean[questions - 1], f"seed {seed}"
        check_books(out, len(server.calls), server.billed, kills=kills, window=WINDOW)
        assert server.busiest <= WINDOW * (kills + 1), f"seed {seed}"
        tally.faults += len(server.calls) - server.billed // 18
        tally.calls += len(server.calls)
    tally.rounds += 1
    tally.kills += kills
    tally.documents += DOCUMENTS


@pytest.mark.chaos
def test_a_night_of_chaos_leaves_no_trace(endpoint, monkeypatch, tmp_path, capsys):
    """Bytes as without a fault, every call on the books, each round of another seed."""
    profiles = tmp_path / "profiles.toml"
    profiles.write_text('[scripted]\nask = "split"\n')
    monkeypatch.setenv("SUMMARIZER_PROFILES", str(profiles))
    source = write_input(tmp_path / "in.jsonl", range(DOCUMENTS))
    clean = [output(_job(source, tmp_path / f"clean-{n}", n).folder) for n in (1, 2)]
    assert len(endpoint.calls) == 3 * DOCUMENTS
    tally, seed, end = Tally(), SEED, time.monotonic() + SECONDS
    while time.monotonic() < end:
        folder = tmp_path / f"round-{seed}"
        folder.mkdir()
        one_round(seed, folder, clean, tally)
        seed += 1
    with capsys.disabled():
        print(f"\n{tally}, differences 0")  # noqa: T201 - the figures that are asked for
    assert tally.rounds
