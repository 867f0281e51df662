"""How reports name a run and a document, and say what they were made with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summarizer.evals.measured import DocumentScore
from summarizer.evals.report.words import NONE
from summarizer.evals.run import Run


def heading(run: Run) -> str:
    """Name a run: what made it, of which documents."""
    header = run.header
    model = f", {header.model}" if header.model else ""
    return f"{header.task}: {header.system}{model}"


def scope(run: Run) -> str:
    """Say how many documents a run has, and of which half."""
    count = len(run.scores)
    issuers = len({score.cluster for score in run.scores.values()})
    half = "" if run.header.split == "all" else f" of the {run.header.split} half"
    documents = "document" if count == 1 else "documents"
    return f"{count} {documents}{half}, {issuers} issuers"


def origin(run: Run) -> list[tuple[str, str]]:
    """List what a run was made with, for whoever wants to make it again."""
    header = run.header
    commit = f"{header.commit}{', with changes' if header.dirty else ''}" if header.commit else NONE
    recorded = ", ".join(f"{name}: {value}" for name, value in header.recorded_from.items())
    versions = ", ".join(f"{name} {version}" for name, version in header.metrics.items())
    return [
        ("Task", header.task),
        ("System", header.system),
        ("Model", header.model or NONE),
        ("Recorded from", recorded or NONE),
        ("Labels", header.gold),
        ("Prompt", header.prompt or NONE),
        ("Schema", header.schema_hash),
        ("Commit", commit),
        ("Package", f"summarizer {header.version}, Python {header.python}"),
        ("Metric versions", versions),
    ]


def error(output: Mapping[str, Any], score: DocumentScore) -> str:
    """Say why there is no output, nothing where there is one."""
    if score.valid:
        return ""
    found = output.get("error") or "no readable output"
    return str(found.get("message", found)) if isinstance(found, Mapping) else str(found)


def tags(score: DocumentScore) -> str:
    """Say of what kind a document is."""
    golden = " · golden" if score.golden else ""
    return f"{score.kind.replace('_', ' ')} · {score.language}{golden}"
