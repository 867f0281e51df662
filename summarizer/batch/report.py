"""How a job stands, from its ledger: counts that add up to the input, and what they cost."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from summarizer.batch import listing
from summarizer.model.profile import Prices

SLOWEST = 3
COMMONEST = 8


@dataclass
class Standing:
    """How a job stands.

    Attributes:
        states: Rows of the input by state; `invalid` ones could not be read.
        causes: Rows without a result, by state and cause.
        complete: Whether the input was read to its end.
        texts: Different texts among the rows.
        requests: Requests sent in all runs.
        tokens: Tokens in, cached and out, as the endpoint counted them.
        reserved: Tokens in, cached and out that requests with no known count took at most.
        runs: How many turns there were.
        exit: What the last turn ended with; None while it runs, or if it was killed.
        note: What the last turn said of itself last.
        said: For each state and cause, what the first of its rows was told.
        slowest: Seconds and ids.
        reasons: Why values were set aside, and how often.
    """

    states: dict[str, int]
    causes: dict[tuple[str, str], int]
    complete: bool
    texts: int
    requests: int
    tokens: tuple[int, int, int]
    reserved: tuple[int, int, int]
    runs: int
    exit: int | None
    seen: float | None
    note: dict[str, Any]
    said: dict[tuple[str, str], str] = field(default_factory=dict)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        """Rows of the input that were read."""
        return sum(self.states.values())

    @property
    def unfinished(self) -> int:
        """Rows that wait, or are in hand."""
        return self.states.get("pending", 0) + self.states.get("running", 0)

    @property
    def without_result(self) -> int:
        """Rows that ended without a result."""
        return self.rows - self.unfinished - self.states.get("ok", 0)

    @property
    def unknown(self) -> int:
        """Tokens that requests with no known count took at most."""
        return sum(self.reserved)

    def cost(self, prices: Prices | None) -> float | None:
        """Return what the counted tokens cost."""
        return prices.cost(*self.tokens) if prices else None


Tokens = tuple[int, int, int]


def spent(connection: sqlite3.Connection) -> tuple[int, Tokens, Tokens]:
    """Add up the requests of all runs.

    Returns:
        How many there were, their tokens in, cached and out as the endpoint counted them, and what
        those without a known count took at most.
    """
    requests, *counts = connection.execute(
        "SELECT count(*), total(input), total(cached), total(output),"
        " total(iif(input IS NULL, reserved_input, 0)),"
        " total(iif(input IS NULL, reserved_output, 0)) FROM attempt"
    ).fetchone()
    came, cached, went, most_in, most_out = map(int, counts)
    return requests, (came, cached, went), (most_in, 0, most_out)


def standing(connection: sqlite3.Connection, *, details: bool = False) -> Standing:
    """Read how a job stands; the details take a look at every result."""
    states: Counter[str] = Counter()
    causes: Counter[tuple[str, str]] = Counter()
    for state, cause, count in connection.execute(
        "SELECT coalesce(state, 'invalid'), cause, count(*) FROM alias"
        " LEFT JOIN item ON item.id = alias.item GROUP BY 1, 2"
    ):
        states[state] += count
        if state in {"failed", "quarantined", "invalid"}:
            causes[state, cause or "unreadable input"] += count
    texts = connection.execute("SELECT count(*) FROM item WHERE seq IS NOT NULL").fetchone()[0]
    requests, tokens, reserved = spent(connection)
    last = connection.execute(
        "SELECT exit, seen, note FROM run ORDER BY id DESC LIMIT 1"
    ).fetchone()
    code, seen, note = last or (None, None, None)
    found = Standing(
        states=dict(states),
        causes=dict(causes),
        complete=listing.is_complete(connection),
        texts=texts,
        requests=requests,
        tokens=tokens,
        reserved=reserved,
        runs=connection.execute("SELECT count(*) FROM run").fetchone()[0],
        exit=code,
        seen=seen,
        note=json.loads(note) if note else {},
    )
    if details:
        found.said = {
            (state, cause or "unreadable input"): said
            for state, cause, said, _ in connection.execute(
                "SELECT coalesce(state, 'invalid'), cause, coalesce(message, problem),"
                " min(alias.seq) FROM alias LEFT JOIN item ON item.id = alias.item"
                " WHERE coalesce(message, problem) IS NOT NULL GROUP BY 1, 2"
            )
        }
        found.slowest = connection.execute(
            "SELECT seconds, alias.id FROM result JOIN item ON item.id = result.item"
            " JOIN alias ON alias.seq = item.seq ORDER BY seconds DESC LIMIT ?",
            (SLOWEST,),
        ).fetchall()
        for (reasons,) in connection.execute(
            "SELECT reasons FROM result JOIN item ON item.id = result.item"
            " WHERE item.seq IS NOT NULL AND reasons != '{}'"
        ):
            found.reasons.update(json.loads(reasons))
    return found


def in_words(found: Standing, prices: Prices | None) -> Iterator[str]:
    """Yield the report, a line at a time; the counts of the states add up to the rows."""
    yield f"{found.rows:,} rows of input" + ("" if found.complete else ", not read to the end")
    for state, count in sorted(found.states.items(), key=lambda each: -each[1]):
        yield f"  {count:>9,} {state}"
        for (of, cause), part in sorted(found.causes.items(), key=lambda each: -each[1]):
            if of == state:
                yield f"  {part:>15,} {cause}"
                if said := found.said.get((of, cause)):
                    yield f"                  as in: {said}"
    tokens = f"{found.tokens[0]:,} tokens in ({found.tokens[1]:,} cached), {found.tokens[2]:,} out"
    cost = found.cost(prices)
    money = "cost unknown, the profile has no prices" if cost is None else f"cost {cost:,.4f}"
    yield f"{found.requests:,} requests in {found.runs} runs: {tokens}, {money}"
    if found.unknown:
        yield f"  and at most {found.unknown:,} tokens of requests that were not answered"
    if found.slowest:
        slowest = ", ".join(f"{name} {seconds:.1f} s" for seconds, name in found.slowest)
        yield f"slowest: {slowest}"
    if found.reasons:
        yield f"{found.reasons.total():,} values set aside"
        for reason, count in found.reasons.most_common(COMMONEST):
            yield f"  {count:>9,} {reason}"


def explained(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    """Yield what happened to the rows of an id, every request with its cause."""
    found = connection.execute(
        "SELECT place, problem, item.id, state, cause, message, deaths, hex(key) FROM alias"
        " LEFT JOIN item ON item.id = alias.item WHERE alias.id = ? ORDER BY alias.seq",
        (name,),
    ).fetchall()
    for place, problem, item, state, cause, message, deaths, key in found:
        yield f"{name} at {place}: {state or 'invalid'}" + (f", {cause}" if cause else "")
        if problem or message:
            yield f"  {problem or message}"
        if item is None:
            continue
        yield f"  key {key.lower()}"
        if deaths:
            yield f"  in hand at {deaths} deaths of a process"
        for n, run, sent, done, status, *counts, detail in connection.execute(
            "SELECT n, run, sent, done, status, input, cached, output, detail FROM attempt"
            " WHERE item = ? ORDER BY n",
            (item,),
        ):
            took = f"{done - sent:.1f} s" if done else "no end known: it may have been billed"
            used = "" if counts[0] is None else f", {counts[0]} tokens in, {counts[2]} out"
            said = f" ({detail})" if detail else ""
            yield f"  request {n}, run {run}: {status or 'sent'}{said}, {took}{used}"
