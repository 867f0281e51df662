"""The cassette as a file: YAML that a reviewer can read, and that reads back exactly.

JSON bodies are stored as trees in the order of the wire, text of several lines as blocks. Where
the server stood, the headers of the request and what changes with every run are left out: a file
that is never given a key cannot leak it, and recording twice gives the same file twice. Seconds
are stored only where they were asked for.

A checksum over the content tells a recording from one that was edited since. Files without one,
which older versions wrote, are read all the same.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from summarizer.errors import SummarizerError

FORMAT = 1
KEPT_HEADERS = ("content-type", "retry-after")

# A completion's name and hour mean nothing to a player, but clients expect the fields: they are
# dropped when written, and these stand in when read.
STAND_INS: Mapping[str, object] = MappingProxyType({"id": "recorded", "created": 0})
DROPPED_FIELDS = frozenset({*STAND_INS, "timings"})

# YAML takes these for line breaks, and PyYAML loses them in every style but the quoted one.
FOREIGN_BREAKS = frozenset("\x85\u2028\u2029")

# libyaml reads ten times as fast, but PyYAML can be built without it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CassetteError(SummarizerError):
    """A cassette is missing or unreadable, or does not fit what was asked of it."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what was answered.

    Attributes:
        method: Upper case, such as `POST`.
        path: Path of the URL, without host, port and query.
        request: The body sent, empty if there was none.
        status: HTTP status code.
        headers: The answer's headers by lower-case name, of which `KEPT_HEADERS` are stored.
        response: The body received, decompressed.
        seconds: From the request to the whole answer, None where nobody measured it.
    """

    method: str
    path: str
    request: bytes
    status: int
    headers: Mapping[str, str]
    response: bytes
    seconds: float | None = None


def read(path: Path) -> tuple[dict[str, str], list[Exchange]]:
    """Read a cassette.

    Returns:
        What the recording says of its origin, and the exchanges.

    Raises:
        CassetteError: There is no such file, it is not a cassette of this format, or it is not as
            it was recorded.
    """
    try:
        data = LOADER(path.read_text(encoding="utf-8")).get_single_data()
        if data["format"] == FORMAT:
            if "checksum" in data and data["checksum"] != _checksum(data):
                raise CassetteError(f"{path} was changed after it was recorded.")
            return dict(data["recorded_from"]), [_exchange(node) for node in data["exchanges"]]
    except FileNotFoundError:
        raise CassetteError(f"There is no cassette {path}.") from None
    except (yaml.YAMLError, LookupError, TypeError, ValueError) as error:
        raise CassetteError(f"{path} is not a cassette: {error!r}.") from error
    raise CassetteError(f"{path} has format {data['format']!r}; this version reads {FORMAT}.")


def write(path: Path, recorded_from: Mapping[str, str], exchanges: Sequence[Exchange]) -> None:
    """Write a cassette in one step: a crash leaves the old file or the new one, never half.

    Exchanges are sorted by their requests, because concurrent ones end in any order. Equal
    requests keep their order, which is the one in which they are played.
    """
    data = {
        "format": FORMAT,
        "recorded_from": dict(recorded_from),
        "exchanges": [_node(exchange) for exchange in sorted(exchanges, key=_sort_key)],
    }
    data["checksum"] = _checksum(data)
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


@lru_cache(maxsize=1024)
def body_node(body: bytes) -> Mapping[str, Any]:
    """Return a body as the file holds it, under `json`, else `text`, else `bytes`.

    An empty body gives an empty mapping. Bodies that differ only in the spelling of their JSON
    give equal ones.
    """
    if not body:
        return MappingProxyType({})
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return MappingProxyType({"bytes": body})
    try:
        tree = json.loads(text)
        # Half of an escaped surrogate pair is JSON, but neither UTF-8 nor YAML can hold it.
        json.dumps(tree, ensure_ascii=False).encode()
    except ValueError:
        return MappingProxyType({"text": text})
    return MappingProxyType({"json": tree})


def _body(node: Mapping[str, Any]) -> bytes:
    if "json" in node:
        return json.dumps(node["json"], ensure_ascii=False).encode()
    if "text" in node:
        return str(node["text"]).encode()
    return bytes(node.get("bytes", b""))


def _node(exchange: Exchange) -> dict[str, Any]:
    headers = {name: exchange.headers[name] for name in KEPT_HEADERS if name in exchange.headers}
    response = dict(body_node(exchange.response))
    if _is_completion(response):
        tree = response["json"]
        response["json"] = {key: tree[key] for key in tree if key not in DROPPED_FIELDS}
    timed = {} if exchange.seconds is None else {"seconds": round(exchange.seconds, 3)}
    return {
        "request": {
            "method": exchange.method,
            "path": exchange.path,
            **body_node(exchange.request),
        },
        "response": {"status": exchange.status, "headers": headers, **response},
        **timed,
    }


def _exchange(node: Mapping[str, Any]) -> Exchange:
    request, response = node["request"], node["response"]
    if _is_completion(response):
        response = {**response, "json": {**STAND_INS, **response["json"]}}
    return Exchange(
        method=request["method"],
        path=request["path"],
        request=_body(request),
        status=response["status"],
        headers=response["headers"],
        response=_body(response),
        seconds=node.get("seconds"),
    )


def _checksum(data: Mapping[str, Any]) -> str:
    content = [data["recorded_from"], data["exchanges"]]
    text = json.dumps(content, sort_keys=True, default=repr)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _is_completion(node: Mapping[str, Any]) -> bool:
    tree = node.get("json")
    return isinstance(tree, dict) and tree.get("object") == "chat.completion"


def _sort_key(exchange: Exchange) -> tuple[str, str, str]:
    node = dict(body_node(exchange.request))
    return exchange.path, exchange.method, json.dumps(node, sort_keys=True, default=repr)


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as a block, and in quotes what a block would lose."""

    def ignore_aliases(self, data: object) -> bool:
        """Spell equal values out: `*id001` helps no reader."""
        del data
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """Choose a style; PyYAML itself resorts to quotes where a block is impossible."""
        style = '"' if FOREIGN_BREAKS.intersection(text) else "|" if "\n" in text else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_text)
