"""The process that the engine runs in; `summarizer.model.local` starts it and is its only user.

Why a process of its own: the engine holds Python's lock for as long as it loads a model, so that
nothing else, Ctrl-C included, would get a turn; it writes to stderr whatever its settings; a
forked copy of it hangs at exit; and when it aborts, it takes the process along. From outside, all
of that is one child to kill.

Protocol: a line of JSON settings comes in on stdin, the address goes out as a line on stdout. Then
stdin stays open and silent: its end means that the parent is gone, however it went.

This file is run as a script, by path: it imports nothing of the package.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

# The engine keeps the prompts of earlier documents in memory, 28 kB a token with the default model,
# and would use 8 GiB for it. A few documents asked about in turn are what this has to serve.
PROMPT_CACHE_MIB = 1024
ERRORS_ONLY = 1


def main() -> None:
    """Serve until stdin ends."""
    # Ctrl-C reaches the whole terminal group. The parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    announcement = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what the engine prints is log, wherever it prints it
    settings: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    sys.path[:] = settings["sys_path"]
    try:
        engine = importlib.import_module("xllamacpp")
        server = engine.Server(parameters(engine.CommonParams(), settings))
    except Exception as error:  # noqa: BLE001 - the parent reads the last words on stderr
        sys.exit(f"{type(error).__name__}: {error}")
    _fall_silent()
    with announcement:
        announcement.write(f"{server.listening_address}\n")
    sys.stdin.buffer.read()
    # Nothing is worth saving, and an orderly stop would wait for the answer in the making.
    os._exit(0)


def parameters(blank: Any, settings: dict[str, Any]) -> Any:
    """Fill in the engine's `CommonParams`; what is not named here keeps the engine's default."""
    blank.model.path = settings["path"]
    blank.model_alias = {settings["model"]}
    blank.hostnames = ["127.0.0.1"]
    blank.port = 0  # any that is free
    blank.api_keys = [settings["api_key"]]
    blank.ui = False
    blank.endpoint_slots = False
    blank.n_parallel = settings["slots"]
    blank.n_ctx = settings["context_tokens"] * settings["slots"]
    blank.cache_prompt = True
    blank.cache_ram_mib = PROMPT_CACHE_MIB
    blank.warmup = True
    blank.verbosity = ERRORS_ONLY
    blank.cpuparams.n_threads = threads()
    return blank


def threads(quota_file: Path = Path("/sys/fs/cgroup/cpu.max")) -> int:
    """Return how many threads to compute with; -1 lets the engine count the physical cores.

    The engine counts the machine's cores, where a container may have the use of two out of sixty.
    Its threads wait for each other in busy loops, so one thread too many slows all of them down.
    """
    if sys.platform != "linux":
        return -1
    allowed = len(os.sched_getaffinity(0))
    try:
        quota, period = quota_file.read_text(encoding="ascii").split()
        if quota != "max":
            allowed = min(allowed, max(1, int(quota) // int(period)))
    except (OSError, ValueError):
        pass  # no control groups of version 2: no quota that could be read
    return -1 if allowed == os.cpu_count() else allowed


def _fall_silent() -> None:
    """Point stdout and stderr at nothing: from here on the log could only fill the disk."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nothing, descriptor)


if __name__ == "__main__":
    main()
