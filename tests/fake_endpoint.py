"""A scripted model endpoint on the loopback, for what no real one does on demand.

    with FakeEndpoint(Status(429), Answer("ok")) as endpoint:
        client = OpenAI(base_url=endpoint.url, api_key="none")

The script is played in order, a reply for each request to either route. What is asked beyond its
end is refused and fails the block, so that a call too many cannot go unseen.
"""

import json
import sys
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from threading import Event, Lock, Thread
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, Self

ROUTES = frozenset({("POST", "/v1/chat/completions"), ("GET", "/v1/models")})
USAGE = MappingProxyType({"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18})


class Call(NamedTuple):
    """A request as it arrived; `body` is parsed JSON, or None where there was none."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any


class Reply(Protocol):
    """What the script holds: something that answers a request, well or badly."""

    def send(self, wire: "Wire") -> None:
        """Write an answer to the wire; whatever is missing is missing for the client too."""


@dataclass(frozen=True)
class Answer:
    """A completion; content that is no text is sent as JSON text."""

    content: Any
    finish_reason: str = "stop"
    usage: Mapping[str, Any] | None = field(default_factory=lambda: USAGE)

    def send(self, wire: "Wire") -> None:
        """Send the whole completion."""
        wire.write(200, self.completion())

    def message(self) -> dict[str, Any]:
        """Return the one message of the completion."""
        text = self.content
        if not isinstance(text, str | None):
            text = json.dumps(text, ensure_ascii=False)
        return {"role": "assistant", "content": text}

    def completion(self) -> dict[str, Any]:
        """Return the body, without `usage` where that is None."""
        choice = {"index": 0, "message": self.message(), "finish_reason": self.finish_reason}
        body = {"id": "fake", "object": "chat.completion", "created": 1, "model": "scripted"}
        usage = {} if self.usage is None else {"usage": dict(self.usage)}
        return {**body, "choices": [choice], **usage}


@dataclass(frozen=True)
class NoUsage(Answer):
    """A completion that does not count its tokens."""

    usage: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class NullContent(Answer):
    """A completion with nothing in it."""

    content: Any = None


@dataclass(frozen=True)
class Refusal(Answer):
    """A completion that declines, in the words of `content`."""

    def message(self) -> dict[str, Any]:
        """Return a message with the words in the place of a refusal."""
        return {"role": "assistant", "content": None, "refusal": self.content}


@dataclass(frozen=True)
class Truncated:
    """An answer that breaks off halfway."""

    answer: Answer = Answer("what the other half would have said")

    def send(self, wire: "Wire") -> None:
        """Announce the whole body and send half."""
        wire.write(200, self.answer.completion(), part=0.5)


@dataclass(frozen=True)
class Models:
    """The list of models that are served."""

    names: tuple[str, ...] = ("scripted",)

    def send(self, wire: "Wire") -> None:
        """Send the list."""
        models = [
            {"id": name, "object": "model", "created": 1, "owned_by": "fake"} for name in self.names
        ]
        wire.write(200, {"object": "list", "data": models})


@dataclass(frozen=True)
class Status:
    """A bare status; a body that is text is sent as HTML, as proxies do."""

    code: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = field(default_factory=lambda: {"error": {"message": "scripted failure"}})

    def send(self, wire: "Wire") -> None:
        """Send the status with its headers and body."""
        wire.write(self.code, self.body, headers=self.headers)


@dataclass(frozen=True)
class Drop:
    """A connection that is closed without a reply."""

    def send(self, wire: "Wire") -> None:
        """Send nothing."""


@dataclass(frozen=True)
class Hang:
    """Silence for some seconds, then a closed connection."""

    seconds: float

    def send(self, wire: "Wire") -> None:
        """Wait, but not beyond the end of the endpoint."""
        wire.endpoint.closing.wait(self.seconds)


class FakeEndpoint:
    """Plays a script of replies over HTTP while it is entered.

    Attributes:
        url: What a client takes as its base URL, known on entering.
        calls: Every request so far, in order of arrival.
        closing: Set when the endpoint stops, for replies that wait.
    """

    def __init__(self, *script: Reply, repeat_last: bool = False) -> None:
        self.calls: list[Call] = []
        self.closing = Event()
        self._script: deque[Reply] = deque()
        self._unscripted = 0
        self._lock = Lock()
        self.play(*script, repeat_last=repeat_last)

    def play(self, *script: Reply, repeat_last: bool = False) -> None:
        """Append to the script; with `repeat_last` its last reply never runs out."""
        self._script.extend(script)
        self._repeat_last = repeat_last

    def next_reply(self, call: Call) -> Reply:
        """Note a call and return what it is answered with."""
        with self._lock:
            self.calls.append(call)
            if (call.method, call.path) not in ROUTES:
                return Status(404)
            if not self._script:
                self._unscripted += 1
                return Status(400, body={"error": {"message": "the script is at its end"}})
            if self._repeat_last and len(self._script) == 1:
                return self._script[0]
            return self._script.popleft()

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), lambda *request: Wire(self, *request))
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        if kind is None and self._unscripted:
            raise AssertionError(f"{self._unscripted} calls came after the end of the script")


class Wire(BaseHTTPRequestHandler):
    """One connection, which serves one request."""

    timeout = 10

    def __init__(self, endpoint: FakeEndpoint, *request: Any) -> None:
        self.endpoint = endpoint
        super().__init__(*request)

    def handle(self) -> None:
        """Serve the request; a client that has gone away is none of our faults."""
        with suppress(ConnectionError):
            super().handle()

    def serve(self) -> None:
        """Read the request and let the script answer it."""
        announced = int(self.headers.get("content-length", 0))
        sent = self.rfile.read(announced)
        if len(sent) < announced:
            return  # the client was killed while it sent this: nobody was asked
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = json.loads(sent) if sent else None
        self.endpoint.next_reply(Call(self.command, self.path, headers, body)).send(self)

    def do_GET(self) -> None:
        """Serve, under the name by which the base class calls."""
        self.serve()

    def do_POST(self) -> None:
        """Serve, under the name by which the base class calls."""
        self.serve()

    def write(
        self, code: int, body: Any, *, headers: Mapping[str, str] | None = None, part: float = 1
    ) -> None:
        """Write a response of which only a part of the announced body is sent."""
        is_text = isinstance(body, str)
        try:
            data = (body if is_text else json.dumps(body, ensure_ascii=False)).encode()
        except UnicodeEncodeError:  # half a surrogate pair travels as an escape
            data = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/html" if is_text else "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data[: int(len(data) * part)])

    def log_message(self, *_: object) -> None:
        """Keep standard error for the tests."""


class _Server(ThreadingTCPServer):
    """Waits for its threads on closing, and never looks its own address up in the DNS."""

    daemon_threads = False
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that was killed; that is what some tests do."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)
