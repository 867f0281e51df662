"""What goes wrong between a server and its client, below the level of an answer."""

import json
import socket
import struct
from dataclasses import dataclass

from fake_endpoint import Answer, Wire

GOOD = Answer({"sentence": 1, "company": "Acme Corp.", "hired": 3})


@dataclass(frozen=True)
class Reset:
    """A connection that is reset, before anything or halfway through the body.

    Attributes:
        part: The share of the body that is sent before.
    """

    part: float = 0.0

    def send(self, wire: Wire) -> None:
        """Send that much, and reset."""
        if self.part:
            wire.write(200, GOOD.completion(), part=self.part)
            wire.wfile.flush()
        # To linger for no time at all is to send RST instead of FIN.
        wire.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        wire.connection.close()


@dataclass(frozen=True)
class Stall:
    """A body that stops halfway, on a connection that stays open.

    Attributes:
        seconds: How long it stays open.
    """

    seconds: float

    def send(self, wire: Wire) -> None:
        """Send half and wait, but not beyond the end of the endpoint."""
        wire.write(200, GOOD.completion(), part=0.5)
        wire.wfile.flush()
        wire.endpoint.closing.wait(self.seconds)


@dataclass(frozen=True)
class Raw:
    """Bytes as they are, in place of a response.

    Attributes:
        response: All of them.
    """

    response: bytes

    def send(self, wire: Wire) -> None:
        """Send them."""
        wire.wfile.write(self.response)


_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_BODY = json.dumps(GOOD.completion()).encode()

CORRUPT_GZIP = Raw(_HEAD + b"Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!")
CORRUPT_CHUNKS = Raw(_HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + _BODY + b"\r\n")
NO_HTTP = Raw(b"SSH-2.0-OpenSSH_9.6\r\n")
TOO_LONG_A_HEADER = Raw(_HEAD + b"X-Filler: " + b"x" * 200_000 + b"\r\n\r\n{}")
