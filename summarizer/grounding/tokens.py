"""A text as tokens: what is compared when typography does not count, with exact offsets.

A token is a word, a number, a sign that changes a number (% $ < ≥ ± and the minus), or a single
Chinese or Japanese character. All else (quotation marks, dashes, brackets, footnote markers, ®)
only separates, and stands in the `gap` before the next token.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from summarizer.readers.characters import SPACED_MINUS, fold
from summarizer.readers.numerals import ENGLISH, NumberStyle
from summarizer.readers.tables import words


class Token(NamedTuple):
    """A piece of a text.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character.
        text: What is compared: case, ligatures, accents' encoding and separators folded away.
        gap: The raw text between the previous token and this one; empty if they touch.
    """

    start: int
    end: int
    text: str
    gap: str

    @property
    def is_numeric(self) -> bool:
        """Whether it is a number, or a sign that belongs to one."""
        return self.text[0].isdigit() or not self.text[-1].isalnum()


# Combining marks are no letters to `re`; these are the ones that Latin, Greek, Cyrillic and kana
# text carries in decomposed form, the variation selectors included.
_MARKS = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
# Written without spaces, so that each character is a token: Han, kana, and their iteration marks.
_SINGLE = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_SUPERSCRIPTS = "⁰¹²³⁴-⁹"
_DASHES = "\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}-"
_CURRENCIES = "$€£¥₩₹₽₺₪฿₫₱"

# A soft hyphen at the end of a line, where the word goes on.
_BROKEN = r"\u00ad\r?\n(?=[a-zß-öø-ÿа-я])"
# Beyond these bounds it is no word, and to read it at once would take the square of its length.
_LONGEST_TAIL = 200
_MOST_INITIALS = 12
_LETTER = rf"[^\W\d_{_SINGLE}]"
# Most words are ASCII to their end; the first loop is there for speed alone.
_TAIL = (
    rf"[A-Za-z0-9]*+(?:[^\W_{_SINGLE}]|[{_MARKS}]|{_BROKEN}|[{_INVISIBLE}]){{0,{_LONGEST_TAIL}}}+"
)

# [3] and [38,39] right behind a word are footnotes; "CI [12, 45]" is not, nor is a list's [1].
_NUMBERED_NOTE = (
    rf"(?<=\S)\[\d{{1,3}}(?:[,{_DASHES}]\s?\d{{1,3}})*\](?:\s?\[\d{{1,3}}\])*"
    r"|(?<=[A-Za-z])\(\d{1,2}\)"
)
NUMBERED_NOTE = re.compile(_NUMBERED_NOTE)
_SKIPPED = (
    rf"{_NUMBERED_NOTE}|[{_SUPERSCRIPTS}⁻⁺]+"
    # A possessive says nothing that the name does not.
    r"|(?<=[^\W\d_])'[sS](?![^\W_])"
)
_NUMBER = (
    rf"10[⁻⁺]?[{_SUPERSCRIPTS}]+"
    r"|\d{{1,3}}(?:[\xa0{space}]\d{{3}}(?!\d))+(?:[.,]\d+)?"
    # Ordinals are one token, so that the 1 of "1st" is never the number 1.
    r"|\d+(?:st|nd|rd|th)(?![^\W_])"
    r"|\d+(?:[.,'·]\d+)*|\.\d+"
)
# Behind a Chinese or Japanese character it is a sign too, unless it joins months or the like.
_MINUS = (
    rf"(?:(?<![^\s(\[{{<>=≤≥±~,;:/|])[{_DASHES}]|(?<=[{_SINGLE}])(?<![年月日号期周週岁歳])-)"
    rf"(?=(?:[A-Z]{{0,3}}[{_CURRENCIES}])?\.?\d)|{SPACED_MINUS}"
)
# HER2+ and HER2−, LDL ↓ and LDL ↑: what they say is all that tells two opposites apart.
# "MEDIUM- OR HIGH-DOSE" is a word that goes on behind another one.
_GOES_ON = r"(?i:\s(?:or|and|to|und|oder|bis|et|ou|à|y|o|a)\b)"
# Only a digit or a short word has one: "ER-", but not "long- acting".
_SHORT = "".join(rf"|(?<=\b[A-Za-z]{{{length}}})" for length in (1, 2, 3))
_SYMBOL = (
    rf"(?<=[A-Za-z0-9])\+|(?:(?<=[0-9]){_SHORT})[-−](?!{_GOES_ON}|\s?\n)(?=[\s.,;:)\]]|\Z)"
    rf"|(?<=[A-Za-z0-9])[⁺⁻](?![{_SUPERSCRIPTS}])|[↑↓↗↘⬆⬇✓✔✗✘☑☒]"
)
_SIGN = rf"[{_CURRENCIES}]|<=|>=|[<>=≤≥±~%‰&]|(?<=\d)/(?=\d)"
_WORD = (
    rf"[A-Za-z](?:\.[A-Za-z]){{1,{_MOST_INITIALS}}}+(?![^\W_])\.?"
    rf"|{_LETTER}{_TAIL}(?:(?<=[nN])'[tT](?![^\W_]))?"
)
# Words come first, because most tokens are words.
_TOKEN = {
    spaced: re.compile(
        rf"(?P<word>{_WORD})|(?P<symbol>{_SYMBOL})|(?P<skip>{_SKIPPED})|(?P<number>{_NUMBER.format(space=space)})"
        rf"|(?P<minus>{_MINUS})|(?P<sign>{_SIGN})|(?P<single>[{_SINGLE}])|(?P<other>[^\W_])"
    )
    for spaced, space in ((False, ""), (True, " "))
}

# What ends the gap before a word inside an address: ir@acme.example, /news.
ADDRESS = frozenset("@./")
_DROPPED = re.compile(rf"[{_INVISIBLE}\r\n.']")
_NOTE = re.compile(rf"(?<=[^\W\d_]{{3}})(?<![{_SUPERSCRIPTS}])[{_SUPERSCRIPTS}]+\Z")
_SAME_SYMBOL = {"+": "(+)", "-": "(−)", "−": "(−)", "⁺": "(+)", "⁻": "(−)", "✔": "✓", "✘": "✗"}
_SAME_SIGN = {"<=": "≤", ">=": "≥", "&": "and"}
# The dollars that are not the United States' keep their letters; US$ is $.
_DOLLARS = {"us": "$", "usd": "$"} | {
    letters: f"{letters}$" for letters in words("hk hkd nt ca cad cdn nz nzd a aud c r s sgd")
}


def tokenize(text: str, style: NumberStyle = ENGLISH) -> tuple[Token, ...]:
    """Return the tokens of a text, in its order; the time is linear in its length.

    Args:
        text: Any text.
        style: How its numbers are printed.
    """
    plain = fold(text)
    tokens: list[Token] = []
    behind = 0
    for match in _TOKEN[style.spaced].finditer(plain):
        kind = match.lastgroup
        if kind == "skip":
            continue
        start, end = match.span()
        piece = match.group()
        if kind == "number":
            piece = _number(piece, style.decimal == ",")
        elif kind == "minus":
            piece = "-"
        elif kind == "symbol":
            piece = _SAME_SYMBOL.get(piece, piece)
        elif kind == "sign":
            if piece == "$" and start == behind and tokens and tokens[-1].text in _DOLLARS:
                start, _, letters, gap = tokens.pop()
                tokens.append(Token(start, end, _DOLLARS[letters], gap))
                behind = end
                continue
            piece = _SAME_SIGN.get(piece, piece)
        else:
            piece = _word(piece)
        if piece:
            tokens.append(Token(start, end, piece, text[behind:start]))
            behind = end
    return tuple(tokens)


@lru_cache(maxsize=65_536)
def _word(piece: str) -> str:
    if piece.isascii():
        return _DROPPED.sub("", piece).lower() if "." in piece or "'" in piece else piece.lower()
    visible = _NOTE.sub("", _DROPPED.sub("", piece))
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())


_GROUPED = {
    False: re.compile(r"(\d{1,3}(?:[,'\xa0 ]\d{3})+)(?:\.(\d+))?"),
    True: re.compile(r"(\d{1,3}(?:[.'\xa0 ]\d{3})+)(?:,(\d+))?"),
}
_SEPARATOR = re.compile(r"[.,'·\xa0 ]")


def _number(piece: str, decimal_comma: bool) -> str:  # noqa: FBT001 # private, one caller
    """Write a number one way: 1,200 and 1 200 as 1200, 41,5 as 41.5 where that is its style."""
    if piece.isdecimal():
        return piece if piece.isascii() else unicodedata.normalize("NFKC", piece)
    # Grouped the other way round it can be nothing else: 1.234,5 in an English text.
    for style in (decimal_comma, not decimal_comma):
        grouped = _GROUPED[style].fullmatch(piece)
        if grouped and (style == decimal_comma or grouped[2]):
            whole = _SEPARATOR.sub("", grouped[1])
            return f"{whole}.{grouped[2]}" if grouped[2] else whole
    if decimal_comma and piece.count(",") == 1:
        return piece.replace(",", ".")
    return "0" + piece if piece.startswith(".") else piece.replace("·", ".")
