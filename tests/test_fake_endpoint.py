"""The scripted endpoint does what its script says, and all other sockets are shut."""

import asyncio
import json
import socket
import threading
import time
from urllib.parse import urlsplit

import openai
import pytest
from asking import ask, ask_at_once, client, contents
from fake_endpoint import (
    USAGE,
    Answer,
    Drop,
    FakeEndpoint,
    Hang,
    Models,
    NoUsage,
    NullContent,
    Refusal,
    Reply,
    Status,
    Truncated,
)
from pytest_socket import SocketBlockedError, SocketConnectBlockedError

NOWHERE = ("192.0.2.1", 80)  # RFC 5737: an address that nobody has
LOOPBACK = ("127.0.0.1", 9)

on_loopback = pytest.mark.allow_hosts(["127.0.0.1"])


def test_an_answer_is_a_completion(endpoint: FakeEndpoint) -> None:
    """Text goes out as it is, with a reason to stop and the tokens counted."""
    endpoint.play(Answer("Because “it” is so.", finish_reason="length"))
    [answer] = ask(endpoint.url, "Why?")
    assert contents([answer]) == ["Because “it” is so."]
    assert answer.choices[0].finish_reason == "length"
    assert answer.usage is not None
    assert answer.usage.to_dict() == USAGE


def test_an_answer_that_is_no_text_is_sent_as_json(endpoint: FakeEndpoint) -> None:
    """A draft can be scripted as the object that it is."""
    endpoint.play(Answer({"title": "Élan", "sites": [20]}))
    assert json.loads(contents(ask(endpoint.url, "Why?"))[0] or "") == {
        "title": "Élan",
        "sites": [20],
    }


def test_a_completion_can_lack_what_clients_rely_on(endpoint: FakeEndpoint) -> None:
    """Content can be null, a refusal can take its place, and usage can be absent."""
    endpoint.play(NullContent(), Refusal("I would rather not."), NoUsage("yes"))
    empty, refused, uncounted = answers = ask(endpoint.url, "1?", "2?", "3?")
    assert contents(answers) == [None, None, "yes"]
    assert empty.choices[0].message.refusal is None
    assert refused.choices[0].message.refusal == "I would rather not."
    assert uncounted.usage is None


def test_a_status_carries_its_headers_and_body(endpoint: FakeEndpoint) -> None:
    """Rate limits say how long to wait, and proxies answer in HTML."""
    endpoint.play(
        Status(429, headers={"Retry-After": "0.2"}, body={"error": {"message": "slowly"}}),
        Status(502, body="<h1>Bad Gateway</h1>"),
    )
    with pytest.raises(openai.RateLimitError, match="slowly") as limited:
        ask(endpoint.url, "Why?")
    assert limited.value.response.headers["retry-after"] == "0.2"
    with pytest.raises(openai.InternalServerError) as failed:
        ask(endpoint.url, "Why?")
    assert failed.value.response.headers["content-type"] == "text/html"
    assert failed.value.response.text == "<h1>Bad Gateway</h1>"


@pytest.mark.parametrize("broken", [Drop(), Hang(0.05), Truncated()])
def test_a_broken_reply_is_a_failed_connection(endpoint: FakeEndpoint, broken: Reply) -> None:
    """Nothing, or half of something, is no answer, and the next request finds the next reply."""
    endpoint.play(broken, Answer("better"))
    with pytest.raises(openai.APIConnectionError) as failure:
        ask(endpoint.url, "Why?")
    assert not isinstance(failure.value, openai.APITimeoutError)
    assert contents(ask(endpoint.url, "Why?")) == ["better"]


def test_the_models_are_listed(endpoint: FakeEndpoint) -> None:
    """The second route takes its replies from the same script."""
    endpoint.play(Models(("small", "large")))
    with client(endpoint.url) as asking:
        assert [model.id for model in asking.models.list()] == ["small", "large"]
    assert endpoint.calls[0][:2] == ("GET", "/v1/models")


