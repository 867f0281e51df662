"""`summarizer doctor`: does the model answer, obey a schema and report what it used?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import anyio
import typer
from openai.types.chat import ChatCompletionMessageParam
from pydantic import BaseModel, ValidationError
from rich.console import Console
from rich.text import Text

from summarizer.cli.options import ModelName
from summarizer.cli.output import printable, steps
from summarizer.errors import ModelError, ModelNotFoundError, SummarizerError
from summarizer.model.client import Client, Reply
from summarizer.model.connect import connect
from summarizer.model.failures import shown
from summarizer.model.usage import Meter
from summarizer.question import answer_schema
from summarizer.summarize import Step

DOCTOR_TIMEOUT = 120.0


class _Probe(BaseModel):
    """An answer that no model gives by chance when it is asked for something else."""

    colour: Literal["ultramarine", "vermilion"]
    count: int


class _Finding(BaseModel):
    passed: bool
    what: str
    advice: str = ""


def doctor(
    model: ModelName = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds to wait for one answer of the model.")
    ] = DOCTOR_TIMEOUT,
) -> None:
    """Say in plain words whether the model can be used, and what to do if not."""
    console = Console()
    healthy = True
    with steps() as step:
        findings = anyio.run(_examine, model, timeout, step)
    for finding in findings:
        healthy &= finding.passed
        mark = ("ok    ", "green") if finding.passed else ("FAILED", "bold red")
        console.print(Text.assemble(mark, "  ", printable(finding.what)))
        if finding.advice:
            console.print(Text(f"        {printable(finding.advice)}", "dim"))
    raise typer.Exit(0 if healthy else 1)


async def _examine(model: str | None, patience: float, step: Step) -> list[_Finding]:
    try:
        client = await anyio.to_thread.run_sync(connect, model, patience, step)
    except SummarizerError as error:
        return [_Finding(passed=False, what=error.message, advice=error.hint)]
    step("asking the model")
    meter = Meter()
    try:
        reply = await _ask(client, meter)
    except ModelError as error:
        findings = [_Finding(passed=False, what=error.message, advice=error.hint)]
        if isinstance(error, ModelNotFoundError):
            names = ", ".join(await client.model_names())
            findings.append(_Finding(passed=False, what=f"it serves: {names}"))
        return findings
    finally:
        await client.aclose()
    return list(_judged(client, reply, meter))


async def _ask(client: Client, meter: Meter) -> Reply:
    text = "Do not answer in JSON. Write one sentence about the sea."
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": text}]
    return await client.ask(messages, answer_schema(_Probe), max_tokens=100, meter=meter)


def _judged(client: Client, reply: Reply, meter: Meter) -> Iterator[_Finding]:
    seconds = meter.total(None).seconds
    yield _Finding(
        passed=True, what=f"{client.model} at {shown(client.base_url)} answers ({seconds:.1f} s)"
    )
    try:
        _Probe.model_validate(reply.tree)
        yield _Finding(passed=reply.complete, what="it obeys a JSON Schema")
    except ValidationError:
        yield _Finding(
            passed=False,
            what="it does not obey a JSON Schema (response_format json_schema)",
            advice="Answers may be unreadable. Use a server that enforces schemas, such as "
            "llama.cpp or vLLM, or a model with structured outputs.",
        )
    yield _Finding(
        passed=meter.reported > 0,
        what="it reports the tokens used" if meter.reported else "it reports no token usage",
        advice="" if meter.reported else "Summaries work; their usage and cost stay unknown.",
    )
    yield _Finding(
        passed=True,
        what=f"profile: {client.profile.ask} questions, {client.profile.context_tokens} tokens",
        advice="" if client.profile.prices else "No prices in the profile: cost is not computed.",
    )
