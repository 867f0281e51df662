"""A real job, killed on the way and begun again until it is done, with its report as printed.

    python benchmarks/night.py --kills 3 --every 600 --out night examples release.txt

A kill is SIGKILL to the job's process alone, as from a machine out of memory: that of the embedded
model must go by itself. What is left of it after a kill is counted, and so are requests cut off.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from summarizer.batch import schema

ENGINE = b"summarizer/model/engine.py"
GRACE = 10.0


def engines() -> int:
    """Return how many processes of the embedded model are running, on systems that have /proc."""
    found = 0
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += ENGINE in each.read_bytes()
        except OSError:
            continue
    return found


def requests(folder: Path) -> tuple[int, int]:
    """Return how many requests were sent for a job, and how many of them have no known end."""
    with closing(sqlite3.connect(f"file:{folder / schema.NAME}?mode=ro", uri=True)) as ledger:
        (sent, lost) = ledger.execute("SELECT count(*), sum(done IS NULL) FROM attempt").fetchone()
    return sent, lost or 0


def main() -> None:
    """Run the job."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", default="local")
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--every", type=float, default=600, help="seconds from start to kill")
    chosen = parser.parse_args()
    command = [sys.executable, "-m", "summarizer", "batch", "run", *chosen.inputs]
    command += ["--out", str(chosen.out), "--model", chosen.model]
    before = engines()
    for number in range(1, chosen.kills + 1):
        turn = subprocess.Popen(command)
        try:
            turn.wait(chosen.every)
            print(f"turn {number} was done before it could be killed")
            break
        except subprocess.TimeoutExpired:
            os.kill(turn.pid, signal.SIGKILL)
            turn.wait()
        end = time.monotonic() + GRACE
        while (left := engines() - before) and time.monotonic() < end:
            time.sleep(0.1)
        sent, lost = requests(chosen.out)
        print(
            f"kill {number}: {sent} requests sent, {lost} cut off, {left} engines left", flush=True
        )
    done = subprocess.run(command, check=False)
    sent, lost = requests(chosen.out)
    print(f"exit code {done.returncode}; {sent} requests sent, {lost} cut off by the kills")


if __name__ == "__main__":
    main()
