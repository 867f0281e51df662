"""Systems that copy three sentences and ask no model: what any summary has to be better than."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from math import log
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.answer import Json
from summarizer.document import Document, Sentence
from summarizer.evals.form import form_of
from summarizer.evals.output import put
from summarizer.grounding.evidence import Evidence
from summarizer.summary import DocumentInfo, Usage
from summarizer.task import Task

SENTENCES = 3
# A word of a spaced script, or one character of Chinese or Japanese, which have no spaces.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_DAMPING, _ROUNDS = 0.85, 100

Choose = Callable[[Document], Iterable[Sentence]]


def lead(document: Document) -> Iterable[Sentence]:
    """Take the first sentences."""
    return document.sentences[:SENTENCES]


def at_random(document: Document) -> Iterable[Sentence]:
    """Take any sentences, the same ones of the same text."""
    random = Random(document.sha256)  # noqa: S311 - a baseline needs chance, not secrecy
    count = min(SENTENCES, len(document.sentences))
    return sorted(random.sample(document.sentences, count), key=lambda each: each.number)


def textrank(document: Document) -> Iterable[Sentence]:
    """Take the sentences that resemble most others.

    R. Mihalcea and P. Tarau, "TextRank: Bringing Order into Texts", EMNLP 2004: PageRank over
    sentences, whose likeness is the number of words they share over the sum of the logarithms of
    their lengths.
    """
    words = [_WORD.findall(each.text.casefold()) for each in document.sentences]
    likeness = np.array(
        [[_likeness(one, other) * (one is not other) for other in words] for one in words]
    )
    total = likeness.sum(axis=1, keepdims=True)
    flow = np.divide(likeness, total, out=np.zeros_like(likeness), where=total > 0)
    rank: NDArray[np.float64] = np.ones(len(words))
    for _ in range(_ROUNDS):
        rank = (1 - _DAMPING) + _DAMPING * flow.T @ rank
    best = sorted(range(len(words)), key=lambda place: (-round(float(rank[place]), 9), place))
    return [document.sentences[place] for place in sorted(best[:SENTENCES])]


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    if len(one) < 2 or len(other) < 2:
        return 0.0
    return len({*one} & {*other}) / (log(len(one)) + log(len(other)))


def extract(choose: Choose, task: Task[Any], document: Document) -> Json:
    """Return chosen sentences in the form of `summarizer run --json`, as summary and as facts.

    A schema that has no place for either gets an empty answer: copying is worth nothing there.
    """
    slots, chosen = form_of(task.schema).slots, list(choose(document))
    data: Json = {}
    evidence: Json = {}
    if slots.summary:
        put(data, slots.summary, [sentence.text for sentence in chosen])
    if slots.facts:
        put(data, slots.facts, [{slots.statement: sentence.text} for sentence in chosen])
    for number, sentence in enumerate(chosen):
        shown = [Evidence.of(document, sentence).model_dump(mode="json")]
        places = {slots.summary: "", slots.facts: f"/{slots.statement}"}
        evidence |= {f"{place}/{number}{part}": shown for place, part in places.items() if place}
    return {
        "document": DocumentInfo.of(document).model_dump(),
        "data": data,
        "evidence": evidence,
        "rejected": [],
        "usage": Usage().model_dump(),
    }
