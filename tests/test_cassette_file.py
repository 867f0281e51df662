"""A cassette file is fit for review and reads back exactly."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.evals.cassette_file import CassetteError, Exchange, read, write

ORIGIN = {"model": "scripted", "server": "fake endpoint"}

texts = st.text() | st.text("ab \n\r\t\x85\u2028\u2029\ufeff\x00\x7f'\"\\#:-|>%&*!?[]{},é😀")
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
trees = st.recursive(
    scalars, lambda kids: st.lists(kids) | st.dictionaries(texts, kids), max_leaves=12
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file to be written over and over."""
    return tmp_path_factory.mktemp("scratch") / "test.yaml"


def kept(scratch: Path, body: bytes) -> bytes:
    """Return what a body has become after it went through a file, both ways."""
    write(scratch, ORIGIN, [Exchange("POST", "/v1", body, 200, {}, body)])
    _, [exchange] = read(scratch)
    assert exchange.request == exchange.response
    return exchange.request


@given(text=texts)
def test_text_is_kept_exactly(scratch: Path, text: str) -> None:
    """Evidence is quoted verbatim, so no space and no odd line break may change."""
    body = json.dumps({"content": text}).encode()
    assert json.loads(kept(scratch, body)) == {"content": text}


@given(tree=trees)
def test_json_is_kept_as_parsed(scratch: Path, tree: object) -> None:
    """Values keep their types and keys their order, whatever they look like in YAML."""
    spelled = json.dumps(tree)
    assert json.dumps(json.loads(kept(scratch, spelled.encode()))) == spelled


def is_json(body: bytes) -> bool:
    """Tell whether a body would be kept as a tree."""
    try:
        json.loads(body.decode())
    except ValueError:
        return False
    return True


@given(body=(st.binary() | texts.map(str.encode)).filter(lambda body: not is_json(body)))
def test_other_bodies_are_kept_byte_for_byte(scratch: Path, body: bytes) -> None:
    """What is no JSON is text, and what is no text is bytes."""
    assert kept(scratch, body) == body


def test_half_a_surrogate_pair_is_kept(scratch: Path) -> None:
    """A model can stop in the middle of an emoji."""
    assert kept(scratch, rb'{"content": "\ud83d"}') == rb'{"content": "\ud83d"}'


def test_the_file_is_fit_for_review(scratch: Path) -> None:
    """Origin first, bodies as trees, text as it reads; nothing secret, nothing of the hour."""
    request = {"model": "small", "prompt": "Summarize.\n\n  “Élan” was approved 😀\n"}
    response = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1763830000,
        "choices": [{"message": {"content": "Approved: yes"}}],
        "timings": {"predicted_ms": 12.5},
    }
    headers = {"date": "today", "set-cookie": "secret", "retry-after": "1", "content-type": "a/b"}
    bodies = json.dumps(request).encode(), json.dumps(response).encode()
    write(scratch, ORIGIN, [Exchange("POST", "/v1", bodies[0], 200, headers, bodies[1])])
    assert scratch.read_text(encoding="utf-8") == REVIEWED


def test_an_edited_file_is_refused(scratch: Path) -> None:
    """One changed digit of an answer, and the recording is none any more."""
    write(scratch, ORIGIN, [Exchange("POST", "/v1", b"{}", 200, {}, b'{"sites": 96}', 1.5)])
    text = scratch.read_text(encoding="utf-8")
    assert read(scratch)[1][0].seconds == 1.5
    scratch.write_text(text.replace("96", "69"), encoding="utf-8")
    with pytest.raises(CassetteError, match="changed after it was recorded"):
        read(scratch)


def test_a_file_without_a_checksum_is_read(scratch: Path) -> None:
    """Older versions wrote none."""
    scratch.write_text(REVIEWED.rsplit("checksum", 1)[0], encoding="utf-8")
    assert len(read(scratch)[1]) == 1


REVIEWED = """\
format: 1
recorded_from:
  model: scripted
  server: fake endpoint
exchanges:
- request:
    method: POST
    path: /v1
    json:
      model: small
      prompt: |
        Summarize.

          “Élan” was approved 😀
  response:
    status: 200
    headers:
      content-type: a/b
      retry-after: '1'
    json:
      object: chat.completion
      choices:
      - message:
          content: 'Approved: yes'
checksum: sha256:a3b2a2783f4ceafa8f8676cf424e9310c2aa3a62d97f4aec7ffd6454c7c0c4e1
"""


@pytest.mark.parametrize("text", ["", "[", "just text", "format: 1"])
def test_a_file_that_is_no_cassette_is_refused(scratch: Path, text: str) -> None:
    """A damaged file is not taken for an empty cassette."""
    scratch.write_text(text, encoding="utf-8")
    with pytest.raises(CassetteError, match="is not a cassette"):
        read(scratch)


def test_another_format_is_refused(scratch: Path) -> None:
    """A cassette of a later version is not read as if it were of this one."""
    scratch.write_text("format: 2\nrecorded_from: {}\nexchanges: []\n", encoding="utf-8")
    with pytest.raises(CassetteError, match="has format 2; this version reads 1"):
        read(scratch)
