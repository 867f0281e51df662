"""Requests as spans and metrics, under the GenAI conventions of OpenTelemetry; never their texts.

The conventions: https://opentelemetry.io/docs/specs/semconv/gen-ai/. Without the extra `otel`
nothing happens here, and without an SDK that the application sets up nothing is exported.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from summarizer.model.gate import Passage
from summarizer.model.usage import is_reported

# Belongs to the optional extra, so they may be absent.
_installed = find_spec("opentelemetry") is not None
trace: Any = import_module("opentelemetry.trace") if _installed else None
metrics: Any = import_module("opentelemetry.metrics") if _installed else None

NAME = "summarizer"
OPERATION = "chat"


@contextmanager
def observed(request: Mapping[str, Any], passage: Passage) -> Iterator[None]:
    """Make a span of the block that sends a request, and count what it took."""
    if trace is None:
        yield
        return
    model = str(request.get("model", ""))
    common = {
        "gen_ai.operation.name": OPERATION,
        "gen_ai.provider.name": "openai",  # the kind of interface, whoever serves it
        "gen_ai.request.model": model,
    }
    tracer = trace.get_tracer(NAME)
    started = time.monotonic()
    attributes: dict[str, Any] = dict(common)
    with tracer.start_as_current_span(
        f"{OPERATION} {model}",
        kind=trace.SpanKind.CLIENT,
        attributes=common,
        record_exception=False,  # a message may quote what the endpoint says of the text
        set_status_on_exception=False,
    ) as span:
        try:
            yield
        except BaseException as error:
            attributes["error.type"] = type(error).__name__
            span.set_status(trace.StatusCode.ERROR)
            raise
        finally:
            _count(passage, attributes, time.monotonic() - started)
            span.set_attributes({**attributes, **_tokens(passage)})


@cache
def instruments() -> tuple[Any, Any]:
    """Return what durations and tokens are recorded with; without an SDK each new one is kept."""
    meter = metrics.get_meter(NAME)
    return (
        meter.create_histogram("gen_ai.client.operation.duration", unit="s"),
        meter.create_histogram("gen_ai.client.token.usage", unit="{token}"),
    )


def _count(passage: Passage, attributes: Mapping[str, Any], seconds: float) -> None:
    duration, usage = instruments()
    duration.record(seconds, attributes)
    for name, count in _tokens(passage).items():
        kind = name.split(".")[2].removesuffix("_tokens")
        usage.record(count, {**attributes, "gen_ai.token.type": kind})


def _tokens(passage: Passage) -> dict[str, int]:
    if passage.usage is None or not is_reported(passage.usage):
        return {}
    return {
        "gen_ai.usage.input_tokens": passage.usage.prompt_tokens,
        "gen_ai.usage.output_tokens": passage.usage.completion_tokens,
    }
