"""A run as Markdown for a pull request: the verdict first, then what moved, the rest folded.

Documents and outputs appear as code only: in code no mark-up, link or mention works.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.evals.report import about, signs, words
from summarizer.evals.report.content import Content, Row

WORST = 10
FINDINGS = 12
LONGEST = 200


def markdown(content: Content) -> str:
    """Write the report."""
    return "\n".join(_lines(content)) + "\n"


def _lines(content: Content) -> Iterator[str]:
    title = about.heading(content.run)
    if content.verdict:
        decision = signs.decision(content.verdict)
        yield f"## {decision.sign} {decision.word}"
    else:
        yield "## Evaluation"
    against = f", held against {code(about.heading(content.baseline))}" if content.baseline else ""
    yield from ("", f"{code(title)} over {about.scope(content.run)}{against}.", "")
    for breach in content.verdict.breaches if content.verdict else ():
        sign = signs.WARNING if breach.warning else signs.BREACH
        where = f" in {code(breach.document)}" if breach.document else ""
        yield f"- {sign.sign} **{breach.rule}**{where}: {code(breach.reason)}"
    yield ""
    yield from _scores(content, [row for row in content.rows if row.metric.gated])
    if content.baseline:
        yield from _worse(content)
    rest = [row for row in content.rows if not row.metric.gated]
    yield from _folded("Measures that are not gated", _scores(content, rest))
    for table in content.tables:
        yield from _folded(table.title, _table(table.heads, table.rows))
    yield from _folded("The worst documents", _documents(content))
    made_with = _table(("", ""), [(name, code(value)) for name, value in about.origin(content.run)])
    yield from _folded("What was measured", made_with)


def _scores(content: Content, rows: Iterable[Row]) -> Iterator[str]:
    heads = ["Measure", "Value", "95 %"]
    if content.comparison:
        heads += ["Baseline", "Change", "95 %", "p", "Detectable", ""]
    yield from _table(heads, [_score(content, row) for row in rows])


def _score(content: Content, row: Row) -> list[str]:
    name = row.metric.name
    cells = [
        words.label(name),
        f"**{words.number(name, row.now.value)}**",
        words.span(name, row.now.low, row.now.high),
    ]
    if content.comparison and row.before and row.change:
        judged = signs.judgement(row.metric, row.change)
        cells += [
            words.number(name, row.before.value),
            words.signed(name, row.change.difference),
            words.span(name, row.change.low, row.change.high),
            words.chance(row.change.p),
            words.number(name, row.change.detectable),
            f"{judged.sign} {judged.word}".strip(),
        ]
    return cells


def _worse(content: Content) -> Iterator[str]:
    """Tell which documents fell, the deepest first, and which facts were lost."""
    yield from ("### What got worse", "")
    lost: dict[str, list[str]] = {}
    for path in content.comparison.lost if content.comparison else ():
        document, _, fact = path.rpartition("/")
        lost.setdefault(document, []).append(fact)
    fallen = {score.id: (was, now) for score, was, now in content.fallen}
    rows = []
    for name in dict.fromkeys((*fallen, *lost)):
        was, now = fallen.get(name, (None, None))
        change = None if was is None or now is None else now - was
        figures = (words.number("fact_f", was), words.number("fact_f", now))
        facts = ", ".join(sorted(lost.get(name, ()), key=lambda fact: (len(fact), fact)))
        rows.append((code(name), *figures, words.signed("fact_f", change), code(facts)))
    if rows:
        yield from _table(("Document", "Key facts before", "Now", "Change", "Facts lost"), rows)
    else:
        yield from ("No document fell on key facts.", "")


def _documents(content: Content) -> Iterator[str]:
    for score in content.worst_first[:WORST]:
        facts = words.number("fact_f", score.values.get("fact_f"))
        fields = words.number("field_f1", score.values.get("field_f1"))
        yield from (f"**{code(score.id)}** key facts {facts}, fields {fields}", "")
        bad = signs.gravest(score)
        for finding in bad[:FINDINGS]:
            mark = signs.mark_of(finding)
            error = about.error(content.run.outputs.get(score.id, {}), score)
            said = error if finding.kind == "failed" else finding.text
            yield " ".join(
                filter(None, ("-", mark.sign, mark.word, code(finding.slot), code(said)))
            )
        if more := bad[FINDINGS:]:
            yield f"- and {len(more)} more"
        yield ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(heads)
    yield "|---|" + "---:|" * (len(heads) - 1)
    for row in rows:
        yield _row(row)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _folded(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("<details>", f"<summary>{title}</summary>", "", *lines, "</details>", "")


def code(text: str) -> str:
    """Write text as code on one line, fenced by more backticks than it has in a row."""
    line = words.one_line(text, LONGEST)
    if not line:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if "`" in line else ""
    return f"{fence}{pad}{line}{pad}{fence}"
