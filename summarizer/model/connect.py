"""From a model's name to a client: the embedded model is started, any other is an endpoint's."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from summarizer.errors import ConfigError
from summarizer.model.client import Client
from summarizer.model.failures import shown
from summarizer.model.local import LocalServer
from summarizer.model.profile import LOCAL, Profile, profile_for
from summarizer.model.weights import QWEN_CODER_1_5B, locate

OPENAI = "https://api.openai.com/v1"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_lock = threading.Lock()
_server: LocalServer | None = None


def connect(model: str | None, timeout: float, step: Callable[[str], None]) -> Client:
    """Return a client for a model, starting the embedded one if it does not run yet.

    Args:
        model: Its name; None for SUMMARIZER_MODEL, and without that the embedded model.
        timeout: Seconds to wait for one answer.
        step: Called with a few words at each step, for people who wait.

    Raises:
        ConfigError: The settings name no model that can be reached.
    """
    model = _chosen(model)
    profile = profile_for(model)
    if model == LOCAL:
        server = _embedded(profile, step)
        return Client(
            server.model,
            profile,
            base_url=server.base_url,
            api_key=server.api_key,
            timeout=timeout,
            trust_env=False,
        )
    base_url = _address(os.environ.get("OPENAI_BASE_URL") or OPENAI)
    key = os.environ.get("OPENAI_API_KEY")
    if not key and urlsplit(base_url).hostname not in _LOOPBACK:
        raise ConfigError(
            f"there is no key for {shown(base_url)}.",
            hint="Set OPENAI_API_KEY, or use the embedded model: --model local.",
        )
    return Client(model, profile, base_url=base_url, api_key=key or "none", timeout=timeout)


def _address(url: str) -> str:
    """Return an address as it is, if it is one; it may hold a password, so it is not shown."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise ConfigError(
            "OPENAI_BASE_URL is no address of an endpoint.",
            hint="It is written as https://host/v1; signs in a password as %2F.",
        )
    return url


def name_of(model: str | None) -> tuple[str, Profile]:
    """Return the name that `connect` would give a model, and its profile, starting nothing.

    Raises:
        ConfigError: A profile file cannot be read.
    """
    model = _chosen(model)
    profile = profile_for(model)
    if model == LOCAL:
        own = os.environ.get("SUMMARIZER_LOCAL_MODEL")
        model = Path(own or QWEN_CODER_1_5B.name).stem
    return model, profile


def _chosen(model: str | None) -> str:
    return model or os.environ.get("SUMMARIZER_MODEL") or LOCAL


def _embedded(profile: Profile, step: Callable[[str], None]) -> LocalServer:
    """Return the embedded server of this process; it lives as long as the process does."""
    global _server  # noqa: PLW0603 - one process holds the weights once
    with _lock:
        if _server is None:
            path = locate(lambda done, size: step(f"assembling the model, {done / size:.0%}"))
            step("loading the model")
            server = LocalServer(
                path, context_tokens=profile.context_tokens, slots=profile.concurrency
            )
            server.start()
            _server = server
        return _server
