"""French and Spanish numbers in words, up to 999: "vingt et un", "soixante-douze", "doscientos".

What is also a word of English or German ("six", "dos", "seize", "once", "cent") is read only as a
part of a longer number.
"""

from __future__ import annotations

import re

from summarizer.readers.tables import any_of

_UN, _DEUX = "un", "deux trois quatre cinq six sept huit neuf"
_DIX = "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
_VINGT = "vingt trente quarante cinquante soixante"
_UNO, _DOS = "uno una un", "dos tres cuatro cinco seis siete ocho nueve"
_DIEZ = "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve"
_TREINTA = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_VEINTI = "uno ún una dós trés cuatro cinco séis siete ocho nueve"
_HUNDREDS = """
200 doscientos doscientas    500 quinientos quinientas    800 ochocientos ochocientas
300 trescientos trescientas  600 seiscientos seiscientas  900 novecientos novecientas
400 cuatrocientos cuatrocientas 700 setecientos setecientas 100 ciento
"""
_FOREIGN = frozenset(["six", "dos", "once", "seize", "un", "uno", "una"])


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * n for n, word in enumerate(words.split())}


def _french() -> dict[str, int]:
    ones, teens = _numbered(_DEUX, 2), _numbered(_DIX, 10)
    read = ones | teens | _numbered(_VINGT, 20, 10) | {"quatre-vingts": 80}
    for ten, value in _numbered(_VINGT, 20, 10).items():
        read |= {f"{ten} et {one}": value + 1 for one in ("un", "une")}
        read |= {f"{ten}-{one}": value + n for one, n in ones.items()}
    read |= {f"soixante-{one}": 60 + n for one, n in teens.items()} | {"soixante et onze": 71}
    below = {"un": 1, "une": 1} | ones | teens
    return read | {f"quatre-vingt-{one}": 80 + n for one, n in below.items()}


def _spanish() -> dict[str, int]:
    ones = _numbered(_DOS, 2)
    read = ones | _numbered(_DIEZ, 10) | _numbered(_TREINTA, 30, 10) | {"veinte": 20, "cien": 100}
    twenties = zip(_VEINTI.split(), (1, 1, 1, *range(2, 10)), strict=True)
    read |= {f"veinti{one}": 20 + n for one, n in twenties}
    for ten, value in _numbered(_TREINTA, 30, 10).items():
        read |= {f"{ten} y {one}": value + 1 for one in _UNO.split()}
        read |= {f"{ten} y {one}": value + n for one, n in ones.items()}
    return read


_BELOW = _french() | _spanish()
_CIENTOS = {
    word: int(n)
    for n, words in re.findall(r"(\d+)((?: [a-z]+)+)", _HUNDREDS)
    for word in words.split()
}
_UNITS = _numbered(_DEUX, 2)


def _pattern(below: str) -> str:
    """Return the pattern of all numbers, given that of those below a hundred."""
    # "Six cents" is money, and "per cent" a share.
    units, cientos = any_of(_UNITS.keys() - _FOREIGN), any_of(_CIENTOS)
    return (
        rf"(?:(?:(?P<units>{units}) cents?|(?P<cientos>{cientos}))(?: (?P<rest>{below}))?"
        rf"|(?<!r )cent (?P<above>{below})|(?P<below>{below}))"
    )


_NUMBER = re.compile(_pattern(any_of(_BELOW)))
_OWN = rf"(?:{any_of(_BELOW.keys() - _FOREIGN)}|(?:dos|six)(?= mill?))"
ROMANCE_NUMBER = re.sub(r"\(\?P<\w+>", "(?:", _pattern(_OWN))
BEGINNINGS = frozenset(word[:3] for word in (*_BELOW.keys() - {"once", "un"}, *_CIENTOS, "cent"))


def romance_number(words: str) -> int:
    """Return the value of what `ROMANCE_NUMBER` matched.

    Raises:
        ValueError: It is no such number.
    """
    match = _NUMBER.fullmatch(" ".join(words.lower().split()))
    if match is None:
        msg = f"{words!r} is no French or Spanish number"
        raise ValueError(msg)
    units, cientos, rest, above, below = match.groups()
    hundreds = _CIENTOS[cientos] if cientos else 100 * _UNITS[units] if units else 100 * bool(above)
    return hundreds + _BELOW.get(rest or above or below, 0)
