"""The command line: results on stdout, everything else on stderr, no tracebacks."""

from __future__ import annotations

import os
import sqlite3
import sys
import traceback
from importlib.metadata import version as installed_version
from typing import Annotated, Any

import typer

from summarizer.cli import batch, doctor, evaluate, run, schema, verify
from summarizer.cli.output import complain
from summarizer.errors import LedgerError, SummarizerError

app = typer.Typer(
    name="summarizer",
    help="Structured summaries of documents, every value pointed at in the text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("run")(run.run)
app.command("verify")(verify.verify)
app.command("schema")(schema.schema)
app.command("doctor")(doctor.doctor)
app.add_typer(batch.app, name="batch")
app.add_typer(evaluate.app, name="eval")

INTERRUPTED = 130
# A mistake on the command line, as click calls it; newer typers bring a click of their own.
_USAGE: Any = next(each for each in typer.BadParameter.__mro__ if each.__name__ == "ClickException")


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"summarizer {installed_version('summarizer')}")
        raise typer.Exit


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(_exit_code())


def _exit_code() -> int:
    try:
        code = app(standalone_mode=False)
    except typer.Exit as leave:
        return leave.exit_code
    except _USAGE as usage:
        usage.show()
        return int(usage.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        complain("interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads any more
        return 1
    except SummarizerError as error:
        complain(str(error))
        return error.exit_code
    except sqlite3.DatabaseError as error:
        complain(
            f"the ledger cannot be read: {error}. If the file is damaged, "
            "`sqlite3 ledger.db .recover` may save it; a new --out starts anew."
        )
        return LedgerError.exit_code
    except OSError as error:
        complain(f"{error.filename or 'output'}: {error.strerror or error}.")
        return 1
    except Exception as error:  # noqa: BLE001 - a defect of ours; a user gets one line, not a traceback
        if os.environ.get("SUMMARIZER_DEBUG"):
            traceback.print_exc()
        complain(
            f"a defect of summarizer itself: {type(error).__name__}: {error}. "
            "SUMMARIZER_DEBUG=1 shows where; please report it."
        )
        return 1
    return code if isinstance(code, int) else 0
