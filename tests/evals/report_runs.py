"""Runs over dev fixtures whose outputs are the labels, with faults put in on purpose."""

from gold_output import DEV, gold_output

from summarizer.evals.comparison import Comparison, Difference
from summarizer.evals.run import Header, Run
from summarizer.evals.score import METRICS, score
from summarizer.evals.verdict import Breach, Verdict

FIXTURES = {fixture.id: fixture for fixture in DEV}
FAILED = {"error": {"type": "InvalidAnswerError", "message": "the answer is no JSON <b>at all</b>"}}


def make_run(fixtures, *, every=4, failing=(), **header):
    """Score the labels told as an output; of each kind of value, one of `every` is spoilt."""
    outputs = {
        name: FAILED if name in failing else spoilt(fixture, every, place)
        for place, (name, fixture) in enumerate(sorted(fixtures.items()))
    }
    about = {
        "task": "press_release",
        "system": "ours",
        "model": "local",
        "split": "dev",
        "recorded_from": {"model": "small-1.5b-instruct", "server": "embedded"},
        "prompt": "sha256:aa",
        "schema": "sha256:bb",
        "gold": "sha256:cc",
        "fixtures": dict.fromkeys(fixtures, "sha256:dd"),
        "metrics": {metric.name: metric.version for metric in METRICS},
        "version": "0.1.0",
        "python": "3.12.0",
        "commit": "0123abcd",
        "dirty": True,
    }
    return Run(
        header=Header.model_validate(about | header),
        outputs=outputs,
        scores={name: score(fixtures[name], output) for name, output in outputs.items()},
    )


def spoilt(fixture, every, place=0):
    """Return the labels as an output that leaves out, changes and invents a part of them."""
    output = gold_output(fixture)
    data, evidence, kept = output["data"], {}, []
    for number, fact in enumerate(data["key_facts"]):
        spans = output["evidence"][f"/key_facts/{number}/statement"]
        fate = (number + place) % every
        if fate == 0:
            continue
        if fate == 1:
            fact["statement"] = f"{fact['statement'][:-1]}, and sales rose 999%."
        evidence[f"/key_facts/{len(kept)}/statement"] = spans
        kept.append(fact)
    data["key_facts"] = kept
    if place % 4 == 0 and fixture.gold.traps:
        data["summary"].append(fixture.gold.traps[0].example_bad)
    if place % every == 1:
        data["issuer"] = "Somebody Else Inc."
    if place % every == 2:
        data["dateline"].pop("place", None)
    data["figures"] = [item for n, item in enumerate(data["figures"]) if n % every]
    reason = {"path": "/trials/0/sites", "value": 12, "reason": "“12” is in no such sentence"}
    return output | {"evidence": evidence, "rejected": [reason], "suspect": []}


def comparison(a, b):
    """Return a comparison of two runs with differences that nobody computed."""
    differences = [
        Difference(
            metric=metric.name,
            gated=metric.gated,
            a=0.5,
            b=0.5 + difference,
            difference=difference,
            low=difference - 0.03,
            high=difference + 0.03,
            p=0.01 if difference else 0.9,
            p_worse=0.02 if metric.gated else None,
            detectable=0.08,
            spread=0.2,
            documents=len(b.scores),
            clusters=len(b.scores),
        )
        for metric, difference in zip(METRICS, [-0.05, 0.0, 0.05] * 9, strict=False)
    ]
    return Comparison(
        a=a.header,
        b=b.header,
        documents=tuple(sorted(b.scores)),
        differences=tuple(differences),
        lost=(f"{min(b.scores)}/f1",),
        won=(),
        p_facts=1.0,
    )


def verdict(document):
    """Return a verdict with a breach in one document, and a warning about all of them."""
    return Verdict(
        breaches=(
            Breach(
                rule="golden",
                reason="f1 was stated in the baseline, and is missed",
                document=document,
            ),
            Breach(
                rule="regression",
                reason="field_f1 may have fallen by .02: its interval is −.08 to .01",
                metric="field_f1",
                warning=True,
            ),
        )
    )
