"""Two ways to make a model say where a fact stands: by the sentence's number, or by a copied quote.

    python benchmarks/citing.py --out citing [--only ID …] [--model local]
    summarizer eval compare citing/numbers citing/quotes

The same model is asked for the key facts of the development half twice, in one request each. Only
what it is to give as evidence differs, and that sentences are numbered where it gives numbers. A
number is valid if there is such a sentence, a quote if it stands in the text (`check_quote`,
typography apart). Evidence that is valid goes into a run folder with the facts, as the model worded
them and without any other check, and is scored like any output: whether the facts are those of the
labels, and whether the evidence shows them. What was answered stays in the folder, so that a run
that was broken off goes on.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from other_run import run_of

from summarizer.answer import Json
from summarizer.evals.execute import select
from summarizer.evals.fixture import Fixture, load
from summarizer.grounding import Source, check_quote
from summarizer.grounding.evidence import Evidence
from summarizer.model.client import Client
from summarizer.model.connect import connect
from summarizer.model.usage import Meter
from summarizer.parts import in_parts
from summarizer.summary import DocumentInfo

FIXTURES = Path(__file__).parents[1] / "evals" / "fixtures" / "press_release"
SYSTEM = "You summarize news releases. Answer in JSON. Use only what the release says."
QUESTION = """List up to eight key facts of this release: what happened, the trial and its size,
results, approvals, rights, money, dates. One short sentence for each fact, and with it {what}."""
FACTS = 8
LONGEST_ANSWER = 1_200


def _of_number(source: Source, number: Any) -> Evidence | None:
    sentences = source.document.sentences
    if not isinstance(number, int) or not 1 <= number <= len(sentences):
        return None
    return Evidence.of(source.document, sentences[number - 1])


def _of_quote(source: Source, quote: Any) -> Evidence | None:
    finding = check_quote(source, quote) if isinstance(quote, str) and quote.strip() else None
    return finding.evidence[0] if finding and finding.evidence else None


WAYS: dict[str, tuple[str, Json, Callable[[Source, Any], Evidence | None]]] = {
    "numbers": (
        "the number of the line that says it",
        {"type": "integer"},
        _of_number,
    ),
    "quotes": (
        "the words of the release that say it, copied exactly",
        {"type": "string"},
        _of_quote,
    ),
}


def main() -> None:
    """Ask both ways about each document, then write the two runs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=())
    parser.add_argument("--model", default="local")
    options = parser.parse_args()
    fixtures = select(load(FIXTURES), "dev", options.only)
    client = connect(options.model, 1_800.0, lambda _: None)
    asyncio.run(_ask_all(client, fixtures, options.out))
    for way in WAYS:
        read = {
            each.id: json.loads((options.out / f"{way}.answers" / f"{each.id}.json").read_bytes())
            for each in fixtures
        }
        outputs = {each.id: output_of(each, way, read[each.id]) for each in fixtures}
        facts = sum(len(each["facts"]) for each in read.values())
        valid = sum(len(each["evidence"]) for each in outputs.values())
        print(f"{way}: {facts} facts, {valid} with valid evidence ({valid / max(facts, 1):.1%})")
        run = run_of(way, client.model, "dev", outputs, fixtures)
        run.write(options.out / way)


async def _ask_all(client: Client, fixtures: list[Fixture], out: Path) -> None:
    for fixture in fixtures:
        for way in WAYS:
            path = out / f"{way}.answers" / f"{fixture.id}.json"
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                answer = await ask(client, fixture, way)
                path.write_text(json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")
                print(f"{fixture.id} {way}: {len(answer['facts'])} facts", flush=True)


async def ask(client: Client, fixture: Fixture, way: str) -> Json:
    """Return the facts that the model lists, and what they cost."""
    what, evidence, _ = WAYS[way]
    (lines,) = in_parts(Source(fixture.document), 100_000)
    fact = {
        "type": "object",
        "properties": {"statement": {"type": "string"}, "evidence": evidence},
        "required": ["statement", "evidence"],
        "additionalProperties": False,
    }
    schema = {
        "type": "object",
        "properties": {"facts": {"type": "array", "maxItems": FACTS, "items": fact}},
        "required": ["facts"],
        "additionalProperties": False,
    }
    numbered = way == "numbers"
    text = "\n".join(str(line) if numbered else line.text for line in lines)
    meter = Meter()
    reply = await client.ask(
        [
            {"role": "system", "content": SYSTEM},
            {"role": "user", "content": f"{text}\n\n{QUESTION.format(what=what)}"},
        ],
        schema,
        max_tokens=LONGEST_ANSWER,
        meter=meter,
    )
    facts = (reply.tree or {}).get("facts", [])
    return {
        "facts": [each for each in facts if isinstance(each, dict) and each.get("statement")],
        "usage": meter.total(client.profile.prices).model_dump(),
    }


def output_of(fixture: Fixture, way: str, answer: Json) -> Json:
    """Return an answer in the form of `summarizer run --json`."""
    source, find = Source(fixture.document), WAYS[way][2]
    found = [find(source, each.get("evidence")) for each in answer["facts"]]
    return {
        "document": DocumentInfo.of(fixture.document).model_dump(),
        "data": {"key_facts": [{"statement": each["statement"]} for each in answer["facts"]]},
        "evidence": {
            f"/key_facts/{place}/statement": [evidence.model_dump(mode="json")]
            for place, evidence in enumerate(found)
            if evidence
        },
        "rejected": [],
        "usage": answer["usage"],
    }


if __name__ == "__main__":
    main()
