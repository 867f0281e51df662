"""Which sentences to give as key facts: signs of news, what stands first, chance, a model.

    python benchmarks/choosing.py [--count 10] [--rated 6] [--judged 5] [--model local]

Copies the chosen sentences of the development half of the fixtures as key facts and scores them
like any output (F_w, `summarizer/evals/metrics/facts.py`), with a 95 % t-interval over documents.
"best" takes, one after the other, the sentence that raises the score most: what a choice of
sentences could reach. With --rated N, a model rates the 24 sentences with the most signs of the
first N documents as vital, okay or neither; the table tells how many of each the labels want. With
--judged N, it is asked of each sentence of the first N documents whether it is a key fact, and what
counts is how likely "Yes" is against "No": how often that ranks a sentence with a labelled fact
above one without (AUC), as the signs do, and F_w where it is added to their score.
"""

from __future__ import annotations

import argparse
import asyncio
import math
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import openai
from scipy.stats import mannwhitneyu, zscore

from summarizer.answer import Json
from summarizer.evals.fixture import Fixture, load
from summarizer.evals.resampling import t_interval
from summarizer.evals.score import score
from summarizer.grounding import Source
from summarizer.grounding.evidence import Evidence
from summarizer.model.connect import connect
from summarizer.model.usage import Meter
from summarizer.salience import Passage, best_of, passages, salient, weigh
from summarizer.task import load_task

FIXTURES = Path(__file__).parents[1] / "evals" / "fixtures" / "press_release"
RATED = 24
RATINGS = ("vital", "okay", "neither")
QUESTION = """How much does each of these sentences matter to a reader of the news? vital: the news
is not understood without it; okay: a fact worth knowing, such as the size of the trial, a result, a
decision, a sum of money, a date to come; neither: background, a detail of design, a heading, a
quote, or what another sentence says too."""
EDITOR = """You edit a news wire about companies. For each sentence of a press release you say
whether it states a key fact of the news (what happened, results, approvals, rights, money, dates to
come), rather than background, boilerplate, quotes or contacts. Answer Yes or No."""
# How much a standard deviation of the model's opinion counts beside the score of the signs.
OPINIONS = (0.0, 0.1, 0.2, 0.3, 0.5)

Choice = Callable[[Fixture, Source, int], Sequence[Passage]]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--rated", type=int, default=0)
    parser.add_argument("--judged", type=int, default=0)
    parser.add_argument("--model", default="local")
    options = parser.parse_args()
    documents = [each for each in load(FIXTURES) if each.gold.split == "dev"]
    sources = [(each, Source(each.document)) for each in documents]
    print(f"{len(documents)} documents, {options.count} sentences each: F_w")
    for name, choose in CHOICES.items():
        found = [fact_f(each, choose(each, source, options.count)) for each, source in sources]
        interval = t_interval(found)
        around = f"[{interval.low:.2f}, {interval.high:.2f}]" if interval else ""
        print(f"  {name:8} {sum(found) / len(found):.3f} {around}")
    if options.rated:
        asyncio.run(rate(sources[: options.rated], options.model))
    if options.judged:
        asyncio.run(judge(sources[: options.judged], options.model, options.count))


def fact_f(fixture: Fixture, chosen: Sequence[Passage]) -> float:
    """Return F_w of sentences given as key facts."""
    return score(fixture, output_of(fixture, chosen)).values["fact_f"] or 0.0


def output_of(fixture: Fixture, chosen: Sequence[Passage]) -> Json:
    """Return what a system would answer that gives sentences as key facts."""
    facts = [{"statement": each.words} for each in chosen]
    evidence = {
        f"/key_facts/{n}/statement": [
            Evidence.of(fixture.document, each.sentence).model_dump(mode="json")
        ]
        for n, each in enumerate(chosen)
    }
    return {"data": {"key_facts": facts}, "evidence": evidence}


def best(fixture: Fixture, source: Source, count: int) -> Sequence[Passage]:
    """Take what raises the score most, until nothing does."""
    useful = [each for each in passages(source) if fact_f(fixture, [each])]
    chosen: list[Passage] = []
    reached = 0.0
    while useful and len(chosen) < count:
        values = [fact_f(fixture, [*chosen, each]) for each in useful]
        if max(values) <= reached:
            break
        reached = max(values)
        chosen.append(useful.pop(values.index(reached)))
    return chosen


