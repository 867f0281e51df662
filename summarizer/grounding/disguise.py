"""Words in disguise: parted letters, invisible characters, digits for letters.

`undisguised` writes them plainly, letter by letter, so that what is found lies at known offsets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# T o   t h e   s u m m a r i z e r: single letters with one space between, words with more.
_PARTED = re.compile(r"(?<!\S)\S(?: {1,4}\S){8,}(?!\S)")
_UNSEEN = re.compile(r"(?<=\w)[\u00ad\u200b-\u200d\u2060\ufeff](?=\w)")
# 5umm4ry b0t: words with digits among their letters, several of them.
_LEET = str.maketrans("4301578", "aeoistb")
_LEET_INSIDE = re.compile(r"[a-z][013457]{1,2}[a-z]")
_LEET_WORD = re.compile(r"(?<![\w-])(?=\w*[a-zA-Z])(?=\w*[0134578])[A-Za-z0134578]{2,}(?![\w-])")
_FEWEST_LEET = 3


def undisguised(text: str) -> tuple[str, Sequence[int]] | None:
    """Return a text with its words written plainly, and where each character of it came from.

    The offsets have one more, for the end. None where no word is disguised.
    """
    letters: list[str] = list(text)
    found = False
    if len(_LEET_INSIDE.findall(text)) >= _FEWEST_LEET:
        for match in _LEET_WORD.finditer(text):
            letters[slice(*match.span())] = match[0].translate(_LEET)
            found = True
    for match in _PARTED.finditer(text):
        for n in range(*match.span()):
            if text[n] == " ":
                last = text[n - 1] == " " and text[n + 1 : n + 2] != " "
                letters[n] = " " if last else ""
        found = True
    for match in _UNSEEN.finditer(text):
        letters[match.start()] = ""
        found = True
    if not found:
        return None
    return "".join(letters), [*(n for n, letter in enumerate(letters) if letter), len(text)]
