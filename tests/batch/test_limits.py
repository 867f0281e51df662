"""The limits of a job: places in flight, turns a minute, pauses, amounts."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.batch import pace as pace_module
from summarizer.batch import pause as pause_module
from summarizer.batch.budget import Budget, Estimate, Used
from summarizer.batch.pace import Pace
from summarizer.batch.pause import Pause
from summarizer.batch.stopping import GivenBackError, Stopping
from summarizer.batch.window import LEARNED, Window
from summarizer.errors import BatchStoppedError


def full(window):
    """Fill a window, so that it has a reason to grow."""
    window.in_flight = window.size
    return window


def test_the_window_doubles_until_the_first_refusal_and_then_grows_slowly():
    """Additive increase, multiplicative decrease."""
    window = Window(1000)
    for _ in range(8):
        full(window).answered(0.1)
    assert window.size == 16
    window.refused(sent=1.0, now=2.0)
    assert window.size == 11
    for _ in range(11):
        full(window).answered(0.1)
    assert window.size in {11, 12}


def test_one_round_trip_costs_one_cut():
    """Refusals of requests that were sent before a cut do not cut again."""
    window = Window(100, start=100)
    for _ in range(50):
        window.refused(sent=1.0, now=2.0)
    assert window.size == 70
    window.refused(sent=2.5, now=3.0)
    assert window.size == 49


def test_a_server_that_queues_stops_the_growth():
    """It refuses nothing; its latency says it."""
    window = Window(1000)
    for _ in range(LEARNED):
        full(window).answered(0.1)
    for _ in range(30):
        full(window).answered(0.5)
    grown = window.size
    for _ in range(200):
        full(window).answered(0.5)
    assert window.size == grown


def test_one_straggler_does_not_stop_the_growth():
    """An answer a hundred times slower than the others is one answer."""
    window = Window(1000)
    full(window).answered(0.1)
    full(window).answered(10.0)
    size = window.size
    full(window).answered(0.1)
    assert window.size > size


def test_answers_of_different_lengths_do_not_stop_the_growth():
    """Half take ten times as long as the others, from the beginning: that is no queue."""
    window = Window(1000)
    for turn in range(100):
        full(window).answered(0.2 if turn % 2 else 2.0)
    assert window.size == 108


@given(st.lists(st.sampled_from(["answered", "slow", "refused", "collapse"]), max_size=200))
def test_the_window_stays_between_one_and_its_ceiling(events):
    """Whatever happens."""
    window = Window(50)
    for at, event in enumerate(events):
        match event:
            case "answered":
                full(window).answered(0.1)
            case "slow":
                full(window).answered(5.0)
            case "refused":
                window.refused(sent=at, now=at + 0.5)
            case "collapse":
                window.collapse()
        assert 1 <= window.size <= 50


def test_places_are_given_in_the_order_of_arrival_and_come_back():
    """Also where one that waited gives up."""

    async def scenario():
        window = Window(2)
        order = []

        async def enter(name):
            await window.enter()
            order.append(name)

        tasks = [asyncio.create_task(enter(n)) for n in range(5)]
        await asyncio.sleep(0)
        assert order == [0, 1]
        tasks[2].cancel()
        window.leave()
        window.leave()
        await asyncio.sleep(0.01)
        assert order == [0, 1, 3, 4]
        assert window.in_flight == 2
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(scenario())


def test_a_pace_spreads_turns_evenly(monkeypatch):
    """After a burst of a second, each amount has its time."""
    clock = 100.0
    monkeypatch.setattr(pace_module.time, "monotonic", lambda: clock)
    pace = Pace(120)
    turns = [pace.book(1) for _ in range(6)]
    assert turns == pytest.approx([0, 0, 0, 0.5, 1.0, 1.5])
    pace.correct(booked=1, used=0)
    assert pace.book(1) == pytest.approx(1.5)
    assert Pace(None).book(1e9) == 0


def test_failures_in_a_row_open_the_circuit_and_one_answer_closes_it(monkeypatch):
    """The pauses double, up to a longest."""
    clock = 100.0
    monkeypatch.setattr(pause_module.time, "monotonic", lambda: clock)

    async def scenario():
        nonlocal clock
        pause = Pause(Stopping())
        opened = [pause.failed() for _ in range(pause_module.FAILURES)]
        assert opened == [False] * (pause_module.FAILURES - 1) + [True]
        lengths = []
        for _ in range(4):
            lengths.append(round(pause.left, 3))
            clock += pause.left
            assert pause.failed()
        assert lengths == [0.05, 0.1, 0.2, 0.2]
        pause.answered()
        clock += pause.left
        assert not pause.failed()

    asyncio.run(scenario())


def test_a_stop_ends_every_wait():
    """What waits is given back at once."""

    async def scenario():
        stopping = Stopping()
        pause = Pause(stopping)
        pause.ask(3600, "the endpoint asks to wait")
        waiting = asyncio.create_task(pause.over())
        await asyncio.sleep(0.01)
        stopping.because(BatchStoppedError("enough."))
        with pytest.raises(GivenBackError):
            await waiting

    asyncio.run(scenario())


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 1)), max_size=50))
def test_a_budget_is_never_exceeded_by_what_was_reserved(requests):
    """Whatever a request really takes of what was set aside for it."""
    budget = Budget(500.0, "money")
    for amount, share in requests:
        if budget.fits(amount):
            budget.reserve(amount)
            budget.settle(amount, amount * share)
        assert budget.spent <= 500.0 + 1e-6


def test_an_estimate_is_above_what_tokenizers_need():
    """A third of the bytes; a quarter is usual, and a token a character in Chinese."""
    request = {"messages": [{"role": "user", "content": "word " * 300}], "max_tokens": 50}
    estimate = Estimate.of(request)
    assert (estimate.input, estimate.output) == (501, 50)
    chinese = {"messages": [{"role": "user", "content": "公司" * 100}]}
    assert Estimate.of(chinese).input > 200


def test_usage_below_nothing_counts_as_nothing():
    """A server that counts wrongly must not fill a budget."""

    class Odd:
        prompt_tokens = -5
        completion_tokens = 7
        prompt_tokens_details = None

    assert Used.of(Odd()) == Used(0, 0, 7)
