"""What seldom happens to a job, and must neither lose nor invent anything."""

import pytest
from fake_endpoint import Answer, Refusal, Status
from jobs import News, OtherNews, exported, run, write_input

from summarizer.batch.budget import Budget, Used
from summarizer.batch.ledger import Ledger

HALF = "a torn \ud83d"
PRICES = "[scripted.prices]\ninput = 1.0\ncached = 0.5\noutput = 3.0\n"


@pytest.mark.parametrize("schema", [News, OtherNews])
def test_what_waited_for_other_settings_is_asked_with_these(endpoint, news, tmp_path, schema):
    """A job that was stopped goes on with another schema, and back: each result is of its own."""
    out = tmp_path / "out"
    endpoint.always = Status(401)
    assert run(news, out=out, schema=News).standing.states == {"pending": 12}
    endpoint.always = None
    calls = len(endpoint.calls)
    done = run(news, out=out, schema=schema)
    assert (done.code, done.standing.states) == (0, {"ok": 12})
    assert len(endpoint.calls) - calls == 12
    done = run(news, out=out, schema=News)
    assert all(set(row["data"]) == {"company", "hired"} for row in done.rows)


def test_what_waited_at_another_place_of_the_input_is_asked(endpoint, tmp_path):
    """The input grew in front of what waited, and lost its end."""
    out = tmp_path / "out"
    endpoint.always = Status(401)
    run(write_input(tmp_path / "in.jsonl", range(20)), out=out)
    endpoint.always = None
    done = run(write_input(tmp_path / "in.jsonl", [*range(50, 60), *range(5)]), out=out)
    assert (done.code, done.standing.states) == (0, {"ok": 15})
    assert [row["data"]["hired"] for row in exported(out)] == [*range(50, 60), *range(5)]


def test_a_budget_in_fractions_is_free_again_when_nothing_is_in_flight():
    """What is set aside and given back in fractions adds up to next to nothing, not to nothing."""
    budget = Budget(1.0, "money")
    for amount in (0.1, 0.2, 0.3):
        budget.reserve(amount)
    for amount in (0.1, 0.2, 0.3):
        budget.settle(amount, 0.0)
    assert (budget.reserved, budget.unsettled) == (0.0, 0)


def test_a_job_with_a_budget_of_money_stops(endpoint, tmp_path, monkeypatch):
    """Exit code 4 with many in flight, whatever their requests are worth."""
    profiles = tmp_path / "profiles.toml"
    profiles.write_text(PRICES)
    monkeypatch.setenv("SUMMARIZER_PROFILES", str(profiles))
    endpoint.latency = 0.01
    source = write_input(tmp_path / "in.jsonl", range(3, 150, 7))
    stopped = run(source, out=tmp_path / "out", max_cost=0.004)
    assert stopped.code == 4
    assert "budget" in stopped.said[-1]


@pytest.mark.parametrize(
    "reply",
    [
        Status(400, body={"error": {"message": HALF, "code": HALF}}),
        Refusal(HALF),
        Answer({"sentence": 1, "company": HALF, "hired": 1}),
        Answer({"sentence": 1, "company": "Acme Corp."}, usage={"prompt_tokens": 10**20}),
    ],
)
def test_what_cannot_be_written_costs_no_other_document(endpoint, news, tmp_path, reply):
    """Half of a surrogate pair, and more tokens than a ledger can count."""
    endpoint.break_with([], {4: [reply, reply, reply]})
    done = run(news, out=tmp_path / "out")
    assert sum(done.standing.states.values()) == 12
    assert done.standing.states["ok"] >= 11
    assert len(done.rows) == 12


def test_a_write_that_fails_takes_no_other_with_it(tmp_path):
    """They are in one transaction only as long as all of them can be written."""
    with Ledger(tmp_path / "out", create=True) as ledger:
        written = [
            ledger.submit(lambda connection, n=n: connection.execute("SELECT 1 / ?", (n,)))
            for n in (1, 2**70, 3)
        ]
        assert written[0].result()
        assert written[2].result()
        with pytest.raises(OverflowError):
            written[1].result()


def test_counts_are_those_that_a_ledger_holds():
    """Below nothing is nothing; nobody takes a trillion tokens."""
    usage = type("Usage", (), {"prompt_tokens": -1, "completion_tokens": 10**20})
    usage.prompt_tokens_details = None
    assert Used.of(usage) == Used(0, 0, 10**12)
