"""What holds for every text: it shows itself, typography is nothing, and offsets are exact."""

import re
import unicodedata
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from releases import EXAMPLES, claims, release

from summarizer.document import Document
from summarizer.errors import DocumentError
from summarizer.grounding import (
    Claim,
    Source,
    check_quote,
    check_statement,
    check_value,
    find_name,
    verify,
)
from summarizer.types import Near, PartialDate, Prose

# A no-break space between digits groups them, so that one says something.
BETWEEN_WORDS = r"(?<!\d) | (?!\d)"
TYPOGRAPHY = {
    "capitals": str.upper,
    "straight quotes": lambda text: text.translate(str.maketrans("“”„‘’", '"""\'\'')),
    "curly quotes": lambda text: re.sub('"([^"]*)"', r"“\1”", text).replace("'", "’"),
    "no-break spaces": lambda text: re.sub(BETWEEN_WORDS, "\u00a0", text),
    "thin spaces": lambda text: re.sub(BETWEEN_WORDS, "\u2009", text),
    "line breaks": lambda text: text.replace(" ", "\n"),
    "line breaks of Windows": lambda text: text.replace(" ", "\r\n"),
    "soft hyphens": lambda text: re.sub(r"([^\W\d_]{3})(?=[^\W\d_]{3})", "\\1\u00ad", text),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "hyphens": lambda text: re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", "\N{HYPHEN}", text),
    "minus signs": lambda text: text.replace("\N{MINUS SIGN}", "-"),
    "dashes": lambda text: text.replace(" – ", " — "),
    "no separators": lambda text: re.sub(r"(?<=\d),(?=\d{3}\b)", "", text),
    "thin separators": lambda text: re.sub(r"(?<=\d),(?=\d{3}\b)", "\u202f", text),
}
# Letters of all planes, combining marks, emoji, and the signs and words that the readers look for.
WORDS = """
    𝒵oralimab 🧬 👩🏽‍🔬 Z̈oë café́ 𠮷野家 试验 未获批准 ~~~ up to about $5 41% −7.5 p<0.001 Dr. Xu
    Inc. Zorander (the “Company”) (“ZB”) Zoranda® phase IIb/III 3 May 2025 30 February not may if
    (if) [3] 10⁻⁸ ½ <!-- --> {{ }} ``` system: 1.234,5 1\u202f200 U.S. mid-2026 Q3 “ ” ( ) . , ; :
    – — \u00ad \ufeff \u0000 \ufe0f \u200d İ ı ß ﬁ 三分之一 2:1 95% CI 1 to 2
"""
PIECES = st.one_of(st.text(min_size=1, max_size=12), st.sampled_from(WORDS.split(" ")))
TEXTS = (
    st.lists(PIECES, min_size=1, max_size=25)
    .flatmap(
        lambda pieces: st.sampled_from([" ", "", "\n", ". "]).map(lambda joint: joint.join(pieces))
    )
    .filter(bool)
)


def readable(text):
    """Return a source of a text, None if it is no document."""
    try:
        return Source(Document.from_text(text))
    except DocumentError:
        return None


@cache
def verdicts():
    """Return every third claim on the releases, each with whether it is supported."""
    return [
        (name, statement, check_statement(release(name), statement).supported)
        for name, statement, _ in list(claims())[::3]
    ]


