"""An endpoint on the loopback that gives every request the same answer, after a fixed time."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from multiprocessing.sharedctypes import Synchronized
from typing import Any

from summarizer.answer import Json


def reply(answer: Json, tokens: tuple[int, int]) -> bytes:
    """Return a response with a completion, over a connection that stays open."""
    message = {"role": "assistant", "content": json.dumps(answer)}
    completion: Json = {
        "id": "fixed",
        "object": "chat.completion",
        "created": 1,
        "model": "fixed",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {
            "prompt_tokens": tokens[0],
            "completion_tokens": tokens[1],
            "total_tokens": sum(tokens),
        },
    }
    body = json.dumps(completion).encode()
    size = f"content-length: {len(body)}"
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{size}\r\n\r\n"
    return head.encode() + body


def serve(
    listening: socket.socket,
    response: bytes,
    latency: float = 0.0,
    first: Synchronized[Any] | None = None,
) -> None:
    """Answer every request on a socket, for as long as the process lives.

    Args:
        listening: The socket.
        response: What is sent, whatever is asked.
        latency: Seconds from a request to its answer.
        first: Set to the time of the first request since it was last 0.
    """

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = head.lower().split(b"content-length:")[1].split(b"\r\n")[0]
                await reader.readexactly(int(length))
                if first is not None:
                    first.value = first.value or time.time()
                await asyncio.sleep(latency)
                writer.write(response)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def forever() -> None:
        server = await asyncio.start_server(answer, sock=listening)
        await server.serve_forever()

    asyncio.run(forever())
