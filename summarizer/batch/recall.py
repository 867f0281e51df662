"""Answers that were paid for before a process died, so that nobody asks for them again.

A document may take several questions. The answer to one is written down together with the intent of
the next, so a kill costs the request in flight and no other. With the result they are forgotten.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from typing import Any

from openai.types.chat import ChatCompletion
from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

COMPRESSION = 1
Kept = tuple[bytes, bytes]
"""The key of a request, and its answer, packed."""


class Recall:
    """What is left of an earlier try at one document.

    Attributes:
        kept: All of it, in the order in which it was answered.
    """

    def __init__(self, kept: Iterable[Kept] = ()) -> None:
        """Begin with all of it."""
        self.kept = tuple(kept)
        self._left: dict[bytes, deque[bytes]] = defaultdict(deque)
        for key, answer in self.kept:
            self._left[key].append(answer)

    def take(self, request: Mapping[str, Any]) -> ChatCompletion | None:
        """Return the answer to a request, once: the same request may have been sent twice.

        One that was damaged on the disk is none: the request is sent again.
        """
        left = self._left.get(key_of(request)) if self._left else None
        try:
            return unpacked(left.popleft()) if left else None
        except (zlib.error, ValidationError):
            return None


def key_of(request: Mapping[str, Any]) -> bytes:
    """Return what tells a request from all others: 128 bits of BLAKE2b."""
    text = json.dumps(request, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def packed(answer: ChatCompletion) -> bytes:
    """Return an answer as it is kept; nothing of one that holds half of a surrogate pair."""
    try:
        return zlib.compress(answer.model_dump_json().encode(), COMPRESSION)
    except PydanticSerializationError:
        return b""


def unpacked(kept: bytes) -> ChatCompletion:
    """Read what `packed` wrote."""
    return ChatCompletion.model_validate_json(zlib.decompress(kept))
