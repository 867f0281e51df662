"""The embedded model behind an OpenAI-compatible address, for as long as it is wanted."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from summarizer.errors import ExtraMissingError, WeightsError

ENGINE = Path(__file__).with_name("engine.py")


class LocalServer:
    """Runs the engine in a process of its own, reachable from this machine with a random key.

        with LocalServer(weights.locate()) as server:
            client = AsyncOpenAI(base_url=server.base_url, api_key=server.api_key)

    The engine ends with `close`, with the object, or with this process, even if that is killed. A
    client should ignore the proxy settings of the environment: the address is a loopback one.

    Args:
        path: A GGUF file.
        context_tokens: Room for prompt and answer of one request, in tokens.
        slots: How many requests are answered at the same time; more wait. Each has its own context,
            in memory too.

    Attributes:
        model: The name under which the endpoint serves the model.
        api_key: The key that it asks for.
    """

    def __init__(self, path: Path, *, context_tokens: int = 8192, slots: int = 1) -> None:
        self.model = path.stem
        self.api_key = secrets.token_urlsafe(32)
        self._path = path
        self._context_tokens = context_tokens
        self._slots = slots
        self._address = ""
        self._stop: weakref.finalize[..., LocalServer] | None = None

    @property
    def base_url(self) -> str:
        """The address that a client needs, `http://127.0.0.1:PORT/v1`.

        Raises:
            RuntimeError: The server is not running.
        """
        if not self._address:
            raise RuntimeError("the local server is not running: call start() first")
        return f"{self._address}/v1"

    def start(self) -> None:
        """Load the model and return when it answers, which takes some seconds.

        Does nothing if the server is running. It may be started again after `close`.

        Raises:
            ExtraMissingError: The engine is not installed.
            WeightsError: The engine cannot load the file.
        """
        if self._address:
            return
        if importlib.util.find_spec("xllamacpp") is None:
            raise ExtraMissingError(
                "The engine of the embedded model is not installed.",
                hint="Install it with: pip install 'summarizer[local]'",
            )
        with tempfile.TemporaryFile() as log:
            process = subprocess.Popen(  # noqa: S603 - runs a file of this package
                [sys.executable, "-P", ENGINE],  # -P: names beside that file shadow no module
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
            self._stop = weakref.finalize(self, _kill, process, os.getpid())
            try:
                self._address = self._introduce(process)
            except BaseException:
                self.close()
                raise
            if not self._address:
                status = process.wait()
                self.close()
                log.seek(0)
                raise WeightsError(
                    f"The engine cannot load {self._path}: {_reason(log.read(), status)}.",
                    hint="Is the file whole, and is there enough memory?",
                )

    def close(self) -> None:
        """Stop the server at once and give its memory back. Safe to call again, or too early."""
        self._address = ""
        if self._stop is not None:
            self._stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _introduce(self, process: subprocess.Popen[bytes]) -> str:
        """Send the settings and return the address, or an empty string if the engine gave up."""
        settings = {
            "sys_path": sys.path,
            "path": str(self._path),
            "model": self.model,
            "api_key": self.api_key,
            "context_tokens": self._context_tokens,
            "slots": self._slots,
        }
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        with suppress(BrokenPipeError):
            stdin.write(json.dumps(settings).encode() + b"\n")
            stdin.flush()
        return stdout.readline().decode().strip()


def _kill(process: subprocess.Popen[bytes], owner: int) -> None:
    """End the engine, unless this is a fork of the process that owns it."""
    if os.getpid() != owner:
        return
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        # What an engine that died early did not read is still in the buffer, and cannot be sent.
        with suppress(BrokenPipeError):
            cast("IO[bytes]", pipe).close()


def _reason(log: bytes, status: int) -> str:
    """Return why the engine gave up, in a line of its own words if it said anything."""
    text = log.decode(errors="replace").strip()
    # Its errors look like "0.00.256.097 E llama_model_load: error ...", the first is the cause.
    if match := re.search(r"^[\d.]+ E (.+)$", text, re.MULTILINE):
        return match[1].strip()
    return text.splitlines()[-1] if text else f"it ended with status {status}"
