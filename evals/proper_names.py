"""Names of a sentence, as far as their capitals show, and whether another text has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.readers.tables import words

_LETTER = "A-Za-zÀ-ɏ"
# A word that is written with a capital: Quelvanta, O'Neill, Brisbane-Achterberg, ALM-418, McCrae.
_CAPITALIZED = re.compile(rf"(?<![\w.])(?=[A-ZÀ-ÖØ-Þ])[{_LETTER}0-9]+(?:[-'’&][{_LETTER}0-9]+)*")
_WORD = re.compile(r"\w+")
_POSSESSIVES = re.compile(r"['’]s\b")
_SMALL = words("and of the for de du des")
_WRITTEN_OUT = re.compile(
    r"[A-ZÀ-Þ]\w+(?:[ \n](?:(?:and|of|the|for|products|de|du|des|et) ){0,2}[A-ZÀ-Þ]\w+)+"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_LINK = re.compile(r"[ \u00a0](?:(?:&|of|de|van|von|der|du|and the) )?")
# What begins a sentence with a capital and is no name, and what is capitalized and common.
_COMMON = words(
    "a after all although an and another any as at average because before below both but by "
    "cash data despite due during each earlier for from full half he her his however if in it "
    "its last later more most net new no not of on one only or other over patients phase "
    "previously revenue sales serious shares she since six some study the their there these "
    "they this those three total trial two under until up upon was we when while with within "
    "without you january february march april may june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday q1 q2 q3 q4 h1 h2"
)
_MOSTLY = 0.8
# What anybody may call a thing whose name the text writes out, or a currency whose sign it prints.
_ABBREVIATIONS = words(
    """ai bla cagr ceo cfo cgo cmo coo cso cto dna ebit ebitda ecg eps esg etf gaap hq ifrs ind
    ipo ir m&a maa mri nda ndas nyse ppp pr q&a r&d rna roi sae saes sec snda tv uk us usa eu vp yoy
    usd eur gbp jpy cny chf sek nok dkk cad aud inr krw brl"""
)


def proper_names(text: str) -> Iterator[str]:
    """Yield the names of a sentence: capitalized words, as runs of adjacent ones.

    The first word of a sentence counts only as part of a run, or with a second capital or a digit
    in it. A headline, where most words have capitals, has only names of that kind.
    """
    headline = _is_headline(text)
    run: list[re.Match[str]] = []
    for match in [*_CAPITALIZED.finditer(text), None]:
        if run and (match is None or not _are_linked(text, run[-1], match)):
            yield from _named(text, run, headline=headline)
            run = []
        if match is not None:
            run.append(match)


def _are_linked(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    gap = text[one.end() : other.start()]
    # "Development of Quelvanta" begins a sentence, and is no name.
    begins = not text[: one.start()].strip() and len(gap) > 1
    return _LINK.fullmatch(gap) is not None and not begins


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


@dataclass(frozen=True)
class NameIndex:
    """The words of a text, folded, and what its names may be abbreviated to.

    Attributes:
        words: Each word between spaces.
        initials: Of every name of several words: "fda" of Food and Drug Administration.
    """

    words: str
    initials: frozenset[str]

    @classmethod
    def of(cls, text: str) -> NameIndex:
        """Read a text."""
        return cls(f" {' '.join(_words(text))} ", frozenset(_initials(text)))

    def has(self, name: str) -> bool:
        """Tell whether the text has a name.

        A run may be of two names, or of an office and a name, in another order than the text's;
        then one of them has two words or more. "Ada Lund" is not shown by a text that has an Ada
        Berg and a Per Lund.
        """
        known = [word for word in _words(name) if word not in _ABBREVIATIONS]
        return self._has(known) or any(
            self._has(known[:cut]) and self._has(known[cut:])
            for cut in range(1, len(known))
            if max(cut, len(known) - cut) > 1
        )

    def _has(self, name: list[str]) -> bool:
        if not name or f" {' '.join(name)} " in self.words or " ".join(name) in self.initials:
            return True
        letters = "".join(word[0] for word in name if word not in _SMALL)
        return len(letters) > 2 and f" {letters} " in self.words


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall(_POSSESSIVES.sub("", plain))


def _initials(text: str) -> Iterator[str]:
    for match in _WRITTEN_OUT.finditer(text):
        letters = "".join(re.findall(r"(?<!\w)[A-ZÀ-Þ](?=\w)", match[0])).casefold()
        # "U.S. Food and Drug Administration" is one run.
        yield from (letters[start:] for start in range(len(letters) - 2))
