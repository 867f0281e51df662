"""One question to one endpoint, and everything that can go wrong on the way."""

import time

import anyio
import pytest
from fake_endpoint import (
    Answer,
    Drop,
    Hang,
    Models,
    NoUsage,
    NullContent,
    Refusal,
    Status,
    Truncated,
)

from summarizer.errors import (
    AuthenticationFailedError,
    ConnectionFailedError,
    ModelNotFoundError,
    ModelTimeoutError,
    RateLimitedError,
    RefusedError,
    RequestRejectedError,
    ServerFailedError,
)
from summarizer.model import retry
from summarizer.model.client import Client, Reply
from summarizer.model.profile import Profile
from summarizer.model.usage import Meter

KEY = "sk-a-key-that-must-never-be-seen"
SCHEMA = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
GOOD = Answer({"n": 3})


@pytest.fixture(autouse=True)
def _no_backoff(monkeypatch):
    """Wait only as long as the endpoint asks; the backoff of its own is not what is tested."""
    monkeypatch.setattr(retry, "_BACKOFF", lambda _: 0.0)


def ask(endpoint, *, timeout=5.0, meter=None):
    """Ask one question."""

    async def once() -> Reply:
        client = Client("scripted", Profile(), base_url=endpoint.url, api_key=KEY, timeout=timeout)
        try:
            return await client.ask(
                [{"role": "user", "content": "{{ 7*7 }} {% raise %} how many?"}],
                SCHEMA,
                max_tokens=50,
                meter=meter or Meter(),
            )
        finally:
            await client.aclose()

    return anyio.run(once)


def test_a_good_answer_takes_one_call(endpoint):
    """The schema goes out as response_format, the messages untouched, no template rendered."""
    endpoint.play(GOOD)
    assert ask(endpoint) == Reply({"n": 3}, complete=True)
    (call,) = endpoint.calls
    assert call.body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert call.body["messages"][0]["content"] == "{{ 7*7 }} {% raise %} how many?"
    assert call.body["max_tokens"] == 50


@pytest.mark.parametrize("passing", [Status(500), Status(503), Status(408), Status(429), Drop()])
def test_a_failure_in_passing_is_asked_again(endpoint, passing):
    """Two calls, and both are counted."""
    endpoint.play(passing, GOOD)
    meter = Meter()
    assert ask(endpoint, meter=meter).tree == {"n": 3}
    assert len(endpoint.calls) == 2
    assert meter.total(None).requests == 2
    assert meter.total(None).unreported == 1


def test_a_body_that_breaks_off_is_asked_again(endpoint):
    """Half a response is no response."""
    endpoint.play(Truncated(GOOD), GOOD)
    assert ask(endpoint).tree == {"n": 3}
    assert len(endpoint.calls) == 2


@pytest.mark.parametrize(
    ("failure", "error", "words"),
    [
        (Status(429), RateLimitedError, "wait"),
        (Status(500), ServerFailedError, "status 500"),
        (Drop(), ConnectionFailedError, "no connection"),
    ],
)
def test_a_lasting_failure_is_given_up_after_four_calls(endpoint, failure, error, words):
    """The number of calls is documented: ATTEMPTS."""
    endpoint.play(failure, repeat_last=True)
    with pytest.raises(error, match=words):
        ask(endpoint)
    assert len(endpoint.calls) == retry.ATTEMPTS == 4


def test_retry_after_is_obeyed(endpoint):
    """The second call comes no sooner than the endpoint asked."""
    endpoint.play(Status(429, headers={"Retry-After": "0.4"}), GOOD)
    started = time.monotonic()
    assert ask(endpoint).complete
    assert time.monotonic() - started >= 0.4


def test_a_wait_beyond_all_patience_is_not_begun(endpoint):
    """An hour's Retry-After ends the request at once, with a typed error."""
    endpoint.play(Status(429, headers={"Retry-After": "3600"}))
    with pytest.raises(RateLimitedError):
        ask(endpoint)
    assert len(endpoint.calls) == 1


