"""What an application that watches with OpenTelemetry sees of a job."""

import pytest
from fake_endpoint import Status
from jobs import run
from model_server import text
from opentelemetry.metrics import NoOpMeter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from summarizer.batch import telemetry


@pytest.fixture
def seen(monkeypatch):
    """The spans and metrics of a test, by an SDK of its own."""
    spans, reader = InMemorySpanExporter(), InMemoryMetricReader()
    tracers, meters = TracerProvider(), MeterProvider([reader])
    tracers.add_span_processor(SimpleSpanProcessor(spans))
    monkeypatch.setattr(telemetry.trace, "get_tracer", tracers.get_tracer)
    monkeypatch.setattr(telemetry.metrics, "get_meter", meters.get_meter)
    telemetry.instruments.cache_clear()
    yield spans, reader
    telemetry.instruments.cache_clear()
    tracers.shutdown()
    meters.shutdown()


def test_each_request_is_a_span_and_is_counted(endpoint, news, tmp_path, seen):
    """A failed one too, by its kind; no word of a document is in any of them."""
    spans, reader = seen
    endpoint.break_with([Status(500)], {})
    run(news, out=tmp_path / "out")
    finished = spans.get_finished_spans()
    assert len(finished) == len(endpoint.calls) == 13
    assert {span.name for span in finished} == {"chat scripted"}
    failed = [span for span in finished if "error.type" in span.attributes]
    assert [span.attributes["error.type"] for span in failed] == ["InternalServerError"]
    assert sum(span.attributes.get("gen_ai.usage.input_tokens", 0) for span in finished) == 12 * 11
    assert "Acme" in text(1)
    assert "Acme" not in "".join(span.to_json() for span in finished)
    scope = reader.get_metrics_data().resource_metrics[0].scope_metrics[0]
    assert {metric.name for metric in scope.metrics} == {
        "gen_ai.client.operation.duration",
        "gen_ai.client.token.usage",
    }


@pytest.mark.usefixtures("endpoint")
def test_a_night_without_an_sdk_makes_its_instruments_once(news, tmp_path, monkeypatch):
    """Those that wait for an SDK are never let go of: one for each request filled the memory."""
    meters = []
    monkeypatch.setattr(
        telemetry.metrics, "get_meter", lambda name: meters.append(NoOpMeter(name)) or meters[-1]
    )
    telemetry.instruments.cache_clear()
    run(news, out=tmp_path / "out")
    telemetry.instruments.cache_clear()
    assert len(meters) == 1
