"""How fast the embedded model is here, and whether guessing ahead would make it faster.

    python benchmarks/embedded_model.py [--rounds N] [FILE...]

Needs the extra `local`. Compare figures of one run only: they depend on the machine and on what
else it does. Speculative decoding drafts tokens by looking up the last few in the text so far, and
has the model check the draft in one go; it pays where checking many tokens costs about as much as
producing one, and where the answer copies the document.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xllamacpp
from openai import DefaultHttpx2Client, OpenAI

from summarizer.model import engine, weights
from summarizer.model.local import LocalServer

EXAMPLE = Path(__file__).parents[1] / "examples" / "trial-start.txt"
SYSTEM = "You read a news release and answer questions about it. Use only what the release says."
FACTS = "List the five most important facts of this release, each as one short sentence."
PARTIES = "List the companies that this release names."
LIST_OF_FIVE = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": {"type": "string"}, "maxItems": 5}},
    "required": ["items"],
    "additionalProperties": False,
}
Type = xllamacpp.common_speculative_type


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and what the engine measured while it gave it."""

    text: str
    timings: dict[str, Any]
    cached_tokens: int

    @property
    def tokens_per_second(self) -> float:
        """Speed of writing, reading not counted."""
        return float(self.timings["predicted_per_second"])


def ask(client: OpenAI, document: str, question: str) -> Answer:
    """Ask one question about the document, the document first so that it is read only once."""
    completion = client.chat.completions.create(
        model="local",
        temperature=0,
        max_tokens=400,
        messages=[
            {"role": "system", "content": SYSTEM},
            {"role": "user", "content": f"<release>\n{document}\n</release>"},
            {"role": "user", "content": question},
        ],
        response_format={
            "type": "json_schema",
            "json_schema": {"name": "answer", "schema": LIST_OF_FIVE},
        },
    )
    details = completion.usage and completion.usage.prompt_tokens_details
    return Answer(
        text=completion.choices[0].message.content or "",
        timings=(completion.model_extra or {})["timings"],
        cached_tokens=(details and details.cached_tokens) or 0,
    )


def connect(base_url: str, api_key: str) -> OpenAI:
    """Return a client for the loopback, whatever proxies the environment names."""
    http_client = DefaultHttpx2Client(trust_env=False)
    return OpenAI(
        base_url=base_url, api_key=api_key, max_retries=0, timeout=900, http_client=http_client
    )


def plain(_: Any) -> None:
    """One token after the other."""


def simple(size_n: int, size_m: int) -> Callable[[Any], None]:
    """Look the last `size_n` tokens up and draft the `size_m` that followed them last time."""

    def change(speculative: Any) -> None:
        speculative.types = [Type.COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE]
        speculative.ngram_simple.size_n = size_n
        speculative.ngram_simple.size_m = size_m

    return change


def counted(size_n: int, size_m: int) -> Callable[[Any], None]:
    """Draft what followed most often."""

    def change(speculative: Any) -> None:
        speculative.types = [Type.COMMON_SPECULATIVE_TYPE_NGRAM_MAP_K4V]
        speculative.ngram_map_k4v.size_n = size_n
        speculative.ngram_map_k4v.size_m = size_m

    return change


VARIANTS: dict[str, Callable[[Any], None]] = {
    "plain": plain,
    "simple 12/48 (engine's default)": simple(12, 48),
    "simple 4/8": simple(4, 8),
    "simple 3/3": simple(3, 3),
    "counted 4/4": counted(4, 4),
}


@contextmanager
def server_with(change: Callable[[Any], None], path: Path) -> Iterator[OpenAI]:
    """Run the engine in this process, set up as the product does it, with one change."""
    parameters = engine.parameters(
        xllamacpp.CommonParams(),
        {
            "path": str(path),
            "model": "local",
            "api_key": "benchmark",
            "context_tokens": 8192,
            "slots": 1,
        },
    )
    change(parameters.speculative)
    server = xllamacpp.Server(parameters)
    with connect(f"{server.listening_address}/v1", "benchmark") as client:
        yield client


def measure_product(path: Path, documents: dict[str, str]) -> None:
    """Print what a user of the package gets."""
    started = time.perf_counter()
    with LocalServer(path) as server, connect(server.base_url, server.api_key) as client:
        print(f"load                    {time.perf_counter() - started:8.1f} s")
        for name, document in documents.items():
            first = ask(client, document, FACTS)
            second = ask(client, document, PARTIES)
            print(name)
            print(f"  read                  {first.timings['prompt_per_second']:8.1f} tokens/s")
            print(f"  write                 {first.tokens_per_second:8.1f} tokens/s")
            print(f"  first question        {first.timings['prompt_n']:8} tokens read")
            print(f"  second question       {second.timings['prompt_n']:8} tokens read,", end=" ")
            print(f"{second.cached_tokens} remembered")
        started = time.perf_counter()
    print(f"close                   {time.perf_counter() - started:8.1f} s")


def measure_speculation(path: Path, documents: dict[str, str], rounds: int) -> None:
    """Print each variant's best speed against that of plain decoding in the same run."""
    best: dict[tuple[str, str], Answer] = {}
    for _ in range(rounds):
        for variant, change in VARIANTS.items():
            with server_with(change, path) as client:
                for name, document in documents.items():
                    answer = ask(client, document, FACTS)
                    key = (variant, name)
                    best[key] = max(
                        best.get(key, answer), answer, key=lambda one: one.tokens_per_second
                    )
    print(
        "speculative decoding: speed against plain, tokens accepted of those drafted, same answer"
    )
    for (variant, name), answer in best.items():
        reference = best["plain", name]
        ratio = answer.tokens_per_second / reference.tokens_per_second
        drafted, accepted = (answer.timings.get(f"draft_n{end}", 0) for end in ("", "_accepted"))
        same = "same" if answer.text == reference.text else "OTHER"
        print(f"  {name:24} {variant:32} {ratio:5.2f} {accepted:5}/{drafted:<5} {same}")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, default=[EXAMPLE], metavar="FILE")
    parser.add_argument(
        "--rounds", type=int, default=1, help="of speculative decoding; best counts"
    )
    arguments = parser.parse_args()
    documents = {file.stem[:24]: file.read_text(encoding="utf-8") for file in arguments.files}
    path = weights.locate(
        lambda done, size: print(f"\r{done / size:4.0%}", end="", file=sys.stderr)
    )
    measure_product(path, documents)
    measure_speculation(path, documents, arguments.rounds)


if __name__ == "__main__":
    main()
