"""Digits that name or number a thing and count nothing: NCT09900417, COVID-19, [3], +49 69 900.

`blank` overwrites them, so that the reader of numbers needs no exceptions for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.readers.characters import LETTERS
from summarizer.readers.tables import any_of, words
from summarizer.readers.units import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable

# Neither space nor letter nor digit: nothing is read across it.
_BARRIER = "\0"

_REGISTERS = any_of(
    words("""
        PMID PMCID ISIN WKN CUSIP SEDOL LEI EudraCT NYSE NASDAQ Nasdaq AIM LSE SZSE SSE HKEX SEHK
        TSE TWSE KOSDAQ KRX BSE NSE ASX HRB Ticker
    """)
)
_LABELS = any_of(
    words("""
        Table Figure Fig. Tabelle Abbildung Tableau Exhibit Section Article Item Rule Volume Issue
        Page Pages Seite No. Nos. Nr.
    """)
)
_TELEPHONE = any_of(words("tel phone telephone telefon fax"))
# What a hyphen may part from digits that do count: "week-36", the second of "10 mg-20 mg".
_COUNTING = any_of(
    words("""
        week weeks day days month months year years woche tag mg kg g ml percent million billion
        trillion mn bn mio mrd
    """)
)

_WORDS_FIRST = (
    r"(?:https?://|www\.)[^\s<>]++",
    r"(?<![.+-])[\w.+-]{1,64}+@[\w.-]++",
    rf"(?i:{_TELEPHONE})\.?:?(?:[ ()/.+-]{{0,3}}[0-9]){{6,}}+",
    rf"{_REGISTERS}(?: No\.)?[ :.]{{0,3}}[\w.-]{{0,40}}[0-9][\w.-]*+",
    rf"{_LABELS}[ \xa0]?[0-9]++(?:[./–-]?[0-9]++)*+",
    r"(?:der|die|das|dem|den|des|am|im|zum|zur|vom|beim)[ \xa0][0-9]{1,3}\.(?=[ \xa0])",
    # Letters, then digits: IL-17A, CDK4/6. Not "USD5", nor the "m2" of "mg/m2".
    (
        rf"(?=[{LETTERS}]++-?[0-9])(?<!/)(?!(?:{'|'.join(CODES)}|Rs)[0-9-]|[cmk]?m\^?[23](?![0-9]))"
        rf"(?!(?i:{_COUNTING})-[0-9])[{LETTERS}]++-?[0-9][0-9{LETTERS}]*+"
        rf"(?:[-/.+][0-9{LETTERS}]++)*+"
    ),
)
_DIGITS_FIRST = (
    r"10\.[0-9]{4,5}/[^\s<>]++",
    r"(?:1[-.])?[0-9]{3}[-.][0-9]{3}[-.][0-9]{4}(?![0-9])",
    # Times of day; 2:1 is a ratio.
    r"(?<![:.,])[0-2]?[0-9](?:[:.][0-5][0-9])?(?=[ \xa0]?(?i:[ap]\.m\.|[ap]m\b|uhr\b))",
    r"(?<![:.,])[0-2]?[0-9]:[0-5][0-9](?=[ \xa0]?(?:h|[A-Z]{2,4})\b)",
    # Volume, issue and pages of a citation; sections of a law; names that begin with a digit.
    r"[0-9]++\([0-9]++\):[0-9]++(?:[-–][0-9]++)?",
    r"[0-9]{3}(?:\([a-z0-9]\))++",
    r"(?:4-1BB|3M|7-Eleven)\b",
    # Ordinals
    r"(?<![.,])[0-9]{1,2}\.(?=[ \xa0](?:[a-zäöü]|Quartal|Halbjahr|Jahrestag|Lebensjahr))",
    r"[0-9]++[ºª]",
)
_SIGNS_FIRST = (
    r"\+[0-9]{1,3}(?:[ ]?\([0-9]++\))?(?:[ \xa0./-]{1,2}[0-9]{2,}+|(?<=\))[0-9]{2,}+){2,}+",
    r"[#№][ ]?[0-9]++",
    r"\([0-9]{3}\) ?[0-9]{3}[-.][0-9]{4}(?![0-9])",
    r"股(?:票代|份代)[码碼号號]:?[ ]?[0-9]++",
)
_NAMING = re.compile(
    rf"(?=[{LETTERS}])(?<![{LETTERS}0-9_])(?:{'|'.join(_WORDS_FIRST)})"
    rf"|(?=[0-9])(?<![0-9])(?:{'|'.join(_DIGITS_FIRST)})"
    rf"|(?=[+#№(股])(?:{'|'.join(_SIGNS_FIRST)})"
)
# The number of a list item, at the head of its line.
_ITEM = re.compile(r"^[ \t]*+\(?[0-9]{1,2}[.)](?=[ \t\xa0])", re.MULTILINE)
# Notes are made spaces: "26 million[1] patients" counts patients.
_NOTE = re.compile(
    r"(?=[\[(⁰¹²³⁴-⁹⁻])(?:\[[0-9]{1,3}(?:[ ,;–-]{1,2}[0-9]{1,3})*+\]"
    rf"|(?<=[{LETTERS}0-9])\([0-9]{{1,2}}\)"
    "|(?<!x10)(?<!x 10)(?<!(?<![0-9.,])10(?=[⁻³⁴-⁹]|¹[⁰¹²]))(?<![⁻⁰¹²³⁴-⁹])[⁻⁰¹²³⁴-⁹]+(?<!m[²³]))"
)


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text, of the same length, without the digits that name things.

    Args:
        text: The text, folded.
        spans: What else to overwrite, such as the dates; in order, without overlap.
    """
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [text[end:start], _BARRIER * (stop - start)]
        end = stop
    text = "".join([*pieces, text[end:]])
    text = _ITEM.sub(_barrier, _NAMING.sub(_barrier, text))
    return _NOTE.sub(lambda note: " " * len(note[0]), text)


def _barrier(match: re.Match[str]) -> str:
    return _BARRIER * len(match[0])
