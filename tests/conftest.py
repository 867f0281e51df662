"""What every test runs under: closed sockets, a scripted endpoint, recorded exchanges.

No test reaches the network. One that takes `endpoint` reaches the loopback, and one that takes
`cassette` reaches whatever it likes, but only while `--record` is given.
"""

import os
import re
import shlex
from collections.abc import Generator, Iterator, Mapping
from contextlib import nullcontext
from urllib.parse import urlsplit

import pytest
from fake_endpoint import FakeEndpoint
from hypothesis import settings

from summarizer.evals.cassette import Player

# Enough to find what breaks often; by hand there is `pytest --hypothesis-profile thorough`.
settings.register_profile("quick", max_examples=30)
settings.register_profile("thorough", max_examples=2_000, deadline=None)
settings.load_profile("quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one switch that lets requests out."""
    parser.addoption(
        "--record",
        action="store_true",
        help="send what a cassette does not have to the real server, and record it",
    )


@pytest.hookimpl(tryfirst=True)  # pytest-socket reads its options in the same hook
def pytest_configure(config: pytest.Config) -> None:
    """Close the sockets for every run, however it was started; event loops need Unix ones."""
    config.option.disable_socket = True
    config.option.allow_unix_socket = True
    # pytest-socket warns before it raises; as an error the warning would hide its exception.
    config.addinivalue_line("filterwarnings", "ignore:A test tried to use socket")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Open to each test what its fixtures need, before any of them is set up."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "cassette" in fixtures and config.getoption("record"):
            item.add_marker(pytest.mark.enable_socket)
        elif "endpoint" in fixtures:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Play the cassette around the test itself: a miss fails it, and a failure records nothing."""
    player = pyfuncitem.funcargs.get("cassette")
    with player if isinstance(player, Player) else nullcontext():
        return (yield)


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    """A scripted endpoint on the loopback; the script is the test's to `play`."""
    with FakeEndpoint() as endpoint:
        yield endpoint


@pytest.fixture
def recorded_from() -> Mapping[str, str]:
    """What a recording says of its origin, from the product's own switches; override it freely."""
    server = urlsplit(os.environ.get("OPENAI_BASE_URL", "")).hostname
    return {
        "model": os.environ.get("SUMMARIZER_MODEL", "local"),
        "server": server or "embedded",
    }


@pytest.fixture
def cassette(request: pytest.FixtureRequest, recorded_from: Mapping[str, str]) -> Player:
    """The recorded exchanges of this test, which play while its function runs, not in fixtures."""
    name = re.sub(r"[^\w.-]+", "-", request.node.name).strip("-")
    return Player(
        request.path.parent / "cassettes" / request.path.stem / f"{name}.yaml",
        how_to_record=f"pytest --record {shlex.quote(request.node.nodeid)}",
        record=request.config.getoption("record"),
        keep=True,
        recorded_from=recorded_from,
    )
