"""The server of the embedded model: started, reachable, silent, and gone when it should be.

The engine here is a fake of the same interface, in the same separate process as the real one. The
real one, with its weights, is what `benchmarks/embedded_model.py` runs.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from alone import ALONE

import summarizer
from summarizer.errors import ExtraMissingError, WeightsError
from summarizer.model import engine
from summarizer.model.local import LocalServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

REPOSITORY = Path(summarizer.__file__).parents[1]

# What the "model file" holds decides how the fake behaves. Its parameters accept only names that
# the real ones have, and it prints more than a pipe holds, as the real one may.
FAKE_ENGINE = """
import json, os, sys, threading, time
from http.server import BaseHTTPRequestHandler, HTTPServer

class Model:
    __slots__ = ("path",)

class Threads:
    __slots__ = ("n_threads",)

class CommonParams:
    __slots__ = (
        "model", "cpuparams", "model_alias", "hostnames", "port", "api_keys", "ui",
        "endpoint_slots", "n_parallel", "n_ctx", "cache_prompt", "cache_ram_mib", "warmup",
        "verbosity",
    )
    def __init__(self):
        self.model, self.cpuparams = Model(), Threads()

class Server:
    def __init__(self, parameters):
        chatter = "chatter\\n" * 20_000
        print(chatter, flush=True)
        print(chatter, file=sys.stderr, flush=True)
        behaviour = open(parameters.model.path).read()
        if behaviour == "broken":
            print("0.00.256.097 E loader: tensor data is not within the file", file=sys.stderr)
            print("0.00.256.140 E server: exiting", file=sys.stderr)
            raise RuntimeError("Failed to init server")
        if behaviour == "abort":
            os.abort()
        if behaviour == "slow":
            open(parameters.model.path + ".pid", "w").write(str(os.getpid()))
            time.sleep(600)

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                os.write(2, chatter.encode())
                os.write(1, chatter.encode())
                key = self.headers.get("Authorization", "").removeprefix("Bearer ")
                self.send_response(200 if key in parameters.api_keys else 401)
                self.end_headers()
                seen = {name: getattr(parameters, name) for name in CommonParams.__slots__[3:]}
                seen |= {"pid": os.getpid(), "model_alias": list(parameters.model_alias)}
                self.wfile.write(json.dumps(seen).encode())
            def log_message(self, *arguments):
                pass

        (host,) = parameters.hostnames
        http = HTTPServer((host, parameters.port), Handler)
        threading.Thread(target=http.serve_forever, daemon=True).start()
        self.listening_address = f"http://{host}:{http.server_port}"
"""

# A program that uses the server and does not clean up: how it ends is the test's to say.
PROGRAM = (
    ALONE
    + """
import os, sys
from pathlib import Path
from summarizer.model.local import LocalServer

server = LocalServer(Path(sys.argv[1]))
server.start()
if sys.argv[2] == "fork" and os.fork() == 0:
    sys.exit()
if sys.argv[2] == "fork":
    os.wait()
print(server.base_url, flush=True)
if sys.argv[2] != "end":
    sys.stdin.readline()
"""
)


@pytest.fixture
def fake_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the fake where the real engine would be imported from, and return a "model file"."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "xllamacpp.py").write_text(FAKE_ENGINE)
    monkeypatch.syspath_prepend(site)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(site), str(REPOSITORY))))
    path = tmp_path / "tiny.gguf"
    path.write_text("good")
    return path


def ask(base_url: str, key: str = "") -> tuple[int, dict[str, Any]]:
    """Return the status and the body of the fake's only page."""
    connection = HTTPConnection(urlsplit(base_url).netloc, timeout=10)
    try:
        connection.request("GET", "/", headers={"Authorization": f"Bearer {key}"})
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def is_open(base_url: str) -> bool:
    """Tell whether anything listens there."""
    address = urlsplit(base_url)
    try:
        socket.create_connection((address.hostname, address.port), timeout=10).close()
    except ConnectionError:
        return False
    return True


