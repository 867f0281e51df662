"""Many documents as a library: an iterator with back-pressure, and tables."""

import asyncio

import pyarrow as pa
import pytest
from fake_endpoint import Refusal, Status
from jobs import News
from model_server import text

from summarizer import Document, Failure, asummarize_many
from summarizer.batch.parquet import table
from summarizer.batch.table import process


def gather(documents, **options):
    """Collect what comes of documents."""

    async def all_of():
        outcomes = asummarize_many(documents, schema=News, model="scripted", **options)
        return [outcome async for outcome in outcomes]

    return asyncio.run(all_of())


def test_every_document_comes_back_as_a_summary_or_a_failure(endpoint):
    """A refusal, or a text that is none, costs only itself."""
    endpoint.break_with([], {2: [Refusal("No.")]})
    outcomes = gather([text(1), Document("two", text(2)), "", text(3)])
    failures = [each for each in outcomes if isinstance(each, Failure)]
    summaries = [each for each in outcomes if not isinstance(each, Failure)]
    assert sorted(summary.data.hired for summary in summaries) == [1, 3]
    assert {failure.error.kind for failure in failures} == {"refused", "document"}


@pytest.mark.usefixtures("endpoint")
def test_no_more_is_taken_than_is_in_hand():
    """A reader that stops reading stops the asking, however long the input."""
    taken = []

    def endless():
        number = 0
        while True:
            taken.append(number)
            yield text(number)
            number += 1

    async def first_three():
        outcomes = asummarize_many(endless(), schema=News, model="scripted", concurrency=2)
        seen = []
        async for outcome in outcomes:
            seen.append(outcome)
            if len(seen) == 3:
                break
        await outcomes.aclose()
        return seen

    assert len(asyncio.run(first_three())) == 3
    assert len(taken) <= 3 + 2 + 2 + 2


def test_documents_may_come_asynchronously_and_their_error_comes_out(endpoint):
    """After everything that was read before it."""

    async def broken():
        yield text(1)
        raise OSError("the disk is gone")

    seen = []

    async def until_the_end():
        async for outcome in asummarize_many(broken(), schema=News, model="scripted"):
            seen.append(outcome.data.hired)  # noqa: PERF401 - it is kept when the error comes

    with pytest.raises(OSError, match="disk is gone"):
        asyncio.run(until_the_end())
    assert seen == [1]
    assert len(endpoint.calls) == 1


def test_a_table_comes_back_with_a_row_for_each_row(endpoint):
    """In order, whatever became of them."""
    endpoint.break_with([], {2: [Refusal("No.")]})
    given = pa.table({"id": ["a", "b", "c"], "text": [text(1), text(2), None], "desk": [7, 8, 9]})
    made = process(given, schema=News, model="scripted")
    assert made["id"].to_pylist() == ["a", "b", "c"]
    assert made["status"].to_pylist() == ["ok", "failed", "invalid"]
    assert made["desk"].to_pylist() == ["7", "8", "9"]
    assert made["error"].to_pylist()[1]["cause"] == "refused"
    assert made["usage"].to_pylist()[0]["output_tokens"] == 7


@pytest.mark.slow
def test_a_table_never_raises(endpoint, monkeypatch):
    """Wrong columns, a wrong key, no endpoint at all: it is in the rows."""
    endpoint.always = Status(401)
    rows = pa.table({"id": ["a"], "text": [text(1)]})
    assert process(rows, schema=News, model="scripted")["error"].to_pylist()[0]["cause"] == (
        "authentication failed"
    )
    assert process(rows, task="no such task")["error"].to_pylist()[0]["cause"] == "task"
    no_text = pa.table({"id": ["a"], "body": [text(1)]})
    assert process(no_text, schema=News)["status"].to_pylist() == ["invalid"]
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://models.example/v1")
    assert process(rows, schema=News, model="x")["error"].to_pylist()[0]["cause"] == "config"


def test_shards_of_one_job_have_one_schema():
    """Whatever their rows hold."""
    one = table([{"id": "a", "status": "ok", "data": {"n": 1}, "desk": 7}], ["desk"])
    other = table([{"id": "b", "status": "failed"}], ["desk"])
    assert one.schema == other.schema
    assert one["desk"].to_pylist() + other["desk"].to_pylist() == ["7", None]
