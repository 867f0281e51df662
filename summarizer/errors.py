"""Every error that the product raises on purpose.

Each says what was wrong, in which document where there is one, and what to try. `exit_code` is
what the command line ends with when nothing else went wrong.

SummarizerError
├── ConfigError (2)             the caller's settings cannot work
│   ├── TaskError               unknown task, broken prompt or schema module
│   ├── LedgerError             a job's ledger is in use, broken, or of another version
│   ├── ExtraMissingError       an optional extra is needed and is not installed
│   └── WeightsError            the embedded model's weights cannot be put in place
├── DocumentError (1)           this input cannot be read as a document
├── ModelError                  the model gave nothing to work with
│   ├── ConnectionFailedError (1)    nothing answered, or the connection broke
│   ├── ModelTimeoutError (1)        no answer in time
│   ├── RateLimitedError (4)         the endpoint says wait, and kept saying it
│   │   └── QuotaExhaustedError      the account, or its quota, is used up
│   ├── AuthenticationFailedError (4) the key was refused
│   ├── ModelNotFoundError (2)       the endpoint does not serve this model
│   ├── RequestRejectedError (1)     the endpoint refused this request
│   ├── ServerFailedError (1)        the endpoint failed, and kept failing
│   ├── RefusedError (1)             the model declined to answer
│   └── InvalidAnswerError (1)       what came back cannot be read as the schema
├── BatchStoppedError (4)       a job reached a limit; the same command goes on with it
├── UnsupportedError (1)        a required field has no support in the document
├── NotComparableError (3)      two results do not measure the same thing
└── CassetteError (3)           a recording is missing or unreadable; see evals/cassette_file.py
    ├── CassetteMissError       a request that was never recorded
    └── CassetteUnplayedError   recorded exchanges that nobody asked for
"""

from __future__ import annotations

import re
from typing import Any, ClassVar


class SummarizerError(Exception):
    """The base of all errors raised on purpose.

    Attributes:
        message: What was wrong.
        hint: What to try, or an empty string.
        document_id: The document at hand, or None where no document is involved.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "", document_id: str | None = None) -> None:
        super().__init__(message, hint, document_id)
        self.message = message
        self.hint = hint
        self.document_id = document_id

    @property
    def kind(self) -> str:
        """The kind of error in words, from the name of its class: `rate limited`."""
        name = type(self).__name__.removesuffix("Error")
        return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()

    def __reduce__(self) -> tuple[Any, ...]:
        """Be pickled with all attributes, whatever the constructor of a class asks for."""
        return _made_again, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        where = f"{self.document_id}: " if self.document_id else ""
        return f"{where}{self.message}" + (f" {self.hint}" if self.hint else "")


def _made_again(
    kind: type[SummarizerError], args: tuple[Any, ...], attributes: dict[str, Any]
) -> SummarizerError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(attributes)
    return error


class ConfigError(SummarizerError):
    """The caller's settings cannot work, whatever the document."""

    exit_code = 2


class TaskError(ConfigError):
    """An unknown task, or a task whose prompt or schema is broken."""


class LedgerError(ConfigError):
    """A job's ledger is in use by another run, broken, or of another version."""


class ExtraMissingError(ConfigError):
    """An optional extra is needed and is not installed."""


class WeightsError(ConfigError):
    """The embedded model's weights cannot be put in place."""


class DocumentError(SummarizerError):
    """This input cannot be read as a document."""


class ModelError(SummarizerError):
    """The model, or the endpoint in front of it, gave nothing to work with."""


class ConnectionFailedError(ModelError):
    """Nothing answered at the endpoint, or the connection broke."""


class ModelTimeoutError(ModelError):
    """The endpoint did not answer in time."""


class RateLimitedError(ModelError):
    """The endpoint asked to wait, and still did after the last attempt."""

    exit_code = 4


class QuotaExhaustedError(RateLimitedError):
    """The account, or its quota, is used up: waiting does not help."""


class AuthenticationFailedError(ModelError):
    """The endpoint refused the key."""

    exit_code = 4


class ModelNotFoundError(ModelError):
    """The endpoint does not serve the model that was asked for."""

    exit_code = 2


class RequestRejectedError(ModelError):
    """The endpoint refused this request: too long, or something it does not support."""


class ServerFailedError(ModelError):
    """The endpoint failed (5xx), and still did after the last attempt."""


class RefusedError(ModelError):
    """The model declined to answer."""


class InvalidAnswerError(ModelError):
    """What the model sent cannot be read as the schema."""


class BatchStoppedError(SummarizerError):
    """A job reached a limit: budget, quota, key, patience or disk. Running it again goes on."""

    exit_code = 4


class UnsupportedError(SummarizerError):
    """A field that the schema requires has no support in the document.

    Attributes:
        field: The top-level field that is missing, or None where the whole schema failed.
    """

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        document_id: str | None = None,
        field: str | None = None,
    ) -> None:
        super().__init__(message, hint=hint, document_id=document_id)
        self.field = field


class NotComparableError(SummarizerError):
    """Two results do not measure the same thing, or too little of it to be compared."""

    exit_code = 3
