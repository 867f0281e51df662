"""langextract on the same model and the same fixtures, scored as we are.

    pip install langextract 'summarizer[local]'
    python benchmarks/langextract_system.py --split test --out langextract

It is used as its README says: a description, worked examples, one class of extraction for each part
of the schema, its default chunks of 1,000 characters, and the constraint of the answer that it
makes of the examples. An extraction becomes a value as `summarizer` would read the same phrase;
what was found for a trial in several chunks is put together. Extractions that have no place in the
text are left out, which is the filter that its README gives. What it answered is kept in
`--answers`, so that the reading can be changed without asking again; the folder of `--out` is a run
for `summarizer eval score` and `summarizer eval compare`.
"""

from __future__ import annotations

import argparse
import json
import time
import warnings
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx2
import langextract as lx
import yaml
from annotated_types import MaxLen
from langextract.factory import ModelConfig, create_model
from other_run import run_of

from summarizer.answer import Json
from summarizer.document import Document
from summarizer.evals.execute import select
from summarizer.evals.fixture import Fixture, load
from summarizer.evals.plain import readable
from summarizer.evals.run import Run
from summarizer.model.client import Client
from summarizer.model.connect import connect
from summarizer.schemas.press_release import PressRelease
from summarizer.summary import DocumentInfo, Usage

FIXTURES = Path(__file__).parents[1] / "evals/fixtures/press_release"
EXAMPLES = Path(__file__).parent / "langextract_examples.yaml"
DESCRIPTION = """\
Extract what a reader of this news release must know, in the order of the text. Use the exact words
of the text for each extraction; do not paraphrase. Give amounts, dates and names in attributes as
they are printed. Leave out what the text does not say.

title: the headline. issuer: the company or body that publishes the release.
place, release_date: of the dateline.
event: the words that tell what the release announces; kind is one of: {events}.
key_fact: a sentence with a fact that the reader must know; importance is vital or okay; category is
one of: event, trial, result, safety, regulatory, deal, finance, people, outlook.
trial: a clinical trial that the news is about; enrollment_kind is planned or actual.
endpoint: the result of an endpoint of the trial; kind is primary, secondary or other; outcome is
met, not_met or not_stated.
regulatory: what a regulator decided or has before it; status is one of: approved, not_approved,
submitted, refused, special_access.
deal: a licence or purchase: who receives what from whom; exclusivity is exclusive or non_exclusive.
figure: a financial figure; kind is one of: actual, guidance, raised, paid.
person: a person who is named. date_ahead: something expected, with its date."""
LONGEST_ANSWER = 1_500
SINGLE = {
    "title": ("title",),
    "issuer": ("issuer",),
    "place": ("dateline", "place"),
    "release_date": ("dateline", "date"),
}
# The list of the schema, and the part that the extracted words themselves are.
LISTS = {
    "key_fact": ("key_facts", "statement"),
    "endpoint": ("endpoints", "endpoint"),
    "regulatory": ("regulatory", ""),
    "deal": ("deals", "subject"),
    "figure": ("figures", ""),
    "person": ("people", "name"),
    "date_ahead": ("dates_ahead", "what"),
}