def test_calls_are_kept_in_order(endpoint: FakeEndpoint) -> None:
    """A test can count the calls and see what each one sent."""
    endpoint.play(Answer("1"), Answer("2"))
    ask(endpoint.url, "first", "second")
    assert [call.body["messages"][0]["content"] for call in endpoint.calls] == ["first", "second"]
    assert endpoint.calls[0].headers["authorization"] == "Bearer sk-secret"


def test_the_last_reply_can_be_repeated(endpoint: FakeEndpoint) -> None:
    """A script for an endpoint that never recovers need not know how often it is asked."""
    endpoint.play(Answer("1"), Answer("2"), repeat_last=True)
    assert contents(ask(endpoint.url, *"????")) == ["1", "2", "2", "2"]


def test_concurrent_calls_get_a_reply_each(endpoint: FakeEndpoint) -> None:
    """When many come at once, none is refused and no reply is given twice."""
    expected = [str(number) for number in range(30)]
    endpoint.play(*map(Answer, expected))

    answers = asyncio.run(ask_at_once(endpoint.url, *expected))
    assert sorted(content or "" for content in contents(answers)) == sorted(expected)


@on_loopback
def test_a_call_beyond_the_script_fails_the_block() -> None:
    """A call too many is found even where the caller swallows the refusal."""
    endpoint = FakeEndpoint(Answer("1"))

    def ask_twice() -> None:
        with endpoint, pytest.raises(openai.BadRequestError, match="the script is at its end"):
            ask(endpoint.url, "Why?", "Why?")

    with pytest.raises(AssertionError, match="1 calls came after the end of the script"):
        ask_twice()


@on_loopback
def test_an_unknown_route_is_not_found_and_uses_up_no_reply() -> None:
    """A wrong base URL shows as such."""
    with FakeEndpoint(Answer("1")) as endpoint:
        with pytest.raises(openai.NotFoundError):
            ask(endpoint.url + "/v1", "Why?")
        assert contents(ask(endpoint.url, "Why?")) == ["1"]


@on_loopback
def test_the_end_waits_for_no_hanging_reply_and_leaves_nothing_behind() -> None:
    """The client times out, the endpoint stops at once, and port and threads are free again."""
    threads = threading.active_count()
    with FakeEndpoint(Hang(60)) as endpoint:
        with pytest.raises(openai.APITimeoutError):
            ask(endpoint.url, "Why?", timeout=0.05)
        ending = time.monotonic()
    assert time.monotonic() - ending < 5
    assert threading.active_count() == threads
    with pytest.raises(ConnectionRefusedError):
        connect(address(endpoint))


def connect(address: tuple[str, int]) -> None:
    """Open a connection and close it."""
    socket.create_connection(address, timeout=5).close()


def address(endpoint: FakeEndpoint) -> tuple[str, int]:
    """Return where an endpoint listens."""
    url = urlsplit(endpoint.url)
    return str(url.hostname), int(url.port or 0)


@pytest.mark.parametrize("target", [NOWHERE, LOOPBACK])
def test_a_test_without_the_endpoint_connects_to_nothing(target: tuple[str, int]) -> None:
    """Neither the internet nor a server that happens to run on this machine is in reach."""
    with pytest.raises(SocketBlockedError):
        connect(target)


def test_a_test_without_the_endpoint_resolves_no_name() -> None:
    """A name is not even looked up."""
    with pytest.raises(SocketBlockedError):
        connect(("example.invalid", 80))


def test_a_test_with_the_endpoint_connects_to_the_loopback_alone(endpoint: FakeEndpoint) -> None:
    """The fixture opens the way to itself, and to nothing beyond this machine."""
    connect(address(endpoint))
    with pytest.raises(SocketConnectBlockedError):
        connect(NOWHERE)


def test_an_event_loop_runs_with_sockets_shut() -> None:
    """Asyncio wakes itself through a Unix socket pair, which stays open."""
    assert asyncio.run(asyncio.sleep(0, "awake")) == "awake"
