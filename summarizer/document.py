"""A text, where it came from, and its sentences: what every piece of evidence points into.

The text is kept exactly as it came, a byte order mark included; offsets count its code points.
White space is what `str.isspace` says it is, so U+0085 and U+2028 are, NUL and U+200B are not.
"""

# ruff: noqa: A002 - a document's id is called id, as in the JSON

from __future__ import annotations

import codecs
import hashlib
import os
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Self

from summarizer.errors import DocumentError
from summarizer.segmentation import BYTE_ORDER_MARK, split

MAX_BYTES = 10_000_000

_BINARY_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive, such as a docx or xlsx file",
    b"\xd0\xcf\x11\xe0": "an Office file of the old kind (doc, xls, ppt)",
    b"{\\rtf": "rich text (RTF)",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
}
_OTHER_BYTE_ORDER_MARKS = (
    codecs.BOM_UTF16_LE,  # also how UTF-32 LE begins
    codecs.BOM_UTF16_BE,
    codecs.BOM_UTF32_BE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: a heading, a list item or a table row counts as one.

    Attributes:
        number: Its place among the document's sentences, from 1.
        start: Offset of its first code point in the document's text.
        end: Offset after its last one.
        text: `document.text[start:end]`: line breaks inside it are kept, none is at its ends.
        block: Index, from 0, of the paragraph, heading, list item or table that it is in.
    """

    number: int
    start: int
    end: int
    text: str
    block: int


@dataclass(frozen=True)
class Document:
    """A text and where it came from. Make one with `from_text`, `from_bytes` or `from_path`.

    Attributes:
        id: What the document is called in results and errors.
        text: The text, unchanged.
    """

    id: str
    text: str = field(repr=False)

    @classmethod
    def from_text(cls, text: str, *, id: str | None = None) -> Self:
        """Take a text as it is; its id defaults to the first 12 hex digits of its SHA-256.

        Raises:
            DocumentError: The text is empty, nothing but white space, larger than `MAX_BYTES` as
                UTF-8, or holds half of a surrogate pair.
        """
        if not text.removeprefix(BYTE_ORDER_MARK).strip():
            raise DocumentError(
                "the document is empty." if not text else "the document is only white space.",
                hint="Give it a text to summarize.",
                document_id=id,
            )
        try:
            data = text.encode()
        except UnicodeEncodeError as error:
            raise DocumentError(
                f"the character at offset {error.start} is half of a surrogate pair.",
                hint="Read the source again as UTF-8, without errors='surrogateescape'.",
                document_id=id,
            ) from error
        _check_size(len(data), id)
        return cls(hashlib.sha256(data).hexdigest()[:12] if id is None else id, text)

    @classmethod
    def from_bytes(cls, data: bytes, *, id: str) -> Self:
        """Decode UTF-8.

        Raises:
            DocumentError: The bytes are a binary format or another encoding, or as in `from_text`.
        """
        _check_size(len(data), id)
        _check_kind(data, id)
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            raise DocumentError(
                f"the byte at offset {error.start} (0x{data[error.start]:02x}) is not UTF-8.",
                hint="Save the text as UTF-8, for example with iconv -f WINDOWS-1252 -t UTF-8.",
                document_id=id,
            ) from error
        return cls.from_text(text, id=id)

    @classmethod
    def from_path(cls, path: str | os.PathLike[str], *, id: str | None = None) -> Self:
        """Read a file of UTF-8 text; its id defaults to the path as given.

        Raises:
            DocumentError: The file is missing, a directory or not readable, or as in `from_bytes`.
        """
        name = os.fspath(path) if id is None else id
        try:
            with Path(path).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
                size = max(len(data), os.fstat(file.fileno()).st_size)
        except FileNotFoundError as error:
            raise DocumentError(
                "there is no such file.", hint="Check the path.", document_id=name
            ) from error
        except IsADirectoryError as error:
            raise DocumentError(
                "this is a directory.", hint="Name the files in it.", document_id=name
            ) from error
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            raise DocumentError(
                f"the file cannot be read ({error}).",
                hint="Check the path and its permissions.",
                document_id=name,
            ) from error
        _check_size(size, name)
        return cls.from_bytes(data, id=name)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text as UTF-8, in hex: that of the file, where it came from one."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order: outside them is only white space, and a byte order mark."""
        return tuple(
            Sentence(number, start, end, self.text[start:end], block)
            for number, (start, end, block) in enumerate(split(self.text), start=1)
        )

    def sentence(self, number: int) -> Sentence:
        """Return a sentence by its number, from 1.

        Raises:
            IndexError: There is no such sentence.
        """
        if not 1 <= number <= len(self.sentences):
            raise IndexError(f"no sentence {number}: the document has {len(self.sentences)}")
        return self.sentences[number - 1]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds an offset into the text.

        White space belongs to the sentence before it, and at the beginning to the first one.

        Raises:
            IndexError: The offset is outside the text.
        """
        if not 0 <= offset < len(self.text):
            raise IndexError(f"no offset {offset}: the text has {len(self.text)} code points")
        place = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start)
        return self.sentences[max(place - 1, 0)]


def _check_size(size: int, document_id: str | None) -> None:
    if size > MAX_BYTES:
        raise DocumentError(
            f"the document has {size:,} bytes, more than the limit of {MAX_BYTES:,}.",
            hint="Split it, and summarize the parts.",
            document_id=document_id,
        )


def _check_kind(data: bytes, document_id: str) -> None:
    """Refuse what is not text, or is text in an encoding that its first bytes give away."""
    for signature, kind in _BINARY_SIGNATURES.items():
        if data.startswith(signature):
            raise DocumentError(
                f"this is {kind}.", hint="Convert it to text first.", document_id=document_id
            )
    nuls = data.count(0)
    if data.startswith(_OTHER_BYTE_ORDER_MARKS):
        message = "this is UTF-16 or UTF-32, not UTF-8."
    elif nuls > 1 and nuls * 10 > len(data):
        message = f"this is binary, or UTF-16: {nuls:,} of its {len(data):,} bytes are NUL."
    else:
        return
    raise DocumentError(
        message,
        hint="Save it as UTF-8 text, for example with iconv -f UTF-16 -t UTF-8.",
        document_id=document_id,
    )


def encodable(text: str) -> str:
    """Return a text that can be written as UTF-8: halves of surrogate pairs become "?"."""
    return text.encode(errors="replace").decode()
