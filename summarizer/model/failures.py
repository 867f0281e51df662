"""What an endpoint did when it failed, in our words: a typed error, and what to try."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import openai

from summarizer.document import encodable
from summarizer.errors import (
    AuthenticationFailedError,
    ConnectionFailedError,
    ModelError,
    ModelNotFoundError,
    ModelTimeoutError,
    QuotaExhaustedError,
    RateLimitedError,
    RequestRejectedError,
    ServerFailedError,
)
from summarizer.model.retry import NoCompletionError, is_empty_account


@dataclass(frozen=True, slots=True)
class Address:
    """Who was asked.

    Attributes:
        base_url: The endpoint.
        model: The model's name there.
        key: What no message may hold.
        timeout: Seconds that an answer may take.
    """

    base_url: str
    model: str
    key: str = field(repr=False)
    timeout: float


def typed(error: openai.OpenAIError, address: Address) -> ModelError:
    """Say in our words what the endpoint did, without ever repeating the key."""
    where = f"the endpoint {shown(address.base_url)}"
    if isinstance(error, openai.APITimeoutError):
        return ModelTimeoutError(
            f"{where} did not answer within {address.timeout:g} s.",
            hint="Give it longer with --timeout, or ask a faster model.",
        )
    if isinstance(error, NoCompletionError):
        return ServerFailedError(
            f"{where} answered with something that is no completion.",
            hint="Check OPENAI_BASE_URL; `summarizer doctor` tells what answers there.",
        )
    if not isinstance(error, openai.APIStatusError):
        return ConnectionFailedError(
            f"no connection to {where}.",
            hint="Check OPENAI_BASE_URL and that the server runs; `summarizer doctor` tells.",
        )
    status, said = error.status_code, _quoted(error, address)
    if status in {401, 403}:
        return AuthenticationFailedError(
            f"{where} refused the key ({status}).", hint="Check OPENAI_API_KEY."
        )
    if status == 404:
        return ModelNotFoundError(
            f"{where} does not serve {address.model!r}{said}",
            hint="Check --model; `summarizer doctor` lists what it serves.",
        )
    if is_empty_account(error):
        return QuotaExhaustedError(
            f"{where} says that the account or its quota is used up{said}",
            hint="Fill the account, or raise its limit; waiting does not help.",
        )
    if status == 429:
        return RateLimitedError(
            f"{where} still says wait{said}",
            hint="Try again later, or raise the limit of the account.",
        )
    if status >= 500:
        return ServerFailedError(
            f"{where} failed with status {status}{said}", hint="Try again later."
        )
    return RequestRejectedError(
        f"{where} refused the request ({status}){said}",
        hint="The document may be too long for the model's context: see context_tokens in "
        "the profile. `summarizer doctor` tells whether the endpoint obeys a schema.",
    )


def shown(url: str) -> str:
    """Return an address as it may be printed: without a user, a password or a query."""
    scheme, slashes, rest = url.partition("://")
    if "@" in rest:  # whatever signs a password holds, it ends at the last of these
        url = f"{scheme}{slashes}{rest.rpartition('@')[2]}"
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _quoted(error: openai.APIStatusError, address: Address) -> str:
    body = error.body if isinstance(error.body, dict) else {}
    message = str(body.get("message", "")).replace(address.key, "***")
    return f": {encodable(message[:200]).rstrip('.')}." if message else "."
