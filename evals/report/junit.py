"""A run as JUnit XML: a test case for each document, and one for each rule of the gate.

The format has no written standard; this is the part of it that the Jenkins JUnit plugin, GitLab
and the test reporters of GitHub agree on.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from summarizer.evals.measured import DocumentScore
from summarizer.evals.report import about, signs, words
from summarizer.evals.report.content import Content
from summarizer.evals.verdict import RULES, Breach


def junit(content: Content) -> str:
    """Write the XML document."""
    breaches = content.verdict.breaches if content.verdict else ()
    cases = [_document(content, score, breaches) for score in content.in_order]
    if content.verdict:
        cases += [_rule(content, rule, breaches) for rule in RULES]
    counts = {
        "tests": str(len(cases)),
        "failures": str(sum(case.find("failure") is not None for case in cases)),
        "errors": str(sum(case.find("error") is not None for case in cases)),
    }
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(
        root, "testsuite", {"name": words.clean(about.heading(content.run))} | counts
    )
    suite.extend(cases)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _document(content: Content, score: DocumentScore, breaches: tuple[Breach, ...]) -> ET.Element:
    case = _case(f"{content.run.header.task}.{score.kind}", score.id)
    seconds = score.values.get("seconds")
    if seconds is not None:
        case.set("time", f"{seconds:.3f}")
    if error := about.error(content.run.outputs.get(score.id, {}), score):
        _add(case, "error", error)
    _add_breaches(case, [breach for breach in breaches if breach.document == score.id])
    lines = [f"{name}: {words.number(name, value)}" for name, value in sorted(score.values.items())]
    lines += [
        f"{signs.mark_of(finding).word}: {words.one_line(f'{finding.slot} {finding.text}')}"
        for finding in signs.gravest(score)
    ]
    ET.SubElement(case, "system-out").text = words.clean("\n".join(lines))
    return case


def _rule(content: Content, rule: str, breaches: tuple[Breach, ...]) -> ET.Element:
    case = _case(f"{content.run.header.task}.gate", rule)
    _add_breaches(case, [breach for breach in breaches if breach.rule == rule])
    return case


def _add_breaches(case: ET.Element, breaches: list[Breach]) -> None:
    """Add one failure with all reasons; warnings fail nothing and are printed."""
    broken = [breach for breach in breaches if not breach.warning]
    warned = [breach for breach in breaches if breach.warning]
    if broken:
        _add(case, "failure", "\n".join(_reasons(broken)))
    if warned:
        ET.SubElement(case, "system-err").text = words.clean("\n".join(_reasons(warned)))


def _reasons(breaches: list[Breach]) -> Iterator[str]:
    for breach in breaches:
        where = f"{breach.document}: " if breach.document else ""
        yield f"{breach.rule}: {where}{breach.reason}"


def _case(group: str, name: str) -> ET.Element:
    return ET.Element("testcase", {"classname": words.clean(group), "name": words.clean(name)})


def _add(case: ET.Element, kind: str, reason: str) -> None:
    ET.SubElement(case, kind, {"message": words.one_line(reason, 300)}).text = words.clean(reason)
