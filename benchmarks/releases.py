"""Summarize releases, and ask the same model the same schema in one plain request beside it.

    python benchmarks/releases.py [--out FOLDER] FILE…

For each file: whether an answer came, how many values it has, the numbers and dates in `data` that
the text does not show (looked up digit by digit, without the grounding), breaches of the contract
of `evidence`, values set aside, seconds and tokens. Plain is one request with the
whole text, the JSON Schema and at most 2,500 tokens for the answer, taken as it comes. Needs the
extra `local`; compare figures of one run only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contract import evidence_problems, leaves, number_problems
from pydantic import ValidationError

from summarizer import Document, Summarizer
from summarizer.evals.plain import ask
from summarizer.model.client import Client
from summarizer.model.connect import connect
from summarizer.model.usage import Meter
from summarizer.schemas.press_release import PressRelease
from summarizer.summary import Usage


@dataclass(frozen=True)
class Row:
    """What one way of asking made of one release."""

    file: str
    answered: bool
    values: int
    unsupported: int
    breaches: int
    rejected: int
    usage: Usage


def main() -> None:
    """Ask both ways about every file and print the table, a row as soon as it is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, help="keep every answer in this folder")
    options = parser.parse_args()
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    asyncio.run(_compare(options.files, options.out))


async def _compare(files: list[Path], out: Path | None) -> None:
    client = await asyncio.to_thread(connect, "local", 1_800.0, lambda _: None)
    columns = "answered values unsupported breaches aside in (cached)  out   s"
    print(f"{'file':24} {'way':7} {columns}")
    pairs = []
    for file in files:
        document = Document.from_path(file)
        pair = [await _ours(client, document, file, out), await _plain(client, document, file, out)]
        for way, row in zip(("ours", "plain"), pair, strict=True):
            used = row.usage
            print(
                f"{row.file[:24]:24} {way:7} {'yes' if row.answered else 'no':8} {row.values:6}"
                f"{row.unsupported:10} {row.breaches:10} {row.rejected:6}"
                f" {used.input_tokens:7} ({used.cached_tokens}) {used.output_tokens:5}"
                f" {used.seconds:6.0f}",
                flush=True,
            )
        pairs.append(pair)
    values = [sum(pair[way].values for pair in pairs) for way in (0, 1)]
    print(f"values: {values[0]} and {values[1]}")
    for name in ("seconds", "output_tokens", "input_tokens"):
        ours, plain = (sum(getattr(pair[way].usage, name) for pair in pairs) for way in (0, 1))
        print(f"{name}: ours / plain = {ours / plain:.2f}")


async def _ours(client: Client, document: Document, file: Path, out: Path | None) -> Row:
    summary = await Summarizer(model=client).asummarize(document)
    answer = json.loads(summary.to_json())
    _keep(answer, file, "ours", out)
    return Row(
        file=file.stem,
        answered=bool(summary.data.summary or summary.data.key_facts),
        values=len(list(leaves(answer["data"]))),
        unsupported=len(list(number_problems(answer["data"], document.text))),
        breaches=len(list(evidence_problems(answer, document.text))),
        rejected=len(summary.rejected),
        usage=summary.usage,
    )


async def _plain(client: Client, document: Document, file: Path, out: Path | None) -> Row:
    meter = Meter()
    reply = await ask(PressRelease, client, document, meter)
    _keep(reply.tree, file, "plain", out)
    unsupported = len(list(number_problems(reply.tree, document.text))) if reply.tree else 0
    return Row(
        file=file.stem,
        answered=reply.complete and _valid(reply.tree),
        values=len(list(leaves(reply.tree))),
        unsupported=unsupported,
        breaches=0,
        rejected=0,
        usage=meter.total(None),
    )


def _valid(tree: Any) -> bool:
    try:
        PressRelease.model_validate(tree)
    except ValidationError:
        return False
    return True


def _keep(answer: Any, file: Path, way: str, out: Path | None) -> None:
    if out:
        text = json.dumps(answer, ensure_ascii=False, indent=1)
        (out / f"{file.stem}.{way}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
