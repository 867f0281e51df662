"""What must hold for every text: offsets, typography, no crash, linear work."""

import random
import re
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from releases import EXAMPLES, release, source

from summarizer.document import Document
from summarizer.grounding import Source, check_quote, check_statement, check_value

# Words that every rule looks at, in an order that no writer chose.
WORDS = st.sampled_from(
    "not may if will nicht soll pas ohne no neither nor non un- and but which (the “Company”) Inc. "
    "Dr. US$15 million 1,200 −7 to 69 95% CI <0.001 phase 2/3 Phase III 12 August 2023 Q3 2026 "
    "[1] (1) rose fell from compared with patients sites Ostlewyn OSW-318 U.S. A 未 获批 将 约420例 "
    "® \u00ad \xa0 ( ) “ ” , ; . – -- \n\n \t <!-- {{ 7*7 }} 10⁻³ ½ e\u0301 👩‍⚕️ \ufb01rst".split(
        " "
    )
)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join) | st.text(min_size=1)


def pieces(finding):
    """Return the spans of a finding with their quotes."""
    return [(piece.start, piece.end, piece.quote) for piece in finding.evidence]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_nothing_raises_and_evidence_slices_back(text, claim):
    """Whatever stands in a document or in a claim, the answer is a finding."""
    if not text.removeprefix("\ufeff").strip():
        return
    document = Document.from_text(text)
    asked = Source(document)
    findings = [check_quote(asked, claim), check_statement(asked, claim), check_value(asked, claim)]
    findings += [check_statement(asked, claim, document.sentences[0])]
    findings += [check_value(asked, number) for number in (7, 1200, 0.5)]
    for finding in findings:
        assert finding.supported == bool(finding.evidence)
        for start, end, quote in pieces(finding):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == quote


@settings(deadline=None)
@given(TEXTS)
def test_every_sentence_supports_itself(text):
    """As a quotation and as a statement, if there is anything in it to compare."""
    if not text.removeprefix("\ufeff").strip():
        return
    asked = Source(Document.from_text(text))
    for sentence in asked.document.sentences:
        if asked.of(sentence).tokens:
            assert check_quote(asked, sentence.text).supported
        if len(asked.of(sentence).places) > 1:
            assert check_statement(asked, sentence.text, sentence).supported


TYPOGRAPHY: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "no-break spaces": lambda text: re.sub(r"(?<=[a-z,]) (?=[a-z])", "\xa0", text),
    "line breaks": lambda text: text.replace(" ", "\n"),
    "plain quotes": lambda text: text.translate(str.maketrans("“”’", '""\'')),
    "surrounding quotes": lambda text: f"«{text}»",
    "soft hyphens": lambda text: re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", text),
    "no grouping": lambda text: re.sub(r"(?<=\d),(?=\d{3})", "", text),
    "hyphen for minus": lambda text: text.replace("−", "-"),
    "no trademarks": lambda text: text.replace("®", ""),
    "ligatures": lambda text: text.replace("fi", "\ufb01"),
    "full width": lambda text: re.sub(r"\d", lambda digit: chr(ord(digit[0]) + 0xFEE0), text),
    "no note markers": lambda text: re.sub(r"(?<=\w)\[\d\]", "", text),
}


@pytest.mark.parametrize("change", TYPOGRAPHY)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_typography_never_changes_a_verdict(path, change):
    """True sentences stay true, and those with a wrong digit stay wrong."""
    asked = release(path.stem)
    for sentence in asked.document.sentences:
        wrong = re.sub(
            r"(?<![\d.,])[1-8](?=\d|\s)", lambda digit: str(int(digit[0]) + 1), sentence.text
        )
        for text in (sentence.text, wrong):
            changed = TYPOGRAPHY[change](text)
            expected = check_quote(asked, text).supported
            assert check_quote(asked, changed).supported == expected, changed


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(EXAMPLES))
def test_text_elsewhere_never_makes_a_wrong_number_right(chance, path):
    """A refused quotation stays refused, whatever other sentences are put before and behind."""
    asked = release(path.stem)
    others = [sentence.text for sentence in asked.document.sentences]
    sentence = "The trial at 20 sites plans to enrol approximately 192 patients."
    text = " ".join([*chance.sample(others, 3), sentence, *chance.sample(others, 3)])
    for wrong in ("at 21 sites plans", "enrol approximately 129 patients", "enrol 192 patients"):
        assert not check_quote(Source(Document.from_text(text)), wrong).supported


def calls(action):
    """Count the function calls that an action makes, C functions included."""
    count = 0

    def profile(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "not ",
        "a ",
        "7 ",
        "if ",
        "$5 ",
        "(“A”) ",
        "nicht, ",
        "A Inc. ",
        "Dr. Xu ",
        "一",
        "non-",
        "p=0.1 ",
    ],
)
def test_work_grows_with_the_length_of_the_text(piece):
    """Twice the text and twice the claim need at most about twice the steps."""

    def work(times):
        text = piece * times
        asked = Source(Document.from_text(text))
        claim = piece * (times // 2)
        check_quote(asked, claim + "x")
        check_statement(asked, claim + "x")
        check_value(asked, claim[:40])
        check_value(asked, 13)

    short, long = (calls(lambda times=times: work(times)) for times in (400, 800))
    assert long < 2.6 * short


def test_one_answer_for_one_question():
    """Asking in another order, or again, changes nothing."""
    path = EXAMPLES[0]
    sentences = [sentence.text for sentence in release(path.stem).document.sentences]
    shuffled = random.Random(7).sample(sentences, len(sentences))  # noqa: S311 # no secret
    orders = [Source(release(path.stem).document) for _ in range(2)]
    answers = [
        {text: pieces(check_statement(asked, text)) for text in order}
        for asked, order in zip(orders, (sentences, shuffled), strict=True)
    ]
    assert answers[0] == answers[1]


def test_a_document_of_one_letter_is_answered():
    """The smallest text has the smallest answers."""
    assert check_quote(source("x"), "x").supported
    assert not check_statement(source("x"), "y").supported
