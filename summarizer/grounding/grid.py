"""Tables of plain text, each figure read as the sentence that it stands for.

Under the columns "100 mg" and "Placebo", the row "Remission  31.7%  11.4%" says "Remission: 100 mg
31.7%" and "Remission: Placebo 11.4%". Put that way, a table is checked by the rules for sentences,
and no figure can be taken for that of another column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# What parts the columns of a line: two spaces, a tab or a bar.
_CELL = re.compile(r"[^\s|](?:[^\t\n|]*?[^\s|])??(?=[ \u3000\xa0]{2}|\s*[|\t]|\s*\Z)")
_RULE = re.compile(r"[-–—=+|: \t]*\Z")
_FIGURE = re.compile(r"[-–—−+±<>≤≥~(pPnN=＝ $€£¥₹]*\d|[–—-]+\Z|n/?a\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?:FY|[QHS]\d )?(?:(?:19|20)\d\d|FY\d\d)")
_LABEL = re.compile(r"[^\W\d_]{2}")
_MOST_HEADER_LINES = 4
_FEWEST_COLUMNS = 2
# The label of a row is not indented further than this; names of columns are.
_DEEPEST = 8
# The label of a row may end with the unit of its figures: "EBITDA (₹ crore)", "Responders (%)".
_UNIT = re.compile(r"(?P<label>.*\S)\s*[(（](?P<unit>[^()（）\d]{1,20})[)）]\s*\Z")
_SIGN = re.compile(r"[$€£¥₹]|US\$")
# "Serum urate, change from baseline": its figures say how far it moved.
_CHANGE = re.compile(r",?\s(?:mean |median |LS mean )?changes?\b[^:]*\Z", re.IGNORECASE)
_SIGNED = re.compile(r"[-−–+](?=[0-9])")
_SCALE = re.compile(
    r"(?:(?P<before>US\$|[$€£¥₹])?\s*\b(?:in|en)\s+(?P<sign>[$€£¥₹]|US\$)?|(?P<bare>US\$|[$€£¥₹]))"
    r"\s*(?P<scale>thousands?|millions?|billions?|Tsd\.?|Mio\.?"
    r"|Mrd\.?|milliers|milliards|lakhs?|crores?)(?:\s+(?:of\s+|d[’'e]\s?)?(?P<currency>euros?|EUR"
    r"|U\.?S\.? dollars|dollars|USD|yen|CHF|€))?|(?:単位|单位)[:：]\s*(?P<han>\w{1,3}[円元])",
    re.IGNORECASE,
)
_SCALE_ALONE = re.compile(
    r"(?:in|en)\s(?P<scale>thousands?|millions?|billions?|Tsd\.?|Mio\.?|Mrd\.?)"
)
# A year in a title would pass for that of a column.
_TITLE_DATE = re.compile(r"\b(?:[QH]\d\s)?(?:FY)?(?:19|20)?\d\d(?=\W|\Z)(?!\s*(?:week|month|day))")
_HAS_UNIT = re.compile(r"%|\d\s?[^\W\d_]")
_PER_SHARE = re.compile(r"\bper share\b|\bEPS\b|je Aktie|par action|%", re.IGNORECASE)


class Cell(NamedTuple):
    """A figure in a table.

    Attributes:
        start: Offset of its row's label in the text.
        label: That label, without the unit behind it.
        header: Offsets of the first cells of the header's lines.
        says: The figure as a sentence, which stands nowhere in the text.
    """

    start: int
    label: str
    header: tuple[int, ...]
    says: str


class _Line(NamedTuple):
    start: int
    cells: Sequence[re.Match[str]]

    @property
    def text(self) -> str:
        return " ".join(cell[0] for cell in self.cells)

    @property
    def indent(self) -> int:
        return self.cells[0].start()

    @property
    def figures(self) -> Sequence[str]:
        return [cell[0] for cell in self.cells[1:]]


def cells(text: str) -> Iterator[Cell]:
    """Yield the figures in the tables of a text, in order."""
    block: list[_Line] = []
    title = ""
    start = 0
    for line in [*text.split("\n"), ""]:
        if not line.strip():
            yield from _table(block, title)
            title = block[0].text if len(block) == 1 else ""
            block = []
        elif not _RULE.match(line) and (found := list(_CELL.finditer(line))):
            block.append(_Line(start + found[0].start(), found))
        start += len(line) + 1


def _table(block: Sequence[_Line], above: str) -> Iterator[Cell]:
    left = min((line.indent for line in block), default=0) + _DEEPEST
    rows = (number for number, line in enumerate(block) if line.indent <= left and _is_row(line))
    first = next(rows, 0)
    header = block[max(0, first - _MOST_HEADER_LINES) : first]
    columns = block[first].cells[1:] if header else []
    names = [" ".join(_above(header, columns, n)) for n in range(len(columns))]
    if not all(names):
        return
    caption = " ".join([above, *(line.text for line in header)])
    titles = (line.cells[0][0] for line in header if len(line.cells) == 1 and line.indent <= left)
    title = _TITLE_DATE.sub("", " ".join(titles))
    signs = (_SIGN.search(figure) for line in block[first : first + 1] for figure in line.figures)
    sign = next((found[0] for found in signs if found), "")
    parent = ""
    for line in block[first:]:
        label = line.cells[0][0]
        if line.indent <= block[first].indent:
            parent = label
        if _is_row(line) and len(line.figures) == len(columns):
            own, unit = _parted(label)
            whole = own if label == parent else f"{parent}, {own}"
            places = tuple(each.start for each in header)
            figures = _with_units(whole, unit, line.figures, caption, sign)
            for name, figure in zip(names, figures, strict=True):
                # A title tells nothing of a column that tells a number of its own.
                about = "" if any(map(str.isdigit, name)) or not title else f", {title}"
                yield Cell(line.start, own, places, f"{whole}: {figure} {name}{about}.")
                if moved := _moved(whole, figure):
                    yield Cell(line.start, own, places, f"{moved} {name}{about}.")


def _moved(label: str, figure: str) -> str:
    """Say in words what a signed figure of change means: "Score fell by 2.4"; empty for others."""
    change, sign = _CHANGE.search(label), _SIGNED.match(figure)
    if change is None or sign is None:
        return ""
    return f"{label[: change.start()]} {'rose' if sign[0] == '+' else 'fell'} by {figure[1:]}"


def _above(header: Sequence[_Line], columns: Sequence[re.Match[str]], number: int) -> Iterator[str]:
    """Yield what the lines of a header say over one column."""
    for line in header:
        surplus = len(line.cells) - len(columns)
        if len(line.cells) == 1 and line.indent > columns[0].start() // 2:
            yield line.cells[0][0]  # it stands over all of them
            continue
        if surplus in (0, 1):
            yield line.cells[number + surplus][0]
        elif surplus < 0 and line.indent > columns[0].start() // 2:
            for cell in line.cells:
                if _nearest(columns, cell) == number:
                    yield cell[0]


def _nearest(columns: Sequence[re.Match[str]], cell: re.Match[str]) -> int:
    """Return which column a cell of a header stands over, by the places of their middles."""
    middles = [sum(column.span()) for column in columns]
    return min(range(len(columns)), key=lambda n: abs(middles[n] - sum(cell.span())))


def _is_row(line: _Line) -> bool:
    """Say whether a line is a label and figures; years alone are a header."""
    figures = line.figures
    numeric = sum(bool(_FIGURE.match(cell)) for cell in figures)
    return (
        len(figures) >= _FEWEST_COLUMNS
        and _LABEL.search(line.cells[0][0]) is not None
        and numeric * 2 > len(figures)
        and any(character.isdigit() for cell in figures for character in cell)
        and not all(_YEAR.fullmatch(cell) for cell in figures)
    )


def _parted(label: str) -> tuple[str, str]:
    """Return the label of a row without the unit of its figures, and that unit."""
    match = _UNIT.match(label)
    return (match["label"], match["unit"]) if match else (label, "")


def _with_units(
    label: str, unit: str, figures: Sequence[str], caption: str, sign: str
) -> Sequence[str]:
    """Return the figures of a row with the unit of its label, else of the caption.

    The first row alone may print the sign of the currency.
    """
    scale = _SCALE.search(caption)
    if scale and not unit and not _PER_SHARE.search(f"{label} {figures[0]}"):
        word = scale["scale"].removesuffix("s") if scale["scale"] else None
        printed = scale["before"] or scale["sign"] or scale["bare"]
        sign = printed or ("" if scale["currency"] else sign)
        unit = scale["han"] or " ".join(filter(None, (sign, word, scale["currency"])))
    return [_with_unit(figure, unit) for figure in figures]


def _with_unit(figure: str, unit: str) -> str:
    """Write a figure with the unit of its label or caption: 287 under "₹ crore" is ₹287 crore."""
    if not unit or _HAS_UNIT.search(figure) or (unit == "%" and "(" in figure):
        return figure
    sign = _SIGN.match(unit)
    word = unit[sign.end() :].strip() if sign else unit
    if scale := _SCALE_ALONE.fullmatch(word):
        word = scale["scale"].removesuffix("s")
    if _SIGN.search(figure):
        return f"{figure} {word}".strip() if sign or scale else figure
    return f"{sign[0] if sign else ''}{figure} {word}".strip()