def sentences(path):
    """Return the sentences of a release that say something to a reader."""
    source = release(path.stem)
    return source, [
        each
        for each in source.document.sentences
        if source.of(each).tokens and not source.is_suspect(each)
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_sentence_supports_itself(path):
    """As quotation and as statement, wherever it is cited."""
    source, own = sentences(path)
    for sentence in own:
        for finding in (
            check_quote(source, sentence.text),
            check_statement(source, sentence.text),
            check_statement(source, sentence.text, own[0]),
            check_value(source, sentence.text, marks=(Prose(),)),
        ):
            assert finding.supported, (sentence.text, finding.reason)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("change", TYPOGRAPHY.values(), ids=TYPOGRAPHY)
def test_a_sentence_in_another_typography_is_supported(path, change):
    """Capitals too, in English and in German."""
    source, own = sentences(path)
    for sentence in own:
        changed = change(sentence.text)
        for finding in (check_quote(source, changed), check_statement(source, changed)):
            assert finding.supported, (changed, finding.reason)


@pytest.mark.parametrize("change", TYPOGRAPHY.values(), ids=TYPOGRAPHY)
def test_typography_never_changes_the_verdict_on_a_statement(change):
    """Neither of a faithful one nor of a false one."""
    changed = [
        (statement, change(statement))
        for name, statement, supported in verdicts()
        if check_statement(release(name), change(statement)).supported != supported
    ]
    assert changed == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_document_in_another_encoding_of_accents_shows_the_same(path, form):
    """Offsets point into the text as it is."""
    _, own = sentences(path)
    text = unicodedata.normalize(form, path.read_text(encoding="utf-8"))
    source = Source(Document.from_text(text))
    for sentence in own:
        finding = check_quote(source, sentence.text)
        assert finding.supported, (sentence.text, finding.reason)
        for evidence in finding.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


@settings(deadline=None)
@given(number=st.integers(1, 10**6), wrong=st.integers(1, 10**6), elsewhere=TEXTS)
def test_text_elsewhere_never_makes_a_wrong_number_right(number, wrong, elsewhere):
    """A quote with a wrong number stays refused, unless the other text says it itself."""
    fact, quote = (f"Zorander enrolled {count} adults here" for count in (number, wrong))
    text = f"{elsewhere}\n\n{fact}.\n\n{elsewhere} {wrong} adults."
    source = readable(text)
    if source is not None and wrong != number:
        assert not check_quote(source, quote).supported


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
@example("😀 Zoë\u0308 paid $5 to 𝒵oralimab. 👩🏽‍🔬 e\u0301t\u00e9 2024.")
def test_offsets_slice_back(text):
    """For astral characters, combining marks and emoji: an offset counts code points."""
    source = readable(text)
    for sentence in source.document.sentences if source else ():
        for finding in (
            check_quote(source, sentence.text),
            check_statement(source, sentence.text),
            check_value(source, sentence.text[:9]),
            check_value(source, 5),
        ):
            for evidence in finding.evidence:
                assert text[evidence.start : evidence.end] == evidence.quote


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_every_sentence_of_any_text_is_a_quotation_of_it(text):
    """Unless there is nothing in it to compare."""
    source = readable(text)
    for sentence in source.document.sentences if source else ():
        if source.of(sentence).tokens:
            finding = check_quote(source, sentence.text)
            assert finding.supported, (sentence.text, finding.reason)


@settings(max_examples=80, deadline=None)
@given(text=TEXTS, claim=TEXTS)
@example("~" * 2_000 + "5", "about " * 300 + "20")
@example("Dr-" * 100 + "Xu", "a." * 300 + "ab")
@example("the  Product (the “X”)", "the  Product")
@example("~\n0", "0")
@example("A phase İ trial, 5 ſeptember 2024, 5 \N{KELVIN SIGN}g", "phase İ")
@example("2024 " + "30 February " * 100, "²" * 2_000)
def test_no_text_raises(text, claim):
    """Whatever is claimed of whatever document."""
    source = readable(text)
    if source is None:
        return
    document = source.document
    find_name(source, claim, prefer=document.sentences[0] if document.sentences else None)
    for value in (5, 0.5, PartialDate(2024), claim):
        check_value(source, value, marks=(Near("site", claim),))
    asked = [
        Claim(id="1", kind="quote", claim=claim),
        Claim(id="2", kind="statement", claim=claim),
        *(
            Claim(id=kind, kind="value", type=kind, claim=claim)
            for kind in ("integer", "money", "percent", "date", "phase", "p_value", "interval")
        ),
    ]
    once, again = verify(document, asked), verify(Document.from_text(text), asked)
    assert once == again
