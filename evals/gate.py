"""The gate: holds a run to the baseline, to floors and to the simplest system there is.

The verdict is one and its exit code follows from it. What cannot be judged does not pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, log2

from summarizer.errors import NotComparableError
from summarizer.evals.baseline import HOW_TO_BLESS, Baseline
from summarizer.evals.comparison import Comparison, compare, matched, refuse_unlike
from summarizer.evals.measured import DocumentScore, pooled
from summarizer.evals.run import Run
from summarizer.evals.score import METRICS, Metric
from summarizer.evals.significance import ALPHA
from summarizer.evals.verdict import RULES, Breach, Verdict

# A loss below it is too small to matter, however sure it is.
LOSS = 0.02
# The loss of one document that is too large to be let pass, whatever the others do.
FALL = 0.25
MOST_INVENTED = 0.01

GATED = tuple(metric for metric in METRICS if metric.gated)
_BY_NAME = {metric.name: metric for metric in METRICS}
HEADLINE = _BY_NAME["fact_f"]
# Of tasks without key facts, which cannot be told from their sentences.
FIELDS = _BY_NAME["field_f1"]

# With fewer documents not even a loss in every one of them could be told from chance: the smallest
# p of the permutation test is 1 / 2^n, and Holm multiplies it by the size of the family.
FEWEST = ceil(log2(len(GATED) / ALPHA))


def judge(run: Run, baseline: Baseline, lead: Run) -> Verdict:
    """Hold a run to all rules.

    Args:
        run: The run of the product, scored by the metrics of today.
        baseline: What was blessed.
        lead: The run of lead-3 over the same fixtures.
    """
    breaches = list(_comparable(run, baseline))
    if not breaches:
        breaches += _reproduced(run, baseline)
        breaches += _regression(compare(baseline.run, run, GATED), run, baseline)
        breaches += _golden(run, baseline)
    breaches += _floors(run.scores.values())
    breaches += _lead(run, lead)
    return Verdict(breaches=tuple(sorted(breaches, key=lambda each: RULES.index(each.rule))))


def _comparable(run: Run, baseline: Baseline) -> Iterator[Breach]:
    ours, theirs = run.header, baseline.header
    if (ours.task, ours.system) != (theirs.task, theirs.system):
        reason = f"the run is of {ours.task} by {ours.system}, the baseline of {theirs.task}"
        yield Breach(rule="comparable", reason=f"{reason} by {theirs.system}.")
        return
    try:
        refuse_unlike(theirs, ours)
    except NotComparableError as error:
        yield Breach(rule="comparable", reason=f"{error.message} {HOW_TO_BLESS}")
    for key in sorted(run.scores.keys() ^ baseline.scores.keys()):
        where = "the run" if key in baseline.scores else "the baseline"
        reason = f"it is not in {where}. {HOW_TO_BLESS}"
        yield Breach(rule="comparable", document=key, reason=reason)
    clusters = len({score.cluster for score in run.scores.values()})
    if clusters < FEWEST:
        reason = f"{clusters} issuers are too few: a loss in {FEWEST} is the least that chance"
        yield Breach(rule="comparable", reason=f"{reason} does not explain.")


def _reproduced(run: Run, baseline: Baseline) -> Iterator[Breach]:
    """Unchanged recordings give the same scores: else something that reads or scores changed."""
    for key, then in baseline.scores.items():
        if run.header.cassettes.get(key) != baseline.header.cassettes.get(key):
            continue
        for name, (before, after) in _changes(then, run.scores[key]).items():
            reason = f"was {before}, is {after}, from the same recording."
            yield Breach(rule="reproduced", document=key, metric=name, reason=reason)


def _changes(then: DocumentScore, now: DocumentScore) -> dict[str, tuple[str, str]]:
    before, after = _figures(then), _figures(now)
    names = [name for name in before | after if before.get(name) != after.get(name)]
    return {name: (before.get(name, "nothing"), after.get(name, "nothing")) for name in names}


def _figures(score: DocumentScore) -> dict[str, str]:
    """Write every score of a document exactly."""
    figures = {
        name: "nothing" if value is None else str(float(value))
        for name, value in score.values.items()
    }
    figures |= {
        name: f"{float(ratio.top)} of {float(ratio.bottom)}" for name, ratio in score.ratios.items()
    }
    return figures | {"matched facts": ", ".join(sorted(matched(score))) or "none"}


def _floors(scores: Iterable[DocumentScore]) -> Iterator[Breach]:
    """What may never be undercut, whatever the baseline says."""
    documents = list(scores)
    for name, floor in (("validity", 1.0), ("evidence_verbatim", 1.0)):
        for score in documents:
            value = score.values[name]
            if value is not None and value < floor:
                reason = f"is {value:.3f}, and must be {floor:g}."
                yield Breach(rule="floors", document=score.id, metric=name, reason=reason)
        if pooled(score.ratios[name] for score in documents).value is None:
            yield Breach(rule="floors", metric=name, reason="has no value.")
    for score in documents:
        sprung = score.ratios["critical_traps"].top
        if sprung:
            reason = f"walked into {sprung:g}: {_traps(score)}."
            yield Breach(rule="floors", document=score.id, metric="critical_traps", reason=reason)
        invented = score.ratios["invented_numbers"].top
        if score.golden and invented:
            reason = f"{invented:g} in a golden document, and must be none."
            yield Breach(rule="floors", document=score.id, metric="invented_numbers", reason=reason)
    share = pooled(score.ratios["invented_numbers"] for score in documents).value
    if share is None or not share <= MOST_INVENTED:
        said = "no output has a number" if share is None else f"{share:.2%} of all numbers"
        reason = f"{said}; at most {MOST_INVENTED:.0%} may be."
        yield Breach(rule="floors", metric="invented_numbers", reason=reason)


def _traps(score: DocumentScore) -> str:
    told = {each.note for each in score.findings if each.kind == "trap"}
    return "; ".join(sorted(note for note in told if note.endswith("critical")))


def _regression(comparison: Comparison, run: Run, baseline: Baseline) -> Iterator[Breach]:
    """A loss is told where it is both large and sure, or very large in one document."""
    for difference, metric in zip(comparison.differences, GATED, strict=True):
        name, was, now = metric.name, difference.a, difference.b
        if was is None and now is None:
            continue
        if difference.difference is None or difference.p_worse is None:
            reason = f"was {was}, is {now}: there is no telling whether it is worse."
            yield Breach(rule="regression", metric=name, reason=reason)
            continue
        gain = _gain(metric, difference.difference)
        reason = f"{was:.3f} → {now:.3f}, corrected p {difference.p_worse:.3f}."
        if gain <= -LOSS and difference.p_worse < ALPHA:
            yield Breach(rule="regression", metric=name, reason=reason)
        elif difference.low is None or difference.high is None:
            reason = f"{reason} How sure that is cannot be said."
            yield Breach(rule="regression", metric=name, reason=reason, warning=True)
        elif difference.low <= (-LOSS if metric.better == "up" else LOSS) <= difference.high:
            reason = f"{reason} A loss of {LOSS} is within the interval"
            reason = f"{reason} {difference.low:+.3f} … {difference.high:+.3f}."
            yield Breach(rule="regression", metric=name, reason=reason, warning=True)
    for key, then in baseline.scores.items():
        before, after = (score.values[HEADLINE.name] for score in (then, run.scores[key]))
        if before is not None and (after is None or before - after > FALL):
            reason = f"fell from {before:.3f} to {'nothing' if after is None else f'{after:.3f}'}."
            yield Breach(rule="regression", document=key, metric=HEADLINE.name, reason=reason)


def _gain(metric: Metric, difference: float) -> float:
    return difference if metric.better == "up" else -difference


def _golden(run: Run, baseline: Baseline) -> Iterator[Breach]:
    for key, then in baseline.scores.items():
        lost = sorted(matched(then) - matched(run.scores[key])) if then.golden else []
        if lost:
            reason = f"lost {', '.join(lost)}, and is golden."
            yield Breach(rule="golden", document=key, reason=reason)


def _lead(run: Run, lead: Run) -> Iterator[Breach]:
    """The lower bound counts, not the mean: a lucky set of documents must not pass."""
    told = any(score.values[HEADLINE.name] is not None for score in run.scores.values())
    metric = HEADLINE if told else FIELDS
    (difference,) = compare(lead, run, [metric]).differences
    low, high = difference.low, difference.high
    if low is None or high is None:
        reason = "whether it beats the first three sentences cannot be said: too few issuers."
        yield Breach(rule="comparable", metric=metric.name, reason=reason)
    elif not low > 0:
        reason = (
            f"{difference.b:.3f} against {difference.a:.3f} for the first three sentences: "
            f"the difference is {low:+.3f} … {high:+.3f}, and must be above 0."
        )
        yield Breach(rule="lead-3", metric=metric.name, reason=reason)
