"""A document as numbered lines, in parts that fit a model's context; nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.errors import ConfigError
from summarizer.grounding import Source

NUMBERING_TOKENS = 6
SMALLEST_PART = 200
WITHHELD = "(a passage that addresses software, not readers, is withheld here)"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it is shown to the model: its number in the document, and its words.

    A sentence longer than a whole part is shown as several lines of the same number.
    """

    number: int
    text: str

    def __str__(self) -> str:
        """Write it on one line, so that a text cannot pretend to be a line of its own."""
        return f"[{self.number}] {' '.join(self.text.split())}"


def estimated_tokens(text: str) -> int:
    """Return an upper estimate of a text's tokens: a third of its ASCII, all other characters.

    Common tokenizers need fewer (about a quarter, and 0.7 for Chinese); a part that turns out
    shorter than the context costs less than one that is refused.
    """
    ascii_only = len(text) if text.isascii() else len(text.encode("ascii", errors="ignore"))
    return ascii_only // 3 + 1 + (len(text) - ascii_only)


def in_parts(source: Source, max_tokens: int) -> Iterator[Sequence[Line]]:
    """Yield the document's lines in parts of at most `max_tokens`, cut between sentences.

    Raises:
        ConfigError: `max_tokens` leaves no room for a document.
    """
    if max_tokens < SMALLEST_PART:
        raise ConfigError(
            "the model's context is too small for the questions and any document.",
            hint="Use a model with a longer context, or correct context_tokens in its profile.",
        )
    part: list[Line] = []
    used = 0
    for sentence in source.document.sentences:
        shown = WITHHELD if source.is_suspect(sentence) else sentence.text
        for text in _pieces(shown, max_tokens - NUMBERING_TOKENS):
            tokens = estimated_tokens(text) + NUMBERING_TOKENS
            if part and used + tokens > max_tokens:
                yield part
                part, used = [], 0
            part.append(Line(sentence.number, text))
            used += tokens
    yield part


def _pieces(text: str, max_tokens: int) -> Iterator[str]:
    """Cut a text that is too long for one part, at a space where there is one near the cut."""
    while estimated_tokens(text) > max_tokens:
        end = _longest(text, max_tokens)
        space = text.rfind(" ", end // 2, end)
        end = space + 1 if space > 0 else end
        yield text[:end]
        text = text[end:]
    yield text


def _longest(text: str, max_tokens: int) -> int:
    """Return how many characters of a text fit, at least one."""
    thirds, budget = 0, 3 * (max_tokens - 1)
    for index, character in enumerate(text):
        thirds += 1 if character.isascii() else 3
        if thirds > budget:
            return max(1, index)
    return len(text)
