"""Whose dollar a bare $ is, and whether a bare ¥ is yen or yuan: the document tells."""

from __future__ import annotations

import re

from summarizer.readers.tables import any_of, read_table

_DOLLARS = read_table("""
    CAD Canadian, CAD, C$
    AUD Australian, AUD, A$
    NZD New Zealand, NZD, NZ$
    HKD Hong Kong, HKD, HK$
    SGD Singapore, SGD, S$
    TWD New Taiwan, TWD, NT$
    USD U.S., US, United States, USD, US$
""")
_DOLLAR = rf"(?P<dollar>{any_of(_DOLLARS)})"
# "All amounts are in Canadian dollars", "(in thousands of Canadian dollars)", "$ means C$".
_SAID = re.compile(
    r"(?:\b(?:amounts|figures|dollar values|references to dollars)|\b(?:expressed|presented|stated)"
    r"|\bin (?:thousands|millions) of(?=\s)|\$[”\"'’]?\s(?:are|is|means|refers?|mean)\b)"
    rf"(?:\s[^\s.]+){{0,6}}?\s(?:(?:in|to|means?|of)\s)?{_DOLLAR}(?:\s(?i:dollars)|(?<=[D$])(?![0-9]))"
)
# "$5 million CAD", "$5 million (Canadian)"; not "$5 million Canadian grant".
_BEHIND = re.compile(
    rf"[ \xa0]\(?{_DOLLAR}(?:\s(?i:dollars)\b)?"
    r"(?:\)|(?=[.,;:]|\s(?:and|at|by|for|from|in|of|on|to|with)\b|\s*\Z))"
)
_YUAN = re.compile(r"\b(?:RMB|CNY|yuan|renminbi)\b|元|人民[币幣]", re.IGNORECASE)
_YEN = re.compile(r"\b(?:JPY|yen)\b|円|[ぁ-ヿ]", re.IGNORECASE)


def dollar_of(text: str) -> str:
    """Return the currency of a document's bare $: that which it names for its figures, else USD."""
    said = _SAID.search(text) if "ollar" in text or "$ " in text else None
    return _DOLLARS[said["dollar"]] if said else "USD"


def dollar_behind(text: str, start: int) -> tuple[str, int] | None:
    """Return the currency that stands behind an amount in $, and where it ends; None if none."""
    match = _BEHIND.match(text, start)
    return match and (_DOLLARS[match["dollar"]], match.end())


def yen_or_yuan(text: str) -> str:
    """Tell which currency a bare ¥ means: yen, unless the text speaks of yuan and not of yen."""
    return "CNY" if _YUAN.search(text) and not _YEN.search(text) else "JPY"