def closes(base_url: str) -> bool:
    """Tell whether nothing listens there any more, soon."""
    deadline = time.monotonic() + 10
    while is_open(base_url) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_open(base_url)


def run_program(model: Path, ending: str) -> subprocess.Popen[str]:
    """Start a program with a server in it, in a process group as a terminal would make."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, model, ending],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )


def first_line(program: subprocess.Popen[str]) -> str:
    """Return what the program says first."""
    assert program.stdout
    return program.stdout.readline().strip()


def test_the_server_answers_on_loopback_to_its_key_only(fake_engine: Path) -> None:
    """With the key there is an answer, without it a refusal; two servers share nothing."""
    with LocalServer(fake_engine) as server, LocalServer(fake_engine) as other:
        assert server.base_url.startswith("http://127.0.0.1:")
        assert server.base_url.endswith("/v1")
        assert ask(server.base_url, server.api_key)[0] == 200
        assert ask(server.base_url)[0] == 401
        assert ask(server.base_url, other.api_key)[0] == 401
        assert server.base_url != other.base_url


def test_the_engine_is_set_up_for_one_user(fake_engine: Path) -> None:
    """The context is per slot, prompts are cached within bounds, and there are no extra pages."""
    with LocalServer(fake_engine, context_tokens=1000, slots=3) as server:
        _, seen = ask(server.base_url, server.api_key)
    assert seen["n_ctx"] == 3000
    assert seen["n_parallel"] == 3
    assert seen["model_alias"] == [server.model] == ["tiny"]
    assert seen["hostnames"] == ["127.0.0.1"]
    assert seen["cache_prompt"]
    assert seen["cache_ram_mib"] == 1024
    assert not seen["ui"]
    assert not seen["endpoint_slots"]


def test_nothing_of_the_engine_reaches_the_terminal(
    fake_engine: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """However much it writes while loading and serving, nothing comes through or gets stuck."""
    with LocalServer(fake_engine) as server:
        for _ in range(3):
            ask(server.base_url, server.api_key)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("broken", "loader: tensor data is not within the file"),
        ("abort", "chatter"),
    ],
)
def test_a_model_that_cannot_be_loaded_is_an_error_with_the_reason(
    fake_engine: Path, capfd: pytest.CaptureFixture[str], behaviour: str, reason: str
) -> None:
    """The engine's own first complaint is in the message, or at least what it said last."""
    fake_engine.write_text(behaviour)
    server = LocalServer(fake_engine)
    with pytest.raises(WeightsError) as caught:
        server.start()
    assert str(fake_engine) in caught.value.message
    assert reason in caught.value.message
    assert "\n" not in caught.value.message
    assert capfd.readouterr() == ("", "")
    with pytest.raises(RuntimeError, match="start"):
        _ = server.base_url


@pytest.mark.parametrize(
    ("engine_code", "reason"),
    [
        ("raise ImportError('libgomp.so.1: cannot open')", "libgomp.so.1: cannot open"),
        ("import os; os._exit(7)", "status 7"),
    ],
)
def test_an_engine_that_does_not_import_is_an_error_with_the_reason(
    fake_engine: Path, engine_code: str, reason: str
) -> None:
    """A wheel that does not fit the machine says so, and one that dies mute has its status told."""
    (fake_engine.parent / "site" / "xllamacpp.py").write_text(engine_code)
    with pytest.raises(WeightsError, match=reason):
        LocalServer(fake_engine).start()


