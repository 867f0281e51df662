"""The output of a job: shards, a manifest, and the same bytes each time."""

import hashlib
import json
from contextlib import closing

from fake_endpoint import Refusal
from jobs import output, run
from model_server import text
from pyarrow import parquet

from summarizer.batch import export as export_module
from summarizer.batch.export import export
from summarizer.batch.schema import connect_reading


def export_again(folder, form):
    """Export a job anew."""
    with closing(connect_reading(folder / "ledger.db")) as connection:
        return export(connection, folder, form)


def test_shards_follow_each_other_in_the_order_of_the_input(endpoint, news, tmp_path, monkeypatch):
    """The manifest names each with its rows and its digest, and old ones go away."""
    out = run(news, out=tmp_path / "out").folder
    assert len(endpoint.calls) == 12
    monkeypatch.setattr(export_module, "SHARD_ROWS", 5)
    manifest = json.loads(export_again(out, "jsonl").read_text())
    assert [shard["rows"] for shard in manifest["shards"]] == [5, 5, 2]
    for shard in manifest["shards"]:
        assert hashlib.sha256((out / shard["name"]).read_bytes()).hexdigest() == shard["sha256"]
    monkeypatch.undo()
    export_again(out, "jsonl")
    assert sorted(output(out)) == ["manifest.json", "part-00000.jsonl"]


def test_parquet_has_the_rows_of_json_lines(endpoint, news, tmp_path, monkeypatch):
    """Typed where every row has it, JSON where the schema decides; the same bytes each time."""
    endpoint.break_with([], {5: [Refusal("No.")]})
    monkeypatch.setattr(export_module, "SHARD_ROWS", 7)
    done = run(news, out=tmp_path / "out")
    lines = done.rows
    export_again(done.folder, "parquet")
    files = output(done.folder)
    rows = [
        row
        for name in sorted(files)
        if name.endswith(".parquet")
        for row in parquet.read_table(done.folder / name).to_pylist()
    ]
    assert [row["id"] for row in rows] == [row["id"] for row in lines]
    assert rows[3]["usage"] == lines[3]["usage"]
    assert rows[3]["document"] == lines[3]["document"]
    assert json.loads(rows[3]["evidence"]) == lines[3]["evidence"]
    assert rows[5]["error"] == lines[5]["error"]
    assert rows[5]["desk"] == "desk 5"
    export_again(done.folder, "parquet")
    assert output(done.folder) == files


def test_a_carried_column_with_the_name_of_a_result_is_told_apart(endpoint, tmp_path):
    """It gets a prefix."""
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "a", "text": text(1), "data": 7, "status": "new"}))
    (row,) = run(source, out=tmp_path / "out").rows
    assert (row["input_data"], row["input_status"], row["status"]) == (7, "new", "ok")
    assert len(endpoint.calls) == 1
