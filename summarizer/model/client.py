"""One endpoint, asked for JSON: openai sends, instructor adds the schema, tenacity retries.

A question is answered in one request. Requests that fail in passing are sent again as `retry`
says; what comes back is returned as far as it can be read, and a typed error says the rest.
"""

from __future__ import annotations

import asyncio
import copy
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeGuard

import instructor
import openai
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException
from openai.types.chat import (
    ChatCompletion,
    ChatCompletionMessage,
    ChatCompletionMessageParam,
)
from pydantic import ConfigDict

from summarizer.answer import Json, parse
from summarizer.document import encodable
from summarizer.errors import RefusedError, SummarizerError
from summarizer.model.failures import Address, typed
from summarizer.model.gate import Gate, OpenGate
from summarizer.model.profile import Profile
from summarizer.model.retry import NoCompletionError, SlowAnswerError, retrying
from summarizer.model.usage import Meter

# instructor reports each failure to its log as well as by raising; a library stays silent.
logging.getLogger("instructor").addHandler(logging.NullHandler())

DEFAULT_TIMEOUT = 600.0


class Answer(instructor.ResponseSchema):
    """The form in which instructor asks for an answer and reads it: any JSON object.

    Leaves that break the schema are dealt with one by one in `summarizer.answer`, so that one of
    them does not cost the rest; here only the schema that is sent differs from class to class.
    """

    model_config = ConfigDict(extra="allow")
    asked: ClassVar[Json] = {}

    @classmethod
    def model_json_schema(cls, *_: Any, **__: Any) -> Json:
        """Return the schema that is sent."""
        return cls.asked


@dataclass(frozen=True)
class Reply:
    """What came back for one question.

    Attributes:
        tree: The JSON object, as far as it could be read; None where there was none.
        complete: False where the answer was cut short or is no valid JSON.
    """

    tree: Json | None
    complete: bool


class Client:
    """An OpenAI-compatible endpoint and one model of it."""

    def __init__(
        self,
        model: str,
        profile: Profile,
        *,
        base_url: str,
        api_key: str,
        timeout: float = DEFAULT_TIMEOUT,
        trust_env: bool = True,
    ) -> None:
        """Make a client; nothing is sent yet.

        Args:
            model: The model's name as the endpoint knows it.
            profile: How the model is asked.
            base_url: The endpoint, ending in /v1 as a rule.
            api_key: Its key.
            timeout: Seconds to wait for one answer.
            trust_env: Whether proxies named in the environment are used.
        """
        self.model = model
        self.profile = profile
        self.base_url = base_url
        self._address = Address(base_url, model, api_key, timeout)
        self._gate: Gate = OpenGate()
        self._trust_env = trust_env
        self._openai = openai.AsyncOpenAI(
            base_url=base_url,
            api_key=api_key,
            timeout=timeout,
            max_retries=0,
            http_client=openai.DefaultAsyncHttpx2Client(
                trust_env=trust_env,
                follow_redirects=False,  # what follows would be no request of the ledger
            ),
        )

    @property
    def options(self) -> dict[str, Any]:
        """What another client needs, beside the model and its profile, to reach the same place."""
        return {
            "base_url": self.base_url,
            "api_key": self._address.key,
            "timeout": self._address.timeout,
            "trust_env": self._trust_env,
        }

    def through(self, gate: Gate) -> Self:
        """Return this client, over the same connections, with a gate before every request."""
        gated = copy.copy(self)
        gated._gate = gate  # noqa: SLF001 - of the same class
        return gated

    async def ask(
        self,
        messages: Sequence[ChatCompletionMessageParam],
        schema: Json,
        *,
        max_tokens: int,
        meter: Meter,
    ) -> Reply:
        """Ask one question.

        Args:
            messages: The whole conversation; what is shared by questions comes first.
            schema: JSON Schema of the answer.
            max_tokens: The longest answer, in tokens.
            meter: Counts what it cost.

        Raises:
            ModelError: The endpoint failed, or the model declined to answer.
        """

        async def create(**request: Any) -> ChatCompletion:
            return await self._send(meter, **request)

        answer = type("Answer", (Answer,), {"asked": schema})
        try:
            reply = await instructor.patch(create=create, mode=instructor.Mode.JSON_SCHEMA)(
                response_model=answer,
                messages=list(messages),
                model=self.model,
                max_tokens=max_tokens,
                max_retries=0,
                **self.profile.request,
            )
        except IncompleteOutputException as cut:
            return Reply(parse(_content(cut.last_completion)), complete=False)
        except InstructorRetryException as failure:
            cause = failure.__cause__
            if cause and (isinstance(cause, SummarizerError) or failure.last_completion is None):
                raise cause from cause.__cause__  # nothing came back that could be read
            return Reply(parse(_content(failure.last_completion)), complete=False)
        return Reply(reply.model_extra or {}, complete=True)

    async def model_names(self) -> list[str]:
        """Return the models that the endpoint says it serves.

        Raises:
            ModelError: The endpoint did not answer.
        """
        try:
            return [model.id async for model in self._openai.models.list()]
        except openai.OpenAIError as error:
            raise typed(error, self._address) from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._openai.close()

    async def _send(self, meter: Meter, **request: Any) -> ChatCompletion:
        """Send one request, again where that can help, and count it; or know its answer already."""
        completion = self._gate.recall(request) or await self._sent(meter, request)
        _refuse_refusals(completion)
        return completion

    async def _sent(self, meter: Meter, request: Mapping[str, Any]) -> ChatCompletion:
        try:
            async for attempt in retrying(self._gate.patience):
                with attempt:
                    async with self._gate.passage(request) as passage:
                        meter.sent()
                        completion = await self._complete(**request)
                        passage.answer = completion
                    meter.received(completion.usage)
        except openai.OpenAIError as error:
            raise typed(error, self._address) from error
        return completion

    async def _complete(self, **request: Any) -> ChatCompletion:
        """Send a request once.

        Raises:
            NoCompletionError: The answer is a page, an error or nothing, for all its status 200.
        """
        try:
            async with asyncio.timeout(self._address.timeout):  # httpx bounds each read alone
                completion = await self._openai.chat.completions.create(**request)
        except TimeoutError as error:
            raise SlowAnswerError from error
        except ValueError as error:  # no JSON, whatever its content type says
            raise NoCompletionError(str(error)) from error
        if not _is_completion(completion):
            raise NoCompletionError("the answer is no completion")
        return completion


def _is_completion(completion: Any) -> TypeGuard[ChatCompletion]:
    """Say whether an answer is made as a completion; the client builds it of any JSON."""
    choices = getattr(completion, "choices", None)
    return (
        isinstance(completion, ChatCompletion)
        and isinstance(choices, list)
        and all(
            isinstance(getattr(each, "message", None), ChatCompletionMessage) for each in choices
        )
        and all(isinstance(each.message.content, str | None) for each in choices)
    )


def _content(completion: Any) -> str:
    choices = getattr(completion, "choices", None)
    return (choices[0].message.content or "") if choices else ""


def _refuse_refusals(completion: ChatCompletion) -> None:
    """Tell a refusal from an answer.

    Raises:
        RefusedError: The model, or a filter in front of it, declined.
    """
    if not completion.choices:
        return
    choice = completion.choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        refusal = encodable((choice.message.refusal or "")[:200])
        said = f": {refusal}" if refusal else "."
        raise RefusedError(
            f"the model declined to answer{said}", hint="Another model may answer; see --model."
        )