def test_an_interpreter_that_does_not_start_is_an_error(
    fake_engine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child that ends before it has read its settings is told from one that serves."""
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(WeightsError, match="status 1"):
        LocalServer(fake_engine).start()


def test_without_the_engine_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine is an optional extra."""
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(ExtraMissingError, match=r"pip install 'summarizer\[local\]'"):
        LocalServer(tmp_path / "tiny.gguf").start()


def test_close_ends_the_process_and_frees_the_port(fake_engine: Path) -> None:
    """After `close` there is neither process nor port; closing again, or too early, is harmless."""
    server = LocalServer(fake_engine)
    server.close()
    server.start()
    base_url, pid = server.base_url, ask(server.base_url)[1]["pid"]
    server.close()
    server.close()
    assert not is_open(base_url)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(RuntimeError, match="start"):
        _ = server.base_url


def test_start_while_running_changes_nothing_and_after_close_starts_anew(
    fake_engine: Path,
) -> None:
    """A server can be started at every use without counting."""
    with LocalServer(fake_engine) as server:
        first = ask(server.base_url)[1]["pid"]
        server.start()
        assert ask(server.base_url)[1]["pid"] == first
        server.close()
        server.start()
        assert ask(server.base_url)[1]["pid"] != first


def test_a_server_that_is_forgotten_is_closed(fake_engine: Path) -> None:
    """The process ends with the object."""
    server = LocalServer(fake_engine)
    server.start()
    base_url = server.base_url
    del server
    gc.collect()
    assert not is_open(base_url)


def test_a_program_may_end_without_close(fake_engine: Path) -> None:
    """At the end of the program the engine ends too, without a word."""
    program = run_program(fake_engine, "end")
    output, errors = program.communicate(timeout=30)
    assert (program.returncode, errors) == (0, "")
    assert closes(output.strip())


def test_a_killed_program_takes_the_engine_along(fake_engine: Path) -> None:
    """Not even a program that is killed leaves 1.5 GB of memory in use."""
    program = run_program(fake_engine, "wait")
    base_url = first_line(program)
    assert is_open(base_url)
    program.kill()
    program.communicate(timeout=30)
    assert closes(base_url)


def test_ctrl_c_leaves_the_engine_to_the_program(fake_engine: Path) -> None:
    """The whole group gets the signal; the engine lives on until the program has decided."""
    with LocalServer(fake_engine) as server:
        pid = ask(server.base_url)[1]["pid"]
        os.kill(pid, signal.SIGINT)
        time.sleep(0.2)
        assert ask(server.base_url)[1]["pid"] == pid
    program = run_program(fake_engine, "wait")
    base_url = first_line(program)
    os.killpg(program.pid, signal.SIGINT)
    _, errors = program.communicate(timeout=30)
    assert program.returncode == -signal.SIGINT
    assert errors.strip().endswith("KeyboardInterrupt")
    assert closes(base_url)


def test_ctrl_c_while_loading_is_heard_at_once(fake_engine: Path) -> None:
    """Loading takes seconds; the user does not wait for its end, and the engine is gone."""
    fake_engine.write_text("slow")
    note = fake_engine.with_name("tiny.gguf.pid")

    def press_when_loading() -> None:
        while not (note.exists() and note.read_text()):
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    server = LocalServer(fake_engine)
    presser = threading.Thread(target=press_when_loading)
    presser.start()
    with pytest.raises(KeyboardInterrupt):
        server.start()
    presser.join()
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


def test_a_fork_of_the_program_does_not_end_the_engine(fake_engine: Path) -> None:
    """A forked worker that ends normally leaves its parent's engine alone."""
    program = run_program(fake_engine, "fork")
    base_url = first_line(program)
    assert is_open(base_url)
    program.communicate("\n", timeout=30)
    assert closes(base_url)


@pytest.mark.parametrize(
    ("affinity", "quota", "expected"),
    [
        (64, "max 100000\n", -1),
        (64, None, -1),
        (64, "what is this", -1),
        (16, "max 100000\n", 16),
        (64, "400000 100000\n", 4),
        (2, "400000 100000\n", 2),
        (64, "50000 100000\n", 1),
    ],
)
def test_no_more_threads_than_cores_may_be_used(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    affinity: int,
    quota: str | None,
    expected: int,
) -> None:
    """Of 64 cores the engine may choose freely, unless affinity or a container's quota say less."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(affinity)), raising=False)
    quota_file = tmp_path / "cpu.max"
    if quota is not None:
        quota_file.write_text(quota)
    assert engine.threads(quota_file) == expected
