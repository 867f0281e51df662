"""Standard input that can be waited for: whoever reads it may do other things, or give up."""

from __future__ import annotations

import io
import os
import select
import sys
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer

REST = 0.05  # seconds


def standard_input(idle: Callable[[], bool]) -> IO[bytes]:
    """Return standard input as a file that ends where it is given up.

    Where it cannot be waited for (on Windows, or if it is no file), reading blocks.

    Args:
        idle: Called again and again while nothing comes; tells whether to give up.
    """
    if sys.stdin is None:
        raise OSError("standard input is closed")
    try:
        descriptor = sys.stdin.fileno()
    except (AttributeError, OSError):
        return sys.stdin.buffer
    return sys.stdin.buffer if os.name == "nt" else io.BufferedReader(_Patient(descriptor, idle))


class _Patient(io.RawIOBase):
    def __init__(self, descriptor: int, idle: Callable[[], bool]) -> None:
        self._descriptor = descriptor
        self._idle = idle

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        while not select.select([self._descriptor], [], [], REST)[0]:
            if self._idle():
                return 0
        return os.readv(self._descriptor, [buffer])
