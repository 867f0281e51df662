"""Documents and their sentences: exact offsets for any text, borders where a reader sees them."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sentencex
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import MAX_BYTES, Document, Sentence
from summarizer.errors import DocumentError

FRAGMENTS = (
    *" \n\r\t\v\f\x00\x1c\x85\xa0\u2028\u2029\ufeff.!?…。」\"“”»'’)([|-–•1aAé",
    *(
        "\u0301",
        "𝒳",
        "😀",
        "\r\n",
        "\n\n",
        "   ",
        "Acme Inc. ",
        "U.S. ",
        "p.m. ET",
        "¹²",
        "- ",
        "1. ",
    ),
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.sampled_from(FRAGMENTS)).map("".join),
).filter(lambda text: text.removeprefix("\ufeff").strip())


def document(text: str) -> Document:
    """Make a document whose name does not matter."""
    return Document.from_text(text, id="d")


def sentences(text: str) -> list[str]:
    """Return the words of each sentence."""
    return [sentence.text for sentence in document(text).sentences]


def blocks(text: str) -> list[int]:
    """Return the block of each sentence."""
    return [sentence.block for sentence in document(text).sentences]


def assert_sentences_cover(text: str) -> None:
    """Check everything that is promised of the sentences of any text."""
    found = document(text).sentences
    rest = text
    for sentence in reversed(found):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text
        assert sentence.text == sentence.text.strip()
        assert not rest[sentence.end :].strip()
        rest = rest[: sentence.start]
    assert not rest.removeprefix("\ufeff").strip()
    assert [sentence.number for sentence in found] == list(range(1, len(found) + 1))
    assert {b - a for a, b in zip(blocks(text), blocks(text)[1:], strict=False)} <= {0, 1}


@given(TEXTS)
def test_sentences_hold_everything_but_white_space_in_order(text: str) -> None:
    """For any text, sentences are exact slices, apart, trimmed, and leave only white space out."""
    assert_sentences_cover(text)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 3_000,
        "x" * 9_000,
        "A. " * 3_000,
        "今天很好。" * 2_000,
        "Ab" + " " * 9_000 + "c.",
        "𝒳 é. " * 2_000,
    ],
)
def test_a_sentence_without_end_is_cut(text: str) -> None:
    """No sentence is longer than 4,000 characters, and the cut loses nothing."""
    assert_sentences_cover(text)
    assert max(len(sentence) for sentence in sentences(text)) <= 4_000


@pytest.mark.parametrize("shift", range(47))
def test_borders_do_not_depend_on_where_a_long_text_is_read_in_parts(shift: int) -> None:
    """Wherever the end of a part falls, each sentence of a long paragraph is found as it is."""
    unit = "Calls at 8:30 a.m. Eastern Time rose to 5 mg."
    first, *others = sentences("x" * shift + " ".join([unit] * 200))
    assert first == "x" * shift + unit
    assert others == [unit] * 199


@given(TEXTS)
def test_every_offset_of_a_sentence_leads_back_to_it(text: str) -> None:
    """`sentence_at` is the inverse of the offsets, and total over the text."""
    found = document(text)
    for sentence in found.sentences:
        assert found.sentence(sentence.number) is sentence
        assert found.sentence_at(sentence.start) is sentence
        assert found.sentence_at(sentence.end - 1) is sentence
    assert found.sentence_at(0) is found.sentences[0]
    assert found.sentence_at(len(text) - 1) is found.sentences[-1]


# "¦" stands where one sentence ends and the next begins.
BORDERS = """
Acme Corp. announced results. ¦ The shares rose.
Acme Inc. (NASDAQ: ACME) announced results. ¦ The shares rose.
Acme Inc. (The “Company”) announced results.
The company, formerly Delta Labs. Inc., changed its name. ¦ It trades as DLTA.
Yahoo! Inc. reported results.
BOSTON, Jan. 5, 2026 – Acme, Inc. today said that it has acquired Beta Ltd. for $3.5 billion.
It was approved by the U.S. Food and Drug Administration. ¦ It is sold in the U.S. and Europe.
It was approved in the U.S. ¦ The company will launch it in May.
It is led by Dr. Jane A. Smith of St. Mary’s Hospital. ¦ She said so.
“I liked it,” said Ms. Quenby-Tran. ¦ “It works.” ¦ She left.
See No. 4 of the list. ¦ In Roe vs. Wade the court decided.
See Art. 5 and para. 3. ¦ Approx. 20 patients paid approx. $5.
The call starts at 4:30 p.m. Eastern Time on Monday. ¦ Dial in early.
The call starts at 4:30 p.m. ¦ Dial in early.
The call will be held at 8:30 a.m. (ET) on Feb. 12, 2026. ¦ A replay will follow.
As shown by Miller et al. (2021), some agents, e.g. aspirin, work. ¦ Others do not.
Patients received 3.5 mg daily. ¦ The difference was significant (p = 0.03). ¦ No deaths occurred.
The hazard ratio was 0.58 with p = 0.03. ¦ No deaths occurred.
“We are pleased. ¦ It works,” said J. R. Smith, Ph.D., chief executive. ¦ The trial goes on.
The show Jeopardy! “the quiz” is back. ¦ It is old.
He said, “It works.” ¦ Then he left. ¦ "It works!" he said. ¦ "Will it?" asked the analyst.
We waited ... and waited. ¦ Nothing came.
Visit https://www.example.com/a.b?Q=1.Then for more. ¦ Then call info@acme.example.
About 26 million[1] AD patients live there. ¦ It is approved in the United States[5]. ¦ It is new.
It is not advisable.[6] ¦ Use of it is rare.¹² ¦ It may rise.
(The trial was large.) ¦ It met its endpoint.
It measured (1) Overall survival, (2) Safety and (3) Cost. ¦ It ended.
M.R. Laughter, M.B.C. Maymone, S. Mashayekhi, The global burden, 2021.
Sales fell. ¦ iPhone sales rose.
Die Firma, z. B. die Bayer AG, wuchs. ¦ Das war gut für die Aktie.
Dr. Müller und Prof. Dr. Meier kamen am 3. März 2026 nach Berlin. ¦ Sie blieben.
Der Umsatz stieg auf 1.234,5 Mio. Euro. ¦ Das Ergebnis fiel um 3,5 Mrd. Euro.
Die 2. Phase beginnt im 1. Quartal 2026. ¦ Sie endet d. h. im Mai.
„Wir freuen uns“, sagte Dr. Huber. ¦ „Es wirkt.“ ¦ Er ging.
M. Dupont a dit : « C’est bien. » ¦ Il est parti.
Le Dr. Martin et le Pr. Durand ont reçu 3,5 M€ au 1er janv. 2026. ¦ C’est tout.
El Sr. García llegó a los EE. UU. ayer. ¦ ¿Qué hizo? ¦ ¡Nada!
Il Dott. Rossi e la Sig.ra Bianchi arrivano alle 5. ¦ Poi partono.
Компания была основана в 1998 г. в Москве. ¦ Она растёт.
今天公司宣布完成首例患者给药。¦这是一个里程碑！¦你知道吗？¦是的。
公司说:“这很好。”¦销售额为3.5亿元。¦增长5.5%。
これは重要です！¦「良いです。そうです。」と彼は言った。¦終わり。
"""


@pytest.mark.parametrize("marked", BORDERS.strip().splitlines())
def test_a_border_is_where_a_reader_sees_it(marked: str) -> None:
    """Abbreviations, numbers, quotations and notes of several languages do not mislead."""
    expected = [part.strip() for part in marked.split("¦")]
    assert sentences(re.sub(" ?¦", "", marked)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It is sold only in the U.S. Zolvaderm is approved in Europe.",
        "We waited… Nothing came.",
        "It is not advisable.6 Use of it is rare.",
    ],
)
def test_in_doubt_two_sentences_stay_one(text: str) -> None:
    """Known limits: these are two sentences to a reader; they are joined, not cut elsewhere."""
    assert sentences(text) == [text]


PROSE = (
    "CAMBRIDGE, England, 4 December 2025 – Ostlewyn Biosciences plc (AIM: OSLW) has signed a "
    "licence agreement that covers OSW-318, an antibody against interleukin-11 described at "
    "https://ostlewyn.example/pipeline/thyroid-eye-disease/osw-318/phase-2/results-of-the-year. "
    "It is now in phase 2 development, and 12. Mai Holding owns 3.5% of it. Results are expected "
    "in the second half of 2026 - or early in 2027."
)


@pytest.mark.parametrize("width", range(50, 121, 5))
def test_hard_wrapping_changes_no_sentence(width: int) -> None:
    """Wrapped to any usual width, with a heading glued on, the sentences are those of one line."""
    wrapped = textwrap.fill(PROSE, width, break_long_words=False, break_on_hyphens=False)
    expected = ["About the agreement", *sentences(PROSE)]
    found = sentences(f"About the agreement\n{wrapped}")
    assert [" ".join(sentence.split()) for sentence in found] == expected


def test_wrapped_chinese_is_joined() -> None:
    """A script without spaces may be wrapped between any two characters, which are wide."""
    heading = "公司简介"
    paragraph = [
        "今天公司宣布完成首例患者给药，这对中国的患者来说是一个\n里程碑。",
        "该试验将在中国进行。",
    ]
    assert sentences(f"{heading}\n{''.join(paragraph)}") == [heading, *paragraph]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About Acme\nAcme makes pumps. It is old.", "About Acme|Acme makes pumps.|It is old."),
        ("About Acme\n\nAcme makes pumps.", "About Acme|Acme makes pumps."),
        ("Contact:\nJane Doe\njane@acme.example", "Contact:|Jane Doe|jane@acme.example"),
        ("The trial\nenrolled 192 patients.", "The trial\nenrolled 192 patients."),
        ("First line.\rSecond line.\u2028Third.", "First line.|Second line.|Third."),
        ("公司简介\n公司成立于1998年。", "公司简介|公司成立于1998年。"),
        ("- One. Two.\n- Three\n  goes on", "- One.|Two.|- Three\n  goes on"),
        ("1. M.R. Smith, A study.\n2. Next", "1. M.R. Smith, A study.|2. Next"),
        ("(a) One.\n(ii) Two.\n[3] Three.\n* Four.", "(a) One.|(ii) Two.|[3] Three.|* Four."),
        ("• One\n• two", "• One|• two"),
        ("One of two.    Two of two.", "One of two.|Two of two."),
        (f"{'A full line ' * 5}ends.\n1. One\n2. Two", f"{'A full line ' * 5}ends.|1. One|2. Two"),
    ],
)
def test_lines_become_headings_items_and_paragraphs(text: str, expected: str) -> None:
    """Without marks in the text, a line break ends a sentence unless wrapping explains it."""
    assert sentences(text) == expected.split("|")


def test_a_marker_within_wrapped_prose_opens_no_item() -> None:
    """A number or a dash that wrapping put at the beginning of a line belongs to its sentence."""
    text = "The number of sites that took part in the trial was\n12. It was more than planned."
    assert sentences(text) == [text[:55], text[56:]]


def test_items_that_fill_their_lines_stay_apart() -> None:
    """The longest item of a list looks like a full line, and ends where the next item begins."""
    text = "- Revenue of $612.4 million, up 10.0% as reported\n- Diluted EPS of $1.04"
    assert sentences(text) == text.split("\n")


def test_a_table_row_is_one_sentence_and_a_table_one_block() -> None:
    """Rows stay whole even with full stops inside, and do not join the prose around them."""
    text = (
        "Summary Table\n"
        "                        Q3 2025     Q3 2024\n"
        "-------------------------------------------\n"
        "Rate ratio vs. Pbo.        0.71        0.79\n"
        "Sales\t1,234\t1,100\n"
        "| Acme Inc. | It grew. Then fell. |\n"
        "Revenue for 2024 was $2.24 billion."
    )
    assert sentences(text) == [line.strip() for line in text.split("\n")]
    assert blocks(text) == [0, 1, 1, 1, 1, 1, 2]


def test_blocks_count_paragraphs_and_items() -> None:
    """The sentences of a paragraph share a block; every item has one of its own."""
    assert blocks("Title\n\nOne. Two.\n\n\n- A\n- One. Two.") == [0, 1, 1, 2, 3, 3]


def test_a_sentence_knows_its_place() -> None:
    """Offsets count code points, not bytes or UTF-16 units."""
    assert document("😀 é.\n\nTwo.").sentences == (
        Sentence(number=1, start=0, end=4, text="😀 é.", block=0),
        Sentence(number=2, start=6, end=10, text="Two.", block=1),
    )


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_a_number_out_of_range_is_an_index_error(number: int) -> None:
    """Numbers run from 1, and negative ones do not count from the end."""
    with pytest.raises(IndexError, match="the document has 2"):
        document("One. Two.").sentence(number)


@pytest.mark.parametrize("offset", [-1, 9])
def test_an_offset_out_of_range_is_an_index_error(offset: int) -> None:
    """The end of the text is no offset of a character."""
    with pytest.raises(IndexError, match="9 code points"):
        document("One. Two.").sentence_at(offset)


def test_white_space_belongs_to_the_sentence_before_it() -> None:
    """At the beginning of the text there is none before, so it belongs to the first."""
    found = document("  One.  Two.")
    assert [found.sentence_at(offset).number for offset in (0, 2, 6, 7, 8)] == [1, 1, 1, 1, 2]


class CountingSegmenter:
    """Stands before the library and counts the characters that it is given."""

    def __init__(self, library: Callable[[str, str], list[dict[str, Any]]]) -> None:
        self.library = library
        self.characters = 0

    def __call__(self, language: str, text: str) -> list[dict[str, Any]]:
        """Count, and let the library answer."""
        assert len(text) <= 4_000
        self.characters += len(text)
        return self.library(language, text)


@pytest.mark.parametrize(
    "unit",
    [
        "It is 5 mg of Acme Inc. today. ",
        "word ",
        "x",
        "今天很好。",
        "\n",
        "A.\n",
        "“A. ",
        "(a. ",
        "• A ",
    ],
)
def test_a_long_text_is_read_a_bounded_number_of_times(
    monkeypatch: pytest.MonkeyPatch, unit: str
) -> None:
    """The library's quadratic steps never see more than a window, and windows hardly overlap."""
    counting = CountingSegmenter(sentencex.get_sentence_boundaries)
    monkeypatch.setattr(sentencex, "get_sentence_boundaries", counting)
    text = unit * (40_000 // len(unit)) + "."
    assert document(text).sentences
    assert counting.characters <= 1.2 * len(text)


@given(TEXTS.filter(lambda text: text.count("\0") < 2))
def test_the_text_is_kept_byte_for_byte(text: str) -> None:
    """Bytes in, the same text out: no normalization of line ends, marks or compositions."""
    data = text.encode()
    found = Document.from_bytes(data, id="d")
    assert found.text.encode() == data
    assert found.sha256 == hashlib.sha256(data).hexdigest()


def test_the_id_defaults_to_the_text_or_the_path(tmp_path: Path) -> None:
    """A text without a name is called by its hash, a file by its path as given."""
    text = "\ufeffOne.\r\nTwo."
    path = tmp_path / "release.txt"
    path.write_bytes(text.encode())
    assert Document.from_text(text).id == hashlib.sha256(text.encode()).hexdigest()[:12]
    assert Document.from_path(path).id == str(path)
    assert Document.from_path(str(path), id="r") == Document("r", text)


def test_a_byte_order_mark_is_kept_in_the_text_and_out_of_the_sentences() -> None:
    """So the hash is that of the file, and the first quote begins with a letter."""
    assert document("\ufeffOne. Two.").sentences[0].start == 1


def test_a_document_shows_no_text_in_its_repr() -> None:
    """Logs and tracebacks name the document without spilling it."""
    assert repr(document("A secret.")) == "Document(id='d')"


@pytest.mark.parametrize(
    "data", [b"One\0two.", b"Three sentences\0with two\0in it.", "One\x85two.".encode()]
)
def test_a_stray_control_character_is_text(data: bytes) -> None:
    """A few NULs, or a U+0085 that was once an ellipsis, make no binary file."""
    assert Document.from_bytes(data, id="d").text == data.decode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the document is empty"),
        (b" \n\t", "only white space"),
        ("\ufeff\n".encode(), "only white space"),
        (b"%PDF-1.7\n", "this is a PDF. Convert it to text first"),
        (b"PK\x03\x04[Content_Types].xml", "such as a docx"),
        ("One two.".encode("utf-16"), "UTF-16 or UTF-32"),
        ("One two.".encode("utf-32-be"), "24 of its 32 bytes are NUL"),
        ("One two.".encode("utf-16-le"), "binary, or UTF-16: 8 of its 16 bytes are NUL"),
        ("Café".encode("latin-1"), r"byte at offset 3 \(0xe9\) is not UTF-8.*iconv"),
        (b"x" * (MAX_BYTES + 1), r"10,000,001 bytes, more than the limit of 10,000,000"),
    ],
)
def test_bytes_that_are_no_document_say_why(data: bytes, message: str) -> None:
    """The error names the document, what is wrong with it, and what to try."""
    with pytest.raises(DocumentError, match=f"^d: .*{message}") as caught:
        Document.from_bytes(data, id="d")
    assert caught.value.hint
    assert caught.value.document_id == "d"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("One\ud800two.", "offset 3 is half of a surrogate pair"),
        ("é" * (MAX_BYTES // 2 + 1), "10,000,002 bytes"),
    ],
)
def test_a_text_that_is_no_utf_8_or_too_large_is_refused(text: str, message: str) -> None:
    """The limit counts bytes, whichever way the text came."""
    with pytest.raises(DocumentError, match=message):
        Document.from_text(text)


def test_a_document_may_be_as_large_as_the_limit() -> None:
    """The limit itself is allowed."""
    assert len(Document.from_bytes(b"x" * MAX_BYTES, id="d").text) == MAX_BYTES


def test_a_path_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    """Missing, a directory, below a file, too large: one kind of error, each with its reason."""
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 5)
    for path, message in (
        (tmp_path / "missing.txt", "there is no such file"),
        (tmp_path, "this is a directory"),
        (large / "below", "cannot be read"),
        (Path("nul\0.txt"), "cannot be read"),
        (large, "10,000,005 bytes"),
    ):
        with pytest.raises(DocumentError, match=message) as caught:
            Document.from_path(path)
        assert caught.value.document_id == str(path)
        assert caught.value.hint
