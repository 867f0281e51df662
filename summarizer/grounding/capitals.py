"""Which tokens of a passage name something, as far as their capitals and digits show."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from summarizer.grounding.known_names import LEGAL_FORMS
from summarizer.grounding.tokens import Token

# Where this share of the longer words is capitalized, as in a headline, capitals show no names.
_HEADLINE = 0.9
_LONG_WORD = 4
_FEWEST_LONG_WORDS = 2
_SENTENCE_END = re.compile(r"[.!?。！？]")
_HYPHENS = ("-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}")
_IN_A_NAME = (" ", *_HYPHENS)


@dataclass(frozen=True, slots=True)
class Capitals:
    """The names of a passage, by token.

    Attributes:
        names: Tokens with a capital or digit inside, or capitalized: JAK1, Incyte. What begins a
            sentence counts only for what is inside.
        runs: The names that are words, as runs of adjacent ones, beginnings of sentences included.
    """

    names: frozenset[int]
    runs: tuple[tuple[int, ...], ...]


def read_capitals(text: str, tokens: Sequence[Token], known: Collection[str] = ()) -> Capitals:
    """Find the names of a passage; in a headline only those with a capital or digit inside.

    In one that is all in capitals, only a digit shows a name.

    Args:
        text: The text.
        tokens: Those of a passage of it.
        known: Words that are names wherever they stand: they may begin a sentence.
    """
    written = [text[token.start : token.end] for token in tokens]
    long = [word for word in written if len(word) > _LONG_WORD]
    capital = sum(word[0].isupper() for word in long)
    enough = _HEADLINE * max(len(long), _FEWEST_LONG_WORDS)
    headline = capital > enough
    shouted = sum(word.isupper() for word in long) > enough
    names = set()
    runs: list[list[int]] = []
    for position, word in enumerate(written):
        if word.islower() and word.isalpha():
            continue
        if word.isdecimal() and tokens[position].gap in _HYPHENS and position - 1 in names:
            names.add(position)  # the 3 of ORBIT-3
            continue
        inside = word[1:].lower() if shouted else word[1:]
        marked = any(letter.isupper() or letter.isdigit() for letter in inside)
        if not marked and (headline or not word[0].isupper()):
            continue
        token = tokens[position]
        inner = position and not _SENTENCE_END.search(token.gap)
        if marked or inner or token.text in known:
            names.add(position)
        if token.text.isalpha():
            if runs and runs[-1][-1] == position - 1 and token.gap in _IN_A_NAME:
                runs[-1].append(position)
            else:
                runs.append([position])
    return Capitals(frozenset(names), tuple(map(tuple, runs)))


def always_names(text: str, sentences: Iterable[Sequence[Token]]) -> frozenset[str]:
    """Return the words that are names wherever they stand.

    They stand inside sentences, and nowhere there in lower case; or before a legal form.
    """
    inside: dict[str, bool] = {}
    companies: set[str] = set()
    for tokens in sentences:
        capitals = read_capitals(text, tokens)
        for position, token in enumerate(tokens):
            if position in capitals.names or text[token.start].islower():
                inside[token.text] = position in capitals.names and inside.get(token.text, True)
        for run in capitals.runs:
            forms = [token.text for token in tokens[run[0] + 1 : run[-1] + 2]]
            if not LEGAL_FORMS.keys().isdisjoint(forms):
                companies.add(tokens[run[0]].text)
    lower = {word for word, always in inside.items() if not always}
    return frozenset({*inside, *companies} - lower)
