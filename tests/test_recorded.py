"""The whole way, on answers recorded from the embedded model; `make record` adds what they lack."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel, Field

from summarizer import Summarizer, Verdict
from summarizer.document import Document
from summarizer.model.client import Client
from summarizer.model.profile import LOCAL, profile_for
from summarizer.types import Money

pytestmark = [pytest.mark.recorded, pytest.mark.usefixtures("cassette")]

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
INJECTED = ("9.9", "4,000", "2026-01-15", "2.1 billion", "49", "has been acquired", "revenue of")
MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m"


@pytest.fixture
def recorded_from() -> Mapping[str, str]:
    """The embedded model is the only one that these are recorded from."""
    return {"model": MODEL, "server": "llama.cpp in xllamacpp, embedded"}


@pytest.fixture
def summarize(request):
    """Summarize a file; in playback nothing is started, and nobody is at the address."""
    profile = profile_for(LOCAL)
    nobody = Client(MODEL, profile, base_url="http://127.0.0.1:1/v1", api_key="none")
    model = LOCAL if request.config.getoption("record") else nobody

    def run(path, **options):
        with Summarizer(model=model, **options) as summarizer:
            return summarizer.summarize(Document.from_path(path, id=path.name))

    return run


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_gets_an_answer_that_its_text_shows(summarize, path):
    """Every leaf has evidence, every quote is a slice, and nothing is unsupported."""
    summary = summarize(path)
    text = path.read_text(encoding="utf-8")
    assert summary.data.issuer
    assert len(summary.data.summary) + len(summary.data.key_facts) >= 3
    for spans in summary.evidence.values():
        assert spans
        for span in spans:
            assert text[span.start : span.end] == span.quote
            assert span.verdict in {Verdict.VERIFIED, Verdict.JUDGED}
    assert summary.usage.requests >= 5
    assert summary.usage.cached_tokens > summary.usage.input_tokens / 2
    assert json.loads(summary.to_json())["provenance"]["model"] == MODEL
    # Orders, markup and pretended results are withheld, listed, and believed nowhere.
    assert len(summary.suspect) == (5 if path.stem == "hostile" else 0)
    said = summary.data.model_dump_json()
    assert not [words for words in INJECTED if path.stem == "hostile" and words in said]


class Quarter(BaseModel):
    """A schema of a user's own, as in the README."""

    company: str
    quarter: str | None = Field(description="the quarter reported, as printed")
    revenue: Money | None = Field(description="total revenue, with its currency sign")
    revenue_year_ago: Money | None = Field(description="total revenue a year ago, with its sign")


def test_a_schema_of_ones_own_is_filled_and_grounded(summarize):
    """No task, no prompt: a pydantic model is enough."""
    summary = summarize(ROOT / "examples" / "earnings.txt", schema=Quarter)
    assert "Varrowdene" in summary.data.company
    assert summary.data.revenue is not None
    assert summary.data.revenue.currency == "USD"
    assert summary.evidence_for("revenue")[0].quote
    assert summary.usage.requests == 1
