"""Numbers in an accountant's brackets, (0.04) for −0.04: the brackets are a sign, no typography."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.grounding.reading import Reading
from summarizer.grounding.search import Run
from summarizer.grounding.tokens import Token
from summarizer.readers.numbers import Quantity


def same_signs(text: str, tokens: Sequence[Token], reading: Reading, run: Run) -> bool:
    """Say whether no number is negative by brackets on one side alone.

    Args:
        text: A text that stands in a document.
        tokens: Its tokens.
        reading: The document.
        run: Where it stands there. With a hyphen more or less it has another number of tokens,
            and is not compared.
    """
    if len(tokens) != run[1] - run[0]:
        return True
    for ours, position in zip(tokens, range(*run), strict=True):
        here = _in_brackets(text, ours)
        there = _in_brackets(reading.text, reading.tokens[position])
        owner = reading.owners[position] if there and not here else None
        negative = owner and isinstance(owner.item, Quantity) and owner.item.value < 0
        if (here and not there) or negative:
            return False
    return True


def _in_brackets(text: str, token: Token) -> bool:
    """Say whether a number stands alone in brackets."""
    around = text[max(token.start - 1, 0) : token.start] + text[token.end : token.end + 1]
    return around == "()" and token.text[0].isdigit()
