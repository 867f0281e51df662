"""Options that several commands share."""

from typing import Annotated

import typer

TaskName = Annotated[str, typer.Option("--task", help="A task's name, or the path of its folder.")]
ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="`local`, the embedded model, or a model at OPENAI_BASE_URL.",
        envvar="SUMMARIZER_MODEL",
    ),
]
