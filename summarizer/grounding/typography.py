"""A claim set plainly, so that nothing but its words, numbers and signs is read.

Only claims are set anew: a document is never changed, since offsets point into it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import NamedTuple

from summarizer.grounding.tokens import ADDRESS, Token
from summarizer.grounding.words import key
from summarizer.readers.characters import LIGATURES

_INVISIBLE = re.compile(r"\u00ad(?:\r?\n)?|[\u200b-\u200d\u2060\ufeff]")
# A single break or no-break space stands for a plain one, unless it groups digits. Behind a hyphen
# a break joins, and two of them part paragraphs.
_LINE_BREAK = re.compile(r"(?<![\s-])(?:\r?\n)(?!\s)")
_OTHER_SPACE = re.compile(r"(?<!\d)[^\S \n\t](?!\s)|[^\S \n\t](?![\d\s])")
# Currencies, units and countries are written in this many capitals at most.
_LONGEST_CODE = 3


def plain(text: str) -> str:
    """Return a text composed, without invisible characters and ligatures, with plain spaces."""
    text = _INVISIBLE.sub("", text).translate(LIGATURES)
    text = _OTHER_SPACE.sub(" ", _LINE_BREAK.sub(" ", text))
    return unicodedata.normalize("NFC", text)


class Spellings(NamedTuple):
    """In which letters a document writes its words.

    Attributes:
        words: For each token's text how it is written: in lower case if it ever is.
        lettered: The words that a single capital follows: Series A, Part B.
    """

    words: dict[str, str]
    lettered: frozenset[str]


def read_spellings(text: str, tokens: Sequence[Token], beginnings: Collection[int]) -> Spellings:
    """Gather the spellings of a document.

    Args:
        text: Its text.
        tokens: Its tokens.
        beginnings: The tokens that begin its sentences, where a capital tells nothing.
    """
    words: dict[str, str] = {}
    at_beginnings: dict[str, str] = {}
    lettered = set()
    for position, token in enumerate(tokens):
        word = plain(text[token.start : token.end])
        if position in beginnings:
            at_beginnings.setdefault(token.text, word.lower() if word.istitle() else word)
        elif token.gap[-1:] not in ADDRESS and (word.islower() or token.text not in words):
            words[token.text] = word
        if position and len(word) == 1 and word.isupper() and token.gap == " ":
            lettered.add(tokens[position - 1].text)
    return Spellings(at_beginnings | words, frozenset(lettered))


def out_of_capitals(text: str, tokens: Sequence[Token], spellings: Spellings) -> str:
    """Write a text that is all in capitals as a document writes its words.

    Args:
        text: The text.
        tokens: Its tokens.
        spellings: Those of the document.
    """
    pieces, end, before = [], 0, ""
    for token in tokens:
        word = text[token.start : token.end]
        # The A of "SERIES A" is no article.
        lettered = len(word) == 1 and before in spellings.lettered
        if word[0].isalpha() and not lettered:
            # A short word that the document lacks may be a code, unless it is one like "its".
            code = len(word) <= _LONGEST_CODE and (key(token.text) or word == "US")
            unknown = word if code else word.lower()
            word = spellings.words.get(token.text, unknown)
        pieces += [text[end : token.start], word]
        end, before = token.end, token.text
    return "".join([*pieces, text[end:]])
