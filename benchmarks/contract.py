"""Hold `summarizer run --json` to its contract with checks of its own.

    python benchmarks/contract.py FILE [SUMMARY]

SUMMARY is what `summarizer run --json FILE` printed, or `--save` wrote; without it the model is
asked. Nothing of the grounding is used here: that every number and date in `data` stands in the
text is looked up digit by digit. Ends with 1 if anything is broken.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KEYS = {"document", "data", "evidence", "rejected", "suspect", "usage", "provenance"}
MONTHS = {
    "01": ("jan", "januar"), "02": ("feb", "februar"), "03": ("mar", "märz"), "04": ("apr",),
    "05": ("may", "mai"), "06": ("jun",), "07": ("jul",), "08": ("aug",), "09": ("sep",),
    "10": ("oct", "okt"), "11": ("nov",), "12": ("dec", "dez"),
}  # fmt: skip
IN_WORDS = {str(number) for number in range(1, 11)}
ENGLISH = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
GERMAN = ["eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"]


def main(file: str, summary: str | None = None) -> int:
    """Print what is broken, and return how many things are."""
    if summary is None:
        command = [sys.executable, "-m", "summarizer", "run", "--json", file]
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    else:
        printed = Path(summary).read_text("utf-8")
    broken = list(_problems(json.loads(printed), Path(file).read_text("utf-8")))
    for problem in broken:
        print(f"{file}: {problem}")
    print(f"{file}: {len(broken)} problems")
    return len(broken)


def _problems(summary: dict[str, Any], text: str) -> Iterator[str]:
    if set(summary) != KEYS:
        yield f"keys differ: {sorted(set(summary) ^ KEYS)}"
    if summary["document"]["characters"] != len(text):
        yield "document.characters is not the length of the text"
    if not dict(leaves(summary["data"])):
        yield "data is empty"
    yield from evidence_problems(summary, text)
    yield from number_problems(summary["data"], text)


def evidence_problems(summary: dict[str, Any], text: str) -> Iterator[str]:
    """Yield where `evidence` and `data` do not belong together, or a slice is not its quote."""
    claims = [pointer for pointer, _ in leaves(summary["data"])]
    for pointer, spans in summary["evidence"].items():
        if not any(claim == pointer or claim.startswith(pointer + "/") for claim in claims):
            yield f"evidence for {pointer}, which is not in data"
        if not spans:
            yield f"{pointer} has no evidence"
        for span in spans:
            if text[span["start"] : span["end"]] != span["quote"]:
                yield f"{pointer}: the slice differs from the quote"
            if span["verdict"] not in {"verified", "judged"}:
                yield f"{pointer}: verdict {span['verdict']} in evidence"
    for claim in claims:
        parents = {claim, claim.rsplit("/", 1)[0]}  # an amount is shown as a whole
        if not parents & set(summary["evidence"]):
            yield f"{claim} has no evidence"


def number_problems(data: dict[str, Any], text: str) -> Iterator[str]:
    """Yield the numbers and dates of `data` that do not stand in the text."""
    numbers = _numbers(text)
    for pointer, value in leaves(data):
        for number in _numbers(json.dumps(value, ensure_ascii=False)) - numbers:
            if not _stands(number, str(value), text):
                yield f"{pointer}: the number {number} is not in the text: {value!r}"


def leaves(node: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value of `data` that claims something; `bound` and `scale` say how, not what."""
    if isinstance(node, dict):
        for name, part in node.items():
            if name not in {"bound", "scale", "currency", "comparator"}:
                yield from leaves(part, f"{pointer}/{name}")
    elif isinstance(node, list):
        for index, part in enumerate(node):
            yield from leaves(part, f"{pointer}/{index}")
    elif node is not None:
        yield pointer, node


def _numbers(text: str) -> set[str]:
    """Return the numbers of a text, without grouping, leading and trailing zeros."""
    found = set()
    for match in re.findall(r"\d+(?:[.,]\d+|[\u00a0\u202f ]\d{3}(?!\d))*", text):
        for number in {
            match,
            *re.split(r"[,\u00a0\u202f ]", match),
            *re.split(r"[.\u00a0 ]", match),
        }:
            for plain in (
                re.sub(r"[,\u00a0\u202f ]", "", number),
                re.sub(r"[.\s]", "", number).replace(",", "."),
            ):
                found.add(_bare(plain))
    return found


def _bare(number: str) -> str:
    number = number.lstrip("0") or "0"
    return number.rstrip("0").rstrip(".") or "0" if "." in number else number


def _stands(number: str, value: str, text: str) -> bool:
    """Tell whether a number stands in the text in words, as a month or as a quarter."""
    folded = text.casefold()
    words = [words[int(number) - 1] for words in (ENGLISH, GERMAN) if number in IN_WORDS]
    if any(re.search(rf"\b{word}\b", folded) for word in words):
        return True
    if re.fullmatch(r"\d{4}(-.*)?", value):
        return any(month in folded for month in MONTHS.get(number.zfill(2), ())) or bool(
            re.search(r"quarter|half|quartal|halbjahr|q[1-4]|h[12]", folded)
        )
    roman = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}.get(number)
    return roman is not None and re.search(rf"phase.{{1,3}}{roman}\b", folded) is not None


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