def main() -> None:
    """Ask where there is no answer yet, then write the run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", choices=["dev", "test", "all"], default="dev")
    parser.add_argument("--only", nargs="*", default=())
    parser.add_argument("--answers", type=Path, default=Path(__file__).parent / "langextract")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    warnings.filterwarnings("ignore", category=UserWarning, module="langextract")
    fixtures = select(load(FIXTURES), options.split, options.only)
    options.answers.mkdir(exist_ok=True)
    missing = [each for each in fixtures if not _answer(options.answers, each).exists()]
    if missing:
        client = connect("local", 1_800.0, lambda _: None)
        for fixture in missing:
            answer = ask(client, fixture.document)
            text = json.dumps(answer, ensure_ascii=False, indent=1)
            _answer(options.answers, fixture).write_text(text + "\n", encoding="utf-8")
            print(fixture.id, len(answer["extractions"]), "extractions", flush=True)
    scored(fixtures, options.split, options.answers).write(options.out)


def _answer(folder: Path, fixture: Fixture) -> Path:
    return folder / f"{fixture.id}.json"


def ask(client: Client, document: Document) -> Json:
    """Return the extractions of a document, and what they cost."""
    spent = Usage().model_dump()

    def count(response: httpx2.Response) -> None:
        response.read()
        usage = response.json().get("usage") or {}
        spent["requests"] += 1
        spent["input_tokens"] += usage.get("prompt_tokens", 0)
        spent["output_tokens"] += usage.get("completion_tokens", 0)

    examples = worked_examples()
    options = client.options
    model: Any = create_model(
        ModelConfig(
            model_id=client.model,
            provider="openai",
            provider_kwargs={
                "base_url": options["base_url"],
                "api_key": options["api_key"],
                "temperature": 0.0,
                "max_output_tokens": LONGEST_ANSWER,
                "max_workers": 1,
            },
        ),
        examples=examples,
        use_schema_constraints=True,
    )
    # There is no public way to see what a request cost.
    http = httpx2.Client(event_hooks={"response": [count]}, trust_env=False, timeout=1_800)
    model._client = model._client.with_options(http_client=http)  # noqa: SLF001
    started = time.monotonic()
    found: Any = lx.extract(
        document.text,
        prompt_description=DESCRIPTION.format(events=_events()),
        examples=examples,
        model=model,
        use_schema_constraints=False,
        batch_length=1,
        max_workers=1,
        show_progress=False,
    )
    spent["seconds"] = round(time.monotonic() - started, 1)
    return {
        "langextract": version("langextract"),
        "model": client.model,
        "usage": spent,
        "extractions": [_kept(each) for each in found.extractions or ()],
    }


def worked_examples() -> list[lx.data.ExampleData]:
    """Return what the model is shown."""
    return [
        lx.data.ExampleData(
            each["text"],
            [
                lx.data.Extraction(one["class"], one["text"], attributes=one.get("attributes", {}))
                for one in each["found"]
            ],
        )
        for each in yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    ]


def _events() -> str:
    event = PressRelease.model_json_schema()["$defs"]["Event"]
    return ", ".join(event["enum"])


def _kept(found: Any) -> Json:
    place = found.char_interval
    return {
        "class": found.extraction_class,
        "text": found.extraction_text,
        "attributes": found.attributes or {},
        "span": [place.start_pos, place.end_pos] if place else None,
        "alignment": found.alignment_status.value if found.alignment_status else None,
    }


def scored(fixtures: Sequence[Fixture], split: str, answers: Path) -> Run:
    """Read the answers and score them."""
    read = {each.id: json.loads(_answer(answers, each).read_bytes()) for each in fixtures}
    outputs = {each.id: output_of(each.document, read[each.id]) for each in fixtures}
    model = next(iter(read.values()))["model"]
    return run_of("langextract", model, split, outputs, fixtures)


def output_of(document: Document, answer: Json) -> Json:
    """Return an answer in the form of `summarizer run --json`."""
    tree, spans = tree_of([each for each in answer["extractions"] if each["span"]])
    return {
        "document": DocumentInfo.of(document).model_dump(),
        "data": readable(PressRelease, tree).model_dump(mode="json", by_alias=True),
        "evidence": {
            place: [{"start": start, "end": end, "quote": document.text[start:end]}]
            for place, (start, end) in spans.items()
        },
        "rejected": [],
        "usage": answer["usage"],
    }


def tree_of(extractions: Sequence[Mapping[str, Any]]) -> tuple[Json, dict[str, tuple[int, int]]]:
    """Put extractions where the schema has them; return the span of each as well, by its place."""
    tree: Json = {"dateline": {}}
    trial: Json = {}
    spans: dict[str, tuple[int, int]] = {}
    for each in sorted(extractions, key=lambda each: _given(each).get("importance") != "vital"):
        kind, text, given = each["class"], each["text"], _given(each)
        place = ""
        if kind in SINGLE:
            *above, name = SINGLE[kind]
            (tree[above[0]] if above else tree).setdefault(name, text)
            place = "/".join(("", *SINGLE[kind]))
        elif kind == "event":
            tree.setdefault("event", given.get("kind"))
            place = "/event"
        elif kind == "trial":
            trial = given | trial
            place = "/trials/0"
        elif kind in LISTS:
            name, part = LISTS[kind]
            place = _add(tree.setdefault(name, []), name, given | ({part: text} if part else {}))
            place += f"/{part}" if place and kind == "key_fact" else ""
        if place:
            spans.setdefault(place, tuple(each["span"]))
    return tree | ({"trials": [trial]} if trial else {}), spans


def _given(extraction: Mapping[str, Any]) -> Json:
    """Return the attributes that have a value."""
    given = {k: v for k, v in extraction["attributes"].items() if v not in {None, "", "null"}}
    if isinstance(territory := given.get("territory"), str):
        given["territory"] = [country.strip() for country in territory.split(",")]
    return given


def _add(items: list[Json], name: str, item: Json) -> str:
    """Add an item to a list if the schema can read it and has room; return its place."""
    marks = PressRelease.model_fields[name].metadata
    room = next((mark.max_length for mark in marks if isinstance(mark, MaxLen)), None)
    if len(items) == room or not getattr(readable(PressRelease, {name: [item]}), name):
        return ""
    items.append(item)
    return f"/{name}/{len(items) - 1}"


if __name__ == "__main__":
    main()
