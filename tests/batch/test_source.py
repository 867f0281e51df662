"""Inputs of every kind, whole and broken: a bad row costs itself, and is named by its place."""

import bz2
import gzip
import io
import itertools
import json
import lzma
import os
import signal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jobs import query, run, write_input
from model_server import text
from pyarrow import parquet

from summarizer.batch import opening
from summarizer.batch.rows import Columns, json_rows
from summarizer.batch.source import Input, Selection, inputs
from summarizer.errors import ConfigError

GOOD = json.dumps({"id": "a", "text": text(1)})
OTHER = json.dumps({"id": "b", "text": text(2)})


def rows_of(path, columns=None):
    """Read a file to its end."""
    return [row for each in inputs([str(path)], columns or Columns()) for row in each.rows()]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (f"{GOOD}\n{OTHER[:30]}", 2, "torn"),
        (f"{GOOD}\n{{not json}}\n", 2, "no JSON"),
        (f"{GOOD}\n[1, 2]\n", 2, "no JSON object"),
        (f'{GOOD}\n{{"id": "b"}}\n', 2, "'text'"),
        (f'{GOOD}\n{{"text": "x"}}\n', 2, "'id'"),
        (f'{GOOD}\n{{"id": "b", "text": ""}}\n', 2, "empty"),
        (f'{GOOD}\n{{"id": "b", "text": "\\ud800"}}\n', 2, "hex escape"),
        (f'{GOOD}\n{{"id": "b", "text": "x", "n": NaN}}\n', 2, "no JSON"),
        (
            GOOD.encode() + b"\n" + '{"id": "b", "text": "café"}'.encode("latin-1") + b"\n",
            2,
            "JSON",
        ),
        (f"{GOOD}\n\n\n[]\n", 4, "no JSON object"),
    ],
)
def test_a_bad_line_is_named_and_costs_only_itself(tmp_path, content, line, words):
    """The message has the file and the line; the row keeps its place."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    good, bad = rows_of(path)
    assert (good.id, good.problem) == ("a", "")
    assert bad.problem.startswith(f"{path}:{line}: ")
    assert words in bad.problem


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv"])
def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path, name):
    """Nor does a last line without an end."""
    lines = (
        [GOOD, OTHER] if name.endswith("jsonl") else ["id,text", f'a,"{text(1)}"', f'b,"{text(2)}"']
    )
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert [(row.id, row.text, row.problem) for row in rows_of(tmp_path / name)] == [
        ("a", text(1), ""),
        ("b", text(2), ""),
    ]


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv"])
def test_a_line_longer_than_memory_allows_is_passed_over(tmp_path, monkeypatch, name):
    """It is never held whole; what follows it is read."""
    monkeypatch.setattr(opening, "MAX_LINE", 10_000)
    monkeypatch.setattr(opening, "_CHUNK", 1_000)
    is_json = name.endswith("jsonl")
    good = GOOD if is_json else f'a,"{text(1)}"'
    lines = [*([] if is_json else ["id,text"]), good, "x" * 50_000, good]
    (tmp_path / name).write_text("\n".join(lines) + "\n")
    problems = [row.problem for row in rows_of(tmp_path / name)]
    assert sorted(map(bool, problems)) == [False, False, True]
    assert "50,001 bytes" in max(problems)


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        ("", bytes),
        (".gz", gzip.compress),
        (".bz2", bz2.compress),
        (".xz", lzma.compress),
        (".zst", lambda data: pa.compress(data, "zstd", asbytes=True)),
    ],
)
def test_compressed_files_are_read_as_they_are(tmp_path, suffix, pack):
    """And one that breaks off ends with a row that says so."""
    lines = "".join(json.dumps({"id": f"{n}", "text": text(n)}) + "\n" for n in range(500)).encode()
    whole = tmp_path / f"whole.jsonl{suffix}"
    whole.write_bytes(pack(lines))
    assert [row.problem for row in rows_of(whole)] == [""] * 500
    if suffix:
        part = tmp_path / f"part.jsonl{suffix}"
        part.write_bytes(pack(lines)[:-20])
        *_, last = rows_of(part)
        assert last.problem.startswith(str(part))


def test_csv_and_parquet_carry_their_other_columns(tmp_path):
    """With columns named by the user; what JSON has no form for becomes text."""
    table = {"nr": [1, 2], "body": [text(1), text(2)], "day": [None, "2025-03-03"]}
    parquet.write_table(pa.table(table), tmp_path / "in.parquet")
    cells = "\n".join(f'{n},"{body}",{day}' for n, body, day in zip(*table.values(), strict=True))
    (tmp_path / "in.csv").write_text(f"nr,body,day\n{cells}\n")
    for name, first in (("in.parquet", None), ("in.csv", "None")):
        rows = rows_of(tmp_path / name, Columns("nr", "body"))
        assert [row.id for row in rows] == ["1", "2"]
        assert [row.carried["day"] for row in rows] == [first, "2025-03-03"]


@pytest.mark.parametrize("name", ["in.csv", "in.parquet"])
def test_a_missing_column_is_named_with_those_there_are(tmp_path, name):
    """The file costs one row, and the next file is read."""
    if name.endswith("csv"):
        (tmp_path / name).write_text("id,body\n1,x\n")
    else:
        parquet.write_table(pa.table({"id": [1], "body": ["x"]}), tmp_path / name)
    (row,) = rows_of(tmp_path / name)
    assert "no column 'text'; there are id, body" in row.problem


def test_damaged_csv_and_parquet_cost_what_is_damaged(tmp_path):
    """A row with too few cells, bytes that are no UTF-8, a file that is no Parquet."""
    (tmp_path / "in.csv").write_bytes(
        f'id,text\n1,"{text(1)}"\n2\n3,caf\xe9\n4,"{text(4)}"\n'.encode("latin-1", "replace")
    )
    problems = [row.problem for row in rows_of(tmp_path / "in.csv")]
    assert [bool(problem) for problem in problems] == [False, True, True, False]
    (tmp_path / "in.parquet").write_bytes(b"PAR1 and then nothing")
    (row,) = rows_of(tmp_path / "in.parquet")
    assert "Parquet" in row.problem


def test_a_folder_stands_for_its_files(tmp_path):
    """In order of name, with ids relative to it; what is no text is named."""
    folder = tmp_path / "releases"
    (folder / "2025").mkdir(parents=True)
    (folder / "2025" / "b.txt").write_text(text(2))
    (folder / "a.txt").write_text(text(1))
    (folder / "c.pdf").write_bytes(b"%PDF-1.7")
    (folder / ".hidden").write_text("x")
    rows = rows_of(folder)
    assert [row.id for row in rows] == ["2025/b.txt", "a.txt", "c.pdf"]
    assert "PDF" in rows[2].problem


def test_an_input_that_is_not_there_is_a_usage_error():
    """Before anything else happens."""
    with pytest.raises(ConfigError, match="no input missing"):
        list(inputs(["missing.jsonl"], Columns()))


def test_standard_input_is_json_lines(monkeypatch):
    """Named by its line."""

    class Stdin:
        buffer = io.BytesIO(f"{GOOD}\nnope\n".encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    good, bad = Input("-", Columns()).rows()
    assert good.id == "a"
    assert bad.problem.startswith("standard input:2: ")


@pytest.fixture
def producer(monkeypatch):
    """What writes to standard input; it stalls, with the pipe open, until it is closed."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stdin, os.fdopen(writing, "wb", buffering=0) as producer:
        monkeypatch.setattr("sys.stdin", stdin)
        yield producer


