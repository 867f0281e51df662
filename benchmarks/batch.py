"""Documents a second of a job, as a share of what the endpoint's latency allows, beside peers.

    pip install aiohttp langextract   # the latter is left out where it is not installed
    python benchmarks/batch.py --in-flight 64 256 --documents 1500 --latency 0.5

A loopback server answers each request after a fixed time, whatever is asked. The ideal is as many
documents a second as there are places in flight, divided by that time. The server runs in a process
of its own; the peers (`batch_peers.py`) send the same texts. CPU time a document (everything but
the model) and the peak of memory are those of the main process.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import resource
import socket
import tempfile
import time
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from batch_peers import ANSWER as PEERS_ANSWER
from batch_peers import PEERS
from endpoint import reply, serve

from summarizer import Task
from summarizer.answer import Json
from summarizer.batch.job import Settings, run_job
from summarizer.task import load_task

SENTENCES = Path(__file__).parents[1] / "examples" / "trial-start.txt"
ANSWER = {"sentence": 1, "issuer": "Lindqvarn Pharma", "event": "trial_milestone"}
LENGTH = 4000


def document(number: int) -> str:
    """Return a release of about 4 kB that no other number has."""
    text = SENTENCES.read_text(encoding="utf-8")
    return f"Release {number}.\n\n{text}"[:LENGTH]


async def job(task: Task[Any], source: Path, in_flight: int, workers: int) -> None:
    """Run a job."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            (str(source),), Path(folder) / "out", concurrency=in_flight, workers=workers
        )
        await run_job(task, "fixed", settings, say=lambda _: None, watch=lambda _: None)


def measured(
    name: str, work: Callable[[], Coroutine[Any, Any, None]], count: int, ideal: float
) -> None:
    """Run one contender and print its line."""
    wall, used = time.perf_counter(), time.process_time()
    asyncio.run(work())
    wall, used = time.perf_counter() - wall, time.process_time() - used
    rate = count / wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:28} {rate:8.1f} documents/s  {rate / ideal:6.1%} of the ideal"
        f"  {used / count * 1000:6.2f} ms CPU a document  peak {peak:6.0f} MB",
        flush=True,
    )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in-flight", type=int, nargs="+", default=[64, 256])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--documents", type=int, default=1500)
    parser.add_argument("--latency", type=float, default=0.5)
    chosen = parser.parse_args()
    ours, theirs = (address(each, chosen.latency) for each in (ANSWER, PEERS_ANSWER))
    os.environ["OPENAI_API_KEY"] = "none"
    task = load_task("press_release")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for number in range(chosen.documents):
                file.write(json.dumps({"id": f"{number}", "text": document(number)}) + "\n")
        for in_flight in chosen.in_flight:
            ideal = in_flight / chosen.latency
            print(f"{in_flight} in flight, {chosen.latency * 1000:.0f} ms: ideal {ideal:.0f}/s")
            run = partial(measured, count=chosen.documents, ideal=ideal)
            os.environ["OPENAI_BASE_URL"] = ours
            for workers in chosen.workers:
                name = f"summarizer, {workers} process{'es' * (workers > 1)}"
                run(name, lambda n=in_flight, w=workers: job(task, source, n, w))
            os.environ["OPENAI_BASE_URL"] = theirs
            for name, peer in PEERS.items():
                run(name, lambda p=peer, n=in_flight: p(document, chosen.documents, n))


def address(answer: Json, latency: float) -> str:
    """Start an endpoint that gives one answer, and return where it is."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
    multiprocessing.get_context("fork").Process(
        target=serve, args=(listening, reply(answer, (2000, 50)), latency), daemon=True
    ).start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}/v1"


if __name__ == "__main__":
    main()