CHOICES: dict[str, Choice] = {
    "signs": lambda _, source, count: salient(source, count),
    "first": lambda _, source, count: passages(source)[:count],
    "chance": lambda _, source, count: Random(source.document.sha256).sample(  # noqa: S311 - chance
        passages(source), min(count, len(passages(source)))
    ),
    "best": best,
}


async def rate(sources: Sequence[tuple[Fixture, Source]], model: str) -> None:
    """Let a model rate sentences, and count how many of each rating state a labelled fact."""
    client, task = connect(model, 600, lambda _: None), load_task("press_release")
    counted: Counter[tuple[Any, bool]] = Counter()
    for fixture, source in sources:
        rated = salient(source, RATED)
        lines = "\n".join(f"[{each.sentence.number}] {each.words}" for each in rated)
        names = [str(each.sentence.number) for each in rated]
        schema = {
            "type": "object",
            "properties": {name: {"type": "string", "enum": list(RATINGS)} for name in names},
            "required": names,
            "additionalProperties": False,
        }
        reply = await client.ask(
            [
                {"role": "system", "content": task.system},
                {"role": "user", "content": f"{QUESTION}\n\n{lines}"},
            ],
            schema,
            max_tokens=600,
            meter=Meter(),
        )
        for each, name in zip(rated, names, strict=True):
            counted[(reply.tree or {}).get(name), fact_f(fixture, [each]) > 0] += 1
    await client.aclose()
    print(f"rated by {model}: sentences, and those that state a labelled fact")
    for rating in RATINGS:
        wanted = counted[rating, True]
        print(f"  {rating:8} {wanted + counted[rating, False]:4} {wanted:4}")


async def judge(sources: Sequence[tuple[Fixture, Source]], model: str, count: int) -> None:
    """Ask of each sentence whether it is a key fact, and rank by how likely a yes is."""
    client = connect(model, 600, lambda _: None)
    address = {key: client.options[key] for key in ("base_url", "api_key", "timeout")}
    print(f"judged by {model}: sentences, with a fact, AUC of signs, of the model, F_w with it")
    sums = [0.0] * len(OPINIONS)
    async with openai.AsyncOpenAI(
        **address, http_client=openai.DefaultAsyncHttpx2Client(trust_env=False)
    ) as endpoint:
        for fixture, source in sources:
            found = passages(source)
            yes = [await _yes(endpoint, client.model, found[0].words, each) for each in found]
            own, opinion = weigh(source, found), zscore(yes)
            states = [fact_f(fixture, [each]) > 0 for each in found]
            reached = []
            for n, weight in enumerate(OPINIONS):
                both = [one + weight * other for one, other in zip(own, opinion, strict=True)]
                reached.append(fact_f(fixture, best_of(found, both, count)))
                sums[n] += reached[-1]
            values = " ".join(f"{each:.2f}" for each in reached)
            print(f"  {len(found):3} {sum(states):3} {auc(own, states):.2f} {auc(yes, states):.2f}")
            print(f"    {values}", flush=True)
    await client.aclose()
    for weight, total in zip(OPINIONS, sums, strict=True):
        print(f"  weight {weight:.1f}: F_w {total / len(sources):.3f}")


def auc(values: Sequence[float], wanted: Sequence[bool]) -> float:
    """Return how often a wanted one has the higher value, ties counting half."""
    ones = [value for value, want in zip(values, wanted, strict=True) if want]
    others = [value for value, want in zip(values, wanted, strict=True) if not want]
    return float(mannwhitneyu(ones, others).statistic) / (len(ones) * len(others))


async def _yes(endpoint: openai.AsyncOpenAI, model: str, title: str, passage: Passage) -> float:
    """Return the log of how much likelier "Yes" is than "No"."""
    question = f"Headline: {title}\nSentence: {passage.words}\nKey fact? Answer Yes or No."
    completion = await endpoint.chat.completions.create(
        model=model,
        messages=[{"role": "system", "content": EDITOR}, {"role": "user", "content": question}],
        max_tokens=1,
        temperature=0,
        logprobs=True,
        top_logprobs=20,
    )
    likely = {"yes": 1e-6, "no": 1e-6}
    logprobs = completion.choices[0].logprobs
    for each in logprobs.content[0].top_logprobs if logprobs and logprobs.content else ():
        word = each.token.strip().lower()
        if word in likely:
            likely[word] += math.exp(each.logprob)
    return math.log(likely["yes"] / likely["no"])


if __name__ == "__main__":
    main()