@pytest.mark.usefixtures("endpoint")
def test_rows_are_summarized_while_standard_input_stalls(producer, tmp_path):
    """What came is not held back until more comes; the end of the input ends the job."""
    producer.write(f"{GOOD}\n{OTHER}\n".encode())
    done = run(
        Path("-"),
        out=tmp_path / "out",
        watch=lambda live: producer.close() if live.counts.ok == 2 else None,
    )
    assert done.code == 0
    assert [row["id"] for row in done.rows] == ["a", "b"]


@pytest.mark.usefixtures("endpoint")
def test_ctrl_c_ends_a_job_whose_standard_input_stalls(producer, tmp_path):
    """One is enough, and the half of a line that had come is not taken for a row."""
    producer.write(f"{GOOD}\n{OTHER}\n{GOOD[:20]}".encode())
    interrupted = itertools.count()

    def interrupt_once(live):
        if live.counts.ok == 2 and not next(interrupted):
            os.kill(os.getpid(), signal.SIGINT)

    stopped = run(Path("-"), out=tmp_path / "out", watch=interrupt_once)
    assert stopped.code == 130
    assert stopped.standing.states == {"ok": 2}


def test_an_id_with_another_text_is_refused_with_both_places(endpoint, tmp_path):
    """The first one counts; the second keeps its row."""
    path = tmp_path / "in.jsonl"
    lines = [GOOD, OTHER, json.dumps({"id": "a", "text": text(3)})]
    path.write_text("\n".join(lines) + "\n")
    done = run(path, out=tmp_path / "out")
    assert done.code == 1
    assert [row["status"] for row in done.rows] == ["ok", "ok", "invalid"]
    assert done.rows[2]["error"]["message"] == (
        f"{path}:3: the id 'a' has another text at {path}:1."
    )
    assert len(endpoint.calls) == 2


def test_an_empty_input_is_a_job_of_no_rows(endpoint, tmp_path):
    """Exit code 0, an empty output with a manifest."""
    (tmp_path / "in.jsonl").write_text("")
    done = run(tmp_path / "in.jsonl", out=tmp_path / "out")
    assert (done.code, done.rows, done.standing.rows) == (0, [], 0)
    assert endpoint.calls == []


def test_a_file_that_grew_is_read_to_its_new_end(endpoint, tmp_path):
    """A line that was torn is whole the next time, and takes its own place."""
    path = tmp_path / "in.jsonl"
    path.write_text(f"{GOOD}\n{OTHER[:30]}")
    assert run(path, out=tmp_path / "out").standing.states == {"ok": 1, "invalid": 1}
    path.write_text(f"{GOOD}\n{OTHER}\n")
    done = run(path, out=tmp_path / "out")
    assert done.standing.states == {"ok": 2}
    assert len(endpoint.calls) == 2


@pytest.mark.usefixtures("endpoint")
def test_limit_and_sample_choose_the_same_rows_each_time(tmp_path):
    """A limit is of the chosen rows; a sample depends on nothing but the ids."""
    path = write_input(tmp_path / "in.jsonl", range(40))
    half = run(path, out=tmp_path / "half", selection=Selection(sample=0.5))
    assert 8 < half.standing.rows < 32
    again = run(path, out=tmp_path / "again", selection=Selection(sample=0.5, limit=3))
    assert [row["id"] for row in again.rows] == [row["id"] for row in half.rows][:3]
    assert run(path, out=tmp_path / "again", selection=Selection(sample=0.5, limit=3)).code == 0
    assert query(tmp_path / "again", "SELECT count(*) FROM alias") == [(3,)]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data):
    """Every line is a row or a problem, and every row can be written down."""
    for row in json_rows("in", io.BytesIO(data), Columns()):
        json.dumps([row.id, row.text, row.carried, row.problem], ensure_ascii=False).encode()
        assert bool(row.text) != bool(row.problem)