def test_an_empty_account_is_not_asked_again(endpoint):
    """insufficient_quota comes as a 429, and waiting does not help."""
    body = {"error": {"message": "you exceeded your quota", "code": "insufficient_quota"}}
    endpoint.play(Status(429, body=body))
    with pytest.raises(RateLimitedError, match="exceeded your quota"):
        ask(endpoint)
    assert len(endpoint.calls) == 1


def test_silence_past_the_timeout_is_tried_twice(endpoint):
    """A hang costs two timeouts, not four."""
    endpoint.play(Hang(5), repeat_last=True)
    with pytest.raises(ModelTimeoutError, match=r"within 0\.2 s"):
        ask(endpoint, timeout=0.2)
    assert len(endpoint.calls) == retry.TIMEOUT_ATTEMPTS == 2


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, AuthenticationFailedError),
        (403, AuthenticationFailedError),
        (404, ModelNotFoundError),
        (400, RequestRejectedError),
        (413, RequestRejectedError),
    ],
)
def test_what_cannot_change_is_asked_once(endpoint, status, error):
    """A wrong key, an unknown model or a bad request is the same the second time."""
    endpoint.play(Status(status))
    with pytest.raises(error):
        ask(endpoint)
    assert len(endpoint.calls) == 1


def test_the_key_never_reaches_an_error(endpoint):
    """Servers like to quote the key that they refuse."""
    for status in (400, 401, 404, 429, 500):
        body = {"error": {"message": f"bad key {KEY} given"}}
        endpoint.play(Status(status, headers={"Retry-After": "3600"}, body=body), repeat_last=True)
        with pytest.raises(Exception) as caught:  # noqa: PT011 - the next line says what matters
            ask(endpoint)
        assert KEY not in str(caught.value)
        assert KEY not in repr(caught.value.args)


def test_nothing_listening_is_no_connection(endpoint):
    """The message names the address and what to try."""
    endpoint.url = "http://127.0.0.1:9/v1"
    with pytest.raises(ConnectionFailedError, match=r"127\.0\.0\.1:9.*doctor"):
        ask(endpoint)


def test_a_refusal_is_an_error_of_its_own(endpoint):
    """It is not tried again: the answer would be the same, and cost the same."""
    endpoint.play(Refusal("I cannot help with that"))
    with pytest.raises(RefusedError, match="cannot help"):
        ask(endpoint)
    assert len(endpoint.calls) == 1


def test_a_filter_is_a_refusal_too(endpoint):
    """finish_reason content_filter comes with half an answer or none."""
    endpoint.play(Answer("", finish_reason="content_filter"))
    with pytest.raises(RefusedError):
        ask(endpoint)


@pytest.mark.parametrize("answer", [NullContent(), Answer(""), Answer("I think it is three.")])
def test_no_json_at_all_is_an_incomplete_reply(endpoint, answer):
    """The caller decides whether to ask for less; nothing is raised here."""
    endpoint.play(answer)
    assert ask(endpoint) == Reply(None, complete=False)
    assert len(endpoint.calls) == 1


def test_an_answer_cut_short_keeps_what_could_be_read(endpoint):
    """The string that the cut went through is dropped, the rest stays."""
    endpoint.play(Answer('{"n": 3, "facts": ["one", "tw', finish_reason="length"))
    assert ask(endpoint) == Reply({"n": 3, "facts": ["one"]}, complete=False)


def test_text_around_the_json_is_passed_over(endpoint):
    """Models that cannot be constrained like to explain themselves."""
    endpoint.play(Answer('Here it is: {"n": 3}'))
    assert ask(endpoint).tree == {"n": 3}


def test_usage_that_is_missing_is_counted_as_missing(endpoint):
    """A total is never taken for more than it is."""
    endpoint.play(NoUsage({"n": 3}))
    meter = Meter()
    ask(endpoint, meter=meter)
    usage = meter.total(None)
    assert (usage.requests, usage.unreported, usage.output_tokens) == (1, 1, 0)


def test_the_models_of_an_endpoint_are_listed(endpoint):
    """For `doctor`, which says what could be asked instead."""
    endpoint.play(Models(("one", "two")))

    async def names():
        client = Client("x", Profile(), base_url=endpoint.url, api_key=KEY)
        try:
            return await client.model_names()
        finally:
            await client.aclose()

    assert anyio.run(names) == ["one", "two"]
