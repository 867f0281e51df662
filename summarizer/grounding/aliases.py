"""Names that a text defines as synonyms: Lindqvarn Pharma AB (the “Company”).

Three ways are read: a name in quotation marks between brackets, an abbreviation between brackets
that the words before it spell, and a brand with ® beside its generic name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from summarizer.grounding.known_names import LEGAL_FORMS
from summarizer.grounding.tokens import Token
from summarizer.grounding.words import key

Pair = tuple[str, str]
"""Two names for the same, the fuller one first."""

# A definition stands close to what it defines; these bounds keep the search linear.
_REACH = 240
_MOST_WORDS = 10
_MOST_GENERIC_WORDS = 3

_BRACKET = re.compile(r"[(（]([^()（）\n]{1,200})[)）]")
_QUOTED = re.compile(r"[“\"„«‘「]\s?([^“”\"„«»‘’「」]{1,60}?)[,.]?\s?[”\"“»’」]")
# Several things named together have no antecedent that could be told from its words.
_TOGETHER = re.compile(r"\s*(?:together|collectively|each|jointly)\b(?! with)", re.IGNORECASE)
_BRAND = re.compile(r"([^\W\d_][\w-]{2,40})\s?[®™]")
_BRAND_AT_END = re.compile(_BRAND.pattern + r"\s*\Z")
_ACRONYM = re.compile(r"[^\W_][\w&-]{1,9}")
_TRAILING_BRACKETS = re.compile(r"(?:\s*[(（][^()（）]{0,80}[)）])+\s*\Z")


def defined_pairs(text: str, tokens: Sequence[Token]) -> Iterator[Pair]:
    """Yield what a text makes synonyms, in its own words.

    Args:
        text: The text.
        tokens: Its tokens.
    """
    for bracket in _BRACKET.finditer(text):
        if not _TOGETHER.match(bracket[1]):
            reach = max(0, bracket.start() - _REACH)
            before = _TRAILING_BRACKETS.sub("", text[reach : bracket.start()])
            last = bisect_right(tokens, reach + len(before), key=lambda token: token.end)
            yield from _from_bracket(before, bracket[1], list(_names_before(text, tokens, last)))


def _from_bracket(before: str, inside: str, fulls: Sequence[str]) -> Iterator[Pair]:
    names = _QUOTED.findall(inside)
    if names and (full := _spelled_out(before, names[0])):
        yield from ((full, name) for name in names)
    elif names:
        yield from ((full, name) for name in names for full in fulls if not _is_list(full, name))
    elif brand := _BRAND.match(inside):
        yield from ((full, brand[1]) for full in fulls)
    elif brand := _BRAND_AT_END.search(before):
        generic = len(inside.split()) <= _MOST_GENERIC_WORDS
        if generic and not any(character.isdigit() for character in inside):
            yield inside, brand[1]
    elif _ACRONYM.fullmatch(inside) and (full := _spelled_out(before, inside)):
        yield full, inside


def _is_list(full: str, name: str) -> bool:
    """Say whether one name stands for many things: "eleven countries (the “Territory”)"."""
    last = full.rsplit(maxsplit=1)[-1]
    return last.islower() and last.endswith("s") and not name.endswith("s")


def _spelled_out(before: str, short: str) -> str:
    """Return the last words of `before` whose letters spell an abbreviation, in order.

    The method of Schwartz and Hearst (2003): its letters are looked for from the end, and the
    first one must begin a word.
    """
    letters = [_lower(letter) for letter in short if letter.isalnum()]
    if len(letters) == 1 or " " in short or short.islower():
        return ""
    found = list(re.finditer(r"\S+", before))[-min(len(letters) + 5, 2 * len(letters)) :]
    start = found[0].start() if found else len(before)
    plain = " " * start + "".join(map(_lower, before[start:]))
    place = len(before)
    for letter in reversed(letters[1:]):
        place = plain.rfind(letter, start, place)
        if place < 0:
            return ""
    starts = [word.start() for word in found if word.start() < place]
    first = [start for start in starts if _begins(plain[start:place], letters[0])]
    return before[first[-1] :].strip(" ,") if first else ""


def _lower(letter: str) -> str:
    """Lower a letter without ever making two of it, so that offsets stay."""
    return letter.lower()[:1]


def _begins(word: str, letter: str) -> bool:
    parts = re.split(r"[-–/(“]", word.split(maxsplit=1)[0])
    return any(part.startswith(letter) for part in parts)


def _names_before(text: str, tokens: Sequence[Token], last: int) -> Iterator[str]:
    """Yield the name that ends with the token before `last`, then what is left without its head.

    The rest only of one that is not capitalized:
    "it develops ruxolitinib cream (the “Product”)" does not tell where the name begins.
    """
    full = name_before(text, tokens, last)
    while full:
        yield full
        head, *rest = full.split(maxsplit=1)
        full = "".join(rest)
        if head[0].isupper() or " " not in full:
            return


def name_before(text: str, tokens: Sequence[Token], last: int) -> str:
    """Return the name that ends with the token before `last`; empty if there is none.

    A capitalized run, else a noun with what describes it.
    """
    first = max(last - 1, 0)
    while first > 0 and last - first < _MOST_WORDS and _goes_on(text, tokens, first):
        first -= 1
    while first < last and not key(tokens[first].text):
        first += 1
    return text[tokens[first].start : tokens[last - 1].end] if first < last else ""


def _goes_on(text: str, tokens: Sequence[Token], first: int) -> bool:
    """Say whether the token before `first` belongs to the name that begins at `first`."""
    gap = tokens[first].gap.strip("\"“”®™' ")
    legal = gap in (",", ".") and tokens[first].text in LEGAL_FORMS
    if gap not in ("", "-") and not legal:
        return False
    token = tokens[first - 1]
    capital = text[tokens[first].start].isupper()
    if token.text in ("of", "and", "for", "de") and capital and first > 1:
        return text[tokens[first - 2].start].isupper()
    return bool(key(token.text)) and (text[token.start].isupper() or not capital)
