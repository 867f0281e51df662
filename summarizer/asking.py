"""Ask: a document and a task become one answer, in as many requests as the profile wants.

The system message and the numbered sentences come first and are byte-identical for every question
about a document, so that the endpoint reads them once; the question comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from openai.types.chat import ChatCompletionMessageParam
from pydantic import BaseModel

from summarizer.ahead import items
from summarizer.answer import Json
from summarizer.errors import InvalidAnswerError
from summarizer.grounding import Source
from summarizer.model.client import Client, Reply
from summarizer.model.usage import Meter
from summarizer.parts import Line, estimated_tokens, in_parts
from summarizer.question import answer_schema, guide, narrowed, shortened
from summarizer.salience import passages, salient
from summarizer.task import Question, Task
from summarizer.verbatim import with_all, with_words

FOCUS_TOKENS = 1500
MESSAGE_TOKENS = 100  # what a chat template adds around the messages
FEWER_ITEMS = 3
ASKED_FOR_LESS = f"Your last answer was too long. Give at most {FEWER_ITEMS} items in each list."


@dataclass(frozen=True)
class Asker:
    """What every question about one document shares.

    Attributes:
        client: Where to ask.
        task: The prompt and the schema.
        source: What is asked about.
        meter: Counts what it costs.
        step: Told what is being asked, for people who wait.
    """

    client: Client
    task: Task[Any]
    source: Source
    meter: Meter
    step: Callable[[str], None]

    async def ask_all(self) -> tuple[Json, list[str]]:
        """Ask the task's questions, as one or one by one, as the profile says.

        Returns:
            The answer, and the names of the questions to which no readable answer came.

        Raises:
            InvalidAnswerError: No question brought a readable answer.
            ModelError: The endpoint failed, or the model declined.
        """
        split = self.client.profile.ask == "split"
        questions = self.task.asked if split else (self.task.joint,)
        parts = list(in_parts(self.source, self._room(questions)))
        tree: Json = {}
        unread: list[str] = []
        asked = 0
        for number, part in enumerate(parts, start=1):
            where = f", part {number} of {len(parts)}" if len(parts) > 1 else ""
            for question in questions:
                for focus in self._focused(question, part):
                    self.step(question.name.lstrip("0123456789-") + where)
                    answer = await self._ask(question, part, focus)
                    asked += 1
                    if answer is None:
                        unread.append(question.name)
                    else:
                        tree = merged(tree, answer)
        if asked and len(unread) == asked:
            raise InvalidAnswerError(
                f"none of the model's answers ({asked}) is readable JSON.",
                hint="`summarizer doctor` tells whether the model obeys a schema.",
            )
        if split:
            for field in self.task.dated_fields:
                tree[field] = items(self.task.schema, field, self.task.sentence_key, self.source)
        return tree, unread

    async def ask_again(self, field: str, reason: str) -> Json:
        """Ask once more for one field, telling why what was said of it cannot stand."""
        self.step(f"{field}, again")
        text = f"Your answer for {field} cannot be used: {reason} Look again."
        question = Question("again", text, (field,), max_tokens=self.task.joint.max_tokens)
        part = next(in_parts(self.source, self._room([question])))
        return await self._ask(question, part, ()) or {}

    def _focused(self, question: Question, part: Sequence[Line]) -> Iterator[Sequence[Line]]:
        """Yield the lines to ask about, by request; none where the question does not apply.

        A question without a focus is asked once, about the whole part.
        """
        if question.when and not any(question.when.search(line.text) for line in part):
            return
        if question.pick:
            numbers = {line.number for line in part}
            picked = salient(self.source, question.pick)
            news = (Line(each.sentence.number, each.words) for each in picked)
            yield from _batches(line for line in news if line.number in numbers)
        elif question.focus:
            lines = (self._as_sentence(line) for line in part)
            yield from _batches(line for line in lines if question.focus.search(line.text))
        else:
            yield ()

    def _as_sentence(self, line: Line) -> Line:
        """Return the row of a table as the sentence that it stands for."""
        return Line(line.number, self._rows.get(line.number, line.text))

    @cached_property
    def _rows(self) -> Mapping[int, str]:
        return {each.sentence.number: each.words for each in passages(self.source) if each.is_row}

    async def _ask(
        self, question: Question, part: Sequence[Line], focus: Sequence[Line]
    ) -> Json | None:
        """Return what could be read; a broken or endless answer is asked for again, shorter."""
        schema = answer_schema(self.task.schema, question.fields, verbatim=question.verbatim)
        schema = narrowed(schema, _citable(question, focus or part))
        text = "\n\n".join(_sections(question, guide(schema), focus))
        first = await self._send(part, text, schema, question.max_tokens)
        answer = first.tree
        if not first.complete:
            less, shorter = f"{text}\n\n{ASKED_FOR_LESS}", shortened(schema, FEWER_ITEMS)
            second = await self._send(part, less, shorter, question.max_tokens)
            answer = second.tree if answer is None else merged(answer, second.tree or {})
        if answer is None or not question.verbatim:
            return answer
        words = {line.number: line.text for line in focus or part}
        if question.pick:  # that a model passes over a sentence says nothing of it
            answer = with_all(answer, schema, words)
        return with_words(answer, schema, answer_schema(self.task.schema, question.fields), words)

    async def _send(self, part: Sequence[Line], text: str, schema: Json, max_tokens: int) -> Reply:
        messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": self.task.system},
            {"role": "user", "content": "\n".join(map(str, part))},
            {"role": "user", "content": text},
        ]
        return await self.client.ask(messages, schema, max_tokens=max_tokens, meter=self.meter)

    def _room(self, questions: Sequence[Question]) -> int:
        """Return how many tokens of the context are left for the document."""
        longest = max(_tokens_beside(each, self.task.schema) for each in questions)  # type: ignore[arg-type] # mypy takes type[Any] for unhashable
        shared = estimated_tokens(self.task.system) + MESSAGE_TOKENS
        return self.client.profile.context_tokens - shared - longest


def merged(first: Json, second: Json) -> Json:
    """Join two answers: the first value given for a field counts, lists are joined."""
    joined = dict(first)
    for name, value in second.items():
        known = joined.get(name)
        if isinstance(known, list) and isinstance(value, list):
            joined[name] = known + value
        elif isinstance(known, dict) and isinstance(value, dict):
            joined[name] = merged(known, value)
        elif known is None:
            joined[name] = value
    return joined


@lru_cache(maxsize=256)  # the same for every document of a task
def _tokens_beside(question: Question, schema: type[BaseModel]) -> int:
    """Return how many tokens a question and its answer take beside the document."""
    fields = guide(answer_schema(schema, question.fields))
    text = "\n\n".join(_sections(question, fields, ())) + ASKED_FOR_LESS
    focus = FOCUS_TOKENS if question.focus or question.pick else 0
    return question.max_tokens + estimated_tokens(text) + focus


def _citable(question: Question, lines: Sequence[Line]) -> list[int]:
    """Return the numbers of the sentences that an answer may name."""
    chosen = [line for line in lines if not question.among or question.among.search(line.text)]
    return sorted({line.number for line in chosen or lines})


def _batches(lines: Iterable[Line]) -> Iterator[Sequence[Line]]:
    """Cut the lines to ask about into those of one request each."""
    batch: list[Line] = []
    used = 0
    for line in lines:
        tokens = estimated_tokens(str(line))
        if batch and used + tokens > FOCUS_TOKENS:
            yield batch
            batch, used = [], 0
        batch.append(line)
        used += tokens
    if batch:
        yield batch


def _sections(question: Question, fields: str, focus: Sequence[Line]) -> Iterator[str]:
    """Yield the paragraphs of a question: what is asked, about which lines, in which fields."""
    yield question.text
    if focus:
        yield "These are the sentences:\n" + "\n".join(map(str, focus))
    # Without being told, the embedded model indents, which costs it a third of its output tokens.
    yield f"Answer with a JSON object on one line, without line breaks, of these fields:\n{fields}"
