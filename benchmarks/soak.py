"""Peak of memory as jobs grow, and how soon a job goes on whose ledger has a million results.

    python benchmarks/soak.py --documents 10000 100000 --finished 1000000

Each size is a job of its own in a process of its own, against a loopback server that answers at
once: short texts, all different, and a schema of two fields. The last job begins with a ledger that
was filled by the functions that a run fills it with, without a model; then its command is run again
with one document left, and with one document more at the end of the file. The time to the first
request is counted from the start of the process.
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
import threading
import time
import zlib
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from endpoint import reply, serve
from pydantic import BaseModel

from summarizer import Task
from summarizer.batch import claims, listing, results, schema
from summarizer.batch.job import Settings, run_job
from summarizer.batch.keys import Recipe
from summarizer.batch.ledger import Ledger
from summarizer.batch.live import Counts
from summarizer.batch.reader import Reader
from summarizer.batch.rows import Columns
from summarizer.batch.source import Selection, inputs
from summarizer.model.connect import name_of

WINDOW = 16
FORK = multiprocessing.get_context("fork")


class News(BaseModel):
    """What is asked for."""

    company: str
    hired: int | None = None


TASK: Task[Any] = Task.for_schema(News)


def line(number: int) -> str:
    """Return a row with a text that no other number has."""
    text = f"BOSTON, March 3, 2025 – Acme Corp. said that it hired {number} people at 3 sites."
    return json.dumps({"id": f"{number}", "text": text}) + "\n"


def write(path: Path, count: int) -> None:
    """Write the input, a row at a time."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(line(number))


def run(source: Path, out: Path) -> None:
    """Run a job; print what it took."""
    settings = Settings((str(source),), out, concurrency=WINDOW)
    started = time.perf_counter()
    work = run_job(TASK, "fixed", settings, say=lambda _: None, watch=lambda _: None)
    _, standing = asyncio.run(work)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ledger = (out / schema.NAME).stat().st_size / 2**20
    print(
        f"  {standing.states}: {seconds:.0f} s, peak {peak:.0f} MB, ledger {ledger:.0f} MB,"
        f" {len(list(Path('/proc/self/fd').iterdir()))} files open at the end",
        flush=True,
    )


def in_process(source: Path, out: Path) -> None:
    """Run a job in a process of its own."""
    process = FORK.Process(target=run, args=(source, out))
    process.start()
    process.join()


def fill(source: Path, out: Path, payload: bytes) -> None:
    """List all rows and give each item a result, as a run does, but without asking."""
    columns, selection = Columns(), Selection()
    recipe = Recipe.of(TASK, *name_of("fixed"))
    with Ledger(out, create=True) as ledger:
        run_id = ledger.call(partial(claims.begin_run, recipe=recipe))
        listed = threading.Event()
        found, chosen = list(inputs([str(source)], columns)), repr((selection, columns, recipe))
        reader = Reader(
            ledger,
            found,
            selection,
            recipe,
            begun=ledger.call(partial(listing.begin, inputs=found, chosen=chosen)),
            draining=lambda: False,
            counts=Counts(),
        )

        def read() -> None:
            reader.read()
            listed.set()

        threading.Thread(target=read).start()
        after = 0
        while True:
            all_listed = listed.is_set()
            items = ledger.call(partial(claims.next_items, deaths=0, after=after, count=5_000))
            for item in items:
                attempt = claims.Attempt(1, (200, 100), "ok", (200, 0, 10))
                done = partial(_finish, run_id=run_id, item=item.id, payload=payload, sent=attempt)
                last = ledger.submit(done)
                after = item.seq
            if items:
                last.result()
            elif all_listed:
                break
            else:
                time.sleep(0.01)
        ledger.call(partial(claims.end_run, run=run_id, code=0))


def _finish(connection: Any, run_id: int, item: int, payload: bytes, sent: claims.Attempt) -> None:
    claims.take(connection, item)
    claims.intend(connection, run_id, item, sent, ())
    results.finish(connection, item, payload, Counter(), 0.1, [sent])


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--finished", type=int, default=1_000_000)
    options = parser.parse_args()
    listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
    first = FORK.Value("d", 0.0)
    response = reply({"sentence": 1, "company": "Acme Corp.", "hired": None}, (200, 10))
    server = FORK.Process(target=serve, args=(listening, response, 0.0, first), daemon=True)
    server.start()
    os.environ["OPENAI_BASE_URL"] = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    os.environ["OPENAI_API_KEY"] = "none"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in (1, *options.documents):
            write(folder / f"{count}.jsonl", count)
            print(f"{count:,} documents", flush=True)
            in_process(folder / f"{count}.jsonl", folder / f"{count}")
        with closing(schema.connect_reading(folder / "1" / schema.NAME)) as ledger:
            (payload,) = ledger.execute("SELECT payload FROM result").fetchone()
        source, out = folder / "many.jsonl", folder / "many"
        write(source, options.finished)
        print(f"a ledger of {options.finished:,} results", flush=True)
        filling = FORK.Process(target=fill, args=(source, out, payload))
        filling.start()
        filling.join()
        for what in ("with one left", "with one more in the file"):
            if what == "with one left":
                with closing(schema.connect(out / schema.NAME)) as ledger:
                    _forget_one(ledger)
            else:
                with source.open("a", encoding="utf-8") as file:
                    file.write(line(options.finished))
            first.value, started = 0.0, time.time()
            print(f"again, {what}", flush=True)
            in_process(source, out)
            print(f"  first request after {first.value - started:.1f} s", flush=True)


def _forget_one(ledger: Any) -> None:
    """Make the last item wait again."""
    item, seq = ledger.execute("SELECT id, seq FROM item ORDER BY id DESC LIMIT 1").fetchone()
    text = json.loads(line(seq - 1))["text"]
    ledger.execute("DELETE FROM result WHERE item = ?", (item,))
    ledger.execute("DELETE FROM attempt WHERE item = ?", (item,))
    ledger.execute("INSERT INTO text VALUES (?, ?)", (item, zlib.compress(text.encode(), 1)))
    ledger.execute("UPDATE item SET state = 'pending' WHERE id = ?", (item,))


if __name__ == "__main__":
    main()
