"""Names that a text defines as synonyms: Lindqvarn Pharma AB (the “Company”).

Three ways are read: a name in quotation marks between brackets, an abbreviation between brackets
that the words before it spell, and a brand with ® beside its generic name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.grounding.known_names import LEGAL_FORMS
from summarizer.grounding.tokens import Token, tokenize
from summarizer.grounding.words import key

Pair = tuple[str, str]
"""Two names for the same, the fuller one first."""

# A definition stands close to what it defines; these bounds keep the search linear.
REACH = 240
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


def defined_pairs(text: str) -> Iterator[Pair]:
    """Yield what a text makes synonyms, in its own words."""
    for bracket in _BRACKET.finditer(text):
        before = text[max(0, bracket.start() - REACH) : bracket.start()]
        if not _TOGETHER.match(bracket[1]):
            yield from _from_bracket(_TRAILING_BRACKETS.sub("", before), bracket[1])


def _from_bracket(before: str, inside: str) -> Iterator[Pair]:
    names = _QUOTED.findall(inside)
    if names and (full := _spelled_out(before, names[0])):
        yield from ((full, name) for name in names)
    elif names:
        fulls = list(_names_before(before))
        yield from ((full, name) for name in names for full in fulls if not _is_list(full, name))
    elif brand := _BRAND.match(inside):
        yield from ((full, brand[1]) for full in _names_before(before))
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
    plain = "".join(map(_lower, before))
    place = len(before)
    for letter in reversed(letters[1:]):
        place = plain.rfind(letter, found[0].start() if found else 0, place)
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


def _names_before(before: str) -> Iterator[str]:
    """Yield the name that ends a text; of an uncapitalized one also what is left without its head.

    "It develops ruxolitinib cream (the “Product”)" does not tell where the name begins.
    """
    full = name_before(before)
    while full:
        yield full
        head, _, full = full.partition(" ")
        if head[0].isupper() or " " not in full:
            return


def name_before(before: str) -> str:
    """Return the name that ends a text: a capitalized run, else a noun with what describes it."""
    tokens = tokenize(before)
    first = last = len(tokens)
    while first > 0 and last - first < _MOST_WORDS and _goes_on(before, tokens, first):
        first -= 1
    while first < last and not key(tokens[first].text):
        first += 1
    return before[tokens[first].start : tokens[-1].end] if first < last else ""


def _goes_on(before: str, tokens: Sequence[Token], first: int) -> bool:
    """Say whether the token before `first` belongs to the name that begins at `first`."""
    if first == len(tokens):
        return True
    gap = tokens[first].gap.strip("\"“”®™' ")
    legal = gap in (",", ".") and tokens[first].text in LEGAL_FORMS
    if gap not in ("", "-") and not legal:
        return False
    token = tokens[first - 1]
    capital = before[tokens[first].start].isupper()
    if token.text in ("of", "and", "for", "de") and capital and first > 1:
        return before[tokens[first - 2].start].isupper()
    return bool(key(token.text)) and (before[token.start].isupper() or not capital)
