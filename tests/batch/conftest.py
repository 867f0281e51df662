"""What every test of jobs runs with: a model server, and no waiting that nobody asked for."""

import multiprocessing
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext

import pytest
from jobs import write_input
from model_server import ModelServer

from summarizer.batch import pause
from summarizer.model import retry


@pytest.fixture
def endpoint() -> Iterator[ModelServer]:
    """A model on the loopback that answers each document in its own way."""
    with ModelServer() as server:
        yield server


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Processes that are forked from one which has imported everything, and no threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["summarizer.batch.job"])
    return context


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setattr(retry, "_BACKOFF", lambda _: 0.01)
    monkeypatch.setattr(pause, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(pause, "LONGEST_PAUSE", 0.2)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-a-key-that-must-never-be-seen")
    monkeypatch.delenv("SUMMARIZER_PROFILES", raising=False)
    if "endpoint" in request.fixturenames:
        monkeypatch.setenv("OPENAI_BASE_URL", request.getfixturevalue("endpoint").url)


@pytest.fixture
def news(tmp_path):
    """Twelve documents as JSON Lines."""
    return write_input(tmp_path / "news.jsonl", range(12))
