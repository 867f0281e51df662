"""Characters that print alike, spelled one way, so that the readers' patterns can stay short.

`fold` never changes the length of a text: what is found in the folded text lies at the same
offsets in the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Letters of alphabets, for character classes. Han and kana are letters too, but no boundary of a
# number: the 20 of "共20家" stands alone, that of "CD20" does not.
LETTERS = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ"

# A full-width comma separates clauses; between full-width digits it groups thousands.
_FULL_WIDTH_GROUPING = re.compile(r"(?<=[\uff10-\uff19])\uff0c(?=[\uff10-\uff19]{3}(?!\d))")

# A raised dot is a decimal mark, or multiplies by a power of ten.
_RAISED_DOT = re.compile(r"(?<=[0-9])·(?=[0-9])")
_TIMES_TEN = re.compile(r"(?<=[0-9])\s?·\s?(?=10[\^⁻⁰¹²³⁴-⁹])")

# In Japanese accounts a triangle is a minus.
_ACCOUNTANTS_MINUS = re.compile(r"[△▲](?=\s?[0-9])")

# The plain form of a minus that a space parts from its number: "− 4,5", "(- 5,2 %)", "de – 4 %".
# What stands before it tells it from a range, from the mark of a list and from a dash.
SPACED_MINUS = "\N{HEAVY MINUS SIGN}"
_SPACED_MINUS = re.compile(
    rf"(?<![{LETTERS}0-9)\]%])(?<![0-9)\]%]\s)−(?=\s[0-9])"
    r"|(?:(?<=[(（|\t=])|(?<=[(（|=]\s)|(?<=\b(?:de|of|um|by|at)\s)|(?<=\bvon\s)|(?<=\b[àa]\s))"
    r"[-–—](?=\s[0-9])"
    r"|(?<=[:：]\s)[-–—](?=\s[0-9][0-9.,]*\s?(?:%|[kMTm]?[€$£¥]|M\b|Mio|Mrd|[mb]illion))"
)

_PLAIN = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code != 0xFF0C} | {
    alike: char
    for char, group in {
        "-": "\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{SMALL HYPHEN-MINUS}",
        "'": "\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}",
        "\xa0": "\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{PUNCTUATION SPACE}",
        " ": "\N{IDEOGRAPHIC SPACE}",
        "µ": "\N{GREEK SMALL LETTER MU}",
        "¥": "\N{FULLWIDTH YEN SIGN}",
        "£": "\N{FULLWIDTH POUND SIGN}",
        "~": "\N{TILDE OPERATOR}\N{WAVE DASH}\N{ALMOST EQUAL TO}\N{ASYMPTOTICALLY EQUAL TO}",
        "<": "\N{MUCH LESS-THAN}",
        ">": "\N{MUCH GREATER-THAN}",
        "≤": "\N{LESS-THAN OVER EQUAL TO}\N{LESS-THAN OR SLANTED EQUAL TO}",
        "≥": "\N{GREATER-THAN OVER EQUAL TO}\N{GREATER-THAN OR SLANTED EQUAL TO}",
        "x": "\N{MULTIPLICATION SIGN}",
        "/": "\N{FRACTION SLASH}\N{DIVISION SLASH}",
        # A pattern that ignores case takes these for I, i, s and K; `str.lower` does not.
        "I": "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}",
        "i": "\N{LATIN SMALL LETTER DOTLESS I}",
        "s": "\N{LATIN SMALL LETTER LONG S}",
        "K": "\N{KELVIN SIGN}",
    }.items()
    for alike in group
}

_ALIKE = re.compile(f"[{re.escape(''.join(_PLAIN))}]")

# Letters that print joined, in texts copied out of a PDF: "ﬁve", "ﬂow".
LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


def spelled_out(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with its ligatures as letters, and for each offset into it that in the text.

    A text without any comes back itself.
    """
    spelled = text.translate(LIGATURES)
    if spelled == text:
        return text, range(len(text) + 1)
    offsets = [n for n, letter in enumerate(text) for _ in LIGATURES.get(ord(letter), letter)]
    return spelled, [*offsets, len(text)]


def fold(text: str) -> str:
    """Return the text with full-width, typographic and look-alike characters made plain.

    Minus signs and hyphens become "-", thin and narrow spaces the no-break space, full-width
    forms ASCII. Dashes stay: an en dash may be a range where a hyphen is not.
    """
    if text.isascii():
        return _SPACED_MINUS.sub(SPACED_MINUS, text) if "- " in text else text
    text = _FULL_WIDTH_GROUPING.sub(",", text)
    if "·" in text:
        text = _RAISED_DOT.sub(".", _TIMES_TEN.sub(lambda dot: dot[0].replace("·", "x"), text))
    text = _ACCOUNTANTS_MINUS.sub("−", text)
    text = _SPACED_MINUS.sub(SPACED_MINUS, text)
    return _ALIKE.sub(lambda alike: _PLAIN[alike[0]], text)
