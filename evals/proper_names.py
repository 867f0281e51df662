"""Names in a text, as far as their capitals show, and whether another text has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LETTER = "A-Za-zÀ-ɏ"
# A word that is written with a capital: Quelvanta, O'Neill, Brisbane-Achterberg, ALM-418, McCrae.
_CAPITALIZED = re.compile(rf"(?<![\w.])(?=[A-ZÀ-ÖØ-Þ])[{_LETTER}0-9]+(?:[-'’&][{_LETTER}0-9]+)*")
_TOKEN = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s?$")
_LINK = re.compile(r"[ \u00a0](?:(?:&|of|de|van|von|der|du|and the) )?")
# What begins a sentence with a capital and is no name, and what is capitalized and common.
_COMMON = frozenset(
    [
        "a",
        "after",
        "all",
        "although",
        "an",
        "and",
        "another",
        "any",
        "as",
        "at",
        "average",
        "because",
        "before",
        "below",
        "both",
        "but",
        "by",
        "cash",
        "data",
        "despite",
        "due",
        "during",
        "each",
        "earlier",
        "for",
        "from",
        "full",
        "half",
        "he",
        "her",
        "his",
        "however",
        "if",
        "in",
        "it",
        "its",
        "last",
        "later",
        "more",
        "most",
        "net",
        "new",
        "no",
        "not",
        "of",
        "on",
        "one",
        "only",
        "or",
        "other",
        "over",
        "patients",
        "phase",
        "previously",
        "revenue",
        "sales",
        "serious",
        "shares",
        "she",
        "since",
        "six",
        "some",
        "study",
        "the",
        "their",
        "there",
        "these",
        "they",
        "this",
        "those",
        "three",
        "total",
        "trial",
        "two",
        "under",
        "until",
        "up",
        "upon",
        "was",
        "we",
        "when",
        "while",
        "with",
        "within",
        "without",
        "you",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
    ]
)
_MOSTLY = 0.7


def proper_names(text: str) -> Iterator[str]:
    """Yield the names of a sentence: capitalized words, as runs of adjacent ones.

    The first word of a sentence counts only as part of a run, or with a second capital or a digit
    in it. A headline, where most words have capitals, has only names of that kind.
    """
    headline = _is_headline(text)
    run: list[re.Match[str]] = []
    for match in [*_CAPITALIZED.finditer(text), None]:
        if run and (match is None or not _LINK.fullmatch(text[run[-1].end() : match.start()])):
            yield from _named(text, run, headline=headline)
            run = []
        if match is not None:
            run.append(match)


def _named(text: str, run: list[re.Match[str]], *, headline: bool) -> Iterator[str]:
    first = 0
    while first < len(run) and run[first][0].casefold() in _COMMON:
        first += 1
    kept = run[first:]
    while kept and kept[-1][0].casefold() in _COMMON:
        kept.pop()
    if not kept:
        return
    if headline:
        yield from (_bare(each[0]) for each in kept if _is_marked(each[0]))
        return
    starts = re.search(r"(?:^|[.!?:•“\"(]\s*)$", text[: kept[0].start()]) is not None
    if len(kept) > 1 or not starts or _is_marked(kept[0][0]):
        yield _bare(text[kept[0].start() : kept[-1].end()])


def _is_marked(word: str) -> bool:
    inside = _POSSESSIVE.sub("", word)[1:]
    return any(letter.isupper() or letter.isdigit() for letter in inside)


def _is_headline(text: str) -> bool:
    long = [word for word in re.findall(rf"[{_LETTER}]+", text) if len(word) > 3]
    return len(long) > 3 and sum(word[0].isupper() for word in long) >= _MOSTLY * len(long)


def _bare(name: str) -> str:
    return _POSSESSIVE.sub("", name)


def name_tokens(text: str) -> str:
    """Return the words of a text, folded, each between spaces: what names are looked up in."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = _TOKEN.findall(_unpossessed(plain))
    return f" {' '.join(words)} "


def _unpossessed(text: str) -> str:
    return re.sub(r"['’]s\b", "", text)


def stands_in(name: str, tokens: str) -> bool:
    """Tell whether a name stands among the words of a text.

    A run may be of two names, or of an office and a name, in another order than the text's; then
    each has at least two words, or is the only one that is left. "Ada Lund" is not shown by a text
    that has an Ada Berg and a Per Lund.
    """
    words = name_tokens(name).split()
    return _has(words, tokens) or any(
        _has(words[:cut], tokens) and _has(words[cut:], tokens)
        for cut in range(1, len(words))
        if max(cut, len(words) - cut) > 1
    )


def _has(words: list[str], tokens: str) -> bool:
    return f" {' '.join(words)} " in tokens
