"""`summarizer verify`: claims checked against a text, with no model."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from pydantic import ValidationError

from summarizer.cli.output import complain
from summarizer.document import Document
from summarizer.grounding import Claim
from summarizer.grounding import verify as verify_claims


def verify(
    source: Annotated[str, typer.Option(help="The text that the claims are about.")],
    strict: Annotated[
        bool, typer.Option("--strict", help="Leave with 1 if a claim is unsupported.")
    ] = False,
) -> None:
    """Check claims against a text: JSON Lines on standard input, verdicts on standard output.

    A claim is {"id": "1", "kind": "quote" or "statement", "claim": "…"}.
    """
    document = Document.from_path(source)
    claims: list[Claim] = []
    unreadable = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            claims.append(Claim.model_validate_json(line))
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            where = ".".join(map(str, problem["loc"]))
            complain(f"standard input, line {number}: {where or 'claim'}: {problem['msg']}.")
            unreadable += 1
    unsupported = 0
    for verdict in verify_claims(document, claims):
        sys.stdout.write(verdict.model_dump_json() + "\n")
        unsupported += verdict.verdict == "unsupported"
    if unreadable or (strict and unsupported):
        raise typer.Exit(1)
