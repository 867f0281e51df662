"""Tests that take `cassette` are recorded on demand, and fail where the cassette does not fit."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

TEST = """
    import httpx2
    import pytest

    @pytest.fixture
    def recorded_from():
        return {"model": "none", "server": "stub"}

    def test_one(cassette):
        answer = httpx2.Response(200, json={"answer": "Because."})
        with httpx2.Client(transport=httpx2.MockTransport(lambda _: answer)) as client:
            try:
                client.post("http://elsewhere.invalid/v1", json={"question": "<question>"})
            except Exception:
                pass
        assert "<outcome>" == "success"
"""


class Suite:
    """A test suite of one test under our conftest, which swallows what its client raises."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.cassette = pytester.path / "cassettes" / "test_suite" / "test_one.yaml"
        pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))

    def run(self, *options: str, question: str = "Why?", outcome: str = "success") -> str:
        """Run the suite with a test that asks a question and ends so; return what is printed."""
        source = TEST.replace("<question>", question).replace("<outcome>", outcome)
        self.pytester.makepyfile(test_suite=source)
        return self.pytester.runpytest("-p", "no:hypothesispytest", *options).stdout.str()


@pytest.fixture
def suite(pytester: pytest.Pytester) -> Suite:
    """Suite to run inside this one."""
    return Suite(pytester)


def test_a_test_without_its_cassette_fails_and_says_how_to_record_it(suite: Suite) -> None:
    """The command can be copied from the terminal."""
    printed = suite.run()
    assert "1 failed" in printed
    assert "To record it: pytest --record test_suite.py::test_one" in printed
    assert not suite.cassette.exists()


def test_a_test_is_recorded_on_demand_and_then_played(suite: Suite) -> None:
    """The cassette lies beside the test, under its name."""
    assert "1 passed" in suite.run("--record")
    assert suite.cassette.exists()
    assert "1 passed" in suite.run()


def test_a_test_that_swallows_a_miss_fails(suite: Suite) -> None:
    """It is the test that fails, not its clean-up, and the difference is printed."""
    suite.run("--record")
    printed = suite.run(question="Why not?")
    assert "1 failed" in printed
    assert "error" not in printed.splitlines()[-1]
    assert "Why not?" in printed


def test_a_failing_test_records_nothing(suite: Suite) -> None:
    """The cassette of the last good recording stays."""
    suite.run("--record")
    old = suite.cassette.read_bytes()
    assert "1 failed" in suite.run("--record", question="Why not?", outcome="failure")
    assert suite.cassette.read_bytes() == old
