"""Ground: every leaf of a draft is checked against the document; what fails is taken out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from pydantic import BaseModel

from summarizer.answer import Draft, Path
from summarizer.choice import closest, tie, where
from summarizer.document import Sentence
from summarizer.grounding import (
    Evidence,
    Finding,
    Source,
    Verdict,
    check_statement,
    check_value,
)
from summarizer.leaves import Leaf, leaves
from summarizer.repair import exchange, name_figure, own_words, set_bound, set_date, set_words
from summarizer.summary import pointer
from summarizer.types import Ahead, Anywhere, PartialDate, Unless

T = TypeVar("T", bound=BaseModel)
Findings = dict[Path, Finding]  # by path in the draft's tree
# No value of a schema is as long; a model that repeats itself writes more.
LONGEST_VALUE = 10_000
# "in the fourth quarter", at the end and without a year.
_WHEN = re.compile(
    r"\s(?:in|by|during|for)\s(?:the\s)?(?:first|second|third|fourth)\s(?:quarter|half)\.?\Z"
)


def ground(draft: Draft[T], source: Source) -> dict[str, tuple[Evidence, ...]]:
    """Check a draft, leaf by leaf, and take out what the document does not show.

    Returns:
        For each leaf that is left, by its JSON Pointer into `draft.data`, the spans that show it.

    Raises:
        UnsupportedError: The schema requires a value that the document does not show.
    """
    findings: Findings = {}
    for members in _objects(draft.data).values():
        findings |= _check_object(draft, source, members)
    for path, finding in findings.items():
        if finding.verdict is Verdict.UNSUPPORTED:
            draft.take_out(path, finding.reason)
    draft.settle()
    _drop_hollow(draft, findings)
    return {
        pointer(leaf.path): findings[draft.origin[leaf.path]].evidence
        for leaf in leaves(draft.data)
    }


def _objects(instance: BaseModel) -> dict[Path, list[Leaf]]:
    """Gather the leaves by the object that they describe; those of a `Record` stay together."""
    objects: dict[Path, list[Leaf]] = defaultdict(list)
    for leaf in leaves(instance):
        objects[leaf.record if leaf.record is not None else _owner(leaf.path)].append(leaf)
    return objects


def _owner(path: Path) -> Path:
    """Return the path of the object that a leaf belongs to, past the lists in between."""
    while isinstance(path[-1], int):
        path = path[:-1]
    return path[:-1]


def _check_object(draft: Draft[T], source: Source, members: Sequence[Leaf]) -> Findings:
    """Check the leaves of one object: first what text can show, then the choices made on it."""
    shown = [leaf for leaf in members if not leaf.judged]
    judged = [leaf for leaf in members if leaf.judged]
    bound = [leaf for leaf in shown if leaf.record is not None and Anywhere() not in leaf.marks]
    free = [leaf for leaf in shown if leaf not in bound]
    cited = {leaf.path: _cited(draft, source, leaf) for leaf in members}
    findings: Findings = {}
    anchors: list[Sentence] = []
    if bound:
        anchors = [_anchor(source, bound, judged, cited)]
        findings |= {leaf.path: _check(source, leaf, anchors[0], alone=True) for leaf in bound}
        figure = _first_figure(bound, findings, anchors[0])
        for leaf in bound:
            found = findings[leaf.path]
            findings[leaf.path] = name_figure(draft, source, leaf, found, anchors[0], figure=figure)
    for leaf in free:
        sentence = anchors[0] if bound else cited[leaf.path]
        found = _check(source, leaf, sentence)
        if not found.supported and (words := own_words(draft, source, leaf, sentence)):
            told = _check(source, replace(leaf, value=words), sentence)
            found = exchange(draft, leaf, found, words, told) if told.supported else found
        findings[leaf.path] = found
    for leaf in judged:
        if not bound:
            anchors = _by_support(source, findings.values(), cited[leaf.path])
        places = where(source, leaf, anchors, [(each, findings[each.path]) for each in shown])
        finding = tie(source, leaf, places)
        if not finding.supported and (worded := closest(source, leaf, places)):
            finding = exchange(draft, leaf, finding, *worded)
        findings[leaf.path] = finding
    for leaf in shown:
        set_words(draft, source, leaf, findings[leaf.path])
        set_bound(draft, leaf, findings[leaf.path])
        set_date(draft, source, leaf, findings[leaf.path])
    return {draft.origin[path]: finding for path, finding in findings.items()}


def _first_figure(bound: Sequence[Leaf], findings: Findings, sentence: Sentence) -> int:
    """Return where the first value of a record begins that is no words, else the sentence."""
    values = (findings[leaf.path] for leaf in bound if not isinstance(leaf.value, str))
    shown = (finding.evidence[0].start for finding in values if finding.supported)
    return next(shown, sentence.start)


def _check(
    source: Source, leaf: Leaf, sentence: Sentence | None, *, alone: bool = False
) -> Finding:
    """Look for a value, preferably in one sentence, or only there."""
    if isinstance(leaf.value, str) and len(leaf.value) > LONGEST_VALUE:
        return Finding.unsupported(f"it is longer than {LONGEST_VALUE:,} characters")
    within = source.trusted if source.suspect else None
    if alone and sentence:
        within = [sentence]
    for mark in leaf.marks:
        if isinstance(mark, Unless) and sentence and _in_another_role(leaf.value, mark, sentence):
            return Finding.unsupported(f"the sentence shows “{leaf.value}” in another role")
        if isinstance(mark, Ahead) and _is_over(leaf.value, source.day):
            return Finding.unsupported(f"{leaf.value} is not ahead of {source.day}, the dateline")
    finding = check_value(source, leaf.value, marks=leaf.marks, within=within, prefer=sentence)
    if not finding.supported and Ahead() in leaf.marks and isinstance(leaf.value, str):
        # "topline results" of what is to come means that they are expected; when, its date says.
        ahead = f"expected {_WHEN.sub('', leaf.value)}"
        expected = check_statement(source, ahead, sentence, within=within, strict=True)
        return expected if expected.supported else finding
    return finding


def _is_over(value: object, day: date | None) -> bool:
    return isinstance(value, PartialDate) and day is not None and value.last < day


def _in_another_role(name: str, mark: Unless, sentence: Sentence) -> bool:
    pattern = mark.pattern.replace("{}", re.escape(name))
    return re.search(pattern, sentence.text, re.IGNORECASE) is not None


def _anchor(
    source: Source,
    bound: Sequence[Leaf],
    judged: Sequence[Leaf],
    cited: Mapping[Path, Sentence | None],
) -> Sentence:
    """Choose the sentence of a `Record`: the one that shows most of it, the cited one on a tie.

    What the record cannot be without counts first. A number or a date tells more than a name, which
    may stand in many sentences.
    """
    first = cited[bound[0].path]
    candidates = {first.number: first} if first and not source.is_suspect(first) else {}
    for leaf in bound:
        for sentence in _sentences(source, _check(source, leaf, first)):
            candidates.setdefault(sentence.number, sentence)
    if not candidates:
        return source.document.sentences[0]

    def support(sentence: Sentence) -> tuple[int, int]:
        shown = [leaf for leaf in bound if _check(source, leaf, sentence, alone=True).supported]
        carried = [leaf for leaf in judged if tie(source, leaf, [sentence]).supported]
        weight = sum(1 if isinstance(leaf.value, str) else 2 for leaf in shown)
        return sum(leaf.required for leaf in shown), len(carried) + weight

    return max(candidates.values(), key=support)


def _by_support(
    source: Source, findings: Iterable[Finding], cited: Sentence | None
) -> list[Sentence]:
    """Order the sentences that show an object's values by how many of them each shows."""
    votes: Counter[int] = Counter()
    for finding in findings:
        votes.update({sentence.number for sentence in _sentences(source, finding)})
    if cited:
        votes[cited.number] += 1
    return [source.document.sentence(number) for number, _ in votes.most_common()]


