"""M7: how the summary reads beside the reference and the source. Nothing here is gated.

ROUGE-L is that of C.-Y. Lin, "ROUGE: a package for automatic evaluation of summaries" (2004), as
F1, over the words of any script: the package rouge-score knows a to z alone, and brings nltk.
Coverage and density are those of M. Grusky, M. Naaman and Y. Artzi, "Newsroom: a dataset of 1.3
million summaries" (2018): with the summary cut greedily into the longest runs of words that the
source has, the mean of |f| and of |f|² over its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.evals.case import Case
from summarizer.evals.measured import Measured

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*|[\u3040-\u30ff\u3400-\u9fff]")


def measure(case: Case) -> Measured:
    """Compare the summary with the reference and the source; None without a summary."""
    words = _words(case.output.summary(case.slots))
    if not words:
        return Measured(values=dict.fromkeys(("rouge_l", "coverage", "density", "copied_run")))
    runs = fragments(_words(case.fixture.document.text), words)
    return Measured(
        values={
            "rouge_l": rouge_l(words, _words(case.fixture.gold.reference_summary)),
            "coverage": sum(runs) / len(words),
            "density": sum(run * run for run in runs) / len(words),
            "copied_run": float(max(runs, default=0)),
        }
    )


def rouge_l(words: Sequence[str], reference: Sequence[str]) -> float:
    """Return F1 of the longest common subsequence of two texts, as words."""
    row = [0] * (len(reference) + 1)
    for word in words:
        before = row
        row = [0]
        for place, other in enumerate(reference):
            row.append(before[place] + 1 if word == other else max(before[place + 1], row[-1]))
    total = len(words) + len(reference)
    return 2 * row[-1] / total if total else 0.0


def fragments(source: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return the lengths of the longest runs of words that the source has, from left to right."""
    starts: dict[str, list[int]] = {}
    for place, word in enumerate(source):
        starts.setdefault(word, []).append(place)
    lengths, place = [], 0
    while place < len(words):
        longest = max(
            (_common(source[start:], words[place:]) for start in starts.get(words[place], [])),
            default=0,
        )
        if longest:
            lengths.append(longest)
        place += longest or 1
    return lengths


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
