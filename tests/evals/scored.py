"""Runs made of scores alone, for what compares and judges them."""

from summarizer.evals.measured import DocumentScore, Finding, Ratio
from summarizer.evals.run import Header, Run
from summarizer.evals.score import METRICS

FACTS = ("f1", "f2", "f3", "f4")
IDS = tuple(f"doc-{number:02}" for number in range(12))


def document(name, *, golden=False, cluster=None, facts=FACTS[:3], fact_f=0.8, **ratios):
    """Return the score of one document that is good in all respects, unless told otherwise."""
    pairs = {
        metric.name: Ratio(*ratios.get(metric.name, (9, 10) if metric.better == "up" else (0, 10)))
        for metric in METRICS
        if metric.aggregate == "micro"
    }
    for whole in ("validity", "evidence_verbatim"):
        pairs[whole] = Ratio(*ratios.get(whole, (10, 10)))
    values = {metric.name: 0.5 for metric in METRICS} | {
        name: ratio.value for name, ratio in pairs.items()
    }
    return DocumentScore(
        id=name,
        cluster=cluster or name,
        split="dev",
        kind="earnings",
        language="en",
        golden=golden,
        valid=True,
        ratios=pairs,
        values=values | {"fact_f": fact_f},
        tables={},
        findings=tuple(Finding("matched", fact, "said") for fact in facts),
    )


def scored(*documents, system="ours", cassettes="first", **header):
    """Return a run of these scores; `cassettes` stands for what was recorded."""
    names = [score.id for score in documents]
    fields = {
        "task": "press_release",
        "system": system,
        "model": "scripted",
        "split": "dev",
        "recorded_from": {"model": "scripted", "server": "fake endpoint"},
        "prompt": "sha256:1",
        "schema": "sha256:2",
        "gold": "sha256:3",
        "fixtures": dict.fromkeys(names, "sha256:4"),
        "cassettes": dict.fromkeys(names, f"sha256:{cassettes}"),
        "metrics": {metric.name: metric.version for metric in METRICS},
        "version": "0",
        "python": "3",
        "commit": None,
        "dirty": False,
    }
    scores = {score.id: score for score in documents}
    return Run(header=Header(**(fields | header)), outputs={}, scores=scores)