def _sentences(source: Source, finding: Finding) -> list[Sentence]:
    return [source.document.sentence_at(evidence.start) for evidence in finding.evidence]


def _cited(draft: Draft[T], source: Source, leaf: Leaf) -> Sentence | None:
    """Return the sentence that the model named for a leaf, or for the object around it."""
    path = draft.origin[leaf.path]
    for end in range(len(path), -1, -1):
        if path[:end] in draft.citations:
            number = draft.citations[path[:end]]
            if 1 <= number <= len(source.document.sentences):
                return source.document.sentence(number)
            return None
    return None


def _drop_hollow(draft: Draft[T], findings: Findings) -> None:
    """Take out the objects that lost all that text can show, and those that say nothing."""
    left = [draft.origin[leaf.path] for leaf in leaves(draft.data)]
    failed = [path for path, found in findings.items() if found.verdict is Verdict.UNSUPPORTED]
    for path in draft.objects():
        inside = [leaf for leaf in left if leaf[: len(path)] == path]
        lost = any(leaf[: len(path)] == path for leaf in failed)
        if not inside:
            draft.take_out(path, "")
        elif lost and all(findings[leaf].verdict is Verdict.JUDGED for leaf in inside):
            draft.take_out(path, "nothing else in it is shown by the document")
    draft.settle()
