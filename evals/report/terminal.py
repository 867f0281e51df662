"""A run on a terminal: scores with intervals, by field, by kind, and the worst documents."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from summarizer.evals.measured import DocumentScore
from summarizer.evals.report import about, signs, words
from summarizer.evals.report.content import Content, Row, Table
from summarizer.evals.report.signs import Mark
from summarizer.evals.verdict import Verdict

WORST = 5
FINDINGS = 8
LONGEST = 90
_STYLES = {signs.GOOD: "green", signs.BAD: "red", signs.WARN: "yellow", signs.CALM: "dim"}


def terminal(content: Content) -> RenderableType:
    """Lay out the report."""
    parts: list[RenderableType] = [
        Rule(Text(words.clean(about.heading(content.run)), "bold")),
        Text(words.clean(about.scope(content.run)), "dim"),
    ]
    if content.verdict:
        parts += _verdict(content.verdict)
    parts += [_scores(title, rows, content) for title, _, rows in content.groups]
    parts.append(Text("* the gate looks at it", "dim"))
    parts += [_grid(table) for table in content.tables]
    parts.append(Text("\nThe worst documents", "bold"))
    for score in content.worst_first[:WORST]:
        parts += _document(score, about.error(content.run.outputs.get(score.id, {}), score))
    return Group(*parts)


def _verdict(verdict: Verdict) -> Iterator[Text]:
    yield Text("\n") + _sign(signs.decision(verdict))
    for breach in verdict.breaches:
        where = f" in {breach.document}" if breach.document else ""
        yield Text.assemble(
            "  ",
            _sign(signs.WARNING if breach.warning else signs.BREACH),
            words.clean(f" {breach.rule}{where}: {breach.reason}"),
        )


def _scores(title: str, rows: tuple[Row, ...], content: Content) -> Grid:
    grid = Grid(
        "", "value", "95 %", title=f"\n{title}", title_justify="left", box=None, pad_edge=False
    )
    if content.comparison:
        for head in ("baseline", "change", "95 %", "p", "detectable", ""):
            grid.add_column(head)
    for column in grid.columns[1:8]:
        column.justify = "right"
    for row in rows:
        name, now = row.metric.name, row.now
        gated = Text(" *" if row.metric.gated else "", "dim")
        cells = [
            Text(words.label(name)) + gated,
            Text(words.number(name, now.value), "bold"),
            Text(words.span(name, now.low, now.high), "dim"),
        ]
        if content.comparison and row.change and row.before:
            change = row.change
            cells += [
                Text(words.number(name, row.before.value)),
                Text(words.signed(name, change.difference)),
                Text(words.span(name, change.low, change.high), "dim"),
                Text(words.chance(change.p), "dim"),
                Text(words.number(name, change.detectable), "dim"),
                _sign(signs.judgement(row.metric, change)),
            ]
        grid.add_row(*cells)
    return grid


def _grid(table: Table) -> Grid:
    grid = Grid(
        *table.heads, title=f"\n{table.title}", title_justify="left", box=None, pad_edge=False
    )
    for column in grid.columns[1:]:
        column.justify = "right"
    for row in table.rows:
        grid.add_row(*(Text(words.clean(cell)) for cell in row))
    return grid


def _document(score: DocumentScore, error: str) -> Iterator[Text]:
    facts, fields = (words.number(name, score.values.get(name)) for name in ("fact_f", "field_f1"))
    scores = f"  key facts {facts}, fields {fields}"
    yield Text.assemble((words.clean(score.id), "bold"), (f"  {about.tags(score)}{scores}", "dim"))
    bad = signs.gravest(score)
    for finding in bad[:FINDINGS]:
        said = error if finding.kind == "failed" else f"{finding.slot} {finding.text}"
        yield Text.assemble(
            "  ", _sign(signs.mark_of(finding)), f" {words.one_line(said, LONGEST)}"
        )
    if more := bad[FINDINGS:]:
        yield Text(f"  and {len(more)} more", "dim")


def _sign(mark: Mark) -> Text:
    return Text(f"{mark.sign} {mark.word}".strip(), _STYLES[mark.tone])
